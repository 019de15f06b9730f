"""Which formats there are, and how each is written."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from importlib import import_module
from pathlib import Path
from typing import Any, BinaryIO, TextIO

from newsclaims.errors import UsageError
from newsclaims.export.view import View
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
        sparing: writes nothing of the record types that the view leaves out, not even their numbers.
    """

    name: str
    suffixes: tuple[str, ...] = ()
    text: Writer | None = None
    binary: BinaryWriter | None = None
    file: FileWriter | None = None
    folder: FileWriter | None = None
    styled: bool = False
    sparing: bool = False


def _writer(name: str) -> Callable[[Iterable[Document], Any, View], None]:
    """The function "module.function" of this package, imported when it first writes: JSON need not wait for rich."""
    module, _, function = name.partition(".")

    def write(documents: Iterable[Document], target: Any, view: View) -> None:  # noqa: ANN401 - a file, stream or path
        getattr(import_module(f"newsclaims.export.{module}"), function)(documents, target, view)

    return write


FORMATS: dict[str, Format] = {
    fmt.name: fmt
    for fmt in (
        Format("json", (".json",), text=_writer("json_objects.write_json"), sparing=True),
        Format("jsonl", (".jsonl", ".ndjson"), text=_writer("json_objects.write_jsonl"), sparing=True),
        Format(
            "csv",
            (".csv",),
            text=_writer("csv_table.write_csv"),
            folder=_writer("csv_table.write_csv_folder"),
        ),
        Format(
            "tsv",
            (".tsv", ".tab"),
            text=_writer("csv_table.write_tsv"),
            folder=_writer("csv_table.write_tsv_folder"),
        ),
        Format("table", text=_writer("terminal_table.write_table"), styled=True),
        Format("md", (".md", ".markdown"), text=_writer("markdown.write_markdown")),
        Format("html", (".html", ".htm"), text=_writer("page.write_page")),
        Format("sqlite", (".sqlite", ".sqlite3", ".db"), file=_writer("database.write_database")),
        Format("xlsx", (".xlsx",), binary=_writer("workbook.write_workbook")),
        Format(
            "parquet",
            (".parquet",),
            binary=_writer("parquet.write_parquet"),
            folder=_writer("parquet.write_parquet_folder"),
        ),
        Format("jsonld", (".jsonld",), text=_writer("json_ld.write_json_ld")),
        Format("annotations", (".anno.jsonld", ".anno.json"), text=_writer("annotations.write_annotations")),
        Format("docbin", (".spacy",), binary=_writer("doc_bin.write_doc_bin")),
        Format("ics", (".ics",), text=_writer("ics.write_ics")),
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
