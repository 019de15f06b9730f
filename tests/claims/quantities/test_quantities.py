"""Quantities as news writes them, and numbers that are none."""

import datetime as dt
from typing import Any

import pytest
from spacy.language import Language

from newsclaims.attribution import parsed_article
from newsclaims.claims.quantities import find_amounts
from newsclaims.claims.view import View
from newsclaims.dates import find_times

Expected = list[tuple[str, float, str | None, str]]


def amounts(nlp: Language, text: str) -> Expected:
    article = parsed_article(nlp(text))
    times = [time.span for time in find_times(article, dt.date(2025, 4, 19))]
    return [
        (text[amount.span.start : amount.span.end], amount.value, amount.unit, amount.comparator)
        for amount in find_amounts(article.doc, View.of(article.doc), times)
    ]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("The fire killed 12 people.", ("12", 12, "people", "=")),
        ("Engineers found cracks in eleven of its 84 iron piles.", ("eleven", 11, "pile", "=")),
        ("He ordered two dozen eggs.", ("two dozen", 24, "egg", "=")),
        ("It sold 30,000 e-mails.", ("30,000", 30000, "e-mail", "=")),
        ("The state has 11.5 million undocumented immigrants.", ("11.5 million", 11.5e6, "immigrant", "=")),
        ("Half a million jobs were lost.", ("Half a million", 5e5, "job", "=")),
        ("It lost a half million jobs.", ("a half million", 5e5, "job", "=")),
        ("Two and a half million people voted.", ("Two and a half million", 2.5e6, "people", "=")),
        ("The 5m people of the region voted.", ("5m", 5e6, "people", "=")),
        ("It has a 10-point lead.", ("10", 10, "point", "=")),
        ("One person was killed.", ("One", 1, "person", "=")),
        ("He needs 1,237 delegates.", ("1,237", 1237, "delegate", "=")),
        ("Five hundred and twenty-three ships sank.", ("Five hundred and twenty-three", 523, "ship", "=")),
    ],
)
def test_counts(nlp: Language, text: str, expected: Any) -> None:
    assert amounts(nlp, text)[0] == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Repairs cost £18m.", ("£18m", 18e6, "GBP", "=")),
        ("It raised $1.5 billion.", ("$1.5 billion", 1.5e9, "USD", "=")),
        ("It raised US$3bn.", ("US$3bn", 3e9, "USD", "=")),
        ("It paid A$20 for it.", ("A$20", 20, "AUD", "=")),
        ("They stole 40 million euros.", ("40 million euros", 4e7, "EUR", "=")),
        ("They stole two million pounds.", ("two million pounds", 2e6, "GBP", "=")),
        ("A litre sells for 50p.", ("50p", 0.5, "GBP", "=")),
        ("He faces a 300-euro fine.", ("300-euro", 300, "EUR", "=")),
        (
            "It is worth hundreds of millions of dollars.",
            ("hundreds of millions of dollars", 1e8, "USD", ">="),
        ),
    ],
)
def test_money_has_the_iso_code(nlp: Language, text: str, expected: Any) -> None:
    assert amounts(nlp, text) == [expected]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("71 per cent of voters agreed.", ("71 per cent", 71, "percent", "=")),
        ("Prices rose 0.3%.", ("0.3%", 0.3, "percent", "=")),
        ("A fifth of pupils failed.", ("A fifth", 20, "percent", "=")),
        ("It needs a two-thirds majority.", ("two-thirds", 66.6666666667, "percent", "=")),
        ("Nearly half said so.", ("Nearly half", 50, "percent", "~")),
        ("Profits fell by a third.", ("a third", 33.3333333333, "percent", "=")),
        ("About three in 10 voters stayed away.", ("About three in 10", 30, "percent", "~")),
        ("She leads by 4 percentage points.", ("4 percentage points", 4, "percentage point", "=")),
        ("It lies half a mile away.", ("half a mile", 0.5, "mile", "=")),
        ("It lies a tenth of a mile away.", ("a tenth of a mile", 0.1, "mile", "=")),
        ("The road is 20 miles long.", ("20 miles", 20, "mile", "=")),
        ("It fell to -5 degrees Celsius.", ("-5 degrees Celsius", -5, "degree Celsius", "=")),
        ("It burns 2.5 sq km of forest.", ("2.5 sq km", 2.5, "square kilometre", "=")),
        ("Sales grew threefold.", ("threefold", 3, "time", "=")),
    ],
)
def test_shares_are_percent_and_measures_have_one_name(nlp: Language, text: str, expected: Any) -> None:
    assert amounts(nlp, text) == [expected]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("They pump 1.2 million barrels a day.", "barrel per day"),
        ("He earns $15 an hour.", "USD per hour"),
        ("Offices let at $120 per square foot.", "USD per square foot"),
        ("It spends $5bn a year on aid.", "USD per year"),
        ("He gave $5m a year ago.", "USD"),
    ],
)
def test_rates(nlp: Language, text: str, expected: str) -> None:
    assert [unit for _, _, unit, _ in amounts(nlp, text)] == [expected]


