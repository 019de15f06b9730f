"""Coloured tables for people to read in a terminal."""

from collections.abc import Iterable
from typing import Any, TextIO

from rich import box
from rich.console import Console
from rich.table import Table
from rich.text import Text

from newsclaims.export.plain import visible
from newsclaims.export.rows import rows
from newsclaims.export.view import View
from newsclaims.records import Document, RecordType

# Columns of each table with their style; what is left out is in the other formats.
_SHOWN: dict[RecordType, dict[str, str]] = {
    "speakers": {"name": "bold cyan", "kind": "", "role": "", "quotes": "", "claims": ""},
    "quotes": {"speaker": "bold cyan", "text": "", "type": "magenta", "cue": "yellow"},
    "claims": {
        "speaker": "bold cyan",
        "text": "",
        "type": "magenta",
        "certainty": "",
        "checkworthiness": "green",
    },
    "dates": {"text": "", "type": "magenta", "value": "green"},
    "deadlines": {"due": "green", "limit": "", "task": "", "obligor": "bold cyan", "firmness": "magenta"},
}
_HEADERS = {"checkworthiness": "check"}
# Width where the output is no terminal, so that a file looks the same wherever it was made.
FILE_WIDTH = 120


def write_table(documents: Iterable[Document], stream: TextIO, view: View) -> None:
    """A heading an article and a table a record type; colours on a terminal only."""
    console = Console(file=stream, highlight=False, width=None if stream.isatty() else FILE_WIDTH)
    for document in documents:
        dated = f" ({document.date})" if document.date else ""
        console.print(Text(visible(document.id) + dated, style="bold"))
        for record_type in view.only:
            print_records(console, document, record_type)


def print_records(console: Console, document: Document, record_type: RecordType) -> None:
    """Print the records of one type as a table, deadlines in the order of their days."""
    columns = _SHOWN[record_type]
    records = list(rows(document, record_type))
    if not records:
        console.print(Text(f"\n  no {record_type}", style="dim"))
        return
    if record_type == "speakers":  # who speaks most comes first
        records.sort(key=lambda row: (-row["quotes"], -row["claims"]))
    if record_type == "deadlines":
        records.sort(key=lambda row: (row["latest"] or row["due"], row["start"]))
    table = Table(
        title=f"{record_type.capitalize()} ({len(records)})",
        title_justify="left",
        box=box.SIMPLE_HEAD,
        expand=False,
    )
    for column, style in columns.items():
        table.add_column(_HEADERS.get(column, column), style=style, overflow="fold")
    for row in records:
        table.add_row(*(Text(_cell(row[column], row)) for column in columns))
    console.print(table)


def _cell(value: Any, row: dict[str, Any]) -> str:  # noqa: ANN401 - whatever a record field holds
    if value is None:
        return "–"
    text = f"{value:.2f}" if isinstance(value, float) else str(value)
    if row.get("negated") and text == row["type"]:
        text += " (negated)"
    return visible(text)
