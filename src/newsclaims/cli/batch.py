"""``claims batch``: folders and archives to JSON Lines, in parallel, resumable."""

import sys
from collections.abc import Iterator
from contextlib import AbstractContextManager, closing
from dataclasses import dataclass
from itertools import takewhile
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from newsclaims.cli import options
from newsclaims.cli.console import closed_pipe_ends_quietly, complain, warn
from newsclaims.cli.progress import Advance, progress, watched
from newsclaims.errors import ExitStatus, UsageError

if TYPE_CHECKING:
    from newsclaims.batch.outcomes import Outcome, Settings
    from newsclaims.batch.run import Done, Shard
    from newsclaims.reading import Source

# Failures and warnings that are told one by one; of the rest, their number.
_TOLD = 10


def batch(  # noqa: PLR0913 - one parameter an option
    paths: Annotated[
        list[str] | None,
        typer.Argument(
            metavar="[PATH]...", help="Files, folders, patterns, archives; - or nothing for standard input."
        ),
    ] = None,
    *,
    output: Annotated[
        Path, typer.Option("--output", "-o", help="JSON Lines, a line an article; - for standard output.")
    ] = Path("-"),
    jobs: Annotated[
        int, typer.Option("--jobs", "-j", min=1, envvar="CLAIMS_JOBS", help="Worker processes.")
    ] = 1,
    resume: Annotated[
        bool, typer.Option("--resume", help="Go on where the output ends, after whatever stopped it.")
    ] = False,
    overwrite: Annotated[bool, typer.Option("--overwrite", help="Begin an output anew that exists.")] = False,
    shard: Annotated[
        str | None, typer.Option("--shard", metavar="I/N", help="Only every Nth article, from the Ith: 1/4.")
    ] = None,
    runner: Annotated[
        str, typer.Option(help="local, or ray for archives larger than one machine (OUT is a folder).")
    ] = "local",
    address: Annotated[str | None, typer.Option(help="Address of a running Ray cluster.")] = None,
    output_format: Annotated[
        str, typer.Option("--format", "-f", help="jsonl; with --runner ray also parquet.")
    ] = "jsonl",
    fail_fast: Annotated[bool, typer.Option("--fail-fast", help="Stop at the first failure.")] = False,
    date: Annotated[
        str | None,
        typer.Option(
            "--date",
            "-d",
            envvar="CLAIMS_DATE",
            help="Publication date of all, whatever they say themselves.",
        ),
    ] = None,
    text_key: Annotated[str, typer.Option(help="Key of the text in JSON; dots lead inwards.")] = "text",
    id_key: Annotated[str, typer.Option(help="Key of the id.")] = "id",
    title_key: Annotated[str, typer.Option(help="Key of the title.")] = "title",
    date_key: Annotated[str, typer.Option(help="Key of the publication date.")] = "date",
    only: options.Only = None,
    no_text: Annotated[bool, typer.Option("--no-text", help="Leave the article's text out.")] = False,
    encoding: options.Encoding = None,
    model: options.Model = options.DEFAULT_MODEL,
    attribution: options.Attribution = options.DEFAULT_ATTRIBUTION,
    quiet: Annotated[bool, typer.Option("--quiet", "-q", help="No warnings and no progress.")] = False,
) -> None:
    """Read folders and archives and write one JSON object a line, in the order of the input.

    Reads .txt, .md, .html, .json, .jsonl, those with .gz, and .parquet. An article that fails is a line as well:
    {"id": …, "error": {"type": …, "message": …, "hint": …}}.

    [dim]$ claims batch articles/ -o records.jsonl --jobs 4
    $ claims batch archive.jsonl.gz -o records.jsonl --text-key body --date-key meta.published
    $ claims batch articles/ -o records.jsonl --jobs 4 --resume[/dim]

    Exit status: 0 fine, 1 an article failed, 2 wrong usage, 3 a model or an extra is missing, 130 interrupted.
    """
    from newsclaims.batch.outcomes import Settings  # noqa: PLC0415 - only where the command runs
    from newsclaims.batch.process import Models  # noqa: PLC0415
    from newsclaims.batch.run import Shard  # noqa: PLC0415
    from newsclaims.export import View  # noqa: PLC0415
    from newsclaims.reading import STDIN, ReadOptions  # noqa: PLC0415

    view = View.of(only, text=not no_text)
    settings = Settings(
        models=Models(model, attribution, view.only),
        reading=ReadOptions(
            encoding=encoding,
            date=options.day(date),
            text_key=text_key,
            id_key=id_key,
            title_key=title_key,
            date_key=date_key,
        ),
        view=view,
    )
    _check_runner(runner, output, output_format, local_only=resume or fail_fast or shard is not None)
    run = _Run(
        paths=options.paths_or_stdin(paths),
        settings=settings,
        part=Shard.of(shard) if shard else Shard(),
        jobs=jobs,
        fail_fast=fail_fast,
        quiet=quiet,
    )
    if runner == "ray":
        run.on_ray(output, address, output_format, overwrite=overwrite)
    elif str(output) == STDIN:
        run.to_stdout()
    else:
        run.to_file(output, resume=resume, overwrite=overwrite)
    if run.failures:
        raise typer.Exit(ExitStatus.FAILED)


