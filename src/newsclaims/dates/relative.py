"""Clock times, parts of days, and units counted from the article's date or from a date named before."""

import datetime as dt
import re

from newsclaims.dates.business import business_year_ago
from newsclaims.dates.calendar_dates import which_side
from newsclaims.dates.context import NOTHING, Context, Reading
from newsclaims.dates.durations import amount
from newsclaims.dates.filters import words
from newsclaims.dates.grammar import Parts
from newsclaims.dates.lexer import categories
from newsclaims.dates.normalise import at, duration, shift

_VAGUE_SIDES = {-1: "PAST_REF", 0: "PRESENT_REF", 1: "FUTURE_REF"}
# After "then" before a title: "by then-Secretary Clinton".
_GLUE = frozenset("-‐–")
_YEAR = re.compile(r"[12]\d{3}")
# Characters before "the day" that an idiom may take.
_IDIOM = 20
# Thursday: from then on the midweek that is to come is the next one.
_MIDWEEK = 3
_SHORT_UNITS = {"minute", "hour", "second"}
_SEASONS = {"spring": "SP", "summer": "SU", "autumn": "FA", "winter": "WI"}


def deictic(parts: Parts, context: Context) -> Reading | None:
    """Today, yesterday, tomorrow."""
    if context.is_name(parts.last.start):
        return NOTHING
    steps = int(parts.last.meaning) if isinstance(parts.last.meaning, int) else 0
    if context.reference is None:
        return Reading("DATE", _VAGUE_SIDES[max(-1, min(1, steps))])
    return Reading("DATE", shift(context.reference, steps, "day").isoformat())


def weekend(parts: Parts, context: Context) -> Reading | None:
    """A weekend: the last one, or the coming one where the verb looks ahead."""
    reference = context.reference
    if reference is None:
        return Reading("DATE", "XXXX-WXX-WE")
    codes = parts.categories("which")
    if categories()["THAT"] in codes:
        base = context.anchor_day(parts.first.start) or reference
        return Reading("DATE", at(base, "weekend"))
    side = which_side(parts)
    if side is None:
        ahead = context.side(parts.last.start) == "future" or context.before(parts.first.start) in {
            "by",
            "until",
        }
        side = 0 if ahead or reference.isoweekday() >= 6 else -1  # noqa: PLR2004 - it is the weekend
    elif side < 0 and reference.isoweekday() >= 6:  # noqa: PLR2004
        side = -1
    return Reading("DATE", at(shift(reference, 7 * side, "day"), "weekend"))


def which_unit(parts: Parts, context: Context) -> Reading | None:
    """Last year, this week, next month, the current decade."""
    unit = parts.word("unit")
    if context.is_name(parts.last.start):
        return NOTHING
    side = which_side(parts) or 0
    codes = categories()
    found = parts.categories("which")
    if unit in _SHORT_UNITS:
        idiom = unit == "minute" and side < 0  # "at the last minute"
        return Reading("DURATION", duration(1, unit)) if side and not idiom else None
    if codes["LATEST"] in found:
        return None
    if unit == "day" and codes["THIS"] not in found:
        return _which_day(parts, context)
    if parts.has("THE") and codes["PAST"] in found and unit not in {"year", "quarter"}:
        return Reading("DURATION", duration(1, unit))
    if context.reference is None:
        return Reading("DATE", _VAGUE_SIDES[side])
    return Reading("DATE", at(shift(context.reference, side, unit), unit))


def _which_day(parts: Parts, context: Context) -> Reading | None:
    """The next day, the previous day; "last day" is no date."""
    side = which_side(parts) or 0
    base = context.anchor_day(parts.first.start)
    if parts.has("LAST"):
        return None
    if not parts.has("THE") or base is None:
        return Reading("DATE", _VAGUE_SIDES[side] if base is None else shift(base, side, "day").isoformat())
    if parts.has("PAST") and context.text[parts.last.start - 5 : parts.last.start].strip() == "past":
        return Reading("DURATION", duration(1, "day"))
    return Reading("DATE", shift(base, side, "day").isoformat())


def that_unit(parts: Parts, context: Context) -> Reading | None:
    """That year, the same day, the following week: counted from the last date named."""
    unit = parts.word("unit")
    if unit in _SHORT_UNITS:
        return None
    steps = 1 if parts.token("following") is not None else 0
    base = anchored(context, unit, parts.first.start)
    if base is None:
        return None
    return Reading("DATE", at(shift(base, steps, unit), unit))


