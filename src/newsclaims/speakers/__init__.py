"""One person, one record, whoever the article calls them."""

from collections.abc import Sequence

from newsclaims.attribution.structures import Attribution, ParsedArticle
from newsclaims.speakers.structures import Cast, Party

__all__ = ["Cast", "Party", "resolve_speakers"]


def resolve_speakers(article: ParsedArticle, attributions: Sequence[Attribution]) -> Cast:
    """The parties of the article, and which of them each attribution belongs to.

    Args:
        article: the parsed article.
        attributions: what the attribution stage found in it; only their spans are used.
    """
    from newsclaims.speakers.casting import build_cast  # noqa: PLC0415 - the tables load on the first article
    from newsclaims.speakers.resolution import Resolver  # noqa: PLC0415

    resolver = Resolver(article, attributions)
    resolver.resolve()
    return build_cast(article.text, resolver)
