"""Articles changed as only somebody who reads them would: quotations nested and broken, names, days and cues swapped.

Changing bytes rarely leaves a sentence that the deeper rules look at. These changes do.
"""

import json
import random
import re
from collections.abc import Callable

from hostile_texts import BLANKS, NEWS, ODDITIES

NAMES = """Ana Lund|Mr Lund|Lund|Dr José García-Ruiz|O’Neill|Lt Gen Sir Ian van der Berg III|the minister|She|they|He
a spokesman for the ministry|two officials|residents|the report|Oslo|the Kremlin|Reuters|JD Vance|U.S. President Lee
people familiar with the matter|Smith, 34, a fisherman from Hull,|the council’s harbour master|Bank of X plc|itself
Ms Kaya, who chairs the board and said last year that she would leave,|the 12-member board|nobody|Kim Jong Un|I|who"""
CUES = """said|says|told reporters|told the BBC on Friday|denied|denied that|promised to|promised that|threatened to
according to|added,|asked|asked whether|was quoted as saying|is said to have|warned|wrote on X:|stating,|adding that
urged the board to|called it|believes|hopes|expressed hope that|declined to comment|said, when asked,|replied:|vowed
has not said|never said that|said he thought|agreed|argued, citing a report that said|claimed|in the words of|noted"""
LIMITS = """by Friday|by June 3|before the election|within two weeks|within days|until midnight on Friday|on 29 Feb
by the end of next year|no later than 5pm on Thursday|in 2019-20|from 3 to 5 May|in the 1970s|last week|two years ago
every Monday|on the night of 31 June|at 24:00|the third quarter of fiscal 2023|since 1998|now|at Christmas|13/13/2020
early next month|in the first half of the century|the day before yesterday|2025-04-19T25:61|by 0 May|3 BC|year 99999
next Thursday|(next) Thursday|over the weekend|the past 24 hours|for half a year|on Monday, Tuesday and on the 4th"""
CLAUSES = """the pier will close|we will not pay|it may rain|prices rose 3.5 per cent to £5m|nobody was warned|Go away
if the winter storms spare the deck|unless they act|provided that it rains|it is the worst thing ever|Yes|Is it true?
he would be here|to cut taxes and to leave|costs fell by a third, from $2bn to $1.3bn, he said|three of four voters
that there is no deadline|as long as nobody asks|she had not seen him and that he had not called|not true|why
half of us will be bankrupt|you should resign|the ban expires|it was 12,000,000 in Q3|we’re going to move on"""
PAIRS = [
    ("“", "”"),
    ("‘", "’"),
    ('"', '"'),
    ("'", "'"),
    ("«", "»"),
    ("„", "“"),
    ("``", "''"),
    ("(", ")"),
    ("— ", " —"),
]
TAGS = ["b", "q", "p", "blockquote", "a href='x'", "script", "!--", "li"]
MARKDOWN = ["# ", "> ", "- ", "1. ", "**", "_", "`", "| ", "---\n", "[^1]: ", "![x](y) ", "```\n"]

_PHRASES = [
    [phrase for line in list_.split("\n") for phrase in line.split("|")]
    for list_ in (NAMES, CUES, LIMITS, CLAUSES)
]
_WORD = re.compile(r"\S+")
_SENTENCE = re.compile(r"(?<=[.!?”\"])\s+")
_QUOTATION_MARK = re.compile(r"[“”‘’\"'«»„]")
_NUMBER = re.compile(r"\d+")


def sentence(chance: random.Random) -> str:
    """A sentence that reports something, and sometimes makes sense."""
    name, cue, limit, clause = (chance.choice(phrases) for phrases in _PHRASES)
    left, right = chance.choice(PAIRS)
    return chance.choice(
        [
            f"{left}{clause},{right} {name} {cue} {limit}.",
            f"{left}{clause} {limit},{right} {cue} {name}, {left}and {chance.choice(_PHRASES[3])}.{right}",
            f"{name} {cue} {clause} {limit}.",
            f"{name} {cue} {left}{clause}{right} {limit}, {cue} {chance.choice(_PHRASES[3])}.",
            f"{limit}, {name} {cue}: {left}{clause} {limit}.",
            f"{clause}, {name} {cue}, {limit}.",
            f"{left}{clause}.{right}\n\n{left}{clause} {limit}.{right}",
            f"{name} must {clause} {limit} or {chance.choice(_PHRASES[3])}, {cue} {chance.choice(_PHRASES[0])}.",
        ]
    )


