"""Files as they come: encodings, and what cannot be read."""

import os
from pathlib import Path

import pytest

from newsclaims.errors import InputError, UsageError
from newsclaims.reading import read_file
from newsclaims.reading.text import MAX_BYTES, printable

TEXT = "“Résumé,” she said.\r\nSecond line — done.\n"


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-32"])
def test_unicode_files_are_read_as_they_are(tmp_path: Path, encoding: str) -> None:
    path = tmp_path / "a.txt"
    path.write_bytes(TEXT.encode(encoding))
    reading = read_file(str(path))
    assert reading.article.text == TEXT
    assert reading.warnings == ()
    assert reading.article.id == str(path)


def test_another_encoding_is_found_out_with_a_warning(tmp_path: Path) -> None:
    path = tmp_path / "a.txt"
    text = "“We’ve paid £5m – it’s over,” she said at the café. " * 5
    path.write_bytes(text.encode("cp1252"))
    reading = read_file(str(path))
    assert reading.article.text == text
    assert len(reading.warnings) == 1
    assert "read as cp1252" in reading.warnings[0]


def test_a_named_encoding_is_taken(tmp_path: Path) -> None:
    path = tmp_path / "a.txt"
    path.write_bytes("Ōsaka".encode("shift_jis", "ignore") + "大阪".encode("shift_jis"))
    assert read_file(str(path), encoding="shift_jis").article.text == "saka大阪"


@pytest.mark.parametrize("content", [b"", b" \n\t\n"])
def test_an_empty_file_is_an_article_with_a_warning(tmp_path: Path, content: bytes) -> None:
    path = tmp_path / "a.txt"
    path.write_bytes(content)
    reading = read_file(str(path))
    assert reading.article.text == content.decode()
    assert "empty" in reading.warnings[0]


@pytest.mark.parametrize(
    ("content", "encoding", "message"),
    [
        (b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR", None, "not a text file"),
        (bytes(range(1, 32)) * 20, None, "not a text file"),
        (b"caf\xe9", "utf-8", r"not in utf-8 \(byte 3\)"),
        (b"\xff\xfeabc", None, "not in utf-16"),
        (b"a" * (MAX_BYTES + 1), None, "larger than 16 MB"),
    ],
    ids=["image", "controls", "wrong encoding", "torn utf-16", "too large"],
)
def test_what_is_no_text_is_refused(
    tmp_path: Path, content: bytes, encoding: str | None, message: str
) -> None:
    path = tmp_path / "a.txt"
    path.write_bytes(content)
    with pytest.raises(InputError, match=message):
        read_file(str(path), encoding=encoding)


def test_an_unknown_encoding_is_a_wrong_usage(tmp_path: Path) -> None:
    path = tmp_path / "a.txt"
    path.write_bytes(b"text")
    with pytest.raises(UsageError, match="no encoding 'latin-99'"):
        read_file(str(path), encoding="latin-99")


def test_missing_files_directories_and_broken_links_are_told_apart(tmp_path: Path) -> None:
    link = tmp_path / "link"
    link.symlink_to(tmp_path / "nowhere")
    loop = tmp_path / "loop"
    loop.symlink_to(loop)
    cases = {
        tmp_path / "missing.txt": "no such file",
        tmp_path: "is a directory",
        link: "a link to a file that does not exist",
        loop: "cannot be read: Too many levels of symbolic links",
    }
    for path, message in cases.items():
        with pytest.raises(InputError, match=message):
            read_file(str(path))
    with pytest.raises(InputError, match="cannot be read: embedded null byte"):
        read_file("a\0b")


@pytest.mark.skipif(os.geteuid() == 0, reason="root may read everything")
def test_a_file_without_permission_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "a.txt"
    path.write_bytes(b"text")
    path.chmod(0)
    with pytest.raises(InputError, match="cannot be read: Permission denied"):
        read_file(str(path))


def test_names_are_made_printable() -> None:
    assert printable(os.fsdecode(b"caf\xe9\n.txt")) == "caf\\xe9\\n.txt"
