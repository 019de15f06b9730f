"""The model card: card.json for programs, and the figures in README.md for people."""

import re
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

Scores = Mapping[str, float]
MEASURES = {
    "attribution": "attribution",
    "attribution.direct": "direct",
    "attribution.indirect": "indirect",
    "attribution.mixed": "mixed",
    "attribution.full": "full, Dice .5",
    "content": "content, Dice .5",
    "content.exact": "content, exact",
    "tokens.content": "content tokens",
    "tokens.source": "source tokens",
    "tokens.cue": "cue tokens",
}


def score_table(scores: Mapping[str, Scores]) -> str:
    """A Markdown table of F1 in percent: a row a measure, a column a model."""
    lines = ["| F1, percent | " + " | ".join(scores) + " |", "|---|" + "---:|" * len(scores)]
    for measure, label in MEASURES.items():
        figures = (f"{100 * found[measure]:.1f}" if measure in found else "" for found in scores.values())
        lines.append(f"| {label} | " + " | ".join(figures) + " |")
    return "\n".join(lines)


CALIBRATION = {
    "ece": "expected calibration error, 10 bins",
    "brier": "Brier score",
    "log_loss": "log loss",
    "gap_partly_quoted": "gap where the content is partly quoted",
    "gap_no_source": "gap where no source is found",
    "gap_no_cue": "gap where no cue is found",
}


def calibration_table(result: Mapping[str, Any]) -> str:
    """A Markdown table: how far confidence is from the share of right attributions, before and after."""
    lines = ["| | raw | calibrated |", "|---|---:|---:|"]
    for measure, label in CALIBRATION.items():
        if measure in result["raw"]:
            lines.append(f"| {label} | {result['raw'][measure]:.3f} | {result['calibrated'][measure]:.3f} |")
    return "\n".join(lines)


def all_scores(scores: Mapping[str, Any]) -> dict[str, Scores]:
    """The columns of the table: every network that competed, in 8 bits, then the shipped one in 32-bit floats."""
    columns = {
        f"{name} (shipped)" if name == scores["chosen"] else name: found
        for name, found in scores["int8"].items()
    }
    columns["shipped, in 32-bit floats"] = scores["float32"]
    return columns | ({"shipped, ends ranked": scores["ranked"]} if "ranked" in scores else {})


def facts(card: Mapping[str, Any]) -> str:
    """What was trained on what, for how long, as a Markdown list."""
    train, dev = (card["corpus"][part] for part in ("train", "dev"))
    runs = "; ".join(
        f"{name}: {run['steps']:,} steps in {run['seconds'] / 3600:.1f} h"
        for name, run in card["runs"].items()
    )
    chosen = card["scores"]["chosen"]
    taken = "the average of the seeds' weights" if chosen == "average" else chosen
    return "\n".join(
        (
            f"- **Version** {card['version']}",
            f"- **Training set**: {_amount(train)}. **Dev set**: {_amount(dev)}.",
            f"- **Runs**: {runs}. Shipped: {taken}.",
        )
    )


def _amount(part: Mapping[str, int]) -> str:
    return (
        f"{part['articles']:,} articles with {part['attributions']:,} attributions, {part['pieces']:,} word pieces "
        f"in {part['windows']:,} windows"
    )


def fill(text: str, sections: Mapping[str, str]) -> str:
    """`text` with what stands between ``<!-- NAME -->`` and ``<!-- /NAME -->`` written anew.

    Raises:
        ValueError: a section has no such marks.
    """
    for name, body in sections.items():
        marks = re.search(rf"<!-- {name} -->\n(.*?)<!-- /{name} -->", text, re.DOTALL)
        if marks is None:
            msg = f"no place for the section {name!r}"
            raise ValueError(msg)
        text = f"{text[: marks.start(1)]}{body}\n{text[marks.end(1) :]}"
    return text


def best(candidates: Mapping[str, Scores], measures: Sequence[str]) -> str:
    """The candidate with the highest mean of the measures; of equals the first."""
    return max(candidates, key=lambda name: sum(candidates[name][measure] for measure in measures))


def write_readme(path: Path, card: Mapping[str, Any]) -> None:
    """Write the figures of the card into the README beside it."""
    sections = {
        "facts": facts(card),
        "scores": score_table(all_scores(card["scores"])),
        "calibration": calibration_table(card["calibration"]),
    }
    path.write_text(fill(path.read_text(encoding="utf-8"), sections), encoding="utf-8")
