"""Tokens of meaning: which words, numbers and marks of the text can be part of a time expression.

One scan over the text; every other word becomes a gap. Categories and meanings come from the tables
``time_words`` and ``holidays``; each category is one character, so that the grammar can be regular
expressions over a string of categories.
"""

import re
from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import dataclass, field
from functools import cache
from typing import NamedTuple

from newsclaims.dates.numerals import NUMERAL, numeral
from newsclaims.language import table
from newsclaims.offsets import Offsets

Meaning = int | float | str | tuple[int, ...]

# Categories that the scan itself gives; the others are the sections of the table.
_SCANNED = (
    *("GAP", "BREAK", "COMMA", "HYPHEN", "POSSESSION", "OPEN", "CLOSE", "ISO", "SLASHED", "CLOCK", "HOUR"),
    *(
        "YEARS_RANGE",
        "SHORT_YEAR",
        "TENS_YEARS",
        "NTH",
        "SMALL",
        "YEAR",
        "NUMBER",
        "NUMERAL",
        "MULTIPLE",
        "HOLIDAY",
    ),
    *("QUARTER_NAME", "FISCAL_YEAR"),
)
# The earliest and the latest four-figure number that may be a year.
_YEARS = range(1000, 2101)
_MONTH_DAYS = range(1, 32)

_NUMBERS = r"""
  (?P<ISO>\d{4}-\d{2}-\d{2}
    (?:T(?:(?:[01]\d|2[0-3]):[0-5]\d(?::[0-5]\d(?:\.\d+)?)?|24:00(?::00)?)(?:Z|[+-]\d{2}:?\d{2})?)?(?![\d-]))
| (?P<SLASHED>\d{1,2}/\d{1,2}/(?:\d{4}|\d{2})(?![\d/])|\d{1,2}\.\d{1,2}\.\d{4}(?![\d.]))
| (?P<CLOCK>(?:[01]?\d|2[0-4])(?:[:.][0-5]\d(?::[0-5]\d)?)?[ \u00a0\u202f]?
    (?:[ap]\.[ ]?m\.?(?!\w)|[ap]m(?!\w)|[AP]\.?M\.?(?!\w))|(?:[01]?\d|2[0-4]):[0-5]\d(?::[0-5]\d)?(?![\d:]|\.\d)
    |(?:[01]\d|2[0-3])[0-5]\d(?=[ ]?(?:GMT|UTC|Z)(?!\w))|0\d[0-5]\d(?=[ ](?:hours|hrs)(?!\w)))
| (?P<YEARS_RANGE>(?:1[5-9]|20)\d\d[-–—/]\d\d(?!\d))
| (?P<TENS_YEARS>(?:1[0-9]|20)?\d0['’]?s(?!\w))
| (?P<NTH>\d{1,3}(?:st|nd|rd|th)(?!\w))
| (?P<FRACTION>\d{1,3}(?:[ -]\d/\d(?!\d)|[ ]?[½¼¾]|\.\d{1,2}(?![\d.]\d)))
| (?P<GROUPED>\d{1,3}(?:,\d{3})+(?![\d]))
| (?P<PLAIN>\d+)
"""
_SCAN = re.compile(
    r"(?P<QUARTER_NAME>\b[QH][1-4](?![\w-]))|(?P<FISCAL_YEAR>\bFY[ ]?(?:20)?\d\d(?!\w))|(?P<WORD>[^\W\d_]+)|"
    + _NUMBERS
    + r"|(?P<POSSESSION>['’]s(?!\w)|(?<=s)['’](?!\w))"
    r"|(?P<SHORT>['’]\d\d(?:s|(?![\d\w])))|(?P<MARK>[^\w\s]|_)",
    re.VERBOSE,
)
_MARKS = {"(": "OPEN", ")": "CLOSE"}
_GLUE = "-‐‑–—"
_FRACTIONS = {"½": 0.5, "¼": 0.25, "¾": 0.75}
_MONEY = "$£€¥#@%"
# What may stand right before a year in two figures with an apostrophe: "mid-'90s", not a quotation of "60 Minutes".
_OPENERS = '(-–—“"'


class Token(NamedTuple):
    """A stretch of text that may be part of a time expression, with its meaning."""

    start: int
    end: int
    meaning: Meaning


@dataclass(slots=True)
class Lexemes:
    """The tokens of a text and the string of their categories, one character a token."""

    codes: str = ""
    tokens: list[Token] = field(default_factory=list)

    def index_at(self, offset: int) -> int:
        """The index of the last token that starts at or before `offset`."""
        return bisect_right(self.tokens, offset, key=lambda token: token.start) - 1


