"""The latest moment of a limit, as a TIMEX3 value with the days it may mean."""

import datetime as dt
import re

from newsclaims.deadlines.expressions import LimitExpression
from newsclaims.records import DeadlineKind

_DAY = re.compile(r"\d{4}-\d{2}-\d{2}\Z")
# Seasons and weekends keep their value.
_VAGUE = re.compile(r"-(?:SP|SU|FA|WI|WE)\Z")
_END = re.compile(r"\bend\b|\bclose of\b", re.IGNORECASE)
_PERIOD = re.compile(
    r"P(?:(\d+)Y)?(?:(\d+)M)?(?:(\d+)W)?(?:(\d+)D)?(?:T(?:(\d+)H)?(?:(\d+)M)?(?:(\d+)S)?)?\Z"
)


def due_value(expression: LimitExpression) -> str:
    """The value of the time; of "the end of March" its last day."""
    time = expression.time
    last = (time.latest or "")[:10]
    if time.type == "DATE" and _DAY.match(last) and at_end(expression) and not _VAGUE.search(time.value):
        return last
    return time.value


def at_end(expression: LimitExpression) -> bool:
    """Whether the limit is the end of a period: "by the end of March", "before year-end"."""
    return expression.relation == "out" or bool(_END.search(expression.tokens.text))


def kind(expression: LimitExpression) -> DeadlineKind:
    """Whether the limit stands in the calendar or is counted from the utterance or an event."""
    if expression.relation == "event":
        return "event"
    return "duration" if expression.time.type == "DURATION" else "date"


def interval(expression: LimitExpression, reference: dt.date | None) -> tuple[str | None, str | None]:
    """The first and the last moment that the limit may mean, ISO 8601."""
    time = expression.time
    if time.type == "DURATION":
        day = _end_of(time.value, reference) if expression.relation != "for" else None
        return day, day
    if expression.exclusive and not at_end(expression):
        return None, _day_before(time.earliest) or time.earliest
    return time.earliest, time.latest


def is_ahead(expression: LimitExpression, reference: dt.date | None) -> bool | None:
    """Whether the time lies on or after `reference`; None where that is not known."""
    latest = expression.time.latest
    if expression.time.type == "DURATION" or reference is None or not latest:
        return None
    return latest[:10] >= reference.isoformat()


def _day_before(day: str | None) -> str | None:
    """The day before a whole day; None for a time of day."""
    if day is None or not _DAY.match(day):
        return None
    try:
        return (dt.date.fromisoformat(day) - dt.timedelta(days=1)).isoformat()
    except (ValueError, OverflowError):
        return None


def _end_of(value: str, reference: dt.date | None) -> str | None:
    """The day on which a stretch of that length from `reference` ends; None where either is not known."""
    found = _PERIOD.match(value)
    if reference is None or found is None:
        return None
    years, months, weeks, days, hours, minutes, seconds = (int(group or 0) for group in found.groups())
    try:
        month = reference.month - 1 + months + 12 * years
        first = dt.date(reference.year + month // 12, month % 12 + 1, 1)
        day = first + dt.timedelta(days=min(reference.day, _days_in(first)) - 1)
        rest = dt.timedelta(weeks=weeks, days=days, hours=hours, minutes=minutes, seconds=seconds)
        return (day + dt.timedelta(days=rest.days)).isoformat()
    except (ValueError, OverflowError):
        return None


def _days_in(first: dt.date) -> int:
    following = dt.date(first.year + first.month // 12, first.month % 12 + 1, 1)
    return (following - first).days
