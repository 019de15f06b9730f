"""What the command line says besides its data: one line each, on standard error."""

import os
import signal
import sys
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from types import FrameType
from typing import NoReturn

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
    try:
        descriptor = sys.stdout.fileno()
    except (OSError, ValueError):  # no file: a test's, a notebook's
        return
    os.dup2(os.open(os.devnull, os.O_WRONLY), descriptor)


def standard_streams() -> None:
    """See that descriptors 0 to 2 are taken, so that no file that is opened becomes one of them.

    What is printed where standard output is closed cannot be written, and is said so.
    """
    for descriptor in range(3):
        try:
            os.fstat(descriptor)
        except OSError:
            os.open(os.devnull, os.O_RDONLY)  # the lowest that is free
    if sys.stdout is None:
        sys.stdout = os.fdopen(1, "w", encoding="utf-8", closefd=False)


@contextmanager
def ended_by_signals() -> Iterator[None]:
    """SIGTERM and SIGHUP end the command in good order: workers stop, files that are not whole go.

    Python's own answer is to die on the spot. Ctrl-C raises KeyboardInterrupt already.
    """

    def leave(number: int, frame: FrameType | None) -> NoReturn:
        del frame
        sys.exit(128 + number)

    if threading.current_thread() is not threading.main_thread():
        yield
        return
    numbers = [getattr(signal, name) for name in ("SIGTERM", "SIGHUP") if hasattr(signal, name)]
    before = {number: signal.getsignal(number) for number in numbers}
    for number in numbers:
        if before[number] is signal.SIG_DFL:  # nohup has SIGHUP ignored
            signal.signal(number, leave)
    try:
        yield
    finally:
        for number, handler in before.items():
            signal.signal(number, handler)
