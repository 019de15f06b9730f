"""``claims export``: records in another format."""

from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from newsclaims.cli import options
from newsclaims.cli.console import closed_pipe_ends_quietly, complain, warn
from newsclaims.errors import ExitStatus

if TYPE_CHECKING:
    from newsclaims.records import Document


def export(  # noqa: PLR0913 - one parameter an option
    records: Annotated[
        str, typer.Argument(help="Records as extract and batch write them, JSON Lines or JSON; - for stdin.")
    ],
    *,
    output: Annotated[
        str | None,
        typer.Option(
            "--output", "-o", help="Write here; the suffix tells the format. Default: standard output."
        ),
    ] = None,
    output_format: Annotated[
        str | None,
        typer.Option(
            "--format", "-f", help="The format, where no suffix tells it.", show_default="by suffix"
        ),
    ] = None,
    only: options.Only = None,
    no_text: Annotated[bool, typer.Option("--no-text", help="Leave the articles' text out.")] = False,
    excel: Annotated[
        bool, typer.Option("--excel", help="Begin CSV with the mark by which Excel knows UTF-8.")
    ] = False,
    quiet: Annotated[bool, typer.Option("--quiet", "-q", help="No warnings.")] = False,
) -> None:
    """Write records in another format: tables, a database, Markdown, linked data.

    A format of one table, written into a folder (-o tables/), gives a file a record type. A database that exists
    is added to; an article that it holds already is replaced.

    [dim]$ claims export records.jsonl -o records.sqlite
    $ claims export records.jsonl -o claims.csv --only claims
    $ claims extract *.txt --jsonl | claims export - -o tables/ --format csv[/dim]

    Exit status: 0 fine, 1 some record is invalid (the others are written), 2 wrong usage, 3 an extra is missing.
    """
    from newsclaims.export import View, chosen_format, make_folder, save  # noqa: PLC0415

    view = View.of(only, text=not no_text, excel=excel)
    path = None if output in {None, "-"} else Path(str(output))
    fmt = chosen_format(output_format, path, default=None if path else "jsonl")
    if path is not None and str(output).endswith("/"):
        make_folder(path)
    options.keep_apart([records], path)
    source = Source(records, quiet=quiet)
    with closed_pipe_ends_quietly():
        save(source.documents(), path, fmt, view)
    if source.failed:
        raise typer.Exit(ExitStatus.FAILED)


class Source:
    """The documents of a file, and whether anything in it is none."""

    def __init__(self, path: str, *, quiet: bool) -> None:
        self.path = path
        self.quiet = quiet
        self.failed = False

    def documents(self) -> "Iterator[Document]":
        """The valid documents; what is none is complained about, failed articles once for all."""
        from newsclaims.reading.files import shown  # noqa: PLC0415
        from newsclaims.record_files import BadRecord, FailedArticle, read_documents  # noqa: PLC0415

        name = shown(self.path)
        missing = 0
        for entry in read_documents(self.path):
            if isinstance(entry, BadRecord):
                self.failed = True
                more = f" (and {len(entry.problems) - 1} more)" if len(entry.problems) > 1 else ""
                complain(f"{name}:{entry.line}: left out: {entry.problems[0]}{more}")
            elif isinstance(entry, FailedArticle):
                missing += 1
            else:
                yield entry
        if missing and not self.quiet:
            warn(f"{name}: {missing} failed {'article is' if missing == 1 else 'articles are'} left out")
