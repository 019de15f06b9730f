"""Clock times, parts of days, and units counted from the article's date or from a date named before."""

import datetime as dt
import re

from newsclaims.dates.business import business_year_ago
from newsclaims.dates.calendar_dates import which_side
from newsclaims.dates.context import Context, Reading
from newsclaims.dates.durations import amount
from newsclaims.dates.grammar import Parts
from newsclaims.dates.lexer import categories
from newsclaims.dates.normalise import at, duration, shift

_VAGUE_SIDES = {-1: "PAST_REF", 0: "PRESENT_REF", 1: "FUTURE_REF"}
_CLOCK = re.compile(r"(\d{1,2})(?:[:.](\d\d))?(?::\d\d)?[\s\u00a0\u202f]*([ap])?", re.IGNORECASE)
_NOON = 12
_SHORT_UNITS = {"minute", "hour", "second"}
# Units whose "three … ago" names a day; longer ones name themselves.
_DAY_UNITS = {"day", "week", "fortnight", "night", "weekend"}


def clock_value(written: str) -> str | None:
    """The T part of a clock time: "8.30 p.m." -> T20:30."""
    match = _CLOCK.match(written)
    if match is None:
        return None
    hour, minute, half = int(match[1]), int(match[2] or 0), (match[3] or "").lower()
    if half:
        if not 1 <= hour <= _NOON:
            return None
        hour = hour % _NOON + (_NOON if half == "p" else 0)
    return f"T{hour:02}:{minute:02}" if hour < 24 or not minute else None  # noqa: PLR2004


def today(context: Context) -> str:
    """The value of the article's day."""
    return "XXXX-XX-XX" if context.reference is None else context.reference.isoformat()


def clock(parts: Parts, context: Context) -> Reading | None:
    """A clock time of the day that the sentence is about."""
    value = clock_value(str(parts.first.meaning))
    if value is None:
        return None
    return Reading("TIME", today(context) + value + parts.word("zone"))


def hour(parts: Parts, context: Context) -> Reading | None:
    """An hour with o'clock or a part of the day."""
    number = parts.whole("n")
    if number is None or not 1 <= number <= _NOON:
        return None
    part = parts.word("part") or ("NI" if parts.token("part") is not None else "")
    if part in {"AF", "EV", "NI"}:
        number = number % _NOON + _NOON
    elif part == "MO":
        number %= _NOON
    day = context.reference
    if parts.token("day") is not None and day is not None:
        day = shift(day, int(parts.whole("day") or 0), "day")
    prefix = "XXXX-XX-XX" if day is None else day.isoformat()
    return Reading("TIME", f"{prefix}T{number % 24:02}:00")


def bare_hour(parts: Parts, context: Context) -> Reading | None:
    """An hour as a bare number at the end of its clause, in an article that gives clock times: "here by 6"."""
    number = int(parts.first.meaning) if isinstance(parts.first.meaning, int) else 0
    start, end = parts.first.start, parts.first.end
    if context.half_day is None or not 1 <= number <= _NOON or context.after(end) not in _CLAUSE_ENDS:
        return None
    if context.before(start) not in {"by", "until", "till", "’s", "'s"}:
        return None
    if context.before(start) in {"’s", "'s"} and context.text[max(0, start - 5) : start - 3].lower() != "it":
        return None
    return Reading("TIME", f"{today(context)}T{(number % _NOON + context.half_day) % 24:02}:00")


_CLAUSE_ENDS = frozenset(".,;?!”’\"'")


def noon(parts: Parts, context: Context) -> Reading | None:
    """Noon or midnight; midnight ends its day."""
    return Reading("TIME", today(context) + f"T{parts.first.meaning}")


def deictic(parts: Parts, context: Context) -> Reading | None:
    """Today, yesterday, tomorrow."""
    steps = int(parts.last.meaning) if isinstance(parts.last.meaning, int) else 0
    if context.reference is None:
        return Reading("DATE", _VAGUE_SIDES[max(-1, min(1, steps))])
    return Reading("DATE", shift(context.reference, steps, "day").isoformat())


def tonight(parts: Parts, context: Context) -> Reading | None:
    """The night of the article's day."""
    del parts
    return Reading("TIME", today(context) + "TNI")


def overnight(parts: Parts, context: Context) -> Reading | None:
    """The night before the article's day; the coming one where the verb looks ahead."""
    if context.after(parts.first.end).islower() and context.governors.token(parts.first.start) is not None:
        token = context.governors.token(parts.first.start)
        if token is not None and token.dep_ in {"amod", "compound"}:
            return None
    if context.reference is None:
        return Reading("TIME", "XXXX-XX-XXTNI")
    ahead = context.side(parts.first.start) == "future"
    return Reading("TIME", shift(context.reference, 0 if ahead else -1, "day").isoformat() + "TNI")


