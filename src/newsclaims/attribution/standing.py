"""Quotations that stand by themselves beside an indirect report: attributions of their own for the records.

“He told her that the pier was closed. ‘Nobody listens.’”: corpora hang the quotation on the report's cue; by the
annotation guidelines the records keep it apart, with the report's source and no cue, since its class (a denial, a
promise) says nothing about the quotation. One that stands before the report's sentence has no source either: the
context tells whose it is.
"""

import re
from collections.abc import Iterable
from dataclasses import replace

from newsclaims.attribution.marks import outermost
from newsclaims.attribution.structures import Attribution, ParsedArticle
from newsclaims.offsets import Offsets, cover

_ENDED = re.compile(r"[.!?…][\"”’'»)\]]*\s*$|\n\s*$")
_NEW_SENTENCE = re.compile(r"[\"”’'»)\]]*\s+[“\"‘'«]?[A-Z]")
_WORD = re.compile(r"\w")


def part_standing(article: ParsedArticle, attributions: Iterable[Attribution]) -> tuple[Attribution, ...]:
    """The attributions with such quotations as items of their own, beside the one that they were cut from."""
    quotations = [item.outer for item in outermost(article.quotations)]
    found: list[Attribution] = []
    for attribution in attributions:
        before, kept, behind = _parted(article, attribution, quotations)
        if not kept:
            found.append(attribution)
            continue
        alone = replace(attribution, cue=(), cue_class=None, addressee=None)
        if before:
            found.append(replace(alone, content=before, source=()))
        found.append(replace(attribution, content=kept))
        if behind:
            found.append(replace(alone, content=behind))
    return tuple(found)


_Contents = tuple[Offsets, ...]


def _parted(
    article: ParsedArticle, attribution: Attribution, quotations: list[Offsets]
) -> tuple[_Contents, _Contents, _Contents]:
    """The quotations that stand before the report, the report's own contents, the quotations behind it."""
    text = article.text
    if not attribution.cue:
        return (), attribution.content, ()
    cue = cover(attribution.cue)
    contents = list(attribution.content)
    before: list[Offsets] = []
    while len(contents) > 1 and _quoted(contents[0], quotations) and _stands_before(text, contents, cue):
        before.append(contents.pop(0))
    kept: list[Offsets] = []
    behind: list[Offsets] = []
    reported = False
    for content in contents:
        if (
            reported
            and content.start > cue.end
            and _quoted(content, quotations)
            and begins_sentence(text, content.start)
        ):
            behind.append(content)
        else:
            reported = reported or not _all_quoted(text, content, quotations)
            kept.append(content)
    return tuple(before), tuple(kept), tuple(behind)


def _quoted(content: Offsets, quotations: list[Offsets]) -> bool:
    return any(outer.start <= content.start + 1 and content.end <= outer.end for outer in quotations)


def _stands_before(text: str, contents: list[Offsets], cue: Offsets) -> bool:
    """Whether the first content ends a sentence before the one that holds the cue and the next content."""
    end = contents[0].end
    if end >= min(cue.start, contents[1].start) or _ENDED.search(text[max(0, end - 4) : end]) is None:
        return False
    return re.search(r"[.!?]\W*\n|\n", text[end - 1 : contents[1].start]) is not None or (
        contents[1].start > cue.start and _NEW_SENTENCE.match(text, end) is not None
    )


def begins_sentence(text: str, start: int) -> bool:
    """Whether a quotation that starts at `start`, its mark included or not, begins a sentence or paragraph."""
    before = text[max(0, start - 8) : start].rstrip("“\"‘'«")
    return _ENDED.search(before) is not None or not before.strip()


def _all_quoted(text: str, content: Offsets, quotations: list[Offsets]) -> bool:
    """Whether no word of `content` stands outside quotation marks."""
    position = content.start
    for outer in quotations:
        if outer.overlaps(content):
            if _WORD.search(text, position, max(position, outer.start)):
                return False
            position = max(position, outer.end)
    return position >= content.end or _WORD.search(text, position, content.end) is None
