"""The network that reads types: its weights are the card's, its probabilities sum to one, nothing is random."""

import json
import math
import shutil
from pathlib import Path
from typing import get_args

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from newsclaims.claims.type_reader import Question, TypeReader, load, pieces_of, told
from newsclaims.errors import MissingDependencyError
from newsclaims.offsets import Offsets
from newsclaims.records import ClaimType
from newsclaims.weights import shipped

TYPES = get_args(ClaimType)


@pytest.mark.parametrize("name", ["model.onnx", "tokenizer.json"])
def test_other_weights_than_the_cards_are_refused(tmp_path: Path, name: str) -> None:
    folder = Path(shutil.copytree(shipped("claimtypes"), tmp_path / "model"))
    with (folder / name).open("ab") as file:
        file.write(b" ")
    with pytest.raises(MissingDependencyError, match=f"claim-type model's {name} is damaged"):
        TypeReader(folder)


def test_the_card_names_the_types_in_their_order() -> None:
    card = json.loads((shipped("claimtypes") / "card.json").read_text(encoding="utf-8"))
    assert tuple(card["types"]) == TYPES
    assert set(card["scores"]) == {"data/gold/dev", "news"}


@pytest.mark.parametrize(
    ("sentence", "clause", "expected"),
    [
        (
            "The council said 40 people had been treated in hospital.",
            "40 people had been treated in hospital",
            "fact",
        ),
        ("“It is a disgrace,” said Ana Lund.", "It is a disgrace", "opinion"),
        (
            "Prices will rise again next year, the bank said.",
            "Prices will rise again next year",
            "prediction",
        ),
        ("“We will rebuild the pier,” she said.", "We will rebuild the pier", "promise"),
        ("Lund urged residents to boil all water.", "to boil all water", "demand"),
    ],
)
def test_plain_claims_are_read_as_people_read_them(sentence: str, clause: str, expected: str) -> None:
    start = sentence.index(clause)
    (said,) = load().log_probabilities([Question("", sentence, Offsets(start, start + len(clause)))])
    assert TYPES[said.index(max(said))] == expected


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(st.text(max_size=200), st.data())
def test_any_clause_has_probabilities_and_always_the_same(text: str, data: st.DataObject) -> None:
    edges = st.integers(min_value=0, max_value=len(text))
    start, end = sorted((data.draw(edges), data.draw(edges)))
    question = Question("", text, Offsets(start, end))
    (said,) = load().log_probabilities([question])
    assert math.isclose(sum(math.exp(value) for value in said), 1.0)
    assert load().log_probabilities([question]) == [said]


def test_what_is_read_does_not_depend_on_what_is_read_beside_it() -> None:
    texts = [
        "It is a disgrace.",
        "",
        "Rain.",
        "We will rebuild the pier. " * 40,
        "The pier opened in 1957.",
    ] * 4
    questions = [Question("own statement", text, Offsets(0, len(text))) for text in texts]
    together = load().log_probabilities(questions)
    for question, said in zip(questions, together, strict=True):
        assert said == pytest.approx(load().log_probabilities([question])[0], abs=1e-3)
    assert load().log_probabilities([]) == []


def test_a_long_sentence_keeps_the_beginning_of_the_clause() -> None:
    tokenizer = load().tokenizer
    text = "a " * 300 + "pier"
    ids, scored = pieces_of(tokenizer, Question("own", text, Offsets(600, 604)), 20)
    assert (len(ids), scored) == (24, range(22, 23))
    ids, scored = pieces_of(tokenizer, Question("own", text, Offsets(0, 1)), 20)
    assert (len(ids), scored) == (24, range(3, 4))
    ids, scored = pieces_of(tokenizer, Question("own", text, Offsets(596, 604)), 20)
    assert (len(ids), scored) == (24, range(20, 23))
    ids, scored = pieces_of(tokenizer, Question("own", "", Offsets(0, 0)), 20)
    assert (len(ids), scored) == (4, range(1))


def test_the_network_is_told_who_says_it_and_how() -> None:
    observed = ("tense: past", "cue: statement", "decided: fact", "side: own", "cue: adding", "words: own")
    assert told(observed) == "own adding statement own fact"
