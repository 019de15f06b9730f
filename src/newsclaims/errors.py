"""What can go wrong, said in one line: a message and a hint that tells how to mend it."""

from enum import IntEnum


class ExitStatus(IntEnum):
    """Exit statuses of the command line."""

    OK = 0
    FAILED = 1  # some article failed or is invalid
    USAGE = 2
    MISSING = 3  # a model or an optional extra is not installed
    INTERRUPTED = 130
    CLOSED_PIPE = 141


class NewsclaimsError(Exception):
    """Base of all errors that newsclaims raises on purpose.

    Attributes:
        message: what is wrong and where, one line.
        hint: how to mend it, or an empty string.
    """

    status = ExitStatus.FAILED

    def __init__(self, message: str, hint: str = "") -> None:
        super().__init__(message)
        self.message = message
        self.hint = hint

    def __str__(self) -> str:
        return f"{self.message} ({self.hint})" if self.hint else self.message

    def __reduce__(self) -> tuple[type["NewsclaimsError"], tuple[str, str]]:
        return type(self), (self.message, self.hint)


LESS_MEMORY = "give it more memory, or fewer --jobs, or a shorter text"


def is_out_of_memory(error: BaseException) -> bool:
    """Whether `error` says that memory ran out, in Python or in native code."""
    return isinstance(error, MemoryError) or "bad_alloc" in str(error)


class InputError(NewsclaimsError):
    """An article cannot be read: missing, binary, wrongly encoded, too large."""


class UsageError(NewsclaimsError):
    """The caller asked for something that does not exist or does not fit together."""

    status = ExitStatus.USAGE


class MissingDependencyError(NewsclaimsError):
    """A model or an optional extra is not installed."""

    status = ExitStatus.MISSING


class WorkerError(NewsclaimsError):
    """A worker process died: out of memory, killed, or crashed in native code."""
