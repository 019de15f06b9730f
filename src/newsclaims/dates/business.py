"""Quarters, halves and fiscal years, and what "a year ago" means in a report of them."""

import datetime as dt
import re

from newsclaims.dates.calendar_dates import full_year, which_side
from newsclaims.dates.context import Context, Reading
from newsclaims.dates.grammar import Parts
from newsclaims.dates.lexer import categories
from newsclaims.dates.normalise import at, shift

_PERIOD = re.compile(r"(\d{4})(-[QH][1-4X])?")


def business_year_ago(context: Context) -> str | None:
    """The period of the year before, where the article reports on a quarter or a year; else None."""
    if context.period is None:
        return None
    match = _PERIOD.fullmatch(context.period)
    return None if match is None else f"{int(match[1]) - 1:04}{match[2] or ''}"


def _note(context: Context, value: str) -> Reading:
    if _PERIOD.fullmatch(value):
        context.period = value
        context.quarterly = True
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
    if context.side(parts.last.start) == "future":
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
    if context.period is not None and "-Q" in context.period:
        return _note(context, context.period)
    return _note(context, at(shift(reference, -1, "quarter"), "quarter"))


def year_ago(parts: Parts, context: Context) -> Reading | None:
    """The year-ago quarter, year-earlier results."""
    if not (parts.has("QUARTER") or parts.has("PERIOD")) and not context.quarterly and parts.size > 1:
        return None
    found = business_year_ago(context)
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
    "same_period": same_period,
}
