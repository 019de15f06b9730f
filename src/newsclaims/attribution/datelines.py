"""Where a paragraph's own words begin: behind the dateline "OSLO, May 2 (Reuters) - ", if it has one."""

import re

from newsclaims.attribution.structures import ParsedArticle
from newsclaims.language import table
from newsclaims.offsets import Offsets

_PLACE = r"[A-ZÀ-Þ][\w.'’-]*"
# Up to seven capitalised words or numbers, an agency in brackets, and a dash; a known agency needs no dash.
# A date may follow between dashes of its own: "OSLO (AP) — Oct. 12, 2021 — ".
_HEAD = rf"{_PLACE}(?:[ ,/]{{1,2}}(?:{_PLACE}|\d{{1,4}}(?!\d),?)){{0,6}}"
_DASH = r"(?:[—–]\s*|--\s*|(?<=\s)-\s+)"
_DATE = rf"(?:{_PLACE}\s\d{{1,2}},\s\d{{4}}|\d{{1,2}}\s{_PLACE}\s\d{{4}})\s*{_DASH}"
_AGENCY = r"\((?P<agency>\w[\w.&/ ]{1,30})\)"
_DATELINE = re.compile(rf"(?P<place>{_HEAD})(?:[ ,]*{_AGENCY})?\s*(?P<dash>{_DASH}(?:{_DATE})?)?")
_CAPITALS = re.compile(r"[A-ZÀ-Þ]{2,}")
# A dateline is short: what stands further from the paragraph's start is part of the sentence.
_LONGEST = 70


def body_start(text: str, paragraph: Offsets) -> int:
    """Offset of the first character behind the paragraph's dateline, or the paragraph's start.

    Place names in datelines are written in capitals, or an agency's name in brackets follows.
    """
    found = _DATELINE.match(text, paragraph.start, min(paragraph.end, paragraph.start + _LONGEST))
    if found is None:
        return paragraph.start
    agency = found["agency"]
    if found["dash"]:
        whole = agency is not None or _CAPITALS.match(found["place"]) is not None
    else:
        whole = agency in table("datelines")["agencies"]
    return found.end() if whole else paragraph.start


def without_dateline(article: ParsedArticle, span: Offsets) -> Offsets | None:
    """`span` without the dateline of the paragraph that it begins in; None if it is nothing but that."""
    for paragraph in article.paragraphs:
        if paragraph.start <= span.start < paragraph.end:
            start = max(span.start, body_start(article.text, paragraph))
            return Offsets(start, span.end) if start < span.end else None
    return span
