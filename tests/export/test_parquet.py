"""Parquet as pyarrow reads it."""

from pathlib import Path

import pyarrow.parquet as pq
import pytest

from newsclaims.export import View, find_format, save
from newsclaims.export.rows import COLUMNS
from newsclaims.records import RECORD_TYPES, Document


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "news.parquet"


def test_documents_come_back_as_they_were(path: Path, document: Document, hostile: Document) -> None:
    save([document, hostile, document], path, find_format("parquet"), View())
    back = [Document.model_validate(row) for row in pq.read_table(path).to_pylist()]
    assert back == [document, hostile, document]


def test_row_groups_are_bounded(path: Path, document: Document, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("newsclaims.export.parquet._ARTICLES_AT_A_TIME", 2)
    save([document] * 5, path, find_format("parquet"), View())
    assert pq.ParquetFile(path).num_row_groups == 3


def test_a_view_hides_types_and_text(path: Path, document: Document) -> None:
    save([document], path, find_format("parquet"), View.of("claims,dates", text=False))
    table = pq.read_table(path)
    assert {"claims", "dates"} <= set(table.column_names)
    assert not {"speakers", "quotes"} & set(table.column_names)
    assert table["text"].to_pylist() == [None]


@pytest.mark.parametrize("record_type", RECORD_TYPES)
def test_one_type_is_a_flat_table(path: Path, document: Document, record_type: str) -> None:
    save([document], path, find_format("parquet"), View.of(record_type))
    table = pq.read_table(path)
    assert tuple(table.column_names) == COLUMNS[record_type]  # type: ignore[index]
    assert table.num_rows == 1


def test_columns_have_types(path: Path, document: Document) -> None:
    save([document], path, find_format("parquet"), View.of("claims"))
    types = {field.name: str(field.type) for field in pq.read_schema(path)}
    assert types["start"] == "int64"
    assert types["negated"] == "bool"
    assert types["checkworthiness"] == "double"
    assert types["text"] == "string"


def test_a_folder_gets_a_table_a_record_type(tmp_path: Path, document: Document) -> None:
    save([document, document], tmp_path, find_format("parquet"), View())
    assert {path.stem for path in tmp_path.iterdir()} == {"articles", *RECORD_TYPES}
    for path in tmp_path.iterdir():
        assert pq.read_table(path)["article"].to_pylist() == ["a.txt"] * 2


def test_nothing_is_a_table_too(path: Path) -> None:
    save([], path, find_format("parquet"), View())
    assert pq.read_table(path).num_rows == 0
