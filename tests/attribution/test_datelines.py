"""Datelines at the head of a paragraph."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from newsclaims.attribution.datelines import body_start
from newsclaims.offsets import Offsets


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("OSLO — The pier is safe.", "The pier is safe."),
        ("OSLO, Norway — The pier is safe.", "The pier is safe."),
        ("OSLO, May 2 - The pier is safe.", "The pier is safe."),
        ("OSLO, May 2 (Reuters) - The pier is safe.", "The pier is safe."),
        ("OSLO, May 2, 2021 — The pier is safe.", "The pier is safe."),
        ("OSLO, 2 May 2021 (Reuters) - The pier is safe.", "The pier is safe."),
        ("OSLO (AP) — Oct. 12, 2021 — The pier is safe.", "The pier is safe."),
        ("DULUTH, Minn. — The pier is safe.", "The pier is safe."),
        ("NEW YORK (AP) — The pier is safe.", "The pier is safe."),
        ("Oslo (AFP) - The pier is safe.", "The pier is safe."),
        ("Oslo (CNN)The pier is safe.", "The pier is safe."),
        ("ST. JOHN'S -- The pier is safe.", "The pier is safe."),
        ("LYSA CITY (Updated, 3:53 p.m.) — The pier is safe.", "The pier is safe."),
        ("MOSS, NORWAY // The pier is safe.", "The pier is safe."),
        # Known places in small letters, before a dash or a colon
        ("Oslo — The pier is safe.", "The pier is safe."),
        ("Oslo, Norway – The pier is safe.", "The pier is safe."),
        ("Lahore: The pier is safe.", "The pier is safe."),
        ("NAIROBI: The pier is safe.", "The pier is safe."),
        ("Norway: “The pier is safe.”", "“The pier is safe.”"),
        ("New Delhi [India], May 2 (ANI): The pier is safe.", "The pier is safe."),
        # No datelines
        ("Lund: The pier is safe.", None),
        ("LUND: The pier is safe.", None),
        ("Update — The pier is safe.", None),
        ("Lahore: the pier is safe.", None),
        ("Lund (Labour): The pier is safe.", None),
        ("The pier is safe.", None),
        ("Ana Lund – the mayor – said so.", None),
        ("Ana Lund (R-Vt.), the mayor, said so.", None),
        ("National Pier League (NPL) members said so.", None),
        ("“OSLO — The pier is safe.”", None),
        ("The Bureau of Piers (BOP) said so.", None),
        ("OSLO — Ana Lund said so.", "Ana Lund said so."),
        ("OSLO, the capital, is a port.", None),
        ("", None),
    ],
)
def test_where_the_body_begins(text: str, expected: str | None) -> None:
    assert text[body_start(text, Offsets(0, len(text))) :] == (text if expected is None else expected)


@given(st.text(max_size=90))
def test_any_text_has_its_body_inside(text: str) -> None:
    assert 0 <= body_start(text, Offsets(0, len(text))) <= len(text)
