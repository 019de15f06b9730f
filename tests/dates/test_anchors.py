"""What a value is counted from: the article's day, the verb's tense, a day named before, the quarter of a report."""

import datetime as dt

import pytest
from spacy.language import Language

from newsclaims.attribution import parsed_article
from newsclaims.dates import find_times

WEDNESDAY = dt.date(2013, 3, 20)


def values(nlp: Language, text: str, day: dt.date | None = WEDNESDAY) -> list[tuple[str, str]]:
    return [(text[slice(*time.span)], time.value) for time in find_times(parsed_article(nlp(text)), day)]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("The quake struck at 11:53 local time (2253 GMT) on Sunday.",
         [("11:53 local time", "2013-03-17T11:53"), ("2253 GMT", "2013-03-17T22:53Z"), ("Sunday", "2013-03-17")]),
        ("Later on Thursday he will speak at 7:30 a.m. ET.",
         [("Thursday", "2013-03-21"), ("7:30 a.m. ET", "2013-03-21T07:30")]),
        ("He left on Monday. All but two had gone by noon.",
         [("Monday", "2013-03-18"), ("noon", "2013-03-18T12:00")]),
        ("He left on Monday. The gate will close at 9 p.m.",
         [("Monday", "2013-03-18"), ("9 p.m.", "2013-03-20T21:00")]),
        ("Police were called just before midnight on Saturday.", [("midnight on Saturday", "2013-03-16T24:00")]),
        ("They fled in the early hours of Sunday.", [("the early hours of Sunday", "2013-03-17TMO")]),
        ("He died on the night of March 3.", [("the night of March 3", "2013-03-03TNI")]),
        ("The last bus leaves at 4 o'clock.", [("4 o'clock", "2013-03-20T16:00")]),
        ("The fire, which started on Sunday near the lake, had burned 38,000 acres by noon.",
         [("Sunday", "2013-03-17"), ("noon", "2013-03-20T12:00")]),
        ("The fire, which started on Sunday near the lake, has grown. It had burned 38,000 acres by noon.",
         [("Sunday", "2013-03-17"), ("noon", "2013-03-20T12:00")]),
        ("The shelter will stay open until midnight, and owners have until noon on Friday to collect cattle.",
         [("midnight", "2013-03-20T24:00"), ("noon on Friday", "2013-03-22T12:00")]),
        ("The blast, which came at 9 p.m., shook the town on Monday.",
         [("9 p.m.", "2013-03-18T21:00"), ("Monday", "2013-03-18")]),
        ("The board late Monday put off a vote that is due on Friday. It rose at 11:47 p.m.",
         [("late Monday", "2013-03-18"), ("Friday", "2013-03-22"), ("11:47 p.m.", "2013-03-18T23:47")]),
        ("Police were called at midnight.", [("midnight", "2013-03-19T24:00")]),
        ("The gates will be locked at midnight.", [("midnight", "2013-03-20T24:00")]),
        ("When he left on Monday, the gates were locked at 9 p.m.",
         [("Monday", "2013-03-18"), ("9 p.m.", "2013-03-18T21:00")]),
    ],
)  # fmt: skip
def test_clock_times_take_the_day_that_the_sentence_speaks_of(
    nlp: Language, text: str, expected: list[tuple[str, str]]
) -> None:
    assert values(nlp, text) == expected


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("She resigned on Friday.", "2013-03-15"),
        ("She will resign on Friday.", "2013-03-22"),
        ("She could not be reached on Friday.", "2013-03-15"),
        ("The offer had been due to expire on Friday.", "2013-03-15"),
        ("The hearing was scheduled for Friday.", "2013-03-22"),
        ("It was a record set on Friday.", "2013-03-15"),
        ("The board has scheduled a vote on Friday.", "2013-03-22"),
        ("They demanded that she resign by Friday.", "2013-03-22"),
        ("She wants them to open the books at Friday's meeting.", "2013-03-22"),
        ("If no deal is reached by Friday, they walk out.", "2013-03-22"),
        ("“Ask me on Friday,” she said.", "2013-03-22"),
        ("Friday is the last day to register.", "2013-03-22"),
        ("The vote was moved to Friday.", "2013-03-22"),
        ("The team has played well since Friday.", "2013-03-15"),
        ("Rovers play at home on Friday.", "2013-03-22"),
        ("Both candidates sought to appeal to the young on Friday.", "2013-03-15"),
        ("We’ve got until Friday to put it right.", "2013-03-22"),
        ("A general strike has been called for Friday.", "2013-03-22"),
        ("She called Friday for his release.", "2013-03-15"),
        ("The Red Cross appealed for a corridor to be opened by Friday.", "2013-03-22"),
        ("She called on the firm to publish the figures by Friday.", "2013-03-22"),
        ("They managed to leave by Friday.", "2013-03-15"),
        ("Officials ordered the evacuation of the valley by Friday.", "2013-03-22"),
        ("I don’t see how anyone gets a truck across before Friday.", "2013-03-22"),
        ("I would be amazed if they were back by Friday.", "2013-03-22"),
        ("He will brief the committee on Friday week.", "2013-03-29"),
    ],
)  # fmt: skip
def test_the_verb_tells_on_which_side_a_weekday_lies(nlp: Language, text: str, value: str) -> None:
    assert [found for _, found in values(nlp, text)] == [value]


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("He raised the money in September.", "2012-09"),
        ("He will raise the money in September.", "2013-09"),
        ("He spoke of his visit in April.", "2013-04"),
        ("He has been in custody since Jan. 13.", "2013-01-13"),
        ("The pact, effective June 1, was signed.", "2013-06-01"),
        ("The bank extended the loan through January.", "2014-01"),
        ("They cancelled all leave for April.", "2013-04"),
        ("The firm needed the money by the summer.", "2013-SU"),
        ("The victims of the Sept. 11 attacks were remembered.", "2001-09-11"),
        ("We have given them until 12 March.", "2014-03-12"),
        ("They are to vote on whether to extend the ban into the winter.", "2013-WI"),
        ("A service is planned for the fall.", "2013-FA"),
        ("If nothing arrives by the 25th, I will cancel.", "2013-03-25"),
        ("The port hopes to reopen by midweek.", "2013-W12"),
    ],
)
def test_months_and_days_of_months(nlp: Language, text: str, value: str) -> None:
    assert [found for _, found in values(nlp, text)] == [value]


