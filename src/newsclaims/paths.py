"""What lies at a path, without errors: a name that the file system refuses (too long, a loop) is nothing."""

import os
from pathlib import Path


def is_folder(path: str | Path) -> bool:
    """Whether a folder lies at `path`."""
    return os.path.isdir(path)  # noqa: PTH112 - pathlib's raises for names that are too long


def is_file(path: str | Path) -> bool:
    """Whether a regular file lies at `path`."""
    return os.path.isfile(path)  # noqa: PTH113


def size_of(path: str | Path) -> int:
    """Bytes of the file at `path`; 0 where there is none any more."""
    try:
        return Path(path).stat().st_size
    except (OSError, ValueError):
        return 0
