"""Where dates and deadlines stand on the page's timeline: a logarithmic axis around the article's day.

News speaks of tomorrow and of 1949 in one paragraph. A day's distance from the article's date, days before it to
the left, goes through sign(d) · log(1 + |d|), so that near days stay apart and far ones stay on the page. Without
an article date the axis is linear.
"""

import datetime as dt
import math
import re
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import Literal

from newsclaims.export.page.values import in_words
from newsclaims.records import Document, RecordType

WIDTH = 1000
MARGIN = 24
LANE = 31
AXIS_GAP = 22
# Average advance of the label's type in units of the drawing, for keeping labels apart.
_CHARACTER = 6.6
_LABEL_GAP = 18
_LONGEST_LABEL = 30
_TICK_GAP = 12
# Rows of labels on each side; what finds no room there is a mark without a label.
_MOST_LANES = 5
_DAY = re.compile(r"\d{4}-\d{2}-\d{2}")
# Days that a tick of the logarithmic axis stands for, most wanted first.
_DISTANCES = {
    1: "1 day",
    7: "1 week",
    30: "1 month",
    365: "1 year",
    3652: "10 years",
    36525: "100 years",
}

Kind = Literal["date", "deadline"]


@dataclass(frozen=True, slots=True)
class Mark:
    """A date or deadline on the timeline; coordinates in units of the drawing, y from the axis upwards.

    Attributes:
        kind: date or deadline.
        records: ids of the records that mean this time.
        label: the article's words.
        value: the day or the days, for people.
        left: where it begins.
        right: where it ends; equal to `left` for a day.
        anchor: where the label stands.
        align: which end of the label stands there.
        width: how much room the label has.
        lane: which row the label is in, counted from the axis; None where there is no room for it.
    """

    kind: Kind
    records: tuple[str, ...]
    label: str
    value: str
    left: float
    right: float
    anchor: float
    align: Literal["start", "end"]
    width: float
    lane: int | None


@dataclass(frozen=True, slots=True)
class Tick:
    """A named place on the axis."""

    x: float
    label: str
    today: bool = False

    def touches(self, other: "Tick") -> bool:
        """Whether the two labels, each centred on its place, would touch."""
        widths = _CHARACTER * (len(self.label) + len(other.label)) / 2
        return abs(self.x - other.x) < widths + _TICK_GAP


@dataclass(frozen=True, slots=True)
class Timeline:
    """The drawing: marks of dates above the axis, those of deadlines below."""

    marks: tuple[Mark, ...]
    ticks: tuple[Tick, ...]
    above: int
    below: int

    @property
    def axis(self) -> float:
        """The axis' distance from the top."""
        return AXIS_GAP + LANE * self.above

    @property
    def height(self) -> float:
        """Height of the drawing."""
        return self.axis + AXIS_GAP + LANE * self.below + (16 if self.below else 8)

    def label_y(self, mark: Mark) -> float:
        """The baseline of a mark's label, from the top."""
        row = LANE * (mark.lane or 0)
        return self.axis - AXIS_GAP - row - 8 if mark.kind == "date" else self.axis + AXIS_GAP + row + 24


@dataclass(frozen=True, slots=True)
class _Item:
    kind: Kind
    record: str
    label: str
    first: dt.date
    last: dt.date


def timeline(document: Document, only: Iterable[RecordType]) -> Timeline | None:
    """The timeline of `document`, or None where nothing in it has a day in the calendar."""
    items = _items(document, frozenset(only))
    if not items:
        return None
    days = [day for item in items for day in (item.first, item.last)]
    place, ticks = _axis(document.date, days)
    marks: list[Mark] = []
    lanes: dict[Kind, list[list[tuple[float, float]]]] = {"date": [], "deadline": []}
    for group in reversed(_grouped(items)):  # from the right, so that no stem crosses a label
        first = group[0]
        left, right = place(first.first), place(first.last)
        label = shortened(" · ".join(dict.fromkeys(item.label for item in group)))
        value = _period(first.first, first.last)
        width = _CHARACTER * max(len(label), len(value)) + _LABEL_GAP
        anchor = max(left, MARGIN)
        fits = anchor + width <= WIDTH
        extent = (anchor, anchor + width) if fits else (anchor - width, anchor)
        marks.append(
            Mark(
                kind=first.kind,
                records=tuple(item.record for item in group),
                label=label,
                value=value,
                left=left,
                right=right,
                anchor=anchor,
                align="start" if fits else "end",
                width=round(width, 1),
                lane=_lane(lanes[first.kind], extent, anchor),
            )
        )
    return Timeline(tuple(reversed(marks)), ticks, len(lanes["date"]), len(lanes["deadline"]))


