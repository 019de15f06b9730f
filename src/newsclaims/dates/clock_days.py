"""The day of a clock time that names none: the one its sentence or one shortly before speaks of."""

import re
from bisect import bisect_left
from collections.abc import Sequence
from dataclasses import replace

from newsclaims.dates.context import Context, Reading
from newsclaims.dates.normalise import shift
from newsclaims.offsets import Offsets

# How far back the day of a clock time may have been named, in characters.
_REACH = 500
_DAY = re.compile(r"\d{4}-\d\d-\d\d(?!\d)")

Found = tuple[Offsets, Reading]
Day = tuple[Offsets, str]


def settle(found: Sequence[Found], context: Context) -> list[Found]:
    """`found` with the day of each floating clock time: that of its clause, else the last one named before.

    Where none was named, or the verb looks ahead, the article's stays. A day of another clause of the sentence is
    not the clock time's: "The fire, which began on Tuesday, had burned a mile by noon", "The gate will be open
    until midnight, and owners have until Monday".
    """
    days = [(span, reading.value[:10]) for span, reading in found if _names_day(reading)]
    starts = [span.start for span, _ in days]
    settled = []
    for span, reading in found:
        if reading.floating:
            settled.append((span, _settled(span, reading, _Near(days, starts, span, context), context)))
        else:
            settled.append((span, reading))
    return settled


class _Near:
    """The days that a clock time can be told of: those of its sentence, and those shortly before it."""

    def __init__(self, days: Sequence[Day], starts: Sequence[int], span: Offsets, context: Context) -> None:
        governors = context.governors
        sentence = governors.sentence(span.start)
        first, last = bisect_left(starts, sentence.start), bisect_left(starts, sentence.end)
        self.inside = [day for day in days[first:last] if governors.frames(day[0].start, span.start)]
        earliest = bisect_left(starts, span.start - _REACH)
        self.before = [day for day in days[earliest:first] if not governors.in_background(day[0].start)]


def _names_day(reading: Reading) -> bool:
    if (
        reading.floating or reading.rule == "overnight"
    ):  # the second: one that begins on one day and ends on another
        return False
    return reading.type in {"DATE", "TIME"} and _DAY.match(reading.value) is not None


def _settled(span: Offsets, reading: Reading, near: _Near, context: Context) -> Reading:
    """`reading` on the day of its clause, else on the last day named before, if it is told of the past."""
    if near.inside:
        return _on(reading, min((_gap(span, other), day) for other, day in near.inside)[1])
    told = next((day for _, day in reversed(near.before) if _behind(day, span, context)), None)
    if told is not None:
        return _on(reading, told)
    if reading.value.endswith("T24:00") and context.reference and context.side(span.start) == "past":
        return _on(reading, shift(context.reference, -1, "day").isoformat())  # the midnight that was
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
