"""Quarters, halves and fiscal years, and what "a year ago" means in a report of them."""

import datetime as dt
import re

from newsclaims.dates.calendar_dates import full_year, which_side
from newsclaims.dates.context import Context, Reading
from newsclaims.dates.filters import words
from newsclaims.dates.grammar import Parts
from newsclaims.dates.intervals import interval
from newsclaims.dates.lexer import categories
from newsclaims.dates.normalise import at, date_or_none, duration, shift

_PERIOD = re.compile(r"(\d{4})(-[QH][1-4X])?")


def business_year_ago(context: Context) -> str | None:
    """The period of the year before, where the article reports on a quarter or a year; else None."""
    period = context.reported or context.period
    if period is None:
        return None
    match = _PERIOD.fullmatch(period)
    return None if match is None else f"{int(match[1]) - 1:04}{match[2] or ''}"


def _note(context: Context, value: str) -> Reading:
    if _PERIOD.fullmatch(value):
        context.period = value
        context.quarterly = True
        end = interval(value)[1]
        if end is not None and context.reference is not None and end < context.reference.isoformat():
            context.reported = value
    return Reading("DATE", value)


def quarter(parts: Parts, context: Context) -> Reading | None:
    """A numbered quarter, of a named year or of the one that tense suggests."""
    number = 4 if parts.token("final") is not None else parts.whole("n")
    if number is None or not 1 <= number <= 4:  # noqa: PLR2004 - a year has four
        return None
    year = full_year(parts)
    reference = context.reference
    if year is None and reference is not None:
        side = which_side(parts)
        year = reference.year + side if side is not None else _quarter_year(number, reference, context, parts)
    return _note(context, f"{year:04}-Q{number}") if year is not None else Reading("DATE", f"XXXX-Q{number}")


def _quarter_year(number: int, reference: dt.date, context: Context, parts: Parts) -> int:
    current = (reference.month + 2) // 3
    just_over = number % 4 + 1 == current  # its report is still to come
    if context.side(parts.last.start) == "future" and not just_over:
        return reference.year + (number < current)
    return reference.year - (number > current)


def quarter_name(parts: Parts, context: Context) -> Reading | None:
    """Q3, H1."""
    name = str(parts.first.meaning)
    year = full_year(parts)
    if year is None and context.reference is None:
        return Reading("DATE", f"XXXX-{name}")
    if year is None and context.reference is not None:
        current = (context.reference.month + 2) // 3
        year = context.reference.year - (int(name[1]) > current)
    return _note(context, f"{year:04}-{name}")


def half_year(parts: Parts, context: Context) -> Reading | None:
    """The first half of a year."""
    number = 2 if parts.token("final") is not None else parts.whole("n")
    if number not in {1, 2}:
        return None
    year = full_year(parts)
    if year is None:
        if context.reference is None:
            return Reading("DATE", f"XXXX-H{number}")
        year = context.reference.year + (which_side(parts) or 0)
    return _note(context, f"{year:04}-H{number}")


def fiscal_year(parts: Parts, context: Context) -> Reading | None:
    """Fiscal 1989, FY2019."""
    year = full_year(parts)
    if year is None:
        digits = re.sub(r"\D", "", str(parts.first.meaning))
        year = int(digits) if len(digits) == 4 else 2000 + int(digits)  # noqa: PLR2004 - a year in full
    return _note(context, f"{year:04}")


def the_fiscal_year(parts: Parts, context: Context) -> Reading | None:
    """The fiscal year or quarter that is running, or the last or next one."""
    if context.reference is None:
        return Reading("DATE", "PRESENT_REF")
    unit = parts.word("unit")
    side = which_side(parts) or 0
    if categories()["LATEST"] in parts.categories("which"):
        side = -1
    return _note(context, at(shift(context.reference, side, unit), unit))


