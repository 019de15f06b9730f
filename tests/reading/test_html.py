"""Web pages: the article without the page around it, and the date that the page states."""

import datetime as dt
import gzip
from pathlib import Path

import pytest

from newsclaims.cli import run
from newsclaims.errors import InputError
from newsclaims.reading import ReadOptions, html, read_file
from newsclaims.reading.html import html_article
from newsclaims.records import Article

PAGE = """<!doctype html><html lang=en><head><meta charset=utf-8><title>Pier to close | Harwich Standard</title>
<meta property="article:published_time" content="2025-04-19T08:00:00+01:00"><meta name=author content="Jo Bell">
</head><body><nav><a href=/>Home</a> <a href=/sport>Sport</a></nav><article><h1>Pier to close</h1>
<p>The town’s old pier will close to visitors on Monday after engineers found cracks in it, the council said.</p>
<p>“We will not gamble with people’s lives,” said <b>Ana Lund</b>, the <a href=/x>council’s</a> harbour master.</p>
<script>alert("never")</script><aside>Sign up to our newsletter</aside></article>
<footer>Copyright 2025 Harwich Standard</footer></body></html>"""
TEXT = """Pier to close

The town’s old pier will close to visitors on Monday after engineers found cracks in it, the council said.

“We will not gamble with people’s lives,” said Ana Lund, the council’s harbour master."""


def article(page: str | bytes, options: ReadOptions = ReadOptions()) -> Article:  # noqa: B008 - frozen
    data = page.encode() if isinstance(page, str) else page
    return html_article(data, "a.html", "a.html", options).article


def test_text_title_author_and_date() -> None:
    found = article(PAGE)
    assert found.text == TEXT
    assert (found.title, found.author) == ("Pier to close", "Jo Bell")
    assert (found.date, found.date_source) == (dt.date(2025, 4, 19), "metadata")
    given = article(PAGE, ReadOptions(date=dt.date(2001, 1, 1)))
    assert (given.date, given.date_source) == (dt.date(2001, 1, 1), "option")


@pytest.mark.parametrize(
    "head",
    [
        '<script type="application/ld+json">{"@type":"NewsArticle","datePublished":"2025-04-19"}</script>',
        '<meta itemprop="datePublished" content="2025-04-19">',
        '<link rel="canonical" href="https://example.org/2025/04/19/pier">',
    ],
)
def test_dates_are_taken_where_the_page_marks_them(head: str) -> None:
    page = PAGE.replace('content="2025-04-19', 'content="soon').replace("<head>", f"<head>{head}")
    assert article(page).date == dt.date(2025, 4, 19)


def test_dates_are_not_guessed_from_words() -> None:
    page = PAGE.replace('content="2025-04-19', 'content="soon').replace("on Monday", "on 2 May 2024")
    found = article(page)
    assert (found.date, found.date_source) == (None, "none")


@pytest.mark.parametrize(
    ("encoding", "label"),
    [
        ("utf-8", "utf-8"),
        ("cp1252", "iso-8859-1"),
        ("cp1252", "windows-1252"),
        ("utf-16", "utf-16"),
        ("utf-8", "x-none"),
    ],
)
def test_the_declared_encoding_is_taken_where_it_is_true(encoding: str, label: str) -> None:
    page = PAGE.replace("charset=utf-8", f'http-equiv="Content-Type" content="text/html; charset={label}"')
    assert article(page.encode(encoding)).text == TEXT
    if encoding != "utf-16":
        assert article(page.encode(encoding), ReadOptions(encoding=encoding)).text == TEXT


@pytest.mark.parametrize("page", ["", "plain words", "<p></p>", "<html><body></body></html>", "<" * 9999])
def test_a_page_without_an_article_is_said(page: str) -> None:
    with pytest.raises(InputError, match="no article found in the page"):
        article(page)


def test_deep_and_long_pages_end() -> None:
    deep = PAGE.replace("<article>", "<div>" * 3000 + "<article>")
    article(deep)  # the parser gives up far down, and that is all
    assert "gamble" in article(PAGE.replace("<footer>", "<p>More of it.</p>" * 11_000 + "<footer>")).text


def test_pages_are_told_by_their_name(tmp_path: Path) -> None:
    for name, data in {"a.html": PAGE.encode(), "b.HTM.gz": gzip.compress(PAGE.encode())}.items():
        (tmp_path / name).write_bytes(data)
        assert read_file(str(tmp_path / name)).article.text == TEXT
    (tmp_path / "c.txt").write_text(PAGE, encoding="utf-8")
    assert read_file(str(tmp_path / "c.txt")).article.text == PAGE


@pytest.mark.parametrize("command", ["extract", "batch"])
def test_without_the_extra_one_line_tells_how_to_get_it(
    command: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(html, "find_spec", lambda _: None)
    monkeypatch.setitem(__import__("sys").modules, "trafilatura", None)
    path = tmp_path / "a.html"
    path.write_text(PAGE, encoding="utf-8")
    assert run([command, str(path)]) == 3
    output = capsys.readouterr()
    assert output.err == "claims: error: reading HTML needs the extra html (pip install 'newsclaims[html]')\n"
    assert output.out == ""
