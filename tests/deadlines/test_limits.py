"""The examples of the tables, and what holds for every limit."""

import datetime as dt
import re

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from spacy.language import Language

from newsclaims.attribution import parsed_article
from newsclaims.claims.structures import ClaimSpan
from newsclaims.dates import find_times
from newsclaims.dates.structures import TimeExpression
from newsclaims.deadlines import Limit, find_limits
from newsclaims.language import table
from newsclaims.offsets import Offsets
from newsclaims.quotes import QuoteSpans
from newsclaims.records import DateType

REFERENCE = dt.date(2025, 4, 19)
PAST = re.compile(r"past|19|2016|2022|noon")
UNIT = re.compile(r"\b(?:hour|day|week|month|year)s?\b")
MARKS = re.compile(r"[\[\]<>{}]")


def time_expression(text: str, span: Offsets) -> TimeExpression:
    words = text[span.start : span.end]
    if UNIT.search(words) and not words.startswith("next month"):
        return TimeExpression(span, "DURATION", "P1W")
    day = "2019-05-02" if PAST.search(words) else "2025-05-02"
    return TimeExpression(span, "DATE", day, None, day, day)


def marked(text: str) -> tuple[str, dict[str, Offsets], list[TimeExpression]]:
    """The text without marks, where the marks were, and the time expressions."""
    plain = MARKS.sub("", text)
    spans: dict[str, Offsets] = {}
    times = []
    for kind, pattern in {"limit": r"\[.*?\]", "task": r"\{.*\}", "time": r"<.*?>"}.items():
        if found := re.search(pattern, text):
            start = len(MARKS.sub("", text[: found.start()]))
            spans[kind] = Offsets(start, start + len(MARKS.sub("", found.group())))
    if "time" in spans:
        times.append(time_expression(plain, spans["time"]))
    return plain, spans, times


def limits(nlp: Language, text: str, times: list[TimeExpression]) -> tuple[Limit, ...]:
    return find_limits(parsed_article(nlp(text)), (), (), (), times, REFERENCE)


def words(text: str, span: Offsets | None) -> str | None:
    return None if span is None else text[span.start : span.end]


EXAMPLES = [
    pytest.param(example, id=MARKS.sub("", example["text"]))
    for name in ("limits", "governors")
    for example in table(name)["example"]
]


@pytest.mark.parametrize("example", EXAMPLES)
def test_the_tables_keep_what_their_examples_promise(nlp: Language, example: dict[str, str]) -> None:
    text, spans, times = marked(example["text"])
    got = limits(nlp, text, times)
    assert [words(text, limit.span) for limit in got] == (
        [words(text, spans["limit"])] if "limit" in spans else []
    )
    if "task" in spans:
        assert words(text, got[0].task) == words(text, spans["task"])
    if "firmness" in example:
        assert got[0].firmness == example["firmness"]


SATURDAY = dt.date(2025, 4, 19)