def the_quarter(parts: Parts, context: Context) -> Reading | None:
    """The quarter, the latest period: the last one spoken of, else the last that is over."""
    reference = context.reference
    codes = categories()
    found = parts.categories("which")
    if parts.token("period") is not None and not (context.quarterly and codes["LATEST"] in found):
        return None
    if reference is None:
        return Reading("DATE", "XXXX-QX")
    if codes["THIS"] in found or codes["CURRENT"] in found:
        return _note(context, at(reference, "quarter"))
    if codes["LAST"] in found or codes["PAST"] in found:
        return _note(context, at(shift(reference, -1, "quarter"), "quarter"))
    if codes["NEXT"] in found or codes["COMING"] in found:
        return Reading("DATE", at(shift(reference, 1, "quarter"), "quarter"))
    after = context.after(parts.last.end).lower()
    if after in words("ending") and (ended := _quarter_ended(parts, context)) is not None:
        return _note(context, ended)
    period = context.reported if codes["LATEST"] in found and context.reported else context.period
    if period is not None and "-Q" in period:
        return _note(context, period)
    return _note(context, at(shift(reference, -1, "quarter"), "quarter"))


def _quarter_ended(parts: Parts, context: Context) -> str | None:
    """The calendar's quarter that holds the middle of a quarter by the day it ended on: "ended Sept. 30"."""
    codes = categories()
    stop = parts.match.end()
    following = parts.lexemes.codes[stop : stop + 3]
    if len(following) < 3 or following[0] != codes["GAP"] or following[1] != codes["MONTH"]:  # noqa: PLR2004
        return None
    month, day = (parts.lexemes.tokens[stop + step].meaning for step in (1, 2))
    if context.reference is None or not isinstance(month, int) or not isinstance(day, int):
        return None
    end = date_or_none(context.reference.year - (month > context.reference.month), month, day)
    return None if end is None else at(shift(end, -45, "day"), "quarter")


def year_quarter(parts: Parts, context: Context) -> Reading | None:
    """The 1988 quarter: that of the report, in another year."""
    year = parts.whole("year")
    period = context.reported or context.period
    if year is None or period is None or not context.quarterly:
        return None
    return Reading("DATE", f"{year:04}{period[4:]}")


def half_name(parts: Parts, context: Context) -> Reading | None:
    """First-half results."""
    number = parts.whole("n")
    if number not in {1, 2} or context.after(parts.last.end).lower() not in words("business_nouns"):
        return None
    if context.reference is None:
        return Reading("DATE", f"XXXX-H{number}")
    late = context.reference.month <= 6 and number == 2  # noqa: PLR2004 - the half that is over by then
    return _note(context, f"{context.reference.year - late:04}-H{number}")


def year_ago(parts: Parts, context: Context) -> Reading | None:
    """The year-ago quarter, year-earlier results."""
    if not (parts.has("QUARTER") or parts.has("PERIOD")) and not context.quarterly and parts.size > 1:
        return None
    if parts.token("months") is not None:
        return Reading("DURATION", duration(parts.number("months") or 1, parts.word("unit")))
    found = business_year_ago(context)
    if (number := parts.whole("n")) is not None and context.reference is not None:
        year = int(found[:4]) if found else context.reference.year - 1
        return Reading("DATE", f"{year:04}-Q{number}") if 1 <= number <= 4 else None  # noqa: PLR2004
    if found is not None:
        return Reading("DATE", found)
    if context.reference is None:
        return Reading("DATE", "PAST_REF")
    base = shift(context.reference, -1, "year")
    if parts.has("QUARTER"):
        return Reading("DATE", at(shift(base, -1, "quarter"), "quarter"))
    return Reading("DATE", at(base, "year"))


def same_period(parts: Parts, context: Context) -> Reading | None:
    """The same period last year."""
    del parts
    found = business_year_ago(context)
    if found is not None:
        return Reading("DATE", found)
    if context.reference is None:
        return Reading("DATE", "PAST_REF")
    return Reading("DATE", at(shift(context.reference, -1, "year"), "year"))


HANDLERS = {
    "quarter": quarter,
    "quarter_name": quarter_name,
    "half_year": half_year,
    "fiscal_year": fiscal_year,
    "the_fiscal_year": the_fiscal_year,
    "the_quarter": the_quarter,
    "year_ago": year_ago,
    "year_quarter": year_quarter,
    "half_name": half_name,
    "same_period": same_period,
}
