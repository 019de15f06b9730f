"""Where a format is written: standard output, a file that appears whole, a folder of tables."""

import io
import os
import re
import sys
import tempfile
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import BinaryIO, TextIO

from newsclaims.errors import NewsclaimsError, UsageError
from newsclaims.export.registry import Format, writer
from newsclaims.export.view import View
from newsclaims.paths import is_file, is_folder
from newsclaims.records import Document

# C0 controls but tab and line ends, DEL, and the C1 controls.
_DRIVING = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f]")


def save(documents: Iterable[Document], output: Path | None, fmt: Format, view: View) -> None:
    """Write `documents` in the format `fmt` to `output`, or to standard output for None.

    A file appears under its name only when it is whole. A folder gets a file a record type, where the format
    is one of tables.

    Raises:
        UsageError: the format cannot be written there.
        NewsclaimsError: the file system refuses, or an extra is missing.
    """
    if output is None:
        write = writer(fmt.name)
        stream = standard_output()
        write(documents, Watched(stream) if stream.isatty() and not fmt.styled else stream, view)
    elif is_folder(output):
        _save_folder(documents, output, fmt, view)
    elif fmt.file:
        with _refusals(output):
            fmt.file(documents, output, view)
    elif fmt.binary:
        with whole_file(output) as file:
            fmt.binary(documents, file, view)
    elif fmt.text:
        with whole_text_file(output) as stream:
            fmt.text(documents, stream, view)


def standard_output() -> TextIO:
    """Standard output in UTF-8 with line feeds, whatever the system's habits."""
    if hasattr(sys.stdout, "reconfigure"):
        sys.stdout.reconfigure(encoding="utf-8", newline="\n")
    return sys.stdout


class Watched(io.StringIO):
    """A terminal that what is written cannot drive: control characters are shown as U+FFFD.

    Args:
        stream: the terminal.
    """

    def __init__(self, stream: TextIO) -> None:
        super().__init__()
        self.stream = stream

    def write(self, text: str) -> int:
        """Write `text`."""
        return self.stream.write(_DRIVING.sub("\N{REPLACEMENT CHARACTER}", text))


def make_folder(path: Path) -> None:
    """Make the folder `path` where it is not there yet.

    Raises:
        NewsclaimsError: the file system refuses.
    """
    with _refusals(path):
        path.mkdir(parents=True, exist_ok=True)


@contextmanager
def whole_text_file(path: Path) -> Iterator[TextIO]:
    """A UTF-8 text file that appears under its name when the block ends well, line ends as they are written.

    Raises:
        NewsclaimsError: the file system refuses.
    """
    with _refusals(path), _temporary(path) as temporary, _text(temporary) as stream:
        yield stream


@contextmanager
def whole_file(path: Path) -> Iterator[BinaryIO]:
    """A binary file that appears under its name when the block ends well.

    Raises:
        NewsclaimsError: the file system refuses.
    """
    with _refusals(path), _temporary(path) as temporary, temporary.open("wb") as file:
        yield file


def _text(path: Path) -> TextIO:
    return path.open("w", encoding="utf-8", newline="")


def _save_folder(documents: Iterable[Document], folder: Path, fmt: Format, view: View) -> None:
    if fmt.folder is None:
        msg = f"{folder}: is a directory, and {fmt.name} is one file"
        raise UsageError(msg, "name a file")
    with _refusals(folder):
        fmt.folder(documents, folder, view)


@contextmanager
def _temporary(path: Path) -> Iterator[Path]:
    """A file beside `path` that takes its place at the end; `path` itself where that is a pipe or a device."""
    if os.path.exists(path) and not is_file(path):  # noqa: PTH110 - see newsclaims.paths
        yield path
        return
    handle, name = tempfile.mkstemp(dir=path.parent, prefix=".claims-")
    os.close(handle)
    temporary = Path(name)
    try:
        yield temporary
        temporary.chmod(0o666 & ~_umask())
        temporary.replace(path)
    finally:
        temporary.unlink(missing_ok=True)


@contextmanager
def _refusals(path: Path) -> Iterator[None]:
    """What the file system refuses becomes one line that names the file."""
    try:
        yield
    except OSError as error:
        msg = f"{path}: cannot be written: {error.strerror or error}"
        raise NewsclaimsError(msg) from None


def _umask() -> int:
    mask = os.umask(0)
    os.umask(mask)
    return mask
