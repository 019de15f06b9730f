"""Acceleration: the parse is spaCy's, attribute for attribute, by numpy's products on one core."""

import importlib
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from spacy.lang.en import English
from spacy.language import Language
from spacy.pipeline import AttributeRuler
from spacy.tokenizer import Tokenizer
from spacy.tokens import Doc, Span
from threadpoolctl import threadpool_info

from newsclaims.acceleration import TableRuler, accelerate, one_core
from newsclaims.evaluation.gold import read_gold
from newsclaims.nlp import DEFAULT_MODEL, default_pipeline
from newsclaims.recognition import SentenceRecognizer

SEED = next(Path("seeds").glob("*.txt")).read_text(encoding="utf-8")
SLANG = "Gon na go, got ta stay, ai n't it? Let's see, y' all: there's but one.  It hurts you and I.\n\n \t got it"
ATTRIBUTES = ("TAG", "POS", "MORPH", "LEMMA", "DEP", "HEAD", "SENT_START", "ENT_IOB", "ENT_TYPE", "NORM")


@pytest.fixture(scope="module")
def plain() -> Language:
    nlp: Language = importlib.import_module(DEFAULT_MODEL).load()
    return nlp


@pytest.fixture(scope="module")
def fast() -> Language:
    nlp = default_pipeline()
    accelerate(nlp)
    return nlp


def attributes(doc: Doc) -> list[list[int]]:
    rows: list[list[int]] = doc.to_array(list(ATTRIBUTES)).tolist()
    return rows


@pytest.mark.parametrize("text", [SEED, SLANG, "", " ", "Why", "\n\n", "'s"])
def test_the_parse_is_the_same(plain: Language, fast: Language, text: str) -> None:
    with one_core():
        assert attributes(fast(text)) == attributes(plain(text))


def test_the_tokenizer_and_the_vocabulary_are_the_pipelines_own(plain: Language) -> None:
    ours = default_pipeline()
    assert isinstance(ours.tokenizer, Tokenizer)
    assert isinstance(plain.tokenizer, Tokenizer)
    assert ours.tokenizer.to_bytes(exclude=["vocab"]) == plain.tokenizer.to_bytes(exclude=["vocab"])
    assert set(ours.vocab.strings) <= set(plain.vocab.strings)
    assert ours.pipe_names == plain.pipe_names


def test_ruler_and_recognizer_are_replaced(fast: Language) -> None:
    assert {"attribute_ruler", "ner"}.isdisjoint(fast.pipe_names)
    assert {"newsclaims_attributes", "newsclaims_entities"} <= set(fast.pipe_names)


def test_the_parses_of_many_texts_at_once_are_the_same(plain: Language, fast: Language) -> None:
    texts = [article.text for _, article in read_gold(Path("data/gold/dev"))]
    texts[3:3] = ["", "Oslo", "\n"]
    with one_core():
        for ours, theirs in zip(fast.pipe(texts), plain.pipe(texts), strict=True):
            assert attributes(ours) == attributes(theirs)


@settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    words=st.lists(
        st.sampled_from(
            [
                "Angela",
                "Merkel",
                "of",
                "the",
                "Bank",
                "Paris",
                ",",
                ".",
                '"',
                "said",
                "on",
                "Friday",
                "$",
                "3",
                "million",
                "\n",
                "5",
                "%",
            ]
        )
    )
)
def test_the_entities_of_any_words_are_the_same(plain: Language, fast: Language, words: list[str]) -> None:
    text = " ".join(words)
    with one_core():
        assert attributes(fast(text)) == attributes(plain(text))


def test_entities_that_are_set_already_are_kept(plain: Language, fast: Language) -> None:
    text = "Angela Merkel met the Bank of Oslo in Paris on Friday."

    def entities(nlp: Language) -> list[tuple[str, str]]:
        doc = nlp.make_doc(text)
        doc.set_ents([Span(doc, 4, 5, label="PRODUCT")], default="missing")
        for _, component in nlp.pipeline:
            doc = component(doc)
        return [(entity.text, entity.label_) for entity in doc.ents]

    with one_core():
        assert ("Bank", "PRODUCT") in entities(fast)
        assert entities(fast) == entities(plain)


