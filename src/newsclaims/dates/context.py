"""What a time expression is read against: the article's date, the tense around it, what was named before."""

import datetime as dt
import re
from dataclasses import dataclass

from newsclaims.dates.direction import Direction, Governors, words
from newsclaims.dates.lexer import Lexemes
from newsclaims.offsets import Offsets
from newsclaims.records import DateType

_WORD_BEFORE = re.compile(r"([^\W\d_]+|[^\w\s])[\s“‘\"'(]*\Z")
_WORD_AFTER = re.compile(r"[\s”’\"')]*([^\W\d_]+|\d+|[^\w\s])")
_REACH = 40
# How many words between a preposition and the part of an expression that it leads in: "by the end of early".
_WORDS = 6
_DEFERRED = frozenset({"until", "till", "to", "through"})
_LIMITS = frozenset({"by", "before", "until", "till", "starting", "beginning"})
_FINISHED = frozenset({"by", "before"})
_ANCHORED = re.compile(r"\d{4}(?:-|\Z)|\d{3}\Z")
_DAY = re.compile(r"\d{4}-\d\d-\d\d")
# How far an anchor reaches, in characters: about four sentences.
_ANCHOR_REACH = 700
_ANCHORS = 12
# Share of capitalised words from which on a sentence is a headline in title case.
_TITLE = 0.75
_WORD = re.compile(r"[^\W\d_]+")
# Characters that a headline has at most.
_HEADLINE = 300
_CLAUSE_ENDS = frozenset({"", ".", ",", ";", ":", "!", "?", "”", ")", "-", "–", "—", "’"})


@dataclass(frozen=True, slots=True)
class Reading:
    """What an expression means: TIMEX3 type, value and modifier.

    `stop` is the index after its last token. A `floating` clock time has no day of its own: its value has the
    article's until the sentence is known.
    """

    type: DateType
    value: str
    mod: str | None = None
    stop: int = 0
    rule: str = ""
    floating: bool = False


# What a handler answers where the words are no time expression and no part of them is one.
NOTHING = Reading("DURATION", "")


class Context:
    """The state of one reading of an article from its first word to its last."""

    def __init__(self, text: str, lexemes: Lexemes, governors: Governors, reference: dt.date | None) -> None:
        self.text = text
        self.lexemes = lexemes
        self.governors = governors
        self.reference = reference
        # The last dates named, the latest last: their values and the offsets after them.
        self.anchors: list[tuple[str, int]] = []
        # The first weekday of a stretch ("Monday to Friday") and the offset after it.
        self.weekday: tuple[dt.date, int] | None = None
        # The last day named by its month: its value and the offset after it.
        self.month_day: tuple[str, int] | None = None
        # Which sentences are headlines in title case.
        self._titles: dict[Offsets, bool] = {}
        # Years that were named with a month and day: {(month, day): year}.
        self.years: dict[tuple[int, int], int] = {}
        # The last quarter or year that a business report spoke of.
        self.period: str | None = None
        # The last of them that was over on the article's day.
        self.reported: str | None = None
        self.quarterly = False
        # Where the expression that is being read begins, if a clock time comes before its day.
        self.origin: int | None = None
        # The half of the day of the last clock time: hours from 0 or from 12.
        self.half_day: int | None = None

    def before(self, offset: int) -> str:
        """The word or mark before `offset`, in lower case; empty at the text's start."""
        found = _WORD_BEFORE.search(self.text[max(0, offset - _REACH) : offset])
        return found.group(1).lower() if found else ""

    def after(self, offset: int) -> str:
        """The word, number or mark after `offset`, as written; empty at the text's end."""
        found = _WORD_AFTER.match(self.text[offset : offset + _REACH])
        return found.group(1) if found else ""

    def side(self, offset: int) -> Direction | None:
        """Whether the expression at `offset` lies behind or ahead, by its verb and its preposition."""
        origin = offset if self.origin is None else self.origin
        before = self.preposition(origin)
        if before == "since":
            return "past"
        if before == "effective" or (before in _DEFERRED and self.governors.defers(offset, before)):
            return "future"
        direction = self.governors.direction(offset) or self.governors.direction(origin)
        if before == "as" and direction is None and self.before(origin) == "as":
            return "future"  # "as soon as Tuesday"
        if before not in _LIMITS or self.governors.modifies(offset):
            return direction  # the second: "by the Feb. 23 accord"
        if direction == "past" and before in _FINISHED and self.governors.owes(offset, before):
            return "future"
        return direction or "future"

    def preposition(self, offset: int) -> str:
        """The word before `offset` that is no part of a longer time expression: by, in "by the end of the" May."""
        for _ in range(_WORDS):
            found = _WORD_BEFORE.search(self.text, max(0, offset - _REACH), offset)
            if found is None or found.group(1).lower() not in words("inside"):
                return found.group(1).lower() if found else ""
            offset = found.start(1)
        return ""

    def note(self, value: str, start: int, end: int) -> None:
        """Remember a date of the text as an anchor for "the following day" and the like."""
        del start
        if _ANCHORED.match(value):
            self.anchors = [*self.anchors[1 - _ANCHORS :], (value, end)]

    @property
    def anchor(self) -> tuple[str, int] | None:
        """The last date named, with the offset after it."""
        return self.anchors[-1] if self.anchors else None

    def near(self, offset: int) -> list[str]:
        """The dates named shortly before `offset`, the nearest first."""
        return [value for value, end in reversed(self.anchors) if 0 <= offset - end <= _ANCHOR_REACH]

    def anchor_day(self, offset: int) -> dt.date | None:
        """The day that was named last, shortly before `offset`; else the article's."""
        for value in self.near(offset):
            if _DAY.match(value):
                try:
                    return dt.date.fromisoformat(value[:10])
                except ValueError:
                    return self.reference
        return self.reference

    def looks_beyond(self, offset: int) -> bool:
        """Whether the sentence spoke of a later day than the article's before `offset`: "by Friday …, on Monday"."""
        start = self.governors.sentence(offset).start
        today = "" if self.reference is None else self.reference.isoformat()
        return any(end > start and _DAY.match(value) and value[:10] > today for value, end in self.anchors)

    def ends_clause(self, offset: int) -> bool:
        """Whether a mark or nothing follows `offset`."""
        return self.after(offset) in _CLAUSE_ENDS

    def is_name(self, start: int) -> bool:
        """Whether the word at `start` has a capital that neither its place nor a headline explains: USA Today."""
        if not self.text[start].isupper():
            return False
        sentence = self.governors.sentence(start)
        if not self.text[max(sentence.start, start - _REACH) : start].strip(" \t\n“‘\"'(`"):
            return False
        if sentence not in self._titles:
            words_ = _WORD.findall(self.text, sentence.start, min(sentence.end, sentence.start + _HEADLINE))
            self._titles[sentence] = sum(word[0].isupper() for word in words_) >= _TITLE * len(words_)
        return not self._titles[sentence]
