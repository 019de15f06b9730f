"""``claims batch`` as a user meets it: folders and archives, stops and resumption, in real processes."""

import contextlib
import json
import os
import pty
import re
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

from newsclaims.cli import run
from newsclaims.records import Document

ENVIRONMENT = {key: value for key, value in os.environ.items() if not key.startswith("CLAIMS_")}
TEXT = "“We will rebuild pier {number} by June 3,” Mayor Ana Lund said on Friday. "
RULES = ("--attribution", "rules")  # loads faster than the tagger, and stops are the subject here


@pytest.fixture(autouse=True)
def _here(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    for name in [name for name in os.environ if name.startswith("CLAIMS_")]:
        monkeypatch.delenv(name)
    monkeypatch.chdir(tmp_path)


@pytest.fixture
def archive(tmp_path: Path) -> Path:
    """64 articles, enough to stop in their middle; one of them is broken."""
    path = tmp_path / "archive.jsonl"
    lines = [
        json.dumps({"text": TEXT.format(number=number) * 8, "id": f"a{number}", "date": "2025-04-19"})
        for number in range(64)
    ]
    lines[40] = '{"id":"a40"}'
    path.write_text("\n".join(lines), encoding="utf-8")
    return path


def command(*arguments: str) -> list[str]:
    return [sys.executable, "-m", "newsclaims", "batch", *RULES, *arguments]


def batch(*arguments: str, stdin: str = "") -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        command(*arguments),
        input=stdin,
        capture_output=True,
        encoding="utf-8",
        env=ENVIRONMENT,
        check=False,
    )


def obey_signals() -> None:
    """What runs in the background, or under nohup, has some ignored, and what it starts inherits that."""
    for number in (signal.SIGINT, signal.SIGTERM):
        signal.signal(number, signal.SIG_DFL)


def started(*arguments: str, output: Path, lines: int) -> subprocess.Popen[str]:
    """A run in a process group of its own that has written at least `lines` lines."""
    process = subprocess.Popen(
        command(*arguments, "-o", str(output)),
        stderr=subprocess.PIPE,
        text=True,
        env=ENVIRONMENT,
        start_new_session=True,
        preexec_fn=obey_signals,  # noqa: PLW1509 - no thread runs here
    )
    deadline = time.monotonic() + 60
    while not (output.exists() and output.read_bytes().count(b"\n") >= lines):
        assert time.monotonic() < deadline
        assert process.poll() is None, process.stderr and process.stderr.read()
        time.sleep(0.01)
    return process


def group_is_gone(process: subprocess.Popen[str]) -> bool:
    deadline = time.monotonic() + 20
    while time.monotonic() < deadline:
        try:
            os.killpg(process.pid, 0)
        except ProcessLookupError:
            return True
        time.sleep(0.05)
    return False


def test_a_line_an_article_in_the_order_of_the_input(tmp_path: Path) -> None:
    (tmp_path / "in").mkdir()
    for number in range(3):
        (tmp_path / "in" / f"{number}.txt").write_text(TEXT.format(number=number), encoding="utf-8")
    done = batch("in", "missing.txt", "-d", "2025-04-19", "-o", "out.jsonl")
    assert (done.returncode, done.stdout) == (1, "")
    assert done.stderr == "claims: error: missing.txt: no such file\n"
    lines = (tmp_path / "out.jsonl").read_text(encoding="utf-8").splitlines()
    documents = [Document.model_validate_json(line) for line in lines[:3]]
    assert [document.id for document in documents] == ["in/0.txt", "in/1.txt", "in/2.txt"]
    assert all(document.speakers[0].name == "Ana Lund" for document in documents)
    assert json.loads(lines[3]) == {
        "id": "missing.txt",
        "error": {"type": "InputError", "message": "missing.txt: no such file", "hint": ""},
    }


def test_standard_input_and_output() -> None:
    lines = '{"text":"“It will close,” Ana Lund said.","id":"x"}\n{"text":"It rains.","id":"y"}\n'
    done = batch("-", "--only", "quotes", "--no-text", stdin=lines)
    assert done.returncode == 0
    first, second = map(json.loads, done.stdout.splitlines())
    assert (first["id"], second["id"]) == ("x", "y")
    assert first["quotes"][0]["text"] == "It will close"
    assert first["text"] is None
    assert "claims" not in first
    assert json.loads(batch(stdin="It rains.").stdout)["id"] == "stdin"


