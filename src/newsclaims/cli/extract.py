"""``claims extract``: the records of each article."""

import datetime as dt
import traceback
from collections.abc import Iterator
from pathlib import Path
from typing import Annotated

import typer

from newsclaims.cli import options
from newsclaims.cli.console import closed_pipe_ends_quietly, complain, warn
from newsclaims.errors import ExitStatus, InputError, UsageError
from newsclaims.ranking import CLAIM_ORDERS, ClaimOrder, rank_claims
from newsclaims.records import RECORD_TYPES, Article, Document, RecordType
from newsclaims.startup import quick_start

_TRACEBACK_VERBOSITY = 2


def extract(  # noqa: PLR0913 - one parameter an option
    paths: Annotated[
        list[str] | None,
        typer.Argument(metavar="[PATH]...", help="Text files; - or nothing for standard input."),
    ] = None,
    *,
    date: Annotated[
        str | None,
        typer.Option(
            "--date",
            "-d",
            envvar="CLAIMS_DATE",
            help="Publication date, YYYY-MM-DD: “Friday” counts from it.",
        ),
    ] = None,
    output_format: Annotated[
        str | None,
        typer.Option(
            "--format",
            "-f",
            envvar="CLAIMS_FORMAT",
            help="json, jsonl, csv, table, md, html, ics (deadlines as a calendar) or another of export.",
            show_default="by the suffix of --output, else json",
        ),
    ] = None,
    jsonl: Annotated[bool, typer.Option("--jsonl", help="Short for --format jsonl.")] = False,
    only: options.Only = None,
    output: Annotated[Path | None, typer.Option("--output", "-o", help="Write to this file instead.")] = None,
    encoding: options.Encoding = None,
    no_text: Annotated[bool, typer.Option("--no-text", help="Leave the article's text out of JSON.")] = False,
    sort: Annotated[
        str,
        typer.Option(
            "--sort",
            envvar="CLAIMS_SORT",
            help="Order of an article's claims: text, or checkworthiness, the most worth checking first.",
        ),
    ] = "text",
    min_checkworthiness: Annotated[
        float,
        typer.Option(
            "--min-checkworthiness",
            envvar="CLAIMS_MIN_CHECKWORTHINESS",
            min=0,
            max=1,
            help="Leave out claims that are less worth checking than this.",
            show_default="all claims",
        ),
    ] = 0.0,
    model: options.Model = options.DEFAULT_MODEL,
    attribution: options.Attribution = options.DEFAULT_ATTRIBUTION,
    quiet: Annotated[bool, typer.Option("--quiet", "-q", help="No warnings.")] = False,
    verbose: Annotated[int, typer.Option("--verbose", "-v", count=True, help="Twice for tracebacks.")] = 0,
) -> None:
    """Print the speakers, quotes, claims, dates and deadlines of each article.

    [dim]$ claims extract article.txt --date 2025-04-19
    $ claims extract *.txt --only quotes --format csv -o quotes.csv
    $ claims extract article.txt --only claims --sort checkworthiness --format table
    $ cat article.txt | claims extract - --jsonl | jq -r '.claims[].text'[/dim]

    Exit status: 0 fine, 1 an article failed (the others are done), 2 wrong usage, 3 a model is missing.
    """
    from newsclaims.export import View, chosen_format, save  # noqa: PLC0415

    view = View.of(only, text=not no_text)
    fmt = chosen_format("jsonl" if jsonl else output_format, output, default="json")
    order = _order(sort)
    paths = options.paths_or_stdin(paths)
    options.keep_apart(paths, output)
    job = Job(
        paths,
        options.day(date),
        encoding,
        model,
        attribution,
        only=view.only if fmt.sparing else RECORD_TYPES,
        quiet=quiet,
        verbose=verbose,
    )
    with closed_pipe_ends_quietly():
        documents = (
            rank_claims(document, order, min_checkworthiness=min_checkworthiness)
            for document in job.documents()
        )
        save(documents, output, fmt, view)
    if fmt.name == "ics":
        job.warn_about_undated()
    if job.failed:
        raise typer.Exit(ExitStatus.FAILED)


class Job:
    """The articles of one command, and whether any of them failed."""

    def __init__(  # noqa: PLR0913 - the settings of the command
        self,
        paths: list[str],
        date: dt.date | None,
        encoding: str | None,
        model: str,
        attribution: str,
        *,
        only: tuple[RecordType, ...] = RECORD_TYPES,
        quiet: bool,
        verbose: int,
    ) -> None:
        self.paths = paths
        self.date = date
        self.encoding = encoding
        self.model = model
        self.attribution = attribution
        self.only = only
        self.quiet = quiet
        self.verbose = verbose
        self.failed = False
        self.undated: list[str] = []

    def documents(self) -> Iterator[Document]:
        """The document of each article that can be processed; the others are complained about."""
        articles = self._articles()
        try:
            first = next(articles)
        except StopIteration:  # nothing readable: no need to load a model
            return
        with quick_start():
            from newsclaims.batch import Failure, process_articles  # noqa: PLC0415
            from newsclaims.batch.process import Models  # noqa: PLC0415 - loads spaCy

            extractor = Models(self.model, self.attribution, self.only).load()
        for result in process_articles(_chain(first, articles), extractor):
            if isinstance(result, Failure):
                self._fail(result.error, str(result))
            else:
                self._warn_about(result)
                yield result

    def _articles(self) -> Iterator[Article]:
        from newsclaims.reading import read_file  # noqa: PLC0415

        for path in self.paths:
            try:
                reading = read_file(path, encoding=self.encoding, date=self.date)
            except InputError as error:
                self._fail(error, str(error))
                continue
            for warning in reading.warnings if not self.quiet else ():
                warn(warning)
            yield reading.article

    def _warn_about(self, document: Document) -> None:
        from newsclaims.export.ics import undated  # noqa: PLC0415

        self.undated += [f"{document.id}: {deadline.limit.text}" for deadline in undated(document)]
        if document.date is None and document.dates and not self.quiet:
            warn(f"{document.id}: no publication date, so relative dates stay open (give one with --date)")

    def warn_about_undated(self) -> None:
        """Say once which deadlines a calendar has no day for."""
        if self.undated and not self.quiet:
            warn(f"without a day, so not in the calendar: {'; '.join(self.undated)}")

    def _fail(self, error: Exception | None, message: str) -> None:
        self.failed = True
        complain(message)
        if error is not None and self.verbose >= _TRACEBACK_VERBOSITY:
            traceback.print_exception(error)


def _order(name: str) -> ClaimOrder:
    for order in CLAIM_ORDERS:
        if order == name:
            return order
    msg = f"no order of claims {name!r}"
    raise UsageError(msg, f"choose from: {', '.join(CLAIM_ORDERS)}")


def _chain(first: Article, rest: Iterator[Article]) -> Iterator[Article]:
    yield first
    yield from rest
