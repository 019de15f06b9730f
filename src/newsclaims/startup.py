"""Quick starts, for processes that are newsclaims' own: a command, a worker of a batch."""

import gc
import importlib
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from types import ModuleType


@contextmanager
def quick_start() -> Iterator[None]:
    """Around the imports and the loading of models that come before the first article.

    What they make stays until the process ends, so the collector of garbage need not look through it, now or later.
    """
    gc.disable()
    try:
        with _without_spacys_commands():
            yield
    finally:
        gc.freeze()
        gc.enable()


@contextmanager
def _without_spacys_commands() -> Iterator[None]:
    """Let spaCy be imported without its command line, a quarter of the time: downloads, training, and their packages.

    Who imports ``spacy.cli`` later, or calls what spaCy exports from it, gets the real one.
    """
    names = () if "spacy" in sys.modules else ("spacy.cli", "spacy.cli.info")
    deferred = {name: _Deferred(name) for name in names}
    sys.modules.update(deferred)
    try:
        yield
    finally:
        for name, module in deferred.items():
            if sys.modules.get(name) is module:
                del sys.modules[name]


class _Deferred(ModuleType):
    """A module whose functions import it when they are called."""

    def __getattr__(self, name: str) -> Callable[..., object]:
        if name.startswith("__"):
            raise AttributeError(name)

        def deferred(*args: object, **options: object) -> object:
            return getattr(importlib.import_module(self.__name__), name)(*args, **options)

        return deferred
