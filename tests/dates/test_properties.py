"""What holds for any text whatever: valid values, offsets, intervals, the same twice, time that grows with length."""

import datetime as dt
from time import process_time

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from spacy.lang.en import English
from spacy.language import Language

from newsclaims.attribution import parsed_article
from newsclaims.dates import find_times
from newsclaims.dates.article_date import date_of_text
from newsclaims.dates.timex3 import is_value
from newsclaims.language import table

WORDS = sorted(
    {word for section in table("time_words").values() for word in section if not word.startswith("_")}
    | {word for section in table("holidays").values() for word in section}
)
MARKS = [*",.-–—()/:;'’“”\"$%\n", "\n\n", "'s", "’s", "the", "said", "will", "on", "by", "until", "ended"]
WRITTEN = (
    "5pm | 8.30 p.m. | 24:00 | 29 | 30 | 31 | 31st | 2nd | 1,500 | 2 1/2 | 3½ | '82 | 1970s | 90s | 2024-02-29 | 0"
    " | 2023-02-29 | 2024-12-31T23:59Z | 7/8/07 | 31/12/2024 | 2009-10 | 0000 | 9999 | FY24 | Q3 | 00s | 1/0 | 99:99"
)
NUMBERS = st.integers(0, 3000).map(str) | st.sampled_from([*WRITTEN.split(" | "), "9" * 12])
PIECES = st.sampled_from(WORDS + [word.title() for word in WORDS]) | st.sampled_from(MARKS) | NUMBERS
TEXTS = st.lists(PIECES, max_size=25).map(" ".join) | st.lists(PIECES, max_size=12).map("".join)
DAYS = st.none() | st.dates()


@settings(max_examples=400, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(TEXTS | st.text(max_size=80), DAYS)
def test_any_text(nlp: Language, text: str, day: dt.date | None) -> None:
    article = parsed_article(nlp(text))
    found = find_times(article, day)
    assert find_times(article, day) == found
    ends = [0, *(time.span.end for time in found)]
    for end, time in zip(ends, found, strict=False):
        assert end <= time.span.start < time.span.end <= len(text)
        assert text[slice(*time.span)].strip() == text[slice(*time.span)]
        assert is_value(time.value, time.type), time
        assert (time.earliest is None) == (time.latest is None)
        assert time.earliest is None or time.latest is None or time.earliest <= time.latest


HOSTILE = [
    "the last", "a few days or", "2 1/2", "two hundred and", "early", "the end of", "the first week of", "May", "10",
    "the day after", "Monday,", "1990-91-", "the morning of", "about", "twenty", "a matter of", "5pm on", "of the",
    "between 2 and", "24 and 25,", "1,000,", "year-ago", "'90s", "(", "(next)", "March 3,", "no more than",
    "-", "a year and a half", "60 Minutes and", "USA Today or", "he left at 5 pm", "AM", "by Friday", "January to",
]  # fmt: skip


@pytest.mark.parametrize("pattern", HOSTILE)
def test_time_grows_with_length_alone(pattern: str) -> None:
    nlp = English()
    nlp.add_pipe("sentencizer")
    short, long = (seconds(nlp, f"{pattern} " * count) for count in (500, 2000))
    assert long < 9 * short + 0.05, (
        "a pattern that grows with the square of its length takes sixteen times as long"
    )


def seconds(nlp: Language, text: str) -> float:
    """The least processor time of some runs of the stage over `text`."""
    article, day = parsed_article(nlp(text)), dt.date(2025, 4, 19)
    found = []
    for _ in range(3):
        start = process_time()
        find_times(article, day)
        date_of_text(text)
        found.append(process_time() - start)
    return min(found)


def test_modifiers_without_end_do_not_recurse_without_end() -> None:
    nlp = English()
    nlp.add_pipe("sentencizer")
    assert find_times(parsed_article(nlp("the first week of " * 3000 + "May")), None) != ()


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(
    st.permutations(
        ["He left on Monday.", "It rose in May 2016.", "They met at 5 pm.", "Sales fell a year earlier."]
    )
)
def test_articles_do_not_depend_on_each_other(nlp: Language, texts: list[str]) -> None:
    day = dt.date(2025, 4, 19)
    alone = {text: find_times(parsed_article(nlp(text)), day) for text in sorted(texts)}
    assert all(find_times(parsed_article(nlp(text)), day) == alone[text] for text in texts)


@pytest.mark.parametrize(
    ("value", "kind", "valid"),
    [
        ("2024-02-29", "DATE", True),
        ("2023-02-29", "DATE", False),
        ("2024-W53", "DATE", False),
        ("2020-W53-WE", "DATE", True),
        ("199", "DATE", True),
        ("2025-13", "DATE", False),
        ("2024-Q5", "DATE", False),
        ("XXXX-WXX-5", "DATE", True),
        ("PRESENT_REF", "DATE", True),
        ("2024-02-29T24:00", "TIME", True),
        ("2024-02-29T25:00", "TIME", False),
        ("2024-02-29TNI", "TIME", True),
        ("2024-02-29", "TIME", False),
        ("P2Y6M", "DURATION", True),
        ("PT1H30M", "DURATION", True),
        ("PXD", "DURATION", True),
        ("P", "DURATION", False),
        ("PT", "DURATION", False),
        ("P3X", "DURATION", False),
        ("XXXX-WXX-1", "SET", True),
        ("P1W", "SET", True),
        ("weekly", "SET", False),
        ("P1D", "EVENT", False),
    ],
)
def test_validator(value: str, kind: str, *, valid: bool) -> None:
    assert is_value(value, kind) is valid
    assert not valid or is_value(value)
