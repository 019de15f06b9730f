"""Who / cue / content: quotation marks paired, and the engines that find attributions."""

from collections.abc import Callable

from spacy.tokens import Doc

from newsclaims.attribution.marks import find_quotations
from newsclaims.attribution.rules import RuleEngine
from newsclaims.attribution.structures import Attribution, AttributionEngine, ParsedArticle, Quotation
from newsclaims.errors import UsageError
from newsclaims.paragraphs import paragraphs

__all__ = [
    "ENGINES",
    "Attribution",
    "AttributionEngine",
    "ParsedArticle",
    "Quotation",
    "engine",
    "parsed_article",
]


def _tagger() -> AttributionEngine:
    from newsclaims.attribution.tagger.engine import TaggerEngine  # noqa: PLC0415 - the rules need no onnxruntime

    return TaggerEngine()


ENGINES: dict[str, Callable[[], AttributionEngine]] = {"rules": RuleEngine, "tagger": _tagger}


def engine(name: str) -> AttributionEngine:
    """The attribution engine of that name.

    Raises:
        UsageError: there is none.
    """
    try:
        return ENGINES[name]()
    except KeyError:
        msg = f"no attribution engine {name!r}"
        raise UsageError(msg, f"choose one of: {', '.join(ENGINES)}") from None


def parsed_article(doc: Doc) -> ParsedArticle:
    """`doc` with its paragraphs and paired quotation marks."""
    text = doc.text
    spans = paragraphs(text)
    return ParsedArticle(doc=doc, text=text, paragraphs=spans, quotations=find_quotations(text, spans))
