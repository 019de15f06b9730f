"""The article's text in pieces that each lie wholly inside or outside every record.

HTML elements nest and records overlap; so the text is cut at every edge of every span, and each piece knows the
spans that cover it. Nothing of the text is lost between the pieces.
"""

from bisect import bisect_left, bisect_right
from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import pairwise
from typing import Literal

from newsclaims.offsets import Offsets
from newsclaims.paragraphs import paragraphs
from newsclaims.records import Document, RecordType, Span

# What a span is to its record: the record's own words, or words about it.
Part = Literal["quote", "claim", "date", "deadline", "cue", "source", "addressee", "task", "condition"]

# Parts that are shown by themselves; the others light up together with their record.
WORDS: frozenset[Part] = frozenset({"quote", "claim", "date", "deadline"})


@dataclass(frozen=True, slots=True)
class Layer:
    """A span of a record.

    Attributes:
        offsets: where it is.
        part: what it is to the record.
        record: the record's id.
        opens: whether the record's own words begin here.
        closes: whether they end here.
    """

    offsets: Offsets
    part: Part
    record: str
    opens: bool = False
    closes: bool = False


@dataclass(frozen=True, slots=True)
class Piece:
    """A stretch of text under the same spans from end to end.

    Attributes:
        text: its words.
        layers: the spans that cover it, the shortest first.
        opening: ids of the records whose words begin here.
        closing: ids of the records whose words end here.
        left_edges: how many stretches of quotes begin here; a quote of two parts has two.
        right_edges: how many end here.
    """

    text: str
    layers: tuple[Layer, ...]
    opening: tuple[str, ...]
    closing: tuple[str, ...]
    left_edges: int
    right_edges: int

    @property
    def records(self) -> tuple[str, ...]:
        """Ids of the records that have words here, the shortest span first, each once."""
        return tuple(dict.fromkeys(layer.record for layer in self.layers if layer.part in WORDS))

    @property
    def related(self) -> tuple[str, ...]:
        """Ids of the records that have any span here, each once."""
        return tuple(dict.fromkeys(layer.record for layer in self.layers))

    @property
    def parts(self) -> tuple[Part, ...]:
        """What the spans here are, each once, in alphabetical order."""
        return tuple(sorted({layer.part for layer in self.layers}))


def layers_of(document: Document, only: Iterable[RecordType]) -> list[Layer]:
    """All spans of `document` that the page shows, of the record types `only`."""
    only = frozenset(only)
    found: list[Layer] = []
    if "quotes" in only:
        for quote in document.quotes:
            found += _words("quote", quote.id, quote.parts)
            found += _about("cue", quote.id, quote.cue)
            found += _about("source", quote.id, quote.source)
            found += _about("addressee", quote.id, quote.addressee)
    if "claims" in only:
        for claim in document.claims:
            found += _words("claim", claim.id, [Span(start=claim.start, end=claim.end, text=claim.text)])
            found += _about("condition", claim.id, claim.condition)
    if "dates" in only:
        for date in document.dates:
            found += _words("date", date.id, [Span(start=date.start, end=date.end, text=date.text)])
    if "deadlines" in only:
        for deadline in document.deadlines:
            found += _words("deadline", deadline.id, [deadline.limit])
            found += _about("task", deadline.id, deadline.task)
            found += _about("condition", deadline.id, deadline.condition)
    return found


def article_pieces(text: str, layers: Iterable[Layer]) -> Iterator[list[Piece]]:
    """The pieces of each paragraph of `text`; white space between paragraphs goes with the one before."""
    edges: dict[int, list[Layer]] = defaultdict(list)
    for layer in layers:
        edges[layer.offsets.start].append(layer)
        edges[layer.offsets.end].append(layer)
    ordered = sorted(edges)
    starts = [paragraph.start for paragraph in paragraphs(text)]
    if not starts:
        return
    starts[0] = 0
    active: list[Layer] = []
    for start, end in zip(starts, [*starts[1:], len(text)], strict=True):
        inner = ordered[bisect_right(ordered, start) : bisect_left(ordered, end)]
        pieces = []
        for left, right in pairwise([start, *inner, end]):
            changed = edges.get(left, ())
            active = [layer for layer in active if layer.offsets.end > left]
            active += [layer for layer in changed if layer.offsets.start == left]
            pieces.append(_piece(text, Offsets(left, right), active))
        yield pieces


def _piece(text: str, where: Offsets, active: list[Layer]) -> Piece:
    layers = tuple(sorted(active, key=lambda layer: (layer.offsets.end - layer.offsets.start, layer.record)))
    return Piece(
        text=text[where.start : where.end],
        layers=layers,
        opening=tuple(layer.record for layer in layers if layer.opens and layer.offsets.start == where.start),
        closing=tuple(layer.record for layer in layers if layer.closes and layer.offsets.end == where.end),
        left_edges=sum(layer.part == "quote" and layer.offsets.start == where.start for layer in layers),
        right_edges=sum(layer.part == "quote" and layer.offsets.end == where.end for layer in layers),
    )


def _words(part: Part, record: str, spans: Iterable[Span]) -> list[Layer]:
    offsets = [Offsets(span.start, span.end) for span in spans]
    last = len(offsets) - 1
    return [
        Layer(span, part, record, opens=number == 0, closes=number == last)
        for number, span in enumerate(offsets)
    ]


def _about(part: Part, record: str, span: Span | None) -> list[Layer]:
    return [Layer(Offsets(span.start, span.end), part, record)] if span else []
