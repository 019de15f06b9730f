"""XLSX as openpyxl reads it."""

import importlib
from pathlib import Path
from typing import Any

import openpyxl
import pytest

from newsclaims.errors import MissingDependencyError, NewsclaimsError
from newsclaims.export import View, find_format, save
from newsclaims.records import RECORD_TYPES, Document


def read(path: Path) -> Any:
    return openpyxl.load_workbook(path)


def write(path: Path, *documents: Document, view: View | None = None) -> Any:
    save(documents, path, find_format("xlsx"), view or View())
    return read(path)


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "news.xlsx"


def test_each_record_type_has_a_sheet_with_filters_and_a_frozen_header(
    path: Path, document: Document
) -> None:
    book = write(path, document, document)
    assert book.sheetnames == ["articles", *RECORD_TYPES]
    for sheet in book:
        assert sheet.freeze_panes == "A2"
        assert sheet.auto_filter.ref.startswith("A1:")
        assert sheet.auto_filter.ref.endswith("3")
        assert sheet.max_row == 3
        assert sheet["A1"].font.bold
    claims = book["claims"]
    header = [cell.value for cell in claims[1]]
    row = dict(zip(header, (cell.value for cell in claims[2]), strict=True))
    assert row["text"] == "We will pay £5m by Friday"
    assert row["negated"] is True
    assert row["checkworthiness"] == 0.5
    assert row["start"] == 2


def test_nothing_is_a_formula_or_a_link(path: Path, hostile: Document) -> None:
    book = write(path, hostile)
    cells = [cell for sheet in book for line in sheet for cell in line]
    assert not [cell for cell in cells if cell.data_type == "f" or cell.hyperlink]
    name = hostile.speakers[0].name
    shown = {cell.value for cell in cells if isinstance(cell.value, str)}
    assert any(value.startswith("=HYPERLINK") and "DROP TABLE" in value for value in shown)
    assert openpyxl.utils.escape.unescape(book["speakers"]["C2"].value) == name


def test_a_text_longer_than_a_cell_ends_in_an_ellipsis(path: Path, document: Document) -> None:
    speaker = document.speakers[0].model_copy(update={"name": "x" * 40_000})
    book = write(path, document.model_copy(update={"speakers": (speaker,)}), view=View.of("speakers"))
    value = book["speakers"]["C2"].value
    assert len(value) == 32_767
    assert value.endswith("x…")


def test_more_rows_than_a_sheet_holds_are_refused(
    path: Path, document: Document, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("newsclaims.export.workbook.MAX_ROWS", 3)
    with pytest.raises(NewsclaimsError, match="more articles than the 2 that a sheet holds"):
        write(path, document, document, document)
    assert not path.exists()


def test_the_same_records_make_the_same_file(tmp_path: Path, document: Document) -> None:
    for name in ("a.xlsx", "b.xlsx"):
        write(tmp_path / name, document)
    assert (tmp_path / "a.xlsx").read_bytes() == (tmp_path / "b.xlsx").read_bytes()


@pytest.mark.parametrize(("name", "module"), [("xlsx", "xlsxwriter"), ("parquet", "pyarrow")])
def test_a_missing_extra_is_one_clear_error(
    tmp_path: Path, document: Document, monkeypatch: pytest.MonkeyPatch, name: str, module: str
) -> None:
    original = importlib.import_module

    def without(wanted: str, package: str | None = None) -> Any:
        if wanted == module:
            raise ImportError(wanted)
        return original(wanted, package)

    monkeypatch.setattr(importlib, "import_module", without)
    with pytest.raises(MissingDependencyError, match=f"{name} needs {module}.*pip install 'newsclaims"):
        save([document], tmp_path / f"records.{name}", find_format(name), View())
    assert list(tmp_path.iterdir()) == []
