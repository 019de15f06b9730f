"""Front matter: what is read of it, and what is no front matter."""

import datetime as dt
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from newsclaims.reading import Reading, read_file
from newsclaims.reading.front_matter import front_matter

PAGE = """---
# from the newsroom
Title: "Pier: to close"
date: 2025-04-19T08:00:00+01:00  # as printed
author: Ana Lund
tags:
  - piers
  - harbours
layout: [a, b]
---

The pier will close.
"""


def reading(path: Path, text: str, date: dt.date | None = None) -> Reading:
    path.write_bytes(text.encode())
    return read_file(str(path), date=date)


@pytest.mark.parametrize("name", ["a.md", "a.txt"])
@pytest.mark.parametrize("end", ["\n", "\r\n", "\r"])
def test_title_author_and_date_are_read(tmp_path: Path, name: str, end: str) -> None:
    article = reading(tmp_path / name, PAGE.replace("\n", end)).article
    assert article.text == f"{end}The pier will close.{end}"
    assert (article.title, article.author) == ("Pier: to close", "Ana Lund")
    assert (article.date, article.date_source) == (dt.date(2025, 4, 19), "metadata")


def test_the_option_wins(tmp_path: Path) -> None:
    article = reading(tmp_path / "a.md", PAGE, dt.date(2001, 1, 1)).article
    assert (article.date, article.date_source) == (dt.date(2001, 1, 1), "option")


def test_a_date_that_cannot_be_read_is_said(tmp_path: Path) -> None:
    found = reading(tmp_path / "a.md", "---\ndate: 4/5/2025\n---\nText.")
    assert found.article.date is None
    assert "'4/5/2025' is no date that can be read" in found.warnings[0]


def test_the_day_of_the_file_is_never_taken(tmp_path: Path) -> None:
    assert reading(tmp_path / "a.txt", "The pier will close.").article.date is None


@pytest.mark.parametrize(
    "text",
    [
        "",
        "---",
        "---\n",
        "---\n---\nText.",
        "---\ntitle: never closed\n",
        "---\nHe said it was over.\n---\nAnd it was.",
        "--- title: x ---\nText.",
        " ---\ntitle: x\n---\n",
        "Text.\n---\ntitle: x\n---\n",
        "---\n" + "a: b\n" * 10_000 + "---\n",
    ],
)
def test_what_is_no_front_matter_stays_text(text: str) -> None:
    assert front_matter(text).end == 0


@pytest.mark.parametrize(
    ("line", "fields"),
    [
        ("title: x # comment", {"title": "x"}),
        ("title: C# is a language", {"title": "C# is a language"}),
        ("title: 'It''s'", {"title": "It''s"}),
        ("title:\ndate: 2025-04-19", {"date": "2025-04-19"}),
        ("title: a\ntitle: b", {"title": "a"}),
        ("a: &anchor x\nb: *anchor\nc: !!python/object:os.system x\nd: |\n  block\ne: 1", {"e": "1"}),
        ("http://x: y\n", {}),
    ],
)
def test_values_are_plain_text(line: str, fields: dict[str, str]) -> None:
    assert front_matter(f"---\n{line}\n---\nText.").fields == fields


@given(
    st.lists(st.sampled_from(["---", "\n", "\r\n", "a: b", "#", "- x", " ", "title", ":", "..."])).map(
        "".join
    )
)
def test_any_text_has_an_end_within_it(text: str) -> None:
    found = front_matter(text)
    assert 0 <= found.end <= len(text)
    assert bool(found.fields) == bool(found.end)
