"""The fit of where contents end."""

from typing import Any

import numpy as np
import pytest
import rank
from rank import Choice
from spacy.language import Language

from newsclaims.attribution import Attribution, parsed_article
from newsclaims.attribution.tagger.linking import RULE
from newsclaims.offsets import Offsets

SETTINGS = {"prior_penalty": 0.1, "mixture_penalty": 1.0, "least": 1, "folds": 2}
TEXT = "Lund said the bridge was shut on Monday."
CONTENT, CUE, SOURCE = (10, 39), (5, 9), (0, 4)


def line(*content: tuple[int, int], **more: object) -> dict[str, Any]:
    found = [{"content": [span], "cue": [CUE], "source": [SOURCE]} for span in content]
    return {"text": TEXT, "attributions": found, **more}


LINE = line(CONTENT)


def choices(weights: dict[str, float], number: int) -> list[Choice]:
    """Choices between three ends, made as often as the weights say."""
    random = np.random.default_rng(5)
    found = []
    for index in range(number):
        values = random.normal(size=(3, len(weights)))
        shares = np.exp(values @ np.array(list(weights.values())))
        right = int(random.choice(3, p=shares / shares.sum()))
        found.append(Choice(index, [dict(zip(weights, row, strict=True)) for row in values], right))
    return found


def test_weights_are_found_again() -> None:
    true = {"a": 1.0, "b": -0.5, "c": 0.0}
    assert rank.fit(choices(true, 3000), 1.0) == pytest.approx(true, abs=0.1)


def test_rare_features_get_no_weight() -> None:
    seen = [Choice(0, [{"often": 1.0}, {}], 0), Choice(1, [{"often": 1.0}, {"once": 1.0}], 0)]
    assert set(rank.fit(seen, 1.0, least=2)) == {"often"}


def test_annotated_ends_stand_first_among_all(nlp: Language) -> None:
    [choice] = rank.annotated([LINE], [parsed_article(nlp(TEXT))])
    assert choice.right == 0
    assert len(choice.ends) == 6
    assert "mark sentence" in choice.ends[0]


def test_the_engines_ends_are_judged_by_the_annotation(nlp: Language) -> None:
    article = parsed_article(nlp(TEXT))
    short = Attribution((Offsets(10, 32),), (Offsets(*CUE),), (Offsets(*SOURCE),), rule=RULE)
    odds = np.zeros(len(article.doc))
    [choice] = rank.tagged([LINE], [article], [((short,), odds)], {})
    assert choice.ends[0]["same"] == 1.0
    assert choice.ends[choice.right]["longer"] == 1.0
    assert rank.tagged([line(CONTENT, primary=False)], [article], [((short,), odds)], {}) == []
    assert rank.tagged([line()], [article], [((short,), odds)], {}) == []


def test_no_article_helps_to_judge_itself(nlp: Language) -> None:
    articles = [parsed_article(nlp(TEXT)) for _ in range(2)]
    short = Attribution((Offsets(10, 32),), (Offsets(*CUE),), (Offsets(*SOURCE),), rule=RULE)
    labelled = [((short,), np.zeros(len(article.doc))) for article in articles]
    known = rank.annotated([LINE], articles[:1])
    table, found = rank.ends(known, [LINE, line((10, 29))], articles, labelled, SETTINGS)
    assert set(table) == {"prior", "mixture"}
    first, second = (items[0].content[0].end for items in found)
    # Each article gets what the other one teaches: shorter than the engine's end, longer than that.
    assert first < 32 < second
