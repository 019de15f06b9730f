"""Where an article's paragraphs are, decided from its line breaks alone."""

import re
from itertools import pairwise

from newsclaims.offsets import Offsets

_LINE = re.compile(r"[^\n\r\x85\u2028\u2029]+")
_BLANK = re.compile(r"(?:\r\n|[\n\r\x85\u2028\u2029])[^\S\n\r]*(?:\r\n|[\n\r\x85\u2028\u2029])")
_SENTENCE_END = re.compile(r"[.!?…:][\"'”’)\]]*\s*$")
# A hard-wrapped text breaks its lines in mid-sentence at nearly the same column.
_WRAPPED_LINES = 4
_WRAPPED_WIDTH = range(45, 101)
_WRAPPED_SHARE = 0.6


def paragraphs(text: str) -> tuple[Offsets, ...]:
    """The paragraphs of `text` in order, without surrounding white space.

    A line is a paragraph, except in hard-wrapped text (lines broken in mid-sentence at a column below 100),
    where blank lines divide the paragraphs.
    """
    lines = [_strip(text, *match.span()) for match in _LINE.finditer(text) if not match.group().isspace()]
    if not _hard_wrapped(text, lines):
        return tuple(lines)
    blocks: list[Offsets] = []
    for line in lines:
        if blocks and not _BLANK.search(text, blocks[-1].end, line.start):
            blocks[-1] = Offsets(blocks[-1].start, line.end)
        else:
            blocks.append(line)
    return tuple(blocks)


def _strip(text: str, start: int, end: int) -> Offsets:
    while text[start].isspace():
        start += 1
    while text[end - 1].isspace():
        end -= 1
    return Offsets(start, end)


def _hard_wrapped(text: str, lines: list[Offsets]) -> bool:
    inner = [
        line for line, following in pairwise(lines) if not _BLANK.search(text, line.end, following.start)
    ]
    if len(inner) < _WRAPPED_LINES:
        return False
    broken = [
        line for line in inner if not _SENTENCE_END.search(text[max(line.start, line.end - 8) : line.end])
    ]
    wide = [line for line in broken if line.end - line.start in _WRAPPED_WIDTH]
    return len(wide) >= _WRAPPED_SHARE * len(inner)