def found(nlp: Language, text: str) -> list[tuple[str | None, ...]]:
    """Limit, due value, task and firmness of each deadline, with the dates that the program finds itself."""
    article = parsed_article(nlp(text))
    return [
        (words(text, limit.span), limit.due, words(text, limit.task), limit.firmness)
        for limit in find_limits(article, (), (), (), find_times(article, SATURDAY), SATURDAY)
    ]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("They need a budget before the election.",
         ("before the election", "event:the election", "a budget", "firm")),
        ("The army must clear the road ahead of the June vote.",
         ("ahead of the June vote", "event:the June vote", "clear the road", "firm")),
        ("The ministers want a deal in time for the summit.",
         ("in time for the summit", "event:the summit", "a deal", "aspirational")),
        ("By the time the leaders meet, the text has to be final.",
         ("By the time the leaders meet", "event:the leaders meet", "be final", "firm")),
        ("The troops may stay for no more than six months.",
         ("for no more than six months", "P6M", "The troops may stay", "firm")),
        ("The firm plans to shut two pits before the year is out.",
         ("before the year is out", "2025-12-31", "shut two pits", "aspirational")),
        ("She believed that the members would return before Friday prayers.",
         ("before Friday prayers", "2025-04-25", "the members would return", "aspirational")),
        ("The inspection was put off to October.", ("to October", "2025-10", "The inspection", "firm")),
        ("The bank extended its offer to Nov. 6.", ("to Nov. 6", "2025-11-06", "its offer", "firm")),
        ("The vote was postponed until Tuesday.", ("until Tuesday", "2025-04-22", "The vote", "firm")),
        ("Call your deputy, and do it before Memorial Day.", ("before Memorial Day", "2025-05-26", "do it", "firm")),
        ("Mayor to pave square by July", ("by July", "2025-07", "pave square", "firm")),
        ("By Wednesday, lawyers have to file their briefs.",
         ("By Wednesday", "2025-04-23", "file their briefs", "firm")),
        ("By 2030 it intended to own half the market.", ("By 2030", "2030", "own half the market", "aspirational")),
        ("Margins will be above 40% by autumn.",
         ("by autumn", "2025-FA", "Margins will be above 40%", "aspirational")),
        ("The council has until the end of May to publish the accounts.",
         ("until the end of May", "2025-05-31", "publish the accounts", "firm")),
        ("Every ferry must be checked by the end of the summer.",
         ("by the end of the summer", "2025-SU", "Every ferry must be checked", "firm")),
        ("Season tickets go on sale on 1 June.", ("on 1 June", "2025-06-01", "Season tickets go on sale", "firm")),
        ("The agency will drop another batch of files next week.",
         ("next week", "2025-W17", "drop another batch of files", "firm")),
        ("It will close its plant, which employs 210 people, by May 2026.",
         ("by May 2026", "2026-05", "close its plant", "firm")),
    ],
)  # fmt: skip
def test_ways_to_set_a_limit(nlp: Language, text: str, expected: tuple[str | None, ...]) -> None:
    assert found(nlp, text) == [expected]


@pytest.mark.parametrize(
    "text",
    [
        "He met her before the election.",
        "He spoke six months before the election.",
        "On the last day of the convention in July, she spoke.",
        "It pulled millions out of poverty in a matter of decades.",
        "The mayor vowed to pay it with a day to spare.",
        "“Ask me in a week,” she said.",
        "The hearing was adjourned until Monday.",
        "With the vote seven months away, they have a busy time.",
        "He will remind voters every day between now and November.",
        "The rainy season begins in June.",
        "Our car was seen in the days before the fire.",
        "Seniors are targeted today by fraud.",
        "It will be fun in the years ahead.",
        "At dawn, he and a friend would drive south.",
        "Trump will win in November.",
    ],
)
def test_what_sets_no_limit(nlp: Language, text: str) -> None:
    assert found(nlp, text) == []


def test_a_list_without_end_sets_no_limit(nlp: Language, monkeypatch: pytest.MonkeyPatch) -> None:
    assert found(nlp, "They must pay by Friday and before the election.")
    monkeypatch.setattr("newsclaims.deadlines.expressions._LONGEST", 5)
    assert found(nlp, "They must pay by Friday and before the election.") == []


@pytest.mark.parametrize(
    ("text", "obligor"),
    [
        ("The mayor promised to pave the square by <July>.", "The mayor"),
        ("Tenants were told to leave the block by <Sunday>.", "Tenants"),
        ("The judge ordered the bank to open its books by <Sunday>.", "the bank"),
        ("The court gave the agency <48 hours> to hand over the tapes.", "the agency"),
        ("The tunnel must be finished by <July>.", None),
        ("The firm, which must answer by <July>, is based in Leeds.", "The firm"),
    ],
)
def test_who_has_to_act(nlp: Language, text: str, obligor: str | None) -> None:
    plain, _, times = marked(text)
    (limit,) = limits(nlp, plain, times)
    assert words(plain, limit.obligor) == obligor


