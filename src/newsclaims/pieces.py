"""Where an article that is too long to be read at once is cut, and what each piece sees of the others.

A seam lies at a paragraph's start that goes on no quotation; in a paragraph without end, behind a sentence. Each
piece is read with some paragraphs before and after it as context, so that nothing depends on where the seams are but
what looks further back than that.
"""

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from spacy.tokens import Doc

from newsclaims.attribution.marks import find_quotations, outermost
from newsclaims.attribution.structures import ParsedArticle, Quotation
from newsclaims.offsets import Offsets
from newsclaims.paragraphs import paragraphs

# Code points that one piece may have: ten times a long news story, and few enough to parse in 100 MB.
SIZE = 40_000
# Code points of context at either side, at least: more than a quotation, less than a twentieth of a piece.
CONTEXT = 2_000
_SENTENCE_END = re.compile(r"[.!?…][\"”’»)]*\s")
_BLANK = re.compile(r"\s")


@dataclass(frozen=True, slots=True)
class Piece:
    """A stretch of an article.

    Attributes:
        core: what the piece is there for; the cores of all pieces make up the article.
        whole: the core with its context, which is what is read.
    """

    core: Offsets
    whole: Offsets


class Layout:
    """The paragraphs and quotations of a whole article, and of any part of it.

    Args:
        text: the article.
    """

    def __init__(self, text: str) -> None:
        self.text = text
        self.paragraphs = paragraphs(text)
        self.quotations = find_quotations(text, self.paragraphs)
        self._starts = [paragraph.start for paragraph in self.paragraphs]
        outer = [quotation.outer for quotation in outermost(self.quotations)]
        self._opened = [span.start for span in outer]
        self._closed = [span.end for span in outer]
        self._continued = frozenset(item.outer.start for item in self.quotations if item.continues)

    def pieces(self, size: int, context: int) -> Iterator[Piece]:
        """The pieces in text order, of at most `size` code points with at least `context` at either side."""
        start = 0
        while start < len(self.text):
            end = len(self.text) if len(self.text) - start <= size else self._seam(start, size)
            yield Piece(Offsets(start, end), Offsets(self._before(start, context), self._after(end, context)))
            start = end

    def part(self, doc: Doc, whole: Offsets) -> ParsedArticle:
        """The parse of ``text[slice(*whole)]`` with its share of the paragraphs and quotations."""
        spans = [_within(span, whole) for span in _overlapping(self.paragraphs, self._starts, whole)]
        found = [
            Quotation(
                outer=_within(item.outer, whole),
                inner=_within(item.inner, whole),
                depth=item.depth,
                closed=item.closed and item.outer.end <= whole.end,
                continues=item.continues or item.outer.start < whole.start,
            )
            for item in self.quotations
            if item.outer.overlaps(whole)
        ]
        return ParsedArticle(doc=doc, text=doc.text, paragraphs=tuple(spans), quotations=tuple(found))

    def _seam(self, start: int, size: int) -> int:
        """The best place to cut in the later half of the `size` code points from `start`."""
        lowest, highest = start + size // 2, start + size
        starts = self._starts[bisect_right(self._starts, lowest) : bisect_right(self._starts, highest)]
        if starts:
            return next((place for place in reversed(starts) if place not in self._continued), starts[-1])
        ends = [match.end() for match in _SENTENCE_END.finditer(self.text, lowest, highest)]
        ends = [place for place in ends if not self._quoted(place)] or ends
        blanks = ends or [match.end() for match in _BLANK.finditer(self.text, lowest, highest)]
        return blanks[-1] if blanks else highest

    def _quoted(self, place: int) -> bool:
        index = bisect_left(self._opened, place) - 1
        return index >= 0 and place < self._closed[index]

    def _before(self, start: int, context: int) -> int:
        """Where the context of a piece from `start` begins: at a paragraph, else at a word."""
        place = max(0, start - context)
        index = bisect_right(self._starts, place) - 1
        if index >= 0 and self._starts[index] >= start - 2 * context:
            return self._starts[index]
        blank = _BLANK.search(self.text, place, start) if place else None
        return blank.end() if blank else place

    def _after(self, end: int, context: int) -> int:
        """Where the context of a piece to `end` ends."""
        place = min(len(self.text), end + context)
        index = bisect_left(self._starts, place)
        following = self._starts[index] if index < len(self._starts) else len(self.text)
        if following <= end + 2 * context:
            return following
        blank = _BLANK.search(self.text, place, following)
        return blank.end() if blank and blank.end() <= end + 2 * context else place


def _overlapping(spans: Sequence[Offsets], starts: Sequence[int], whole: Offsets) -> Sequence[Offsets]:
    first = max(0, bisect_right(starts, whole.start) - 1)
    found = spans[first : bisect_left(starts, whole.end)]
    return [span for span in found if span.overlaps(whole)]


def _within(span: Offsets, whole: Offsets) -> Offsets:
    """`span` as far as it lies in `whole`, in code points from there."""
    start, end = (min(max(place, whole.start), whole.end) - whole.start for place in span)
    return Offsets(start, end)
