"""Fragments of windows become the article's attributions: whole tokens, seams closed, strays dropped."""

from collections.abc import Callable, Sequence

import pytest
from spacy.language import Language

from newsclaims.attribution import parsed_article
from newsclaims.attribution.tagger.decoding import CONTENT, CUE, SOURCE, Fragment, Linked
from newsclaims.attribution.tagger.linking import Draft, Tokens, link
from newsclaims.offsets import Offsets

Find = Callable[[str], Fragment]


def finder(text: str) -> Callable[[int, str], Fragment]:
    def find(role: int, words: str) -> Fragment:
        start = text.index(words)
        return Fragment(role, 0, 0, start, start + len(words), 0.9)

    return find


def linked(text: str, contents: Sequence[str], cue: str | None = None, source: str | None = None) -> Linked:
    find = finder(text)
    return Linked(
        cue=find(CUE, cue) if cue else None,
        source=find(SOURCE, source) if source else None,
        contents=[find(CONTENT, words) for words in contents],
        confidence=0.7,
    )


def drafts(nlp: Language, text: str, *items: Linked) -> list[tuple[list[str], list[str], list[str]]]:
    def words(spans: Sequence[Offsets]) -> list[str]:
        return [text[slice(*span)] for span in spans]

    found: list[Draft] = link(parsed_article(nlp(text)), [[item] for item in items])
    return [(words(draft.contents), words(draft.cue), words(draft.source)) for draft in found]


@pytest.mark.parametrize(
    ("piece", "token"),
    [
        ("build", "rebuilding"),
        ("rebuil", "rebuilding"),
        ("ing the pi", "rebuilding the pier"),
        ("the", "the"),
        # Blanks at the edges draw no neighbour in.
        (" the pi", " the pier"),
        ("uilding the ", "rebuilding the "),
        (". ", "."),
    ],
)
def test_pieces_are_widened_to_tokens(nlp: Language, piece: str, token: str) -> None:
    text = "Rain stopped rebuilding the pier. "
    span = Tokens(parsed_article(nlp(text))).around(finder(text)(CONTENT, piece))
    assert text[slice(*span)] == token


def test_each_cue_is_an_attribution_in_text_order(nlp: Language) -> None:
    text = "Lund said the pier is shut. Berg denied the town was poor."
    second = linked(text, ["the town was poor"], "denied", "Berg")
    first = linked(text, ["the pier is shut"], "said", "Lund")
    assert drafts(nlp, text, second, first) == [
        (["the pier is shut"], ["said"], ["Lund"]),
        (["the town was poor"], ["denied"], ["Berg"]),
    ]


def test_the_confidence_goes_along(nlp: Language) -> None:
    text = "Lund said the pier is shut."
    (draft,) = link(parsed_article(nlp(text)), [[linked(text, ["the pier is shut"], "said", "Lund")]])
    assert draft.confidence == 0.7


def test_contents_that_only_a_blank_parts_are_one(nlp: Language) -> None:
    text = "Lund said the pier is shut for good."
    (draft,) = drafts(nlp, text, linked(text, ["the pier is", "shut for good"], "said", "Lund"))
    assert draft[0] == ["the pier is shut for good"]


def test_a_line_end_parts_contents(nlp: Language) -> None:
    text = "Lund said the pier is shut\nThe town is poor now."
    (draft,) = drafts(nlp, text, linked(text, ["the pier is shut", "The town is poor now"], "said", "Lund"))
    assert draft[0] == ["the pier is shut", "The town is poor now"]


def test_contents_that_overlap_are_one(nlp: Language) -> None:
    text = "Lund said the pier is shut for good."
    (draft,) = drafts(nlp, text, linked(text, ["the pier is shut", "is shut for good"], "said", "Lund"))
    assert draft[0] == ["the pier is shut for good"]


@pytest.mark.parametrize("last", [["the road", "is closed"], ["the road is", "is closed"]])
def test_of_three_contents_only_neighbours_are_one(nlp: Language, last: list[str]) -> None:
    text = "Lund said the pier is shut, she thought, the road is closed."
    (draft,) = drafts(nlp, text, linked(text, ["the pier is shut", *last], "said", "Lund"))
    assert draft[0] == ["the pier is shut", "the road is closed"]


