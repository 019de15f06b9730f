"""Worker processes: each prepares once (loads its models), results come in the order of the tasks.

`concurrent.futures` gives up its whole pool when one process dies. Here only the dead worker's tasks are tried again,
one by one; the one that kills its worker a second time is given up, and nothing else is lost.
"""

import contextlib
import multiprocessing as mp
import os
import signal
from collections import deque
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import islice
from multiprocessing.connection import Connection, wait
from multiprocessing.context import SpawnProcess
from types import TracebackType
from typing import Generic, Self, TypeVar

from newsclaims.errors import LESS_MEMORY, NewsclaimsError, is_out_of_memory
from newsclaims.startup import quick_start

Task = TypeVar("Task")
Result = TypeVar("Result")

Function = Callable[[Sequence[Task]], list[Result]]
Prepare = Callable[[], Function[Task, Result]]

# Variables that keep numerical libraries to the one thread that a worker shall use.
_THREADS = (
    "OMP_NUM_THREADS",
    "OPENBLAS_NUM_THREADS",
    "MKL_NUM_THREADS",
    "BLIS_NUM_THREADS",
    "RAYON_NUM_THREADS",
)
_FAILED_STARTS = 3
_READY = "ready"


@dataclass(eq=False)
class _Part(Generic[Task, Result]):
    """Tasks that one worker gets at once, and their results when it is done."""

    tasks: Sequence[Task]
    results: list[Result] | None = None
    given: bool = False


@dataclass(eq=False)
class _Chunk(Generic[Task, Result]):
    """Tasks whose results leave together: one part; after the death of its worker, a part for each task."""

    parts: list[_Part[Task, Result]]

    @property
    def done(self) -> bool:
        return all(part.results is not None for part in self.parts)

    def results(self) -> list[Result]:
        return [result for part in self.parts for result in part.results or ()]


class _Worker(Generic[Task, Result]):
    """One process and what it is busy with."""

    def __init__(self, prepare: Prepare[Task, Result]) -> None:
        context = mp.get_context("spawn")
        self.connection: Connection
        self.connection, theirs = context.Pipe()
        self.process: SpawnProcess = context.Process(target=_work, args=(theirs,), daemon=True)
        with _interrupts_held():
            self.process.start()
        theirs.close()
        self.ready = False
        self.part: _Part[Task, Result] | None = None
        with contextlib.suppress(OSError):  # a worker that died is noticed when it is listened to
            self.connection.send(prepare)

    def give(self, part: _Part[Task, Result]) -> None:
        part.given = True
        self.part = part
        with contextlib.suppress(OSError):
            self.connection.send(part.tasks)

    def stop(self) -> None:
        self.connection.close()
        self.process.terminate()
        self.process.join()
        self.process.close()


class Pool(Generic[Task, Result]):
    """At most `jobs` processes that turn tasks into results.

    Args:
        prepare: picklable; called once in each process, gives the function from tasks to as many results.
        jobs: number of processes; they start when there is work for them.
        give_up: the result of a task that kills every process that tries it.
    """

    def __init__(
        self, prepare: Prepare[Task, Result], *, jobs: int, give_up: Callable[[Task], Result]
    ) -> None:
        self._prepare = prepare
        self._jobs = jobs
        self._give_up = give_up
        self._workers: list[_Worker[Task, Result]] = []
        self._window: deque[_Chunk[Task, Result]] = deque()
        self._failed_starts = 0

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        for worker in self._workers:
            worker.stop()
        self._workers.clear()

    def results(self, chunks: Iterable[Sequence[Task]]) -> Iterator[list[Result]]:
        """The results of each chunk in order; reads ahead by a few chunks a process and no more.

        Raises:
            NewsclaimsError: what `prepare` raised, or that processes die before they are ready.
        """
        source = iter(chunks)
        while True:
            room = 2 * self._jobs + 1 - len(self._window)
            self._window.extend(_Chunk([_Part(tasks)]) for tasks in islice(source, room))
            if not self._window:
                return
            self._hand_out()
            if self._window[0].done:
                yield self._window.popleft().results()
            else:
                self._listen()

    def _hand_out(self) -> None:
        waiting = deque(part for chunk in self._window for part in chunk.parts if not part.given)
        for worker in self._workers:
            if waiting and worker.ready and worker.part is None:
                worker.give(waiting.popleft())
        starting = sum(not worker.ready for worker in self._workers)
        for _ in range(min(len(waiting) - starting, self._jobs - len(self._workers))):
            self._workers.append(_Worker(self._prepare))

    def _listen(self) -> None:
        ready = wait([worker.connection for worker in self._workers])
        for worker in [worker for worker in self._workers if worker.connection in ready]:
            try:
                message = worker.connection.recv()
            except (EOFError, OSError):
                self._bury(worker)
                continue
            if isinstance(message, Exception):
                raise message
            if message == _READY:
                worker.ready = True
                self._failed_starts = 0
            elif worker.part is not None:
                worker.part.results = message
                worker.part = None

    def _bury(self, worker: _Worker[Task, Result]) -> None:
        self._workers.remove(worker)
        worker.stop()
        if not worker.ready:
            self._failed_starts += 1
            if self._failed_starts == _FAILED_STARTS:
                msg = "worker processes die while they load the models"
                raise NewsclaimsError(msg, "too little memory? try fewer --jobs")
        part = worker.part
        if part is None:
            return
        if len(part.tasks) == 1:
            part.results = [self._give_up(part.tasks[0])]
            return
        chunk = next(chunk for chunk in self._window if part in chunk.parts)
        chunk.parts = [_Part([task]) for task in part.tasks]


def _work(connection: Connection) -> None:
    """Life of a worker: prepare, then a list of results for each list of tasks, until the other end is gone."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # Ctrl-C reaches the whole group: the parent decides
    os.environ.update(dict.fromkeys(_THREADS, "1"))
    with contextlib.suppress(EOFError, BrokenPipeError, ConnectionResetError):
        try:
            with quick_start():
                function = connection.recv()()
        except Exception as error:  # noqa: BLE001 - told to the parent, which knows how to say it
            connection.send(_told(error))
            return
        connection.send(_READY)
        while True:
            connection.send(function(connection.recv()))


def _told(error: Exception) -> NewsclaimsError:
    if isinstance(error, NewsclaimsError):
        return error
    if is_out_of_memory(error):
        return NewsclaimsError("out of memory while the models load", LESS_MEMORY)
    return NewsclaimsError(f"{type(error).__name__}: {error}")


@contextlib.contextmanager
def _interrupts_held() -> Iterator[None]:
    """Hold Ctrl-C back while a process starts, which inherits that until it ignores it on its own."""
    if not hasattr(signal, "pthread_sigmask"):
        yield
        return
    before = signal.pthread_sigmask(signal.SIG_BLOCK, {signal.SIGINT})
    try:
        yield
    finally:
        signal.pthread_sigmask(signal.SIG_SETMASK, before)
