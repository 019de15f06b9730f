"""Whatever the file: one clear line, the right exit status, the other article's records intact, nothing half-written.

The tables are the list of what is tried: what lies there, what is said of it, with which status.
"""

import gzip
import json
import os
import re
import resource
import signal
import subprocess
import sys
import threading
import time
from collections.abc import Callable, Sequence
from pathlib import Path

import pytest

from newsclaims.cli import run
from newsclaims.document import Findings, build_document
from newsclaims.errors import InputError
from newsclaims.paths import is_folder
from newsclaims.reading import ReadOptions, find_sources, read, read_file
from newsclaims.records import Article, Document, Meta

GOOD = "“We will rebuild by June 3,” Mayor Ana Lund said on Friday.\n"
RULES = ("--attribution", "rules")  # loads faster than the tagger, and files are the subject here
ENVIRONMENT = {key: value for key, value in os.environ.items() if not key.startswith("CLAIMS_")}
LONG = "a" * 300 + ".txt"


@pytest.fixture(autouse=True)
def _here(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    for name in [name for name in os.environ if name.startswith("CLAIMS_")]:
        monkeypatch.delenv(name)
    monkeypatch.chdir(tmp_path)
    Path("good.txt").write_text(GOOD, encoding="utf-8")


def claims(*arguments: str, **options: object) -> subprocess.CompletedProcess[str]:
    settings = {"capture_output": True, "encoding": "utf-8", "env": ENVIRONMENT, "timeout": 120, **options}
    command = [sys.executable, "-m", "newsclaims", *arguments]
    return subprocess.run(command, check=False, **settings)  # type: ignore[call-overload,no-any-return]


def is_good(document: Document) -> bool:
    return document.text == GOOD and [quote.text for quote in document.quotes] == [
        "We will rebuild by June 3"
    ]


def content(data: bytes) -> Callable[[Path], object]:
    return lambda path: path.write_bytes(data)


def packed(data: bytes, length: int | None = None) -> Callable[[Path], object]:
    return lambda path: path.write_bytes(gzip.compress(data)[:length])


def nothing(path: Path) -> None:
    del path


# What is no article: its name, what lies there, what is said.
REFUSED: list[tuple[str, Callable[[Path], object], str]] = [
    ("missing.txt", nothing, "missing.txt: no such file"),
    ("folder.txt", Path.mkdir, r"folder.txt: is a directory \(name the files in it\)"),
    ("link.txt", lambda path: path.symlink_to("nowhere"), "link.txt: a link to a file that does not exist"),
    ("loop.txt", lambda path: path.symlink_to("loop.txt"), "loop.txt: cannot be read: .+symbolic links"),
    ("good.txt/inner.txt", nothing, "good.txt/inner.txt: cannot be read: Not a directory"),
    (LONG, nothing, f"{LONG}: cannot be read: File name too long"),
    ("", nothing, "'': is a directory"),
    ("/dev/zero", nothing, "/dev/zero: larger than 16 MB"),
    ("/proc/self/mem", nothing, "/proc/self/mem: cannot be read: Input/output error"),
    ("nul.txt", content(b"a\0b"), "nul.txt: not a text file"),
    ("picture.txt", content(b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR"), "picture.txt: not a text file"),
    ("controls.txt", content(bytes(range(32)) * 9), "controls.txt: not a text file"),
    ("utf16.txt", content("Hello".encode("utf-16-le")), r"utf16.txt: not a text file \(.*--encoding\)"),
    ("odd.txt", content(b"\xff\xfeabc"), r"odd.txt: not in utf-16 \(byte 4\)"),
    ("mark.txt", content(b"\xef\xbb\xbfna\xefve"), r"mark.txt: not in utf-8-sig \(byte 2\)"),
    ("large.txt", content(b" " * 17_000_000), "large.txt: larger than 16 MB"),
    ("bomb.txt.gz", packed(b" " * 50_000_000), "bomb.txt.gz: larger than 16 MB"),
    ("torn.txt.gz", packed(b"Hello, world", 20), "torn.txt.gz: damaged gzip: .+"),
    ("false.txt.gz", content(b"no gzip"), "false.txt.gz: damaged gzip: Not a gzipped file"),
]  # fmt: skip


@pytest.mark.parametrize(
    ("name", "make", "message"), REFUSED, ids=[row[0][:20] or "empty" for row in REFUSED]
)
def test_extract_says_what_is_no_article_and_does_the_other(
    name: str, make: Callable[[Path], object], message: str, capsys: pytest.CaptureFixture[str]
) -> None:
    make(Path(name))
    status = run(["extract", *RULES, "--date", "2025-04-19", "--jsonl", name, "good.txt"])
    output = capsys.readouterr()
    assert status == 1
    assert re.fullmatch(f"claims: error: {message}.*\n", output.err), output.err
    assert is_good(Document.model_validate_json(output.out))


@pytest.mark.parametrize(
    ("name", "make", "message"), REFUSED, ids=[row[0][:20] or "empty" for row in REFUSED]
)
def test_batch_leaves_a_line_for_it(
    name: str, make: Callable[[Path], object], message: str, capsys: pytest.CaptureFixture[str]
) -> None:
    make(Path(name))
    if is_folder(name):
        pytest.skip("batch reads folders")
    status = run(["batch", *RULES, "--date", "2025-04-19", "-o", "out.jsonl", name, "good.txt"])
    error = capsys.readouterr().err
    failed, good = map(json.loads, Path("out.jsonl").read_text(encoding="utf-8").splitlines())
    assert status == 1
    assert re.fullmatch(f"claims: error: {message}.*\n", error), error
    assert re.match(message.split(r" \(", maxsplit=1)[0], failed["error"]["message"])
    assert is_good(Document.model_validate(good))


# What is an article all the same: its name, its bytes, its text, what is warned of.
TAKEN: list[tuple[str, bytes, str, str]] = [
    ("empty.txt", b"", "", "empty.txt: empty, so it has no records"),
    ("blank.txt", b" \n\t\r\n", " \n\t\r\n", "blank.txt: empty, so it has no records"),
    ("plain.txt", GOOD.encode(), GOOD, ""),
    ("mark.txt", GOOD.encode("utf-8-sig"), GOOD, ""),
    ("utf16.txt", GOOD.encode("utf-16"), GOOD, ""),
    ("utf32.txt", GOOD.encode("utf-32"), GOOD, ""),
    ("windows.txt", GOOD.encode("cp1252"), GOOD, "windows.txt: not UTF-8; read as .+"),
    ("lines.txt", b"One.\r\nTwo.\rThree.\n", "One.\r\nTwo.\rThree.\n", ""),
    ("packed.txt.gz", gzip.compress(GOOD.encode()), GOOD, ""),
    ("twice.txt.gz", gzip.compress(b"One. ") + gzip.compress(b"Two."), "One. Two.", ""),
    ("new\nline.txt", GOOD.encode(), GOOD, ""),
    ("bell\a\x1b[31m.txt", GOOD.encode(), GOOD, ""),
    ("\udcff\udcfe.txt", GOOD.encode(), GOOD, ""),
    ("-rf.txt", GOOD.encode(), GOOD, ""),
    ("$(rm -rf x); 'a' \"b\" *.txt", GOOD.encode(), GOOD, ""),
]  # fmt: skip


@pytest.mark.parametrize(("name", "data", "text", "warning"), TAKEN, ids=[ascii(row[0]) for row in TAKEN])
def test_what_is_an_article_all_the_same(
    name: str, data: bytes, text: str, warning: str, capsys: pytest.CaptureFixture[str]
) -> None:
    Path(name).write_bytes(data)
    assert run(["extract", *RULES, "--date", "2025-04-19", "--jsonl", "--", name]) == 0
    output = capsys.readouterr()
    document = Document.model_validate_json(output.out)
    assert document.text == text
    assert re.fullmatch(f"claims: warning: {warning}.*\n" if warning else "", output.err), output.err
    assert document.id.isprintable()


MIXED = "café ".encode() * 40 + b"caf\xe9"


def test_mixed_encodings_are_read_with_a_warning_or_refused() -> None:
    Path("mixed.txt").write_bytes(MIXED)
    try:
        reading = read_file("mixed.txt")
    except InputError as error:
        assert "encoding" in str(error)  # noqa: PT017 - either answer is right
    else:
        assert reading.warnings


# Lines of JSON Lines that are no article, and what is said of them.
LINES: list[tuple[bytes, str]] = [
    (b'{"text": "torn', "no JSON: Invalid control character at"),
    (b"{'text': 1}", "no JSON: Expecting property name enclosed in double quotes"),
    (b'["text"]', "no JSON object"),
    (b'"text"', "no JSON object"),
    (b"null", "no JSON object"),
    (b"[" * 100_000 + b"]" * 100_000, "nested too deeply"),
    (b'{"text": ' + b'{"a": ' * 100_000 + b"1" + b"}" * 100_001, "nested too deeply"),
    (b'{"text": ' + b"9" * 5000 + b"}", "no JSON: Exceeds the limit"),
    (b'{"body": "x"}', "no 'text' in it"),
    (b'{"text": null}', "no 'text' in it"),
    (b'{"text": 7}', "'text' is no text but int"),
    (b'{"text": ["x"]}', "'text' is no text but list"),
    (b'{"text": "\xe9"}', "not in UTF-8"),
    (b'\xff\xfe{\0"\0', "not in UTF-8"),
]


def test_bad_lines_of_json_lines_cost_only_themselves(capsys: pytest.CaptureFixture[str]) -> None:
    good = json.dumps({"text": GOOD, "date": "2025-04-19"}).encode()
    lines = [line for bad, _ in LINES for line in (bad, good)]
    Path("archive.jsonl").write_bytes(b"\n".join(lines) + b"\n\n \n")
    assert run(["batch", *RULES, "archive.jsonl", "-o", "out.jsonl"]) == 1
    capsys.readouterr()
    out = [json.loads(line) for line in Path("out.jsonl").read_text(encoding="utf-8").splitlines()]
    assert len(out) == len(lines)
    for number, (_, message) in enumerate(LINES):
        place = f"archive.jsonl:{2 * number + 1}"
        assert out[2 * number]["id"] == place
        assert out[2 * number]["error"]["message"].startswith(f"{place}: "), message
        assert message in out[2 * number]["error"]["message"]
    assert all(is_good(Document.model_validate(record)) for record in out[1::2])


def test_an_endless_line_costs_only_itself(capsys: pytest.CaptureFixture[str]) -> None:
    good = json.dumps({"text": GOOD, "date": "2025-04-19"}).encode()
    Path("archive.jsonl").write_bytes(b'{"text": "' + b"x" * 17_000_000 + b'"}\n' + good)
    assert run(["batch", *RULES, "archive.jsonl", "-o", "out.jsonl"]) == 1
    assert re.fullmatch(r"claims: error: archive\.jsonl:1: longer than 16 MB.*\n", capsys.readouterr().err)
    failed, found = map(json.loads, Path("out.jsonl").read_text(encoding="utf-8").splitlines())
    assert failed["id"] == "archive.jsonl:1"
    assert is_good(Document.model_validate(found))


# Lines that look strange and are articles.
STRANGE = [
    ({"text": GOOD, "id": "twice"}, "twice"),
    ({"text": GOOD, "id": "twice"}, "twice"),
    ({"text": GOOD, "id": "../../etc/passwd"}, "../../etc/passwd"),
    ({"text": GOOD, "id": "'; DROP TABLE articles;--"}, "'; DROP TABLE articles;--"),
    ({"text": GOOD, "id": 7}, "7"),
    ({"text": GOOD, "id": ["x"]}, "strange.jsonl:6"),
    ({"text": GOOD, "id": "\ud800"}, "\ufffd"),
    ({"text": GOOD, "title": {"a": 1}, "date": [1]}, "strange.jsonl:8"),
    ({"text": GOOD, "x" * 1000: "y" * 100_000}, "strange.jsonl:9"),
]


def test_strange_lines_are_articles(capsys: pytest.CaptureFixture[str]) -> None:
    lines = [json.dumps(record) for record, _ in STRANGE]
    lines.append('{"text": "No.", "text": "Yes.", "n": NaN, "m": 1e999}')
    Path("strange.jsonl").write_text("\n".join(lines), encoding="utf-8")
    assert run(["batch", *RULES, "strange.jsonl", "-o", "out.jsonl", "--date", "2025-04-19"]) == 0
    capsys.readouterr()
    out = [json.loads(line) for line in Path("out.jsonl").read_text(encoding="utf-8").splitlines()]
    assert [record["id"] for record in out] == [*(expected for _, expected in STRANGE), "strange.jsonl:10"]
    assert out[-1]["text"] == "Yes."


def test_a_pipe_is_read_to_its_end(capsys: pytest.CaptureFixture[str]) -> None:
    os.mkfifo("pipe.txt")
    writer = threading.Thread(
        target=Path("pipe.txt").write_text, args=(GOOD,), kwargs={"encoding": "utf-8"}, daemon=True
    )
    writer.start()
    assert run(["extract", *RULES, "--date", "2025-04-19", "pipe.txt"]) == 0
    writer.join()
    assert is_good(Document.model_validate_json(capsys.readouterr().out))


def test_pipes_and_devices_in_folders_are_passed_over(capsys: pytest.CaptureFixture[str]) -> None:
    Path("in").mkdir()
    os.mkfifo("in/pipe.txt")
    Path("in/zero.txt").symlink_to("/dev/zero")
    Path("good.txt").rename("in/good.txt")
    assert run(["batch", *RULES, "in", "-o", "out.jsonl", "--date", "2025-04-19"]) == 0
    assert is_good(Document.model_validate_json(Path("out.jsonl").read_text(encoding="utf-8")))
    assert capsys.readouterr().err == ""


def test_what_vanishes_or_changes_between_listing_and_reading() -> None:
    Path("in").mkdir()
    for name in ("a", "b", "c"):
        Path(f"in/{name}.txt").write_text(GOOD, encoding="utf-8")
    options = ReadOptions()
    sources = list(find_sources(["in"], options))
    Path("in/a.txt").unlink()
    Path("in/b.txt").write_text("Short.", encoding="utf-8")
    with pytest.raises(InputError, match=r"in/a\.txt: no such file"):
        read(sources[0], options)
    assert [read(source, options).article.text for source in sources[1:]] == ["Short.", GOOD]


@pytest.mark.skipif(not hasattr(os, "seteuid"), reason="no users here")
def test_without_permission_it_says_so(tmp_path: Path) -> None:
    path = tmp_path / "secret.txt"
    path.write_text(GOOD, encoding="utf-8")
    path.chmod(0)
    before = os.geteuid()
    if before == 0:
        os.seteuid(65534)  # nobody: root may read everything
    try:
        with pytest.raises(InputError, match=r"secret\.txt: cannot be read: Permission denied"):
            read_file(str(path))
    finally:
        os.seteuid(before)


# Where records cannot go: the arguments, what is said, the status.
OUTPUTS: list[tuple[list[str], str, int]] = [
    (["extract", *RULES, "good.txt", "-o", "/dev/full"], "/dev/full: cannot be written: No space left on device", 1),
    (["batch", *RULES, "good.txt", "-o", "/dev/full"], "/dev/full: cannot be written: No space left on device", 1),
    (["export", "records.jsonl", "-f", "csv", "-o", "/dev/full"], "/dev/full: cannot be written: No space left.*", 1),
    (["show", "records.jsonl", "--html", "/dev/full"], "/dev/full: cannot be written: No space left on device", 1),
    (["extract", *RULES, "good.txt", "-o", "/proc/x.json"], "/proc/x.json: cannot be written: .+", 1),
    (["batch", *RULES, "good.txt", "-o", "/proc/x.jsonl"], "/proc/x.jsonl: cannot be written: .+", 1),
    (["export", "records.jsonl", "-o", "/proc/x.sqlite"], "/proc/x.sqlite: .+", 1),
    (["export", "records.jsonl", "-o", "/proc/x.xlsx"], "/proc/x.xlsx: cannot be written: .+", 1),
    (["export", "records.jsonl", "-o", "/proc/x.parquet"], "/proc/x.parquet: cannot be written: .+", 1),
    (["extract", *RULES, "good.txt", "-o", "no/x.json"], "no/x.json: cannot be written: No such file.*", 1),
    (["batch", *RULES, "good.txt", "-o", "no/x.jsonl"], "no/x.jsonl: cannot be written: No such file.*", 1),
    (["extract", *RULES, "good.txt", "-o", LONG], f"{LONG}: cannot be written: File name too long", 1),
    (["batch", *RULES, "good.txt", "-o", LONG], f"{LONG}: cannot be written: File name too long", 1),
    (["batch", *RULES, "good.txt", "-o", "."], ".: cannot be written: Is a directory", 1),
    (["extract", *RULES, "good.txt", "-f", "json", "-o", "."], ".: is a directory, and json is one file.*", 2),
    (["extract", *RULES, "good.txt", "-f", "json", "-o", "good.txt"], "good.txt: is the input too.*", 2),
    (["batch", *RULES, "good.txt", "-o", "./good.txt"], "good.txt: is the input too.*", 2),
    (["export", "records.jsonl", "-o", "records.jsonl"], "records.jsonl: is the input too.*", 2),
    (["show", "records.jsonl", "--html", "records.jsonl"], "records.jsonl: is the input too.*", 2),
]  # fmt: skip


@pytest.mark.parametrize(
    ("arguments", "message", "status"), OUTPUTS, ids=[f"{row[0][0]} {row[0][-1]}" for row in OUTPUTS]
)
def test_where_records_cannot_go(
    arguments: list[str], message: str, status: int, document: Document, capsys: pytest.CaptureFixture[str]
) -> None:
    Path("records.jsonl").write_text(document.model_dump_json() + "\n", encoding="utf-8")
    before = {path: path.read_bytes() for path in Path().iterdir()}
    assert run([*arguments, "--quiet"]) == status
    output = capsys.readouterr()
    assert output.out == ""
    assert re.fullmatch(f"claims: error: {message}\n", output.err), output.err
    assert {path: path.read_bytes() for path in Path().iterdir()} == before


def full_after(kilobytes: int) -> Callable[[], None]:
    """No file of the process may grow larger: a disk that is full in the middle."""
    return lambda: resource.setrlimit(resource.RLIMIT_FSIZE, (kilobytes << 10, kilobytes << 10))


def test_a_disk_that_is_full_in_the_middle_can_be_gone_on_with() -> None:
    names = [f"{number}.txt" for number in range(6)]
    for name in names:
        Path(name).write_text(GOOD, encoding="utf-8")
    command = ("batch", *RULES, *names, "-o", "out.jsonl", "--date", "2025-04-19", "-q")
    ended = claims(*command, preexec_fn=full_after(3))
    assert ended.returncode == 1
    assert re.fullmatch(r"claims: error: out\.jsonl: cannot be written: File too large.*\n", ended.stderr), (
        ended.stderr
    )
    ended = claims(*command, "--resume")
    assert (ended.returncode, ended.stderr) == (0, "")
    lines = Path("out.jsonl").read_text(encoding="utf-8").splitlines()
    documents = [Document.model_validate_json(line) for line in lines]
    assert [document.id for document in documents] == names
    assert all(map(is_good, documents))


FILES = [".json", ".csv", ".md", ".html", ".sqlite", ".xlsx", ".parquet", ".spacy", ".ics"]


@pytest.mark.parametrize(
    ("suffix", "kilobytes"), [*((suffix, 0) for suffix in FILES), (".sqlite", 4), (".xlsx", 4), (".html", 4)]
)
def test_a_full_disk_leaves_no_half_of_a_file(suffix: str, kilobytes: int, document: Document) -> None:
    Path("records.jsonl").write_text(f"{document.model_dump_json()}\n" * 40, encoding="utf-8")
    before = {path.name for path in Path().iterdir()}
    ended = claims("export", "records.jsonl", "-o", f"out{suffix}", preexec_fn=full_after(kilobytes))
    assert ended.returncode == 1
    assert re.fullmatch(rf"claims: error: out\{suffix}: .+\n", ended.stderr), ended.stderr
    assert {path.name for path in Path().iterdir()} == before


# Commands that print, and how standard output can be beyond use.
PRINTING: list[list[str]] = [
    ["extract", *RULES, "good.txt", "--quiet"],
    ["batch", *RULES, "good.txt", "--quiet"],
    ["export", "records.jsonl", "-f", "csv"],
    ["schema"],
    ["info"],
    ["--help"],
    ["--version"],
]


@pytest.mark.parametrize("arguments", PRINTING, ids=[row[0] for row in PRINTING])
def test_a_full_or_closed_standard_output_is_one_line(arguments: list[str], document: Document) -> None:
    Path("records.jsonl").write_text(document.model_dump_json() + "\n", encoding="utf-8")
    with Path("/dev/full").open("w", encoding="utf-8") as full:
        ended = claims(*arguments, capture_output=False, stdout=full, stderr=subprocess.PIPE)
    assert ended.returncode == 1
    assert ended.stderr == "claims: error: standard output: cannot be written: No space left on device\n"
    ended = claims(
        *arguments, capture_output=False, stdout=None, stderr=subprocess.PIPE, preexec_fn=lambda: os.close(1)
    )
    assert ended.returncode == 1
    assert ended.stderr == "claims: error: standard output: cannot be written: Bad file descriptor\n"


def test_no_stream_at_all_is_no_reason_to_lose_a_file() -> None:
    """A service may start it without any: what is opened must not become standard output."""

    def close() -> None:
        for descriptor in range(3):
            os.close(descriptor)

    command = ("extract", *RULES, "good.txt", "--date", "2025-04-19", "-o", "out.json")
    assert claims(*command, capture_output=False, preexec_fn=close).returncode == 0
    assert is_good(Document.model_validate_json(Path("out.json").read_text(encoding="utf-8")))


def opened_for_writing(pipe: str) -> int:
    """The pipe's end, as soon as somebody reads the other."""
    for _ in range(6000):
        try:
            return os.open(pipe, os.O_WRONLY | os.O_NONBLOCK)
        except OSError:
            time.sleep(0.01)
    pytest.fail("nobody reads the pipe")


def obey_signals() -> None:
    """What runs in the background, or under nohup, has some ignored, and what it starts inherits that."""
    for number in (signal.SIGINT, signal.SIGTERM, signal.SIGHUP):
        signal.signal(number, signal.SIG_DFL)


@pytest.mark.parametrize(
    ("number", "status"), [(signal.SIGINT, 130), (signal.SIGTERM, 143), (signal.SIGHUP, 129)]
)
@pytest.mark.parametrize("command", ["extract", "batch"])
def test_signals_leave_nothing_half_written(command: str, number: signal.Signals, status: int) -> None:
    """The article comes through a pipe that never ends, so the run waits in its middle."""
    os.mkfifo("pipe.txt")
    arguments = [command, *RULES, "good.txt", "pipe.txt", "-o", "out.jsonl", "-q"]
    process = subprocess.Popen(
        [sys.executable, "-m", "newsclaims", *arguments],
        stderr=subprocess.PIPE,
        text=True,
        env=ENVIRONMENT,
        start_new_session=True,
        preexec_fn=obey_signals,  # noqa: PLW1509 - no thread runs here
    )
    pipe = opened_for_writing("pipe.txt")
    try:
        os.write(pipe, b"We ")
        time.sleep(0.2)
        os.killpg(process.pid, number)
        _, said = process.communicate(timeout=60)
    finally:
        os.close(pipe)
        process.kill()
    assert process.returncode == status
    assert "Traceback" not in said
    whole = [path.name for path in Path().iterdir() if path.name != "out.jsonl"]
    assert sorted(whole) == ["good.txt", "pipe.txt"]
    if command == "batch":
        lines = Path("out.jsonl").read_text(encoding="utf-8")
        assert lines == "" or lines.endswith("\n")


def limited(megabytes: int) -> Callable[[], None]:
    return lambda: resource.setrlimit(resource.RLIMIT_AS, (megabytes << 20, megabytes << 20))


@pytest.mark.skipif(sys.platform != "linux", reason="address space is counted in another way")
@pytest.mark.parametrize("arguments", [["extract"], ["batch"], ["batch", "--jobs", "2"]], ids=" ".join)
@pytest.mark.parametrize("megabytes", [200, 420, 500])
def test_too_little_memory_for_the_models_is_one_line(arguments: list[str], megabytes: int) -> None:
    """Without the guard native code ends the process: an import that fails, a library's abort, a thread's panic."""
    ended = claims(*arguments, "good.txt", "-o", "out.jsonl", preexec_fn=limited(megabytes))
    assert ended.returncode == 1
    message = (
        rf"claims: error: out of memory: a limit of {megabytes} MB of address space leaves no room for the models"
        r" \(give it \d+ MB at least, such as with ulimit -v\)\n"
    )
    assert re.fullmatch(message, ended.stderr), ended.stderr


@pytest.mark.skipif(sys.platform != "linux", reason="address space is counted in another way")
def test_an_article_too_long_for_the_limit_costs_only_itself() -> None:
    Path("long.txt").write_text(GOOD * 2000, encoding="utf-8")
    megabytes = 520 + 40 * (os.cpu_count() or 1)
    command = ("batch", *RULES, "long.txt", "good.txt", "--date", "2025-04-19", "-o", "out.jsonl")
    ended = claims(*command, preexec_fn=limited(megabytes))
    assert ended.returncode == 1
    assert re.fullmatch(r"claims: error: long\.txt: out of memory \(.+\)\n", ended.stderr), ended.stderr
    failed, good = map(json.loads, Path("out.jsonl").read_text(encoding="utf-8").splitlines())
    assert failed["error"]["message"] == "long.txt: out of memory"
    assert is_good(Document.model_validate(good))


def raises(error: Exception) -> Callable[..., object]:
    def fail(*_: object, **__: object) -> object:
        raise error

    return fail


# What nobody foresaw, and what is said of it.
UNFORESEEN: Sequence[tuple[Exception, str]] = [
    (MemoryError(), r"out of memory \(give it more memory.*\)"),
    (RuntimeError("std::bad_alloc"), r"out of memory \(give it more memory.*\)"),
    (ZeroDivisionError("by nothing\nat all"), r"ZeroDivisionError: by nothing at all \(this should not happen.*\)"),
    (OSError(5, "Input/output error"), "standard output: cannot be written: Input/output error"),
]  # fmt: skip


@pytest.mark.parametrize(("error", "message"), UNFORESEEN, ids=[type(row[0]).__name__ for row in UNFORESEEN])
def test_what_nobody_foresaw_is_one_line_too(
    error: Exception, message: str, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr("newsclaims.records.Document.model_json_schema", raises(error))
    assert run(["schema"]) == 1
    assert re.fullmatch(f"claims: error: {message}\n", capsys.readouterr().err)
    monkeypatch.setenv("CLAIMS_TRACEBACK", "1")
    with pytest.raises(type(error)):
        run(["schema"])


def test_an_article_that_takes_all_memory_leaves_room_for_the_next(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    def build(article: Article, findings: Findings, meta: Meta) -> Document:
        if article.id == "bad.txt":
            raise MemoryError
        return build_document(article, findings, meta)

    monkeypatch.setattr("newsclaims.pipeline.build_document", build)
    Path("bad.txt").write_text(GOOD, encoding="utf-8")
    status = run(["batch", *RULES, "bad.txt", "good.txt", "--date", "2025-04-19", "-o", "out.jsonl"])
    failed, good = map(json.loads, Path("out.jsonl").read_text(encoding="utf-8").splitlines())
    assert status == 1
    assert failed["error"]["message"] == "bad.txt: out of memory"
    assert is_good(Document.model_validate(good))
    assert capsys.readouterr().err.startswith("claims: error: bad.txt: out of memory (")
