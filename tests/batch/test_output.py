"""The output file: whole lines, torn ones mended, nobody else's work overwritten."""

from pathlib import Path

import pytest

from newsclaims.batch.output import OutputFile
from newsclaims.errors import InputError, NewsclaimsError, UsageError


@pytest.mark.parametrize(
    ("before", "after"),
    [
        (b"", b""),
        (b'{"id":"a"}\n', b'{"id":"a"}\n'),
        (b'{"id":"a"}\n{"id":"b","te', b'{"id":"a"}\n'),
        (b'{"id":"a"', b""),
        (b'{"id":"a"}\n' + b"x" * 3_000_000, b'{"id":"a"}\n'),
    ],
    ids=["empty", "whole", "torn", "torn at once", "torn far from the end"],
)
def test_resuming_cuts_off_a_torn_line(tmp_path: Path, before: bytes, after: bytes) -> None:
    path = tmp_path / "out.jsonl"
    path.write_bytes(before)
    with OutputFile(path, resume=True) as file:
        assert path.read_bytes() == after
        assert list(file.lines()) == [("a", False)] * after.count(b"\n")
        file.write(['{"id":"ü"}'])
    assert path.read_bytes() == after + '{"id":"ü"}\n'.encode()


def test_an_existing_file_is_not_overwritten_unasked(tmp_path: Path) -> None:
    path = tmp_path / "out.jsonl"
    path.write_text("precious\n")
    with pytest.raises(UsageError, match="go on with --resume"):
        OutputFile(path)
    assert path.read_text() == "precious\n"
    with OutputFile(path, overwrite=True):
        assert path.read_text() == ""
    with OutputFile(path):
        pass


def test_lines_tell_ids_and_failures(tmp_path: Path) -> None:
    path = tmp_path / "out.jsonl"
    path.write_text('{"id":"a","quotes":[]}\n{"id":"b","error":{}}\n')
    with OutputFile(path, resume=True) as file:
        assert list(file.lines()) == [("a", False), ("b", True)]


@pytest.mark.parametrize("line", ["{}", "[]", "null", "{", "precious"])
def test_another_file_is_not_gone_on_with(tmp_path: Path, line: str) -> None:
    path = tmp_path / "out.jsonl"
    path.write_text(f'{{"id":"a"}}\n{line}\n')
    with OutputFile(path, resume=True) as file, pytest.raises(InputError, match="line 2 is no record"):
        list(file.lines())


def test_two_runs_do_not_write_one_file(tmp_path: Path) -> None:
    path = tmp_path / "out.jsonl"
    with OutputFile(path), pytest.raises(NewsclaimsError, match="another run is writing it"):
        OutputFile(path, resume=True)


def test_trouble_with_the_file_is_one_line(tmp_path: Path) -> None:
    with pytest.raises(NewsclaimsError, match="cannot be written: Is a directory"):
        OutputFile(tmp_path)
    with pytest.raises(NewsclaimsError, match="cannot be written: No such file"):
        OutputFile(tmp_path / "nowhere" / "out.jsonl")
    with OutputFile(Path("/dev/full")) as file, pytest.raises(NewsclaimsError, match="No space left"):
        file.write(["{}"])
