"""Check-worthiness: the weights are the card's, the score is the clause's, and it ranks as people do."""

import json
import shutil
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from newsclaims.claims.checkworthiness import CheckWorthiness, load
from newsclaims.claims.packs import Pieces, packs
from newsclaims.errors import MissingDependencyError
from newsclaims.offsets import Offsets
from newsclaims.weights import shipped

NUMBERS = "Unemployment fell to 4.1 percent last year, the lowest rate since 1969."
THANKS = "Thank you all very much, it is great to be here."


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return Path(shutil.copytree(shipped("checkworthiness"), tmp_path / "model"))


@pytest.mark.parametrize("name", ["model.onnx", "tokenizer.json"])
def test_other_weights_than_the_cards_are_refused(folder: Path, name: str) -> None:
    with (folder / name).open("ab") as file:
        file.write(b" ")
    with pytest.raises(MissingDependencyError, match=f"{name} is damaged"):
        CheckWorthiness(folder)


def test_an_empty_file_is_damaged(folder: Path) -> None:
    (folder / "model.weights").write_bytes(b"")
    with pytest.raises(MissingDependencyError, match=r"model\.weights is damaged"):
        CheckWorthiness(folder)


@pytest.mark.parametrize("name", ["model.onnx", "tokenizer.json", "card.json"])
def test_missing_files_are_named(folder: Path, name: str) -> None:
    (folder / name).unlink()
    with pytest.raises(MissingDependencyError, match=f"{name} is missing"):
        CheckWorthiness(folder)


def test_a_card_that_is_no_json_is_damaged(folder: Path) -> None:
    (folder / "card.json").write_text("{", encoding="utf-8")
    with pytest.raises(MissingDependencyError, match=r"card\.json is damaged"):
        CheckWorthiness(folder)


def test_the_card_tells_what_the_model_is_worth() -> None:
    card = json.loads((shipped("checkworthiness") / "card.json").read_text(encoding="utf-8"))
    assert set(card["scores"]) == {"CheckThat dev", "CheckThat dev-test", "PoliClaim verifiable, by fold"}
    assert 0 < card["threshold"] == load().threshold < 1


def test_said_is_seen() -> None:
    rows = load().card["scores"]["CheckThat dev"]["reliability"]
    assert all(abs(row["said"] - row["seen"]) < 0.1 for row in rows)


@pytest.mark.parametrize(
    ("more", "less"),
    [
        (NUMBERS, THANKS),
        ("The government spent $3 billion on the war in 2004.", "I believe in this country."),
        ("He voted against the bill four times.", "What do you say to that?"),
    ],
)
def test_checkable_facts_come_before_feelings(more: str, less: str) -> None:
    assert load().score(more) > 0.5 > load().score(less)
    assert load().verifiable(more) > 0.5 > load().verifiable(less)


def test_a_clause_is_scored_for_itself_within_its_sentence() -> None:
    text = f"{THANKS} {NUMBERS}"
    thanks, numbers = Offsets(0, len(THANKS)), Offsets(len(THANKS) + 1, len(text))
    assert load().score(text, numbers) > 0.5 > load().score(text, thanks)


def test_the_whole_text_is_its_own_clause() -> None:
    assert load().score(NUMBERS) == load().score(NUMBERS, Offsets(0, len(NUMBERS)))


def test_a_clause_far_into_a_long_text_is_still_read() -> None:
    text = f"{THANKS} " * 100 + NUMBERS
    assert load().score(text, Offsets(len(text) - len(NUMBERS), len(text))) > 0.5


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(st.text(max_size=200), st.data())
def test_any_text_has_a_score_and_always_the_same(text: str, data: st.DataObject) -> None:
    edges = st.integers(min_value=0, max_value=len(text))
    start, end = sorted((data.draw(edges), data.draw(edges)))
    score = load().score(text, Offsets(start, end))
    assert 0 <= score <= 1
    assert score == load().score(text, Offsets(start, end))


def test_a_score_does_not_depend_on_what_is_read_beside_it() -> None:
    texts = [
        NUMBERS,
        THANKS,
        "",
        "Rain.",
        f"{THANKS} " * 100,
        "He voted against the bill four times.",
        NUMBERS,
    ] * 5
    together = load().scores((text, None) for text in texts)
    assert together == pytest.approx([load().score(text) for text in texts], abs=1e-3)


def test_packs_are_as_long_as_one_run_may_be() -> None:
    readings = [Pieces([1, *([7] * length), 2], range(1, 1 + length)) for length in (60, 60, 3, 128, 1)]
    made = list(packs(readings))
    assert [pack["ids"].size for pack in made] == [124, 5, 130, 3]
    assert [pack["pooled"].shape[0] for pack in made] == [2, 1, 1, 1]
    assert made[0]["positions"].tolist() == [*range(62), *range(62)]
    assert made[0]["pooled"].sum(1).tolist() == pytest.approx([1, 1])
    assert list(packs([])) == []
