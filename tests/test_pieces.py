"""Articles too long to be read at once: no record is lost or doubled at a seam, whoever speaks stays one."""

import datetime as dt
from collections.abc import Iterable
from itertools import pairwise

import pytest
from hostile_texts import TEXTS
from hypothesis import given, settings
from hypothesis import strategies as st
from spacy.language import Language

from newsclaims import Article, Document, Extractor, pieces
from newsclaims.pieces import Layout

NAMES = [
    f"{first} {last}" for first in ("Ana", "Tom", "Ruth", "Omar") for last in ("Lund", "Berg", "Fox", "Khan")
]
STORY = [
    f"“We will rebuild pier {number} by June {number % 28 + 1},” said {NAMES[number % 16]}, chair of the harbour"
    f" board. The ministry denied on Monday that it had blocked £{number}m."
    for number in range(60)
]  # fmt: skip


@pytest.fixture(scope="module")
def extractor(nlp: Language) -> Extractor:
    """By rules: the tagger reads paragraphs together as they fit into its window, which seams move."""
    return Extractor(nlp=nlp, attribution="rules")


def article(text: str) -> Article:
    return Article(text=text, date=dt.date(2025, 4, 19), date_source="option")


def cut(extractor: Extractor, text: str, size: int, monkeypatch: pytest.MonkeyPatch) -> Document:
    monkeypatch.setattr(pieces, "SIZE", size)
    monkeypatch.setattr(pieces, "CONTEXT", size // 8)
    assert len(list(Layout(text).pieces(size, size // 8))) > 1
    return extractor.extract(article(text))


def spans(document: Document) -> dict[str, list[object]]:
    return {
        "quotes": [[(part.start, part.end) for part in quote.parts] for quote in document.quotes],
        "claims": [(claim.start, claim.end, claim.type, claim.speaker) for claim in document.claims],
        "dates": [(date.start, date.end, date.value) for date in document.dates],
        "deadlines": [(item.limit.start, item.due.value, item.speaker) for item in document.deadlines],
        "speakers": [(speaker.id, speaker.name, speaker.role) for speaker in document.speakers],
    }


@pytest.mark.parametrize("size", [2500, 4000, 5777])
def test_seams_change_nothing(extractor: Extractor, monkeypatch: pytest.MonkeyPatch, size: int) -> None:
    text = "\n\n".join(STORY)
    whole = extractor.extract(article(text))
    assert spans(cut(extractor, text, size, monkeypatch)) == spans(whole)


def test_neither_do_they_in_one_endless_line(extractor: Extractor, monkeypatch: pytest.MonkeyPatch) -> None:
    text = " ".join(STORY)
    found, whole = spans(cut(extractor, text, 5000, monkeypatch)), spans(extractor.extract(article(text)))
    assert {key: len(value) for key, value in found.items()} == {
        key: len(value) for key, value in whole.items()
    }


def test_a_quotation_over_a_seam_stays_whole(extractor: Extractor, monkeypatch: pytest.MonkeyPatch) -> None:
    long = "Mayor Ana Lund told the council: “" + "\n\n“".join(
        f"We will rebuild house {number} before the winter comes." for number in range(20)
    )  # fmt: skip
    text = "\n\n".join([*STORY[:8], long + "”", *STORY[8:20]])
    places = [piece.core.start for piece in Layout(text).pieces(2000, 250)][1:]
    start = text.index(long)
    assert not any(start < place < start + len(long) for place in places)
    found = cut(extractor, text, 2000, monkeypatch)
    assert spans(found)["quotes"] == spans(extractor.extract(article(text)))["quotes"]


def test_the_surname_alone_is_the_same_person(extractor: Extractor, monkeypatch: pytest.MonkeyPatch) -> None:
    filler = "\n\n".join(["The pier is long. It was built of oak."] * 60)
    text = f"“We will pay,” said Mayor Ingrid Solberg.\n\n{filler}\n\n“We will wait,” Solberg said."
    (speaker,) = cut(extractor, text, 1000, monkeypatch).speakers
    assert speaker.name == "Ingrid Solberg"
    assert "Solberg" in speaker.aliases
    assert speaker.role == "Mayor"


def test_two_of_one_surname_stay_two(extractor: Extractor, monkeypatch: pytest.MonkeyPatch) -> None:
    filler = "\n\n".join(["The pier is long. It was built of oak."] * 60)
    text = f"“We pay,” said Ingrid Solberg.\n\n{filler}\n\n“We do not,” said Erna Solberg."
    names = {speaker.name for speaker in cut(extractor, text, 1000, monkeypatch).speakers}
    assert names == {"Ingrid Solberg", "Erna Solberg"}


def test_long_and_short_articles_keep_their_order(
    extractor: Extractor, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(pieces, "SIZE", 500)
    texts = [STORY[0], "\n".join(STORY[:9]), "", STORY[1], "\n".join(STORY[9:19])]
    documents = extractor.stream(Article(text=text, id=str(number)) for number, text in enumerate(texts))
    assert [(document.id, document.text) for document in documents] == [
        (str(number), text) for number, text in enumerate(texts)
    ]


def covers(spans_: Iterable[tuple[int, int]], length: int) -> bool:
    places = [(0, 0), *spans_, (length, length)]
    return all(one[1] == other[0] for one, other in pairwise(places))


@settings(max_examples=150, deadline=None)
@given(st.lists(TEXTS, max_size=4).map("\n".join), st.integers(20, 400), st.integers(0, 100))
def test_pieces_make_up_the_text_and_are_no_longer_than_asked(text: str, size: int, context: int) -> None:
    found = list(Layout(text).pieces(size, context))
    assert covers((piece.core for piece in found), len(text))
    for piece in found:
        assert 0 < piece.core.end - piece.core.start <= size
        assert piece.whole.contains(piece.core)
        assert piece.whole.end - piece.whole.start <= size + 4 * context


@settings(max_examples=15, deadline=None)
@given(st.lists(TEXTS, min_size=3, max_size=5).map("\n".join))
def test_any_text_in_pieces_is_a_valid_document(extractor: Extractor, text: str) -> None:
    with pytest.MonkeyPatch.context() as monkeypatch:
        monkeypatch.setattr(pieces, "SIZE", 150)
        document = extractor.extract(article(text))
    assert not list(document.problems())
