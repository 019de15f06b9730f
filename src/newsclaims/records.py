"""The contract with the world: what newsclaims prints, as frozen pydantic models.

Every record points at the article's text by half-open code-point offsets; `Document` checks on construction
that each span's text is what the article says there and that each id refers to a record that exists.
"""

import datetime as dt
import re
from collections.abc import Iterator
from typing import Annotated, Literal, Self

from pydantic import BaseModel, ConfigDict, Field, ValidationInfo, field_validator, model_validator

SCHEMA_VERSION: Literal["1.0"] = "1.0"

_SURROGATES = re.compile(r"[\ud800-\udfff]")

SpeakerKind = Literal["person", "organization", "group", "document"]
QuoteType = Literal["direct", "indirect", "mixed"]
ClaimType = Literal["fact", "opinion", "prediction", "promise", "threat", "demand", "denial"]
Certainty = Literal["certain", "probable", "possible"]
Comparator = Literal["=", "<", "<=", ">", ">=", "~"]
DateType = Literal["DATE", "TIME", "DURATION", "SET"]
DateSource = Literal["option", "metadata", "text", "none"]
DeadlineKind = Literal["date", "duration", "event"]
Firmness = Literal["firm", "aspirational"]
RecordType = Literal["speakers", "quotes", "claims", "dates", "deadlines"]

RECORD_TYPES: tuple[RecordType, ...] = ("speakers", "quotes", "claims", "dates", "deadlines")

Probability = Annotated[float, Field(ge=0, le=1)]
Offset = Annotated[int, Field(ge=0)]


def encodable(text: str) -> str:
    """`text` with U+FFFD for each lone surrogate, which cannot be encoded; offsets stay."""
    return _SURROGATES.sub("\N{REPLACEMENT CHARACTER}", text)


class Record(BaseModel):
    """Base of all records: immutable, and nothing but the declared fields."""

    model_config = ConfigDict(frozen=True, extra="forbid")


class Article(Record):
    """A text to read, with what is known about it."""

    text: str
    id: str = "article"
    source: str | None = Field(default=None, description="Where it came from: a path or an address.")
    title: str | None = None
    author: str | None = Field(default=None, description="Who wrote it, as its metadata say.")
    date: dt.date | None = Field(
        default=None, description="The publication date that relative dates count from."
    )
    date_source: DateSource = "none"

    @field_validator("text", "id", "source", "title", "author", mode="before")
    @classmethod
    def _replace_surrogates(cls, value: object) -> object:
        return encodable(value) if isinstance(value, str) else value

    @model_validator(mode="after")
    def _date_has_source(self) -> Self:
        if (self.date is None) != (self.date_source == "none"):
            msg = "date and date_source go together: a date needs a source, and no date has the source none"
            raise ValueError(msg)
        return self


class Span(Record):
    """A stretch of the article's text."""

    start: Offset
    end: Offset
    text: str = Field(min_length=1)


class Speaker(Record):
    """Whoever at least one quote or claim of the article is attributed to."""

    id: str
    name: str = Field(min_length=1, description="The fullest form in the article, without title.")
    kind: SpeakerKind
    role: str | None = Field(default=None, description="Title or description, verbatim.")
    affiliation: str | None = Field(
        default=None, description="Organisation or place that the role belongs to, verbatim."
    )
    aliases: tuple[str, ...] = Field(default=(), description="Other forms that the article uses, in order.")
    mentions: tuple[Span, ...] = ()


class Quote(Record):
    """Speech, writing or thought that the article reports as somebody's."""

    id: str
    type: QuoteType
    text: str = Field(
        min_length=1, description="The parts' texts, joined by an ellipsis where there are several."
    )
    parts: tuple[Span, ...] = Field(min_length=1)
    cue: Span | None = None
    source: Span | None = None
    speaker: str | None = Field(default=None, description="Id of the speaker.")
    addressee: Span | None = None
    said_on: str | None = Field(default=None, description="Id of the date on which it was said.")
    confidence: Probability


class Quantity(Span):
    """A number of something: "over 100", "£18m", "71 per cent"."""

    value: float
    unit: str | None = None
    comparator: Comparator = "="


class Claim(Record):
    """One assertion that somebody can be held to."""

    id: str
    start: Offset
    end: Offset
    text: str = Field(min_length=1)
    speaker: str | None = Field(
        default=None, description="Id of the speaker; null for the article's own claims."
    )
    quote: str | None = Field(default=None, description="Id of the quote that holds it.")
    type: ClaimType
    certainty: Certainty = "certain"
    negated: bool = False
    condition: Span | None = None
    quantities: tuple[Quantity, ...] = ()
    dates: tuple[str, ...] = Field(default=(), description="Ids of the dates inside it.")
    checkworthiness: Probability
    confidence: Probability