def unit_before(parts: Parts, context: Context) -> Reading | None:
    """The year before, the day after, at the end of a clause: counted from the last date named."""
    word = context.text[parts.last.start : parts.last.end].lower()
    if word not in {"before", "after"} or not context.ends_clause(parts.last.end):
        return None
    unit = parts.word("unit")
    base = anchored(context, unit, parts.first.start)
    if base is None or unit in _SHORT_UNITS:
        return None
    return Reading("DATE", at(shift(base, -1 if word == "before" else 1, unit), unit))


def then(parts: Parts, context: Context) -> Reading | None:
    """Until then: the last date named."""
    near = context.near(parts.first.start)
    if not near or context.before(parts.first.start) not in words("then_prepositions"):
        return None
    if context.after(parts.last.end).istitle() or context.after(parts.last.end) in _GLUE:
        return None
    return Reading("TIME" if "T" in near[0] else "DATE", near[0])


def anchored(context: Context, unit: str, offset: int) -> dt.date | None:
    """The first day of the last date named before `offset` that is as fine as `unit`.

    The article's own where none was named for a while; None where what was named is coarser than `unit`.
    """
    named = context.near(offset)
    for value in named:
        if (found := _first_day(value, unit)) is not None:
            return found
    return context.reference if not named or unit == "day" else None


def _first_day(value: str, unit: str) -> dt.date | None:
    """The first day of `value`, or None where it is coarser than `unit` or no calendar date."""
    day = re.match(r"(\d{4})-(\d\d)-(\d\d)", value)
    month = re.match(r"(\d{4})-(\d\d)", value)
    week = re.match(r"(\d{4})-W(\d\d)", value)
    try:
        if day:
            return dt.date(int(day[1]), int(day[2]), int(day[3]))
        if week and unit in {"week", "month", "year", "decade"}:
            return dt.date.fromisocalendar(int(week[1]), int(week[2]), 1)
        if month and unit in {"month", "year", "decade"}:
            return dt.date(int(month[1]), int(month[2]), 1)
        if unit in {"year", "decade"}:
            return dt.date(int(value[:4].ljust(4, "0")), 1, 1)
    except ValueError:
        return None
    return None


def the_unit(parts: Parts, context: Context) -> Reading | None:
    """The day, the week, the month, the year that is running."""
    unit = parts.word("unit")
    after = context.after(parts.last.end).lower()
    before = context.before(parts.first.start)
    if unit == "hour" and before == "within":
        return Reading("DURATION", duration(1, unit))
    if unit not in {"day", "week", "month", "year", "decade"} or before == "by":
        return None
    if unit == "day" and (before not in words("day_words") or _is_idiom(parts, context)):
        return None
    if unit == "decade" and before != "of":
        return None
    if unit == "year" and after in words("ending"):
        return Reading("DURATION", duration(1, unit))
    if after in {"of", "that", "when", "after", "before", "-", "–"}:
        return None
    reference = context.reference
    if unit == "day":
        day = context.anchor_day(parts.first.start)
        return None if day is None else Reading("DATE", day.isoformat())
    if reference is None:
        return Reading("DATE", "PRESENT_REF")
    return Reading("DATE", at(reference, unit))


def _is_idiom(parts: Parts, context: Context) -> bool:
    """Whether "the day" is that of "back in the day" or of "at the end of the day,"."""
    lead = context.text[: parts.first.start][-_IDIOM:].lower().split()
    if lead[-2:] == ["back", "in"]:
        return True
    return lead[-4:] == ["at", "the", "end", "of"] and context.after(parts.last.end) == ","


def whole_unit(parts: Parts, context: Context) -> Reading | None:
    """The whole year, the full quarter: the one that the report is about, or that is running."""
    unit = parts.word("unit")
    if unit not in {"year", "quarter"}:
        return Reading("DURATION", duration(1, unit))
    if context.period is not None and (unit == "year" or "-Q" in context.period):
        return Reading("DATE", context.period[:4] if unit == "year" else context.period)
    return Reading("DATE", "PRESENT_REF" if context.reference is None else at(context.reference, unit))


def units_ago(parts: Parts, context: Context) -> Reading | None:
    """Months ago, years ago."""
    del parts, context
    return Reading("DATE", "PAST_REF")


def ago(parts: Parts, context: Context) -> Reading | None:
    """So many units before the article's date."""
    unit = parts.word("unit")
    count = amount(parts)
    if count is None:
        return None
    mod = None
    if isinstance(count, str) or context.reference is None:
        return Reading("DATE", "PAST_REF", mod)
    if unit == "year" and count == 1 and (found := business_year_ago(context)) is not None:
        return Reading("DATE", found)
    return _counted(context.reference, -count, unit)


