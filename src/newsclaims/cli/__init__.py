"""The command line: one file a command, and one place where exceptions become exit statuses."""

import sys

from newsclaims.cli.console import complain
from newsclaims.errors import ExitStatus


def main(arguments: list[str] | None = None) -> None:
    """Run `claims` and leave the process with its exit status."""
    sys.exit(run(arguments))


def run(arguments: list[str] | None = None) -> int:
    """Run `claims` and return its exit status; every error is one line on standard error."""
    import typer  # noqa: PLC0415 - so that importing this package costs nothing

    from newsclaims.cli.app import app  # noqa: PLC0415
    from newsclaims.cli.console import discard_stdout  # noqa: PLC0415
    from newsclaims.errors import NewsclaimsError  # noqa: PLC0415

    try:
        status = app(arguments, prog_name="claims", standalone_mode=False)
        sys.stdout.flush()
    except typer.TyperException as error:
        complain(error.format_message() if hasattr(error, "format_message") else str(error))
        return getattr(error, "exit_code", ExitStatus.USAGE)
    except NewsclaimsError as error:
        complain(str(error))
        return error.status
    except (typer.Abort, KeyboardInterrupt):
        return ExitStatus.INTERRUPTED
    except BrokenPipeError:
        discard_stdout()
        return ExitStatus.CLOSED_PIPE
    return status if isinstance(status, int) else ExitStatus.OK