@pytest.mark.parametrize(
    ("text", "condition", "consequence"),
    [
        ("If elected, she will sell the yacht within <days>.", "If elected", None),
        ("Talks will end unless a text is agreed by <Friday>.", None, "Talks will end"),
        ("If no text is agreed by <Friday>, the talks will end.", None, "the talks will end"),
        ("Pay the fine by <Friday> or lose the licence.", None, "lose the licence"),
    ],
)
def test_condition_and_consequence(
    nlp: Language, text: str, condition: str | None, consequence: str | None
) -> None:
    plain, _, times = marked(text)
    (limit,) = limits(nlp, plain, times)
    assert words(plain, limit.condition) == condition
    assert words(plain, limit.consequence) == consequence


@pytest.mark.parametrize(
    ("text", "value", "type_", "edges", "due", "latest"),
    [
        ("They must pay by <the end of May>.", "2025-05", "DATE", ("2025-05-01", "2025-05-31"),
         "2025-05-31", "2025-05-31"),
        ("They must pay before <June 1>.", "2025-06-01", "DATE", ("2025-06-01", "2025-06-01"),
         "2025-06-01", "2025-05-31"),
        ("They must pay within <two weeks>.", "P2W", "DURATION", (None, None), "P2W", "2025-05-03"),
        ("They must pay within <a month>.", "P1M", "DURATION", (None, None), "P1M", "2025-05-19"),
        ("They must pay within <days>.", "PXD", "DURATION", (None, None), "PXD", None),
        ("They must pay by <autumn>.", "2025-FA", "DATE", ("2025-09-01", "2025-11-30"), "2025-FA", "2025-11-30"),
        ("They must pay within <a century>.", "P99999Y", "DURATION", (None, None), "P99999Y", None),
    ],
)  # fmt: skip
def test_due(  # noqa: PLR0917 - parametrized tests have many columns
    nlp: Language,
    text: str,
    value: str,
    type_: DateType,
    edges: tuple[str | None, str | None],
    due: str,
    latest: str | None,
) -> None:
    plain, spans, _ = marked(text)
    times = [TimeExpression(spans["time"], type_, value, None, *edges)]
    (limit,) = limits(nlp, plain, times)
    assert (limit.due, limit.latest) == (due, latest)
    assert limit.kind == ("duration" if type_ == "DURATION" else "date")


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("The union wants a rise, backdated to last July, and the hiring of 2,400 staff by the end of June.",
         ("by the end of June", "2025-06-30", "aspirational")),
        ("Consumers should stop using it and return it to the shop by May 31.",
         ("by May 31", "2025-05-31", "aspirational")),
        ("Officials ordered the evacuation of the valley by 6 p.m. on Monday.",
         ("by 6 p.m. on Monday", "2025-04-21T18:00", "firm")),
        ("The Red Cross appealed for a corridor to be opened by Thursday.",
         ("by Thursday", "2025-04-24", "aspirational")),
        ("If by May 14 nothing has been done, we shall walk out.", ("by May 14", "2025-05-14", "firm")),
        ("The firm must repay the loan, the bank said, by Friday.", ("by Friday", "2025-04-25", "firm")),
        ("The ban covers all schools and expires April 30.", ("April 30", "2025-04-30", "firm")),
        ("Election live: polls close at 10pm as leaders make final pitch.",
         ("at 10pm", "2025-04-19T22:00", "firm")),
        ("She gave departments until the end of May to improve their offer or face a ballot.",
         ("until the end of May", "2025-05-31", "firm")),
    ],
)  # fmt: skip
def test_what_sets_a_limit_in_running_text(nlp: Language, text: str, expected: tuple[str, str, str]) -> None:
    assert [(limit, due, firmness) for limit, due, _, firmness in found(nlp, text)] == [expected]


