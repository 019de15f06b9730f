"""The type that the evidence speaks for: a weighted sum for each type, and the probability that it is right.

A log-linear model over the observations of `evidence`; its weights are fitted by `training/claims/fit_types.py` and
stand, readable, in `language/en/claim_type_weights.toml`. Where the rules of `types`
settle the type, nothing is weighed; elsewhere what they say is part of the evidence.
"""

import math
from functools import cache
from typing import get_args

from newsclaims.claims.evidence import evidence
from newsclaims.claims.reading import Reading
from newsclaims.claims.types import narrated, settled
from newsclaims.language import table
from newsclaims.records import ClaimType

# How often what an article says itself is of the type that its tense shows, on the gold development articles.
_NARRATED = 0.95
# How often the rules that settle a type are right, on labelled claims.
_SETTLED = 0.95


def weighed_type(reading: Reading) -> tuple[ClaimType, float]:
    """The most probable type of a clause, and its probability, 0-1."""
    if reading.speech.narrated:
        return narrated(reading), _NARRATED
    kind = settled(reading)
    if kind is not None:
        return kind, _SETTLED
    observed = ("always", *evidence(reading))
    scores = {kind: sum(weights.get(name, 0.0) for name in observed) for kind, weights in _weights().items()}
    best = max(scores, key=lambda kind: scores[kind])
    return best, 1 / sum(math.exp(score - scores[best]) for score in scores.values())


@cache
def _weights() -> dict[ClaimType, dict[str, float]]:
    weights = table("claim_type_weights")
    return {kind: weights[kind] for kind in get_args(ClaimType)}
