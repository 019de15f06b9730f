"""One file a format, one registry."""

from collections.abc import Callable, Iterable
from typing import TextIO

from newsclaims.errors import UsageError
from newsclaims.export.csv_table import write_csv
from newsclaims.export.ics import write_ics
from newsclaims.export.json_objects import write_json, write_jsonl
from newsclaims.export.terminal_table import write_table
from newsclaims.export.view import View
from newsclaims.records import Document

__all__ = ["FORMATS", "View", "Writer", "writer"]

Writer = Callable[[Iterable[Document], TextIO, View], None]

FORMATS: dict[str, Writer] = {
    "json": write_json,
    "jsonl": write_jsonl,
    "csv": write_csv,
    "table": write_table,
    "ics": write_ics,
}


def writer(name: str) -> Writer:
    """The writer of the format `name`.

    Raises:
        UsageError: there is none.
    """
    try:
        return FORMATS[name]
    except KeyError:
        msg = f"no format {name!r}"
        raise UsageError(msg, f"choose one of: {', '.join(FORMATS)}") from None
