"""The article as the rules walk over it: tokens with the outermost quotation that each stands in."""

from bisect import bisect_left, bisect_right
from collections.abc import Iterator

from spacy.tokens import Doc, Token

from newsclaims.attribution.datelines import body_start
from newsclaims.attribution.marks import outermost
from newsclaims.attribution.structures import ParsedArticle, Quotation
from newsclaims.offsets import Offsets

# Punctuation that belongs to the reporting sentence when it stands at the edge of a content.
LOOSE = frozenset({",", ".", ";", ":", "-", "–", "—", "--", "…", "(", ")"})


class Scene:
    """Token indices, quotations and paragraphs of one article.

    Attributes:
        doc: the parse.
        quotations: the outermost quotations, in text order.
        bounds: first and last token of each quotation, marks included.
        inside: for each token the index of the quotation whose inner text holds it, or -1.
    """

    def __init__(self, article: ParsedArticle) -> None:
        self.article = article
        self.doc: Doc = article.doc
        self._starts = [token.idx for token in self.doc]
        self.quotations: list[Quotation] = []
        self.bounds: list[tuple[int, int]] = []
        self.inside = [-1] * len(self.doc)
        for quotation in outermost(article.quotations):
            first, last = self.token_at(quotation.outer.start), self.token_at(quotation.outer.end - 1)
            index = len(self.quotations)
            self.quotations.append(quotation)
            self.bounds.append((first, last))
            for i in range(first, last + 1):
                if self.doc[i].idx < quotation.inner.end and self._end(i) > quotation.inner.start:
                    self.inside[i] = index
        self._paragraphs = [paragraph.start for paragraph in article.paragraphs]
        self._bodies = [
            self.token_at(body_start(article.text, paragraph)) for paragraph in article.paragraphs
        ]

    def token_at(self, position: int) -> int:
        """Index of the token that holds the code point, or of the last one before it."""
        return max(0, bisect_right(self._starts, position) - 1)

    def _end(self, index: int) -> int:
        return self._starts[index] + len(self.doc[index])

    def quotation(self, index: int) -> int:
        """Index of the quotation that holds token `index`, its marks included, or -1."""
        if self.inside[index] >= 0:
            return self.inside[index]
        for near in (self.following(index), self.preceding(index + 1)):
            if near >= 0 and self.bounds[near][0] <= index <= self.bounds[near][1]:
                return near
        return -1

    def following(self, index: int) -> int:
        """Index of the first quotation that starts at token `index` or later, or -1."""
        near = bisect_left(self.bounds, (index, -1))
        return near if near < len(self.bounds) else -1

    def preceding(self, index: int) -> int:
        """Index of the last quotation that starts before token `index`, or -1."""
        return bisect_left(self.bounds, (index, -1)) - 1

    def paragraph(self, index: int) -> int:
        """Index of the paragraph that holds token `index`."""
        return max(0, bisect_right(self._paragraphs, self._starts[index]) - 1)

    def speaking(self) -> Iterator[Token]:
        """The tokens outside quotations that are neither white space nor punctuation."""
        return (
            token
            for token in self.doc
            if self.inside[token.i] < 0 and not token.is_space and not token.is_punct
        )

    def span(self, first: int, last: int) -> Offsets | None:
        """Tokens `first` to `last`, both included, without loose punctuation at the edges; None if nothing is left.

        Punctuation inside quotation marks stays: it is the speaker's.
        """
        first, last = self.trimmed(first, last)
        return Offsets(self._starts[first], self._end(last)) if first <= last else None

    def trimmed(self, first: int, last: int) -> tuple[int, int]:
        """The stretch without white space and loose punctuation at its edges, and without a dateline."""
        if self._bodies and first <= last:
            first = max(first, self._bodies[self.paragraph(first)])
        while first <= last and self._loose(first):
            first += 1
        while last >= first and self._loose(last):
            last -= 1
        return first, last

    def _loose(self, index: int) -> bool:
        token = self.doc[index]
        return token.is_space or (token.text in LOOSE and self.inside[index] < 0)
