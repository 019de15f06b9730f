"""The first and the last day, or moment, that a TIMEX3 value may mean."""

import calendar
import datetime as dt
import re

_SEASONS = {"SP": (3, 5), "SU": (6, 8), "FA": (9, 11), "WI": (12, 2)}
_DAY = re.compile(r"\d{4}-\d\d-\d\d")
_MOMENT = re.compile(r"(\d{4}-\d\d-\d\d)(T(?:[01]\d|2[0-4])(?::\d\d){0,2}(?:Z|[+-]\d\d:?\d\d)?)")
_PERIOD = re.compile(r"(\d{1,4})(?:-(?:(\d\d)|([QH])([1-4])|W(\d\d)(?:-(WE|[1-7]))?|(SP|SU|FA|WI)))?")

Interval = tuple[str, str] | tuple[None, None]


def interval(value: str) -> Interval:
    """Earliest and latest of `value` in ISO 8601, both None where it has no place in the calendar."""
    moment = _MOMENT.fullmatch(value)
    if moment is not None:
        return value, value
    if _DAY.match(value):
        day = value[:10]
        return _span(day, day)
    period = _PERIOD.fullmatch(value)
    if period is None:
        return None, None
    try:
        return _of_period(*period.groups())
    except ValueError:
        return None, None


def _of_period(  # noqa: PLR0913, PLR0917 - the parts of a value
    year: str,
    month: str | None,
    part: str | None,
    number: str | None,
    week: str | None,
    day: str | None,
    season: str | None,
) -> Interval:
    first = int(year.ljust(4, "0"))
    if month:
        return _months(first, int(month), int(month))
    if part and number:
        size = 3 if part == "Q" else 6
        return _months(first, (int(number) - 1) * size + 1, int(number) * size)
    if week:
        return _week(first, int(week), day)
    if season:
        start, end = _SEASONS[season]
        return _months(first, start, end)
    return _span(f"{first:04}-01-01", f"{int(year.ljust(4, '9')):04}-12-31")


def _months(year: int, start: int, end: int) -> Interval:
    last = year + (end < start)
    return _span(
        dt.date(year, start, 1).isoformat(), dt.date(last, end, calendar.monthrange(last, end)[1]).isoformat()
    )


def _week(year: int, week: int, day: str | None) -> Interval:
    first, last = (6, 7) if day == "WE" else (int(day), int(day)) if day else (1, 7)
    return _span(
        dt.date.fromisocalendar(year, week, first).isoformat(),
        dt.date.fromisocalendar(year, week, last).isoformat(),
    )


def _span(earliest: str, latest: str) -> Interval:
    for day in (earliest, latest):
        dt.date.fromisoformat(day)
    return earliest, latest
