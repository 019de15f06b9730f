"""The day of a clock time that names none: the one its sentence or one shortly before speaks of."""

import re
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
    return [
        (span, _settled(span, reading, days, context)) if reading.floating and days else (span, reading)
        for span, reading in found
    ]


def _names_day(reading: Reading) -> bool:
    return not reading.floating and reading.type in {"DATE", "TIME"} and _DAY.match(reading.value) is not None


def _settled(span: Offsets, reading: Reading, days: list[tuple[Offsets, str]], context: Context) -> Reading:
    sentence = context.governors.sentence(span.start)
    if sentence is not None:
        inside = Offsets(sentence.start_char, sentence.end_char)
        near = [(_gap(span, other), day) for other, day in days if inside.contains(other)]
        if near:
            return _on(reading, min(near)[1])
    before = [day for other, day in days if 0 <= span.start - other.end <= _REACH]
    if before and _behind(before[-1], span, context):
        return _on(reading, before[-1])
    return reading


def _behind(day: str, span: Offsets, context: Context) -> bool:
    """Whether the clock time is told of the past, and the day named before can be its day."""
    if context.reference is None:
        return True
    return day <= context.reference.isoformat() and context.side(span.start) == "past"


def _gap(span: Offsets, other: Offsets) -> int:
    return max(other.start - span.end, span.start - other.end)


def _on(reading: Reading, day: str) -> Reading:
    return replace(reading, value=day + reading.value[reading.value.index("T") :], floating=False)