def which_part(parts: Parts, context: Context) -> Reading | None:
    """This morning, last night, that evening, the next morning."""
    part = parts.word("part")
    codes = categories()
    found = parts.categories("which")
    day = context.reference
    if codes["THAT"] in found:
        day = context.anchor_day()
    elif codes["THE"] in found and (base := context.anchor_day()) is not None:
        day = shift(base, 1, "day")
    elif codes["LAST"] in found and day is not None:
        day = shift(day, -1, "day")
    return Reading("TIME", ("XXXX-XX-XX" if day is None else day.isoformat()) + "T" + part)


def weekend(parts: Parts, context: Context) -> Reading | None:
    """A weekend: the last one, or the coming one where the verb looks ahead."""
    reference = context.reference
    if reference is None:
        return Reading("DATE", "XXXX-WXX-WE")
    codes = parts.categories("which")
    if categories()["THAT"] in codes:
        base = context.anchor_day() or reference
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
    side = which_side(parts)
    if side is None:
        side = 0
    codes = categories()
    found = parts.categories("which")
    if unit in _SHORT_UNITS:
        return Reading("DURATION", duration(1, unit)) if side else None
    if unit == "day" and codes["THIS"] not in found:
        if codes["NEXT"] in found and (base := context.anchor_day()) is not None and parts.has("THE"):
            return Reading("DATE", shift(base, 1, "day").isoformat())
        if codes["LAST"] in found:
            return None
    if codes["LATEST"] in found:
        return None
    if parts.has("THE") and codes["PAST"] in found and unit not in {"year", "quarter"}:
        return Reading("DURATION", duration(1, unit))
    reference = context.reference
    if reference is None:
        return Reading("DATE", _VAGUE_SIDES[side])
    if unit == "quarter":
        return Reading("DATE", at(shift(reference, side, unit), "quarter"))
    return Reading("DATE", at(shift(reference, side, unit), unit))


def that_unit(parts: Parts, context: Context) -> Reading | None:
    """That year, the same day, the following week: counted from the last date named."""
    unit = parts.word("unit")
    if unit in _SHORT_UNITS:
        return None
    steps = 1 if parts.token("following") is not None else 0
    base = anchored(context, unit)
    if base is None:
        return None
    return Reading("DATE", at(shift(base, steps, unit), unit))


def anchored(context: Context, unit: str) -> dt.date | None:
    """The first day of the last date named, or the article's; None where the anchor is coarser than `unit`."""
    if context.anchor is None:
        return context.reference
    value = context.anchor[0]
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
            return dt.date(int(value[:4]), 1, 1)
    except ValueError:
        return None
    return context.reference if unit == "day" else None


def the_unit(parts: Parts, context: Context) -> Reading | None:
    """The day, the week, the month, the year that is running."""
    unit = parts.word("unit")
    if unit not in {"day", "week", "month", "year"} or context.before(parts.first.start) == "by":
        return None
    after = context.after(parts.last.end).lower()
    before = context.before(parts.first.start)
    if unit == "day" and before not in {"in", "of", "for", "end", "on"} | {"ended", "finished", "ending"}:
        return None
    if after in {"of", "that", "when", "after", "before", "-", "–"}:
        return None
    reference = context.reference
    if unit == "day":
        day = context.anchor_day()
        return None if day is None else Reading("DATE", day.isoformat())
    if reference is None:
        return Reading("DATE", "PRESENT_REF")
    return Reading("DATE", at(reference, unit))


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
    if unit in _DAY_UNITS:
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
    return None if base is None else _counted(base, count, unit)


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
    if back and context.text[parts.last.start : parts.last.end].lower() == "before":
        return None
    if unit == "year" and count == 1 and back and (found := business_year_ago(context)) is not None:
        return Reading("DATE", found)
    if isinstance(count, str) or context.anchor is None:
        return None
    base = anchored(context, unit)
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
    return Reading("DATE", at(context.reference, str(parts.first.meaning)), "MID")


HANDLERS = {
    "clock": clock,
    "hour": hour,
    "bare_hour": bare_hour,
    "noon": noon,
    "deictic": deictic,
    "tonight": tonight,
    "overnight": overnight,
    "which_part": which_part,
    "weekend": weekend,
    "which_unit": which_unit,
    "that_unit": that_unit,
    "the_unit": the_unit,
    "ago": ago,
    "from_now": from_now,
    "from_day": from_day,
    "shifted": shifted,
    "unit_end": unit_end,
    "midpoint": midpoint,
}
