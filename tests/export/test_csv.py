"""CSV and TSV as spreadsheets open them, one file or a folder of them."""

import csv
import io
from pathlib import Path

import pytest

from newsclaims.errors import NewsclaimsError, UsageError
from newsclaims.export import View, find_format, save, writer
from newsclaims.records import RECORD_TYPES, Document


@pytest.mark.parametrize(("name", "delimiter"), [("csv", ","), ("tsv", "\t")])
def test_a_folder_gets_a_table_a_record_type(
    tmp_path: Path, document: Document, name: str, delimiter: str
) -> None:
    save([document, document], tmp_path, find_format(name), View())
    assert {path.name for path in tmp_path.iterdir()} == {
        f"{table}.{name}" for table in ("articles", *RECORD_TYPES)
    }
    for path in tmp_path.iterdir():
        with path.open(encoding="utf-8", newline="") as stream:
            rows = list(csv.DictReader(stream, delimiter=delimiter))
        assert [row["article"] for row in rows] == ["a.txt"] * 2
    assert "£5m" in (tmp_path / f"claims.{name}").read_text(encoding="utf-8")


def test_excel_is_told_the_encoding(document: Document) -> None:
    stream = io.StringIO()
    writer("csv")([document], stream, View.of("quotes", excel=True))
    assert stream.getvalue().startswith("\ufeffarticle,")
    stream = io.StringIO()
    writer("csv")([document], stream, View.of("quotes"))
    assert stream.getvalue().startswith("article,")


@pytest.mark.parametrize(("name", "delimiter"), [("csv", ","), ("tsv", "\t")])
def test_hostile_text_fills_its_own_cell_and_is_no_formula(
    hostile: Document, name: str, delimiter: str
) -> None:
    stream = io.StringIO(newline="")
    writer(name)([hostile], stream, View())
    stream.seek(0)
    rows = list(csv.DictReader(stream, delimiter=delimiter))
    assert len(rows) == 5
    cells = [cell for row in rows for cell in row.values()]
    assert all(isinstance(cell, str) and not cell.startswith(tuple("=+-@\t\r\n＝＋－＠")) for cell in cells)
    assert rows[0]["name"] == f"'{hostile.speakers[0].name}"


def test_a_format_of_one_file_refuses_a_folder(tmp_path: Path, document: Document) -> None:
    with pytest.raises(UsageError, match="is a directory, and jsonl is one file"):
        save([document], tmp_path, find_format("jsonl"), View())


def test_a_file_appears_whole_or_not_at_all(tmp_path: Path, document: Document) -> None:
    path = tmp_path / "records.csv"
    path.write_text("old", encoding="utf-8")
    torn = (document if number < 2 else 1 / 0 for number in range(3))
    with pytest.raises(ZeroDivisionError):
        save(torn, path, find_format("csv"), View())  # type: ignore[arg-type]
    assert path.read_text(encoding="utf-8") == "old"
    assert list(tmp_path.iterdir()) == [path]


def test_what_the_file_system_refuses_is_one_line(tmp_path: Path, document: Document) -> None:
    with pytest.raises(NewsclaimsError, match=r"nowhere/a\.csv: cannot be written: No such file"):
        save([document], tmp_path / "nowhere" / "a.csv", find_format("csv"), View())


def test_a_device_is_written_to_and_not_replaced(document: Document) -> None:
    save([document], Path("/dev/null"), find_format("csv"), View())
    assert Path("/dev/null").is_char_device()


@pytest.mark.parametrize("name", ["csv", "tsv", "parquet"])
def test_an_id_never_becomes_a_path(tmp_path: Path, hostile: Document, name: str) -> None:
    folder = tmp_path / "inner" / "tables"
    folder.mkdir(parents=True)
    save([hostile], folder, find_format(name), View())
    assert {path.name for path in folder.iterdir()} == {
        f"{table}.{name}" for table in ("articles", *RECORD_TYPES)
    }
    assert [path.name for path in tmp_path.iterdir()] == ["inner"]
