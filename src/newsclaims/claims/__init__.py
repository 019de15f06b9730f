"""Clauses that somebody can be held to, with type, certainty, negation, condition and quantities."""

from collections.abc import Sequence

from newsclaims.attribution.structures import Attribution, ParsedArticle
from newsclaims.claims.attributed import Before, attributed_claims
from newsclaims.claims.own_claims import own_claims
from newsclaims.claims.structures import Amount, ClaimSpan
from newsclaims.claims.view import View
from newsclaims.dates.structures import TimeExpression
from newsclaims.quotes import QuoteSpans
from newsclaims.speakers.structures import Cast

__all__ = ["Amount", "ClaimSpan", "find_claims"]


def find_claims(
    article: ParsedArticle,
    attributions: Sequence[Attribution],
    quotes: Sequence[QuoteSpans],
    times: Sequence[TimeExpression],
    cast: Cast,
) -> tuple[ClaimSpan, ...]:
    """The claims inside the quotes and the article's own, in text order."""
    before = Before(article, View.of(article.doc), attributions, quotes, times, cast)
    claims = [*attributed_claims(before), *own_claims(before)]
    return tuple(sorted(claims, key=lambda claim: claim.span))
