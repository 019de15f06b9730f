"""``claims validate``: records against the schema, and against their own text."""

from typing import Annotated

import typer

from newsclaims.cli.console import closed_pipe_ends_quietly
from newsclaims.errors import ExitStatus


def validate(
    records: Annotated[
        list[str], typer.Argument(help="Records as extract and batch write them; - for standard input.")
    ],
    *,
    quiet: Annotated[bool, typer.Option("--quiet", "-q", help="Say nothing but the problems.")] = False,
) -> None:
    """Check records: fields and values against the schema, spans against the text, ids against each other.

    Prints one line a problem, FILE:LINE: what is wrong, with the line where the article's record begins.

    [dim]$ claims validate records.jsonl[/dim]

    Exit status: 0 all records are valid, 1 some are not, or a file cannot be read.
    """
    from newsclaims.export.plain import visible  # noqa: PLC0415
    from newsclaims.reading.files import shown  # noqa: PLC0415
    from newsclaims.record_files import BadRecord, FailedArticle, read_documents  # noqa: PLC0415

    valid = invalid = failed = 0
    with closed_pipe_ends_quietly():
        for path in records:
            for entry in read_documents(path):
                if isinstance(entry, BadRecord):
                    invalid += 1
                    for problem in entry.problems:
                        typer.echo(visible(f"{shown(path)}:{entry.line}: {problem}"))
                elif isinstance(entry, FailedArticle):
                    failed += 1
                else:
                    valid += 1
    if not quiet:
        _report(valid, invalid, failed)
    if invalid:
        raise typer.Exit(ExitStatus.FAILED)


def _report(valid: int, invalid: int, failed: int) -> None:
    counts = {"valid": valid, "invalid": invalid, "failed when they were processed": failed}
    said = ", ".join(f"{number} {what}" for what, number in counts.items() if number)
    typer.echo(f"claims: {said or 'no records'}", err=True)
