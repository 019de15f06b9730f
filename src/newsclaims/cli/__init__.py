"""The command line: one file a command, and one place where exceptions become exit statuses."""

import gc
import os
import sys

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
    gc.freeze()  # the process ends: no last look for garbage
    sys.exit(status)


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
