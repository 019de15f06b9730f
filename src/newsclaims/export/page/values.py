"""TIMEX3 values in words, as far as a reader needs them."""

import re
from typing import Final

_MONTHS: Final = ("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec")
_DAY = re.compile(r"(\d{4})-(\d{2})-(\d{2})(?:T(\d{2}:\d{2}))?")
_MONTH = re.compile(r"(\d{4})-(\d{2})")
_DURATION = re.compile(r"P(T?)(\d+(?:\.\d+)?|X)([A-Z]+)")
_UNITS = {
    "Y": "year",
    "M": "month",
    "W": "week",
    "D": "day",
    "DE": "decade",
    "CE": "century",
    "WE": "weekend",
    "Q": "quarter",
    "TH": "hour",
    "TM": "minute",
    "TS": "second",
}
_PLURALS = {"century": "centuries"}


def in_words(value: str) -> str:
    """A TIMEX3 value for people ("24 Apr 2025", "24 hours", "days"); as it is where there is no shorter way."""
    if match := _DAY.fullmatch(value):
        year, month, day, time = match.groups()
        if name := _month(month):
            return f"{int(day)} {name} {year}" + (f", {time}" if time else "")
    if (match := _MONTH.fullmatch(value)) and (name := _month(match[2])):
        return f"{name} {match[1]}"
    if (match := _DURATION.fullmatch(value)) and (unit := _UNITS.get(match[1] + match[3])):
        many = _PLURALS.get(unit, f"{unit}s")
        return many if match[2] == "X" else f"{match[2]} {unit if match[2] == '1' else many}"
    return value


def _month(number: str) -> str | None:
    return _MONTHS[int(number) - 1] if 1 <= int(number) <= len(_MONTHS) else None
