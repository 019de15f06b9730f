"""One person, one record, whoever the article calls them."""

from collections.abc import Sequence

from newsclaims.attribution.structures import Attribution, ParsedArticle
from newsclaims.speakers.structures import Cast, Party

__all__ = ["Cast", "Party", "resolve_speakers"]


def resolve_speakers(article: ParsedArticle, attributions: Sequence[Attribution]) -> Cast:
    """The parties of the article, and which of them each attribution belongs to."""
    del article
    return Cast(parties=(), of_attribution=tuple(None for _ in attributions))