def test_a_killed_run_is_gone_on_with_and_nothing_is_lost_or_twice(archive: Path, tmp_path: Path) -> None:
    whole, stopped = tmp_path / "whole.jsonl", tmp_path / "stopped.jsonl"
    assert batch(str(archive), "-o", str(whole)).returncode == 1
    process = started(str(archive), "--jobs", "2", output=stopped, lines=8)
    process.kill()
    process.communicate()
    assert group_is_gone(process), "workers outlive a killed parent"
    lines = stopped.read_bytes().count(b"\n")
    assert 8 <= lines < 64
    stopped.write_bytes(stopped.read_bytes() + b'{"schema_version":"1.0","id":"a')
    done = batch(str(archive), "--jobs", "2", "--resume", "-o", str(stopped))
    assert done.returncode == 1
    assert stopped.read_bytes() == whole.read_bytes()
    again = batch(str(archive), "--resume", "-o", str(stopped))
    assert (again.returncode, stopped.read_bytes()) == (1, whole.read_bytes())


@pytest.mark.parametrize("jobs", ["1", "2"])
@pytest.mark.parametrize(
    ("number", "status", "message"),
    [(signal.SIGINT, 130, "go on with --resume"), (signal.SIGTERM, 143, "")],
)
def test_stopped_runs_leave_a_file_to_go_on_with(  # noqa: PLR0917 - a table
    archive: Path, tmp_path: Path, number: int, status: int, message: str, jobs: str
) -> None:
    output = tmp_path / "out.jsonl"
    process = started(str(archive), "--jobs", jobs, output=output, lines=8)
    os.killpg(process.pid, number)  # Ctrl-C reaches the workers too
    _, errors = process.communicate(timeout=20)
    assert process.returncode == status
    assert message in errors
    assert "Traceback" not in errors
    assert group_is_gone(process)
    written = output.read_bytes()
    assert written.endswith(b"\n")
    assert all(json.loads(line)["id"] == f"a{index}" for index, line in enumerate(written.splitlines()))