@pytest.mark.parametrize(
    ("text", "comparator", "written"),
    [
        ("Over 100 people died.", ">", "Over 100"),
        ("More than 100 people died.", ">", "More than 100"),
        ("At least 100 people died.", ">=", "At least 100"),
        ("Up to 100 people died.", "<=", "Up to 100"),
        ("As many as 100 people died.", "<=", "As many as 100"),
        ("Fewer than 100 people died.", "<", "Fewer than 100"),
        ("Some 100 people died.", "~", "Some 100"),
        ("An estimated 100 people died.", "~", "An estimated 100"),
        ("100 people or more died.", ">=", "100 people or more"),
        ("20 or so stayed.", "~", "20 or so"),
        ("Hundreds of people marched.", ">=", "Hundreds"),
        ("Several hundred people marched.", ">=", "Several hundred"),
        ("A couple of hundred people marched.", "~", "A couple of hundred"),
        ("An estimated 28,000-plus people came.", "~", "An estimated 28,000"),
        ("Only 100 people came.", "=", "100"),
        ("They spoke about two men.", "=", "two"),
    ],
)
def test_comparators(nlp: Language, text: str, comparator: str, written: str) -> None:
    ((span, _, _, found),) = amounts(nlp, text)
    assert (found, span) == (comparator, written)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Between 12 and 18 ships left.", [("Between 12", 12, "ship", ">="), ("18", 18, "ship", "<=")]),
        ("It hired 10 to 15 workers.", [("10", 10, "worker", ">="), ("15", 15, "worker", "<=")]),
        ("It costs $1.5-2 billion.", [("$1.5", 1.5e9, "USD", ">="), ("2 billion", 2e9, "USD", "<=")]),
        ("It costs £3m-£5m.", [("£3m", 3e6, "GBP", ">="), ("£5m", 5e6, "GBP", "<=")]),
        (
            "Turnout rose from 40 to 55 percent.",
            [("40", 40, "percent", "="), ("55 percent", 55, "percent", "=")],
        ),
        ("About 30 or 40 people came.", [("30", 30, "people", ">="), ("40", 40, "people", "<=")]),
        ("United won 3-2.", [("3", 3, None, "="), ("2", 2, None, "=")]),
        ("The court ruled in a 5-to-4 decision.", [("5", 5, None, "="), ("4", 4, None, "=")]),
        ("It passed on a 20-10 vote.", [("20", 20, None, "="), ("10", 10, None, "=")]),
        ("Between two men and three women died.", [("two", 2, "man", "="), ("three", 3, "woman", "=")]),
    ],
)
def test_ranges_and_results(nlp: Language, text: str, expected: Expected) -> None:
    assert amounts(nlp, text) == expected


@pytest.mark.parametrize(
    "text",
    [
        "The third man won a third term in the second half.",
        "He flew a Boeing 737 to London.",
        "Ana Lund, 45, of 10 Downing Street spoke.",
        "A 45-year-old man spoke.",
        "She is 45 and he was 12 then.",
        "His 2016 rivals left.",
        "Children aged 3 to 17 may come.",
        "The court heard No. 14-915 then.",
        "Section 230 and Article 50 apply.",
        "He is our No. 1 foe.",
        "Covid-19 hit the G20 and the 15th F-16.",
        "It opened in 1957 and closed on May 2.",
        "The talks lasted three days.",
        "They met at 5:30 p.m. in room 12.",
        "No one was hurt and one of them left.",
        "The two met again.",
        "A two-way street leads to the five-star hotel.",
        "He remembered the 9/11 attacks.",
        "See 694353809384951809 people.",
        "Call 020 7946 0958 now, see tweet 677669901075656708.",
        "1. The pier\n2. The bridge",
    ],
)
def test_what_counts_nothing(nlp: Language, text: str) -> None:
    assert amounts(nlp, text) == []
