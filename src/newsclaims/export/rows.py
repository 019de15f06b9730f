"""Records as flat rows, for the formats that are tables."""

from collections import Counter
from collections.abc import Callable, Iterator
from typing import Any

from newsclaims.records import (
    RECORD_TYPES,
    Claim,
    Date,
    Deadline,
    Document,
    Quantity,
    Quote,
    RecordType,
    Span,
    Speaker,
)

Row = dict[str, Any]

# From here on numbers would be written with an exponent.
_LARGE = 1e11


def rows(document: Document, record_type: RecordType) -> Iterator[Row]:
    """One row a record of that type; the keys are those of `COLUMNS`, in their order."""
    names = {speaker.id: speaker.name for speaker in document.speakers}
    quotes = Counter(quote.speaker for quote in document.quotes)
    claims = Counter(claim.speaker for claim in document.claims)
    for record in getattr(document, record_type):
        row = {"article": document.id, **_ROWS[record_type](record, names)}
        if record_type == "speakers":
            row |= {"quotes": quotes[record.id], "claims": claims[record.id]}
        yield row


def article_row(document: Document) -> Row:
    """The article itself, with the numbers of its records; the keys are those of `ARTICLE_COLUMNS`."""
    about = {
        "article": document.id,
        "title": document.title,
        "author": document.author,
        "date": document.date.isoformat() if document.date else None,
        "date_source": document.date_source,
        "source": document.source,
    }
    return about | {record_type: len(getattr(document, record_type)) for record_type in RECORD_TYPES}


def _text(span: Span | None) -> str | None:
    return span.text if span else None


def _speaker(speaker: Speaker, names: dict[str, str]) -> Row:
    del names
    return {
        "id": speaker.id,
        "name": speaker.name,
        "kind": speaker.kind,
        "role": speaker.role,
        "affiliation": speaker.affiliation,
        "aliases": "; ".join(speaker.aliases),
        "mentions": len(speaker.mentions),
    }


def _quote(quote: Quote, names: dict[str, str]) -> Row:
    return {
        "id": quote.id,
        "speaker": names.get(quote.speaker or ""),
        "text": quote.text,
        "type": quote.type,
        "cue": _text(quote.cue),
        "source": _text(quote.source),
        "addressee": _text(quote.addressee),
        "said_on": quote.said_on,
        "start": quote.parts[0].start,
        "end": quote.parts[-1].end,
        "confidence": quote.confidence,
    }


def _claim(claim: Claim, names: dict[str, str]) -> Row:
    return {
        "id": claim.id,
        "speaker": names.get(claim.speaker or ""),
        "text": claim.text,
        "type": claim.type,
        "certainty": claim.certainty,
        "negated": claim.negated,
        "condition": _text(claim.condition),
        "quantities": "; ".join(quantity.text for quantity in claim.quantities),
        "values": "; ".join(_value(quantity) for quantity in claim.quantities),
        "checkworthiness": claim.checkworthiness,
        "quote": claim.quote,
        "start": claim.start,
        "end": claim.end,
        "confidence": claim.confidence,
    }


def _value(quantity: Quantity) -> str:
    """A quantity as a spreadsheet reads it: "> 100 people", "18000000 GBP"."""
    number = f"{quantity.value:.12g}" if abs(quantity.value) < _LARGE else f"{quantity.value:.0f}"
    comparator = "" if quantity.comparator == "=" else f"{quantity.comparator} "
    return f"{comparator}{number} {quantity.unit or ''}".rstrip()


def _date(date: Date, names: dict[str, str]) -> Row:
    del names
    return {
        "id": date.id,
        "text": date.text,
        "type": date.type,
        "value": date.value,
        "mod": date.mod,
        "earliest": date.earliest,
        "latest": date.latest,
        "start": date.start,
        "end": date.end,
    }


def _deadline(deadline: Deadline, names: dict[str, str]) -> Row:
    return {
        "id": deadline.id,
        "due": deadline.due.value,
        "latest": deadline.due.latest,
        "limit": deadline.limit.text,
        "task": _text(deadline.task),
        "obligor": _text(deadline.obligor),
        "speaker": names.get(deadline.speaker or ""),
        "kind": deadline.kind,
        "firmness": deadline.firmness,
        "condition": _text(deadline.condition),
        "consequence": _text(deadline.consequence),
        "start": deadline.limit.start,
        "end": deadline.limit.end,
        "confidence": deadline.confidence,
    }


_ROWS: dict[RecordType, Callable[[Any, dict[str, str]], Row]] = {
    "speakers": _speaker,
    "quotes": _quote,
    "claims": _claim,
    "dates": _date,
    "deadlines": _deadline,
}

ARTICLE_COLUMNS = ("article", "title", "author", "date", "date_source", "source", *RECORD_TYPES)

COLUMNS: dict[RecordType, tuple[str, ...]] = {
    "speakers": (
        "article", "id", "name", "kind", "role", "affiliation", "aliases", "mentions", "quotes", "claims",
    ),
    "quotes": (
        "article", "id", "speaker", "text", "type", "cue", "source", "addressee", "said_on", "start", "end",
        "confidence",
    ),
    "claims": (
        "article", "id", "speaker", "text", "type", "certainty", "negated", "condition", "quantities",
        "values", "checkworthiness", "quote", "start", "end", "confidence",
    ),
    "dates": ("article", "id", "text", "type", "value", "mod", "earliest", "latest", "start", "end"),
    "deadlines": (
        "article", "id", "due", "latest", "limit", "task", "obligor", "speaker", "kind", "firmness", "condition",
        "consequence", "start", "end", "confidence",
    ),
}  # fmt: skip

# Columns whose values are no strings, where a table has types.
COLUMN_TYPES: dict[str, type] = {
    **dict.fromkeys(("start", "end", "mentions", *RECORD_TYPES), int),
    **dict.fromkeys(("checkworthiness", "confidence"), float),
    "negated": bool,
}
