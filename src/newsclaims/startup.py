"""Quick starts: what only processes that are newsclaims' own do, a command or a worker of a batch, and `beside`."""

import gc
import importlib
import os
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from functools import cache
from types import ModuleType, SimpleNamespace

from newsclaims.memory import limit

# Seconds after which a thread lets another go on; Python's own choice, ten times as many, wastes half of the gain.
_TURN = 0.0005
# How many threads OpenBLAS, the library of numpy, has for products of matrices.
_BLAS_THREADS = "OPENBLAS_NUM_THREADS"


@contextmanager
def quick_start() -> Iterator[None]:
    """Around the imports and the loading of models that come before the first article."""
    with (
        resting_collector(),
        _short_turns(),
        _one_thread_for_products(),
        _without_spacys_commands(),
        _entry_points_by_group(),
    ):
        yield


@contextmanager
def beside(load: Callable[[], object]) -> Iterator[None]:
    """Call `load` in a thread of its own while the body runs, and raise at its end what it raised.

    For what native code does most of the time. A thread takes address space of its own, so that under a limit on
    memory `load` is called before the body instead.
    """
    if limit() is not None:
        load()
        yield
        return
    from concurrent.futures import ThreadPoolExecutor  # noqa: PLC0415 - where it is needed

    with ThreadPoolExecutor(max_workers=1) as pool:
        finish: Callable[[], object]
        try:
            finish = pool.submit(load).result
        except RuntimeError:  # the system gives no more threads
            finish = load
        yield
        finish()


@contextmanager
def resting_collector() -> Iterator[None]:
    """Around what makes things that stay until the process ends: no look for garbage in them, now or later.

    Whoever enables the collector meanwhile, as srsly does each time that it has read data, does not wake it.
    """
    thresholds = gc.get_threshold()
    gc.set_threshold(0)
    try:
        yield
    finally:
        gc.freeze()
        gc.set_threshold(*thresholds)


@contextmanager
def _short_turns() -> Iterator[None]:
    """Let threads hand over to each other more often: what is loaded `beside` something often waits its turn."""
    interval = sys.getswitchinterval()
    sys.setswitchinterval(_TURN)
    try:
        yield
    finally:
        sys.setswitchinterval(interval)


@contextmanager
def _one_thread_for_products() -> Iterator[None]:
    """Let numpy's library be loaded with one thread, since parses take no more: others only wait, at full speed.

    It reads the number once, when numpy is imported. Whoever sets it, or imported numpy before, keeps theirs.
    """
    if _BLAS_THREADS in os.environ:
        yield
        return
    os.environ[_BLAS_THREADS] = "1"
    try:
        yield
    finally:
        del os.environ[_BLAS_THREADS]


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


@contextmanager
def _entry_points_by_group() -> Iterator[None]:
    """Let spaCy's registries look once through the entry points of all packages, not for each name asked."""
    import catalogue  # noqa: PLC0415 - imported by spaCy in any case

    installed = catalogue.AVAILABLE_ENTRY_POINTS
    grouped = SimpleNamespace(select=cache(lambda group: list(installed.select(group=group))))
    catalogue.AVAILABLE_ENTRY_POINTS = grouped
    try:
        yield
    finally:
        catalogue.AVAILABLE_ENTRY_POINTS = installed


class _Deferred(ModuleType):
    """A module whose functions import it when they are called."""

    def __getattr__(self, name: str) -> Callable[..., object]:
        if name.startswith("__"):
            raise AttributeError(name)

        def deferred(*args: object, **options: object) -> object:
            return getattr(importlib.import_module(self.__name__), name)(*args, **options)

        return deferred