@pytest.mark.parametrize(
    "text",
    [
        "NAIROBI, April 19 (Wire) - Officers will begin a strike, their union said.",
        "They must wait until Wednesday, when they visit Stanmoor.",
        "The plan would save $55 million a year starting in 2027.",
        "The town will hold a fair from 10 a.m. to 2 p.m.",
        "The season normally runs from mid-November until April.",
        "Bad luck had had 20 years to find me.",
        "I have a contract until 2027.",
        "He is due back in court May 4.",
        "Anyone in the queue at 10pm will be allowed to vote.",
        "Stocks fell toward the close on Friday.",
    ],
)
def test_what_sets_none_in_running_text(nlp: Language, text: str) -> None:
    assert not found(nlp, text)


def test_the_quote_and_the_claim_that_hold_it(nlp: Language) -> None:
    text = "Nobody slept. “We will answer by Friday,” the clerk said."
    span = Offsets(text.index("Friday"), text.index("Friday") + 6)
    words_ = Offsets(text.index("We"), text.index(",”"))
    quote = QuoteSpans(0, "direct", (words_,), None, None, None, None, 1.0)
    other = QuoteSpans(0, "direct", (Offsets(0, 12),), None, None, None, None, 1.0)
    claim = ClaimSpan(words_, 1, "promise", "certain", negated=False, condition=None, amounts=(), times=(0,),
                      checkworthiness=0.5, confidence=0.5)  # fmt: skip
    (limit,) = find_limits(
        parsed_article(nlp(text)), (), (other, quote), (claim,), [time_expression(text, span)], REFERENCE
    )
    assert (limit.quote, limit.claim, limit.time) == (1, 0, 0)


@pytest.mark.parametrize(
    ("text", "task"),
    [
        ("⟨The strike⟩, he said, ⟨would begin on <Friday>⟩.", "begin"),
        ("⟨The bill will⟩, according to Hale, ⟨be signed by <Friday>⟩.", "be signed"),
        ("“⟨The plant⟩,” she said, “⟨must close its gates by <Friday>⟩.”", "close its gates"),
        ("⟨By <Friday>⟩, she said, ⟨all schools will have to be cleaned⟩.", "have to be cleaned"),
        ("She said ⟨the board would publish the report by <Friday>⟩.", "publish the report"),
    ],
)
def test_no_reporting_phrase_stays_in_a_task(nlp: Language, text: str, task: str) -> None:
    marks = re.compile(r"[⟨⟩]")
    content = [
        Offsets(*(len(MARKS.sub("", marks.sub("", text[:edge]))) for edge in part.span()))
        for part in re.finditer(r"⟨[^⟩]*⟩", text)
    ]
    quote = QuoteSpans(0, "indirect", tuple(content), None, None, None, None, 1.0)
    plain, _, times = marked(marks.sub("", text))
    (limit,) = find_limits(parsed_article(nlp(plain)), (), (quote,), (), times, REFERENCE)
    assert words(plain, limit.task) == task


@pytest.mark.parametrize(
    "text",
    [
        "Peace, a matter of <days>.",
        "Bread with <three days> left.",
        "The deadline of <Friday>.",
        "Due <Friday>.",
    ],
)
def test_a_sentence_without_a_verb_ends_the_climb(nlp: Language, text: str) -> None:
    plain, _, times = marked(text)
    assert len(limits(nlp, plain, times)) <= 1


@given(text=st.text(max_size=80), data=st.data())
@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_any_text_with_times_anywhere(nlp: Language, text: str, data: st.DataObject) -> None:
    text = (
        data.draw(st.sampled_from(["", "He must pay by ", "deadline of ", "due within ", "until ("])) + text
    )
    doc = nlp(text)
    edges = st.integers(0, len(text))
    times = []
    for start, end in data.draw(st.lists(st.tuples(edges, edges), max_size=3)):
        if start < end:
            times.append(time_expression(text, Offsets(start, end)))
    got = find_limits(parsed_article(doc), (), (), (), times, REFERENCE)
    assert got == find_limits(parsed_article(doc), (), (), (), times, REFERENCE)
    for limit in got:
        for span in (limit.span, limit.task, limit.obligor, limit.condition, limit.consequence):
            assert span is None or 0 <= span.start < span.end <= len(text)