def _stretch(text: str, chance: random.Random) -> tuple[int, int]:
    """From the beginning of a word to the end of one not far behind."""
    words = list(_WORD.finditer(text))
    if not words:
        return 0, len(text)
    first = chance.randrange(len(words))
    return words[first].start(), words[min(len(words) - 1, first + chance.choice([0, 0, 1, 3, 10]))].end()


def _put(text: str, chance: random.Random, change: Callable[[str], str]) -> str:
    start, end = _stretch(text, chance)
    return text[:start] + change(text[start:end]) + text[end:]


def _at_one(pattern: re.Pattern[str], text: str, chance: random.Random, put: str) -> str:
    found = list(pattern.finditer(text))
    if not found:
        return text
    start, end = chance.choice(found).span()
    return text[:start] + put + text[end:]


def _phrase(text: str, chance: random.Random) -> str:
    phrase = chance.choice(chance.choice(_PHRASES))
    return _put(text, chance, lambda old: chance.choice([phrase, f"{phrase} {old}", f"{old} {phrase}"]))


def _wrap(text: str, chance: random.Random) -> str:
    left, right = chance.choice(PAIRS)
    left, right = chance.choice(
        [(left, right), (left, right), (left, ""), ("", right), (left * 2, right * 2)]
    )
    return _put(text, chance, lambda old: f"{left}{old}{right}")


def _unquote(text: str, chance: random.Random) -> str:
    return _at_one(_QUOTATION_MARK, text, chance, chance.choice(["", "", *"“”‘’\"'"]))


def _straighten(text: str, chance: random.Random) -> str:
    del chance
    return text.translate(str.maketrans("“”‘’", "\"\"''"))


def _number(text: str, chance: random.Random) -> str:
    return _at_one(
        _NUMBER, text, chance, str(chance.choice([0, 1, 13, 29, 31, 32, 99, 1999, 2024, 10**9, 10**40]))
    )


def _markup(text: str, chance: random.Random) -> str:
    tag, mark = chance.choice(TAGS), chance.choice(MARKDOWN)
    return _put(
        text, chance, chance.choice([lambda old: f"<{tag}>{old}</{tag}>", lambda old: f"{mark}{old}{mark}"])
    )


def _escape(text: str, chance: random.Random) -> str:
    return _put(text, chance, lambda old: json.dumps({"text": old}))


def _case(text: str, chance: random.Random) -> str:
    return _put(text, chance, chance.choice([str.upper, str.lower, str.title, str.swapcase]))


def _blank(text: str, chance: random.Random) -> str:
    return _at_one(re.compile(r"\s+"), text, chance, chance.choice(["", *BLANKS]))


def _oddity(text: str, chance: random.Random) -> str:
    return _put(text, chance, lambda old: old + chance.choice(ODDITIES))


def _drop(text: str, chance: random.Random) -> str:
    return _put(text, chance, lambda _: "")


def _double(text: str, chance: random.Random) -> str:
    return _put(text, chance, lambda old: f"{old} " * chance.choice([2, 2, 3, 20]))


def _sentence(text: str, chance: random.Random) -> str:
    sentences = _SENTENCE.split(text)
    where = chance.randrange(len(sentences) + 1)
    sentences.insert(where, sentence(chance))
    if chance.random() < 0.3:
        chance.shuffle(sentences)
    if len(sentences) > 1 and chance.random() < 0.5:
        sentences.pop(chance.randrange(len(sentences)))
    return chance.choice([" ", " ", "\n", "\n\n"]).join(sentences)


_CHANGES = [
    _phrase,
    _phrase,
    _phrase,
    _sentence,
    _sentence,
    _wrap,
    _wrap,
    _unquote,
    _unquote,
    _straighten,
    _number,
    _markup,
]
_CHANGES += [_escape, _case, _blank, _blank, _oddity, _drop, _drop, _double]


def mutate(text: str, chance: random.Random, most: int = 4000) -> str:
    """`text` after one change or a few, at most `most` characters of it."""
    for _ in range(chance.choice([1, 1, 2, 3, 6])):
        text = chance.choice(_CHANGES)(text, chance)[:most]
    return text


def article(chance: random.Random, sentences: int = 6) -> str:
    """An article of invented sentences, some of them changed."""
    text = " ".join(sentence(chance) for _ in range(chance.randrange(1, sentences)))
    return mutate(chance.choice([text, text, NEWS + text]), chance)
