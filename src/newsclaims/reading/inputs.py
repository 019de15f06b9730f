"""From what the command line names (files, folders, patterns, standard input) to sources, one at a time."""

import glob
import os
import stat
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import IO

from newsclaims.errors import InputError
from newsclaims.paths import is_file, is_folder, size_of
from newsclaims.reading.files import STDIN, opened, shown
from newsclaims.reading.formats import Format, format_of, sniff
from newsclaims.reading.html import require_html
from newsclaims.reading.json_records import MAX_JSON_BYTES, json_lines, json_objects
from newsclaims.reading.parquet_rows import parquet_rows
from newsclaims.reading.sources import BadSource, DataSource, FileSource, ReadOptions, Source
from newsclaims.reading.text import MAX_BYTES

_SNIFFED = 4096


def find_files(paths: list[str], leave_out: Path | None = None) -> Iterator[str]:
    """The files that `paths` name, in their order: folders give theirs sorted, at any depth, as do patterns.

    In folders, names with a leading dot, names without a suffix that tells a format, and links to folders are
    passed over; so is the file `leave_out`. What does not exist is given as it is: reading it will say so.
    """
    for path in paths:
        if path == STDIN or (os.path.lexists(path) and not is_folder(path)):
            yield path
        elif is_folder(path):
            yield from _walk(path, leave_out)
        elif glob.has_magic(path):
            yield from _matches(path)
        else:
            yield path


def total_size(paths: list[str], leave_out: Path | None = None) -> int | None:
    """Bytes of all files that `paths` name; None where standard input or a pipe is among them."""
    total = 0
    for path in find_files(paths, leave_out):
        try:
            status = Path(path).stat()
        except (OSError, ValueError):
            if path == STDIN:
                return None
            continue
        if not stat.S_ISREG(status.st_mode):
            return None
        total += status.st_size
    return total


def is_input(paths: list[str], file: Path) -> bool:
    """Whether `paths` name `file` itself, in so many words or by a pattern (not by its folder)."""
    named = (path for path in paths if path != STDIN and not is_folder(path))
    return any(_same(path, file) for path in find_files(list(named)))


def find_sources(paths: list[str], options: ReadOptions, leave_out: Path | None = None) -> Iterator[Source]:
    """The sources in the files that `paths` name (see `find_files`), in order.

    Archives (JSON Lines) are read as they are asked for and never held; a file that cannot be read becomes a
    `BadSource` in its place.

    Raises:
        MissingDependencyError: a web page is among them, and the extra html is not installed.
    """
    for path in find_files(paths, leave_out):
        try:
            yield from _sources_in(path, options)
        except InputError as error:
            yield BadSource(shown(path), error)


def _sources_in(path: str, options: ReadOptions) -> Iterator[Source]:
    kind, compressed = (None, False) if path == STDIN else format_of(path)
    if kind in {Format.TEXT, Format.HTML} and path != STDIN and is_file(path):
        if kind is Format.HTML:
            require_html()
        yield FileSource(path, shown(path), kind, size_of(path))
        return
    name = shown(path)
    origin = None if path == STDIN else name
    with opened(path, compressed=compressed) as stream:
        if kind is None:
            kind = sniff(stream.peek(_SNIFFED))
        if kind is Format.LINES:
            yield from _measured(json_lines(stream, name), stream)
        elif kind is Format.PARQUET:
            yield from parquet_rows(stream, name, size_of(path))
        elif kind is Format.JSON:
            yield from json_objects(_whole(stream, name), name, options.encoding)
        else:
            data = stream.read(MAX_BYTES + 1)
            yield DataSource(data, name, origin, kind, len(data))


def _whole(stream: IO[bytes], name: str) -> bytes:
    data = stream.read(MAX_JSON_BYTES + 1)
    if len(data) > MAX_JSON_BYTES:
        msg = f"{name}: larger than {MAX_JSON_BYTES // 1_000_000} MB"
        raise InputError(msg, "write it as JSON Lines, one article a line, which is read as a stream")
    return data


def _measured(sources: Iterator[DataSource | BadSource], stream: IO[bytes]) -> Iterator[Source]:
    """`sources`, their sizes counted in bytes of the file where it is compressed."""
    packed = getattr(stream, "fileobj", None)
    if packed is None or not packed.seekable():
        yield from sources
        return
    position = 0
    for source in sources:
        before, position = position, packed.tell()
        yield replace(source, size=position - before)


def _walk(folder: str, leave_out: Path | None) -> Iterator[str]:
    for parent, folders, names in os.walk(folder):
        folders[:] = sorted(name for name in folders if not name.startswith("."))
        for name in sorted(names):
            path = str(Path(parent, name))
            kind, compressed = format_of(name)
            wanted = not name.startswith(".") and (kind or compressed) and not _same(path, leave_out)
            if wanted and not _is_special(path):
                yield path


def _matches(pattern: str) -> Iterator[str]:
    found = sorted(glob.glob(pattern, recursive=True))  # noqa: PTH207 - the pattern may be absolute
    files = [path for path in found if not is_folder(path)]
    yield from files or [pattern]


def _is_special(path: str) -> bool:
    """Whether it is a pipe, a socket or a device, which may never end."""
    try:
        return not stat.S_ISREG(Path(path).stat().st_mode)
    except OSError:
        return False  # a broken link: reading it says so


def _same(path: str, other: Path | None) -> bool:
    try:
        return other is not None and os.path.samefile(path, other)  # noqa: PTH121 - other may be missing
    except OSError:
        return False
