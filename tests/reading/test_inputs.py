"""Folders, patterns and archives: what is found, in which order, under which id."""

import datetime as dt
import gzip
import io
import json
import os
from pathlib import Path

import pytest

from newsclaims.errors import InputError
from newsclaims.reading import (
    ReadOptions,
    find_files,
    find_sources,
    is_input,
    json_records,
    read,
    source_id,
    total_size,
)
from newsclaims.reading.days import parse_day
from newsclaims.reading.sources import BadSource, FileSource


@pytest.fixture(autouse=True)
def _here(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)


def write(path: str, content: bytes | str = "text") -> None:
    Path(path).parent.mkdir(parents=True, exist_ok=True)
    Path(path).write_bytes(content.encode() if isinstance(content, str) else content)


def texts(*paths: str, options: ReadOptions = ReadOptions()) -> list[tuple[str, str]]:  # noqa: B008 - frozen
    """Id and text, or message, of everything that `paths` hold."""
    found = []
    for source in find_sources(list(paths), options):
        try:
            found.append((source_id(source, options), read(source, options).article.text))
        except InputError as error:
            found.append((source_id(source, options), error.message))
    return found


def test_folders_give_their_files_sorted_at_any_depth() -> None:
    for name in ["b.txt", "a.md", "sub/deep/c.html", "sub/d.jsonl.gz", "e.json", "f.TXT", "g.gz"]:
        write(f"in/{name}")
    for name in ["in/image.png", "in/.hidden.txt", "in/.git/x.txt", "in/README"]:
        write(name)
    os.mkfifo("in/pipe.txt")
    Path("in/loop").symlink_to(Path("in").absolute())
    Path("in/gone.txt").symlink_to("nowhere")
    names = [str(Path(path).relative_to("in")) for path in find_files(["in"])]
    assert names == [
        "a.md",
        "b.txt",
        "e.json",
        "f.TXT",
        "g.gz",
        "gone.txt",
        "sub/d.jsonl.gz",
        "sub/deep/c.html",
    ]
    assert "in/b.txt" not in list(find_files(["in"], leave_out=Path("in/b.txt")))


def test_files_patterns_and_what_is_missing_stand_in_their_order() -> None:
    for name in ["2.txt", "1.txt", "deep/er/3.txt", "odd[1].txt"]:
        write(name)
    assert list(find_files(["[0-9].txt", "**/*.txt", "odd[1].txt", "no*.txt", "missing.txt"])) == [
        "1.txt",
        "2.txt",
        "1.txt",
        "2.txt",
        "deep/er/3.txt",
        "odd[1].txt",
        "odd[1].txt",
        "no*.txt",
        "missing.txt",
    ]
    assert texts("missing.txt") == [("missing.txt", "missing.txt: no such file")]


def test_json_lines_have_ids_of_their_own_or_their_line() -> None:
    lines = [
        '{"text":"one","id":"x"}',
        "",
        '{"text":"two"}',
        '{"text":"three","id":7}',
        "[1]",
        "{",
        '{"body":"b"}',
    ]
    write("a.jsonl", b"\xef\xbb\xbf" + "\r\n".join(lines).encode())
    assert texts("a.jsonl") == [
        ("x", "one"),
        ("a.jsonl:3", "two"),
        ("7", "three"),
        ("a.jsonl:5", "a.jsonl:5: no JSON object"),
        (
            "a.jsonl:6",
            "a.jsonl:6: no JSON: Expecting property name enclosed in double quotes (character 4)",
        ),
        ("a.jsonl:7", "a.jsonl:7: no 'text' in it"),
    ]


def test_keys_may_lead_inwards() -> None:
    record = {
        "meta": {"ids": ["n1"], "head": "T", "on": "2020-02-03T23:00:00-05:00"},
        "content.body": "dotted",
    }
    options = ReadOptions(
        text_key="content.body", id_key="meta.ids.0", title_key="meta.head", date_key="meta.on"
    )
    write("a.jsonl", json.dumps(record))
    (source,) = find_sources(["a.jsonl"], options)
    article = read(source, options).article
    assert (article.id, article.title, article.text) == ("n1", "T", "dotted")
    assert (article.date, article.date_source, article.source) == (
        dt.date(2020, 2, 3),
        "metadata",
        "a.jsonl:1",
    )
    given = ReadOptions(text_key="content.body", date=dt.date(2001, 1, 1), date_key="meta.on")
    article = read(source, given).article
    assert (article.date, article.date_source) == (dt.date(2001, 1, 1), "option")


def test_a_date_that_cannot_be_read_is_said_and_not_guessed() -> None:
    write("a.jsonl", '{"text":"one","date":"9/12/2016"}')
    (source,) = find_sources(["a.jsonl"], ReadOptions())
    reading = read(source, ReadOptions())
    assert reading.article.date is None
    assert reading.warnings == ("a.jsonl:1: '9/12/2016' is no date that can be read (ISO: 2025-04-19)",)


@pytest.mark.parametrize(
    ("value", "day"),
    [
        ("2016-09-12", "2016-09-12"),
        ("2016-09-12T08:00:00Z", "2016-09-12"),
        ("2016-09-12 08:00", "2016-09-12"),
        ("20160912", "2016-09-12"),
        ("2016/09/12", "2016-09-12"),
        ("Mon, 12 Sep 2016 23:30:00 -0500", "2016-09-12"),
        ("12 September 2016", "2016-09-12"),
        ("September 12, 2016", "2016-09-12"),
        ("Sep 12, 2016", "2016-09-12"),
        (1473681600, "2016-09-12"),
        (1473681600000, "2016-09-12"),
        (1473681600.5, "2016-09-12"),
    ],
)
def test_days_in_the_notations_of_archives(value: object, day: str) -> None:
    assert parse_day(value) == dt.date.fromisoformat(day)


