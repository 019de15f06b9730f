"""Under which condition a claim stands."""

import re
from collections.abc import Callable
from typing import Any

import pytest

from newsclaims.claims.own_claims import own_claims
from newsclaims.claims.structures import Before, ClaimSpan
from newsclaims.language import table

Claims = Callable[..., list[ClaimSpan]]


def condition(claims_of: Claims, sentence: str) -> str | None:
    claims = claims_of(f"“[{sentence}],” <she> {{said}}.")
    found = [claim.condition for claim in claims if claim.condition]
    return f"“{sentence},” she said."[slice(*found[0])] if found else None


@pytest.mark.parametrize(
    ("sentence", "expected"),
    [
        ("If they refuse, we will close the pier", "If they refuse"),
        ("We will close the pier unless they pay by May", "unless they pay by May"),
        ("Once the storm is over, we will open it", "Once the storm is over"),
        ("We will keep it open as long as they pay", "as long as they pay"),
        ("Should they refuse, we will close the pier", "Should they refuse"),
        ("Had they paid, the pier would be open", "Had they paid"),
        ("The pier closed when the storm came", None),
        ("They asked if the pier was safe", None),
    ],
)
def test_the_condition_is_its_clause(claims_of: Claims, sentence: str, expected: str | None) -> None:
    assert condition(claims_of, sentence) == expected


@pytest.mark.parametrize("rule", table("conditions")["openers"], ids=lambda rule: " ".join(rule["words"]))
def test_every_opener_has_examples(claims_of: Claims, rule: dict[str, Any]) -> None:
    words = re.compile(rf"\b{' '.join(rule['words'])}\b", re.IGNORECASE)
    assert rule["yes"]
    for sentence in rule["yes"]:
        found = condition(claims_of, sentence.rstrip("."))
        assert found is not None, sentence
        assert words.match(found)
    for sentence in rule["no"]:
        assert condition(claims_of, sentence.rstrip(".")) is None, sentence


@pytest.mark.parametrize(
    ("marked", "claims"),
    [
        ("Sanctions will end in May once <the inspectors> {certify} that [the site is empty].", 0),
        ("The bank will pay $4m unless <the court> {rules} that [the loan was void].", 0),
        ("If <the police> {tell} them [the road is safe], 40 trucks will leave on Friday.", 0),
        ("The crew left once <the judge> {said} that [the trial was over].", 1),
        ("[If the road is safe], <the police> {said}, [40 trucks will leave].", 1),
    ],
)
def test_what_is_only_supposed_to_be_said_is_no_claim(claims_of: Claims, marked: str, claims: int) -> None:
    assert len(claims_of(marked)) == claims


def test_a_supposed_saying_belongs_to_the_claim_of_the_article(before_of: Callable[..., Before]) -> None:
    before = before_of("Sanctions will end in May once <the inspectors> {certify} that [the site is empty].")
    text = before.article.text
    assert [text[slice(*claim.span)] for claim in own_claims(before)] == [text.removesuffix(".")]
