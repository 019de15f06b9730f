"""Who / cue / content: quotation marks paired, and the engines that find attributions."""

from collections.abc import Callable
from typing import TypeVar

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
    "engine_name",
    "parsed_article",
]

Made = TypeVar("Made")


def _tagger() -> AttributionEngine:
    from newsclaims.attribution.tagger.engine import TaggerEngine  # noqa: PLC0415 - the rules need no onnxruntime

    return TaggerEngine()


def _tagger_name() -> str:
    from newsclaims.attribution.tagger.model import shipped_version  # noqa: PLC0415 - as above

    return f"tagger {shipped_version()}"


ENGINES: dict[str, Callable[[], AttributionEngine]] = {"rules": RuleEngine, "tagger": _tagger}
_NAMES: dict[str, Callable[[], str]] = {"rules": lambda: RuleEngine.name, "tagger": _tagger_name}


def engine(name: str) -> AttributionEngine:
    """The attribution engine of that name, loaded.

    Raises:
        UsageError: there is none.
        MissingDependencyError: its weights are missing or damaged.
    """
    return _found(name, ENGINES)()


def engine_name(name: str) -> str:
    """What records state of the attribution engine of that name, with the version of its weights; loads none.

    Raises:
        UsageError: there is none.
        MissingDependencyError: the card of its weights is missing or damaged.
    """
    return _found(name, _NAMES)()


def _found(name: str, makers: dict[str, Callable[[], Made]]) -> Callable[[], Made]:
    try:
        return makers[name]
    except KeyError:
        msg = f"no attribution engine {name!r}"
        raise UsageError(msg, f"choose one of: {', '.join(ENGINES)}") from None


def parsed_article(doc: Doc) -> ParsedArticle:
    """`doc` with its paragraphs and paired quotation marks."""
    text = doc.text
    spans = paragraphs(text)
    return ParsedArticle(doc=doc, text=text, paragraphs=spans, quotations=find_quotations(text, spans))
