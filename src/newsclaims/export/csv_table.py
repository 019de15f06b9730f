"""CSV and TSV: a table a record type, or several types in one table with a column that names the type."""

import csv
from collections.abc import Iterable
from contextlib import ExitStack
from functools import partial
from pathlib import Path
from typing import Any, TextIO

from newsclaims.export.rows import ARTICLE_COLUMNS, COLUMNS, article_row, rows
from newsclaims.export.view import View
from newsclaims.records import Document

# A spreadsheet takes a cell that begins so for a formula (OWASP, "CSV injection"; the wide forms count in East
# Asian versions); an apostrophe before it makes it text.
_FORMULA_STARTS = ("=", "+", "-", "@", "\t", "\r", "\n", "＝", "＋", "－", "＠")
# Tells Excel that a CSV file is UTF-8.
_BYTE_ORDER_MARK = "\ufeff"


def _write(documents: Iterable[Document], stream: TextIO, view: View, *, delimiter: str) -> None:
    """A header and one row a record.

    One record type (``--only claims``) has its own columns; several share one table whose columns are those
    of all of them after `record`, empty where a type has no such field.
    """
    columns = list(dict.fromkeys(column for record_type in view.only for column in COLUMNS[record_type]))
    if len(view.only) > 1:
        columns.insert(1, "record")
    table = _table(stream, columns, delimiter, view)
    for document in documents:
        for record_type in view.only:
            for row in rows(document, record_type):
                if len(view.only) > 1:
                    row["record"] = record_type.removesuffix("s")
                table.writerow(_cells(row))


def _write_folder(documents: Iterable[Document], folder: Path, view: View, *, delimiter: str) -> None:
    """``articles.csv`` and a file a record type, ``quotes.csv`` and so on; older ones are overwritten."""
    suffix = ".tsv" if delimiter == "\t" else ".csv"
    names: dict[str, tuple[str, ...]] = {"articles": ARTICLE_COLUMNS}
    names |= {record_type: COLUMNS[record_type] for record_type in view.only}
    with ExitStack() as stack:
        tables = {}
        for name, columns in names.items():
            stream = (folder / f"{name}{suffix}").open("w", encoding="utf-8", newline="")
            tables[name] = _table(stack.enter_context(stream), columns, delimiter, view)
        for document in documents:
            tables["articles"].writerow(_cells(article_row(document)))
            for record_type in view.only:
                tables[record_type].writerows(map(_cells, rows(document, record_type)))


write_csv = partial(_write, delimiter=",")
write_tsv = partial(_write, delimiter="\t")
write_csv_folder = partial(_write_folder, delimiter=",")
write_tsv_folder = partial(_write_folder, delimiter="\t")


def _table(stream: TextIO, columns: Iterable[str], delimiter: str, view: View) -> "csv.DictWriter[str]":
    if view.excel:
        stream.write(_BYTE_ORDER_MARK)
    writer = csv.DictWriter(stream, list(columns), restval="", lineterminator="\n", delimiter=delimiter)
    writer.writeheader()
    return writer


def _cells(row: dict[str, Any]) -> dict[str, str]:
    return {column: _cell(value) for column, value in row.items()}


def _cell(value: Any) -> str:  # noqa: ANN401 - whatever a record field holds
    if value is None:
        return ""
    if isinstance(value, bool):
        return str(value).lower()
    if not isinstance(value, str):
        return str(value)
    guarded = f"'{value}" if value.startswith(_FORMULA_STARTS) else value
    return guarded.replace("\r\n", "\n").replace("\r", "\n")  # a lone \r would end the row
