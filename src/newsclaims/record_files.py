"""Files of records: what ``extract`` and ``batch`` write, read back as documents, one at a time."""

import gzip
import io
import json
import sys
import zlib
from collections.abc import Iterator
from contextlib import ExitStack
from dataclasses import dataclass
from pathlib import Path
from typing import Any, BinaryIO, cast

from pydantic import ValidationError

from newsclaims.errors import InputError
from newsclaims.reading.files import STDIN
from newsclaims.reading.text import printable
from newsclaims.records import Document

# Bytes of one line, and of a file of indented objects: the records of an article are kilobytes.
MAX_BYTES = 256_000_000
_GZIP_MAGIC = b"\x1f\x8b"
_BYTE_ORDER_MARK = b"\xef\xbb\xbf"


@dataclass(frozen=True, slots=True)
class BadRecord:
    """What stands where a document should be.

    Attributes:
        line: where it begins in the file, counted from 1.
        problems: what is wrong with it, one line each; at least one.
    """

    line: int
    problems: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class FailedArticle:
    """The line that a batch leaves for an article that could not be processed."""

    line: int
    id: str
    message: str


Entry = Document | BadRecord | FailedArticle


def read_documents(path: str) -> Iterator[Entry]:
    """Each document in `path`, in order, and what is none; one is held at a time.

    The file holds JSON Lines, or indented objects one after the other as ``extract`` prints them; gzipped or not.

    Args:
        path: a file, or ``-`` for standard input.

    Raises:
        InputError: missing, unreadable, a directory, a damaged gzip file.
    """
    name = "stdin" if path == STDIN else printable(path)
    try:
        with ExitStack() as stack:
            for line, value in _values(_opened(path, stack)):
                yield _entry(line, value)
    except FileNotFoundError:
        msg = f"{name}: no such file"
        raise InputError(msg) from None
    except IsADirectoryError:
        msg = f"{name}: is a directory"
        raise InputError(msg, "name a file of records") from None
    except (gzip.BadGzipFile, EOFError, zlib.error):
        msg = f"{name}: a damaged gzip file"
        raise InputError(msg) from None
    except (OSError, ValueError) as error:
        msg = f"{name}: cannot be read: {getattr(error, 'strerror', None) or error}"
        raise InputError(msg) from None


def _opened(path: str, stack: ExitStack) -> BinaryIO:
    if path == STDIN:
        file = cast("io.BufferedReader", sys.stdin.buffer)
    else:
        file = stack.enter_context(Path(path).open("rb"))  # noqa: SIM115 - the stack closes it
    if file.peek(len(_GZIP_MAGIC)).startswith(_GZIP_MAGIC):
        return cast("BinaryIO", stack.enter_context(gzip.GzipFile(fileobj=file)))
    return file


def _values(file: BinaryIO) -> Iterator[tuple[int, Any]]:
    """Each JSON value with the line where it begins; a `ValueError` stands for what is no JSON."""
    line = 0
    first = True
    while raw := file.readline(MAX_BYTES + 1):
        line += 1
        if len(raw) > MAX_BYTES:
            yield line, ValueError(f"longer than {MAX_BYTES // 1_000_000} MB")
            return
        if first:
            raw = raw.removeprefix(_BYTE_ORDER_MARK)
        if not raw.strip():
            continue
        if first and raw.strip() == b"{":
            yield from _indented(raw + file.read(MAX_BYTES), line)
            return
        first = False
        yield line, _parsed(raw)


def _parsed(raw: bytes) -> Any:  # noqa: ANN401 - any JSON
    try:
        return json.loads(raw)
    except (ValueError, RecursionError) as error:
        return ValueError(_reason(error))


def _indented(raw: bytes, line: int) -> Iterator[tuple[int, Any]]:
    """The objects in `raw`, one after the other; what is no JSON ends the series."""
    decoder = json.JSONDecoder()
    try:
        text = raw.decode()
        position = 0
        while True:
            rest = len(text) - len(text[position:].lstrip())
            line += text.count("\n", position, rest)
            if rest == len(text):
                return
            value, position = decoder.raw_decode(text, rest)
            yield line, value
            line += text.count("\n", rest, position)
    except (ValueError, RecursionError) as error:
        yield line, ValueError(_reason(error))


def _reason(error: Exception) -> str:
    if isinstance(error, UnicodeDecodeError):
        return "not UTF-8"
    if isinstance(error, json.JSONDecodeError):
        return f"no JSON: {error.msg} at column {error.colno}"
    return "no JSON: nested too deeply" if isinstance(error, RecursionError) else f"no JSON: {error}"


def _entry(line: int, value: Any) -> Entry:  # noqa: ANN401 - any JSON
    if isinstance(value, ValueError):
        return BadRecord(line, (str(value),))
    if isinstance(value, dict) and isinstance(value.get("error"), dict):
        message = value["error"].get("message")
        return FailedArticle(line, str(value.get("id")), str(message))
    problems: list[str] = []
    try:
        document = Document.model_validate(value, context={"problems": problems})
    except ValidationError as error:
        return BadRecord(line, tuple(_problems(error)))
    except RecursionError:
        return BadRecord(line, ("nested too deeply",))
    return BadRecord(line, tuple(problems)) if problems else document


def _problems(error: ValidationError) -> Iterator[str]:
    for problem in error.errors(include_url=False, include_context=False, include_input=False):
        where = ".".join(map(str, problem["loc"]))
        yield f"{where}: {problem['msg']}" if where else problem["msg"]
