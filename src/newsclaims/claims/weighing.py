"""The type that the evidence speaks for: a weighted sum for each type, and the probability that it is right.

A log-linear model over the observations of `evidence`; its weights are fitted by `training/claims/fit_types.py` and
stand, readable, in `language/en/claim_type_weights.toml`. Where the rules of `types` settle the type, nothing is
weighed; elsewhere what they say is part of the evidence. Where that leaves doubt, what the network of `type_reader`
makes of the clause in its sentence counts beside it: it knows words that no list names.
"""

import math
from collections.abc import Collection
from functools import cache
from typing import get_args

from newsclaims.claims import type_reader
from newsclaims.claims.evidence import evidence
from newsclaims.claims.reading import Reading
from newsclaims.claims.types import narrated, settled
from newsclaims.language import table
from newsclaims.records import ClaimType

_TYPES: tuple[ClaimType, ...] = get_args(ClaimType)
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
    best, probability = _best(scores)
    shares = _shares()
    if probability > shares["sure"]:
        return best, probability
    said = zip(scores.items(), read_by_network(reading, observed), strict=True)
    return _best(
        {kind: shares["evidence"] * score + shares["network"] * read for (kind, score), read in said}
    )


def _best(scores: dict[ClaimType, float]) -> tuple[ClaimType, float]:
    """The type with the highest score, and its share of the exponentials of all."""
    best = max(scores, key=lambda kind: scores[kind])
    return best, 1 / sum(math.exp(score - scores[best]) for score in scores.values())


def read_by_network(reading: Reading, observed: Collection[str]) -> tuple[float, ...]:
    """The log-probability of each type, in the order of `ClaimType`, as the network reads the clause.

    Args:
        reading: the clause.
        observed: its evidence.
    """
    sentence, span = reading.view.sentence(reading.clause.span), reading.clause.span
    clause = span.start - sentence.start, span.end - sentence.start
    return tuple(
        type_reader.load().log_probabilities(
            observed, reading.view.text[sentence.start : sentence.end], clause
        )
    )


@cache
def _shares() -> dict[str, float]:
    return dict(table("claim_type_weights")["shares"])


@cache
def _weights() -> dict[ClaimType, dict[str, float]]:
    weights = table("claim_type_weights")
    return {kind: weights[kind] for kind in _TYPES}
