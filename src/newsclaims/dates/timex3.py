"""Whether a string is a value of TIMEX3, and what it is a value of."""

import datetime as dt
import re

_PART = r"T(?:MO|MI|AF|EV|NI|DT)"
_ZONE = r"(?:Z|[+-]\d{2}(?::?\d{2})?)?"
_CLOCK = r"T(?:(?:[01]\d|2[0-3]|XX)(?::[0-5]\d(?::[0-5]\d(?:\.\d+)?)?)?|24(?::00(?::00)?)?)"
_DAY_TIME = rf"(?:{_CLOCK}{_ZONE}|{_PART})"
_YEAR = r"(?:\d{4}|\d{3}X|\d{2}XX|XXXX)"
_MONTH_DAY = r"(?:0[1-9]|1[0-2]|XX)(?:-(?:\d\d|XX))?"
_WEEK = r"W(?:0[1-9]|[1-4]\d|5[0-3]|XX)(?:-(?:WE|[1-7]))?"
_DATE = re.compile(
    rf"BC\d{{4}}|\d{{1,3}}|FY\d{{4}}(?:-[QH]\d)?"
    rf"|{_YEAR}(?:-(?:SP|SU|FA|WI|Q[1-4X]|H[12X]|{_MONTH_DAY}|{_WEEK}))?"
)
_TIME = re.compile(
    rf"(?:{_YEAR}-(?:(?:0[1-9]|1[0-2]|XX)-(?:\d\d|XX)|W(?:\d\d|XX)-[1-7X])|XXXX-XX-XX){_DAY_TIME}"
)
_NUMBER = r"(?:\d+(?:\.\d+)?|X)"
_DURATION = re.compile(
    rf"P(?=.)(?:{_NUMBER}(?:Y|M|W|D|DE|CE|ML|WE|Q))*(?:T(?:{_NUMBER}[HMS])+)?|PXX|P{_NUMBER}{_PART}"
)
_REFERENCES = frozenset({"PRESENT_REF", "PAST_REF", "FUTURE_REF"})
_SET = re.compile(
    rf"XXXX-(?:SP|SU|FA|WI|Q[1-4X]|WXX-(?:WE|[1-7])(?:{_DAY_TIME})?|\d\d(?:-\d\d)?|XX-XX{_DAY_TIME})"
)


def is_value(value: str, kind: str | None = None) -> bool:
    """Whether `value` is a valid TIMEX3 value, of type `kind` where that is given.

    The patterns are those of TimeML 1.2.1 and TIDES 2003, with the day and the clock time checked by the calendar.
    """
    if kind is None:
        return any(is_value(value, each) for each in ("DATE", "TIME", "DURATION", "SET"))
    if kind == "DURATION":
        return _DURATION.fullmatch(value) is not None
    if kind == "DATE":
        return value in _REFERENCES or (_DATE.fullmatch(value) is not None and _exists(value))
    if kind == "TIME":
        return value in _REFERENCES or (_TIME.fullmatch(value) is not None and _exists(value[:10]))
    if kind == "SET":
        return _SET.fullmatch(value) is not None or is_value(value, "DURATION")
    return False


def _exists(value: str) -> bool:
    if re.fullmatch(r"\d{4}-\d\d-\d\d", value):
        try:
            dt.date.fromisoformat(value)
        except ValueError:
            return False
        return True
    if re.fullmatch(r"\d{4}-W\d\d(?:-\d)?", value):
        year, week = int(value[:4]), int(value[6:8])
        return week <= dt.date(year, 12, 28).isocalendar().week if year else False
    return True
