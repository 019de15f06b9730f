"""The records refuse what would make them lie."""

import datetime as dt
import json
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pydantic import ValidationError

from newsclaims.records import Article, Document

TEXT = "“We will pay,” Ana Lund said on Friday."
SCHEMA = Path(__file__).parents[1] / "docs/schema.json"


def document(**changes: Any) -> dict[str, Any]:
    return {
        "id": "a",
        "text": TEXT,
        "date": "2025-04-19",
        "date_source": "option",
        "speakers": [{"id": "s1", "name": "Ana Lund", "kind": "person", "mentions": [span(15, 23)]}],
        "quotes": [
            {
                "id": "q1",
                "type": "direct",
                "text": "We will pay",
                "parts": [span(1, 12)],
                "cue": span(24, 28),
                "source": span(15, 23),
                "speaker": "s1",
                "said_on": "t1",
                "confidence": 0.9,
            }
        ],
        "claims": [
            {
                "id": "c1",
                **span(1, 12),
                "speaker": "s1",
                "quote": "q1",
                "type": "promise",
                "checkworthiness": 0.2,
                "confidence": 0.8,
            }
        ],
        "dates": [{"id": "t1", **span(32, 38), "type": "DATE", "value": "2025-04-18"}],
        "meta": {"newsclaims": "0", "nlp": "x", "attribution": "rules"},
    } | changes


def span(start: int, end: int, text: str = TEXT) -> dict[str, Any]:
    return {"start": start, "end": end, "text": text[start:end]}


def test_a_right_document_passes_and_survives_json() -> None:
    first = Document.model_validate(document())
    assert Document.model_validate_json(first.model_dump_json()) == first


@pytest.mark.parametrize(
    ("path", "value", "message"),
    [
        (("dates", 0, "text"), "Monday", "does not say"),
        (("dates", 0, "start"), 31, "does not say"),
        (("dates", 0, "end"), 32, "is empty"),
        (("dates", 0, "start"), -1, "greater than or equal to 0"),
        (("quotes", 0, "speaker"), "s9", "no speaker has the id 's9'"),
        (("quotes", 0, "said_on"), "t9", "no date has the id 't9'"),
        (("claims", 0, "quote"), "q9", "no quote has the id 'q9'"),
        (("claims", 0, "checkworthiness"), 1.5, "less than or equal to 1"),
        (("claims", 0, "type"), "guess", "Input should be"),
        (("quotes", 0, "parts"), [], "at least 1 item"),
        (("quotes", 0, "mood"), "grim", "Extra inputs"),
        (("speakers", 0, "name"), "", "at least 1 character"),
        (("schema_version",), "9", "Input should be"),
    ],
)
def test_a_wrong_document_is_refused(path: tuple[Any, ...], value: Any, message: str) -> None:
    data = document()
    target: Any = data
    for key in path[:-1]:
        target = target[key]
    target[path[-1]] = value
    with pytest.raises(ValidationError, match=message):
        Document.model_validate(data)


def test_two_records_of_a_type_do_not_share_an_id() -> None:
    data = document()
    data["dates"] = data["dates"] * 2
    with pytest.raises(ValidationError, match="share an id"):
        Document.model_validate(data)


def test_without_text_spans_are_taken_at_their_word() -> None:
    data = document(text=None)
    data["dates"][0]["text"] = "Monday"
    assert Document.model_validate(data).dates[0].text == "Monday"


def test_records_are_frozen() -> None:
    parsed = Document.model_validate(document())
    with pytest.raises(ValidationError, match="frozen"):
        parsed.quotes[0].type = "mixed"


@pytest.mark.parametrize(
    ("date", "source"), [(None, "option"), (dt.date(2025, 4, 19), "none")], ids=["no date", "no source"]
)
def test_a_date_and_its_source_go_together(date: dt.date | None, source: Any) -> None:
    with pytest.raises(ValidationError, match="go together"):
        Article(text="x", date=date, date_source=source)


@given(st.text(st.characters(categories=("Cs", "L", "Z"))))
def test_any_string_makes_an_article_of_the_same_length(text: str) -> None:
    article = Article(text=text)
    assert len(article.text) == len(text)
    article.text.encode()


def test_the_schema_is_the_pinned_one() -> None:
    """A changed schema breaks what others built on it: change schema.json only together with schema_version."""
    pinned = json.loads(SCHEMA.read_text(encoding="utf-8"))
    del pinned["$schema"]
    assert Document.model_json_schema(mode="serialization") == pinned
