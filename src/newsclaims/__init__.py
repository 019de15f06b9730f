"""newsclaims: speakers, quotes, claims, dates and deadlines of English news, as typed, checked records.

>>> from newsclaims import extract
>>> document = extract("“We will rebuild,” Mayor Ana Lund said.", date="2025-04-19")
>>> document.speakers[0].name
'Ana Lund'
"""

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from newsclaims.api import extract
    from newsclaims.batch import Failure, process_articles
    from newsclaims.errors import NewsclaimsError
    from newsclaims.pipeline import Extractor
    from newsclaims.ranking import rank_claims
    from newsclaims.records import Article, Claim, Date, Deadline, Document, Quote, Span, Speaker
    from newsclaims.version import __version__

__all__ = [
    "Article",
    "Claim",
    "Date",
    "Deadline",
    "Document",
    "Extractor",
    "Failure",
    "NewsclaimsError",
    "Quote",
    "Span",
    "Speaker",
    "__version__",
    "extract",
    "process_articles",
    "rank_claims",
]

_RECORDS = "newsclaims.records"
_HOMES = {
    "extract": "newsclaims.api",
    "Extractor": "newsclaims.pipeline",
    "Failure": "newsclaims.batch",
    "process_articles": "newsclaims.batch",
    "NewsclaimsError": "newsclaims.errors",
    "rank_claims": "newsclaims.ranking",
    "__version__": "newsclaims.version",
    **dict.fromkeys(
        ("Article", "Claim", "Date", "Deadline", "Document", "Quote", "Span", "Speaker"), _RECORDS
    ),
}


def __getattr__(name: str) -> Any:  # noqa: ANN401 - the module's own attributes, loaded when first asked for
    if name not in _HOMES:
        msg = f"module {__name__!r} has no attribute {name!r}"
        raise AttributeError(msg)
    import importlib  # noqa: PLC0415 - importing newsclaims costs nothing

    return getattr(importlib.import_module(_HOMES[name]), name)
