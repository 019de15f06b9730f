"""Which days a TIMEX3 value may mean: the value in, first and last out; and the same from a sentence."""

import datetime as dt

import pytest
from spacy.language import Language

from newsclaims.attribution import parsed_article
from newsclaims.dates import find_times
from newsclaims.dates.intervals import interval


@pytest.mark.parametrize(
    ("value", "earliest", "latest"),
    [
        ("2025-04-19", "2025-04-19", "2025-04-19"),
        ("2025-04-19T17:00", "2025-04-19T17:00", "2025-04-19T17:00"),
        ("2025-04-19T24:00", "2025-04-19T24:00", "2025-04-19T24:00"),
        ("2025-04-19TMO", "2025-04-19", "2025-04-19"),
        ("2024-02", "2024-02-01", "2024-02-29"),
        ("2025-12", "2025-12-01", "2025-12-31"),
        ("2025", "2025-01-01", "2025-12-31"),
        ("197", "1970-01-01", "1979-12-31"),
        ("19", "1900-01-01", "1999-12-31"),
        ("2025-Q1", "2025-01-01", "2025-03-31"),
        ("2025-Q2", "2025-04-01", "2025-06-30"),
        ("2025-Q4", "2025-10-01", "2025-12-31"),
        ("2025-H1", "2025-01-01", "2025-06-30"),
        ("2025-H2", "2025-07-01", "2025-12-31"),
        ("2025-SP", "2025-03-01", "2025-05-31"),
        ("2025-WI", "2025-12-01", "2026-02-28"),
        ("2023-WI", "2023-12-01", "2024-02-29"),
        ("2025-W16", "2025-04-14", "2025-04-20"),
        ("2025-W16-WE", "2025-04-19", "2025-04-20"),
        ("2025-W16-5", "2025-04-18", "2025-04-18"),
        ("2020-W53", "2020-12-28", "2021-01-03"),
        # What has no place in the calendar.
        ("2025-W53", None, None),
        ("9999-WI", None, None),
        ("2025-13", None, None),
        ("0", None, None),
        ("XXXX-WXX-5", None, None),
        ("P3D", None, None),
        ("PRESENT_REF", None, None),
        ("FY2025", None, None),
    ],
)
def test_the_days_that_a_value_may_mean(value: str, earliest: str | None, latest: str | None) -> None:
    assert interval(value) == (earliest, latest)


@pytest.mark.parametrize(
    ("sentence", "earliest", "latest"),
    [
        ("It opened in the second quarter of 2024.", "2024-04-01", "2024-06-30"),
        ("It opened in the first half of 2024.", "2024-01-01", "2024-06-30"),
        ("It opened in the winter of 2023.", "2023-12-01", "2024-02-29"),
        ("It opened in the 1970s.", "1970-01-01", "1979-12-31"),
        ("It opened in February 2024.", "2024-02-01", "2024-02-29"),
        ("It opened last weekend.", "2025-04-12", "2025-04-13"),
        ("It opened last week.", "2025-04-07", "2025-04-13"),
    ],
)
def test_the_days_that_a_sentence_may_mean(nlp: Language, sentence: str, earliest: str, latest: str) -> None:
    (time,) = find_times(parsed_article(nlp(sentence)), dt.date(2025, 4, 19))
    assert (time.earliest, time.latest) == (earliest, latest)