def test_resuming_other_articles_is_refused(tmp_path: Path) -> None:
    (tmp_path / "a.jsonl").write_text('{"text":"One.","id":"1"}\n', encoding="utf-8")
    (tmp_path / "out.jsonl").write_text('{"id":"2","quotes":[]}\n', encoding="utf-8")
    done = batch("a.jsonl", "-o", "out.jsonl", "--resume")
    assert done.returncode == 1
    assert "out.jsonl: made from other articles: line 1 is '2', where the input has '1'" in done.stderr
    (tmp_path / "out.jsonl").write_text('{"id":"1"}\n{"id":"2"}\n', encoding="utf-8")
    assert "line 2 is '2', where the input ends" in batch("a.jsonl", "-o", "out.jsonl", "--resume").stderr


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (["in", "-o", "out.jsonl"], "out.jsonl: exists (go on with --resume"),
        (["out.jsonl", "-o", "out.jsonl", "--overwrite"], "out.jsonl: is the input too"),
        (["*.jsonl", "-o", "out.jsonl", "--overwrite"], "out.jsonl: is the input too"),
        (["in", "--shard", "5/4"], "no shard '5/4'"),
        (["in", "--date", "soon"], "'soon' is no date"),
        (["in", "--encoding", "latin-99"], "no encoding 'latin-99'"),
        (["in", "--jobs", "0"], "Invalid value for '--jobs'"),
        (["in", "--only", "moods"], "no record type 'moods'"),
    ],
)
def test_wrong_usage_is_one_line_and_touches_nothing(
    arguments: list[str], message: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (tmp_path / "out.jsonl").write_text("precious\n", encoding="utf-8")
    assert run(["batch", *arguments]) == 2
    assert message in capsys.readouterr().err
    assert (tmp_path / "out.jsonl").read_text(encoding="utf-8") == "precious\n"


def test_the_output_in_the_folder_that_is_read_is_no_input(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (tmp_path / "a.txt").write_text("It rains.", encoding="utf-8")
    for _ in range(2):
        assert run(["batch", ".", "-o", "out.jsonl", "--resume", *RULES]) == 0
        assert capsys.readouterr().err == ""
        assert (tmp_path / "out.jsonl").read_bytes().count(b"\n") == 1


def test_an_empty_folder_is_fine_and_said(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (tmp_path / "in").mkdir()
    assert run(["batch", "in", "-o", "out.jsonl"]) == 0
    assert "no article found" in capsys.readouterr().err


def test_a_missing_model_is_told_once(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (tmp_path / "a.txt").write_text("It rains.", encoding="utf-8")
    for jobs in "12":
        assert run(["batch", "a.txt", "--model", "xx_nowhere", "--jobs", jobs]) == 3
        assert capsys.readouterr().err.count("\n") == 1


def test_fail_fast_stops_before_the_failure(tmp_path: Path) -> None:
    lines = ['{"text":"One.","id":"1"}', "{", '{"text":"Three.","id":"3"}']
    (tmp_path / "a.jsonl").write_text("\n".join(lines), encoding="utf-8")
    done = batch("a.jsonl", "--fail-fast", "-o", "out.jsonl")
    assert done.returncode == 1
    assert done.stderr.startswith("claims: error: a.jsonl:2: no JSON")
    assert [json.loads(line)["id"] for line in Path("out.jsonl").read_text().splitlines()] == ["1"]
    (tmp_path / "a.jsonl").write_text("\n".join([lines[0], lines[2]]), encoding="utf-8")
    assert batch("a.jsonl", "--fail-fast", "-o", "out.jsonl", "--resume").returncode == 0
    assert [json.loads(line)["id"] for line in Path("out.jsonl").read_text().splitlines()] == ["1", "3"]


def test_shards_add_up(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (tmp_path / "a.jsonl").write_text('{"text":"It rains."}\n' * 5, encoding="utf-8")
    ids = []
    for shard in ("1/2", "2/2"):
        assert run(["batch", "a.jsonl", "--shard", shard, "-o", f"out{shard[0]}.jsonl", *RULES]) == 0
        ids.append([json.loads(line)["id"] for line in Path(f"out{shard[0]}.jsonl").read_text().splitlines()])
    capsys.readouterr()
    assert ids == [["a.jsonl:1", "a.jsonl:3", "a.jsonl:5"], ["a.jsonl:2", "a.jsonl:4"]]


def test_many_failures_are_counted_not_listed(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (tmp_path / "a.jsonl").write_text("{\n" * 30, encoding="utf-8")
    assert run(["batch", "a.jsonl", "-o", "out.jsonl", *RULES]) == 1
    errors = capsys.readouterr().err.splitlines()
    assert len(errors) == 11
    assert errors[-1] == "claims: error: 30 of 30 articles failed; their lines say why"


def test_undated_articles_are_told_once(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (tmp_path / "a.jsonl").write_text('{"text":"It closed on Friday."}\n' * 3, encoding="utf-8")
    assert run(["batch", "a.jsonl", "-o", "out.jsonl", *RULES]) == 0
    errors = capsys.readouterr().err
    assert "3 of 3 articles have no publication date" in errors
    assert errors.count("\n") == 1


def on_a_terminal(*arguments: str) -> str:
    """What a run prints to standard error where that is a terminal."""
    ours, theirs = pty.openpty()
    environment = ENVIRONMENT | {"TERM": "xterm", "COLUMNS": "120"}
    process = subprocess.Popen(command(*arguments), stderr=theirs, stdout=subprocess.DEVNULL, env=environment)
    os.close(theirs)
    shown = b""
    with contextlib.suppress(OSError):  # how a terminal says that its last process is gone
        while part := os.read(ours, 4096):
            shown += part
    os.close(ours)
    assert process.wait() == 1
    return shown.decode()


def test_a_bar_for_who_looks_and_for_nobody_else(archive: Path) -> None:
    shown = on_a_terminal(str(archive), "-o", "out.jsonl")
    assert "articles" in shown
    assert re.search(r"\d\.\d/s", shown)
    assert "1 failed" in shown
    assert "claims: error: " in shown
    quiet = on_a_terminal(str(archive), "-o", "out.jsonl", "--overwrite", "--quiet")
    assert quiet.startswith("claims: error: ")
    assert "articles" not in quiet


def test_an_id_that_cannot_be_encoded_stops_nothing(tmp_path: Path) -> None:
    lines = [
        '{"text":5,"id":"\\ud800"}',
        '{"text":"It rains.","id":"a\\udfff"}',
        '{"text":"It rains.","id":"b"}',
    ]
    (tmp_path / "a.jsonl").write_text("\n".join(lines), encoding="utf-8")
    for _ in range(2):
        assert run(["batch", "a.jsonl", "-o", "out.jsonl", "--resume", "-q", *RULES]) == 1
        found = Path("out.jsonl").read_text(encoding="utf-8").splitlines()
        assert [json.loads(line)["id"] for line in found] == ["\ufffd", "a\ufffd", "b"]
