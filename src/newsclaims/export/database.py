"""SQLite: a table a record type with foreign keys, and full-text indexes on quotes and claims.

The tables are in ``database.sql``. Adding to a database replaces the articles that it already holds, by id.
"""

import sqlite3
from collections.abc import Callable, Iterable
from contextlib import closing
from importlib.resources import files
from pathlib import Path
from typing import Any

from newsclaims.errors import NewsclaimsError
from newsclaims.export.view import View
from newsclaims.records import Claim, Date, Deadline, Document, Quote, Span, Speaker

# PRAGMA application_id and user_version of our files: "ncla" in ASCII, and the version of the tables.
_APPLICATION_ID = int.from_bytes(b"ncla")
_VERSION = 1
# Articles between two commits: a run that is cut off loses at most so many, and none by halves.
_ARTICLES_A_COMMIT = 500

Values = dict[str, Any]


def write_database(documents: Iterable[Document], path: Path, view: View) -> None:
    """Add `documents` to the database `path`, which is made where there is none.

    Raises:
        NewsclaimsError: `path` is something else than a database of ours, or locked.
    """
    empty = not path.exists()
    try:
        with closing(sqlite3.connect(path, isolation_level=None)) as connection:
            _prepare(connection, path)
            empty = False
            _Inserter(connection, view).add_all(documents)
    except sqlite3.Error as error:
        if empty:  # there was no room for its tables
            path.unlink(missing_ok=True)
        msg = f"{path}: cannot be written: {error}"
        raise NewsclaimsError(msg) from None


def _prepare(connection: sqlite3.Connection, path: Path) -> None:
    connection.execute("PRAGMA foreign_keys = ON")
    connection.execute("BEGIN IMMEDIATE")
    application = _pragma(connection, "application_id")
    if application == _APPLICATION_ID:
        version = _pragma(connection, "user_version")
        connection.execute("COMMIT")
        if version != _VERSION:
            msg = f"{path}: a database of version {version}; this program writes version {_VERSION}"
            raise NewsclaimsError(msg, "write a new file")
        return
    if application or connection.execute("SELECT count(*) FROM sqlite_schema").fetchone() != (0,):
        msg = f"{path}: a database of something else"
        raise NewsclaimsError(msg, "name another file")
    tables = files("newsclaims.export").joinpath("database.sql").read_text(encoding="utf-8")
    connection.execute("COMMIT")
    connection.executescript(
        f"BEGIN IMMEDIATE; {tables} PRAGMA application_id = {_APPLICATION_ID};"
        f" PRAGMA user_version = {_VERSION}; COMMIT;"
    )


def _pragma(connection: sqlite3.Connection, name: str) -> int:
    value: int = connection.execute(f"PRAGMA {name}").fetchone()[0]
    return value


