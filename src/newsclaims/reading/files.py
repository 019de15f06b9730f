"""Files, pipes and standard input as bytes, compressed ones unpacked, never more than asked for."""

import gzip
import io
import stat
import sys
import zlib
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import cast

from newsclaims.errors import InputError
from newsclaims.reading.text import MAX_BYTES, printable

STDIN = "-"


def shown(path: str) -> str:
    """The name of an input as messages and ids give it."""
    return "stdin" if path == STDIN else printable(path) or "''"


@contextmanager
def opened(path: str, *, compressed: bool = False) -> Iterator[io.BufferedReader]:
    """The bytes of the file, named pipe or standard input (``-``) at `path`, from the start.

    Raises:
        InputError: missing, unreadable, a directory, or (while it is read) damaged.
    """
    name = shown(path)
    try:
        with _raw(path, name) as raw:
            yield cast("io.BufferedReader", gzip.GzipFile(fileobj=raw)) if compressed else raw
    except FileNotFoundError:
        if Path(path).is_symlink():
            msg = f"{name}: a link to a file that does not exist"
            raise InputError(msg) from None
        msg = f"{name}: no such file"
        raise InputError(msg) from None
    except (EOFError, zlib.error, gzip.BadGzipFile) as error:
        msg = f"{name}: damaged gzip: {error}"
        raise InputError(msg) from None
    except (OSError, ValueError) as error:
        reason = getattr(error, "strerror", None) or str(error)
        msg = f"{name}: cannot be read: {reason}"
        raise InputError(msg) from None


@contextmanager
def _raw(path: str, name: str) -> Iterator[io.BufferedReader]:
    if path == STDIN:
        yield cast("io.BufferedReader", io.BytesIO() if sys.stdin is None else sys.stdin.buffer)
        return
    if stat.S_ISDIR(Path(path).stat().st_mode):
        msg = f"{name}: is a directory"
        raise InputError(msg, "name the files in it")
    with Path(path).open("rb") as file:
        yield file


def read_bytes(path: str, *, compressed: bool = False, limit: int = MAX_BYTES) -> bytes:
    """The bytes at `path`, or the first `limit` + 1 of them where there are more.

    Raises:
        InputError: see `opened`.
    """
    with opened(path, compressed=compressed) as stream:
        return stream.read(limit + 1)
