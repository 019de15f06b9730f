"""Annotated articles: the gold format of data/gold/GUIDELINES.md, read and checked."""

import datetime as dt
import json
from collections.abc import Iterator
from pathlib import Path
from typing import Annotated

from pydantic import BaseModel, BeforeValidator, ConfigDict, Field, ValidationError

from newsclaims.errors import InputError
from newsclaims.offsets import Offsets
from newsclaims.records import Certainty, ClaimType, DateType, DeadlineKind, Firmness, QuoteType, SpeakerKind


class _Gold(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid")


class Place(_Gold):
    """A string of the text, and which of its occurrences is meant."""

    text: str = Field(min_length=1)
    n: int = Field(default=1, ge=1)

    def find(self, text: str) -> Offsets | None:
        """Where it is; None if the text has no such occurrence. Occurrences may overlap."""
        start = -1
        for _ in range(self.n):
            start = text.find(self.text, start + 1)
            if start < 0:
                return None
        return Offsets(start, start + len(self.text))


def _place(value: object) -> object:
    return {"text": value} if isinstance(value, str) else value


PlaceOrText = Annotated[Place, BeforeValidator(_place)]


class GoldSpeaker(_Gold):
    """An annotated speaker."""

    id: str
    name: str
    kind: SpeakerKind
    role: str | None = None
    aliases: tuple[str, ...] = ()


class GoldQuote(_Gold):
    """An annotated quote."""

    id: str
    type: QuoteType
    content: tuple[PlaceOrText, ...] = Field(min_length=1)
    cue: PlaceOrText | None = None
    source: PlaceOrText | None = None
    speaker: str | None = None


class GoldClaim(Place):
    """An annotated claim."""

    quote: str | None = None
    speaker: str | None = None
    type: ClaimType
    negated: bool = False
    condition: PlaceOrText | None = None
    certainty: Certainty = "certain"

    @property
    def attributed(self) -> bool:
        """Whether it is somebody's, not the article's own."""
        return self.speaker is not None or self.quote is not None


class GoldDate(Place):
    """An annotated time expression."""

    type: DateType
    value: str
    mod: str | None = None


class GoldDeadline(Place):
    """An annotated deadline."""

    due: str
    kind: DeadlineKind
    task: PlaceOrText | None = None
    obligor: str | None = None
    speaker: str | None = None
    firmness: Firmness


class GoldArticle(_Gold):
    """An annotated article."""

    id: str
    date: dt.date
    title: str | None = None
    genre: str | None = None
    text: str
    speakers: tuple[GoldSpeaker, ...] = ()
    quotes: tuple[GoldQuote, ...] = ()
    claims: tuple[GoldClaim, ...] = ()
    dates: tuple[GoldDate, ...] = ()
    deadlines: tuple[GoldDeadline, ...] = ()

    def problems(self) -> Iterator[str]:
        """What is wrong with the annotation, one line each; nothing where all is well."""
        for label, place in self._places():
            if place.find(self.text) is None:
                yield f"{label}: the text has no occurrence {place.n} of {place.text!r}"
        speakers = {speaker.id for speaker in self.speakers}
        quotes = {quote.id for quote in self.quotes}
        attributed = {quote.speaker for quote in self.quotes} | {claim.speaker for claim in self.claims}
        yield from (
            f"speaker {speaker.id} says nothing" for speaker in self.speakers if speaker.id not in attributed
        )
        named = attributed | {deadline.speaker for deadline in self.deadlines}
        yield from (
            f"no speaker {speaker!r}" for speaker in sorted(filter(None, named)) if speaker not in speakers
        )
        for claim in self.claims:
            if claim.quote is not None and claim.quote not in quotes:
                yield f"claim {claim.text!r}: no quote {claim.quote!r}"

    def _places(self) -> Iterator[tuple[str, Place]]:
        for speaker in self.speakers:
            yield "speaker", Place(text=speaker.name)
            if speaker.role:
                yield "role", Place(text=speaker.role)
        for quote in self.quotes:
            yield from (("content", place) for place in quote.content)
            yield from ((f"quote {quote.id}", place) for place in (quote.cue, quote.source) if place)
        for claim in self.claims:
            yield "claim", claim
            if claim.condition:
                yield "condition", claim.condition
        yield from (("date", date) for date in self.dates)
        for deadline in self.deadlines:
            yield "deadline", deadline
            if deadline.task:
                yield "task", deadline.task


def read_gold(path: Path) -> list[tuple[str, GoldArticle]]:
    """The annotated articles of a folder (or of one file), each with its file's stem, sorted by it.

    Raises:
        InputError: there are none, or a file breaks the format or points at words that are not there.
    """
    files = [path] if path.is_file() else sorted(path.glob("*.json"))
    if not files:
        msg = f"{path}: no annotated articles"
        raise InputError(msg, "name a folder of .json files, such as data/gold/dev")
    return [(file.stem, _read(file)) for file in files]


def _read(file: Path) -> GoldArticle:
    try:
        article = GoldArticle.model_validate(json.loads(file.read_text(encoding="utf-8")))
    except (OSError, ValueError) as error:
        msg = f"{file}: no annotated article: {_first(error)}"
        raise InputError(msg, "see data/gold/GUIDELINES.md for the format") from None
    for problem in article.problems():
        msg = f"{file}: {problem}"
        raise InputError(msg)
    return article


def _first(error: Exception) -> str:
    if isinstance(error, ValidationError):
        problem = error.errors()[0]
        return f"{'.'.join(map(str, problem['loc']))}: {problem['msg']}"
    return str(error)
