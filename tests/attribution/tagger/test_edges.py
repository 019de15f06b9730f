"""Edges that the parse knows better than the network."""

import pytest
from spacy.language import Language

from newsclaims.attribution import parsed_article
from newsclaims.attribution.tagger.edges import refine
from newsclaims.offsets import Offsets


def refined(nlp: Language, text: str, contents: list[str], taken: list[str]) -> list[str]:
    places = [Offsets(text.index(item), text.index(item) + len(item)) for item in contents]
    barred = [Offsets(text.index(item), text.index(item) + len(item)) for item in taken]
    return [text[start:end] for start, end in refine(parsed_article(nlp(text)), places, barred)]


@pytest.mark.parametrize(
    ("text", "content", "whole"),
    [
        ("The trial would last three weeks.", "The trial would last three", "The trial would last three weeks"),
        ("He begged her to be in Houston on Monday.", "to be in", "to be in Houston"),
        ("The old pier is shut and the shops lose money.", "The old pier is shut and", "The old pier is shut"),
        ("She said that it rains, as a rule.", "that it rains,", "that it rains"),
        ("She said the pier is shut.", "the pier is shut", "the pier is shut"),
    ],
)  # fmt: skip
def test_phrases_are_made_whole(nlp: Language, text: str, content: str, whole: str) -> None:
    assert refined(nlp, text, [content], []) == [whole]


def test_nothing_swallows_the_source(nlp: Language) -> None:
    assert refined(nlp, "It was shut by the council, Lund said.", ["It was shut by"], ["the council"]) == [
        "It was shut by"
    ]


def test_a_quotation_has_one_voice(nlp: Language) -> None:
    text = "“Their plan seems to be to give up,” Lund said."
    assert refined(nlp, text, ["“Their plan", "to be to give up,”"], ["Lund", "said"]) == [
        "“Their plan seems to be to give up,”"
    ]


def test_a_dateline_is_no_content(nlp: Language) -> None:
    text = "OSLO, May 2, 2021 — The old pier is shut, Lund warned."
    shut = "The old pier is shut"
    assert refined(nlp, text, ["OSLO, May 2, 2021", shut], ["Lund", "warned"]) == [shut]
    assert refined(nlp, text, [f"OSLO, May 2, 2021 — {shut}"], ["Lund", "warned"]) == [shut]
