"""Verbs whose own meaning decides whether a time is a limit: a sentence in, what is due and how firmly out."""

import datetime as dt

import pytest
from spacy.language import Language

from newsclaims import Article, Extractor

DEADLINES = [
    # What holds until then, or from then on.
    ("The ban expires on May 31.", "on May 31", "The ban expires", "firm"),
    ("The contract runs out on Monday.", "on Monday", "The contract runs out", "firm"),
    ("The law takes effect on May 1.", "on May 1", "The law takes effect", "firm"),
    ("The rule comes into force on May 1.", "on May 1", "The rule comes into force", "firm"),
    ("The law goes into effect on Monday, ending the ban.", "on Monday", "The law goes into effect", "firm"),
    ("The law could take effect on May 1.", "on May 1", "The law could take effect", "aspirational"),
    (
        "The ceasefire is set to expire on Friday.",
        "on Friday",
        "The ceasefire is set to expire",
        "aspirational",
    ),
    ("The truce ends on Friday.", "on Friday", "The truce ends", "firm"),
    ("The licence is valid until May 31.", "until May 31", "The licence is valid", "firm"),
    ("The offer stands until Friday.", "until Friday", "The offer stands", "firm"),
    # What is wanted, awaited or fixed.
    ("The company wants progress within days.", "within days", "progress", "aspirational"),
    ("The minister expects a decision within weeks.", "within weeks", "a decision", "aspirational"),
    ("The minister demanded answers by Friday.", "by Friday", "answers", "firm"),
    ("The council needs the money by June.", "by June", "the money", "firm"),
    ("Ana Lund seeks approval by June.", "by June", "approval", "aspirational"),
    ("A decision is expected within weeks.", "within weeks", "A decision", "aspirational"),
    ("A vote is scheduled for July 3.", "for July 3", "A vote", "aspirational"),
    ("The report, expected by Friday, will name names.", "by Friday", "The report", "aspirational"),
    # What somebody does then.
    ("The deal will be signed on Thursday.", "on Thursday", "The deal will be signed", "firm"),
    ("The papers will be filed on Monday.", "on Monday", "The papers will be filed", "firm"),
    ("The council will vote on Tuesday.", "on Tuesday", "The council will vote", "firm"),
    ("The store will drop another batch on Tuesday.", "on Tuesday", "drop another batch", "firm"),
    ("The bridge will open in May.", "in May", "The bridge will open", "firm"),
    ("The company plans to launch the app in June.", "in June", "launch the app", "aspirational"),
]
NONE = [
    "The ban expired on May 31, 2024.",
    "The contract ran out on Monday.",
    "The ban does not expire on May 31.",
    "The statue stands until Friday.",
    "A hearing is scheduled for July 3.",
    "The trial will be held on Monday.",
    "The band will play on Tuesday.",
    "Prices will rise on Tuesday.",
    "The temperature will drop on Tuesday.",
    "The bridge will open in 2027.",
    "The bridge will reopen this quarter.",
]


@pytest.fixture(scope="module")
def extractor(nlp: Language) -> Extractor:
    return Extractor(nlp=nlp, attribution="rules")


def deadlines(extractor: Extractor, sentence: str) -> list[tuple[str, str | None, str]]:
    found = extractor.extract(Article(text=sentence, date=dt.date(2025, 4, 19), date_source="option"))
    return [
        (item.limit.text, item.task.text if item.task else None, item.firmness) for item in found.deadlines
    ]


@pytest.mark.parametrize(("sentence", "limit", "task", "firmness"), DEADLINES)
def test_what_is_due(extractor: Extractor, sentence: str, limit: str, task: str, firmness: str) -> None:
    assert deadlines(extractor, sentence) == [(limit, task, firmness)]


@pytest.mark.parametrize("sentence", NONE)
def test_what_is_no_deadline(extractor: Extractor, sentence: str) -> None:
    assert deadlines(extractor, sentence) == []