@pytest.mark.parametrize(
    ("text", "last"),
    [
        ("It was withdrawn in December 2015. It came back the following spring.", "2016-SP"),
        ("He was fined in 2005. The council dredged that summer.", "2005-SU"),
        ("They met on March 5. The day after, they parted.", "2013-03-06"),
        ("They met on Tuesday, March 5. They met again the following Sunday.", "2013-03-10"),
        ("It began in the 1990s and ended in the following decade.", "200"),
        ("The request was made on June 18, 2012, and repeated a week later.", "2012-W26"),
        ("A summit is set for May 6. Nobody will speak until then.", "2013-05-06"),
        ("He was killed on Oct. 23, 2011. They remember Oct. 23 well.", "2011-10-23"),
        ("The talks ran from May 3 to July 9, 2009.", "2009-07-09"),
        ("It happened two summers ago.", "2011-SU"),
        ("It ends on May 31. In 2010 they had promised jobs. Six months later they were gone.", "2011"),
        ("It happened two weeks ago.", "2013-W10"),
        ("It happened 18 months ago.", "2011-09"),
        ("They were away over the Easter weekend.", "2013-W13-WE"),
        ("They will meet in the week of April 8.", "2013-W15"),
        ("They left on the day after Christmas.", "2012-12-26"),
        ("It came back on January 28, 2013, a Monday.", "2013-01-28"),
        ("It came back on January 28, 2013, and they closed it that same afternoon.", "2013-01-28TAF"),
        ("He left on March 3, after they had quarrelled the previous night.", "2013-03-02TNI"),
        ("He said on Tuesday that it had rained overnight.", "2013-03-18TNI"),
        ("If it is not here by Friday, we will be in court on Wednesday.", "2013-03-27"),
        ("It was open from Monday to Friday.", "2013-03-15"),
    ],
)
def test_values_counted_from_what_was_named(nlp: Language, text: str, last: str) -> None:
    assert values(nlp, text)[-1][1] == last


