"""Quotations that stand by themselves behind an indirect report: attributions of their own for the records.

“He told her that the pier was closed. ‘Nobody listens.’”: corpora hang the quotation on the report's cue; by the
annotation guidelines the records keep it apart, with the report's source and no cue, since its class (a denial, a
promise) says nothing about the quotation.
"""

import re
from collections.abc import Iterable
from dataclasses import replace

from newsclaims.attribution.marks import outermost
from newsclaims.attribution.structures import Attribution, ParsedArticle
from newsclaims.offsets import Offsets

_ENDED = re.compile(r"[.!?…][\"”’'»)\]]*\s*$|\n\s*$")
_WORD = re.compile(r"\w")


def part_standing(article: ParsedArticle, attributions: Iterable[Attribution]) -> tuple[Attribution, ...]:
    """The attributions with such quotations as items of their own, behind the one that they were cut from."""
    quotations = [item.outer for item in outermost(article.quotations)]
    found: list[Attribution] = []
    for attribution in attributions:
        kept, standing = _parted(article, attribution, quotations)
        if standing and kept:
            found.append(replace(attribution, content=kept))
            found.append(replace(attribution, content=standing, cue=(), cue_class=None, addressee=None))
        else:
            found.append(attribution)
    return tuple(found)


def _parted(
    article: ParsedArticle, attribution: Attribution, quotations: list[Offsets]
) -> tuple[tuple[Offsets, ...], tuple[Offsets, ...]]:
    """The contents of the report, and the quotations that stand behind it."""
    text = article.doc.text
    if not attribution.cue:
        return attribution.content, ()
    behind = max(span.end for span in attribution.cue)
    kept: list[Offsets] = []
    standing: list[Offsets] = []
    reported = False
    for content in attribution.content:
        quoted = any(outer.start <= content.start + 1 and content.end <= outer.end for outer in quotations)
        if reported and quoted and content.start > behind and _begins_sentence(text, content.start):
            standing.append(content)
        else:
            reported = reported or not _all_quoted(text, content, quotations)
            kept.append(content)
    return tuple(kept), tuple(standing)


def _begins_sentence(text: str, start: int) -> bool:
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
