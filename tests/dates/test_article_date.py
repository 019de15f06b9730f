"""The article's date from its text, and what goes before it."""

import datetime as dt
import os
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from spacy.language import Language

from newsclaims.dates.article_date import date_of_text
from newsclaims.language import table
from newsclaims.pipeline import Extractor
from newsclaims.reading.read import read_file
from newsclaims.records import Article

BODY = "Pier to reopen\nPublished: 3 March 2016\n\nThe mayor spoke on Monday."


@pytest.fixture(scope="module")
def extractor(nlp: Language) -> Extractor:
    return Extractor(nlp=nlp, attribution="rules")


@pytest.mark.parametrize(("text", "day"), table("bylines")["examples"]["texts"])
def test_examples(text: str, day: str) -> None:
    assert date_of_text(text) == (dt.date.fromisoformat(day) if day else None)


@given(st.dates(dt.date(1900, 1, 1), dt.date(2099, 12, 31)), st.booleans())
def test_each_day_is_read_back(day: dt.date, british: bool) -> None:  # noqa: FBT001 - hypothesis draws it
    written = day.strftime("%A, %d %B %Y" if british else "%A, %B %d, %Y")
    assert date_of_text(f"Pier to reopen\n({written})\n\nThe pier will reopen.") == day


@given(st.text(max_size=300))
def test_any_text(text: str) -> None:
    assert date_of_text(text) == date_of_text(text)


def test_the_text_dates_the_article_and_its_weekdays(extractor: Extractor) -> None:
    document = extractor.extract(Article(text=BODY))
    assert (document.date, document.date_source) == (dt.date(2016, 3, 3), "text")
    assert document.dates[-1].value == "2016-02-29"


@pytest.mark.parametrize("source", ["option", "metadata"])
def test_option_and_metadata_go_before_the_text(extractor: Extractor, source: str) -> None:
    article = Article.model_validate({"text": BODY, "date": "2025-04-19", "date_source": source})
    document = extractor.extract(article)
    assert (document.date, document.date_source) == (dt.date(2025, 4, 19), source)


def test_option_goes_before_metadata_goes_before_text(extractor: Extractor, tmp_path: Path) -> None:
    path = tmp_path / "pier.txt"
    path.write_text(f"---\ndate: 2020-01-02\n---\n{BODY}", encoding="utf-8")
    by_option = extractor.extract(read_file(str(path), date=dt.date(2025, 4, 19)).article)
    by_metadata = extractor.extract(read_file(str(path)).article)
    path.write_text(BODY, encoding="utf-8")
    by_text = extractor.extract(read_file(str(path)).article)
    assert [(str(each.date), each.date_source) for each in (by_option, by_metadata, by_text)] == [
        ("2025-04-19", "option"),
        ("2020-01-02", "metadata"),
        ("2016-03-03", "text"),
    ]


def test_a_file_is_never_dated_by_its_time_of_change(extractor: Extractor, tmp_path: Path) -> None:
    path = tmp_path / "pier.txt"
    path.write_text("The mayor spoke on Monday.", encoding="utf-8")
    os.utime(path, (1_000_000_000, 1_000_000_000))
    document = extractor.extract(read_file(str(path)).article)
    assert (document.date, document.date_source) == (None, "none")
    assert document.dates[-1].value == "XXXX-WXX-1"
