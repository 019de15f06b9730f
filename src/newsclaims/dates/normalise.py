"""Values of TIMEX3 by calendar arithmetic: a day at a granularity, shifted, and durations."""

import calendar
import datetime as dt
from functools import cache

UNITS = ("minute", "hour", "day", "week", "fortnight", "month", "quarter", "year", "decade", "century")
# Unit: (designator after P, factor); a time's designator follows a T.
_DESIGNATORS = {
    "second": ("TS", 1),
    "minute": ("TM", 1),
    "hour": ("TH", 1),
    "day": ("D", 1),
    "night": ("D", 1),
    "weekend": ("D", 2),
    "week": ("W", 1),
    "fortnight": ("W", 2),
    "month": ("M", 1),
    "quarter": ("M", 3),
    "year": ("Y", 1),
    "spring": ("Y", 1),
    "summer": ("Y", 1),
    "autumn": ("Y", 1),
    "winter": ("Y", 1),
    "decade": ("Y", 10),
    "century": ("Y", 100),
    "millennium": ("Y", 1000),
}
# Designators of an unknown number of units, where they differ: TIDES has DE and CE for decades and centuries.
_VAGUE = {
    "decade": "DE",
    "century": "CE",
    "millennium": "ML",
    "quarter": "M",
    "fortnight": "W",
    "weekend": "WE",
}
# The smaller unit that half of a unit is counted in, and how many make a whole.
_PARTS = {"year": ("M", 12), "hour": ("TM", 60), "minute": ("TS", 60), "day": ("TH", 24)}
_MONTHS = 12
_LARGEST = 10**6


def duration(count: float | str, unit: str) -> str:
    """The TIMEX3 value of `count` units: P3D, PT2H, P2Y6M; PXW where the number is "X"."""
    if isinstance(count, str):
        designator = _VAGUE.get(unit, _DESIGNATORS.get(unit, ("D", 1))[0])
        return _period(count, designator)
    designator, factor = _DESIGNATORS.get(unit, ("D", 1))
    whole = int(count)
    rest = count - whole
    if not rest:
        return _period(str(min(whole * factor, _LARGEST)), designator)
    if unit in _PARTS:
        smaller, size = _PARTS[unit]
        part = _period(str(round(rest * size)), smaller)[1:]
        if not whole:
            return "P" + part
        value = _period(str(whole), designator)
        return value + (part[1:] if "T" in value and part[0] == "T" else part)
    scaled = count * factor
    return _period(f"{scaled:g}" if scaled < _LARGEST else str(_LARGEST), designator)


def _period(number: str, designator: str) -> str:
    if designator[0] == "T":
        return f"PT{number}{designator[1:]}"
    return f"P{number}{designator}"


def at(day: dt.date, unit: str) -> str:
    """The value of the `unit` that holds `day`: 2025-04-19, 2025-W16, 2025-04, 2025-Q2, 2025, 202, 20."""
    match unit:
        case "week" | "fortnight":
            year, week, _ = day.isocalendar()
            return f"{year:04}-W{week:02}"
        case "weekend":
            return at(day, "week") + "-WE"
        case "month":
            return f"{day.year:04}-{day.month:02}"
        case "quarter":
            return f"{day.year:04}-Q{(day.month + 2) // 3}"
        case "half":
            return f"{day.year:04}-H{1 if day.month <= _MONTHS // 2 else 2}"
        case "year":
            return f"{day.year:04}"
        case "decade":
            return f"{day.year:04}"[:3]
        case "century":
            return f"{day.year:04}"[:2]
        case "millennium":
            return f"{day.year:04}"[:1]
        case _:
            return day.isoformat()


def shift(day: dt.date, count: int, unit: str) -> dt.date:
    """`day` moved by `count` units; the month's last day where it is too short; clamped to the calendar."""
    designator, factor = _DESIGNATORS.get(unit, ("D", 1))
    count *= factor
    try:
        match designator:
            case "D":
                return day + dt.timedelta(days=count)
            case "W":
                return day + dt.timedelta(weeks=count)
            case "M":
                return _months(day, count)
            case "Y":
                return _months(day, count * _MONTHS)
            case _:
                return day
    except (ValueError, OverflowError):
        return dt.date.min if count < 0 else dt.date.max


def _months(day: dt.date, count: int) -> dt.date:
    year, month = divmod(day.year * _MONTHS + day.month - 1 + count, _MONTHS)
    if not dt.MINYEAR <= year <= dt.MAXYEAR:
        raise OverflowError
    return dt.date(year, month + 1, min(day.day, calendar.monthrange(year, month + 1)[1]))


def date_or_none(year: int, month: int, day: int) -> dt.date | None:
    """The date, or None where the calendar has no such day."""
    try:
        return dt.date(year, month, day)
    except ValueError:
        return None


def nth_weekday(year: int, month: int, weekday: int, which: int) -> dt.date:
    """The `which`-th `weekday` (1 is Monday) of a month; the last where `which` is negative."""
    if which > 0:
        first = dt.date(year, month, 1)
        return first + dt.timedelta(days=(weekday - first.isoweekday()) % 7 + 7 * (which - 1))
    last = dt.date(year, month, calendar.monthrange(year, month)[1])
    return last - dt.timedelta(days=(last.isoweekday() - weekday) % 7)


@cache
def easter(year: int) -> dt.date:
    """Easter Sunday in the Gregorian calendar (anonymous algorithm, Meeus, Astronomical Algorithms, 1991)."""
    golden, (century, rest) = year % 19, divmod(year, 100)
    leap, common = divmod(century, 4)
    shifted = (century - (century + 8) // 25 + 1) // 3
    epact = (19 * golden + century - leap - shifted + 15) % 30
    quarter, remainder = divmod(rest, 4)
    offset = (32 + 2 * common + 2 * quarter - epact - remainder) % 7
    correction = (golden + 11 * epact + 22 * offset) // 451
    month, day = divmod(epact + offset - 7 * correction + 114, 31)
    return dt.date(year, month, day + 1)


def holiday(rule: tuple[int, ...], year: int) -> dt.date:
    """The day of a named day in `year`; the rule is the kind (fixed, nth, after nth, Easter) and its numbers."""
    kind, *numbers = rule
    if kind == 0:
        return dt.date(year, numbers[0], numbers[1])
    if kind == 3:  # noqa: PLR2004 - the kinds are counted in the tables
        return easter(year) + dt.timedelta(days=numbers[0])
    day = nth_weekday(year, numbers[0], numbers[1], numbers[2])
    return day + dt.timedelta(days=numbers[3]) if len(numbers) > 3 else day  # noqa: PLR2004
