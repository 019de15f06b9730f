"""Files of records, whole and broken, read back one document at a time."""

import gzip
import io
import json
import sys
from pathlib import Path

import pytest

from newsclaims.errors import InputError
from newsclaims.record_files import BadRecord, FailedArticle, read_documents
from newsclaims.records import Document


def write(path: Path, *lines: str | bytes) -> str:
    path.write_bytes(b"".join(line if isinstance(line, bytes) else line.encode() + b"\n" for line in lines))
    return str(path)


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "records.jsonl"


def test_lines_come_back_as_documents(path: Path, document: Document) -> None:
    line = document.model_dump_json()
    assert list(read_documents(write(path, line, "", line))) == [document, document]


def test_indented_objects_and_a_byte_order_mark_come_back_too(path: Path, document: Document) -> None:
    text = json.dumps(document.model_dump(mode="json"), indent=2)
    assert list(read_documents(write(path, b"\xef\xbb\xbf", text, text))) == [document, document]
    [first, bad] = read_documents(write(path, text, "{ torn"))
    assert first == document
    assert isinstance(bad, BadRecord)
    assert bad.line == text.count("\n") + 2


def test_gzip_is_found_out(path: Path, document: Document) -> None:
    path.write_bytes(gzip.compress(document.model_dump_json().encode()))
    assert list(read_documents(str(path))) == [document]
    path.write_bytes(path.read_bytes()[:-9])
    with pytest.raises(InputError, match="damaged gzip"):
        list(read_documents(str(path)))


def test_standard_input(document: Document, monkeypatch: pytest.MonkeyPatch) -> None:
    raw = io.BufferedReader(io.BytesIO(document.model_dump_json().encode()))
    monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(raw))
    assert list(read_documents("-")) == [document]


@pytest.mark.parametrize(
    ("line", "problem"),
    [
        ("{torn", "no JSON: Expecting property name enclosed in double quotes at column 2"),
        (b"\xff\n", "not UTF-8"),
        ("[" * 100_000, "no JSON: nested too deeply"),
        ("9" * 5_000, "no JSON: Exceeds the limit"),
        ("3", "Input should be"),
        ("{}", "id: Field required"),
        (b'"\\ud800"\n', "Input should be"),
    ],
)
def test_a_bad_line_costs_nothing_else(
    path: Path, document: Document, line: str | bytes, problem: str
) -> None:
    good = document.model_dump_json()
    first, bad, last = read_documents(write(path, good, line, good))
    assert first == last == document
    assert isinstance(bad, BadRecord)
    assert bad.line == 2
    assert problem in bad.problems[0]


def test_every_problem_of_a_document_is_told(path: Path, document: Document) -> None:
    data = document.model_dump(mode="json")
    data["claims"][0]["text"] = "something else"
    data["quotes"][0]["speaker"] = "s9"
    data["dates"][0]["end"] = 0
    [bad] = read_documents(write(path, json.dumps(data)))
    assert isinstance(bad, BadRecord)
    assert len(bad.problems) == 3
    data["claims"][0]["type"] = "rumour"
    data["extra"] = 1
    [bad] = read_documents(write(path, json.dumps(data)))
    assert isinstance(bad, BadRecord)
    assert [problem.split(":")[0] for problem in bad.problems] == ["claims.0.type", "extra"]


def test_the_line_of_a_failed_article_is_known_as_one(path: Path) -> None:
    line = {"id": "b.txt", "error": {"type": "InputError", "message": "not a text file", "hint": ""}}
    assert list(read_documents(write(path, json.dumps(line)))) == [
        FailedArticle(1, "b.txt", "not a text file")
    ]


@pytest.mark.parametrize("name", ["missing.jsonl", "", "\0"])
def test_what_cannot_be_opened_is_one_error(tmp_path: Path, name: str) -> None:
    with pytest.raises(InputError):
        list(read_documents(f"{tmp_path}/{name}"))


def test_a_line_without_end_is_not_read_to_its_end(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("newsclaims.record_files.MAX_BYTES", 1000)
    [bad] = read_documents("/dev/zero")
    assert isinstance(bad, BadRecord)
    assert "longer than" in bad.problems[0]
