"""What confidence means: the fit and its judgement."""

import calibrate
import numpy as np
import pytest
from calibrate import Judged

from newsclaims.attribution import Attribution, parsed_article
from newsclaims.attribution.tagger.calibration import FEATURES, Calibration
from newsclaims.nlp import load
from newsclaims.offsets import Offsets

SETTINGS = {"penalty": 0.5, "folds": 5, "repeats": 2}
TRUE = np.array([0.3, 0.8, 0.7, -1.0, -2.0])


@pytest.fixture(scope="module")
def judged() -> Judged:
    """Attributions that are right as often as a known map says."""
    random = np.random.default_rng(3)
    log_odds = random.normal(1.5, 1.2, 6000)
    kinds = random.random((6000, 3)) < (0.2, 0.1, 0.05)
    found = np.column_stack([log_odds, kinds])
    chance = 1 / (1 + np.exp(-(TRUE[0] + found @ TRUE[1:])))
    right = (random.random(6000) < chance).astype(np.float64)
    return Judged(found, right, random.integers(0, 100, 6000))


def test_the_map_is_found_again(judged: Judged) -> None:
    assert calibrate.fit(judged, 0.5) == pytest.approx(TRUE, abs=0.4)


def test_a_fitted_map_errs_less(judged: Judged) -> None:
    result = calibrate.calibrate(judged, SETTINGS)
    assert result["calibrated"]["ece"] < result["raw"]["ece"]
    assert result["calibrated"]["log_loss"] < result["raw"]["log_loss"]
    for name in FEATURES[1:]:
        assert result["calibrated"][f"gap_{name}"] < 0.05
    assert result["ece_by_chance"] < 0.03
    assert result["attributions"] == 6000
    assert Calibration.read({"calibration": result}).intercept == result["intercept"]


def test_no_article_judges_itself() -> None:
    features = np.zeros((4, 4))
    right = np.array([1.0, 1.0, 0.0, 0.0])
    found = calibrate.cross_validated(
        Judged(features, right, np.array([0, 0, 1, 1])), SETTINGS | {"folds": 2}, 0
    )
    assert (found[:2] < 0.5).all()
    assert (found[2:] > 0.5).all()


def test_expected_error() -> None:
    assert calibrate.expected_error(np.array([0.95, 0.95]), np.array([1.0, 1.0])) == pytest.approx(0.05)
    assert calibrate.expected_error(np.array([0.5, 0.5]), np.array([1.0, 0.0])) == pytest.approx(0.0)
    assert calibrate.expected_error(np.array([0.25, 1.0]), np.array([1.0, 0.0])) == pytest.approx(0.875)


def test_only_what_the_tagger_found_is_judged() -> None:
    article = parsed_article(load()("“No,” Ana Lund said. He left."))
    record = {"content": [[0, 5]], "cue": [[15, 19]], "source": [[6, 14]]}
    line = {"id": "a", "text": article.doc.text, "attributions": [record]}
    spans = (Offsets(0, 5),), (Offsets(15, 19),), (Offsets(6, 14),)
    found = [
        Attribution(*spans, rule="tagger", confidence=0.9),
        Attribution((Offsets(21, 28),), rule="tagger", confidence=0.2),
        Attribution((Offsets(21, 23),), rule="clause", confidence=0.8),
    ]
    result = calibrate.judge([line], [article], [found])
    assert result.right.tolist() == [1.0, 0.0]
    assert result.features[:, 1:].tolist() == [[0, 0, 0], [0, 1, 1]]
    assert result.article.tolist() == [0, 0]