def test_the_days_and_months_of_a_pair_belong_together(nlp: Language) -> None:
    assert values(nlp, "The talks ran from May 3 to July 9, 2009.")[0] == ("May 3", "2009-05-03")
    assert values(nlp, "It was open from Monday to Friday.")[0] == ("Monday", "2013-03-11")
    assert values(nlp, "It will be held on April 24 and 25.")[1] == ("25", "2013-04-25")
    assert values(nlp, "It is on from 23 to 25 May.") == [("23", "2013-05-23"), ("25 May", "2013-05-25")]


REPORT = "Profit rose in the fourth quarter. "


@pytest.mark.parametrize(
    ("text", "expression", "value"),
    [
        (REPORT + "It lost $5 million a year ago.", "a year ago", "2011-Q4"),
        (REPORT + "The latest period includes a gain.", "The latest period", "2012-Q4"),
        (REPORT + "The year-ago results were weak.", "year-ago", "2011-Q4"),
        (
            REPORT + "In the year-earlier third quarter it lost money.",
            "the year-earlier third quarter",
            "2011-Q3",
        ),
        (REPORT + "In the 2010 quarter it lost money.", "the 2010 quarter", "2010-Q4"),
        (REPORT + "It lost $5 million in last year's quarter.", "last year's quarter", "2011-Q4"),
        (REPORT + "It lost $5 million for the full year.", "the full year", "2012"),
        ("Sales rose in the quarter ended Jan. 31.", "the quarter", "2012-Q4"),
        ("Sales rose in the year ended Jan. 31.", "the year", "P1Y"),
        ("The company expects to report a loss for the fourth quarter.", "the fourth quarter", "2012-Q4"),
        ("It fell in its first fiscal quarter.", "first fiscal quarter", "2013-Q1"),
    ],
)
def test_business_reports(nlp: Language, text: str, expression: str, value: str) -> None:
    assert (expression, value) in values(nlp, text)


@pytest.mark.parametrize(
    "text",
    [
        "Jan Kavan signed the treaty.",
        "He told USA Today and 60 Minutes.",
        "The index closed at 1462.93 and 2082.1.",
        "Three-quarters of it and more than a quarter of that were sold.",
        "He is in his 30s and she is in her mid-20s.",
        "Opening hours have been cut, according to the minutes.",
        "It cut its quarterly dividend.",
        "He was soon released.",
        "Future losses are likely.",
        "He won by years.",
        "By then-Secretary Clinton.",
        "It fell on Black Monday, wrote the Sunday Times.",
        "The H1-B visa is popular.",
        "It was fun back in the day.",
    ],
)
def test_no_dates(nlp: Language, text: str) -> None:
    assert values(nlp, text) == []


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("He left on Friday in May.", [("Friday", "XXXX-WXX-5"), ("May", "XXXX-05")]),
        ("It fell last year and two weeks ago.", [("last year", "PAST_REF"), ("two weeks ago", "PAST_REF")]),
        ("They met at 5 p.m. on June 3.", [("5 p.m. on June 3", "XXXX-06-03T17:00")]),
        ("It grew in the third quarter.", [("the third quarter", "XXXX-Q3")]),
        ("They met on May 3, 2012, and the day after.",
         [("May 3, 2012", "2012-05-03"), ("the day after", "2012-05-04")]),
    ],
)  # fmt: skip
def test_an_article_without_a_date_keeps_its_values_open(
    nlp: Language, text: str, expected: list[tuple[str, str]]
) -> None:
    assert values(nlp, text, None) == expected
