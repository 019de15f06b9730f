"""Attributions against an attribution corpus in JSON Lines (PARC 3, PolNeAR): who / cue / content.

A line is ``{"id", "text", "attributions": [{"source": [[start, end], …], "cue": […], "content": […]}]}``. An
attribution is right when its content shares half its word tokens with a gold one (Dice) and their sources share a
word, or both have none; fully right if the sources also share half their words and the cues a word. Exact contents
are compared as in Pareti et al. 2013, punctuation at the edges forgiven.
"""

import re
from bisect import bisect_right
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from enum import Enum
from itertools import chain

from newsclaims.evaluation.scores import Scores
from newsclaims.offsets import Offsets, trim

Spans = Sequence[Sequence[int]]

_TOKEN = re.compile(r"\w+(?:['’]\w+)*")
# What is forgiven at the edges of contents.
EDGE = " \t\r\n\u00a0\"“”„‟'‘’`´«».,;:!?-–—()[]…"
_HALF = 0.5
_DIRECT = 0.8
# A source that fits better decides between two contents that fit equally well.
_SOURCE_WEIGHT = 0.001
KINDS = ("direct", "indirect", "mixed")


@dataclass(frozen=True, slots=True)
class _Attribution:
    content: frozenset[int]
    source: frozenset[int]
    cue: frozenset[int]
    kind: str
    fragments: tuple[Offsets, ...]


def score_attributions(
    gold: Iterable[Mapping[str, object]], predicted: Mapping[str, Sequence[Mapping[str, Spans]]]
) -> Scores:
    """The scores over all lines of `gold`; `predicted` gives the attributions by id, none where an id is missing."""
    scores = Scores()
    for line in gold:
        text = _Text(str(line["text"]))
        expected = text.attributions(line["attributions"])  # type: ignore[arg-type]  # checked when read
        found = text.attributions(predicted.get(str(line["id"]), ()))
        _score(scores, expected, found)
    return scores


def right_attributions(line: Mapping[str, object], predicted: Sequence[Mapping[str, Spans]]) -> list[bool]:
    """For each of the attributions predicted for `line` whether it is right."""
    text = _Text(str(line["text"]))
    gold = text.attributions(line["attributions"])  # type: ignore[arg-type]  # checked when read
    worded = [index for index, record in enumerate(predicted) if text.attributions([record])]
    found = text.attributions([predicted[index] for index in worded])
    right = {worded[j] for _, j in _match(gold, found, _Source.TOUCHES)}
    return [index in right for index in range(len(predicted))]


def _score(scores: Scores, gold: list[_Attribution], found: list[_Attribution]) -> None:
    total = (len(found), len(gold))
    pairs = _match(gold, found, _Source.TOUCHES)
    scores.add("attribution", len(pairs), *total)
    for kind in KINDS:
        scores.add_apart(
            f"attribution.{kind}",
            sum(found[j].kind == kind for _, j in pairs),
            sum(a.kind == kind for a in found),
            sum(gold[i].kind == kind for i, _ in pairs),
            sum(a.kind == kind for a in gold),
        )
    scores.add("content", len(_match(gold, found, _Source.ANY)), *total)
    scores.add("attribution.full", len(_match(gold, found, _Source.HALF)), *total)
    expected = Counter(chain.from_iterable(a.fragments for a in gold))
    got = Counter(chain.from_iterable(a.fragments for a in found))
    scores.add("content.exact", (expected & got).total(), got.total(), expected.total())
    for role in ("content", "source", "cue"):
        gold_tokens = frozenset(chain.from_iterable(getattr(a, role) for a in gold))
        found_tokens = frozenset(chain.from_iterable(getattr(a, role) for a in found))
        scores.add(f"tokens.{role}", len(gold_tokens & found_tokens), len(found_tokens), len(gold_tokens))


class _Source(Enum):
    """What a match asks of the sources: nothing, a common word, or half their words and a common word of the cues."""

    ANY = 0
    TOUCHES = 1
    HALF = 2


def _match(gold: list[_Attribution], found: list[_Attribution], asked: _Source) -> list[tuple[int, int]]:
    candidates = []
    for i, expected in enumerate(gold):
        for j, got in enumerate(found):
            score = _dice(expected.content, got.content)
            if score < _HALF or not _sources_agree(expected, got, asked):
                continue
            if asked is _Source.TOUCHES:
                score += _SOURCE_WEIGHT * _dice(expected.source, got.source)
            candidates.append((-score, i, j))
    pairs: dict[int, int] = {}
    taken: set[int] = set()
    for _, i, j in sorted(candidates):
        if i not in pairs and j not in taken:
            pairs[i] = j
            taken.add(j)
    return list(pairs.items())


def _sources_agree(expected: _Attribution, got: _Attribution, asked: _Source) -> bool:
    if asked is _Source.ANY:
        return True
    neither = not expected.source and not got.source
    if asked is _Source.TOUCHES:
        return neither or bool(expected.source & got.source)
    close = neither or _dice(expected.source, got.source) >= _HALF
    return close and (not expected.cue or bool(expected.cue & got.cue))


def _dice(a: frozenset[int], b: frozenset[int]) -> float:
    return 2 * len(a & b) / (len(a) + len(b)) if a or b else 0.0


class _Text:
    """A text as word tokens, with what of it stands in quotation marks."""

    def __init__(self, text: str) -> None:
        self.text = text
        self.tokens = [match.span() for match in _TOKEN.finditer(text)]
        self.starts = [start for start, _ in self.tokens]
        self.quoted = _quoted(text)

    def attributions(self, records: Sequence[Mapping[str, Spans]]) -> list[_Attribution]:
        found = []
        for record in records:
            content = self._tokens(record["content"])
            if content:
                fragments = tuple(
                    trim(self.text, Offsets(start, end), EDGE) for start, end in record["content"]
                )
                source, cue = (self._tokens(record.get(role) or ()) for role in ("source", "cue"))
                found.append(_Attribution(content, source, cue, self._kind(content), fragments))
        return found

    def _tokens(self, spans: Spans) -> frozenset[int]:
        found = set()
        for start, end in spans:
            index = max(0, bisect_right(self.starts, start) - 1)
            while index < len(self.tokens) and self.tokens[index][0] < end:
                if self.tokens[index][1] > start:
                    found.add(index)
                index += 1
        return frozenset(found)

    def _kind(self, content: frozenset[int]) -> str:
        share = sum(self.quoted[self.starts[index]] for index in content) / len(content)
        return "direct" if share >= _DIRECT else "indirect" if share == 0 else "mixed"


def _quoted(text: str) -> bytearray:
    """For each character whether it stands in double quotation marks; an unclosed one ends with its paragraph."""
    inside = bytearray(len(text))
    opened: int | None = None
    for position, char in enumerate(text):
        opens = char in "“„«" or text.startswith("``", position)
        closes = char in "”»" or text.startswith("''", position)
        if opened is None:
            if opens or char == '"':
                opened = position
        elif closes or char in '"\n':
            inside[opened : position + (char != "\n")] = b"\1" * (position + (char != "\n") - opened)
            opened = None
    if opened is not None:
        inside[opened:] = b"\1" * (len(text) - opened)
    return inside
