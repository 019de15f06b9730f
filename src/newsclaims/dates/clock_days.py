"""The day of a clock time that names none: the one its sentence or its paragraph speaks of."""

import re
from collections.abc import Sequence
from dataclasses import replace

from newsclaims.dates.context import Context, Reading
from newsclaims.offsets import Offsets

_DAY = re.compile(r"\d{4}-\d\d-\d\d(?!\d)")

Found = tuple[Offsets, Reading]


def settle(found: Sequence[Found], context: Context) -> list[Found]:
    """`found` with the day of each floating clock time: the nearest of its sentence, else the last of its paragraph.

    Where neither names a day, the article's stays.
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
    before = [(other, day) for other, day in days if other.end <= span.start]
    if before and "\n" not in context.text[before[-1][0].end : span.start]:
        return _on(reading, before[-1][1])
    return reading


def _gap(span: Offsets, other: Offsets) -> int:
    return max(other.start - span.end, span.start - other.end)


def _on(reading: Reading, day: str) -> Reading:
    return replace(reading, value=day + reading.value[reading.value.index("T") :], floating=False)