def test_edges_are_refined(nlp: Language) -> None:
    text = "Lund said the pier is shut, as a rule."
    (draft,) = drafts(nlp, text, linked(text, ["the pier is shut,"], "said", "Lund"))
    assert draft[0] == ["the pier is shut"]


def test_what_goes_on_follows_the_last_content_of_the_nearest_report(nlp: Language) -> None:
    text = "Lund said the pier is shut. Berg denied the town was poor, she added, and old, the sea was high."
    first = linked(text, ["the pier is shut"], "said", "Lund")
    second = linked(text, ["the town was poor", "old"], "denied", "Berg")
    found = drafts(nlp, text, second, linked(text, ["the sea was high"]), first)
    assert [contents for contents, _, _ in found] == [
        ["the pier is shut"],
        ["the town was poor", "old", "the sea was high"],
    ]


def test_what_goes_on_behind_a_comma_joins_its_report(nlp: Language) -> None:
    text = "Lund said the pier is shut, the road is closed."
    loose = linked(text, ["the road is closed"])
    (draft,) = drafts(nlp, text, linked(text, ["the pier is shut"], "said", "Lund"), loose)
    assert draft[0] == ["the pier is shut", "the road is closed"]


@pytest.mark.parametrize("between", [" and she laughed, ", "\n"])
def test_words_or_a_line_end_between_keep_it_apart(nlp: Language, between: str) -> None:
    text = f"Lund said the pier is shut{between}the road is closed today."
    loose = linked(text, ["the road is closed today"])
    found = drafts(nlp, text, linked(text, ["the pier is shut"], "said", "Lund"), loose)
    assert [(contents, cue) for contents, cue, _ in found] == [
        (["the pier is shut"], ["said"]),
        (["the road is closed today"], []),
    ]


@pytest.mark.parametrize("content", ["“The road is closed.", "The road is closed.", "It was poor.”"])
def test_a_quotation_that_a_paragraph_goes_on_with_joins_the_report(nlp: Language, content: str) -> None:
    text = "Lund said: “The pier is shut.\n\n“The road is closed. It was poor.”"
    report = linked(text, ["“The pier is shut."], "said", "Lund")
    (draft,) = drafts(nlp, text, report, linked(text, [content]))
    assert draft[0] == ["“The pier is shut.", content]


def test_what_stands_behind_the_quotation_does_not(nlp: Language) -> None:
    text = "Lund said: “The pier is shut.\n\n“The road is closed.” Now the sea is high."
    report = linked(text, ["“The pier is shut."], "said", "Lund")
    found = drafts(nlp, text, report, linked(text, ["the sea is high"]))
    assert [contents for contents, _, _ in found] == [["“The pier is shut."], ["the sea is high"]]


@pytest.mark.parametrize(
    ("content", "kept"),
    [("not now", False), ("pier", False), ("is shut today", True), ("“No”", True)],
)
def test_a_crumb_without_cue_and_marks_is_dropped(nlp: Language, content: str, kept: bool) -> None:  # noqa: FBT001
    text = "The pier is shut today, not now. “No” was all."
    assert bool(drafts(nlp, text, linked(text, [content]))) is kept


def test_no_fragment_no_attribution(nlp: Language) -> None:
    assert link(parsed_article(nlp("Rain fell.")), []) == []


def test_what_stands_before_the_first_attribution_is_no_part_of_it(nlp: Language) -> None:
    text = "The port is open again, more or less. Lund said the pier is shut."
    loose = linked(text, ["The port is open again"])
    told = linked(text, ["the pier is shut"], "said", "Lund")
    assert [found[0] for found in drafts(nlp, text, loose, told)] == [
        ["The port is open again"],
        ["the pier is shut"],
    ]


def test_what_touches_a_content_goes_on_with_it(nlp: Language) -> None:
    text = "Lund said the pier is shut, and the port is open."
    told = linked(text, ["the pier is shut"], "said", "Lund")
    loose = linked(text, [", and the port is open"])
    assert drafts(nlp, text, told, loose) == [
        (["the pier is shut, and the port is open"], ["said"], ["Lund"])
    ]


def test_a_quotation_of_its_own_in_the_next_paragraph_does_not_go_on(nlp: Language) -> None:
    text = "Lund said the pier is shut.\n\n“The port is open.”"
    told = linked(text, ["the pier is shut"], "said", "Lund")
    loose = linked(text, ["The port is open"])
    assert [found[1] for found in drafts(nlp, text, told, loose)] == [["said"], []]
