"""Whether a limit on the process's memory leaves room for what comes next.

Where memory ends, native code ends the whole process, without a word that says why and with the articles that were
already read. So room is looked for before: for the models, and for each article that is longer than any before.
"""

import contextlib
import os
from pathlib import Path

from newsclaims.errors import NewsclaimsError

_MB = 1 << 20
# Address space of the loaded models with one short article, and what the threads of each processor add.
_MODELS = 510 * _MB
_PROCESSOR = 40 * _MB
# A parse and what is read from it, a character, at the most.
_CHARACTER = 20_000
# Statistics of the process; the first number is its size in pages.
_SIZE = Path("/proc/self/statm")


def limit() -> int | None:
    """Most bytes of address space that the process may have (``ulimit -v``); None without a limit."""
    try:
        import resource  # noqa: PLC0415 - not on Windows
    except ImportError:
        return None
    soft, _ = resource.getrlimit(resource.RLIMIT_AS)
    return None if soft == resource.RLIM_INFINITY else soft


def check_limit() -> None:
    """See that the limit on memory leaves room for the models.

    Raises:
        NewsclaimsError: it does not.
    """
    most = limit()
    needed = _MODELS + _PROCESSOR * (os.cpu_count() or 1)
    if most is not None and most < needed:
        msg = f"out of memory: a limit of {most // _MB} MB of address space leaves no room for the models"
        raise NewsclaimsError(msg, f"give it {-(-needed // _MB)} MB at least, such as with ulimit -v")


class Room:
    """Keeps watch over one process's memory as it reads one text after another."""

    def __init__(self) -> None:
        self._most = limit()
        self._longest = 0

    def look_for(self, characters: int) -> None:
        """See that there is room to read a text of `characters`; memory of shorter ones before is used again.

        Raises:
            MemoryError: there is none.
        """
        if self._most is None or characters <= self._longest:
            return
        needed = (characters - self._longest) * _CHARACTER
        with contextlib.suppress(OSError):  # other systems do not tell
            size = int(_SIZE.read_text(encoding="ascii").split()[0]) * os.sysconf("SC_PAGE_SIZE")
            if size + needed > self._most:
                raise MemoryError
        self._longest = characters
