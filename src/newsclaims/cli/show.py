"""``claims show``: articles to read, in the terminal or on a page."""

from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from newsclaims.cli import options
from newsclaims.cli.console import closed_pipe_ends_quietly
from newsclaims.cli.export import Source
from newsclaims.cli.extract import Job
from newsclaims.errors import ExitStatus

if TYPE_CHECKING:
    from newsclaims.records import Document


def show(  # noqa: PLR0913 - one parameter an option
    paths: Annotated[
        list[str] | None,
        typer.Argument(
            metavar="[PATH]...", help="Articles, or records of articles; - or nothing for standard input."
        ),
    ] = None,
    *,
    html: Annotated[
        Path | None, typer.Option("--html", help="Write a page for the browser instead, in one file.")
    ] = None,
    date: Annotated[
        str | None,
        typer.Option("--date", "-d", envvar="CLAIMS_DATE", help="Publication date of articles, YYYY-MM-DD."),
    ] = None,
    only: options.Only = None,
    encoding: options.Encoding = None,
    model: options.Model = options.DEFAULT_MODEL,
    attribution: options.Attribution = options.DEFAULT_ATTRIBUTION,
    quiet: Annotated[bool, typer.Option("--quiet", "-q", help="No warnings.")] = False,
) -> None:
    """Show articles with their quotes, claims, dates and deadlines marked, who speaks beside them.

    The page (--html) holds everything in one file, works without a network, and prints.

    [dim]$ claims show article.txt --date 2025-04-19
    $ claims show article.txt --date 2025-04-19 --html page.html
    $ claims show records.jsonl --html page.html[/dim]

    Exit status: 0 fine, 1 an article failed (the others are shown), 2 wrong usage, 3 a model is missing.
    """
    from newsclaims.export import View, find_format, save, standard_output  # noqa: PLC0415
    from newsclaims.export.reading_view import write_reading_view  # noqa: PLC0415
    from newsclaims.record_files import begins_as_records  # noqa: PLC0415

    view = View.of(only)
    day = options.day(date)
    paths = options.paths_or_stdin(paths)
    options.keep_apart(paths, html)
    sources: list[Source | Job] = [
        Source(path, quiet=quiet)
        if begins_as_records(path)
        else Job([path], day, encoding, model, attribution, quiet=quiet, verbose=0)
        for path in paths
    ]

    def documents() -> "Iterator[Document]":
        for source in sources:
            yield from source.documents()

    with closed_pipe_ends_quietly():
        if html is None:
            write_reading_view(documents(), standard_output(), view)
        else:
            save(documents(), html, find_format("html"), view)
    if any(source.failed for source in sources):
        raise typer.Exit(ExitStatus.FAILED)
