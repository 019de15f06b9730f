"""Articles in JSON: which key holds what, and the objects of a file one by one."""

import json
from collections.abc import Iterator
from typing import IO, Any

from newsclaims.errors import InputError
from newsclaims.reading.days import parse_day
from newsclaims.reading.formats import Format
from newsclaims.reading.sources import BadSource, DataSource, Reading, ReadOptions
from newsclaims.reading.text import MAX_BYTES, decode, unread_date
from newsclaims.records import Article, encodable

# A JSON file is parsed whole; what is larger belongs into JSON Lines, which streams.
MAX_JSON_BYTES = 64_000_000
_SHOWN_KEYS = 8
_BOM = b"\xef\xbb\xbf"


def json_lines(stream: IO[bytes], name: str) -> Iterator[DataSource | BadSource]:
    """The lines of `stream`, blank ones left out; one that is too long is skipped and said to be bad."""
    number = 0
    while line := stream.readline(MAX_BYTES + 1):
        number += 1
        if number == 1:
            line = line.removeprefix(_BOM)
        where = f"{name}:{number}"
        if len(line) > MAX_BYTES and not line.endswith(b"\n"):
            size = len(line) + _skip_line(stream)
            msg = f"{where}: longer than {MAX_BYTES // 1_000_000} MB"
            yield BadSource(where, InputError(msg, "one line is one article"), size)
        elif line.strip():
            yield DataSource(line, where, where, Format.RECORD, len(line))


def _skip_line(stream: IO[bytes]) -> int:
    skipped = 0
    while part := stream.readline(MAX_BYTES):
        skipped += len(part)
        if part.endswith(b"\n"):
            break
    return skipped


def json_objects(data: bytes, name: str, encoding: str | None = None) -> Iterator[DataSource]:
    """The articles of a JSON file: an object, an array of objects, or objects one after the other.

    Raises:
        InputError: it is no JSON.
    """
    text, _ = decode(data, name, encoding)
    values = list(_values(text, name))
    size = len(data) // max(len(values), 1)
    for number, value in enumerate(values, 1):
        where = name if len(values) == 1 else f"{name}:{number}"
        yield DataSource(json.dumps(value).encode(), where, where, Format.RECORD, size)


def _values(text: str, name: str) -> Iterator[Any]:
    decoder = json.JSONDecoder()
    position = _next(text, 0)
    while position < len(text):
        try:
            value, position = decoder.raw_decode(text, position)
        except (ValueError, RecursionError) as error:
            raise _no_json(name, error) from None
        if isinstance(value, list):
            yield from value
        else:
            yield value
        position = _next(text, position)


def _next(text: str, position: int) -> int:
    while position < len(text) and text[position].isspace():
        position += 1
    return position


def parse_record(data: bytes, name: str, encoding: str | None = None) -> dict[str, Any]:
    """The JSON object in `data`.

    Raises:
        InputError: it is none.
    """
    try:
        record = json.loads(data if encoding is None else data.decode(encoding))
    except (ValueError, RecursionError) as error:
        raise _no_json(name, error) from None
    if not isinstance(record, dict):
        msg = f"{name}: no JSON object"
        raise InputError(msg, 'each article is an object such as {"text": "…"}')
    return record


def _no_json(name: str, error: Exception) -> InputError:
    if isinstance(error, RecursionError):
        return InputError(f"{name}: no article: nested too deeply")
    if isinstance(error, UnicodeError):
        return InputError(f"{name}: not in UTF-8", "name its --encoding")
    if isinstance(error, json.JSONDecodeError):
        return InputError(f"{name}: no JSON: {error.msg} (character {error.pos + 1})")
    return InputError(f"{name}: no JSON: {error}")


def record_id(record: dict[str, Any], name: str, options: ReadOptions) -> str:
    """The id that `record` states, or `name` where it states none."""
    value = lookup(record, options.id_key)
    if isinstance(value, str) and value:
        return encodable(value)
    return str(value) if isinstance(value, int) and not isinstance(value, bool) else name


def article_of(record: dict[str, Any], name: str, origin: str | None, options: ReadOptions) -> Reading:
    """The article that a JSON object holds under the keys of `options`.

    Raises:
        InputError: it has no text.
    """
    text = lookup(record, options.text_key)
    if not isinstance(text, str):
        raise _no_text(record, text, name, options.text_key)
    title, author = lookup(record, options.title_key), lookup(record, "author")
    stated = lookup(record, options.date_key)
    date = options.date or parse_day(stated)
    warnings = []
    if date is None and stated not in (None, ""):
        warnings.append(unread_date(name, stated))
    if not text.strip():
        warnings.append(f"{name}: empty, so it has no records")
    article = Article(
        text=text,
        id=record_id(record, name, options),
        source=origin,
        title=title if isinstance(title, str) else None,
        author=author if isinstance(author, str) else None,
        date=date,
        date_source="option" if options.date else "metadata" if date else "none",
    )
    return Reading(article, tuple(warnings))


def _no_text(record: dict[str, Any], text: object, name: str, key: str) -> InputError:
    if text is not None:
        return InputError(
            f"{name}: {key!r} is no text but {type(text).__name__}", "name the text's --text-key"
        )
    keys = ", ".join(repr(found) for found in list(record)[:_SHOWN_KEYS])
    return InputError(f"{name}: no {key!r} in it", f"name the text's --text-key; it has {keys or 'no keys'}")


def lookup(record: object, key: str) -> Any:  # noqa: ANN401 - whatever JSON holds
    """The value under a dotted key ("content.body", "paragraphs.0"), or None; a key with dots in it goes first."""
    if isinstance(record, dict) and key in record:
        return record[key]
    value = record
    for part in key.split("."):
        if isinstance(value, dict):
            value = value.get(part)
        elif isinstance(value, list) and part.isdecimal() and int(part) < len(value):
            value = value[int(part)]
        else:
            return None
    return value
