"""What holds for any text whatever: valid values, offsets, intervals, the same twice."""

import datetime as dt

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from spacy.language import Language

from newsclaims.attribution import parsed_article
from newsclaims.dates import find_times
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
