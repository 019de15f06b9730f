"""The ray runner on this machine: the records of the local run, failures as rows, nothing lost with a worker."""

import json
import os
import signal
import subprocess
import sys
import threading
import time
from importlib.util import find_spec
from pathlib import Path

import pytest

from newsclaims.cli import run

with_ray = pytest.mark.skipif(
    find_spec("ray") is None, reason="ray is not installed: pip install 'newsclaims[ray]' runs these"
)
TEXT = "“We will rebuild pier {number} by June 3,” Mayor Ana Lund said on Friday. "
RULES = ("--attribution", "rules")
ENVIRONMENT = {key: value for key, value in os.environ.items() if not key.startswith(("CLAIMS_", "RAY_"))}


@pytest.fixture(autouse=True)
def _here(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    for name in [name for name in os.environ if name.startswith(("CLAIMS_", "RAY_"))]:
        monkeypatch.delenv(name)
    monkeypatch.chdir(tmp_path)


@pytest.fixture
def archive(tmp_path: Path) -> Path:
    """A folder with an archive, a text file, and an article that fails."""
    folder = tmp_path / "in"
    folder.mkdir()
    lines = [json.dumps({"text": TEXT.format(number=number), "id": f"a{number}"}) for number in range(30)]
    lines[7] = "{"
    (folder / "archive.jsonl").write_text("\n".join(lines), encoding="utf-8")
    (folder / "b.txt").write_text("It closed on Friday, Tom Adeyemi said.", encoding="utf-8")
    return folder


def batch(*arguments: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, "-m", "newsclaims", "batch", *RULES, *arguments],
        capture_output=True,
        text=True,
        env=ENVIRONMENT,
        check=False,
    )


def records(folder: Path) -> list[str]:
    return sorted(
        line for path in folder.glob("part-*.jsonl") for line in path.read_text(encoding="utf-8").splitlines()
    )


@with_ray
def test_two_workers_give_the_records_of_the_local_run_though_one_is_killed(archive: Path) -> None:
    local = batch(str(archive), "-o", "local.jsonl", "-d", "2025-04-19")
    assert local.returncode == 1
    killed: list[int] = []
    stop = threading.Event()
    killer = threading.Thread(target=kill_one_actor, args=(killed, stop))
    killer.start()
    done = batch(str(archive), "-o", "out", "--runner", "ray", "--jobs", "2", "-d", "2025-04-19")
    stop.set()
    killer.join()
    assert done.returncode == 1, done.stderr
    assert done.stderr.endswith("claims: error: 1 of 31 articles failed; their records say why\n")
    assert records(Path("out")) == sorted(Path("local.jsonl").read_text(encoding="utf-8").splitlines())
    assert killed


def kill_one_actor(killed: list[int], stop: threading.Event) -> None:
    """Kill the first actor that this test's Ray starts, once it has begun."""
    while not (stop.is_set() or killed):
        for entry in Path("/proc").iterdir():
            if entry.name.isdigit() and is_our_actor(entry):
                os.kill(int(entry.name), signal.SIGKILL)
                killed.append(int(entry.name))
                break
        time.sleep(0.02)


def is_our_actor(process: Path) -> bool:
    try:
        return (
            b"ray::MapWorker" in (process / "cmdline").read_bytes()
            and (process / "cwd").resolve() == Path.cwd()
        )
    except OSError:
        return False


@with_ray
def test_parquet_in_and_out(tmp_path: Path) -> None:
    import pyarrow as pa  # noqa: PLC0415 - comes with ray
    import pyarrow.parquet as pq  # noqa: PLC0415

    rows = [{"text": TEXT.format(number=number), "id": f"a{number}"} for number in range(5)]
    pq.write_table(pa.Table.from_pylist(rows), tmp_path / "in.parquet")
    assert batch("in.parquet", "-o", "out", "--runner", "ray", "-f", "parquet", "-q").returncode == 0
    assert batch("in.parquet", "-o", "local.jsonl", "-q").returncode == 0
    found = pq.read_table(tmp_path / "out").to_pylist()
    assert sorted(row["record"] for row in found) == sorted(Path("local.jsonl").read_text().splitlines())
    assert {(row["id"], row["failed"]) for row in found} == {(f"a{number}", False) for number in range(5)}


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (["--runner", "spark"], "no runner 'spark'"),
        (["--format", "parquet"], "no format 'parquet' of claims batch"),
        (["--runner", "ray"], "the ray runner writes a folder"),
        (["--runner", "ray", "-o", "out", "--resume"], "--fail-fast are of the local runner"),
        (["--runner", "ray", "-o", "full"], "full: holds records already"),
        (["--runner", "ray", "-o", "out", "--format", "csv"], "no format 'csv' of the ray runner"),
    ],
)
def test_what_does_not_fit_is_refused(
    arguments: list[str], message: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (tmp_path / "full").mkdir()
    (tmp_path / "full" / "part-000000.jsonl").touch()
    assert run(["batch", "in", *arguments]) == 2
    assert message in capsys.readouterr().err


def test_without_ray_one_line_tells_how_to_get_it(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setitem(sys.modules, "ray", None)
    assert run(["batch", "in", "--runner", "ray", "-o", "out"]) == 3
    assert capsys.readouterr().err.endswith("needs the extra ray (pip install 'newsclaims[ray]')\n")
