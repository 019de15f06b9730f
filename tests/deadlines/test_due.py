"""When something is due: a sentence in, the deadline's value, days and kind out."""

import datetime as dt

import pytest
from spacy.language import Language

from newsclaims import Article, Extractor
from newsclaims.records import Deadline, Due


@pytest.fixture(scope="module")
def extractor(nlp: Language) -> Extractor:
    return Extractor(nlp=nlp, attribution="rules")


def deadline(extractor: Extractor, sentence: str, day: str | None) -> Deadline:
    date = dt.date.fromisoformat(day) if day else None
    article = Article(text=sentence, date=date, date_source="option" if day else "none")
    (found,) = extractor.extract(article).deadlines
    return found


@pytest.mark.parametrize(
    ("limit", "value", "earliest", "latest"),
    [
        # The end of a period is its last day; seasons and weekends keep their value.
        ("by the end of March", "2026-03-31", "2026-03-01", "2026-03-31"),
        ("by the end of the summer", "2025-SU", "2025-06-01", "2025-08-31"),
        ("by the end of the weekend", "2025-W16-WE", "2025-04-19", "2025-04-20"),
        ("by May", "2025-05", "2025-05-01", "2025-05-31"),
        ("by 5pm on Friday", "2025-04-25T17:00", "2025-04-25T17:00", "2025-04-25T17:00"),
        # What is due before a day is due the day before; before the end of a month, within it.
        ("before June 3", "2025-06-03", None, "2025-06-02"),
        ("before June 1", "2025-06-01", None, "2025-05-31"),
        ("before midnight on Friday", "2025-04-25T24:00", None, "2025-04-25T24:00"),
        ("before the end of June", "2025-06-30", "2025-06-01", "2025-06-30"),
    ],
)
def test_due_dates(extractor: Extractor, limit: str, value: str, earliest: str | None, latest: str) -> None:
    found = deadline(extractor, f"The council must pay {limit}.", "2025-04-19")
    assert found.limit.text == limit
    assert found.kind == "date"
    assert found.due == Due(value=value, earliest=earliest, latest=latest)


@pytest.mark.parametrize(
    ("day", "limit", "value", "latest"),
    [
        ("2025-04-19", "within two weeks", "P2W", "2025-05-03"),
        ("2025-04-19", "within ten days", "P10D", "2025-04-29"),
        ("2025-04-19", "within 24 hours", "PT24H", "2025-04-20"),
        ("2025-04-19", "within a month", "P1M", "2025-05-19"),
        ("2025-04-19", "within 18 months", "P18M", "2026-10-19"),
        ("2025-04-19", "within a year", "P1Y", "2026-04-19"),
        ("2025-04-19", "within three years", "P3Y", "2028-04-19"),
        # Months are of different lengths, and years end.
        ("2025-01-31", "within a month", "P1M", "2025-02-28"),
        ("2024-01-31", "within a month", "P1M", "2024-02-29"),
        ("2024-02-29", "within a year", "P1Y", "2025-02-28"),
        ("2025-11-30", "within a month", "P1M", "2025-12-30"),
        ("2025-10-31", "within two months", "P2M", "2025-12-31"),
        ("2025-12-31", "within a month", "P1M", "2026-01-31"),
        ("2025-11-30", "within three months", "P3M", "2026-02-28"),
        ("2025-12-30", "within two days", "P2D", "2026-01-01"),
        # Nobody knows when these end.
        ("2025-04-19", "within days", "PXD", None),
        (None, "within two weeks", "P2W", None),
    ],
)
def test_what_is_counted_from_the_utterance(
    extractor: Extractor, day: str | None, limit: str, value: str, latest: str | None
) -> None:
    found = deadline(extractor, f"The council said that it would pay {limit}.", day)
    assert found.limit.text == limit
    assert found.kind == "duration"
    assert found.due == Due(value=value, earliest=latest, latest=latest)


def test_what_an_event_sets_has_a_kind_of_its_own(extractor: Extractor) -> None:
    found = deadline(extractor, "The council must publish the plan before the election.", "2025-04-19")
    assert (found.kind, found.due.latest) == ("event", None)


@pytest.mark.parametrize(
    "sentence", ["The ban expires on {}.", "The deal is signed on {}.", "The council pays on {}."]
)
def test_a_present_tense_has_a_limit_today_or_later(extractor: Extractor, sentence: str) -> None:
    day = dt.date(2025, 4, 19)

    def found(limit: str) -> list[str]:
        article = Article(text=sentence.format(limit), date=day, date_source="option")
        return [deadline.due.value for deadline in extractor.extract(article).deadlines]

    assert found("April 18") == []
    assert found("April 19") == ["2025-04-19"]
    assert found("April 20") == ["2025-04-20"]


def test_without_a_date_nobody_knows_what_is_ahead(extractor: Extractor) -> None:
    assert extractor.extract(Article(text="The council pays on April 20.")).deadlines == ()
    assert deadline(extractor, "The ban expires on April 20.", None).due.value == "XXXX-04-20"
