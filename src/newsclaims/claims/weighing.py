"""The type that the evidence speaks for: a weighted sum for each type, and the probability that it is right.

A log-linear model over the observations of `evidence`; its weights are fitted by `training/claims/fit_types.py` and
stand, readable, in `language/en/claim_type_weights.toml`. Where the rules of `types` settle the type, nothing is
weighed; elsewhere what they say is part of the evidence. Where that leaves doubt, what the network of `type_reader`
makes of the clause in its sentence counts beside it: it knows words that no list names.
"""

import math
from collections.abc import Collection, Iterable, Sequence
from functools import cache
from typing import NamedTuple, get_args

from newsclaims.claims import type_reader
from newsclaims.claims.evidence import evidence
from newsclaims.claims.reading import Reading
from newsclaims.claims.type_reader import Question, told
from newsclaims.claims.types import narrated, settled
from newsclaims.language import table
from newsclaims.offsets import Offsets
from newsclaims.records import ClaimType

Scores = dict[ClaimType, float]

_TYPES: tuple[ClaimType, ...] = get_args(ClaimType)
# How often what an article says itself is of the type that its tense shows, on the gold development articles.
_NARRATED = 0.95
# How often the rules that settle a type are right: .92 on the written reports, .83 on news (.89 with second types).
_SETTLED = 0.9


class Weighed(NamedTuple):
    """A type, and the probability that it is right, 0-1."""

    type: ClaimType
    probability: float


def narrated_type(reading: Reading) -> Weighed:
    """What type the article's own words are of, and how often that is right."""
    return Weighed(narrated(reading), _NARRATED)


def weighed_types(readings: Iterable[Reading]) -> list[Weighed]:
    """The most probable type of each clause that somebody says, and its probability; the network is asked once."""
    found: list[Weighed] = []
    doubtful: dict[int, tuple[Scores, Question]] = {}
    for number, reading in enumerate(readings):
        kind = settled(reading)
        if kind is not None:
            found.append(Weighed(kind, _SETTLED))
            continue
        observed = evidence(reading)
        scores = _scores(observed)
        found.append(_best(scores))
        if found[-1].probability <= _shares()["sure"]:
            doubtful[number] = scores, question(reading, observed)
    said = type_reader.load().log_probabilities(asked for _, asked in doubtful.values())
    for (number, (scores, _)), read in zip(doubtful.items(), said, strict=True):
        found[number] = _best(_joined(scores, read))
    return found


def question(reading: Reading, observed: Collection[str]) -> Question:
    """What the network is asked about a clause.

    Args:
        reading: the clause.
        observed: its evidence.
    """
    view, span = reading.view, reading.clause.span
    sentence = view.sentence(span)
    clause = Offsets(span.start - sentence.start, span.end - sentence.start)
    return Question(told(observed), view.text[sentence.start : sentence.end], clause)


def _scores(observed: Collection[str]) -> Scores:
    """What the observations speak for each type, in log-odds."""
    return {
        kind: sum((weights.get(name, 0.0) for name in observed), weights.get("always", 0.0))
        for kind, weights in _weights().items()
    }


def _joined(scores: Scores, read: Sequence[float]) -> Scores:
    shares = _shares()
    return {
        kind: shares["evidence"] * score + shares["network"] * said
        for (kind, score), said in zip(scores.items(), read, strict=True)
    }


def _best(scores: Scores) -> Weighed:
    """The type with the highest score, and its share of the exponentials of all."""
    best = max(scores, key=lambda kind: scores[kind])
    return Weighed(best, 1 / sum(math.exp(score - scores[best]) for score in scores.values()))


@cache
def _shares() -> dict[str, float]:
    return dict(table("claim_type_weights")["shares"])


@cache
def _weights() -> dict[ClaimType, dict[str, float]]:
    return {kind: dict(map(_weight, table("claim_type_weights")[kind].splitlines())) for kind in _TYPES}


def _weight(line: str) -> tuple[str, float]:
    """The observation and the weight of a line such as "0.57 cue: finding"."""
    weight, _, name = line.partition(" ")
    return name, float(weight)
