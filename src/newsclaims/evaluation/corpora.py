"""Public corpora in JSON Lines, and the predictions that are scored against them."""

import datetime as dt
import json
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any, Literal

from newsclaims.errors import InputError
from newsclaims.evaluation.attributions import score_attributions
from newsclaims.evaluation.scores import Scores
from newsclaims.evaluation.timexes import score_timexes
from newsclaims.pipeline import Extractor
from newsclaims.records import Article

Task = Literal["attributions", "timexes"]


def read_lines(path: Path) -> list[dict[str, Any]]:
    """The objects of a JSON Lines file.

    Raises:
        InputError: a line is no JSON object.
    """
    lines = []
    try:
        for number, line in enumerate(path.read_text(encoding="utf-8").split("\n"), 1):
            if line.strip():
                record = json.loads(line)
                if not isinstance(record, dict) or "id" not in record:
                    msg = f"{path}: line {number} is no object with an id"
                    raise InputError(msg)
                lines.append(record)
    except (OSError, ValueError) as error:
        msg = f"{path}: no JSON Lines: {error}"
        raise InputError(msg) from None
    return lines


def task_of(lines: Sequence[Mapping[str, Any]], path: Path) -> Task:
    """What the corpus annotates.

    Raises:
        InputError: neither attributions nor time expressions.
    """
    first = lines[0] if lines else {}
    if "attributions" in first:
        return "attributions"
    if "timexes" in first:
        return "timexes"
    msg = f"{path}: annotates neither attributions nor timexes"
    raise InputError(msg, "see “claims evaluate --help” for the formats")


def score_corpus(path: Path, predictions: Path | None, extractor: Extractor | None) -> Scores:
    """The scores of `predictions` (JSON Lines of the same form), or of `extractor`, on the corpus `path`."""
    gold = read_lines(path)
    task = task_of(gold, path)
    if predictions is not None:
        found = {line["id"]: line.get(task, []) for line in read_lines(predictions)}
    else:
        found = dict(_predict(gold, task, extractor or Extractor()))
    if task == "attributions":
        return score_attributions((line for line in gold if line.get("primary") is not False), found)
    return score_timexes(gold, found)


def _predict(gold: list[dict[str, Any]], task: Task, extractor: Extractor) -> Iterator[tuple[str, list[Any]]]:
    for line in gold:
        if task == "attributions":
            yield (
                line["id"],
                [
                    {"content": found.content, "cue": found.cue, "source": found.source}
                    for found in extractor.attributions(line["text"])
                ],
            )
        else:
            day = dt.date.fromisoformat(line["dct"][:10]) if line.get("dct") else None
            article = Article(
                text=line["text"], id=line["id"], date=day, date_source="metadata" if day else "none"
            )
            yield line["id"], [date.model_dump() for date in extractor.extract(article).dates]
