"""CSV: the records of one type as a table, or several types in one table with a column that names the type."""

import csv
from collections.abc import Iterable
from typing import Any, TextIO

from newsclaims.export.rows import COLUMNS, rows
from newsclaims.export.view import View
from newsclaims.records import Document

# A spreadsheet takes a cell that begins so for a formula; an apostrophe before it makes it text.
_FORMULA_STARTS = ("=", "+", "-", "@", "\t", "\r")


def write_csv(documents: Iterable[Document], stream: TextIO, view: View) -> None:
    """A header and one row a record.

    One record type (``--only claims``) has its own columns; several share one table whose columns are those
    of all of them after `record`, empty where a type has no such field.
    """
    columns = list(dict.fromkeys(column for record_type in view.only for column in COLUMNS[record_type]))
    if len(view.only) > 1:
        columns.insert(1, "record")
    writer = csv.DictWriter(stream, columns, restval="", lineterminator="\n")
    writer.writeheader()
    for document in documents:
        for record_type in view.only:
            for row in rows(document, record_type):
                cells = {column: _cell(value) for column, value in row.items()}
                if len(view.only) > 1:
                    cells["record"] = record_type.removesuffix("s")
                writer.writerow(cells)


def _cell(value: Any) -> str:  # noqa: ANN401 - whatever a record field holds
    if value is None:
        return ""
    if isinstance(value, bool):
        return str(value).lower()
    if not isinstance(value, str):
        return str(value)
    guarded = f"'{value}" if value.startswith(_FORMULA_STARTS) else value
    return guarded.replace("\r\n", "\n").replace("\r", "\n")  # a lone \r would end the row
