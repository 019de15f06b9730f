"""Clauses that somebody can be held to, with type, certainty, negation, condition and quantities."""

import datetime as dt
from bisect import bisect_left, bisect_right
from collections.abc import Sequence
from dataclasses import replace

from newsclaims.attribution.structures import Attribution, ParsedArticle
from newsclaims.claims import checkworthiness
from newsclaims.claims.attributed import attributed_claims
from newsclaims.claims.own_claims import own_claims
from newsclaims.claims.quantities import find_amounts
from newsclaims.claims.structures import Amount, Before, ClaimSpan
from newsclaims.claims.view import View
from newsclaims.dates.structures import TimeExpression
from newsclaims.offsets import Offsets
from newsclaims.quotes import QuoteSpans
from newsclaims.speakers.structures import Cast

__all__ = ["Amount", "ClaimSpan", "find_claims"]


def find_claims(  # noqa: PLR0913 - a stage takes what every stage before it found
    article: ParsedArticle,
    attributions: Sequence[Attribution],
    quotes: Sequence[QuoteSpans],
    times: Sequence[TimeExpression],
    cast: Cast,
    *,
    date: dt.date | None = None,
) -> tuple[ClaimSpan, ...]:
    """The claims inside the quotes and the article's own, in text order.

    With the `date` of the article a present tense with a day to come ("the term expires in July") is a prediction.
    """
    before = Before(article, View.of(article.doc), attributions, quotes, times, cast, date)
    found = sorted([*attributed_claims(before), *own_claims(before)], key=lambda claim: claim.span)
    amounts = find_amounts(article.doc, before.view, [time.span for time in times])
    worth = checkworthiness.load().scores(_within_sentence(before.view, claim.span) for claim in found)
    return tuple(
        replace(
            claim,
            amounts=tuple(amount for amount in amounts if claim.span.contains(amount.span)),
            checkworthiness=score,
        )
        for claim, score in zip(found, worth, strict=True)
    )


def _within_sentence(view: View, span: Offsets) -> tuple[str, Offsets]:
    """The sentence around `span`, all of them where it reaches over several, and where `span` is in it."""
    tokens = view.between(span)
    if not tokens:
        return view.text[span.start : span.end], Offsets(0, span.end - span.start)
    first, last = bisect_left(view.sentences, view.sentences[tokens[0]]), tokens[-1]
    end = bisect_right(view.sentences, view.sentences[last]) - 1
    start = min(span.start, view.starts[first])
    return view.text[start : max(span.end, view.ends[end])], Offsets(span.start - start, span.end - start)
