"""Time expressions with TIMEX3 values against the article's date."""

import datetime as dt

from newsclaims.attribution.structures import ParsedArticle
from newsclaims.dates.structures import TimeExpression

__all__ = ["TimeExpression", "find_times"]


def find_times(article: ParsedArticle, reference: dt.date | None) -> tuple[TimeExpression, ...]:
    """The time expressions of the article in text order; unanchored values where `reference` is None."""
    del article, reference
    return ()