class _Entry(NamedTuple):
    code: str
    meaning: Meaning
    case: str
    dotted: bool


class _Lexicon(NamedTuple):
    words: dict[str, _Entry]
    phrases: dict[str, tuple[tuple[str, _Entry], ...]]


@cache
def categories() -> dict[str, str]:
    """The character of each category."""
    names = [*_SCANNED, *table("time_words")]
    return {name: chr(0xE000 + number) for number, name in enumerate(names)}


@cache
def _lexicon() -> _Lexicon:
    codes = categories()
    words: dict[str, _Entry] = {}
    phrases: dict[str, list[tuple[str, _Entry]]] = {}
    for category, section in table("time_words").items():
        case = section.get("_case", "any")
        for word, meaning in section.items():
            if not word.startswith("_"):
                entry = _Entry(codes[category], meaning, case, word in section.get("_dot", ()))
                if word.isalpha():
                    words[word] = entry
                else:
                    _add_phrase(phrases, word, entry)
    for kind, section in table("holidays").items():
        for word, rule in section.items():
            rule_ = tuple(rule) if isinstance(rule, list) else (rule,)
            entry = _Entry(codes["HOLIDAY"], (_HOLIDAYS.index(kind), *rule_), "capital", dotted=False)
            _add_phrase(phrases, word, entry)
    for category in ("NUMERAL_ONES", "NUMERAL_TENS", "NUMERAL_MULTIPLIERS"):
        kind = "multiple" if category == "NUMERAL_MULTIPLIERS" else "numeral"
        for word in table("time_words")[category]:
            words[word] = _Entry(codes["NUMERAL"], kind, "any", dotted=False)
    longest_first = {
        first: tuple(sorted(found, key=lambda entry: -len(entry[0]))) for first, found in phrases.items()
    }
    return _Lexicon(words, longest_first)


_HOLIDAYS = ("fixed", "nth", "after_nth", "easter")


def _add_phrase(phrases: dict[str, list[tuple[str, _Entry]]], phrase: str, entry: _Entry) -> None:
    first = re.match(r"[^\W\d_]+", phrase)
    if first is not None:
        phrases.setdefault(first.group(), []).append((phrase, entry))


@cache
def _phrase(words: str) -> re.Pattern[str]:
    """A pattern for a phrase, made when the text has its first word."""
    parts = [re.escape(part) for part in words.split(" ")]
    return re.compile(r"\s+".join(parts).replace(r"\-", "[-‐‑]") + r"(?!\w)", re.IGNORECASE)


def lex(text: str, paragraphs: Sequence[Offsets]) -> Lexemes:
    """The tokens of `text`; a paragraph's start is a break that no expression crosses."""
    return _Lexer(text, paragraphs).run()


