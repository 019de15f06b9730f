"""The seed article, line by line: who speaks, what was said whole, by when, and what is no record."""

import json
from functools import cache
from pathlib import Path

import pytest

from newsclaims import extract
from newsclaims.records import Document, Quote, Speaker

ROOT = Path(__file__).parent.parent
GOLD = json.loads((ROOT / "data/gold/dev/seed-peace-talks.json").read_text(encoding="utf-8"))
(SEED,) = (ROOT / "seeds").glob("*.txt")


@cache
def document() -> Document:
    return extract(SEED.read_text(encoding="utf-8"), date="2025-04-19")


def speakers() -> dict[str, Speaker]:
    return {speaker.id: speaker for speaker in document().speakers}


def speaker_of(quote: Quote) -> str | None:
    return speakers()[quote.speaker].name if quote.speaker else None


def bare(name: str | None) -> str:
    return (name or "").removeprefix("The ")


@pytest.mark.parametrize(
    ("name", "kind", "role"),
    [
        ("Donald Trump", "person", None),
        ("Marco Rubio", "person", "US Secretary of State"),
        ("Dmitry Peskov", "person", "Kremlin spokesman"),
        ("JD Vance", "person", "US Vice-President"),
        ("Volodymyr Zelensky", "person", "Ukrainian President"),
        ("Yulia Svyrydenko", "person", "Ukraine’s Economy Minister"),
        ("Scott Bessent", "person", "US Treasury Secretary"),
        ("Ivanna Klympush-Tsintsadze", "person", "chair of Ukraine’s parliamentary committee on EU Integration"),
        ("The memorandum", "document", None),
        ("Previous reports", "document", None),
    ],
)  # fmt: skip
def test_the_sources(name: str, kind: str, role: str | None) -> None:
    (found,) = (item for item in speakers().values() if item.name == name)
    assert (found.kind, found.role) == (kind, role)
    assert any(quote.speaker == found.id for quote in document().quotes)


DIRECT = [
    ([part["text"] for part in quote["content"]], quote["speaker"])
    for quote in GOLD["quotes"]
    if quote["type"] == "direct"
]


def test_there_are_direct_quotations_to_look_for() -> None:
    assert len(DIRECT) >= 9


@pytest.mark.parametrize(("parts", "speaker"), DIRECT)
def test_direct_quotations_are_whole_and_their_speaker_is_right(parts: list[str], speaker: str) -> None:
    expected = next(item["name"] for item in GOLD["speakers"] if item["id"] == speaker)
    assert [speaker_of(quote) for quote in document().quotes if [p.text for p in quote.parts] == parts] == [
        expected
    ]


def test_no_quote_has_a_wrong_speaker() -> None:
    names = {item["id"]: item["name"] for item in GOLD["speakers"]}
    expected = {" … ".join(part["text"] for part in quote["content"]): names[quote["speaker"]]
                for quote in GOLD["quotes"]}  # fmt: skip
    matched = [quote for quote in document().quotes if quote.text in expected]
    assert len(matched) >= 0.8 * len(expected)
    assert [bare(speaker_of(quote)) for quote in matched] == [bare(expected[quote.text]) for quote in matched]


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("April 26", "2025-04-26"),
        ("days", "PXD"),
        ("a matter of days", "PXD"),
        ("(next) Thursday", "2025-04-24"),
        ("the first 24 hours", "PT24H"),
        ("the past 24 hours", "PT24H"),
    ],
)
def test_dates(text: str, value: str) -> None:
    assert value in {date.value for date in document().dates if date.text == text}


@pytest.mark.parametrize(
    ("limit", "value"),
    [("by April 26", "2025-04-26"), ("within days", "PXD"), ("within the first 24 hours of his presidency", "PT24H")],
)  # fmt: skip
def test_deadlines(limit: str, value: str) -> None:
    (found,) = (item for item in document().deadlines if item.limit.text == limit)
    assert found.due.value == value


@pytest.mark.parametrize(
    ("begins", "condition"),
    [
        ("the US will “take a pass”", "if Moscow or Kyiv make it “very difficult” to reach a peace deal"),
        ("the US would abandon the talks", "unless clear signs of progress were seen within days"),
    ],
)
def test_threats_have_their_conditions(begins: str, condition: str) -> None:
    (found,) = (claim for claim in document().claims if claim.text.startswith(begins))
    assert (found.type, found.condition and found.condition.text) == ("threat", condition)


def test_what_is_no_record() -> None:
    assert not {date.text.lower() for date in document().dates} & {"may", "second", "now"}
    quotes = {quote.text for quote in document().quotes}
    assert not quotes & {"very difficult", "take a pass", "the last word", "quickly"}
