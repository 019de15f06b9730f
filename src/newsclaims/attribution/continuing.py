"""Quotations over several paragraphs: each paragraph opens a mark, the last alone closes it, and one person speaks.

The reporting clause of such a quotation stands in one of its paragraphs, as often in the last as in the first. The
paragraphs without one belong to it, whatever they were given to.
"""

from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import replace

from newsclaims.attribution.marks import outermost
from newsclaims.attribution.structures import Attribution, ParsedArticle, Quotation
from newsclaims.offsets import Offsets


def join_continuing(article: ParsedArticle, attributions: Sequence[Attribution]) -> tuple[Attribution, ...]:
    """The attributions with the paragraphs of one quotation under the cue that stands among them.

    A paragraph goes to the nearest cue of the quotation before it, else to the nearest behind it; where none of its
    paragraphs holds a cue it goes with the first one, if no cue was given to that. An attribution that loses all its
    contents is dropped.
    """
    contents = _Contents(article, attributions)
    held = [set(item.content) for item in attributions]
    for chain in _chains(article):
        if len(chain) == 1:
            continue
        cued = [contents.cued(part) for part in chain]
        if all(index is None for index in cued):
            cued[0] = contents.first(chain[0])
        for quotation, owner in zip(chain, _owners(cued), strict=True):
            if owner is None:
                continue
            moved = contents.inside(quotation.outer)
            for content, index in moved:
                held[index].discard(content)
            held[owner].update(content for content, _ in moved)
            if not moved:
                held[owner].add(quotation.outer)
    return tuple(
        replace(item, content=tuple(sorted(kept)))
        for item, kept in zip(attributions, held, strict=True)
        if kept
    )


def _chains(article: ParsedArticle) -> Iterator[list[Quotation]]:
    """The quotations, those that go on one another together."""
    chain: list[Quotation] = []
    for quotation in outermost(article.quotations):
        if chain and not quotation.continues:
            yield chain
            chain = []
        chain.append(quotation)
    if chain:
        yield chain


def _owners(cued: Sequence[int | None]) -> list[int | None]:
    """Each place with the number that stands there, else with the last one before it, else the first behind it."""
    owner = next((number for number in cued if number is not None), None)
    found: list[int | None] = []
    for number in cued:
        owner = owner if number is None else number
        found.append(owner)
    return found


class _Contents:
    """The contents of all attributions, to be looked up by place."""

    def __init__(self, article: ParsedArticle, attributions: Sequence[Attribution]) -> None:
        self.attributions = attributions
        self.paragraphs = article.paragraphs
        self.contents = sorted(
            (content, index) for index, item in enumerate(attributions) for content in item.content
        )
        self._starts = [content.start for content, _ in self.contents]
        self._homes = [paragraph.start for paragraph in article.paragraphs]

    def inside(self, stretch: Offsets) -> list[tuple[Offsets, int]]:
        """The contents that lie in `stretch`, with the indices of their attributions."""
        first, last = bisect_left(self._starts, stretch.start), bisect_left(self._starts, stretch.end)
        return [item for item in self.contents[first:last] if item[0].end <= stretch.end]

    def first(self, quotation: Quotation) -> int | None:
        """Index of the attribution without a cue that holds words of `quotation`, or None."""
        found = (index for _, index in self.inside(quotation.outer) if not self.attributions[index].cue)
        return next(found, None)

    def cued(self, quotation: Quotation) -> int | None:
        """Index of the attribution that reports words of `quotation` by a cue in the same paragraph, or None."""
        home = self.paragraphs[max(0, bisect_right(self._homes, quotation.outer.start) - 1)]
        first, last = bisect_left(self._starts, home.start), bisect_left(self._starts, quotation.outer.end)
        return next(
            (
                index
                for content, index in self.contents[first:last]
                if content.overlaps(quotation.inner)
                and any(
                    home.contains(cue) and not quotation.inner.contains(cue)
                    for cue in self.attributions[index].cue
                )
            ),
            None,
        )
