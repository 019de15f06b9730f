"""What kind of assertion a clause is, by cue, mood, modality, person and words."""

from collections.abc import Callable, Iterable
from typing import get_args

import pytest

import newsclaims
from newsclaims.claims import type_reader
from newsclaims.claims.evidence import evidence
from newsclaims.claims.reading import Reading
from newsclaims.claims.structures import ClaimSpan
from newsclaims.claims.type_reader import Question
from newsclaims.claims.types import RULES, settled
from newsclaims.claims.weighing import weighed_types
from newsclaims.language import table
from newsclaims.records import ClaimType

Claims = Callable[..., list[ClaimSpan]]
Readings = Callable[..., list[Reading]]


def test_a_denial_answers_a_charge(claims_of: Claims) -> None:
    marked = "Asked about the alleged theft, <Lund> {said}: “[I did not take the money].”"
    assert [claim.type for claim in claims_of(marked)] == ["denial"]


@pytest.mark.parametrize(
    ("marked", "cue_class", "expected"),
    [
        ("<Lund> {denied} that [the pier was unsafe].", "denial", "denial"),
        ("<Lund> {hopes} [to open the pier in May].", "hope", "opinion"),
        ("<Lund> {expects} [the pier to open in May].", "expectation", "prediction"),
        ("<Lund> {promised} [to open the pier].", "commissive", "promise"),
        ("<Lund> {threatened} [to close the pier].", "commissive", "threat"),
        ("<Lund> {urged} the council [to close the pier].", "directive", "demand"),
        ("<Lund> {demanded} that [the pier be closed].", "directive", "demand"),
        ("<Lund> {doubted} that [the pier would open].", "belief", "prediction"),
        ("<Lund> {thinks} [the council has chosen the wrong pier].", "belief", "opinion"),
        ("<Lund> {told} them [to wait].", "statement", "demand"),
        ("<Lund> {warned} that [she would sue the council unless it paid].", "statement", "threat"),
    ],
)
def test_the_cue_names_the_act(claims_of: Claims, marked: str, cue_class: str, expected: str) -> None:
    assert [claim.type for claim in claims_of(marked, cue_class)] == [expected]


@pytest.mark.parametrize(
    ("clause", "expected"),
    [
        ("The pier opened in 1957", "fact"),
        ("The council has spent £3m on it", "fact"),
        ("Open the pier", "demand"),
        ("The council must act", "demand"),
        ("The council needs to repair it", "demand"),
        ("We want the council to pay", "demand"),
        ("The pier should be ready by May", "prediction"),
        ("We will repair the pier", "promise"),
        ("We are going to repair the pier", "promise"),
        ("I intend to keep it open", "promise"),
        ("We will not pay", "promise"),
        ("I will be back by noon", "promise"),
        ("We will lose the pier", "prediction"),
        ("The storm will hit the pier", "prediction"),
        ("The storm might hit the pier", "prediction"),
        ("If the rent rises, everything changes", "prediction"),
        ("If they do not pay, we will sue the council", "threat"),
        ("If you stay, we cannot come back for you", "threat"),
        ("That is a lie", "denial"),
        ("The report is not true", "denial"),
        ("We do not know the cause", "fact"),
        ("It is a disgrace", "opinion"),
        ("The decision was wrong", "opinion"),
        ("I am proud of this town", "opinion"),
        ("We love the pier", "opinion"),
        ("The council should have acted", "opinion"),
    ],
)
def test_the_clause_shows_the_act(claims_of: Claims, clause: str, expected: str) -> None:
    assert [claim.type for claim in claims_of(f"“[{clause}],” <she> {{said}}.")] == [expected]


@pytest.mark.parametrize(
    ("marked", "kind", "role", "expected"),
    [
        ("<Lund> {said} [she would repair the pier].", "person", None, "promise"),
        ("<The firm> {said} [it would repair the pier].", "organization", None, "promise"),
        ("<Lund> {said} [it would destroy the pier].", "person", None, "prediction"),
        ("[The government will repair it], <Ana Lund> {said}.", "person", "environment minister", "promise"),
        ("[The government will fall], <Ana Lund> {said}.", "person", "analyst", "prediction"),
    ],
)
def test_a_promise_is_made_by_ones_own_side(
    claims_of: Claims, marked: str, kind: str, role: str | None, expected: str
) -> None:
    assert [claim.type for claim in claims_of(marked, kind=kind, role=role)] == [expected]


@pytest.mark.parametrize(
    ("marked", "cue_class", "expected"),
    [
        ("<Lund> {denied} that [the pier was unsafe].", "denial", "denial"),
        ("<Lund> {told} them [to wait].", "statement", "demand"),
        ("“[The pier opened in 1957],” <she> {said}.", "statement", None),
    ],
)
def test_some_cues_settle_the_type_and_the_rest_is_weighed(
    readings_of: Readings, marked: str, cue_class: str, expected: str | None
) -> None:
    assert [settled(reading) for reading in readings_of(marked, cue_class)] == [expected]


def test_the_weights_are_of_observations_that_can_be_made(readings_of: Readings) -> None:
    weights = table("claim_type_weights")
    assert set(weights) == {*get_args(ClaimType), "shares"}
    seen = evidence(readings_of("“[We will not sell the pier unless they pay],” <she> {said}.")[0])
    assert {"side: own", "negated", "pressing", "modal: will", "words: own"} <= set(seen)
    assert sum(f" {name}\n" in weights["promise"] for name in seen) > len(seen) / 2


