"""Which stretches of a quote are claims, and which are not."""

import re
from collections.abc import Callable
from typing import Any

import pytest

from newsclaims.claims.clauses import is_filler
from newsclaims.claims.structures import ClaimSpan
from newsclaims.language import table

Claims = Callable[..., list[ClaimSpan]]


def texts(marked: str, claims: list[ClaimSpan]) -> list[str]:
    text = re.sub(r"[\[\]{}<>]", "", marked)
    return [text[slice(*claim.span)] for claim in claims]


@pytest.mark.parametrize(
    ("marked", "expected"),
    [
        ("<Lund> {said} that [the pier was unsafe].", ["the pier was unsafe"]),
        (
            "<Lund> {said} that [the pier was unsafe and that nobody had checked it].",
            ["the pier was unsafe", "nobody had checked it"],
        ),
        (
            "<Lund> {said} [the crew had left and locked the gate].",
            ["the crew had left and locked the gate"],
        ),
        (
            "“[We built the pier, we own the pier, and we will repair it],” <she> {said}.",
            ["We built the pier", "we own the pier", "we will repair it"],
        ),
        (
            "[The work], <the ministry> {said}, [would take a year].",
            ["The work, the ministry said, would take a year"],
        ),
        (
            "“[If they refuse],” <she> {said}, “[we will close the pier].”",
            ["If they refuse,” she said, “we will close the pier"],
        ),
        (
            "“[The pier is closed],” <she> {said}. “[It will stay closed].”",
            ["The pier is closed", "It will stay closed"],
        ),
        ("“[Well, the pier is closed],” <she> {said}.", ["the pier is closed"]),
        (
            "“[We closed it because the planks were rotten],” <she> {said}.",
            ["We closed it because the planks were rotten"],
        ),
        (
            "“[The planks were rotten; the rails had rusted],” <she> {said}.",
            ["The planks were rotten", "the rails had rusted"],
        ),
        # A past tense that the parse takes for a participle
        (
            "[Ten sailors drowned in the harbour of Moss and three others drowned in Oslo], <Lund> {told} reporters.",
            ["Ten sailors drowned in the harbour of Moss", "three others drowned in Oslo"],
        ),
        # Brackets stay in pairs
        ("“[(Some) planks were rotten],” <she> {said}.", ["(Some) planks were rotten"]),
        ("“[We lost a plank (the last)],” <she> {said}.", ["We lost a plank (the last)"]),
        # The parse takes the subject for a modifier of its verb
        ("<They> {say} [mammals dream about the world].", ["mammals dream about the world"]),
        ("“[They will repair it, I think],” <she> {said}.", ["They will repair it, I think"]),
        (
            "<Lund> {said} [“rotten” planks had killed ‘the whole project’].",
            ["“rotten” planks had killed ‘the whole project’"],
        ),
        # Retold speech is what the retelling asserts
        (
            "“[One lady told me, ‘Doctor, I would rather have the diabetes’],” <she> {said}.",
            ["One lady told me, ‘Doctor, I would rather have the diabetes’"],
        ),
        (
            "“[One man was told: ‘Do you want to close the mine?’ That is a threat],” <she> {said}.",
            ["One man was told: ‘Do you want to close the mine?’", "That is a threat"],
        ),
        (
            "“[I was tired. They said: ‘Sit down! You are ill!’ I sat down],” <she> {said}.",
            ["I was tired", "They said: ‘Sit down! You are ill!’", "I sat down"],
        ),
    ],
)
def test_each_independent_clause_is_a_claim(claims_of: Claims, marked: str, expected: list[str]) -> None:
    assert texts(marked, claims_of(marked)) == expected


@pytest.mark.parametrize(
    "marked",
    [
        "“[What are we waiting for?]” <she> {asked}.",
        "“[Are they coming? Will they stay?]” <she> {asked}.",
        "“[Same old story, different year],” <she> {said}.",
        "“[So we’ll see],” <she> {said}.",
        "“[Good evening, everybody],” <she> {said}.",
        "“[Because of the rain],” <she> {said}.",
    ],
)
def test_questions_fragments_and_fillers_are_none(claims_of: Claims, marked: str) -> None:
    assert not claims_of(marked)


@pytest.mark.parametrize(
    ("marked", "cue_class"),
    [
        ("<Lund> {called} [it “worthless”].", "label"),
        ("<Lund> {accused} him of “[sitting on bad news]”.", "label"),
        ("<Lund> {described} [the pier as a ruin].", "label"),
        ("<Lund> {asked} [whether the pier was safe].", "question"),
    ],
)
def test_labels_and_asked_questions_are_none(claims_of: Claims, marked: str, cue_class: str) -> None:
    assert not claims_of(marked, cue_class)


@pytest.mark.parametrize(
    ("marked", "cue_class", "expected"),
    [
        ("<Lund> {promised} [to repair the pier].", "commissive", ["to repair the pier"]),
        (
            "<Lund> {vowed} [to repair the pier and to reopen it].",
            "commissive",
            ["to repair the pier", "to reopen it"],
        ),
        ("<Lund> {urged} the council [to act at once].", "directive", ["to act at once"]),
        ("<Lund> {wants} [the council to act at once].", "directive", ["the council to act at once"]),
        ("<Lund> {suggested} [closing the pier].", "directive", ["closing the pier"]),
        ("“[Close the pier now],” <she> {told} them.", "statement", ["Close the pier now"]),
        ("<Lund> {demanded} that [the pier be closed].", "directive", ["the pier be closed"]),
    ],
)
def test_clauses_without_a_subject(
    claims_of: Claims, marked: str, cue_class: str, expected: list[str]
) -> None:
    assert texts(marked, claims_of(marked, cue_class)) == expected


@pytest.mark.parametrize("rule", table("clauses")["fillers"], ids=lambda rule: rule["pattern"][:30])
def test_every_filler_has_examples(rule: dict[str, Any]) -> None:
    assert rule["yes"]
    assert rule["no"]
    assert all(re.fullmatch(rule["pattern"], words) for words in rule["yes"])
    assert not any(is_filler(words) for words in rule["no"])
