"""The lexicon of cues: every family's examples and counterexamples, classes, and the person spoken to."""

from typing import get_args

import pytest
from _pytest.mark.structures import ParameterSet
from spacy.language import Language

from newsclaims.attribution import Attribution, parsed_article
from newsclaims.attribution.cues import addressee, cue_class, families, tokens_in
from newsclaims.attribution.rules import RuleEngine
from newsclaims.attribution.structures import CueClass
from newsclaims.language import table
from newsclaims.offsets import Offsets

FAMILIES = table("cues")["family"]


def examples(field: str) -> list[ParameterSet]:
    return [
        pytest.param(family, example, id=f"{family['name']}-{number}")
        for family in FAMILIES
        for number, example in enumerate(family[field], 1)
    ]


def attributions(nlp: Language, text: str) -> tuple[Attribution, ...]:
    return RuleEngine().attribute([parsed_article(nlp(text))])[0]


@pytest.mark.parametrize(("family", "example"), examples("examples"))
def test_a_familys_examples_are_found(nlp: Language, family: dict[str, str], example: list[str]) -> None:
    text, cue, content = example
    found = [
        (
            " ".join(text[start:end] for start, end in item.cue),
            " ".join(text[start:end] for start, end in item.content),
            item.cue_class,
        )
        for item in attributions(nlp, text)
    ]
    assert (cue, content, family["class"]) in found


@pytest.mark.parametrize(("family", "text"), examples("counterexamples"))
def test_a_familys_counterexamples_are_not(nlp: Language, family: dict[str, str], text: str) -> None:
    assert attributions(nlp, text) == (), family["name"]


def test_every_family_is_complete() -> None:
    for family in FAMILIES:
        assert family["class"] in get_args(CueClass)
        assert 0 < family["reliability"] <= 1
        assert family["examples"]
        assert family["counterexamples"]
        members = family.get("verbs", []) + family.get("nouns", []) + family.get("adjectives", [])
        assert members
        assert len(set(members)) == len(members)
    assert len({family["name"] for family in FAMILIES}) == len(FAMILIES)


def test_families_are_read_once() -> None:
    assert families() is families()


@pytest.mark.parametrize(
    ("text", "cue", "expected"),
    [
        ("She told reporters that the pier was safe.", "told", "statement"),
        ("She told him to close the pier.", "told", "directive"),
        ("She expressed hope that the pier would hold.", "expressed hope", "hope"),
        ("She was confident that the pier would hold.", "was confident", "belief"),
        ("She denied that the pier was unsafe.", "denied", "denial"),
        ("She vowed to mend the pier.", "vowed", "commissive"),
        ("According to Lund, the pier is safe.", "According to", "statement"),
        ("She expects the pier to hold.", "expects", "expectation"),
        ("She called the pier a ruin.", "called", "label"),
        ("She asked whether the pier was safe.", "asked", "question"),
        ("She cleaned the pier.", "cleaned", None),
        ("She cleaned the pier.", "", None),
    ],
)
def test_the_class_of_a_cue(nlp: Language, text: str, cue: str, expected: str | None) -> None:
    start = text.index(cue)
    assert cue_class(tokens_in(nlp(text), Offsets(start, start + len(cue)))) == expected


@pytest.mark.parametrize(
    ("text", "cue", "expected"),
    [
        ("She told the reporters of the paper that the pier was safe.", "told", "the reporters of the paper"),
        ("She urged the ministry to mend the pier.", "urged", "the ministry"),
        ("She called on the ministry to mend the pier.", "called on", "the ministry"),
        ("She said to a friend that the pier was safe.", "said", "a friend"),
        ("She told her deputy, who was ill, that the pier was safe.", "told", "her deputy"),
        ("She said that the pier was safe.", "said", None),
        ("She promised that the pier was safe.", "promised", None),
    ],
)
def test_the_person_spoken_to(nlp: Language, text: str, cue: str, expected: str | None) -> None:
    start = text.index(cue)
    found = addressee(nlp(text), [Offsets(start, start + len(cue))])
    assert (text[found.start : found.end] if found else None) == expected
