"""The bar of a long run, on standard error where a person watches it."""

import sys
import time
from collections import deque
from collections.abc import Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING, Protocol

if TYPE_CHECKING:
    from rich.progress import Progress, TaskID

    from newsclaims.batch.run import Done

# Seconds over which the speed is taken, so that it follows long and short articles.
_WINDOW = 60.0


class Advance(Protocol):
    """Tells the bar what has been done since the last time."""

    def __call__(self, *, articles: int, failures: int, size: int) -> None:
        """Add to what is done."""


@contextmanager
def progress(total: int | None, done: "Done", *, shown: bool) -> Iterator[Advance]:
    """A bar with articles a second, time left and failures; nothing where it is not `shown`.

    Args:
        total: bytes of input, by which the bar grows; None where that is unknown.
        done: what an earlier run did, which counts as done but not for the speed.
        shown: whether to show it; see `watched`.
    """
    if not shown:
        yield lambda *, articles, failures, size: None  # noqa: ARG005 - nobody looks
        return
    from rich.console import Console  # noqa: PLC0415 - costs 50 ms
    from rich.progress import BarColumn, Progress, TaskProgressColumn, TextColumn, TimeRemainingColumn  # noqa: PLC0415

    bar = Progress(
        BarColumn(),
        TaskProgressColumn(),
        TextColumn("{task.fields[articles]:,} articles"),
        TextColumn("{task.fields[rate]:.1f}/s"),
        TimeRemainingColumn(compact=True),
        TextColumn("left{task.fields[failed]}"),
        console=Console(stderr=True),
        speed_estimate_period=_WINDOW,
        transient=True,
    )
    with bar:
        task = bar.add_task("", total=total, completed=done.size, articles=done.articles, rate=0.0, failed="")
        yield _Bar(bar, task, done)


def watched() -> bool:
    """Whether a person looks at standard error."""
    return sys.stderr is not None and sys.stderr.isatty()


class _Bar:
    def __init__(self, bar: "Progress", task: "TaskID", done: "Done") -> None:
        self.bar = bar
        self.task = task
        self.articles = done.articles
        self.failures = done.failures
        self.times: deque[tuple[float, int]] = deque([(time.monotonic(), done.articles)])

    def __call__(self, *, articles: int, failures: int, size: int) -> None:
        self.articles += articles
        self.failures += failures
        now = time.monotonic()
        self.times.append((now, self.articles))
        while len(self.times) > 2 and self.times[0][0] < now - _WINDOW:  # noqa: PLR2004 - a speed needs two
            self.times.popleft()
        then, before = self.times[0]
        self.bar.update(
            self.task,
            advance=size,
            articles=self.articles,
            rate=(self.articles - before) / max(now - then, 1e-9),
            failed=f", [red]{self.failures:,} failed[/]" if self.failures else "",
        )
