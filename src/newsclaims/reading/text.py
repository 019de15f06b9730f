"""Text files and standard input: bytes in, an article out, decoded without changing a line break."""

import codecs
import datetime as dt
import os
import stat
import sys
from dataclasses import dataclass
from pathlib import Path

from newsclaims.errors import InputError, UsageError
from newsclaims.records import Article

STDIN = "-"
# Articles are kilobytes; what is larger than this is an archive or not text.
MAX_BYTES = 16_000_000
# Longest first: the UTF-32 mark begins with the UTF-16 one.
_BOMS = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF32_LE, "utf-32"),
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
# C0 controls that text files hold: tab, line feed, vertical tab, form feed, carriage return, backspace, escape.
_TEXT_CONTROLS = frozenset(b"\t\n\v\f\r\b\x1b")
_CONTROL_SHARE = 0.02
_SNIFFED = 8192


@dataclass(frozen=True, slots=True)
class Reading:
    """An article, and what the reader should be told about how it was read."""

    article: Article
    warnings: tuple[str, ...] = ()


def read_text(path: str, *, encoding: str | None = None, date: dt.date | None = None) -> Reading:
    """The article in the text file `path`, or on standard input for ``-``.

    A byte-order mark is no part of the text; everything else is kept as it is, line ends included, so that
    offsets fit the file.

    Args:
        path: a file, a named pipe, or ``-``.
        encoding: name of the file's encoding; found out by itself where None.
        date: the article's date, if the caller knows it.

    Raises:
        InputError: missing, unreadable, a directory, binary, too large, or not in `encoding`.
        UsageError: there is no such encoding.
    """
    name = "stdin" if path == STDIN else printable(path)
    data = _read_stdin() if path == STDIN else _read_file(path, name)
    if len(data) > MAX_BYTES:
        msg = f"{name}: larger than {MAX_BYTES // 1_000_000} MB"
        raise InputError(msg, "split it into one file an article")
    text, warnings = decode(data, name, encoding)
    if not text.strip():
        warnings = (*warnings, f"{name}: empty, so it has no records")
    article = Article(
        text=text,
        id=name,
        source=None if path == STDIN else name,
        date=date,
        date_source="none" if date is None else "option",
    )
    return Reading(article, warnings)


def decode(data: bytes, name: str, encoding: str | None = None) -> tuple[str, tuple[str, ...]]:
    """The text in `data`, and a warning where its encoding had to be guessed.

    Raises:
        InputError: `data` is binary, or not in `encoding`.
        UsageError: there is no such encoding.
    """
    if encoding is not None:
        return _decode_as(data, name, encoding), ()
    for mark, marked in _BOMS:
        if data.startswith(mark):
            return _decode_as(data, name, marked), ()
    if _looks_binary(data):
        msg = f"{name}: not a text file"
        raise InputError(msg, "if it is text, name its --encoding")
    try:
        return data.decode("utf-8"), ()
    except UnicodeDecodeError:
        return _guess(data, name)


def printable(path: str) -> str:
    """`path` as it can be shown and stored: bytes that are no UTF-8 and control characters are escaped."""
    text = os.fsencode(path).decode("utf-8", "backslashreplace")
    return "".join(char if char.isprintable() else ascii(char)[1:-1] for char in text)


def _read_stdin() -> bytes:
    return sys.stdin.buffer.read(MAX_BYTES + 1)


def _read_file(path: str, name: str) -> bytes:
    try:
        mode = Path(path).stat().st_mode
        if stat.S_ISDIR(mode):
            msg = f"{name}: is a directory"
            raise InputError(msg, "name the files in it")
        with Path(path).open("rb") as file:
            return file.read(MAX_BYTES + 1)
    except FileNotFoundError:
        if Path(path).is_symlink():
            msg = f"{name}: a link to a file that does not exist"
            raise InputError(msg) from None
        msg = f"{name}: no such file"
        raise InputError(msg) from None
    except (OSError, ValueError) as error:
        reason = getattr(error, "strerror", None) or str(error)
        msg = f"{name}: cannot be read: {reason}"
        raise InputError(msg) from None


def _decode_as(data: bytes, name: str, encoding: str) -> str:
    try:
        return data.decode(encoding)
    except LookupError:
        msg = f"no encoding {encoding!r}"
        raise UsageError(msg, "such as utf-8, cp1252, utf-16") from None
    except UnicodeError as error:
        position = getattr(error, "start", None)
        where = "" if position is None else f" (byte {position})"
        msg = f"{name}: not in {encoding}{where}"
        raise InputError(msg, "name its --encoding") from None


def _looks_binary(data: bytes) -> bool:
    head = data[:_SNIFFED]
    controls = sum(byte < 0x20 and byte not in _TEXT_CONTROLS for byte in head)  # noqa: PLR2004 - end of C0
    return b"\0" in head or controls > _CONTROL_SHARE * len(head)


def _guess(data: bytes, name: str) -> tuple[str, tuple[str, ...]]:
    from charset_normalizer import from_bytes  # noqa: PLC0415 - needed for few files, costs 30 ms

    best = from_bytes(data).best()
    if best is None:
        msg = f"{name}: neither UTF-8 nor any other known encoding"
        raise InputError(msg, "name its --encoding")
    text = data.decode(best.encoding)
    return text, (f"{name}: not UTF-8; read as {best.encoding} (name its --encoding if that is wrong)",)
