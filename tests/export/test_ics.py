"""The calendar is read back by the grammar of RFC 5545, section 3.1, and checked for what importers need."""

import io
import re

import pytest
from hypothesis import given
from hypothesis import strategies as st
from icalendar import Calendar

from newsclaims.errors import UsageError
from newsclaims.export import View, writer
from newsclaims.export.ics import due_day, undated
from newsclaims.records import Deadline, Document

TEXT = "Ström must pay £5m; or else, by Friday. They answer within days."
LINE = re.compile(
    r"(?P<name>[A-Z-]+)(?:;(?P<parameter>[A-Z-]+=[A-Z]+))?:(?P<value>[^\x00-\x08\x0a-\x1f\x7f]*)"
)
UNESCAPED = re.compile(r"\\([\\;,nN])")


def span(text: str) -> dict[str, object]:
    start = TEXT.index(text)
    return {"start": start, "end": start + len(text), "text": text}


def document(**changes: object) -> Document:
    deadlines = [
        {
            "id": "d1",
            "limit": span("by Friday"),
            "due": {"value": "2025-04-25", "latest": "2025-04-25"},
            "kind": "date",
            "task": span("pay £5m; or else, by"),
            "obligor": span("Ström"),
            "firmness": "firm",
            "confidence": 0.9,
        },
        {
            "id": "d2",
            "limit": span("within days"),
            "due": {"value": "PXD"},
            "kind": "duration",
            "firmness": "aspirational",
            "confidence": 0.9,
        },
    ]
    fields = {
        "id": "a.txt",
        "text": TEXT,
        "date": "2025-04-19",
        "date_source": "option",
        "deadlines": deadlines,
        "meta": {"newsclaims": "0", "nlp": "x", "attribution": "rules"},
    }
    return Document.model_validate(fields | changes)


def calendar(*documents: Document) -> str:
    stream = io.StringIO(newline="")
    writer("ics")(documents, stream, View.of("deadlines"))
    return stream.getvalue()


def content_lines(text: str) -> list[tuple[str, str | None, str]]:
    """Name, parameter and unescaped value of each line; whatever breaks the grammar fails the test."""
    assert text.endswith("\r\n")
    assert "\n" not in text.replace("\r\n", "")
    folded = text.removesuffix("\r\n").split("\r\n")
    assert all(len(line.encode()) <= 75 for line in folded)
    lines = []
    for line in text.replace("\r\n ", "").removesuffix("\r\n").split("\r\n"):
        found = LINE.fullmatch(line)
        assert found, line
        value = found["value"]
        if found["name"] in {"SUMMARY", "DESCRIPTION"}:
            assert not re.search(r"(?<!\\)(?:\\\\)*[;,]", value)
            value = UNESCAPED.sub(lambda m: "\n" if m[1] in "nN" else m[1], value)
        lines.append((found["name"], found["parameter"], value))
    return lines


def events(text: str) -> list[dict[str, str]]:
    lines = content_lines(text)
    assert lines[0] == ("BEGIN", None, "VCALENDAR")
    assert lines[-1] == ("END", None, "VCALENDAR")
    assert ("VERSION", None, "2.0") in lines
    assert any(name == "PRODID" for name, _, _ in lines)
    found: list[dict[str, str]] = []
    inside = False
    for name, parameter, value in lines[1:-1]:
        if (name, value) in {("BEGIN", "VEVENT"), ("END", "VEVENT")}:
            assert inside == (name == "END")
            inside = name == "BEGIN"
            found += [{}] if inside else []
        elif inside:
            key = f"{name};{parameter}" if parameter else name
            assert key not in found[-1]
            found[-1][key] = value
    return found


def test_a_dated_deadline_is_an_all_day_entry() -> None:
    (event,) = events(calendar(document()))
    assert event["DTSTART;VALUE=DATE"] == "20250425"
    assert event["DTSTAMP"] == "20250419T000000Z"
    assert event["SUMMARY"] == "pay £5m; or else, by (Ström)"
    assert event["DESCRIPTION"] == "limit: by Friday\ndue: 2025-04-25\narticle: a.txt"
    assert event["STATUS"] == "CONFIRMED"


def test_the_same_deadline_keeps_its_uid_and_another_has_its_own() -> None:
    first, other = events(calendar(document(), document(id="b.txt")))
    assert events(calendar(document()))[0]["UID"] == first["UID"] != other["UID"]


def test_without_an_article_date_the_stamp_stays_the_same() -> None:
    (event,) = events(calendar(document(date=None, date_source="none")))
    assert event["DTSTAMP"] == "19700101T000000Z"


def test_a_deadline_without_a_day_is_left_out() -> None:
    assert [deadline.id for deadline in undated(document())] == ["d2"]


def test_no_deadlines_make_an_empty_calendar() -> None:
    assert events(calendar(document(deadlines=()))) == []
    assert events(calendar()) == []


@pytest.mark.parametrize(
    ("value", "latest", "day"),
    [
        ("2025-04-25T18:00", None, "2025-04-25"),
        ("2025-SU", "2025-08-31", "2025-08-31"),
        ("P30D", "2025-05-19", "2025-05-19"),
        ("2025-04-25T24:00", "2025-04-25T24:00", "2025-04-25"),
        ("2025-04", None, None),
        ("event:the summit", None, None),
    ],
)
def test_the_day_of_a_deadline(value: str, latest: str | None, day: str | None) -> None:
    deadline = document().deadlines[0]
    due = deadline.due.model_copy(update={"value": value, "latest": latest})
    assert due_day(deadline.model_copy(update={"due": due})) == day


def test_a_calendar_of_quotes_is_refused() -> None:
    with pytest.raises(UsageError, match="holds deadlines"):
        writer("ics")([document()], io.StringIO(), View.of("quotes"))


@given(text=st.text(min_size=1, max_size=300))
def test_any_words_come_back(text: str) -> None:
    task = {"start": 0, "end": len(text), "text": text}
    deadline = document().deadlines[0].model_dump() | {"limit": task, "task": task, "obligor": None}
    changed = document(text=text, deadlines=(Deadline.model_validate(deadline),))
    (event,) = events(calendar(changed))
    plain = re.sub(r"\r\n?", "\n", changed.deadlines[0].limit.text)
    assert event["SUMMARY"] == "".join(
        char for char in plain if char == "\n" or (char >= " " and char != "\x7f")
    )


def test_a_calendar_program_reads_it() -> None:
    stream = io.StringIO()
    writer("ics")([document()], stream, View())
    calendar = Calendar.from_ical(stream.getvalue())
    events = list(calendar.walk("VEVENT"))
    assert [event.decoded("DTSTART").isoformat() for event in events] == ["2025-04-25"]
    assert str(events[0]["SUMMARY"]) == "pay £5m; or else, by (Ström)"
