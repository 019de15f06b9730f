"""The day of a clock time that names none: the one its sentence or one shortly before speaks of."""

import re
from bisect import bisect_left
from collections.abc import Sequence
from dataclasses import replace

from newsclaims.dates.context import Context, Reading
from newsclaims.offsets import Offsets

# How far back the day of a clock time may have been named, in characters.
_REACH = 500
_DAY = re.compile(r"\d{4}-\d\d-\d\d(?!\d)")

Found = tuple[Offsets, Reading]


def settle(found: Sequence[Found], context: Context) -> list[Found]:
    """`found` with the day of each floating clock time: the nearest of its sentence, else the last one before.

    Where none was named, or the verb looks ahead, the article's stays.
    """
    days = [(span, reading.value[:10]) for span, reading in found if _names_day(reading)]
    starts = [span.start for span, _ in days]
    settled = []
    for span, reading in found:
        if reading.floating and days:
            place = bisect_left(starts, span.start)
            near = days[max(0, place - 1) : place + 1]
            settled.append((span, _settled(span, reading, near, context)))
        else:
            settled.append((span, reading))
    return settled


def _names_day(reading: Reading) -> bool:
    return not reading.floating and reading.type in {"DATE", "TIME"} and _DAY.match(reading.value) is not None


def _settled(span: Offsets, reading: Reading, near: list[tuple[Offsets, str]], context: Context) -> Reading:
    """`reading` on one of the days beside it: the last before it and the first after it."""
    sentence = context.governors.sentence(span.start)
    inside = [(_gap(span, other), day) for other, day in near if sentence.contains(other)]
    if inside:
        return _on(reading, min(inside)[1])
    before = [day for other, day in near if 0 <= span.start - other.end <= _REACH]
    if before and _behind(before[-1], span, context):
        return _on(reading, before[-1])
    return reading


def _behind(day: str, span: Offsets, context: Context) -> bool:
    """Whether the clock time is told of the past, and the day named before can be its day."""
    if context.reference is None:
        return True
    return day <= context.reference.isoformat() and context.side(span.start) == "past"


def _gap(span: Offsets, other: Offsets) -> int:
    """The distance of a day from a clock time; a day behind it ("10 a.m. in Oslo on Monday") has to be nearer."""
    return max(2 * (other.start - span.end), span.start - other.end)


def _on(reading: Reading, day: str) -> Reading:
    return replace(reading, value=day + reading.value[reading.value.index("T") :], floating=False)