@dataclass
class _Run:
    """One run of the command: from its sources to the lines of its output, and what it says meanwhile."""

    paths: list[str]
    settings: "Settings"
    part: "Shard"
    jobs: int
    fail_fast: bool
    quiet: bool
    articles: int = 0
    failures: int = 0
    undated: int = 0
    warnings: int = 0

    def to_stdout(self) -> None:
        """Print the lines."""
        from newsclaims.batch.run import Done  # noqa: PLC0415

        shown = not self.quiet and watched() and not sys.stdout.isatty()
        with closed_pipe_ends_quietly(), self._progress(None, Done(), shown=shown) as advance:
            for lines in self._lines(self._sources(None), advance):
                sys.stdout.buffer.write("".join(f"{line}\n" for line in lines).encode())
                sys.stdout.buffer.flush()

    def to_file(self, path: Path, *, resume: bool, overwrite: bool) -> None:
        """Write the lines to a file, after those that it has already where it is resumed."""
        from newsclaims.batch.output import OutputFile  # noqa: PLC0415
        from newsclaims.batch.run import skip_done  # noqa: PLC0415

        options.keep_apart(self.paths, path)
        with OutputFile(path, resume=resume, overwrite=overwrite) as file:
            sources = self._sources(path)
            done = skip_done(sources, file, self.settings.reading)
            self.articles, self.failures = done.articles, done.failures
            try:
                with self._progress(path, done, shown=not self.quiet and watched()) as advance:
                    for lines in self._lines(sources, advance):
                        file.write(lines)
            except KeyboardInterrupt:
                complain(f"interrupted; {path} holds {self.articles} articles (go on with --resume)")
                raise typer.Exit(ExitStatus.INTERRUPTED) from None

    def on_ray(self, folder: Path, address: str | None, output_format: str, *, overwrite: bool) -> None:
        """Write the lines, or rows of Parquet, into files in a folder."""
        from newsclaims.batch.ray_runner import Cluster, run_ray  # noqa: PLC0415

        old = sorted(folder.glob("part-*")) if folder.is_dir() else []
        if old and not overwrite:
            msg = f"{folder}: holds records already"
            raise UsageError(msg, "begin anew with --overwrite")
        for path in old:
            path.unlink()
        cluster = Cluster(address, self.jobs, progress=watched() and not self.quiet)
        written = run_ray(self.paths, folder, self.settings, cluster, output_format)
        self.articles, self.failures = written.articles, written.failures
        if self.failures:
            complain(f"{self.failures} of {self.articles} articles failed; their records say why")
        elif not self.articles:
            self._sum_up()

    def _sources(self, leave_out: Path | None) -> "Iterator[Source]":
        from newsclaims.reading import find_sources  # noqa: PLC0415

        return self.part.of_sources(find_sources(self.paths, self.settings.reading, leave_out))

    def _progress(
        self, leave_out: Path | None, done: "Done", *, shown: bool
    ) -> AbstractContextManager[Advance]:
        from newsclaims.reading import total_size  # noqa: PLC0415

        total = total_size(self.paths, leave_out) if shown else None
        return progress(None if total is None else total // self.part.count, done, shown=shown)

    def _lines(self, sources: "Iterator[Source]", advance: Advance) -> Iterator[list[str]]:
        from newsclaims.batch.run import run_local  # noqa: PLC0415

        with closing(run_local(sources, self.settings, self.jobs)) as portions:
            for outcomes in portions:
                wanted = list(self._until_failure(outcomes)) if self.fail_fast else outcomes
                yield [outcome.line for outcome in wanted]
                self.articles += len(wanted)
                for outcome in outcomes[: len(wanted) + 1]:
                    self._tell(outcome)
                failed = sum(outcome.failure is not None for outcome in wanted)
                advance(articles=len(wanted), failures=failed, size=sum(outcome.size for outcome in wanted))
                if len(wanted) < len(outcomes):
                    break
        self._sum_up()

    @staticmethod
    def _until_failure(outcomes: "list[Outcome]") -> "Iterator[Outcome]":
        return takewhile(lambda outcome: outcome.failure is None, outcomes)

    def _tell(self, outcome: "Outcome") -> None:
        if outcome.failure is not None:
            self.failures += 1
            if self.failures <= _TOLD:
                complain(str(outcome.failure))
        self.undated += outcome.undated
        for warning in outcome.warnings:
            self.warnings += 1
            if self.warnings <= _TOLD and not self.quiet:
                warn(warning)

    def _sum_up(self) -> None:
        if self.failures > _TOLD:
            complain(f"{self.failures} of {self.articles} articles failed; their lines say why")
        if self.quiet:
            return
        if self.warnings > _TOLD:
            warn(f"{self.warnings - _TOLD} more warnings")
        if self.undated:
            them = "has" if self.undated == 1 else "have"
            warn(
                f"{self.undated} of {self.articles} articles {them} no publication date, "
                "so relative dates stay open there (give one with --date, or its --date-key)"
            )
        if not self.articles:
            warn("no article found (folders are searched for .txt, .md, .html, .json, .jsonl, also with .gz)")


def _check_runner(runner: str, output: Path, output_format: str, *, local_only: bool) -> None:
    """Refuse what does not fit the runner.

    Raises:
        UsageError: something does not.
    """
    if runner not in {"local", "ray"}:
        msg = f"no runner {runner!r}"
        raise UsageError(msg, "choose local or ray")
    if runner == "local" and output_format != "jsonl":
        msg = f"no format {output_format!r} of claims batch"
        raise UsageError(msg, "claims export makes other formats of its JSON Lines")
    if runner == "ray" and local_only:
        msg = "--resume, --shard and --fail-fast are of the local runner"
        raise UsageError(msg, "Ray repeats what a lost worker was at, and parts the work by itself")
    if runner == "ray" and (str(output) == "-" or output.is_file()):
        msg = "the ray runner writes a folder"
        raise UsageError(msg, "name one with --output")
