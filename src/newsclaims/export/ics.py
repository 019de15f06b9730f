"""iCalendar (RFC 5545): each deadline with a calendar date as an all-day entry that calendars import."""

import hashlib
import re
from collections.abc import Iterable, Iterator
from typing import TextIO

from newsclaims.errors import UsageError
from newsclaims.export.view import View
from newsclaims.records import Deadline, Document
from newsclaims.version import __version__

# RFC 5545, section 3.1: longest line without its break, in octets of UTF-8.
_LINE_OCTETS = 75
_DAY = re.compile(r"\d{4}-\d{2}-\d{2}(?!\d)")
# DTSTAMP must be there and must not change from run to run: the article's date, or this where it has none.
_NO_DATE = "19700101"
_ID_LENGTH = 16


def write_ics(documents: Iterable[Document], stream: TextIO, view: View) -> None:
    """One calendar with an entry a dated deadline; `undated` tells which ones are left out.

    An entry is a transparent VEVENT on the deadline's latest day, since calendars seldom import VTODO; its UID
    comes from the article's id and the limit's offsets, so that a second import replaces the first.

    Raises:
        UsageError: the view shows no deadlines.
    """
    if "deadlines" not in view.only:
        msg = "a calendar holds deadlines and nothing else"
        raise UsageError(msg, "leave out --only, or give --only deadlines")
    head = ("BEGIN:VCALENDAR", "VERSION:2.0", f"PRODID:-//newsclaims//newsclaims {__version__}//EN")
    stream.writelines(_line(line) for line in (*head, "CALSCALE:GREGORIAN"))
    for document in documents:
        for deadline in document.deadlines:
            if day := due_day(deadline):
                stream.writelines(map(_line, _event(document, deadline, day)))
    stream.write(_line("END:VCALENDAR"))


def undated(document: Document) -> tuple[Deadline, ...]:
    """The deadlines of `document` that have no day in the calendar ("within days")."""
    return tuple(deadline for deadline in document.deadlines if due_day(deadline) is None)


def due_day(deadline: Deadline) -> str | None:
    """The last day of a deadline, ISO 8601; None where it has no day in the calendar."""
    for moment in (deadline.due.latest, deadline.due.value):
        if moment and (found := _DAY.match(moment)):
            return found.group()
    return None


def _event(document: Document, deadline: Deadline, day: str) -> Iterator[str]:
    """The content lines of an entry, unfolded."""
    key = hashlib.sha256(document.id.encode()).hexdigest()[:_ID_LENGTH]
    stamp = f"{document.date:%Y%m%d}" if document.date else _NO_DATE
    task = deadline.task.text if deadline.task else deadline.limit.text
    obligor = f" ({deadline.obligor.text})" if deadline.obligor else ""
    yield "BEGIN:VEVENT"
    yield f"UID:{key}-{deadline.limit.start}-{deadline.limit.end}@newsclaims"
    yield f"DTSTAMP:{stamp}T000000Z"
    yield f"DTSTART;VALUE=DATE:{day.replace('-', '')}"
    yield f"SUMMARY:{_escaped(task + obligor)}"
    yield f"DESCRIPTION:{_escaped(_description(document, deadline))}"
    yield f"CATEGORIES:{deadline.firmness}"
    yield f"STATUS:{'CONFIRMED' if deadline.firmness == 'firm' else 'TENTATIVE'}"
    yield "TRANSP:TRANSPARENT"
    yield "END:VEVENT"


def _description(document: Document, deadline: Deadline) -> str:
    """What the entry says below its title, one field a line."""
    names = {speaker.id: speaker.name for speaker in document.speakers}
    fields = {
        "limit": deadline.limit.text,
        "due": deadline.due.value,
        "set by": names.get(deadline.speaker or ""),
        "condition": deadline.condition.text if deadline.condition else None,
        "otherwise": deadline.consequence.text if deadline.consequence else None,
        "article": document.title or document.id,
    }
    return "\n".join(f"{name}: {' '.join(value.split())}" for name, value in fields.items() if value)


def _escaped(text: str) -> str:
    """`text` as a TEXT value (section 3.3.11): escaped, without control characters."""
    text = text.replace("\\", "\\\\").replace(";", "\\;").replace(",", "\\,")
    text = re.sub(r"\r\n?|\n", "\\\\n", text)
    return "".join(char for char in text if char >= " " and char != "\x7f")


def _line(line: str) -> str:
    """A content line, folded at 75 octets (section 3.1) between characters, with its break."""
    pieces = [""]
    octets = 0
    for char in line:
        width = len(char.encode())
        if octets + width > _LINE_OCTETS:
            pieces.append(" ")
            octets = 1
        pieces[-1] += char
        octets += width
    return "\r\n".join(pieces) + "\r\n"
