"""``claims show``: the reading view in the terminal, and the page."""

import io
import re
import subprocess
import sys
from pathlib import Path

import pytest

from newsclaims.cli import run
from newsclaims.export import View
from newsclaims.export.reading_view import write_reading_view
from newsclaims.records import Document

ARTICLE = "“We will rebuild by June 3,” Mayor Ana Lund said on Friday.\n"


@pytest.fixture(autouse=True)
def _elsewhere(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.chdir(tmp_path)


class Terminal(io.StringIO):
    def isatty(self) -> bool:
        return True


def view(document: Document, *, terminal: bool = False, only: str | None = None) -> str:
    stream = Terminal() if terminal else io.StringIO()
    write_reading_view([document], stream, View.of(only))
    return stream.getvalue()


def test_each_kind_has_a_mark_that_needs_no_colour(document: Document) -> None:
    text = " ".join(view(document).split())
    assert "“▏We will pay £5m by Friday [due 25 Apr 2025 · negated promise]▕,” Ana Lund said." in text
    assert "\x1b" not in text
    without = document.model_copy(update={"deadlines": (), "claims": ()})
    assert "Friday [25 Apr 2025]▕" in view(without)


def test_a_terminal_gets_colours_and_its_own_width(
    document: Document, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("TERM", "xterm-256color")
    monkeypatch.delenv("NO_COLOR", raising=False)
    for columns in (30, 60, 100, 200):
        monkeypatch.setenv("COLUMNS", str(columns))
        text = view(document, terminal=True)
        assert "\x1b[" in text
        assert "Ana Lund" in text
    monkeypatch.setenv("COLUMNS", "40")
    lines = view(document, only="quotes").splitlines()
    assert max(map(len, lines)) <= 120


def test_who_speaks_stands_beside_the_text_or_above_it(
    document: Document, monkeypatch: pytest.MonkeyPatch
) -> None:
    [line] = [line for line in view(document).splitlines() if "▏" in line]
    assert line.lstrip().startswith("Ana Lund  =“▏")
    monkeypatch.setattr("newsclaims.export.reading_view.FILE_WIDTH", 50)
    lines = view(document, only="quotes").splitlines()
    above = next(number for number, line in enumerate(lines) if "▏" in line) - 1
    assert lines[above].strip() == "Ana Lund"


def test_no_escape_of_an_article_reaches_the_terminal(
    hostile: Document, monkeypatch: pytest.MonkeyPatch
) -> None:
    plain = view(hostile)
    assert not {char for char in plain if not char.isprintable() and char != "\n"}
    assert "[click](javascript:alert(1))" in " ".join(plain.split())
    monkeypatch.setenv("TERM", "xterm-256color")
    coloured = view(hostile, terminal=True)
    # What is left of escapes once the colours (CSI … m) are out.
    assert "\x1b" not in re.sub(r"\x1b\[[0-9;]*m", "", coloured)
    assert not set("\x07\u202e") & set(coloured)


def test_an_article_is_read_and_shown(capsys: pytest.CaptureFixture[str]) -> None:
    Path("article.txt").write_text(ARTICLE, encoding="utf-8")
    assert run(["show", "article.txt", "--date", "2025-04-19"]) == 0
    output = capsys.readouterr()
    assert "“▏We will rebuild by June 3 [due 3 Jun 2025 · promise]▕,”" in output.out
    assert output.err == ""


def test_records_are_shown_without_a_model(document: Document, capsys: pytest.CaptureFixture[str]) -> None:
    Path("records.data").write_text(document.model_dump_json(indent=2), encoding="utf-8")
    assert run(["show", "records.data", "--model", "no_such_model"]) == 0
    assert "▏We will pay" in capsys.readouterr().out


def test_standard_input_holds_records_or_an_article(document: Document) -> None:
    command = [sys.executable, "-m", "newsclaims", "show", "-", "--model", "no_such_model"]
    shown = subprocess.run(
        command, input=document.model_dump_json(), capture_output=True, encoding="utf-8", check=False
    )
    assert shown.returncode == 0
    assert "▏We will pay" in shown.stdout
    read = subprocess.run(command, input=ARTICLE, capture_output=True, encoding="utf-8", check=False)
    assert (read.returncode, read.stdout) == (3, "")


def test_a_page_holds_articles_and_records(document: Document, capsys: pytest.CaptureFixture[str]) -> None:
    Path("records.jsonl").write_text(document.model_dump_json(), encoding="utf-8")
    assert run(["show", "records.jsonl", "records.jsonl", "--html", "page.html"]) == 0
    assert capsys.readouterr().out == ""
    html = Path("page.html").read_text(encoding="utf-8")
    assert html.count('<section class="story"') == 2


def test_what_fails_is_said_and_the_rest_is_shown(
    document: Document, capsys: pytest.CaptureFixture[str]
) -> None:
    Path("records.jsonl").write_text(document.model_dump_json() + "\n{torn\n", encoding="utf-8")
    assert run(["show", "missing.txt", "records.jsonl"]) == 1
    output = capsys.readouterr()
    assert "▏We will pay" in output.out
    assert [line.split(": ")[1] for line in output.err.splitlines()] == ["error"] * 2
