"""The stages in their order: article in, document out."""

import datetime as dt
from collections.abc import Collection, Iterable, Iterator
from dataclasses import replace
from functools import cached_property
from itertools import islice

from spacy.language import Language
from spacy.tokens import Doc

from newsclaims import nlp as pipelines
from newsclaims import pieces
from newsclaims.attribution import (
    Attribution,
    AttributionEngine,
    ParsedArticle,
    engine,
    engine_name,
    parsed_article,
)
from newsclaims.attribution.continuing import join_continuing
from newsclaims.attribution.leads import without_leads
from newsclaims.attribution.listeners import without_listeners
from newsclaims.attribution.relays import with_relayed
from newsclaims.attribution.standing import part_standing
from newsclaims.attribution.transcripts import with_transcript
from newsclaims.claims import checkworthiness, find_claims, type_reader
from newsclaims.dates import find_times
from newsclaims.dates.article_date import date_of_text
from newsclaims.deadlines import find_limits
from newsclaims.document import NOTHING, Findings, build_document
from newsclaims.errors import InputError, UsageError
from newsclaims.joining import Part, join
from newsclaims.language.detection import is_english
from newsclaims.memory import Room, check_limit
from newsclaims.quotes import find_quotes
from newsclaims.records import RECORD_TYPES, Article, Document, Meta, RecordType
from newsclaims.speakers import resolve_speakers
from newsclaims.startup import beside
from newsclaims.version import __version__

# Articles parsed together: large enough to fill spaCy's batches, small enough to stream.
BATCH_SIZE = 16
# Code points of the longest article; what is longer is an archive.
MAX_LENGTH = 16_000_000


class Extractor:
    """Reads articles and returns their records; load it once and use it for many.

    Args:
        model: name of an installed English spaCy pipeline.
        attribution: name of the attribution engine.
        nlp: a loaded pipeline to use instead of `model`.
        only: the record types that are wanted. What none of them stands on is neither loaded nor found: dates stand
            alone, speakers and quotes need no claims. Other record types may be found or stay empty.

    Raises:
        MissingDependencyError: the pipeline is not installed.
        UsageError: there is no such engine, or no such record type.
        NewsclaimsError: a limit on memory leaves no room for the models.
    """

    def __init__(
        self,
        model: str = pipelines.DEFAULT_MODEL,
        *,
        attribution: str = "tagger",
        nlp: Language | None = None,
        only: Collection[RecordType] = RECORD_TYPES,
    ) -> None:
        check_limit()
        self._attribution = attribution
        wanted = frozenset(only)
        if unknown := sorted(wanted.difference(RECORD_TYPES)):
            msg = f"no record type {', '.join(map(repr, unknown))}"
            raise UsageError(msg, f"choose from: {', '.join(RECORD_TYPES)}")
        self._claims = not wanted.isdisjoint({"claims", "deadlines"})
        self._attributions = self._claims or not wanted.isdisjoint({"speakers", "quotes"})
        with beside(self._load):  # now, so that a damaged installation shows before the first article
            self.nlp = nlp if nlp is not None else pipelines.load(model)
        self.meta = Meta(
            newsclaims=__version__, nlp=pipelines.version(self.nlp), attribution=engine_name(attribution)
        )
        self._room = Room()

    def _load(self) -> None:
        """The networks that are needed for what is wanted."""
        if self._attributions:
            _ = self.engine
        if self._claims:
            checkworthiness.load()
            type_reader.load()

    @cached_property
    def engine(self) -> AttributionEngine:
        """The attribution engine."""
        return engine(self._attribution)

    def extract(self, article: Article) -> Document:
        """All records of one article.

        Raises:
            InputError: the text is longer than the pipeline takes.
            MemoryError: a limit on memory leaves no room for it.
        """
        return next(self.stream([article]))

    def stream(self, articles: Iterable[Article]) -> Iterator[Document]:
        """The document of each article, in order; reads ahead by at most `BATCH_SIZE` articles."""
        source = iter(articles)
        while batch := list(islice(source, BATCH_SIZE)):
            for article in batch:
                check_length(article)
            short = [article for article in batch if len(article.text) <= pieces.SIZE]
            self._room.look_for(sum(len(article.text) for article in short))
            docs = pipelines.parse(self.nlp, [article.text for article in short])
            documents = iter(self._read(short, docs))
            for article in batch:
                yield next(documents) if len(article.text) <= pieces.SIZE else self._read_long(article)

    def extract_doc(self, doc: Doc, *, date: str | dt.date | None = None) -> Document:
        """All records of an article that is parsed already."""
        day = dt.date.fromisoformat(date) if isinstance(date, str) else date
        article = Article(text=doc.text, date=day, date_source="option" if day else "none")
        return self._read([article], [doc])[0]

    def attributions(self, text: str) -> tuple[Attribution, ...]:
        """What the attribution stage alone finds, in the conventions of attribution corpora."""
        article = Article(text=text)
        check_length(article, self.nlp.max_length)
        (doc,) = pipelines.parse(self.nlp, [article.text])
        return self.engine.attribute([parsed_article(doc)])[0]

    def _read(self, articles: list[Article], docs: list[Doc]) -> list[Document]:
        articles = [_dated(article) for article in articles]
        parsed = [parsed_article(doc) for doc in docs]
        findings = self._stages(parsed, [article.date for article in articles])
        return [
            build_document(article, found, self.meta)
            for article, found in zip(articles, findings, strict=True)
        ]

    def _read_long(self, article: Article) -> Document:
        """The document of an article that is read piece by piece."""
        self._room.look_for(pieces.SIZE + 2 * pieces.CONTEXT)
        article = _dated(article)
        layout = pieces.Layout(pipelines.plain(article.text))
        parts = []
        for piece in layout.pieces(pieces.SIZE, pieces.CONTEXT):
            (doc,) = pipelines.parse(self.nlp, [layout.text[slice(*piece.whole)]])
            part = layout.part(doc, piece.whole)
            parts.append(Part.of(piece, *self._stages([part], [article.date])))
        return build_document(article, join(article.text, parts), self.meta)

    def _stages(self, articles: list[ParsedArticle], dates: list[dt.date | None]) -> list[Findings]:
        """What the stages find in articles; what nothing wanted stands on is left out."""
        if not self._attributions:
            return [_times(article, date) for article, date in zip(articles, dates, strict=True)]
        attributions = self.engine.attribute(articles)
        return [
            _findings(*article, claims=self._claims)
            for article in zip(articles, attributions, dates, strict=True)
        ]


