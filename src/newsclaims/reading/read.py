"""One source in, its article out, whatever its format."""

import datetime as dt
from dataclasses import replace

from newsclaims.language.detection import is_english
from newsclaims.reading.files import STDIN, read_bytes, shown
from newsclaims.reading.formats import Format, format_of
from newsclaims.reading.html import html_article
from newsclaims.reading.json_records import article_of, parse_record, record_id
from newsclaims.reading.sources import BadSource, DataSource, FileSource, Reading, ReadOptions, Source
from newsclaims.reading.text import text_article


def read(source: Source, options: ReadOptions) -> Reading:
    """The article of `source`.

    Raises:
        InputError: it cannot be read, or holds no article.
        MissingDependencyError: its format needs an extra that is not installed.
    """
    if isinstance(source, BadSource):
        raise source.error
    if isinstance(source, FileSource):
        _, compressed = format_of(source.path)
        data = read_bytes(source.path, compressed=compressed)
        return _article(data, source.name, source.name, source.format, options)
    return _article(source.data, source.name, source.origin, source.format, options)


def read_file(path: str, *, encoding: str | None = None, date: dt.date | None = None) -> Reading:
    """The article in the file `path`, or on standard input for ``-``: HTML where the name says so, else text.

    Args:
        path: a file, a named pipe, or ``-``; its name may end in ``.gz``.
        encoding: name of the file's encoding; found out by itself where None.
        date: the article's date, if the caller knows it.

    Raises:
        InputError: missing, unreadable, a directory, binary, too large, or not in `encoding`.
        UsageError: there is no such encoding.
        MissingDependencyError: it is HTML, and the extra is not installed.
    """
    options = ReadOptions(encoding=encoding, date=date)
    if path == STDIN:
        return _article(read_bytes(path), shown(path), None, Format.TEXT, options)
    kind, compressed = format_of(path)
    data = read_bytes(path, compressed=compressed)
    return _article(
        data, shown(path), shown(path), Format.HTML if kind is Format.HTML else Format.TEXT, options
    )


def source_id(source: Source, options: ReadOptions) -> str:
    """The id that the article of `source` will have, or that its failure has."""
    if isinstance(source, DataSource) and source.format is Format.RECORD:
        try:
            return record_id(parse_record(source.data, source.name, options.encoding), source.name, options)
        except Exception:  # noqa: BLE001 - reading it will fail likewise, and say why
            return source.name
    return source.name


def _article(data: bytes, name: str, origin: str | None, kind: Format, options: ReadOptions) -> Reading:
    if kind is Format.RECORD:
        reading = article_of(parse_record(data, name, options.encoding), name, origin, options)
    elif kind is Format.HTML:
        reading = html_article(data, name, origin, options)
    else:
        reading = text_article(data, name, origin, options)
    if is_english(reading.article.text):
        return reading
    return replace(reading, warnings=(*reading.warnings, f"{name}: not English, so it has no records"))