class _Inserter:
    """Adds documents, some hundred a transaction."""

    def __init__(self, connection: sqlite3.Connection, view: View) -> None:
        self.execute = connection.execute
        self.connection = connection
        self.view = view
        self.article = ""
        self.keys: dict[str, dict[str | None, int]] = {}

    def add_all(self, documents: Iterable[Document]) -> None:
        self.execute("BEGIN IMMEDIATE")
        try:
            for number, document in enumerate(documents, 1):
                self._add(document)
                if number % _ARTICLES_A_COMMIT == 0:
                    self.execute("COMMIT")
                    self.execute("BEGIN IMMEDIATE")
        except BaseException:
            if self.connection.in_transaction:
                self.execute("ROLLBACK")
            raise
        self.execute("COMMIT")

    def _add(self, document: Document) -> None:
        """Replace the article; a reference to a record type that is not shown becomes NULL."""
        self.execute("DELETE FROM articles WHERE id = ?", (document.id,))
        self._insert("articles", _article(document, with_text=self.view.text))
        self.article = document.id
        adders: dict[str, Callable[[Any], int]] = {
            "speakers": self._speaker,
            "dates": self._date,
            "quotes": self._quote,
            "claims": self._claim,
            "deadlines": self._deadline,
        }
        self.keys = {name: {} for name in adders}
        for record_type, add in adders.items():
            for record in getattr(document, record_type) if record_type in self.view.only else ():
                self.keys[record_type][record.id] = add(record)

    def _speaker(self, speaker: Speaker) -> int:
        fields = speaker.model_dump(include={"id", "name", "kind", "role", "affiliation"})
        key = self._insert("speakers", {"article": self.article, **fields})
        for position, alias in enumerate(speaker.aliases):
            self._insert("speaker_aliases", {"speaker": key, "position": position, "alias": alias})
        for mention in speaker.mentions:
            self._insert("speaker_mentions", {"speaker": key, **mention.model_dump()})
        return key

    def _date(self, date: Date) -> int:
        return self._insert("dates", {"article": self.article, **date.model_dump()})

    def _quote(self, quote: Quote) -> int:
        key = self._insert(
            "quotes",
            {
                "article": self.article,
                "id": quote.id,
                "speaker": self.keys["speakers"].get(quote.speaker),
                "text": quote.text,
                "type": quote.type,
                "cue": _text(quote.cue),
                "source": _text(quote.source),
                "addressee": _text(quote.addressee),
                "said_on": self.keys["dates"].get(quote.said_on),
                "start": quote.parts[0].start,
                "end": quote.parts[-1].end,
                "confidence": quote.confidence,
            },
        )
        for position, part in enumerate(quote.parts):
            self._insert("quote_parts", {"quote": key, "position": position, **part.model_dump()})
        return key

    def _claim(self, claim: Claim) -> int:
        fields = claim.model_dump(exclude={"speaker", "quote", "condition", "quantities", "dates"})
        key = self._insert(
            "claims",
            {
                "article": self.article,
                "speaker": self.keys["speakers"].get(claim.speaker),
                "quote": self.keys["quotes"].get(claim.quote),
                "condition": _text(claim.condition),
                **fields,
            },
        )
        for quantity in claim.quantities:
            self._insert("claim_quantities", {"claim": key, **quantity.model_dump()})
        for date in dict.fromkeys(claim.dates):
            if date in self.keys["dates"]:
                self._insert("claim_dates", {"claim": key, "date": self.keys["dates"][date]})
        return key

    def _deadline(self, deadline: Deadline) -> int:
        speakers = self.keys["speakers"]
        return self._insert(
            "deadlines",
            {
                "article": self.article,
                "id": deadline.id,
                "due": deadline.due.value,
                "earliest": deadline.due.earliest,
                "latest": deadline.due.latest,
                "limit": deadline.limit.text,
                "kind": deadline.kind,
                "firmness": deadline.firmness,
                "task": _text(deadline.task),
                "obligor": _text(deadline.obligor),
                "obligor_speaker": speakers.get(deadline.obligor.speaker) if deadline.obligor else None,
                "speaker": speakers.get(deadline.speaker),
                "claim": self.keys["claims"].get(deadline.claim),
                "date": self.keys["dates"].get(deadline.date),
                "condition": _text(deadline.condition),
                "consequence": _text(deadline.consequence),
                "start": deadline.limit.start,
                "end": deadline.limit.end,
                "confidence": deadline.confidence,
            },
        )

    def _insert(self, table: str, values: Values) -> int:
        """The new row's key."""
        columns = ", ".join(f'"{column}"' for column in values)
        marks = ", ".join("?" * len(values))
        statement = f"INSERT INTO {table} ({columns}) VALUES ({marks})"  # noqa: S608 - names of our own
        return self.execute(statement, tuple(values.values())).lastrowid or 0


def _article(document: Document, *, with_text: bool) -> Values:
    return {
        "id": document.id,
        "title": document.title,
        "author": document.author,
        "date": document.date.isoformat() if document.date else None,
        "date_source": document.date_source,
        "source": document.source,
        "text": document.text if with_text else None,
        **document.meta.model_dump(),
    }


def _text(span: Span | None) -> str | None:
    return span.text if span else None
