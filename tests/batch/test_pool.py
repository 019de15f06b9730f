"""Worker processes: order, bounded reading ahead, and what a dead worker costs."""

from collections.abc import Iterator, Sequence
from pathlib import Path

import pytest

from newsclaims.batch.pool import Pool
from newsclaims.errors import MissingDependencyError, NewsclaimsError

# Workers are spawned, so what they run has to be importable there: a module of its own.
MODULE = """
import os, pathlib, signal, time
from newsclaims.errors import MissingDependencyError

def prepare():
    return work

def work(tasks):
    return [answer(task) for task in tasks]

def answer(task):
    verb, _, rest = task.partition(" ")
    if verb == "sleep":
        time.sleep(float(rest))
    if verb == "die" or verb == "once" and not pathlib.Path(rest).exists():
        pathlib.Path(rest or "/dev/null").touch()
        os.kill(os.getpid(), signal.SIGKILL)
    return f"{task}!"

def missing():
    raise MissingDependencyError("no model", "install it")

def broken():
    raise ZeroDivisionError("by nothing")

def die():
    os.kill(os.getpid(), signal.SIGKILL)
"""


@pytest.fixture
def functions(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> dict[str, object]:
    (tmp_path / "newsclaims_pool_functions.py").write_text(MODULE, encoding="utf-8")
    monkeypatch.syspath_prepend(tmp_path)
    import newsclaims_pool_functions  # type: ignore[import-not-found]  # noqa: PLC0415 - written just now

    return dict(vars(newsclaims_pool_functions))


def results(prepare: object, chunks: Sequence[Sequence[str]], jobs: int = 2) -> list[list[str]]:
    with Pool[str, str](prepare, jobs=jobs, give_up=lambda task: f"{task}?") as pool:  # type: ignore[arg-type]
        return list(pool.results(chunks))


def test_results_keep_the_order_of_the_tasks(functions: dict[str, object]) -> None:
    chunks = [["sleep 0.3", "a"], ["b"], ["c", "d"], ["e"]]
    assert results(functions["prepare"], chunks) == [[f"{task}!" for task in chunk] for chunk in chunks]


def test_no_tasks_start_no_process(functions: dict[str, object]) -> None:
    assert results(functions["die"], []) == []


def test_a_killed_worker_costs_only_time(functions: dict[str, object], tmp_path: Path) -> None:
    once = f"once {tmp_path / 'mark'}"
    assert results(functions["prepare"], [["a", once, "b"], ["c"]]) == [["a!", f"{once}!", "b!"], ["c!"]]


def test_a_task_that_always_kills_is_given_up_alone(functions: dict[str, object]) -> None:
    assert results(functions["prepare"], [["a", "die", "b"], ["die"], ["c"]]) == [
        ["a!", "die?", "b!"],
        ["die?"],
        ["c!"],
    ]


@pytest.mark.parametrize(
    ("prepare", "error", "message"),
    [
        ("missing", MissingDependencyError, "no model"),
        ("broken", NewsclaimsError, "ZeroDivisionError: by nothing"),
        ("die", NewsclaimsError, "die while they load the models"),
    ],
)
def test_trouble_with_the_models_is_told_once(
    functions: dict[str, object], prepare: str, error: type[Exception], message: str
) -> None:
    with pytest.raises(error, match=message):
        results(functions[prepare], [["a"], ["b"]])


def test_reading_ahead_is_bounded(functions: dict[str, object]) -> None:
    taken = 0

    def chunks() -> Iterator[list[str]]:
        nonlocal taken
        for number in range(100):
            taken += 1
            yield [str(number)]

    with Pool[str, str](functions["prepare"], jobs=2, give_up=str) as pool:  # type: ignore[arg-type]
        stream = pool.results(chunks())
        for number in range(20):
            assert next(stream) == [f"{number}!"]
            assert taken <= number + 6
