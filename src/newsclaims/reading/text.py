"""Text: bytes in, an article out, decoded without changing a line break."""

import codecs
import os

from newsclaims.errors import InputError
from newsclaims.reading.days import parse_day
from newsclaims.reading.front_matter import front_matter
from newsclaims.reading.sources import Reading, ReadOptions
from newsclaims.records import Article

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
# Keys that generators of sites give to the day of publication and to the author.
_DATE_FIELDS = ("date", "published", "publishdate", "pubdate", "published_at", "publication_date")
_AUTHOR_FIELDS = ("author", "authors", "byline")
_SNIFFED = 8192


def text_article(data: bytes, name: str, origin: str | None, options: ReadOptions) -> Reading:
    """The article in the bytes of a text file.

    A byte-order mark and front matter are no part of the text; everything else is kept as it is, line ends
    included. Without those two, offsets fit the file.

    Raises:
        InputError: binary, too large, or not in the encoding of `options`.
    """
    check_size(data, name)
    content, warnings = decode(data, name, options.encoding)
    head = front_matter(content)
    text = content[head.end :]
    if not text.strip():
        warnings = (*warnings, f"{name}: empty, so it has no records")
    stated = head.first(*_DATE_FIELDS)
    date = options.date or parse_day(stated)
    if date is None and stated:
        warnings = (*warnings, unread_date(name, stated))
    article = Article(
        text=text,
        id=name,
        source=origin,
        title=head.first("title"),
        author=head.first(*_AUTHOR_FIELDS),
        date=date,
        date_source="option" if options.date else "metadata" if date else "none",
    )
    return Reading(article, warnings)


def unread_date(name: str, stated: object) -> str:
    """The warning about a date in metadata that names no day for certain."""
    return f"{name}: {str(stated)[:40]!r} is no date that can be read (ISO: 2025-04-19)"


def check_size(data: bytes, name: str) -> None:
    """Refuse more bytes than an article may have.

    Raises:
        InputError: there are more.
    """
    if len(data) > MAX_BYTES:
        msg = f"{name}: larger than {MAX_BYTES // 1_000_000} MB"
        raise InputError(msg, "split it into one file an article")


def decode(data: bytes, name: str, encoding: str | None = None) -> tuple[str, tuple[str, ...]]:
    """The text in `data`, and a warning where its encoding had to be guessed.

    Raises:
        InputError: `data` is binary, or not in `encoding`.
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


def _decode_as(data: bytes, name: str, encoding: str) -> str:
    try:
        return data.decode(encoding)
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
