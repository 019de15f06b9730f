"""Where a paragraph's own words begin: behind the dateline "OSLO, May 2 (Reuters) - ", if it has one."""

import re
from functools import cache

from newsclaims.attribution.structures import ParsedArticle
from newsclaims.language import table
from newsclaims.offsets import Offsets

_PLACE = r"[A-ZÀ-Þ][\w.'’-]*"
# Up to seven capitalised words or numbers, an agency in brackets, and a dash; a known agency needs no dash.
# A date may follow between dashes of its own: "OSLO (AP) — Oct. 12, 2021 — ". A country may stand in square brackets.
_HEAD = rf"{_PLACE}(?:[ ,/]{{1,2}}(?:{_PLACE}|\[{_PLACE}\]|\d{{1,4}}(?!\d),?)){{0,6}}"
_DASH = r"(?:[—–]\s*|--\s*|_\s+|(?<=\s)(?:-|//)\s+)"
_DATE = rf"(?:{_PLACE}\s\d{{1,2}},\s\d{{4}}|\d{{1,2}}\s{_PLACE}\s\d{{4}})\s*{_DASH}"
_AGENCY = r"\((?P<agency>\w[\w.,:&/ ]{1,30})\)"
_DATELINE = re.compile(
    rf"(?P<place>{_HEAD})(?:[ ,]*{_AGENCY})?\s*"
    rf"(?:(?P<dash>{_DASH}(?:{_DATE})?)|(?P<colon>:\s+)(?=[“\"‘']?[A-ZÀ-Þ\d]))?"
)
_CAPITALS = re.compile(r"[A-ZÀ-Þ]{2,}")
# A dateline is short: what stands further from the paragraph's start is part of the sentence.
_LONGEST = 70


def body_start(text: str, paragraph: Offsets) -> int:
    """Offset of the first character behind the paragraph's dateline, or the paragraph's start.

    Place names in datelines are written in capitals, are known, or an agency's name in brackets follows.
    """
    found = _DATELINE.match(text, paragraph.start, min(paragraph.end, paragraph.start + _LONGEST))
    if found is None:
        return paragraph.start
    place, agency = found["place"], found["agency"]
    known = agency in table("datelines")["agencies"] or _is_place(place)
    if found["dash"]:
        whole = agency is not None or known or _CAPITALS.match(place) is not None
    else:
        whole = known if found["colon"] else agency is not None and known
    return found.end() if whole else paragraph.start


def _is_place(words: str) -> bool:
    """Whether the first words of a dateline name a place: "Oslo", "Oslo, Norway", "New Delhi [India], May 2"."""
    first = words.partition(",")[0].partition("[")[0].strip()
    return first in _places() or first.title() in _places()


@cache
def _places() -> frozenset[str]:
    names = table("datelines")["cities"]
    return frozenset(name.strip() for line in names for name in line.split(",")) | frozenset(
        table("places")["countries"]
    )


def without_dateline(article: ParsedArticle, span: Offsets) -> Offsets | None:
    """`span` without the dateline of the paragraph that it begins in; None if it is nothing but that."""
    for paragraph in article.paragraphs:
        if paragraph.start <= span.start < paragraph.end:
            start = max(span.start, body_start(article.text, paragraph))
            return Offsets(start, span.end) if start < span.end else None
    return span