def check_length(article: Article, most: int = MAX_LENGTH) -> None:
    """Refuse an article of more than `most` code points.

    Raises:
        InputError: it is longer.
    """
    if len(article.text) > most:
        msg = f"{article.id}: {len(article.text):,} characters are more than one article may have"
        raise InputError(msg, f"split it into pieces of at most {most:,} characters")


def _dated(article: Article) -> Article:
    """`article` with the date that its text tells, where neither its caller nor its metadata know one."""
    if article.date is not None or (day := date_of_text(article.text)) is None:
        return article
    return article.model_copy(update={"date": day, "date_source": "text"})


def _times(article: ParsedArticle, date: dt.date | None) -> Findings:
    return replace(NOTHING, times=find_times(article, date)) if is_english(article.text) else NOTHING


def _findings(
    article: ParsedArticle, found: tuple[Attribution, ...], date: dt.date | None, *, claims: bool
) -> Findings:
    if not is_english(article.text):
        return NOTHING
    spoken = without_listeners(article, found)
    joined = join_continuing(
        article, part_standing(article, without_leads(article, with_relayed(article, spoken)))
    )
    attributions = tuple(with_transcript(article, joined))
    cast = resolve_speakers(article, attributions)
    times = find_times(article, date)
    quotes = find_quotes(article, attributions, times)
    if not claims:
        return replace(NOTHING, attributions=attributions, cast=cast, times=times, quotes=quotes)
    claimed = find_claims(article, attributions, quotes, times, cast, date=date)
    limits = find_limits(article, attributions, quotes, claimed, times, date)
    return Findings(
        attributions=attributions, cast=cast, times=times, quotes=quotes, claims=claimed, limits=limits
    )
