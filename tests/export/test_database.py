"""The database as its users read it: with SQL, over foreign keys, by words."""

import sqlite3
from collections.abc import Iterator
from contextlib import closing, contextmanager
from functools import partial
from pathlib import Path
from typing import Any

import pytest

from newsclaims.errors import NewsclaimsError
from newsclaims.export import View, find_format, save
from newsclaims.records import Document


def add(path: Path, *documents: Document, view: View | None = None) -> None:
    save(documents, path, find_format("sqlite"), view or View())


@contextmanager
def database(path: Path) -> Iterator[sqlite3.Connection]:
    with closing(sqlite3.connect(path)) as connection:
        connection.execute("PRAGMA foreign_keys = ON")
        assert connection.execute("PRAGMA foreign_key_check").fetchall() == []
        assert connection.execute("PRAGMA integrity_check").fetchall() == [("ok",)]
        yield connection


def ask(path: Path, question: str, *values: Any) -> list[tuple[Any, ...]]:
    with database(path) as connection:
        return connection.execute(question, values).fetchall()


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "news.sqlite"


def test_records_are_joined_by_keys(path: Path, document: Document) -> None:
    add(path, document)
    assert ask(
        path,
        """SELECT articles.date, speakers.name, quotes.text, claims.type, dates.value, deadlines.due, obligor.name
           FROM deadlines JOIN claims ON claims.article = deadlines.article
           JOIN quotes ON quotes.key = claims.quote
           JOIN speakers ON speakers.key = quotes.speaker
           JOIN claim_dates ON claim_dates.claim = claims.key
           JOIN dates ON dates.key = claim_dates.date
           JOIN speakers AS obligor ON obligor.key = deadlines.obligor_speaker
           JOIN articles ON articles.id = claims.article""",
    ) == [
        (
            "2025-04-19",
            "Ana Lund",
            "We will pay £5m by Friday",
            "promise",
            "2025-04-25",
            "2025-04-25",
            "Ana Lund",
        )
    ]
    assert ask(path, "SELECT alias FROM speaker_aliases ORDER BY position") == [("Lund",), ("she",)]
    assert ask(path, "SELECT value, unit FROM claim_quantities") == [(5e6, "GBP")]
    assert ask(path, "SELECT speaker, negated FROM statements") == [("Ana Lund", 1)]


def test_spans_are_those_of_the_text(path: Path, document: Document) -> None:
    add(path, document)
    for table in ("quote_parts", "claims", "dates", "speaker_mentions", "claim_quantities"):
        [(start, end, text)] = ask(path, f'SELECT start, "end", text FROM {table}')  # noqa: S608
        assert document.text is not None
        assert document.text[start:end] == text


def test_words_are_found_in_any_form(path: Path, document: Document) -> None:
    add(path, document)
    for table in ("quotes", "claims"):
        question = (
            f"SELECT text FROM {table} WHERE key IN (SELECT rowid FROM {table}_fts WHERE {table}_fts MATCH ?)"  # noqa: S608
        )
        assert ask(path, question, "paying") == [("We will pay £5m by Friday",)]
        assert ask(path, question, "lund") == []


def test_an_article_that_is_there_already_is_replaced_and_others_stay(path: Path, document: Document) -> None:
    other = document.model_copy(update={"id": "b.txt"})
    add(path, document, other)
    add(path, document.model_copy(update={"title": "New", "claims": (), "deadlines": ()}))
    assert ask(path, "SELECT id, title FROM articles ORDER BY id") == [("a.txt", "New"), ("b.txt", None)]
    assert ask(path, "SELECT article FROM claims") == [("b.txt",)]
    assert len(ask(path, "SELECT * FROM quotes")) == 2
    assert len(ask(path, "SELECT rowid FROM claims_fts WHERE claims_fts MATCH 'pay'")) == 1
    with database(path) as connection:
        connection.execute("INSERT INTO claims_fts (claims_fts, rank) VALUES ('integrity-check', 1)")


def test_the_same_article_twice_in_one_run_is_there_once(path: Path, document: Document) -> None:
    add(path, document, document)
    assert ask(path, "SELECT count(*) FROM quotes") == [(1,)]


def test_what_is_not_shown_is_not_there_and_not_referred_to(path: Path, document: Document) -> None:
    add(path, document, view=View.of("claims", text=False))
    assert ask(path, "SELECT speaker, quote FROM claims") == [(None, None)]
    assert ask(path, "SELECT text FROM articles") == [(None,)]
    assert ask(path, "SELECT * FROM speakers") == []


def test_sql_in_text_and_ids_is_text(path: Path, hostile: Document) -> None:
    add(path, hostile)
    add(path, hostile)
    assert ask(path, "SELECT id, title FROM articles") == [(hostile.id, hostile.title)]
    assert ask(path, "SELECT name FROM speakers") == [(hostile.speakers[0].name,)]


def test_nothing_but_our_own_database_is_written_to(path: Path, document: Document) -> None:
    with closing(sqlite3.connect(path)) as connection:
        connection.execute("CREATE TABLE mine (x)")
    with pytest.raises(NewsclaimsError, match="a database of something else"):
        add(path, document)
    path.write_text("no database" * 100, encoding="utf-8")
    with pytest.raises(NewsclaimsError, match="not a database"):
        add(path, document)
    assert path.read_text(encoding="utf-8").startswith("no database")


def test_a_database_of_another_version_is_left_alone(path: Path, document: Document) -> None:
    add(path, document)
    with database(path) as connection:
        connection.execute("PRAGMA user_version = 99")
    with pytest.raises(NewsclaimsError, match="version 99"):
        add(path, document)


def test_an_article_is_there_whole_or_not_at_all(path: Path, document: Document) -> None:
    def broken() -> Iterator[Document]:
        yield document
        msg = "torn"
        raise RuntimeError(msg)

    with pytest.raises(RuntimeError, match="torn"):
        save(broken(), path, find_format("sqlite"), View())
    assert ask(path, "SELECT * FROM articles") == []


def test_a_locked_database_is_one_clear_error(
    path: Path, document: Document, monkeypatch: pytest.MonkeyPatch
) -> None:
    add(path, document)
    connect = sqlite3.connect
    monkeypatch.setattr(sqlite3, "connect", partial(connect, timeout=0.01))
    with closing(connect(path, isolation_level=None)) as holder:
        holder.execute("BEGIN EXCLUSIVE")
        with pytest.raises(NewsclaimsError, match="locked"):
            add(path, document)
