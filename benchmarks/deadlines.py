"""How many of the listed ways to set a deadline are found, with the right due value and task.

usage: python benchmarks/deadlines.py FOLDER [--errors]

FOLDER holds deadline_sentences.jsonl (cue, sentence, article_date, task, due_value, due_latest) and
not_deadlines.jsonl (sentence, why). A due value counts when it or its latest day is the listed one; a task
counts when it shares half of its words' stems with the listed one, which is a paraphrase.
"""

import argparse
import datetime as dt
import json
import re
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from newsclaims.pipeline import Extractor
from newsclaims.records import Article, Deadline

# Letters of a word that count: "finalized" and "finalize", "fall" and "falls" are the same.
_STEM = 5
_HALF = 0.5
_IRREGULAR = {"is": "be", "are": "be", "was": "be", "has": "have", "an": "a"}


def read(path: Path) -> Iterator[dict[str, Any]]:
    """The objects of a JSON Lines file."""
    with path.open(encoding="utf-8") as lines:
        yield from map(json.loads, lines)


def stems(text: str) -> set[str]:
    """The words of `text` by their first letters, without articles."""
    words = [_IRREGULAR.get(word, word) for word in re.findall(r"\w+", text.lower())]
    return {word[:_STEM] for word in words} - {"a", "the", "to"}


def same_task(expected: str | None, found: str | None) -> bool:
    """Whether the two share half of their words (Dice)."""
    if expected is None:
        return True
    if found is None:
        return False
    a, b = stems(expected), stems(found)
    return 2 * len(a & b) >= _HALF * (len(a) + len(b)) > 0


def same_due(entry: dict[str, Any], found: Deadline) -> bool:
    """Whether value or latest day are the listed ones."""
    if found.due.value == entry["due_value"]:
        return True
    return entry["due_latest"] is not None and found.due.latest == entry["due_latest"]


def main() -> None:
    """Print the shares, and each failure with --errors."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("folder", type=Path)
    parser.add_argument("--errors", action="store_true", help="print each failure")
    arguments = parser.parse_args()
    extractor = Extractor()

    def deadlines(entry: dict[str, Any]) -> tuple[Deadline, ...]:
        day = dt.date.fromisoformat(entry.get("article_date", "2025-04-19"))
        article = Article(text=entry["sentence"], date=day, date_source="option")
        return extractor.extract(article).deadlines

    entries = list(read(arguments.folder / "deadline_sentences.jsonl"))
    found = due = task = firmness = 0
    for entry in entries:
        best = max(deadlines(entry), key=lambda item: same_due(entry, item), default=None)
        found += best is not None
        right_due = best is not None and same_due(entry, best)
        right_task = best is not None and same_task(entry["task"], best.task.text if best.task else None)
        due, task = due + right_due, task + right_task
        firmness += best is not None and best.firmness == entry["firmness"]
        if arguments.errors and not (right_due and right_task):
            got = (
                None
                if best is None
                else (best.limit.text, best.due.value, best.due.latest, best.task.text if best.task else None)
            )
            print(f"{entry['id']}: {entry['sentence']}\n    {entry['due_value']} {entry['task']!r} / {got}")
    alarms = 0
    near_misses = list(read(arguments.folder / "not_deadlines.jsonl"))
    for entry in near_misses:
        for alarm in deadlines(entry)[:1]:
            alarms += 1
            if arguments.errors:
                print(f"{entry['id']}: {entry['sentence']}\n    false alarm: {alarm.limit.text}")
    total = len(entries)
    sys.stdout.write(
        f"found           {found / total:6.1%}\n"
        f"right due       {due / total:6.1%}\n"
        f"right task      {task / total:6.1%}\n"
        f"right firmness  {firmness / total:6.1%}  of {total} ways to set a deadline\n"
        f"false alarms    {alarms:5d}   of {len(near_misses)} near-misses\n"
    )


if __name__ == "__main__":
    main()
