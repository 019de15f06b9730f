"""How sure to be: a logistic map from the raw confidence and the kind of an attribution to whether it is right.

Fitted on the dev set, since the network knows its training set too well, and judged by cross-validation over
articles, so that no article helps to judge itself.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

from newsclaims.attribution import Attribution, ParsedArticle
from newsclaims.attribution.tagger.calibration import FEATURES, features
from newsclaims.evaluation.attributions import right_attributions

Floats = NDArray[np.float64]
Settings = Mapping[str, Any]
_BINS = 10
_NEWTON_STEPS = 50
_LEAST = 1e-6


@dataclass(frozen=True, slots=True)
class Judged:
    """Attributions of the tagger, judged.

    Attributes:
        features: (n, features) what the probability may depend on.
        right: (n,) 1 for right ones, 0 for wrong ones.
        article: (n,) index of the article of each.
    """

    features: Floats
    right: Floats
    article: NDArray[np.int64]


def judge(
    lines: Sequence[Mapping[str, Any]],
    articles: Sequence[ParsedArticle],
    found: Sequence[Sequence[Attribution]],
) -> Judged:
    """The tagger's attributions (not those that rules added) against the corpus."""
    rows: list[tuple[float, ...]] = []
    right: list[bool] = []
    owner: list[int] = []
    for number, (line, article, items) in enumerate(zip(lines, articles, found, strict=True)):
        spans = [{"content": item.content, "cue": item.cue, "source": item.source} for item in items]
        for item, verdict in zip(items, right_attributions(line, spans), strict=True):
            if item.rule == "tagger":
                rows.append(features(article.quotations, item))
                right.append(verdict)
                owner.append(number)
    return Judged(np.array(rows), np.array(right, dtype=np.float64), np.array(owner))


def calibrate(judged: Judged, settings: Settings) -> dict[str, Any]:
    """The parameters for the card, and how well they do on articles that they were not fitted on."""
    intercept, *weights = (round(float(value), 4) for value in fit(judged, settings["penalty"]))
    raw = _logistic(judged.features[:, 0])
    held_out = [
        _measures(judged, cross_validated(judged, settings, seed)) for seed in range(settings["repeats"])
    ]
    means = {name: round(float(np.mean([one[name] for one in held_out])), 4) for name in held_out[0]}
    return {
        "intercept": intercept,
        "weights": dict(zip(FEATURES, weights, strict=True)),
        "attributions": len(judged.right),
        "raw": {name: round(value, 4) for name, value in _measures(judged, raw).items()},
        "calibrated": means,
        "ece_by_chance": round(_chance(judged, fit(judged, settings["penalty"])), 4),
    }


def fit(judged: Judged, penalty: float) -> Floats:
    """Intercept and weights of highest likelihood; the kinds' weights pay `penalty` on their squares."""
    columns = _columns(judged)
    weights = np.zeros(columns.shape[1])
    ridge = penalty * np.eye(len(weights))
    ridge[:2, :2] = _LEAST * np.eye(2)
    for _ in range(_NEWTON_STEPS):
        found = _logistic(columns @ weights)
        gradient = columns.T @ (found - judged.right) + ridge @ weights
        curvature = (columns * (found * (1 - found))[:, None]).T @ columns + ridge
        weights = weights - np.linalg.solve(curvature, gradient)
    return weights


def cross_validated(judged: Judged, settings: Settings, seed: int) -> Floats:
    """The probability of each attribution by a map that was fitted without its article's fold."""
    folds = int(settings["folds"])
    order = np.random.default_rng(seed).permutation(np.unique(judged.article))
    found = np.zeros(len(judged.right))
    for fold in range(folds):
        out = np.isin(judged.article, order[fold::folds])
        known = Judged(judged.features[~out], judged.right[~out], judged.article[~out])
        found[out] = _logistic(_columns(judged)[out] @ fit(known, settings["penalty"]))
    return found


def expected_error(probability: Floats, right: Floats) -> float:
    """Expected calibration error: mean gap between probability and share of right ones, over ten equal bins."""
    bins = np.minimum((probability * _BINS).astype(int), _BINS - 1)
    sums = np.zeros((2, _BINS))
    np.add.at(sums, (0, bins), probability)
    np.add.at(sums, (1, bins), right)
    return float(np.abs(sums[0] - sums[1]).sum() / len(right))


def _measures(judged: Judged, probability: Floats) -> dict[str, float]:
    right, sure = judged.right, probability.clip(_LEAST, 1 - _LEAST)
    found = {
        "ece": expected_error(probability, right),
        "brier": float(((probability - right) ** 2).mean()),
        "log_loss": float(-(right * np.log(sure) + (1 - right) * np.log(1 - sure)).mean()),
    }
    for name, column in zip(FEATURES[1:], judged.features.T[1:], strict=True):
        if column.any():
            found[f"gap_{name}"] = abs(float((probability - right)[column == 1].mean()))
    return found


def _chance(judged: Judged, weights: Floats, draws: int = 200) -> float:
    """The error that a perfect map would show on so few attributions."""
    probability = _logistic(_columns(judged) @ weights)
    random = np.random.default_rng(0)
    drawn = (random.random((draws, len(probability))) < probability).astype(np.float64)
    return float(np.mean([expected_error(probability, right) for right in drawn]))


def _columns(judged: Judged) -> Floats:
    return np.column_stack([np.ones(len(judged.features)), judged.features])


def _logistic(odds: Floats) -> Floats:
    found: Floats = 1 / (1 + np.exp(-odds))
    return found
