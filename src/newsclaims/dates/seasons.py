"""Seasons: the one that is meant where the year is left out."""

import datetime as dt
import re

from newsclaims.dates.calendar_dates import clamped, full_year, tokens, which_side
from newsclaims.dates.context import Context, Reading
from newsclaims.dates.filters import words
from newsclaims.dates.grammar import Parts
from newsclaims.dates.lexer import Token, categories

_SEASON_STARTS = {"SP": 3, "SU": 6, "FA": 9, "WI": 12}
_UNKNOWN_YEAR = "XXXX"
_MONTH = re.compile(r"(\d{4})(?:-(\d\d))?")


def season(parts: Parts, context: Context) -> Reading | None:
    """A season with a determiner, or with last, this, next."""
    return _season(parts, context, which_side(parts))


def bare_season(parts: Parts, context: Context) -> Reading | None:
    """A season without a determiner: after a preposition or before a year."""
    if full_year(parts) is None and context.before(parts.first.start) not in words("season_prepositions"):
        return None
    if context.text[parts.first.start].isupper() and full_year(parts) is None:
        return None
    return _season(parts, context, None)


def _season(parts: Parts, context: Context, side: int | None) -> Reading | None:
    token = next(token for token in tokens(parts) if token.meaning in _SEASON_STARTS)
    name = str(token.meaning)
    if side is None and full_year(parts) is None and not _is_season(parts, token, context):
        return None
    named = full_year(parts)
    if named is not None:
        return Reading("DATE", f"{named:04}-{name}")
    reference = context.reference
    if (year := _anchored_year(parts, name, context, token.start)) is not None:
        return Reading("DATE", f"{clamped(year):04}-{name}")
    if reference is None:
        return Reading("DATE", f"{_UNKNOWN_YEAR}-{name}")
    return Reading("DATE", f"{clamped(_season_year(name, side, reference, context, token.start)):04}-{name}")


def midseason(parts: Parts, context: Context) -> Reading | None:
    """Midsummer."""
    name = str(parts.last.meaning)
    if context.reference is None:
        return Reading("DATE", f"{_UNKNOWN_YEAR}-{name}", "MID")
    year = _season_year(name, None, context.reference, context, parts.last.start)
    return Reading("DATE", f"{clamped(year):04}-{name}", "MID")


def _anchored_year(parts: Parts, name: str, context: Context, offset: int) -> int | None:
    """The year of that summer and the following spring, from the date named before."""
    found = parts.categories("which")
    codes = categories()
    that, following = codes["THAT"] in found, codes["FOLLOWING"] in found
    if not that and not following:
        return None
    for value in context.near(offset):
        date = _MONTH.match(value)
        if date is None:
            continue
        year, month = int(date[1]), int(date[2] or 0)
        return year if that or (month and month < _SEASON_STARTS[name]) else year + 1
    return None


def _is_season(parts: Parts, token: Token, context: Context) -> bool:
    """Whether fall and spring, without last, this, next or a year, are seasons."""
    if context.text[token.start : token.end].lower() not in {"fall", "spring"} or parts.categories("which"):
        return True
    if context.after(token.end) in words("after_no_season"):
        return False
    return context.before(parts.first.start) in words("season_prepositions") | {"of", "over", "this", "for"}


def _season_year(name: str, side: int | None, reference: dt.date, context: Context, offset: int) -> int:
    start = _SEASON_STARTS[name]
    # The year of the season that is running or comes next; a winter is named by the year of its December.
    year = reference.year
    if name == "WI" and reference.month <= 2:  # noqa: PLR2004 - January and February
        year -= 1
    over = reference.month > start + 2 and name != "WI"
    begun = reference.month >= start or (name == "WI" and reference.month <= 2)  # noqa: PLR2004
    if side == 0:
        return year
    if side is not None and side < 0:
        return year if over else year - 1
    if side is not None and side > 0:
        return year + 1 if begun else year
    direction = context.side(offset)
    if direction == "past":
        return year if begun else year - 1
    if direction == "future":
        return year + 1 if over else year
    return year


HANDLERS = {"season": season, "bare_season": bare_season, "midseason": midseason}
