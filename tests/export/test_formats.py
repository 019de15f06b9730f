"""Every format is read back by what would read it."""

import csv
import io
import json

import pytest

from newsclaims.errors import UsageError
from newsclaims.export import FORMATS, View, writer
from newsclaims.export.plain import visible
from newsclaims.records import RECORD_TYPES, Document


def output(name: str, document: Document, view: View | None = None, times: int = 1) -> str:
    stream = io.StringIO()
    writer(name)([document] * times, stream, view or View())
    return stream.getvalue()


def test_json_comes_back_as_the_same_document(document: Document) -> None:
    assert Document.model_validate_json(output("json", document)) == document


def test_jsonl_is_one_line_an_article(document: Document) -> None:
    lines = output("jsonl", document, times=2).splitlines()
    assert [Document.model_validate_json(line) for line in lines] == [document] * 2


def test_a_view_hides_types_and_text(document: Document) -> None:
    data = json.loads(output("json", document, View.of("dates,quotes", text=False)))
    assert data["text"] is None
    assert [name for name in RECORD_TYPES if name in data] == ["quotes", "dates"]


@pytest.mark.parametrize("record_type", RECORD_TYPES)
def test_csv_of_one_type_has_its_columns(document: Document, record_type: str) -> None:
    rows = list(csv.DictReader(io.StringIO(output("csv", document, View.of(record_type), times=2))))
    assert len(rows) == 2
    assert rows[0]["article"] == "a.txt"
    assert "record" not in rows[0]


def test_csv_of_all_types_names_the_type(document: Document) -> None:
    rows = list(csv.DictReader(io.StringIO(output("csv", document))))
    assert [row["record"] for row in rows] == ["speaker", "quote", "claim", "date", "deadline"]
    assert rows[0]["quotes"] == rows[0]["claims"] == "1"
    assert rows[1]["speaker"] == "Ana Lund"
    assert rows[2]["negated"] == "true"
    assert rows[2]["quantities"] == "£5m"
    assert rows[2]["values"] == "5000000 GBP"
    assert rows[4]["due"] == "2025-04-25"


@pytest.mark.parametrize("start", ["=", "+", "-", "@", "\t", "\r"])
def test_no_cell_is_a_formula(document: Document, start: str) -> None:
    name = f"{start}cmd"
    speaker = document.speakers[0].model_copy(update={"name": name})
    hostile = document.model_copy(update={"speakers": (speaker,)})
    rows = list(csv.DictReader(io.StringIO(output("csv", hostile, View.of("speakers")), newline="")))
    assert rows[0]["name"] == f"'{name}".replace("\r", "\n")


def test_the_table_shows_who_says_what_by_when(document: Document) -> None:
    text = output("table", document)
    for expected in (
        "a.txt (2025-04-19)",
        "Speakers (1)",
        "Ana Lund",
        "promise (negated)",
        "2025-04-25",
        "by Friday",
    ):
        assert expected in text
    assert "\x1b" not in text


def test_the_table_of_speakers_begins_with_who_speaks_most(document: Document) -> None:
    (speaker,) = document.speakers
    silent = speaker.model_copy(update={"id": "s0", "name": "Ola Berg"})
    text = output("table", document.model_copy(update={"speakers": (silent, speaker)}), View.of("speakers"))
    assert text.index("Ana Lund") < text.index("Ola Berg")


def test_the_table_says_what_is_not_there(document: Document) -> None:
    empty = document.model_copy(update={"deadlines": ()})
    assert "no deadlines" in output("table", empty, View.of("deadlines"))


def test_control_characters_become_visible() -> None:
    assert visible("a\x1b[31m\nb\u202e") == "a�[31m b�"


def test_unknown_formats_and_types_are_refused() -> None:
    with pytest.raises(UsageError, match="no format 'yaml'"):
        writer("yaml")
    with pytest.raises(UsageError, match="no record type 'moods'"):
        View.of("quotes,moods")
    assert set(FORMATS) >= {"json", "jsonl", "csv", "table", "ics"}
