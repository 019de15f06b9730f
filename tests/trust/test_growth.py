"""Twice the text takes about twice the time, whatever the text: ratios of processor time, no seconds."""

import datetime as dt
import gc
import time
from collections.abc import Callable

import pytest
from hostile_texts import NEWS
from spacy.language import Language

from newsclaims import Article, Extractor
from newsclaims.attribution import parsed_article
from newsclaims.attribution.marks import find_quotations
from newsclaims.dates import find_times
from newsclaims.paragraphs import paragraphs

# Linear gives 2, n log n a little more, a square 4. Between them lies room for a busy machine.
_MOST = 3.2
# Below this a ratio says nothing, in seconds.
_LEAST = 0.05
_TRIES = 5

UNITS = {
    "news": NEWS,
    "one line": NEWS.replace("\n", " "),
    "opening marks": "“",
    "straight marks": "\"' ",
    "mixed marks": "“a ‘b” ‘’ \" ' ``x'' ",
    "open quotations": "“We go,” he said, “and ",
    "apostrophes": "it's ‘90s' ",
    "blanks": " ",
    "tabs": "\t \t",
    "line ends": "\r\n \x85",
    "hard-wrapped": "word " * 10 + "word" + " " * 30 + "\n",
    "commas": ",",
    "digits": "9",
    "grouped digits": "1,",
    "dashes": "-—",
    "brackets": "(([[",
    "limits": "by Friday ",
    "weeks of weeks": "the week of ",
    "early": "early late ",
    "weekdays": "Monday, ",
    "durations": "2 days ",
    "and a half": "a year and a half and ",
    "numerals": "one hundred and ",
    "money": "£5m to ",
    "names": "Ana Lund, ",
    "titles": "President Prime Minister ",
    "chairs": "the chair of the ",
    "reports": "he said that ",
    "conditions": "if unless ",
    "relatives": ", who ",
    "speakers": "The minister said it. She denied that. ",
    "list": "He said so.\n\n",
    "markup": "<div><b>",
    "addresses": "http://a.b/c?d=e&f ",
    "emoji": "👩‍👩‍👧",
    "combining": "e\u0301\u0301",
    "no spaces": "中文。",
    "one word": "a",
}


def text_of(unit: str, length: int) -> str:
    return (unit * (length // len(unit) + 1))[:length]


def growth(run: Callable[[str], object], unit: str, length: int) -> float:
    """Time for twice the length over time for the length; the least of a few tries, as noise only adds."""
    best = float("inf")
    for _ in range(_TRIES):
        short, long = (_seconds(run, text_of(unit, size)) for size in (length, 2 * length))
        best = min(best, long / max(short, _LEAST / 2))
        if best <= _MOST:
            break
    return best


def _seconds(run: Callable[[str], object], text: str) -> float:
    gc.collect()
    gc.disable()  # else the garbage of the tests before is collected in one of the two times
    try:
        start = time.process_time()
        run(text)
        return time.process_time() - start
    finally:
        gc.enable()


@pytest.fixture(scope="module")
def extractor(nlp: Language) -> Extractor:
    return Extractor(nlp=nlp)


# Those that keep the parse or more than one stage busy.
_PARSED = """news|one line|opening marks|straight marks|open quotations|apostrophes|hard-wrapped|limits|weekdays
durations|money|names|chairs|reports|conditions|relatives|speakers|list|markup|no spaces"""


@pytest.mark.parametrize("name", _PARSED.replace("\n", "|").split("|"))
def test_the_whole_way_grows_in_proportion(extractor: Extractor, name: str) -> None:
    def run(text: str) -> object:
        return extractor.extract(Article(text=text, date=dt.date(2025, 4, 19), date_source="option"))

    assert growth(run, UNITS[name], 2500) <= _MOST


@pytest.mark.parametrize("name", UNITS)
def test_what_needs_no_parse_grows_in_proportion(name: str) -> None:
    def run(text: str) -> object:
        return find_quotations(text, paragraphs(text))

    assert growth(run, UNITS[name], 60_000) <= _MOST


@pytest.mark.parametrize("name", UNITS)
def test_dates_grow_in_proportion(nlp: Language, name: str) -> None:
    blank = {text: parsed_article(nlp.make_doc(text)) for text in _two(UNITS[name], 20_000)}

    def run(text: str) -> object:
        return find_times(blank[text], dt.date(2025, 4, 19))

    assert growth(run, UNITS[name], 20_000) <= _MOST


def _two(unit: str, length: int) -> tuple[str, str]:
    return text_of(unit, length), text_of(unit, 2 * length)
