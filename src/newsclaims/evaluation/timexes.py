"""Time expressions against a corpus in JSON Lines, by the measures of TempEval-3 (UzZaman et al. 2013).

A line is ``{"id", "dct", "text", "timexes": [{"start", "end", "type", "value"}, …]}``. Strict: the same span;
relaxed: any overlap; type and value: relaxed, and the attribute right. The document's own date is not scored.
"""

from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from newsclaims.evaluation.scores import Mistake, Scores

Timex = Mapping[str, Any]
_CREATION_TIME = "CREATION_TIME"
_CONTEXT = 50


def score_timexes(gold: Iterable[Mapping[str, Any]], predicted: Mapping[str, Sequence[Timex]]) -> Scores:
    """The scores over all lines of `gold`; `predicted` gives the time expressions by id."""
    scores = Scores()
    for line in gold:
        dateline = [timex for timex in line["timexes"] if timex.get("fn") == _CREATION_TIME]
        expected = [timex for timex in line["timexes"] if timex.get("fn") != _CREATION_TIME]
        found = [
            timex
            for timex in predicted.get(line["id"], ())
            if not any(_shared(timex, created) > 0 for created in dateline)
        ]
        _score(scores, line, expected, found)
    return scores


def _score(scores: Scores, line: Mapping[str, Any], gold: list[Timex], found: list[Timex]) -> None:
    pairs = _align(gold, found)
    total = (len(found), len(gold))
    matched = [(gold[i], found[j]) for i, j in pairs]
    scores.add("timex.strict", sum(_span(a) == _span(b) for a, b in matched), *total)
    scores.add("timex.relaxed", len(matched), *total)
    for attribute in ("type", "value"):
        scores.add(f"timex.{attribute}", sum(a[attribute] == b[attribute] for a, b in matched), *total)
    missed = set(range(len(gold))) - {i for i, _ in pairs}
    spurious = set(range(len(found))) - {j for _, j in pairs}
    mistakes = [("timex.relaxed", "missed", gold[i], _label(line, gold[i])) for i in sorted(missed)]
    mistakes += [("timex.relaxed", "spurious", found[j], _label(line, found[j])) for j in sorted(spurious)]
    mistakes += [
        ("timex.value", "wrong", a, f"{b['value']} for {_label(line, a)}")
        for a, b in matched
        if a["value"] != b["value"]
    ]
    for measure, kind, timex, detail in mistakes:
        scores.mistakes.append(Mistake(line["id"], measure, kind, detail, _context(line, timex)))


def _align(gold: list[Timex], found: list[Timex]) -> list[tuple[int, int]]:
    """One-to-one: equal spans first, then, in the order of gold, the free one that overlaps most."""
    pairs: dict[int, int] = {}
    taken: set[int] = set()
    for i, expected in enumerate(gold):
        j = next((j for j, got in enumerate(found) if j not in taken and _span(got) == _span(expected)), None)
        if j is not None:
            pairs[i] = j
            taken.add(j)
    for i, expected in enumerate(gold):
        if i in pairs:
            continue
        free = [(_shared(expected, got), -j) for j, got in enumerate(found) if j not in taken]
        shared, index = max(free, default=(0, 0))
        if shared > 0:
            pairs[i] = -index
            taken.add(-index)
    return list(pairs.items())


def _span(timex: Timex) -> tuple[int, int]:
    return timex["start"], timex["end"]


def _shared(a: Timex, b: Timex) -> int:
    return int(min(a["end"], b["end"]) - max(a["start"], b["start"]))


def _label(line: Mapping[str, Any], timex: Timex) -> str:
    return f"{line['text'][timex['start'] : timex['end']]} ({timex['type']} {timex['value']})"


def _context(line: Mapping[str, Any], timex: Timex) -> str:
    text: str = line["text"]
    return text[max(0, timex["start"] - _CONTEXT) : timex["end"] + _CONTEXT]
