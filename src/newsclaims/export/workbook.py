"""XLSX: a sheet a record type, with filters and a header that stays in sight."""

import datetime as dt
import sys
import traceback
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from typing import Any, BinaryIO

from newsclaims.errors import NewsclaimsError
from newsclaims.export.extras import needed
from newsclaims.export.rows import ARTICLE_COLUMNS, COLUMNS, article_row, rows
from newsclaims.export.view import View
from newsclaims.records import Document

# Excel's limits.
MAX_ROWS = 1_048_576
MAX_CELL = 32_767
# Widths of columns in characters; the others have the last one.
_WIDTHS = {
    **dict.fromkeys(("text", "title", "task", "aliases"), 60),
    **dict.fromkeys(
        ("article", "name", "speaker", "role", "condition", "consequence", "limit", "source"), 28
    ),
    **dict.fromkeys(("id", "start", "end", "record"), 8),
}
_WIDTH = 14
# The same records make the same file.
_CREATED = dt.datetime(1980, 1, 1, tzinfo=dt.UTC).replace(tzinfo=None)


def write_workbook(documents: Iterable[Document], file: BinaryIO, view: View) -> None:
    """A workbook with a sheet of articles and one for each record type; text that looks like a formula is text.

    A text longer than a cell holds (32,767 characters) ends in an ellipsis.

    Raises:
        MissingDependencyError: xlsxwriter is not installed.
        NewsclaimsError: there are more records than a sheet holds.
        OSError: it cannot be written.
    """
    xlsxwriter = needed("xlsxwriter", "xlsx")
    # Rows go to disk as they come, and nothing in a string is a number, an address or a formula.
    options = {"constant_memory": True, "strings_to_formulas": False, "strings_to_urls": False}
    try:
        _write(documents, xlsxwriter.Workbook(file, options), view)
    except xlsxwriter.exceptions.FileCreateError as error:
        reason = error.args[0] if isinstance(error.args[0], OSError) else OSError(str(error))
        with _quiet_ends():
            traceback.clear_frames(error.__traceback__)
            del error
        raise reason from None


@contextmanager
def _quiet_ends() -> Iterator[None]:
    """Where an archive that could not be written is freed, and tries to write its end once more."""
    before = sys.unraisablehook
    sys.unraisablehook = lambda _: None
    try:
        yield
    finally:
        sys.unraisablehook = before


def _write(documents: Iterable[Document], book: Any, view: View) -> None:  # noqa: ANN401 - no types
    with book as workbook:
        workbook.set_properties({"created": _CREATED})
        names = {"articles": ARTICLE_COLUMNS} | {name: COLUMNS[name] for name in view.only}
        sheets = {name: _Sheet(workbook, name, columns) for name, columns in names.items()}
        for document in documents:
            sheets["articles"].add(article_row(document))
            for record_type in view.only:
                for row in rows(document, record_type):
                    sheets[record_type].add(row)
        for sheet in sheets.values():
            sheet.finish()


class _Sheet:
    def __init__(self, workbook: Any, name: str, columns: tuple[str, ...]) -> None:  # noqa: ANN401 - no types
        self.name = name
        self.columns = columns
        self.sheet = workbook.add_worksheet(name)
        self.sheet.freeze_panes(1, 0)
        for number, column in enumerate(columns):
            self.sheet.set_column(number, number, _WIDTHS.get(column, _WIDTH))
        bold = workbook.add_format({"bold": True, "bottom": 1})
        for number, column in enumerate(columns):
            self.sheet.write_string(0, number, column, bold)
        self.rows = 1

    def add(self, row: dict[str, Any]) -> None:
        if self.rows == MAX_ROWS:
            msg = f"more {self.name} than the {MAX_ROWS - 1:,} that a sheet holds"
            raise NewsclaimsError(msg, "write sqlite or parquet")
        for number, column in enumerate(self.columns):
            value = row[column]
            if isinstance(value, bool):
                self.sheet.write_boolean(self.rows, number, value)
            elif isinstance(value, int | float):
                self.sheet.write_number(self.rows, number, value)
            elif value:
                self.sheet.write_string(self.rows, number, _fitting(str(value)))
        self.rows += 1

    def finish(self) -> None:
        self.sheet.autofilter(0, 0, self.rows - 1, len(self.columns) - 1)


def _fitting(text: str) -> str:
    return text if len(text) <= MAX_CELL else text[: MAX_CELL - 1] + "…"
