"""Texts that the fuzzer found, each cut down to what broke something, and what holds of them now."""

import datetime as dt

import pytest
from hostile_texts import check
from spacy.language import Language

from newsclaims import Article, Extractor

FOUND = [
    "Ana Lund said on 2025-04-19T25:61 that it may rain.",  # no such hour: the value was none of TIMEX3
    "Ana Lund said on 2025-04-19T24:30 that it may rain.",
]


@pytest.fixture(scope="module")
def extractor(nlp: Language) -> Extractor:
    return Extractor(nlp=nlp)


@pytest.mark.parametrize("text", FOUND)
@pytest.mark.parametrize("day", [None, dt.date(2025, 4, 19)])
def test_what_the_fuzzer_found_holds_together(extractor: Extractor, text: str, day: dt.date | None) -> None:
    article = Article(text=text, date=day, date_source="option" if day else "none")
    document = extractor.extract(article)
    check(document, article)
    assert extractor.extract(article) == document