@pytest.mark.parametrize(
    "value",
    [
        None,
        "",
        "soon",
        "2016",
        "9/12/2016",
        "2016-13-40",
        "2016-09-12junk",
        5,
        -1,
        True,
        1e300,
        float("nan"),
        [],
        {},
        "1" * 10**6,
        "Mon, 99 Sep 2016",
    ],
)
def test_what_names_no_day_for_certain(value: object) -> None:
    assert parse_day(value) is None


@pytest.mark.parametrize(
    ("content", "expected"),
    [
        ('{"text":"one"}', [("a.json", "one")]),
        ('[{"text":"one"},{"text":"two","id":"2"}]', [("a.json:1", "one"), ("2", "two")]),
        ('{"text":"one"}\n{\n"text":"two"}\n', [("a.json:1", "one"), ("a.json:2", "two")]),
        ("[]", []),
        ("", []),
        ("[1]", [("a.json", "a.json: no JSON object")]),
        ('{"text":', [("a.json", "a.json: no JSON: Expecting value (character 9)")]),
        ("[" * 100_000, [("a.json", "a.json: no article: nested too deeply")]),
    ],
)
def test_a_json_file_holds_one_article_or_many(content: str, expected: list[tuple[str, str]]) -> None:
    write("a.json", content)
    assert texts("a.json") == expected


def test_compressed_files_are_read_as_what_they_hold() -> None:
    write("a.txt.gz", gzip.compress(b"plain"))
    write("b.jsonl.gz", gzip.compress(b'{"text":"one"}\n{"text":"two"}\n'))
    write("c.gz", gzip.compress(b'{"text":"three"}\n'))
    write("d.gz", gzip.compress(b"words"))
    assert texts("a.txt.gz", "b.jsonl.gz", "c.gz", "d.gz") == [
        ("a.txt.gz", "plain"),
        ("b.jsonl.gz:1", "one"),
        ("b.jsonl.gz:2", "two"),
        ("c.gz:1", "three"),
        ("d.gz", "words"),
    ]


def test_a_torn_gzip_loses_only_what_is_torn() -> None:
    # Stored, not packed, so that the first line stands before the tear.
    whole = gzip.compress(b'{"text":"one"}\n' + b'{"text":"' + b"x" * 200_000 + b'"}\n', compresslevel=0)
    write("a.jsonl.gz", whole[:150_000])
    write("b.txt.gz", b"no gzip")
    write("c.txt.gz", gzip.compress(b"x" * 1000)[:-9])
    (first, second), third, fourth = texts("a.jsonl.gz"), texts("b.txt.gz"), texts("c.txt.gz")
    assert first == ("a.jsonl.gz:1", "one")
    assert second[0] == "a.jsonl.gz"
    for [(_, message)] in ([second], third, fourth):
        assert "damaged gzip" in message


def test_a_gzip_bomb_is_cut_off() -> None:
    bomb = io.BytesIO()
    with gzip.GzipFile(fileobj=bomb, mode="wb") as packed:
        for _ in range(100):
            packed.write(b" " * 1_000_000)
    for name in ["a.txt.gz", "a.json.gz", "a.jsonl.gz", "a.gz"]:
        write(name, bomb.getvalue())
        assert [message.split(": ")[1][:6] for _, message in texts(name)] in (["larger"], ["longer"])


def test_a_line_that_is_too_long_is_passed_over(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(json_records, "MAX_BYTES", 1_000)
    long = json.dumps({"text": "x" * 5_000})
    write("a.jsonl", f'{{"text":"one"}}\n{long}\n{{"text":"two"}}\n{long}')
    assert [name for name, _ in texts("a.jsonl")] == ["a.jsonl:1", "a.jsonl:2", "a.jsonl:3", "a.jsonl:4"]
    assert [text for _, text in texts("a.jsonl")][::2] == ["one", "two"]


def test_sources_know_their_share_of_the_input() -> None:
    write("in/a.txt", "x" * 10)
    write("in/b.jsonl", '{"text":"one"}\n{"text":"two"}\n')
    write("in/c.jsonl.gz", gzip.compress(b'{"text":"one"}\n' * 1000))
    total = sum(source.size for source in find_sources(["in"], ReadOptions()))
    assert total_size(["in"]) == sum(path.stat().st_size for path in Path("in").iterdir())
    assert total == pytest.approx(total_size(["in"]), abs=20)
    assert total_size(["in", "-"]) is None


def test_the_output_is_no_input() -> None:
    write("in/a.jsonl")
    assert is_input(["in/a.jsonl"], Path("in/../in/a.jsonl"))
    assert is_input(["in/*"], Path("in/a.jsonl"))
    assert not is_input(["in", "-"], Path("in/a.jsonl"))
    assert not is_input(["in/a.jsonl"], Path("out.jsonl"))


def test_files_are_not_opened_before_they_are_read() -> None:
    write("a.txt")
    (source,) = find_sources(["a.txt"], ReadOptions())
    assert isinstance(source, FileSource)
    Path("a.txt").unlink()
    with pytest.raises(InputError, match="no such file"):
        read(source, ReadOptions())


def test_a_folder_named_as_an_archive_is_a_folder() -> None:
    write("a.jsonl/b.txt", "one")
    assert texts("a.jsonl") == [("a.jsonl/b.txt", "one")]
    assert isinstance(next(iter(find_sources(["missing.jsonl"], ReadOptions()))), BadSource)