def test_other_recognizers_are_not_touched() -> None:
    nlp = English()
    nlp.add_pipe("entity_ruler", name="ner")
    accelerate(nlp)
    assert nlp.pipe_names == ["ner"]
    assert not SentenceRecognizer.can_follow(nlp.get_pipe("ner"))


def rulers(nlp: Language) -> tuple[Callable[[Doc], Doc], Callable[[Doc], Doc]]:
    ruler = nlp.get_pipe("attribute_ruler")
    assert isinstance(ruler, AttributeRuler)
    return ruler, TableRuler(nlp.vocab, ruler)


def draw(plain: Language, words: list[tuple[str, str, str]]) -> Doc:
    return Doc(
        plain.vocab,
        words=[word for word, _, _ in words],
        tags=[tag for _, tag, _ in words],
        deps=[dep for _, _, dep in words],
        heads=[0] * len(words),
    )


WORDS = st.sampled_from(
    [
        "It",
        "is",
        "there",
        "Gon",
        "na",
        "got",
        "ta",
        "let",
        "'s",
        "ai",
        "n't",
        "y'",
        "all",
        "but",
        "i",
        "you",
        "did",
        " ",
    ]
)
TAGS = st.sampled_from(["PRP", "VBZ", "VBD", "CC", "IN", "DT", "_SP", "TO", "NN", "MD", "", "XYZ"])
DEPS = st.sampled_from(["nsubj", "dobj", "aux", "expl", "mark", "det", "advmod", "ROOT", "conj", ""])


@settings(max_examples=150, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(words=st.lists(st.tuples(WORDS, TAGS, DEPS), min_size=1, max_size=8))
def test_the_table_gives_what_the_rules_give(plain: Language, words: list[tuple[str, str, str]]) -> None:
    ruler, table = rulers(plain)
    assert attributes(table(draw(plain, words))) == attributes(ruler(draw(plain, words)))


def small(rules: list[tuple[Any, dict[Any, Any], int]]) -> Language:
    nlp = English()
    ruler = nlp.add_pipe("attribute_ruler")
    assert isinstance(ruler, AttributeRuler)
    for pattern, changes, index in rules:
        ruler.add([pattern], changes, index)
    return nlp


def test_later_rules_win_whether_short_or_long() -> None:
    long = [{"LOWER": "a"}, {"LOWER": "b"}]
    for rules, expected in (
        ([([{"LOWER": "b"}], {"LEMMA": "short"}, 0), (long, {"LEMMA": "long"}, 1)], "long"),
        ([(long, {"LEMMA": "long"}, -1), ([{"LOWER": "b"}], {"LEMMA": "short"}, 0)], "short"),
        ([(long, {"LEMMA": "long"}, 1), (long, {"POS": "NOUN"}, 1)], "long"),
    ):
        nlp = small(rules)
        accelerate(nlp)
        assert nlp("A B")[1].lemma_ == expected
    assert nlp("A B")[1].pos_ == "NOUN"


def test_other_conditions_are_left_to_spacy() -> None:
    nlp = small(
        [
            ([{"TEXT": {"REGEX": "^x+$"}}], {"LEMMA": "y"}, 0),
            ([{"LOWER": {"NOT_IN": ["xx"]}}], {"POS": "X"}, 0),
        ]
    )
    accelerate(nlp)
    assert [(token.lemma_, token.pos_) for token in nlp("xx z")] == [("y", ""), ("", "X")]


def test_rules_that_change_something_else_are_not_touched() -> None:
    nlp = small([([{"LOWER": "x"}], {"NORM": "y"}, 0)])
    accelerate(nlp)
    assert nlp.pipe_names == ["attribute_ruler"]
    assert nlp("x")[0].norm_ == "y"


def threads() -> Iterator[int]:
    return (library["num_threads"] for library in threadpool_info() if library["user_api"] == "blas")


def test_numpy_keeps_to_one_core_while_it_parses() -> None:
    before = list(threads())
    with one_core():
        assert set(threads()) <= {1}
    assert list(threads()) == before