def test_a_type_comes_with_its_probability(readings_of: Readings) -> None:
    ((kind, probability),) = weighed_types(readings_of("“[The pier opened in 1957],” <she> {said}."))
    assert kind == "fact"
    assert 0.5 < probability < 1


@pytest.mark.parametrize(
    ("marked", "expected"),
    [
        ("“[If they do not pay, we will sue the council],” <she> {said}.", "threat"),
        ("“[If they do not pay, we will pay],” <she> {said}.", None),
        ("“[If they do not come, we will not attend],” <she> {said}.", "threat"),
        ("“[If they do not come, we will attend],” <she> {said}.", None),
        ("“[The pier should be ready by May],” <she> {said}.", None),
    ],
)
def test_a_threat_is_settled_where_the_act_harms(
    readings_of: Readings, marked: str, expected: str | None
) -> None:
    assert [settled(reading) for reading in readings_of(marked)] == [expected]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("The minister, Ana Lund, has rubbished reports that the mine was sold.", "denial"),
        ("Ana Lund published a report that said the mine was sold.", None),
        ("The minister, Ana Lund, never denied reports that the mine was sold.", None),
    ],
)
def test_who_denies_reports_denies_what_they_say(text: str, expected: str | None) -> None:
    document = newsclaims.extract(text)
    found = [claim.type for claim in document.claims if claim.text == "the mine was sold"]
    assert [kind for kind in found if kind == "denial"] == [expected] * (expected is not None)


@pytest.mark.parametrize(
    ("marked", "cue_class"),
    [
        ("<Lund> {claims} [to speak for the town].", "statement"),
        ("<Lund> {calls} [fishing off the pier a game for fools].", "directive"),
        ("“[We do not need to buy a bridge],” <she> {said}.", "statement"),
    ],
)
def test_what_only_looks_like_a_demand_is_weighed(readings_of: Readings, marked: str, cue_class: str) -> None:
    assert [settled(reading) for reading in readings_of(marked, cue_class)] == [None]


def test_the_network_is_asked_only_where_the_observations_leave_doubt(
    readings_of: Readings, monkeypatch: pytest.MonkeyPatch
) -> None:
    asked: list[str] = []

    def read(questions: Iterable[Question]) -> list[list[float]]:
        words = [question.sentence[slice(*question.clause)] for question in questions]
        asked.extend(words)
        return [[-9.0, -0.01, -9.0, -9.0, -9.0, -9.0, -9.0] for _ in words]

    monkeypatch.setattr(type_reader.load(), "log_probabilities", read)
    (settled_reading,) = readings_of("<Lund> {denied} that [the pier was unsafe].", "denial")
    (sure,) = readings_of("[The pier closed in May 1957], <Ana Lund> {said}.", "statement")
    (doubtful,) = readings_of("“[Nobody cancels a pump],” <she> {said}.", "statement")
    found = weighed_types([sure, doubtful, settled_reading])
    assert [kind for kind, _ in found] == ["fact", "opinion", "denial"]
    assert asked == ["Nobody cancels a pump"]
    assert found[1].probability > 0.8


@pytest.mark.parametrize("rule", RULES)
def test_every_rule_says_what_it_goes_by(rule: Callable[..., object]) -> None:
    assert rule.__doc__


@pytest.mark.parametrize(
    ("clause", "expected"),
    [
        ("If elected, I will end the fighting", {"condition: chosen", "condition: if"}),
        ("If you strike, we will close the pier", {"condition of you", "condition of you, future, own"}),
        ("If it rains, we will close the pier", {"condition of others", "condition of others, future, own"}),
        ("Unless we are paid, we will leave", {"condition of us", "condition: unless"}),
        ("A pier is not a bridge", {"general: some noun, own words", "general: some noun, is not"}),
        ("Thursday means Thursday", {"a word twice"}),
        ("It is a bridge, not a pier", {"this, not that"}),
        ("We are not asking for a miracle", {"we do not say"}),
    ],
)
def test_what_is_observed(readings_of: Readings, clause: str, expected: set[str]) -> None:
    seen = evidence(readings_of(f"“[{clause}],” <she> {{said}}.")[0])
    assert expected <= set(seen)


@pytest.mark.parametrize("clause", ["Our pier opened in 1957", "He is a bridge", "The pier cost $3"])
def test_what_names_people_numbers_or_the_past_is_no_saying(readings_of: Readings, clause: str) -> None:
    seen = evidence(readings_of(f"“[{clause}],” <she> {{said}}.")[0])
    assert not [name for name in seen if name.startswith("general: ")]


def test_a_condition_that_the_speaker_has_to_win_first_makes_no_threat(claims_of: Claims) -> None:
    marked = "<He> {said} [if re-elected, he would end the fighting within a day]."
    assert [claim.type for claim in claims_of(marked)] == ["promise"]


@pytest.mark.parametrize(
    ("clause", "expected"),
    [
        ("If you strike, we will close the pier", "threat"),
        ("If it rains, we will close the pier", None),
        ("We will close the pier unless they pay", "threat"),
    ],
)
def test_a_condition_settles_a_threat_where_it_presses_somebody(
    readings_of: Readings, clause: str, expected: ClaimType | None
) -> None:
    assert settled(readings_of(f"“[{clause}],” <she> {{said}}.")[0]) == expected
