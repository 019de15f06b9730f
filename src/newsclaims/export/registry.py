"""Which formats there are, and how each is written."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from pathlib import Path
from typing import BinaryIO, TextIO

from newsclaims.errors import UsageError
from newsclaims.export.annotations import write_annotations
from newsclaims.export.csv_table import write_csv, write_csv_folder, write_tsv, write_tsv_folder
from newsclaims.export.database import write_database
from newsclaims.export.doc_bin import write_doc_bin
from newsclaims.export.ics import write_ics
from newsclaims.export.json_ld import write_json_ld
from newsclaims.export.json_objects import write_json, write_jsonl
from newsclaims.export.markdown import write_markdown
from newsclaims.export.page import write_page
from newsclaims.export.parquet import write_parquet, write_parquet_folder
from newsclaims.export.terminal_table import write_table
from newsclaims.export.view import View
from newsclaims.export.workbook import write_workbook
from newsclaims.records import Document

Writer = Callable[[Iterable[Document], TextIO, View], None]
BinaryWriter = Callable[[Iterable[Document], BinaryIO, View], None]
FileWriter = Callable[[Iterable[Document], Path, View], None]


@dataclass(frozen=True, slots=True)
class Format:
    """A format; exactly one of `text`, `binary` and `file` is there.

    Attributes:
        name: as ``--format`` takes it.
        suffixes: file endings that mean it, the usual one first.
        text: writes to a text stream.
        binary: writes to a binary stream, which must be a file.
        file: changes a file that may already hold something, and keeps it whole by itself.
        folder: writes a file a record type into a folder.
        styled: writes colours for a terminal itself, and nothing of an article that would drive it.
    """

    name: str
    suffixes: tuple[str, ...] = ()
    text: Writer | None = None
    binary: BinaryWriter | None = None
    file: FileWriter | None = None
    folder: FileWriter | None = None
    styled: bool = False


FORMATS: dict[str, Format] = {
    fmt.name: fmt
    for fmt in (
        Format("json", (".json",), text=write_json),
        Format("jsonl", (".jsonl", ".ndjson"), text=write_jsonl),
        Format("csv", (".csv",), text=write_csv, folder=write_csv_folder),
        Format("tsv", (".tsv", ".tab"), text=write_tsv, folder=write_tsv_folder),
        Format("table", text=write_table, styled=True),
        Format("md", (".md", ".markdown"), text=write_markdown),
        Format("html", (".html", ".htm"), text=write_page),
        Format("sqlite", (".sqlite", ".sqlite3", ".db"), file=write_database),
        Format("xlsx", (".xlsx",), binary=write_workbook),
        Format("parquet", (".parquet",), binary=write_parquet, folder=write_parquet_folder),
        Format("jsonld", (".jsonld",), text=write_json_ld),
        Format("annotations", (".anno.jsonld", ".anno.json"), text=write_annotations),
        Format("docbin", (".spacy",), binary=write_doc_bin),
        Format("ics", (".ics",), text=write_ics),
    )
}


def find_format(name: str) -> Format:
    """The format called `name`.

    Raises:
        UsageError: there is none.
    """
    try:
        return FORMATS[name]
    except KeyError:
        msg = f"no format {name!r}"
        raise UsageError(msg, f"choose one of: {', '.join(FORMATS)}") from None


def chosen_format(name: str | None, output: Path | None, *, default: str | None = None) -> Format:
    """The format called `name`, else the one that the suffix of `output` means, else the `default`.

    Raises:
        UsageError: there is no such format, or nothing says which.
    """
    if name is not None:
        return find_format(name)
    if output is not None:
        ending = [
            (len(suffix), fmt.name)
            for fmt in FORMATS.values()
            for suffix in fmt.suffixes
            if output.name.lower().endswith(suffix)
        ]
        if ending:
            return FORMATS[max(ending)[1]]
    if default is not None:
        return find_format(default)
    known = ", ".join(fmt.suffixes[0] for fmt in FORMATS.values() if fmt.suffixes)
    msg = f"{output}: no format has this suffix"
    raise UsageError(msg, f"name the --format, or end the file's name in one of: {known}")


def writer(name: str) -> Writer:
    """The writer to a text stream of the format `name`.

    Raises:
        UsageError: there is no such format, or it is a file's and not a stream's.
    """
    fmt = find_format(name)
    if fmt.text is None:
        msg = f"{name} goes into a file"
        raise UsageError(msg, f"name it: -o records{fmt.suffixes[0]}")
    return fmt.text
