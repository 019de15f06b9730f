"""What the claims stage takes from the stages before it, and what it hands on."""

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass

from newsclaims.attribution.structures import Attribution, ParsedArticle
from newsclaims.claims.view import View
from newsclaims.dates.structures import TimeExpression
from newsclaims.offsets import Offsets
from newsclaims.quotes import QuoteSpans
from newsclaims.records import Certainty, ClaimType, Comparator
from newsclaims.speakers.structures import Cast


@dataclass(frozen=True, slots=True)
class Before:
    """What the stages before this one found in an article, and its parse."""

    article: ParsedArticle
    view: View
    attributions: Sequence[Attribution]
    quotes: Sequence[QuoteSpans]
    times: Sequence[TimeExpression]
    cast: Cast
    date: dt.date | None = None


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
        condition: the if / unless / once / as long as / provided clause, or None. Mostly inside `span`; else that
            of the clause before, where it leads both, or outside the quote ("If elected, she said she would resign").
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
