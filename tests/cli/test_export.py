"""``claims export`` and ``claims validate`` as a user meets them."""

import json
import sqlite3
from contextlib import closing
from pathlib import Path

import pytest

from newsclaims.cli import run
from newsclaims.export import FORMATS
from newsclaims.records import Document


@pytest.fixture(autouse=True)
def _elsewhere(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.chdir(tmp_path)


@pytest.fixture
def records(document: Document, tmp_path: Path) -> str:
    lines = (document.model_copy(update={"id": f"{name}.txt"}).model_dump_json() for name in "ab")
    (tmp_path / "records.jsonl").write_text("\n".join(lines), encoding="utf-8")
    return "records.jsonl"


def test_the_suffix_tells_the_format(records: str, capsys: pytest.CaptureFixture[str]) -> None:
    for fmt in FORMATS.values():
        for suffix in fmt.suffixes:
            assert run(["export", records, "-o", f"out{suffix}"]) == 0, suffix
            assert Path(f"out{suffix}").stat().st_size > 0
    output = capsys.readouterr()
    assert (output.out, output.err) == ("", "")


def test_an_option_wins_over_the_suffix(records: str, tmp_path: Path) -> None:
    assert run(["export", records, "-o", "claims.txt", "--format", "csv", "--only", "claims", "--excel"]) == 0
    lines = (tmp_path / "claims.txt").read_text(encoding="utf-8").splitlines()
    assert lines[0].startswith("\ufeffarticle,id,speaker,text,type")
    assert len(lines) == 3


def test_without_a_file_it_is_printed(records: str, capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["export", records, "--format", "csv", "--only", "dates"]) == 0
    assert len(capsys.readouterr().out.splitlines()) == 3
    assert run(["export", records, "--no-text"]) == 0
    assert [json.loads(line)["text"] for line in capsys.readouterr().out.splitlines()] == [None, None]


def test_a_folder_gets_tables(records: str, tmp_path: Path) -> None:
    assert run(["export", records, "-o", "new/tables/", "--format", "csv"]) == 0
    assert (tmp_path / "new" / "tables" / "articles.csv").exists()


@pytest.mark.parametrize(
    ("arguments", "status", "message"),
    [
        (["records.jsonl", "-o", "out.docx"], 2, "out.docx: no format has this suffix"),
        (["records.jsonl", "-f", "yaml"], 2, "no format 'yaml'"),
        (["records.jsonl", "-f", "sqlite"], 2, "sqlite goes into a file (name it: -o records.sqlite)"),
        (["records.jsonl", "-o", "new/", "-f", "md"], 2, "new: is a directory, and md is one file"),
        (["records.jsonl", "-o", "out.csv", "--only", "moods"], 2, "no record type 'moods'"),
        (["missing.jsonl", "-o", "out.csv"], 1, "missing.jsonl: no such file"),
        ([".", "-o", "out.csv"], 1, ".: is a directory"),
        (["records.jsonl", "-o", "nowhere/out.csv"], 1, "nowhere/out.csv: cannot be written: No such file"),
    ],
)
def test_what_goes_wrong_is_one_line(
    records: str, arguments: list[str], status: int, message: str, capsys: pytest.CaptureFixture[str]
) -> None:
    del records
    assert run(["export", *arguments]) == status
    output = capsys.readouterr()
    assert output.err.startswith(f"claims: error: {message}")
    assert output.err.count("\n") == 1
    assert not Path("out.csv").exists()


def test_a_bad_record_is_left_out_with_status_1(records: str, capsys: pytest.CaptureFixture[str]) -> None:
    with Path(records).open("a", encoding="utf-8") as stream:
        stream.write('\n{"torn\n{"id": "c.txt", "error": {"message": "no text"}}\n')
    assert run(["export", records, "-o", "out.sqlite"]) == 1
    error = capsys.readouterr().err.splitlines()
    assert len(error) == 2
    assert error[0].startswith("claims: error: records.jsonl:3: left out: no JSON")
    assert error[1] == "claims: warning: records.jsonl: 1 failed article is left out"
    with closing(sqlite3.connect("out.sqlite")) as connection:
        assert connection.execute("SELECT count(*) FROM articles").fetchone() == (2,)


def test_valid_records_are_valid(records: str, capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["validate", records]) == 0
    output = capsys.readouterr()
    assert (output.out, output.err) == ("", "claims: 2 valid\n")
    assert run(["validate", records, "--quiet"]) == 0
    assert capsys.readouterr().err == ""


def test_each_problem_is_a_line_with_its_place(
    records: str, document: Document, capsys: pytest.CaptureFixture[str]
) -> None:
    data = document.model_dump(mode="json")
    data["claims"][0] |= {"type": "rumour", "checkworthiness": 2}
    with Path(records).open("a", encoding="utf-8") as stream:
        stream.write(f"\n{json.dumps(data)}\n")
    assert run(["validate", records]) == 1
    output = capsys.readouterr()
    places = [line.split(": ")[:2] for line in output.out.splitlines()]
    assert places == [
        ["records.jsonl:3", "claims.0.type"],
        ["records.jsonl:3", "claims.0.checkworthiness"],
    ]
    assert output.err == "claims: 2 valid, 1 invalid\n"


def test_a_problem_cannot_drive_the_terminal(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (tmp_path / "evil.jsonl").write_text('{"\\u001b[2J": 1}\n', encoding="utf-8")
    assert run(["validate", "evil.jsonl"]) == 1
    assert "\x1b" not in capsys.readouterr().out
