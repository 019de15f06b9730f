"""The file that a batch writes: a line an article, that can be gone on with after any end of the run."""

import json
import os
from collections.abc import Iterator
from pathlib import Path
from types import TracebackType
from typing import BinaryIO, Self

from newsclaims.errors import InputError, NewsclaimsError, UsageError
from newsclaims.paths import is_file, size_of

_BLOCK = 1 << 20


class OutputFile:
    """JSON Lines that grow by whole lines; a torn last line, left by a kill, is cut off.

    Args:
        path: the file; its folder has to exist.
        resume: go on where it ends; where it does not exist, begin it.
        overwrite: begin it anew where it exists.

    Raises:
        UsageError: it exists, and neither `resume` nor `overwrite` says what to do.
        NewsclaimsError: it cannot be written, or another run is writing it.
    """

    def __init__(self, path: Path, *, resume: bool = False, overwrite: bool = False) -> None:
        self.path = path
        if size_of(path) and is_file(path) and not resume and not overwrite:
            msg = f"{path}: exists"
            raise UsageError(msg, "go on with --resume, or begin anew with --overwrite")
        try:
            self._file: BinaryIO = os.fdopen(os.open(path, os.O_RDWR | os.O_CREAT, 0o666), "r+b", buffering=0)
        except OSError as error:
            raise _unwritable(path, error) from None
        try:
            if is_file(path):  # and no device
                _lock(self._file, path)
                _cut_torn_line(self._file) if resume else self._file.truncate(0)
        except OSError as error:
            self._file.close()
            raise _unwritable(path, error) from None
        except NewsclaimsError:
            self._file.close()
            raise

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._file.close()

    def lines(self) -> Iterator[tuple[str, bool]]:
        """The id of each article that is done, and whether it failed; to be read before anything is written.

        Raises:
            InputError: a line is no record.
        """
        if not is_file(self.path):
            return
        with self.path.open("rb") as file:
            for number, line in enumerate(file, 1):
                try:
                    data = json.loads(line)
                    yield data["id"], "error" in data
                except (ValueError, KeyError, TypeError):
                    msg = f"{self.path}: line {number} is no record of claims batch"
                    raise InputError(msg, "begin anew with --overwrite") from None

    def write(self, lines: list[str]) -> None:
        """Append `lines` at once.

        Raises:
            NewsclaimsError: the disk is full, or the file cannot be written for another reason.
        """
        data = memoryview("".join(f"{line}\n" for line in lines).encode("utf-8"))
        try:
            while data:
                data = data[self._file.write(data) :]
        except OSError as error:
            raise _unwritable(self.path, error) from None


def _unwritable(path: Path, error: OSError) -> NewsclaimsError:
    return NewsclaimsError(f"{path}: cannot be written: {error.strerror}")


def _lock(file: BinaryIO, path: Path) -> None:
    try:
        import fcntl  # noqa: PLC0415 - not on Windows
    except ImportError:
        return
    try:
        fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError:
        msg = f"{path}: another run is writing it"
        raise NewsclaimsError(msg, "wait for it, or name another file") from None


def _cut_torn_line(file: BinaryIO) -> None:
    """Cut off what stands after the last line feed, and stay at the end."""
    end = file.seek(0, os.SEEK_END)
    while end > 0:
        start = max(0, end - _BLOCK)
        file.seek(start)
        newline = file.read(end - start).rfind(b"\n")
        if newline >= 0:
            end = start + newline + 1
            break
        end = start
    file.truncate(end)
    file.seek(end)