class _Lexer:
    def __init__(self, text: str, paragraphs: Sequence[Offsets]) -> None:
        self.text = text
        self.starts = [paragraph.start for paragraph in paragraphs] + [len(text) + 1]
        self.codes: list[str] = []
        self.tokens: list[Token] = []
        self.category = categories()
        self.gap = self.category["GAP"]

    def run(self) -> Lexemes:
        lexicon = _lexicon()
        words, phrases = lexicon.words, lexicon.phrases
        text, gap, codes, tokens = self.text, self.gap, self.codes, self.tokens
        starts, paragraph = self.starts, 0
        done = 0
        for match in _SCAN.finditer(text):
            start, end = match.span()
            if start < done:
                continue
            if start >= starts[paragraph]:
                while start >= starts[paragraph]:
                    paragraph += 1
                self.add("BREAK", start, start, 0)
            if match.lastgroup == "WORD":
                word = text[start:end].lower()
                if word in phrases and (found := self.phrase(phrases[word], start)):
                    done = found
                elif (entry := words.get(word)) is not None and self.spelled(entry, start, end):
                    done = self.word(entry, start, end)
                elif not codes or codes[-1] != gap:
                    codes.append(gap)
                    tokens.append(Token(start, end, 0))
            else:
                done = self.other(match, start, end)
        return Lexemes("".join(codes), tokens)

    def add(self, category: str, start: int, end: int, meaning: Meaning) -> int:
        self.codes.append(self.category[category])
        self.tokens.append(Token(start, end, meaning))
        return end

    def phrase(self, phrases: tuple[tuple[str, _Entry], ...], start: int) -> int:
        for words, entry in phrases:
            match = _phrase(words).match(self.text, start)
            if match is not None and self.spelled(entry, *match.span()):
                self.codes.append(entry.code)
                self.tokens.append(Token(start, match.end(), entry.meaning))
                return match.end()
        return 0

    def spelled(self, entry: _Entry, start: int, end: int) -> bool:
        if start > 0 and self.text[start - 1].isdigit():
            return False
        if end < len(self.text) and (self.text[end].isdigit() or self.text[end] == "_"):
            return False
        if entry.case == "any":
            return True
        return self.text[start].isupper() if entry.case == "capital" else self.text[start:end].isupper()

    def word(self, entry: _Entry, start: int, end: int) -> int:
        meaning = entry.meaning
        if entry.code == self.category["NUMERAL"]:
            found = NUMERAL().match(self.text, start)
            if found is not None:
                end = found.end()
                number, is_year = numeral(found.group())
                multiple = entry.meaning == "multiple"
                return self.add(
                    "YEAR" if is_year else "MULTIPLE" if multiple else "NUMERAL", start, end, number
                )
        if entry.dotted and self.text[end : end + 1] == ".":
            end += 1
        self.codes.append(entry.code)
        self.tokens.append(Token(start, end, meaning))
        return end

    def other(self, match: re.Match[str], start: int, end: int) -> int:
        kind = match.lastgroup or ""
        found = match.group()
        if kind == "POSSESSION":
            return self.add(kind, start, end, 0)
        if kind == "SHORT":
            if start > 0 and not self.text[start - 1].isspace() and self.text[start - 1] not in _OPENERS:
                return self.add("BREAK", start, end, 0)
            if found.endswith("s"):
                return self.add("TENS_YEARS", start, end, int(found[1:3]))
            return self.add("SHORT_YEAR", start, end, int(found[1:3]))
        if kind == "MARK":
            return self.mark(found, start, end)
        before = self.text[start - 1] if start else " "
        after = self.text[end] if end < len(self.text) else " "
        if (
            before.isalnum()
            or before in _MONEY
            or after in "%_"
            or (before in ".,:/" and self.digit(start - 2))
        ):
            return self.add("BREAK", start, end, 0)
        if after == "." and kind == "PLAIN" and self.digit(end + 1):
            return self.add("BREAK", start, end, 0)
        if after.isalnum() and kind not in {"CLOCK", "ISO"}:
            return self.add("BREAK", start, end, 0)
        return self.number(kind, found, start, end)

    def digit(self, offset: int) -> bool:
        return 0 <= offset < len(self.text) and self.text[offset].isdigit()

    def mark(self, found: str, start: int, end: int) -> int:
        tight = start > 0 and not self.text[start - 1].isspace()
        tight = tight and end < len(self.text) and not self.text[end].isspace()
        if found in _GLUE:
            return self.add("HYPHEN" if tight else "BREAK", start, end, 0)
        if found == ",":
            return self.add("COMMA", start, end, 0)
        return self.add(_MARKS.get(found, "BREAK"), start, end, 0)

    def number(self, kind: str, found: str, start: int, end: int) -> int:
        if kind == "PLAIN":
            value = int(found) if len(found) <= 9 else 10**9  # noqa: PLR2004 - any such number is too large
            if value in _MONTH_DAYS and len(found) <= 2:  # noqa: PLR2004 - a day has two figures
                return self.add("SMALL", start, end, value)
            return self.add("YEAR" if value in _YEARS and len(found) == 4 else "NUMBER", start, end, value)  # noqa: PLR2004
        if kind == "GROUPED":
            return self.add("NUMBER", start, end, min(int(found.replace(",", "")), 10**9))
        if kind == "FRACTION":
            return self.add("NUMBER", start, end, _fraction(found))
        if kind == "NTH":
            return self.add("NTH", start, end, int(found[:-2]))
        if kind == "TENS_YEARS":
            return self.add("TENS_YEARS", start, end, int(re.sub(r"\D", "", found)))
        return self.add(kind, start, end, found)


def _fraction(found: str) -> float:
    if found[-1] in _FRACTIONS:
        return int(found[:-1].strip()) + _FRACTIONS[found[-1]]
    if "/" in found:
        whole, part = re.split(r"[ -]", found)
        over, under = part.split("/")
        return int(whole) + (int(over) / int(under) if int(under) else 0)
    return float(found)
