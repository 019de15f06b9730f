"""From the network's scores to probabilities, and how well they keep their word; for the card."""

import math
from collections.abc import Sequence
from typing import Any

import numpy as np

from newsclaims.evaluation.probabilities import average_precision, calibration_error, f1, reliability

_STEPS = 50
_DIGITS = 4


def platt(scores: Sequence[float], labels: Sequence[int]) -> list[float]:
    """Slope and shift for which ``1 / (1 + exp(-(slope * score + shift)))`` fits the labels best (Newton's method).

    The targets are smoothed as Platt proposed, so that a perfect ranking has a finite slope.
    """
    inputs = np.stack([np.asarray(scores, dtype=float), np.ones(len(scores))])
    positive = sum(labels)
    high, low = (positive + 1) / (positive + 2), 1 / (len(labels) - positive + 2)
    targets = np.where(np.asarray(labels) == 1, high, low)
    weights = np.array([1.0, 0.0])
    for _ in range(_STEPS):
        said = 1 / (1 + np.exp(-(weights @ inputs)))
        curvature = (inputs * (said * (1 - said))) @ inputs.T + 1e-9 * np.eye(2)
        weights -= np.linalg.solve(curvature, inputs @ (said - targets))
    return [round(float(weight), _DIGITS) for weight in weights]


def cross_fitted(scores: Sequence[float], labels: Sequence[int], folds: int) -> list[float]:
    """The probability of each score by a slope and a shift that were fitted without its fold."""
    found = [0.0] * len(scores)
    for fold in range(folds):
        outside = [index for index in range(len(scores)) if index % folds != fold]
        slope, shift = platt([scores[index] for index in outside], [labels[index] for index in outside])
        for index in range(fold, len(scores), folds):
            found[index] = 1 / (1 + math.exp(-(slope * scores[index] + shift)))
    return found


def report(labels: Sequence[int], scores: Sequence[float], threshold: float) -> dict[str, Any]:
    """The figures of a set of sentences."""
    bins = reliability(labels, scores, 5)
    return {
        "sentences": len(labels),
        "worth checking": sum(labels),
        "F1": round(f1(labels, scores, threshold), _DIGITS),
        "average precision": round(average_precision(labels, scores), _DIGITS),
        "calibration error": round(calibration_error(labels, scores), _DIGITS),
        "reliability": [
            {
                "from": row.least,
                "to": row.most,
                "count": row.count,
                "said": round(row.said, 3),
                "seen": round(row.seen, 3),
            }
            for row in bins
        ],
    }
