"""What the claims stage hands on: clauses that somebody can be held to, with their attributes."""

from dataclasses import dataclass

from newsclaims.offsets import Offsets
from newsclaims.records import Certainty, ClaimType, Comparator


@dataclass(frozen=True, slots=True)
class Amount:
    """A number of something inside a claim: "over 100", "£18m", "71 per cent"."""

    span: Offsets
    value: float
    unit: str | None
    comparator: Comparator


@dataclass(frozen=True, slots=True)
class ClaimSpan:
    """One assertion.

    Attributes:
        span: the clause, without complementizer, with its condition.
        quote: index of the quote that holds it, or None for the article's own claims.
        type, certainty, negated: as in the guidelines.
        condition: the if / unless / once / as long as / provided clause, or None.
        amounts: the quantities inside, in text order.
        times: indices of the time expressions inside, in text order.
        checkworthiness: how much it is worth checking, 0-1.
        confidence: probability that it is a claim of this speaker and type, 0-1.
    """

    span: Offsets
    quote: int | None
    type: ClaimType
    certainty: Certainty
    negated: bool
    condition: Offsets | None
    amounts: tuple[Amount, ...]
    times: tuple[int, ...]
    checkworthiness: float
    confidence: float
