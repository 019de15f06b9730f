"""The article's own date as its text tells it: a dateline, a dated byline, a line with the day of publication."""

import datetime as dt
import re
from collections.abc import Iterator
from functools import cache

from newsclaims.dates.normalise import date_or_none
from newsclaims.language import table

# How many lines at the head and at the end of a text may tell its date, and how long such a line may be.
_HEAD = 8
_TAIL = 3
_LONGEST = 160
_YEAR = re.compile(r"\d{4}")
_TIME = r"\d{1,2}[:.]\d\d(?:[:.]\d\d)?\s*(?:[ap]\.?m\.?)?|\d{1,2}\s*[ap]\.?m\.?"
# Places and an agency before the date of a dateline, and what follows that date.
_PLACE = r"[A-ZÀ-Þ][\w.'’/-]*(?:[ ,]+[A-ZÀ-Þ(][\w.'’/)-]*){0,6}"
_AGENCY = r"\([^()\n]{2,30}\)|/[^/\n]{2,30}/"


def date_of_text(text: str) -> dt.date | None:
    """The day on which `text` says that it was published, or None.

    It looks at the first and the last lines alone, and only for full dates with a year that can be read in one
    way: a date inside a sentence is none, nor is 03/04/2016, nor a day with the wrong weekday.
    """
    head = _lines(text)
    tail = [line for line in _lines(text[-_TAIL * _LONGEST :], last=True) if line not in head]
    if not head and not tail:  # as mostly: the forms are not even made
        return None
    return (
        _first(_labelled("published"), head)
        or _dateline(head)
        or _first(_standing(), head)
        or _first(_byline(), head)
        or _first(_labelled("published"), tail)
        or _first(_labelled("updated"), head + tail)
    )


def _lines(text: str, *, last: bool = False) -> list[str]:
    lines = [line.strip() for line in (text if last else text[: _HEAD * 1000]).splitlines()]
    lines = [line for line in lines if line]
    return [line for line in (lines[-_TAIL:] if last else lines[:_HEAD]) if _has_date(line)]


def _has_date(line: str) -> bool:
    """Whether there is a full date in the part of `line` that is looked at, without which no form needs trying."""
    return _YEAR.search(line) is not None and _date_pattern().search(line[:_LONGEST]) is not None


def _first(pattern: re.Pattern[str], lines: list[str]) -> dt.date | None:
    found = (pattern.fullmatch(line) for line in lines if len(line) <= _LONGEST)
    return next((day for match in found if match is not None and (day := _day(match)) is not None), None)


def _dateline(lines: list[str]) -> dt.date | None:
    """The date of "LONDON, March 3, 2016 (Reuters) —" before the first words of a paragraph."""
    for line in lines:
        match = _dateline_pattern().match(line[:_LONGEST])
        if match is not None and (day := _day(match)) is not None:
            return day
    return None


def _day(match: re.Match[str]) -> dt.date | None:
    groups = {name.rstrip("_"): value for name, value in match.groupdict().items() if value is not None}
    months = _names()
    month = groups.get("month", "")
    number = months[month.lower().rstrip(".")] if month and not month.isdigit() else int(month or 0)
    day = date_or_none(int(groups["year"]), number, int(groups["day"]))
    weekday = groups.get("weekday")
    if day is None or (weekday and _weekdays()[weekday.lower().rstrip(".,")] != day.isoweekday()):
        return None
    return day


@cache
def _names() -> dict[str, int]:
    words = table("time_words")
    return {
        name: number
        for section in ("MONTH", "MAYBE_MONTH")
        for name, number in words[section].items()
        if not name.startswith("_")
    }


@cache
def _weekdays() -> dict[str, int]:
    return {name: day for name, day in table("time_words")["WEEKDAY"].items() if not name.startswith("_")}


def _any(words: Iterator[str] | list[str]) -> str:
    return "|".join(re.escape(word).replace(r"\ ", r"\s+") for word in sorted(words, key=len, reverse=True))


@cache
def _date() -> str:
    """A full date: with its weekday or without, the month by name, or in ISO 8601 or with the day first."""
    month, weekday = _any(iter(_names())), _any(iter(_weekdays()))
    nth = r"(?:st|nd|rd|th)?"
    day_first = (
        rf"(?:the\s+)?(?P<day>\d{{1,2}}){nth}(?:\s+of)?[ -](?P<month>{month})\.?,?[ -](?P<year>\d{{4}})"
    )
    month_first = rf"(?P<month_>{month})\.?\s+(?P<day_>\d{{1,2}}){nth},?\s+(?P<year_>\d{{4}})"
    forms = (
        rf"(?:(?P<weekday>{weekday})\.?,?\s+)?(?:{day_first}|{month_first})",
        r"(?P<year__>\d{4})[-/](?P<month__>\d\d)[-/](?P<day__>\d\d)(?:T[\d:.]+(?:Z|[+-]\d\d:?\d\d)?)?",
        r"(?P<day___>\d{1,2})\.(?P<month___>\d{1,2})\.(?P<year___>\d{4})",
    )
    return rf"(?<![\w/.-])(?i:{'|'.join(forms)})(?![\w/-])"


@cache
def _date_pattern() -> re.Pattern[str]:
    return re.compile(_date())


def _around() -> str:
    """What may stand beside the date in a line of its own: clock times, zones, marks."""
    words = [*table("bylines")["fillers"], *(zone for zone in table("time_words")["ZONE"] if zone[0] != "_")]
    return rf"(?:{_TIME}|(?:{_any(words)})(?!\w)|[+-]\d\d:?\d\d(?!\d)|[\s,;|•·()\[\]*_–—-])*+"


@cache
def _labelled(kind: str) -> re.Pattern[str]:
    label = _any(table("bylines")[kind])
    return re.compile(rf"[\[(*_\s]*(?:{label})\s*(?:[:|–—-]|\s)\s*{_around()}{_date()}.*", re.IGNORECASE)


@cache
def _standing() -> re.Pattern[str]:
    return re.compile(rf"{_around()}{_date()}{_around()}", re.IGNORECASE)


@cache
def _byline() -> re.Pattern[str]:
    author = _any(table("bylines")["authors"])
    begins = rf"(?:(?:{author})\s+|(?=[^|•·]*[|•·])).{{1,80}}?[\s,|•·(–—-]"
    return re.compile(rf"{begins}{_date()}{_around()}", re.IGNORECASE)


@cache
def _dateline_pattern() -> re.Pattern[str]:
    lead = rf"(?:{_PLACE}[ ,]*)?(?:(?:{_AGENCY})[ ,]*)?(?:(?:--|[—–-])\s*)?"
    return re.compile(rf"{lead}{_date()}\s*[,.]?\s*(?:(?:{_AGENCY})\s*(?:--|[—–-])?|--|[—–]|-\s)\s*\w")
