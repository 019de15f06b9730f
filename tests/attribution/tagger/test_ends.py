"""Where contents end: the places, what is seen of them, and the choice."""

import math
from collections.abc import Sequence

import numpy as np
import pytest
from spacy.language import Language

from newsclaims.attribution import Attribution, ParsedArticle, parsed_article
from newsclaims.attribution.tagger.ends import Ends, LogOdds, candidates, evidence, log_odds
from newsclaims.attribution.tagger.features import Window
from newsclaims.attribution.tagger.linking import RULE
from newsclaims.attribution.tagger.model import WindowScores, load
from newsclaims.attribution.tagger.places import (
    Place,
    end_features,
    longer_ends,
    places,
    quoted,
    shorter_ends,
)
from newsclaims.offsets import Offsets

TEXT = "Lund said the bridge was shut on Monday, as she left."


def spans(text: str, *words: str) -> tuple[Offsets, ...]:
    return tuple(Offsets(text.index(item), text.index(item) + len(item)) for item in words)


def attribution(text: str, content: str, *, rule: str = RULE) -> Attribution:
    return Attribution(spans(text, content), spans(text, "said"), spans(text, "Lund"), rule=rule)


def place(article: ParsedArticle, content: str, *others: str) -> Place:
    text = article.text
    own = (spans(text, content, *others), spans(text, "said"), spans(text, "Lund"))
    return next(places(article, [own]))


def odds_of(article: ParsedArticle, unsure: str, value: float) -> LogOdds:
    """Sure of everything outside contents but for some words."""
    odds = np.full(len(article.doc), -9.0)
    for token in article.doc:
        if token.text in unsure.split():
            odds[token.i] = value
    return odds


def words(article: ParsedArticle, indices: Sequence[int]) -> list[str]:
    return [article.doc[index].text for index in indices]


@pytest.mark.parametrize(
    ("text", "content", "longer", "shorter"),
    [
        (TEXT, "the bridge was shut", "on Monday as she left", "was bridge the"),
        # The sentence and the paragraph end, and another fragment stands in the way.
        ("Lund said it is shut. It rains.", "it is", "shut", "it"),
        ("Lund said it is\nshut today.", "it is", "", "it"),
        ("It is shut, Lund said, since Monday.", "It is", "shut", "It"),
    ],
)
def test_ends_lie_within_the_sentence(
    nlp: Language, text: str, content: str, longer: str, shorter: str
) -> None:
    article = parsed_article(nlp(text))
    found = place(article, content)
    assert words(article, list(longer_ends(found))) == longer.split()
    assert words(article, list(shorter_ends(found))) == shorter.split()


def test_places_know_whose_the_words_are(nlp: Language) -> None:
    article = parsed_article(nlp("It is shut, Lund said."))
    found = end_features(place(article, "It is shut"), 2)
    assert "owner own source" in found
    assert "mark comma" in found
    assert "quotation outside" in found


def test_the_parse_is_seen(nlp: Language) -> None:
    article = parsed_article(nlp(TEXT))
    found = place(article, "the bridge was shut")
    assert "cut prep" in end_features(found, found.last)
    assert "open det" in end_features(found, article.doc[2].i)
    assert "mark sentence" in end_features(found, len(article.doc) - 2)


@pytest.mark.parametrize(
    ("text", "content", "whole"),
    [
        ("“It is shut,” Lund said.", "“It is shut,”", True),
        ("“It is shut,” Lund said.", "“It is", False),
        ("Lund said it is “shut” now.", "it is “shut”", False),
        ("Lund said it is shut now.", "it is shut", False),
    ],
)
def test_marks_end_what_is_quoted(nlp: Language, text: str, content: str, whole: bool) -> None:  # noqa: FBT001
    assert quoted(place(parsed_article(nlp(text)), content)) is whole


def test_what_the_network_is_sure_of_is_not_asked(nlp: Language) -> None:
    article = parsed_article(nlp(TEXT))
    found = place(article, "the bridge was shut")
    sure = np.where(np.arange(len(article.doc)) <= found.last, 9.5, -9.5)
    assert candidates(found, sure) == [found.last]
    unsure = odds_of(article, "on Monday", -1.0)
    unsure[found.last] = 9.5
    assert words(article, candidates(found, unsure)) == ["shut", "on", "Monday"]


def test_evidence_is_for_the_change(nlp: Language) -> None:
    article = parsed_article(nlp(TEXT))
    found = place(article, "the bridge was shut")
    odds = odds_of(article, "on Monday", -1.0)
    assert evidence(found, found.last, odds) == {"same": 1.0}
    longer = evidence(found, found.last + 2, odds)
    assert longer == {"longer": 1.0, "longer.sum": -0.5, "longer.mean": -0.5, "longer.next": -0.5}
    odds[found.last] = 3.0
    shorter = evidence(found, found.last - 1, odds)
    assert shorter == {"shorter": 1.0, "shorter.sum": -0.75, "shorter.mean": -1.5, "shorter.next": -1.5}


def chosen(article: ParsedArticle, item: Attribution, odds: LogOdds, prior: dict[str, float]) -> str:
    mixture = {"prior": 1.0, "longer.sum": 1.0, "shorter.sum": 1.0}
    [found] = Ends(prior, dict.fromkeys(("same", "longer", "longer.mean", "longer.next", "shorter",
                                         "shorter.mean", "shorter.next"), 0.0) | mixture).choose(
        article, [item], odds)  # fmt: skip
    assert (found.cue, found.source) == (item.cue, item.source)
    return " // ".join(article.text[slice(*span)] for span in found.content)


def test_prior_and_network_decide_together(nlp: Language) -> None:
    article = parsed_article(nlp(TEXT))
    item = attribution(TEXT, "the bridge was shut")
    odds = odds_of(article, "on Monday", -1.0)
    odds[: article.doc[5].i + 1] = 9.0
    assert chosen(article, item, odds, {}) == "the bridge was shut"
    phrases = {"cut prep": -2.0, "cut pobj": -2.0}
    assert chosen(article, item, odds, phrases) == "the bridge was shut on Monday"
    assert chosen(article, item, odds, {"cut prep": -0.2}) == "the bridge was shut"
    ruled = attribution(TEXT, "the bridge was shut", rule="clause")
    assert chosen(article, ruled, odds, phrases) == "the bridge was shut"


def test_the_shipped_table_is_read(nlp: Language) -> None:
    table = load().ends
    assert table is not None
    ends = Ends.read(table)
    text = "Lund said the bridge was shut on Monday."
    article = parsed_article(nlp(text))
    item = attribution(text, "the bridge was shut on")
    odds = odds_of(article, "Monday", 0.0)
    odds[2:7] = 9.0
    [found] = ends.choose(article, [item], odds)
    assert text[slice(*found.content[0])] == "the bridge was shut on Monday"


def test_log_odds_are_those_of_the_first_piece(nlp: Language) -> None:
    doc = nlp("Rebuilding stopped.")
    window = Window([101, 1, 2, 3, 102], [0] * 5, [1] * 5, [(-1, -1), (0, 7), (7, 10), (11, 18), (-1, -1)])
    labels = np.zeros((5, 7), dtype=np.float32)
    labels[1, 5] = labels[2, 0] = 50.0
    labels[3, :5] = -math.inf
    labels[3, 0] = 0.0
    nothing = np.zeros((5, 5), dtype=np.float32)
    found = log_odds(doc, [window], [WindowScores(labels, nothing, nothing)])
    assert found == pytest.approx([9.0, math.log(2), -3.0], abs=1e-5)
