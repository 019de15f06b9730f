"""What the command line says besides its data: one line each, on standard error."""

import os
import sys
from collections.abc import Iterator
from contextlib import contextmanager

from newsclaims.errors import ExitStatus


def complain(message: str) -> None:
    """Print an error."""
    _say("error", message)


def warn(message: str) -> None:
    """Print a warning."""
    _say("warning", message)


def _say(kind: str, message: str) -> None:
    line = "".join(char if char.isprintable() else " " for char in message)
    if sys.stderr is not None:
        print(f"claims: {kind}: {line}", file=sys.stderr)  # noqa: T201 - this is the printing function


@contextmanager
def closed_pipe_ends_quietly() -> Iterator[None]:
    """Leave with status 141 where the reader of standard output went away (``claims … | head``).

    Typer would turn the broken pipe into status 1.
    """
    try:
        yield
        sys.stdout.flush()
    except BrokenPipeError:
        discard_stdout()
        sys.exit(ExitStatus.CLOSED_PIPE)


def discard_stdout() -> None:
    """Point standard output at nothing, so that the interpreter's last flush does not fail."""
    os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
