"""What holds of quantities in any text."""

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from spacy.language import Language

from newsclaims.attribution import parsed_article
from newsclaims.claims.quantities import find_amounts
from newsclaims.claims.quantities.figures import find_figures
from newsclaims.claims.view import View
from newsclaims.dates import find_times
from newsclaims.language import table

WORDS = [
    "over", "about", "a", "the", "half", "third", "two", "twenty", "one", "dozen", "hundred", "thousands", "of",
    "and", "million", "12", "3.5", "1,200", "£", "$", "5m", "per", "cent", "%", "to", "-", "between", "from", "or",
    "so", "miles", "people", "an", "hour", "day", "on", "Monday", "May", "2", "2019", ",", ".", "in", "10", "No.",
    "½", "plus", "fold", "\n",
]  # fmt: skip
SLOW = settings(max_examples=150, deadline=None, suppress_health_check=[HealthCheck.too_slow])


@SLOW
@given(st.lists(st.sampled_from(WORDS), max_size=25).map(" ".join) | st.text(max_size=80))
def test_spans_are_in_the_text_disjoint_and_apart_from_times(nlp: Language, text: str) -> None:
    article = parsed_article(nlp(text))
    times = [time.span for time in find_times(article, None)]
    found = find_amounts(article.doc, View.of(article.doc), times)
    assert found == find_amounts(article.doc, View.of(article.doc), times)
    edge = 0
    for amount in found:
        assert edge <= amount.span.start < amount.span.end <= len(text)
        edge = amount.span.end
        assert not any(amount.span.overlaps(time) for time in times)
        assert text[amount.span.start : amount.span.end].strip() == text[amount.span.start : amount.span.end]


@given(st.integers(min_value=0, max_value=10**9))
def test_grouped_digits_keep_their_value(number: int) -> None:
    (figure,) = find_figures(f"{number:,}")
    assert figure.value == number


@given(st.integers(min_value=1, max_value=999), st.sampled_from(["thousand", "million", "billion"]))
def test_a_scale_multiplies(number: int, scale: str) -> None:
    (figure,) = find_figures(f"{number} {scale}")
    assert figure.value == number * table("quantities")["scales"][scale]


@given(st.integers(min_value=1, max_value=999_999))
def test_numbers_in_words_keep_their_value(number: int) -> None:
    (figure,) = find_figures(spelled(number))
    assert figure.value == number


@pytest.mark.parametrize("section", ["before", "after"])
def test_comparators_are_those_of_the_records(section: str) -> None:
    assert set(table("quantities")[section].values()) <= {"<", "<=", ">", ">=", "~"}


def spelled(number: int) -> str:
    names = {value: word for word, value in table("quantities")["numerals"].items()}
    if number >= 1000:
        rest = number % 1000
        return f"{spelled(number // 1000)} thousand" + (f" {spelled(rest)}" if rest else "")
    if number >= 100:
        rest = number % 100
        return f"{names[number // 100]} hundred" + (f" and {spelled(rest)}" if rest else "")
    if number in names:
        return str(names[number])
    return f"{names[number - number % 10]}-{names[number % 10]}"
