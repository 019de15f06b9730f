"""Floors of F1 that no change may fall below, pinned with a hash of the gold data they were measured on."""

import hashlib
import json
from collections.abc import Mapping
from pathlib import Path

from pydantic import BaseModel, ConfigDict, ValidationError

from newsclaims.errors import InputError, UsageError

# A floor stands this far below the F1 measured, so that another processor's rounding does not fail the gate.
SLACK = 0.01
# The measures that have a floor: what a user would notice; the finer ones are for whoever mends them.
GATED = (
    "speakers", "speakers.kind", "speakers.role",
    "quotes", "quotes.exact", "quotes.speaker", "quotes.type", "quotes.cue",
    "claims", "claims.speaker", "claims.type", "claims.negated", "claims.certainty", "article_claims",
    "dates", "dates.strict", "dates.value", "deadlines", "deadlines.due", "deadlines.task",
)  # fmt: skip


class Baseline(BaseModel):
    """Floors of F1 by measure, and what they were measured on.

    Attributes:
        gold: sha256 over the gold files, in the order of their names.
        floors: lowest F1 that passes, 0-1, by measure.
        reasons: why floors were lowered, the oldest first.
    """

    model_config = ConfigDict(frozen=True, extra="forbid")

    gold: str
    floors: dict[str, float]
    reasons: tuple[str, ...] = ()


def gold_hash(path: Path) -> str:
    """Hexadecimal sha256 of the gold files in a folder (or of one file)."""
    digest = hashlib.sha256()
    for file in [path] if path.is_file() else sorted(path.glob("*.json")):
        content = file.read_bytes()
        digest.update(f"{file.name} {len(content)}\n".encode())
        digest.update(content)
    return digest.hexdigest()


def read_baseline(path: Path) -> Baseline:
    """The baseline in a file.

    Raises:
        InputError: there is none.
    """
    try:
        return Baseline.model_validate_json(path.read_text(encoding="utf-8"))
    except (OSError, ValidationError) as error:
        msg = f"{path}: no baseline: {str(error).splitlines()[0]}"
        raise InputError(msg, "write one with --update-baseline") from None


def failures(f1: Mapping[str, float], floors: Mapping[str, float]) -> list[str]:
    """One line for each measure below its floor, or not measured at all."""
    return [
        f"{measure}: F1 {f1.get(measure, 0.0):.3f} is below the floor {floor:.3f}"
        for measure, floor in floors.items()
        if f1.get(measure, 0.0) < floor
    ]


def parse_floors(text: str) -> dict[str, float]:
    """Floors given as "quotes=0.9,dates.value=0.8".

    Raises:
        UsageError: it is written otherwise.
    """
    floors = {}
    for item in text.split(","):
        measure, _, floor = item.partition("=")
        try:
            floors[measure.strip()] = float(floor)
        except ValueError:
            msg = f"no floor: {item!r}"
            raise UsageError(msg, "write --min-f1 quotes=0.9,dates.value=0.8") from None
    return floors


def raised(old: Baseline | None, gold: str, f1: Mapping[str, float], reason: str | None) -> Baseline:
    """The baseline that holds the figures of now.

    Raises:
        UsageError: a floor would be lowered, or the gold data changed, and no reason is given.
    """
    floors = {measure: max(0.0, round(f1[measure] - SLACK, 3)) for measure in GATED if measure in f1}
    reasons = old.reasons if old else ()
    if old is not None:
        lowered = [measure for measure, floor in old.floors.items() if floors.get(measure, 0.0) < floor]
        if (lowered or old.gold != gold) and not reason:
            what = f"lowers {', '.join(lowered)}" if lowered else "is for other gold data"
            msg = f"the new baseline {what}"
            raise UsageError(msg, "say why with --reason")
    return Baseline(gold=gold, floors=floors, reasons=(*reasons, reason) if reason else reasons)


def write_baseline(path: Path, baseline: Baseline) -> None:
    """Write it, one measure a line, so that a change reads well in a diff."""
    path.write_text(
        json.dumps(baseline.model_dump(mode="json"), indent=1, ensure_ascii=False) + "\n", encoding="utf-8"
    )
