"""Which quotation marks belong together, decided paragraph by paragraph from the marks and their neighbours.

Curly, straight, single, angular and typewriter (``…'') marks are paired with a stack; apostrophes are told from
closing single marks by what stands around them. What a paragraph leaves open reaches to its end, and a paragraph
that begins with the same mark goes on with it, as English typography has it.
"""

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Literal

from newsclaims.attribution.structures import Quotation
from newsclaims.offsets import Offsets

Style = Literal["double", "single", "angle", "typewriter"]

_MARK = re.compile(r"``|''|[“”„‟\"«»‘’‚']")
_DOUBLE_OPEN, _DOUBLE_CLOSE = "“„‟", "”"
# Before an opening mark stands nothing, white space, an opening bracket, a dash or another mark.
_OPENING_NEIGHBOURS = frozenset("([{—–-/“‘\"'…:;,")
_MEASURE = re.compile(r"\d$")
# Words that begin with an apostrophe: 'tis, 'em, 'n', ’90s.
_ELISION = re.compile(r"(?:tis|twas|em|n|til|cause|bout|round|\d0s)\b", re.IGNORECASE)
_MAX_DEPTH = 8


@dataclass(slots=True)
class _Open:
    style: Style
    start: int
    inner: int
    depth: int
    continues: bool


def find_quotations(text: str, paragraphs: Sequence[Offsets]) -> tuple[Quotation, ...]:
    """The quotations of `text` in order of their opening marks; never raises.

    Args:
        text: the article.
        paragraphs: its paragraphs, in order.
    """
    found: list[Quotation] = []
    left_open: Style | None = None
    for paragraph in paragraphs:
        quotations, left_open = _in_paragraph(text, paragraph, left_open)
        found += quotations
    return tuple(sorted(found, key=lambda quotation: (quotation.outer.start, -quotation.outer.end)))


def _in_paragraph(
    text: str, paragraph: Offsets, left_open: Style | None
) -> tuple[list[Quotation], Style | None]:
    stack: list[_Open] = []
    found: list[Quotation] = []
    marks = [match.span() for match in _MARK.finditer(text, paragraph.start, paragraph.end)]
    singles = _single_roles(text, paragraph, marks)
    for start, end in marks:
        style = _style(text[start:end])
        if style is None:
            role = singles.get(start)
            if role is None:
                continue
            style = "single"
        else:
            role = _role(text, start, end, paragraph, stack)
        if role == "open":
            if len(stack) < _MAX_DEPTH:
                continues = start == paragraph.start and left_open == style
                stack.append(_Open(style, start, end, len(stack), continues))
        elif role == "close":
            found += _closed(stack, style, start, end)
    still_open = [item for item in stack if item.style != "single" or item.depth == 0]
    if still_open:
        found += [_quotation(item, paragraph.end, paragraph.end, closed=False) for item in still_open]
        return found, still_open[0].style
    return found, None


def _closed(stack: list[_Open], style: Style, start: int, end: int) -> Iterator[Quotation]:
    """Take what a closing mark closes from the stack; nothing where no mark of its style is open."""
    if all(item.style != style for item in stack):
        return
    while (item := stack.pop()).style != style:
        # An inner quotation whose mark is missing ends with the outer one; a single mark was an apostrophe.
        if item.style != "single":
            yield _quotation(item, start, start, closed=False)
    yield _quotation(item, start, end, closed=True)


def _quotation(item: _Open, inner_end: int, outer_end: int, *, closed: bool) -> Quotation:
    return Quotation(
        outer=Offsets(item.start, outer_end),
        inner=Offsets(item.inner, max(item.inner, inner_end)),
        depth=item.depth,
        closed=closed,
        continues=item.continues,
    )


def _style(mark: str) -> Style | None:
    """The style of a mark; None for single ones, which may be apostrophes."""
    if mark in {"``", "''"}:
        return "typewriter"
    if mark in "«»":
        return "angle"
    return "double" if mark in '“”„‟"' else None


def _role(text: str, start: int, end: int, paragraph: Offsets, stack: list[_Open]) -> str | None:
    """Whether a double, angular or typewriter mark opens or closes."""
    mark = text[start:end]
    open_styles = [item.style for item in stack]
    if (
        mark == "“"
        and any(text[item.start] == "„" for item in stack)
        and not _may_open(text, start, end, paragraph)
    ):
        return "close"
    if mark == "''" and "typewriter" not in open_styles and _may_open(text, start, end, paragraph):
        return "open"
    if mark in {"``", "«"} or mark in _DOUBLE_OPEN:
        # A second opening mark where one is open repairs a closing mark that was never typed.
        return "open"
    if mark in {"''", "»"} or mark in _DOUBLE_CLOSE:
        return "close"
    if "double" not in open_styles:
        measure = _MEASURE.search(text[max(paragraph.start, start - 1) : start]) and not open_styles
        opens = _may_open(text, start, end, paragraph)
        return None if measure and not opens else "open"
    opens_only = _may_open(text, start, end, paragraph) and not _may_close(text, end, paragraph)
    return "open" if opens_only and "single" in open_styles else "close"


def _may_open(text: str, start: int, end: int, paragraph: Offsets) -> bool:
    before = text[start - 1] if start > paragraph.start else " "
    after = text[end] if end < paragraph.end else " "
    return (before.isspace() or before in _OPENING_NEIGHBOURS) and not after.isspace()


def _may_close(text: str, end: int, paragraph: Offsets) -> bool:
    after = text[end] if end < paragraph.end else " "
    return not after.isalnum()


def _single_roles(text: str, paragraph: Offsets, marks: Sequence[tuple[int, int]]) -> dict[int, str]:
    """Which single marks open and close, by position; apostrophes are left out.

    An opening mark counts only if a closing one follows; of several that could close it, the last before the next
    opening mark does where the earlier ones are plural possessives ("the workers’ rights").
    """
    opening: list[int] = []
    closing: list[int] = []
    for start, end in marks:
        if text[start:end] not in {"‘", "’", "'", "‚"}:
            continue
        before = text[start - 1] if start > paragraph.start else " "
        after = text[end] if end < paragraph.end else " "
        free_before = before.isspace() or before in _OPENING_NEIGHBOURS
        if text[start] in "‘‚'" and free_before and not after.isspace() and not _ELISION.match(text, end):
            opening.append(start)
        elif text[start] in "’'" and not after.isalnum() and not before.isspace():
            closing.append(start)
    return _paired(text, opening, closing)


def _paired(text: str, opening: Sequence[int], closing: Sequence[int]) -> dict[int, str]:
    roles: dict[int, str] = {}
    position = 0
    for index, start in enumerate(opening):
        if start < position:
            continue
        limit = opening[index + 1] if index + 1 < len(opening) else len(text)
        candidates = closing[bisect_right(closing, start) : bisect_left(closing, limit)]
        if not candidates:
            continue
        chosen = next((mark for mark in candidates if not _possessive(text, mark)), candidates[-1])
        roles[start], roles[chosen] = "open", "close"
        position = chosen
    return roles


def _possessive(text: str, mark: int) -> bool:
    """Whether the mark may be a plural's apostrophe: after s, before a blank and a small letter."""
    following = text[mark + 1 : mark + 3]
    return (
        text[mark - 1 : mark] in {"s", "z"}
        and len(following) > 1
        and following[0] == " "
        and following[1].islower()
    )


def outermost(quotations: Sequence[Quotation]) -> Iterator[Quotation]:
    """The quotations that lie in no other."""
    return (quotation for quotation in quotations if quotation.depth == 0)
