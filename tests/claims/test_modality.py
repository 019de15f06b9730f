"""How sure a claim is, and whether it is negated."""

from collections.abc import Callable

import pytest

from newsclaims.claims.structures import ClaimSpan

Claims = Callable[..., list[ClaimSpan]]


@pytest.mark.parametrize(
    "clause",
    [
        "The pier is not safe",
        "The pier isn’t safe",
        "Nobody has checked the pier",
        "No planks were replaced",
        "There is no danger",
        "They never came",
        "We have nothing to hide",
    ],
)
def test_a_negated_main_predicate(claims_of: Claims, clause: str) -> None:
    assert [claim.negated for claim in claims_of(f"“[{clause}],” <she> {{said}}.")] == [True]


@pytest.mark.parametrize(
    "clause",
    [
        "The council did not only close it",
        "The pier stands on stone, not on sand",
        "The man who did not pay has left",
        "There is no doubt that the pier is safe",
        "The pier is unsafe",
    ],
)
def test_a_main_predicate_that_is_not_negated(claims_of: Claims, clause: str) -> None:
    assert [claim.negated for claim in claims_of(f"“[{clause}],” <she> {{said}}.")] == [False]


def test_what_is_denied_is_not_negated_by_its_cue(claims_of: Claims) -> None:
    found = claims_of("<Lund> {denied} that [the pier was unsafe].", "denial")
    assert [claim.negated for claim in found] == [False]


@pytest.mark.parametrize(
    ("clause", "expected"),
    [
        ("The pier will open in May", "certain"),
        ("The pier may open in May", "possible"),
        ("Perhaps the pier will open", "possible"),
        ("It is possible", "possible"),
        ("The pier will probably open in May", "probable"),
        ("The pier is expected to open in May", "probable"),
        ("The pier is likely to open in May", "probable"),
        ("The pier seems to be safe", "probable"),
        ("They could not see the pier", "certain"),
        ("The pier that may open is old", "certain"),
    ],
)
def test_certainty_by_the_words_of_the_clause(claims_of: Claims, clause: str, expected: str) -> None:
    assert [claim.certainty for claim in claims_of(f"“[{clause}],” <she> {{said}}.")] == [expected]


def test_certainty_by_the_cue(claims_of: Claims) -> None:
    found = claims_of("<Lund> {expects} [the pier to open in May].", "expectation")
    assert [claim.certainty for claim in found] == ["probable"]
