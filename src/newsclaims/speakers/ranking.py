"""The ranking: a weighted sum of features, with the weights of `language/en/speaker_weights.toml`."""

from collections.abc import Mapping
from functools import cache
from typing import Literal

from newsclaims.language import table
from newsclaims.speakers.features import Features

Task = Literal["pronoun", "nominal", "surname", "introduction"]


@cache
def weights(task: Task) -> Mapping[str, float]:
    """The trained weights of one task; features that are not there weigh nothing."""
    found: Mapping[str, float] = table("speaker_weights")[task]
    return found


def score(features: Features, weight: Mapping[str, float]) -> float:
    """How well the features speak for a candidate, in log-odds."""
    total = 0.0
    for name, value in features.items():
        if name in weight:
            total += value * weight[name]
    return total
