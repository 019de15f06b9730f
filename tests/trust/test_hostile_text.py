"""Whatever the text: no exception, spans that say what the text says there, ids that resolve, the same twice."""

import datetime as dt
import json
import os
import random
import subprocess
import sys
from itertools import pairwise
from pathlib import Path

import pytest
from hostile_texts import NEWS, ODDITIES, TEXTS, check
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from news_mutations import article as invented
from spacy.language import Language

from newsclaims import Article, Extractor
from newsclaims.attribution import parsed_article
from newsclaims.attribution.marks import find_quotations
from newsclaims.paragraphs import paragraphs

SLOW = settings(max_examples=50, deadline=None, suppress_health_check=list(HealthCheck))
DAYS = st.none() | st.dates()


@pytest.fixture(scope="module")
def extractor(nlp: Language) -> Extractor:
    return Extractor(nlp=nlp)


@pytest.fixture(scope="module")
def ruled(nlp: Language) -> Extractor:
    return Extractor(nlp=nlp, attribution="rules")


def article_of(text: str, day: dt.date | None = None, article_id: str = "a") -> Article:
    return Article(text=text, id=article_id, date=day, date_source="option" if day else "none")


@SLOW
@given(TEXTS, DAYS)
def test_any_text_gives_a_document_that_holds_together(
    extractor: Extractor, text: str, day: dt.date | None
) -> None:
    article = article_of(text, day)
    document = extractor.extract(article)
    check(document, article)
    assert extractor.extract(article) == document


@SLOW
@given(TEXTS, DAYS)
def test_so_do_the_rules(ruled: Extractor, text: str, day: dt.date | None) -> None:
    article = article_of(text, day)
    check(ruled.extract(article), article)


@settings(max_examples=15, deadline=None, suppress_health_check=list(HealthCheck))
@given(st.lists(TEXTS, min_size=2, max_size=6), st.randoms(use_true_random=False))
def test_neither_batch_nor_order_matter(
    extractor: Extractor, texts: list[str], chance: random.Random
) -> None:
    articles = [article_of(text, dt.date(2025, 4, 19), str(number)) for number, text in enumerate(texts)]
    alone = {article.id: extractor.extract(article) for article in articles}
    chance.shuffle(articles)
    for document in extractor.stream(articles):
        assert document == alone[document.id]


@pytest.mark.parametrize("seed", range(3))
def test_invented_articles_hold_together_alone_and_in_batches(extractor: Extractor, seed: int) -> None:
    chance = random.Random(seed)  # noqa: S311 - nothing secret
    articles = [article_of(invented(chance), chance.choice([None, dt.date(2024, 2, 29)])) for _ in range(17)]
    for article, document in zip(articles, extractor.stream(articles), strict=True):
        check(document, article)
        assert extractor.extract(article) == document


@pytest.mark.parametrize("size", [1, 2, 5])
def test_the_size_of_a_batch_does_not_matter(
    extractor: Extractor, size: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    chance = random.Random(7)  # noqa: S311 - nothing secret
    articles = [article_of(invented(chance), dt.date(2025, 4, 19)) for _ in range(7)]
    together = list(extractor.stream(articles))
    monkeypatch.setattr("newsclaims.pipeline.BATCH_SIZE", size)
    assert list(extractor.stream(articles)) == together


@pytest.mark.parametrize("text", ["\n" * 1_000_000, "a\n" * 1_000_000], ids=["blank", "short"])
def test_a_million_paragraphs(text: str) -> None:
    assert len(paragraphs(text)) == text.count("a")
    assert find_quotations(text, paragraphs(text)) == ()


_PROGRAM = """
import json, sys
from newsclaims import Article, Extractor
extractor = Extractor()
for text in json.load(sys.stdin):
    print(extractor.extract(Article(text=text)).model_dump_json())
"""


def test_neither_process_nor_hash_seed_matter(extractor: Extractor) -> None:
    texts = [NEWS, NEWS.replace("\n", "\r\n"), NEWS.swapcase(), " ".join(ODDITIES), NEWS[::-1]]
    here = [extractor.extract(Article(text=text)).model_dump_json() for text in texts]
    for seed in ("1", "2"):
        run = subprocess.run(
            [sys.executable, "-c", _PROGRAM],
            input=json.dumps(texts),
            capture_output=True,
            text=True,
            check=True,
            env={**os.environ, "PYTHONHASHSEED": seed, "PYTHONUTF8": "1"},
        )
        assert run.stdout.splitlines() == here


@settings(max_examples=400, deadline=None)
@given(TEXTS)
def test_paragraphs_and_quotations_lie_in_the_text_in_order(text: str) -> None:
    spans = paragraphs(text)
    end = 0
    for span in spans:
        assert end <= span.start < span.end <= len(text)
        assert not text[end : span.start].strip()
        assert text[slice(*span)].strip() == text[slice(*span)]
        end = span.end
    assert not text[end:].strip()
    quotations = find_quotations(text, spans)
    for quotation in quotations:
        assert 0 <= quotation.outer.start < quotation.outer.end <= len(text)
        assert quotation.outer.contains(quotation.inner)
        assert any(paragraph.contains(quotation.outer) for paragraph in spans)
    for one, other in pairwise(quotations):
        assert not one.outer.overlaps(other.outer) or one.outer.contains(other.outer) or not one.closed


@settings(max_examples=60, deadline=None, suppress_health_check=list(HealthCheck))
@given(TEXTS)
def test_the_parse_says_the_text(nlp: Language, text: str) -> None:
    text = Article(text=text).text
    doc = nlp(text)
    assert doc.text == text
    assert parsed_article(doc).text == text
    assert all(len(sentence) <= 1000 for sentence in doc.sents)


def same_but_for_breaks(text: str, line_break: str, extractor: Extractor) -> tuple[list[str], list[str]]:
    plain = extractor.extract(Article(text=text))
    other = extractor.extract(Article(text=text.replace("\n", line_break)))
    return [quote.text for quote in plain.quotes], [quote.text for quote in other.quotes]


@pytest.mark.parametrize("line_break", ["\r\n", "\r", "\x85", "\u2028", "\u2029"])
def test_line_ends_of_every_kind_divide_paragraphs(extractor: Extractor, line_break: str) -> None:
    one, other = same_but_for_breaks(NEWS, line_break, extractor)
    assert one
    assert one == other


@pytest.mark.parametrize(
    "text",
    [
        "<p>“We will pay,” <b>Ana Lund</b> said.</p><script>alert(1)</script>",
        "# Title\n\n> “We will pay,” **Ana Lund** said.\n\n| a | b |\n|---|---|\n",
        "“" * 5000,
        "\"'" * 2500,
        "12345 67890 " * 50,
        "!?.,;:" * 300,
        "\n" * 5000,
        "\u200b".join("“We will pay,” Ana Lund said."),
        "\u202e“We will pay,” Ana Lund said.",
    ],
)
def test_what_is_hardly_text_is_a_document_too(extractor: Extractor, text: str) -> None:
    article = article_of(text, dt.date(2025, 4, 19))
    check(extractor.extract(article), article)


def test_source_files_of_other_kinds_as_text(extractor: Extractor) -> None:
    for path in (Path(__file__), Path(sys.modules["newsclaims"].__file__ or "")):
        article = article_of(path.read_text(encoding="utf-8"))
        check(extractor.extract(article), article)
