"""Which format a file has, told by its name, and by its first character where the name says nothing."""

from enum import StrEnum
from pathlib import PurePath


class Format(StrEnum):
    """What the bytes of an input are."""

    TEXT = "text"
    HTML = "html"
    RECORD = "record"  # one JSON object
    LINES = "lines"  # a JSON object a line
    PARQUET = "parquet"  # a row an article
    JSON = "json"  # an object, an array of objects, or objects one after the other


SUFFIXES = {
    ".txt": Format.TEXT,
    ".text": Format.TEXT,
    ".md": Format.TEXT,
    ".markdown": Format.TEXT,
    ".html": Format.HTML,
    ".htm": Format.HTML,
    ".jsonl": Format.LINES,
    ".ndjson": Format.LINES,
    ".json": Format.JSON,
    ".parquet": Format.PARQUET,
}
_COMPRESSED = ".gz"


def format_of(path: str) -> tuple[Format | None, bool]:
    """The format that the name of `path` tells, None where it tells none; and whether it is compressed."""
    name = PurePath(path.lower())
    compressed = name.suffix == _COMPRESSED
    if compressed:
        name = name.with_suffix("")
    return SUFFIXES.get(name.suffix), compressed


def sniff(head: bytes) -> Format:
    """The format of data without a name that tells it: JSON Lines where it begins with a brace, else text."""
    return Format.LINES if head.removeprefix(b"\xef\xbb\xbf").lstrip().startswith(b"{") else Format.TEXT
