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

from newsclaims.paths import is_file
from newsclaims.reading.files import STDIN, opened
from newsclaims.records import Document

# Bytes of one line, and of a file of indented objects: the records of an article are kilobytes.
MAX_BYTES = 256_000_000
_GZIP_MAGIC = b"\x1f\x8b"
# How much of a file tells what it is, and the keys that stand in the first object of records.
_HEAD = 1024
_KEYS = (b'"schema_version"', b'"error"')
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
    with opened(path) as file, ExitStack() as stack:
        unpacked: BinaryIO = file
        if file.peek(len(_GZIP_MAGIC)).startswith(_GZIP_MAGIC):
            unpacked = cast("BinaryIO", stack.enter_context(gzip.GzipFile(fileobj=file)))
        for line, value in _values(unpacked):
            yield _entry(line, value)


def begins_as_records(path: str) -> bool:
    """Whether the file at `path`, or standard input for ``-``, begins as records do; nothing of it is consumed.

    What can be read only once (a named pipe) is taken for an article, and so is what cannot be opened.
    """
    try:
        if path == STDIN:
            head = cast("io.BufferedReader", sys.stdin.buffer).peek(_HEAD)
        elif not is_file(path):
            return False
        else:
            with Path(path).open("rb") as file:
                head = file.read(_HEAD)
        if head.startswith(_GZIP_MAGIC):
            head = zlib.decompressobj(wbits=zlib.MAX_WBITS | 16).decompress(head, _HEAD)
    except (OSError, ValueError, zlib.error):
        return False
    head = head.removeprefix(_BYTE_ORDER_MARK).lstrip()
    return head.startswith(b"{") and any(key in head[:_HEAD] for key in _KEYS)


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
