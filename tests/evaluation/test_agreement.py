"""Two annotations of a tiny article, with what they agree on counted by hand."""

from typing import Any

import pytest

from newsclaims.errors import InputError
from newsclaims.evaluation.agreement import agreement, cohen
from newsclaims.evaluation.gold import GoldArticle

TEXT = "The mayor said the bridge is safe. It may close by Friday, she added. Trains did not run on Monday."


def annotation(**changes: Any) -> GoldArticle:
    records: dict[str, Any] = {
        "id": "bridge",
        "date": "2025-03-05",
        "text": TEXT,
        "speakers": [{"id": "s1", "name": "The mayor", "kind": "person"}],
        "quotes": [
            {
                "id": "q1",
                "type": "indirect",
                "content": ["the bridge is safe"],
                "cue": "said",
                "source": "The mayor",
                "speaker": "s1",
            },
            {
                "id": "q2",
                "type": "indirect",
                "content": ["It may close by Friday"],
                "cue": "added",
                "source": "she",
                "speaker": "s1",
            },
        ],
        "claims": [
            {"text": "the bridge is safe", "quote": "q1", "speaker": "s1", "type": "fact"},
            {
                "text": "It may close by Friday",
                "quote": "q2",
                "speaker": "s1",
                "type": "prediction",
                "certainty": "possible",
            },
            {"text": "Trains did not run on Monday", "type": "fact", "negated": True},
        ],
        "dates": [
            {"text": "Friday", "type": "DATE", "value": "2025-03-07"},
            {"text": "Monday", "type": "DATE", "value": "2025-03-03"},
        ],
        "deadlines": [
            {
                "text": "by Friday",
                "due": "2025-03-07",
                "kind": "date",
                "task": "It may close",
                "speaker": "s1",
                "obligor": "nobody whom the text names",
                "firmness": "aspirational",
            }
        ],
    }
    return GoldArticle.model_validate(records | changes)


def test_the_same_annotation_twice_agrees_in_everything() -> None:
    found = agreement([("bridge", annotation())], [("bridge", annotation())])
    assert found.articles == 1
    measures = (
        "speakers",
        "quotes",
        "quotes.speaker",
        "claims",
        "article_claims",
        "dates.value",
        "deadlines.due",
    )
    assert {found.scores.f1()[measure] for measure in measures} == {1.0}
    assert {kappa.kappa for kappa in found.kappas.values()} == {1.0}
    assert found.kappas["claims.type"].pairs == 3


def test_differences_count() -> None:
    claims = [
        {"text": "the bridge is safe", "quote": "q1", "speaker": "s1", "type": "opinion"},
        {"text": "It may close by Friday", "quote": "q2", "speaker": "s1", "type": "prediction"},
        {"text": "Trains did not run on Monday", "type": "fact", "negated": True},
    ]
    dates = [{"text": "Friday", "type": "DATE", "value": "2025-03-14"}]
    found = agreement([("bridge", annotation())], [("bridge", annotation(claims=claims, dates=dates))])
    f1 = found.scores.f1()
    assert f1["claims"] == 1.0
    assert f1["dates"] == pytest.approx(2 / 3)
    assert f1["dates.value"] == 0.0
    # Types: fact-opinion, prediction-prediction, fact-fact; by chance 2/3 * 1/3 + 1/3 * 1/3.
    types = found.kappas["claims.type"]
    assert (types.pairs, types.observed, types.kappa) == pytest.approx((3, 2 / 3, 0.5))
    # Certainty: the second is certain throughout, so that agreement is what chance gives.
    assert found.kappas["claims.certainty"].kappa == pytest.approx(0.0)
    assert found.kappas["claims.negated"].kappa == pytest.approx(1.0)
    assert ("dates", "missed", "Monday (2025-03-03)") in {
        (mistake.measure, mistake.kind, mistake.detail) for mistake in found.scores.mistakes
    }


@pytest.mark.parametrize(
    ("values", "kappa"),
    [
        # Cohen's table with 20, 5, 10 and 15 of 50: observed 0.7, by chance 0.5.
        ([("y", "y")] * 20 + [("y", "n")] * 5 + [("n", "y")] * 10 + [("n", "n")] * 15, 0.4),
        ([("y", "n"), ("n", "y")], -1.0),
        ([("y", "y")], 1.0),
        ([], 0.0),
    ],
)
def test_cohen(values: list[tuple[str, str]], kappa: float) -> None:
    assert cohen(values).kappa == pytest.approx(kappa)


def test_nothing_in_common() -> None:
    with pytest.raises(InputError, match="no article is in both"):
        agreement([("bridge", annotation())], [("tunnel", annotation())])


def test_different_texts() -> None:
    other = annotation().model_copy(update={"text": TEXT + " "})
    with pytest.raises(InputError, match="different texts"):
        agreement([("bridge", annotation())], [("bridge", other)])