def _counted(base: dt.date, count: float, unit: str) -> Reading | None:
    if unit in _SHORT_UNITS:
        return None
    whole = int(count)
    if whole != count:
        if unit == "year":
            return Reading("DATE", at(shift(base, int(count * 12), "month"), "month"))
        return Reading("DATE", at(shift(base, whole, unit), unit))
    if unit in _SEASONS:
        return Reading("DATE", f"{shift(base, whole, 'year').year:04}-{_SEASONS[unit]}")
    if unit in {"day", "night"}:
        return Reading("DATE", shift(base, whole, unit).isoformat())
    if unit in {"decade", "century", "millennium"}:
        return Reading("DATE", at(shift(base, whole, unit), "year"))
    return Reading("DATE", at(shift(base, whole, unit), unit))


def from_now(parts: Parts, context: Context) -> Reading | None:
    """So many units after the article's date."""
    count, unit = amount(parts), parts.word("unit")
    if count is None:
        return None
    if isinstance(count, str) or context.reference is None:
        return Reading("DATE", "FUTURE_REF")
    return _counted(context.reference, count, unit)


def from_day(parts: Parts, context: Context) -> Reading | None:
    """So many units after a named day: "a week from Monday"."""
    count, unit = amount(parts), parts.word("unit")
    if count is None or isinstance(count, str) or context.reference is None:
        return None
    base = weekday_or_deictic(parts, context)
    if base is None or int(count) != count:
        return None
    return Reading("DATE", shift(base, int(count), unit).isoformat())


def weekday_or_deictic(parts: Parts, context: Context) -> dt.date | None:
    """The day that the base of "a week from Monday" names, looking ahead."""
    number = parts.whole("base")
    if number is None or context.reference is None:
        return None
    if parts.has("DEICTIC"):
        return shift(context.reference, number, "day")
    return shift(context.reference, (number - context.reference.isoweekday()) % 7, "day")


def shifted(parts: Parts, context: Context) -> Reading | None:
    """So many units before or after the last date named."""
    count, unit = amount(parts), parts.word("unit")
    if count is None:
        return None
    back = parts.token("back") is not None
    clause = context.text[parts.last.start : parts.last.end].lower() in {"before", "after"}
    if clause and not context.ends_clause(parts.last.end):
        return None
    if unit == "year" and count == 1 and back and (found := business_year_ago(context)) is not None:
        return Reading("DATE", found)
    near = context.near(parts.first.start)
    if isinstance(count, str) or not near:
        return None
    if _YEAR.fullmatch(near[0]) and unit in {"day", "week", "month"}:
        middle = dt.date(
            int(near[0]), 7, 1
        )  # "In 2015 …. Six months later …": no more than the year is known
        return Reading("DATE", at(shift(middle, round(-count if back else count), unit), "year"))
    base = anchored(context, unit, parts.first.start)
    return None if base is None else _counted(base, -count if back else count, unit)


def unit_end(parts: Parts, context: Context) -> Reading | None:
    """Year-end, the year's end, the end of the month."""
    unit = parts.word("unit") or str(parts.first.meaning if parts.size == 1 else "")
    if unit not in {"year", "month", "quarter", "week"}:
        return None
    if context.reference is None:
        return Reading("DATE", "PRESENT_REF", "END")
    return Reading("DATE", at(context.reference, unit), "END")


def midpoint(parts: Parts, context: Context) -> Reading | None:
    """Midyear, midweek."""
    if context.reference is None:
        return Reading("DATE", "PRESENT_REF", "MID")
    unit, day = str(parts.first.meaning), context.reference
    if unit == "week" and day.isoweekday() > _MIDWEEK and context.side(parts.first.start) == "future":
        day = shift(day, 1, "week")
    return Reading("DATE", at(day, unit), "MID")


HANDLERS = {
    "deictic": deictic,
    "weekend": weekend,
    "which_unit": which_unit,
    "that_unit": that_unit,
    "the_unit": the_unit,
    "whole_unit": whole_unit,
    "unit_before": unit_before,
    "units_ago": units_ago,
    "then": then,
    "ago": ago,
    "from_now": from_now,
    "from_day": from_day,
    "shifted": shifted,
    "unit_end": unit_end,
    "midpoint": midpoint,
}
