import pytest

from newsclaims.language import table
from newsclaims.speakers.lexicon import lexicon
from newsclaims.speakers.ranking import score, weights


def test_no_given_name_is_of_both_genders_and_of_one() -> None:
    words = lexicon()
    assert {words.given[name] for name in ("robin", "jordan", "kim")} == {None}
    assert words.given["loretta"] == "female"
    assert words.given["volodymyr"] == "male"


@pytest.mark.parametrize(
    ("noun", "person"),
    [("minister", True), ("hydrologist", True), ("schoolteacher", True), ("report", False), ("party", False)],
)
def test_nouns_for_people(noun: str, *, person: bool) -> None:
    assert lexicon().person(noun) is person


@pytest.mark.parametrize(
    ("noun", "other", "same"),
    [("company", "operator", True), ("lawyer", "attorney", True), ("lawyer", "doctor", False)],
)
def test_synonyms(noun: str, other: str, *, same: bool) -> None:
    assert lexicon().synonymous(noun, {other}) is same


def test_every_set_of_synonyms_has_two_nouns_and_names_a_kind() -> None:
    sets = table("source_nouns")["synonyms"]
    assert set(sets) <= {"person", "organization", "document", "group"}
    assert all(len(set(line.split())) > 1 for lines in sets.values() for line in lines)


def test_weights_speak_for_agreement_and_nearness() -> None:
    weight = weights("pronoun")
    near = {"gender: table for": 1.0, "distance: same sentence": 1.0}
    far = {"gender: table against": 1.0, "distance: log sentences": 3.0}
    assert score(near, weight) > 0 > score(far, weight)
    assert score({"no such feature": 1.0}, weight) == 0