class Date(Record):
    """A time expression as in TimeML's TIMEX3."""

    id: str
    start: Offset
    end: Offset
    text: str = Field(min_length=1)
    type: DateType
    value: str = Field(min_length=1, description="TIMEX3 value.")
    mod: str | None = None
    earliest: str | None = Field(default=None, description="First day or moment it may mean, ISO 8601.")
    latest: str | None = Field(default=None, description="Last day or moment it may mean, ISO 8601.")


class Due(Record):
    """The latest moment of a deadline."""

    value: str = Field(min_length=1, description="TIMEX3 value, or event:… for a named event.")
    earliest: str | None = None
    latest: str | None = None


class Obligor(Span):
    """Who has to act."""

    speaker: str | None = Field(default=None, description="Id, where the obligor is a speaker.")


class Deadline(Record):
    """A time limit on something to be done or to happen."""

    id: str
    limit: Span
    due: Due
    kind: DeadlineKind
    task: Span | None = None
    obligor: Obligor | None = None
    speaker: str | None = Field(
        default=None, description="Id of whoever sets or reports it; null for the article."
    )
    claim: str | None = None
    date: str | None = None
    condition: Span | None = None
    consequence: Span | None = None
    firmness: Firmness
    confidence: Probability


class Meta(Record):
    """What made the records: name and version of each part."""

    newsclaims: str
    nlp: str
    attribution: str


class Document(Record):
    """All records of one article."""

    schema_version: Literal["1.0"] = SCHEMA_VERSION
    id: str
    source: str | None = None
    title: str | None = None
    author: str | None = Field(default=None, description="Who wrote it, as its metadata say.")
    date: dt.date | None = None
    date_source: DateSource = "none"
    text: str | None = Field(default=None, description="The article as it was read; null with --no-text.")
    speakers: tuple[Speaker, ...] = ()
    quotes: tuple[Quote, ...] = ()
    claims: tuple[Claim, ...] = ()
    dates: tuple[Date, ...] = ()
    deadlines: tuple[Deadline, ...] = ()
    meta: Meta

    @model_validator(mode="after")
    def _holds_together(self, info: ValidationInfo) -> Self:
        """The first problem is an error; a list ``problems`` in the validation's context gets all instead."""
        if info.context and "problems" in info.context:
            info.context["problems"].extend(self.problems())
        elif (problem := next(self.problems(), None)) is not None:
            raise ValueError(problem)
        return self

    def problems(self) -> Iterator[str]:
        """What does not hold together: spans that differ from the text, ids that are missing or shared."""
        for span in self.spans():
            if span.end <= span.start:
                yield f"span {span.start}-{span.end} is empty"
            elif self.text is not None and self.text[span.start : span.end] != span.text:
                yield f"span {span.start}-{span.end} does not say {span.text!r}"
        known: dict[RecordType, set[str]] = {}
        for record_type in RECORD_TYPES:
            ids = [record.id for record in getattr(self, record_type)]
            known[record_type] = set(ids)
            if len(known[record_type]) != len(ids):
                yield f"two {record_type} share an id"
        for record_type, reference in self._references():
            if reference not in known[record_type]:
                yield f"no {record_type[:-1]} has the id {reference!r}"

    def spans(self) -> "Iterator[Span | Claim | Date]":
        """Everything in the document that points at the text, in no particular order."""
        for speaker in self.speakers:
            yield from speaker.mentions
        for quote in self.quotes:
            yield from quote.parts
            yield from (span for span in (quote.cue, quote.source, quote.addressee) if span)
        for claim in self.claims:
            yield claim
            yield from claim.quantities
            if claim.condition:
                yield claim.condition
        yield from self.dates
        for deadline in self.deadlines:
            yield deadline.limit
            optional = (deadline.task, deadline.obligor, deadline.condition, deadline.consequence)
            yield from (span for span in optional if span)

    def _references(self) -> Iterator[tuple[RecordType, str]]:
        for quote in self.quotes:
            yield from _present(("speakers", quote.speaker), ("dates", quote.said_on))
        for claim in self.claims:
            yield from _present(("speakers", claim.speaker), ("quotes", claim.quote))
            yield from (("dates", date) for date in claim.dates)
        for deadline in self.deadlines:
            obligor = deadline.obligor.speaker if deadline.obligor else None
            yield from _present(
                ("speakers", deadline.speaker),
                ("speakers", obligor),
                ("claims", deadline.claim),
                ("dates", deadline.date),
            )


def _present(*references: tuple[RecordType, str | None]) -> Iterator[tuple[RecordType, str]]:
    return ((record_type, reference) for record_type, reference in references if reference is not None)