def _items(document: Document, only: frozenset[RecordType]) -> list[_Item]:
    """What has a day in the calendar; a date inside a deadline is the deadline's."""
    items = []
    shown = document.deadlines if "deadlines" in only else ()
    for deadline in shown:
        due = deadline.due
        latest = due.latest or due.value
        items.append(_item("deadline", deadline.id, deadline.limit.text, latest, latest))
    taken = {deadline.date for deadline in shown}
    items += [
        _item("date", date.id, date.text, date.earliest, date.latest)
        for date in (document.dates if "dates" in only else ())
        if date.id not in taken and date.type in {"DATE", "TIME"}
    ]
    return [item for item in items if item]


def _item(kind: Kind, record: str, label: str, earliest: str | None, latest: str | None) -> _Item | None:
    days = [day for text in (earliest, latest) if text and (day := _day(text))]
    return _Item(kind, record, label, min(days), max(days)) if days else None


def _day(text: str) -> dt.date | None:
    match = _DAY.match(text)
    try:
        return dt.date.fromisoformat(match.group()) if match else None
    except ValueError:
        return None


def _grouped(items: list[_Item]) -> list[list[_Item]]:
    """Items of one kind and time together, in the order of time."""
    groups: dict[tuple[Kind, dt.date, dt.date], list[_Item]] = {}
    for item in items:
        groups.setdefault((item.kind, item.first, item.last), []).append(item)
    return [groups[key] for key in sorted(groups, key=lambda key: (key[1], key[2]))]


def _axis(today: dt.date | None, days: list[dt.date]) -> tuple[Callable[[dt.date], float], tuple[Tick, ...]]:
    def distance(day: dt.date) -> float:
        if today is None:
            return float(day.toordinal())
        days_off = (day - today).days
        return math.copysign(math.log1p(abs(days_off)), days_off)

    positions = [distance(day) for day in days] + ([0.0] if today else [])
    low, high = min(positions), max(positions)
    if high - low < 1:
        low, high = low - 1, high + 1
    # Labels stand to the right of their place: more room there.
    scale = (WIDTH - 2 * MARGIN - 120) / (high - low)

    def place(day: dt.date) -> float:
        return round(MARGIN + (distance(day) - low) * scale, 1)

    ticks = _linear_ticks(days, place) if today is None else _log_ticks(today, days, place)
    return place, ticks


def _log_ticks(today: dt.date, days: list[dt.date], place: Callable[[dt.date], float]) -> tuple[Tick, ...]:
    ticks = [Tick(place(today), _written(today), today=True)]
    for distance, name in _DISTANCES.items():
        for sign in (-1, 1):
            try:
                day = today + dt.timedelta(days=sign * distance)
            except OverflowError:
                continue
            tick = Tick(place(day), f"{name} {'before' if sign < 0 else 'after'}")
            if min(days) <= day <= max(days) and not any(tick.touches(other) for other in ticks):
                ticks.append(tick)
    return tuple(sorted(ticks, key=lambda tick: tick.x))


def _linear_ticks(days: list[dt.date], place: Callable[[dt.date], float]) -> tuple[Tick, ...]:
    ends = dict.fromkeys((min(days), max(days)))
    return tuple(Tick(place(day), _written(day)) for day in ends)


def _lane(lanes: list[list[tuple[float, float]]], extent: tuple[float, float], stem: float) -> int | None:
    """The first lane in which nothing is in the way of `extent`, or None where all are full.

    It is put there, and its `stem` into the lanes between it and the axis.
    """
    for number in range(_MOST_LANES):
        if number == len(lanes):
            lanes.append([])
        if all(extent[1] <= left or right <= extent[0] for left, right in lanes[number]):
            lanes[number].append(extent)
            for crossed in lanes[:number]:
                crossed.append((stem, stem))
            return number
    return None


def _period(first: dt.date, last: dt.date) -> str:
    if first == last:
        return _written(first)
    if (first.month, first.day, last.month, last.day) == (1, 1, 12, 31):
        return str(first.year) if first.year == last.year else f"{first.year}–{last.year}"
    return f"{_written(first)} – {_written(last)}"


def _written(day: dt.date) -> str:
    return in_words(day.isoformat())


def shortened(text: str) -> str:
    """`text` on one line, as short as a label has to be."""
    text = " ".join(text.split())
    return text if len(text) <= _LONGEST_LABEL else text[: _LONGEST_LABEL - 1].rstrip() + "…"
