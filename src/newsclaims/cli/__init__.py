"""The command line: one file a command, and one place where exceptions become exit statuses."""

import atexit
import gc
import os
import sys
import threading
from contextlib import suppress
from typing import NoReturn

from newsclaims.cli.console import complain, discard_stdout, ended_by_signals, standard_streams
from newsclaims.errors import LESS_MEMORY, ExitStatus, NewsclaimsError, is_out_of_memory
from newsclaims.startup import resting_collector

# Set to anything, it shows where an error comes from that nobody foresaw.
TRACEBACK = "CLAIMS_TRACEBACK"


def main(arguments: list[str] | None = None) -> None:
    """Run `claims` and leave the process with its exit status."""
    try:
        standard_streams()
        status = run(arguments)
    except KeyboardInterrupt:  # while it starts
        status = ExitStatus.INTERRUPTED
    _leave(status)


def _leave(status: int) -> NoReturn:
    """End the process, and let the system take its memory back at once: freeing objects one by one takes 30 ms.

    What is registered for the end is done. Where other threads run, the interpreter waits for them as ever.
    """
    if threading.active_count() > 1:
        gc.freeze()  # no last look for garbage
        sys.exit(status)
    atexit._run_exitfuncs()  # noqa: SLF001 - what the interpreter calls itself
    for stream in (sys.stdout, sys.stderr):
        with suppress(OSError, ValueError, AttributeError):  # closed, or none
            stream.flush()
    os._exit(status)


def run(arguments: list[str] | None = None) -> int:
    """Run `claims` and return its exit status; every error is one line on standard error."""
    try:
        with ended_by_signals():
            status = _run(arguments)
            sys.stdout.flush()
    except NewsclaimsError as error:
        complain(str(error))
        return error.status
    except KeyboardInterrupt:
        return ExitStatus.INTERRUPTED
    except BrokenPipeError:
        discard_stdout()
        return ExitStatus.CLOSED_PIPE
    except Exception as error:
        if TRACEBACK in os.environ:
            raise
        discard_stdout()
        complain(_unforeseen(error))
        return ExitStatus.FAILED
    return status


def _run(arguments: list[str] | None) -> int:
    with resting_collector():
        import typer  # noqa: PLC0415 - so that importing this package costs nothing

        from newsclaims.cli.app import app  # noqa: PLC0415

    try:
        status = app(arguments, prog_name="claims", standalone_mode=False)
    except typer.TyperException as error:
        complain(error.format_message() if hasattr(error, "format_message") else str(error))
        return getattr(error, "exit_code", ExitStatus.USAGE)
    except typer.Abort:
        return ExitStatus.INTERRUPTED
    return status if isinstance(status, int) else ExitStatus.OK


def _unforeseen(error: Exception) -> str:
    if is_out_of_memory(error):
        return f"out of memory ({LESS_MEMORY})"
    if isinstance(error, OSError) and error.filename is None:  # files are told by name where they are opened
        return f"standard output: cannot be written: {error.strerror or error}"
    return f"{type(error).__name__}: {error} (this should not happen; {TRACEBACK}=1 shows where it did)"
