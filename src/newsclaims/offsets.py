"""Half-open code-point offsets: the one coordinate system that every stage speaks."""

from collections.abc import Iterable
from typing import NamedTuple


class Offsets(NamedTuple):
    """A stretch of the article: ``text[start:end]``, in code points, half-open."""

    start: int
    end: int

    def overlaps(self, other: "Offsets") -> bool:
        """Whether the two share at least one code point."""
        return self.start < other.end and other.start < self.end

    def contains(self, other: "Offsets") -> bool:
        """Whether `other` lies inside, edges included."""
        return self.start <= other.start and other.end <= self.end


def cover(spans: Iterable[Offsets]) -> Offsets:
    """The smallest stretch that holds all of `spans`; ValueError when there are none."""
    spans = list(spans)
    return Offsets(min(s.start for s in spans), max(s.end for s in spans))


def disjoint(spans: Iterable[Offsets]) -> tuple[Offsets, ...]:
    """`spans` in text order, those that overlap made one."""
    found: list[Offsets] = []
    for span in sorted(spans):
        if found and span.start < found[-1].end:
            found[-1] = Offsets(found[-1].start, max(found[-1].end, span.end))
        else:
            found.append(span)
    return tuple(found)


def trim(text: str, span: Offsets, edge: str) -> Offsets:
    """`span` without the characters of `edge` at both ends; it may become empty."""
    start, end = span
    while start < end and text[start] in edge:
        start += 1
    while end > start and text[end - 1] in edge:
        end -= 1
    return Offsets(start, end)
