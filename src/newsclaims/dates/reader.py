"""From tokens to time expressions: rules tried place by place, modifiers before them, days and times joined."""

import datetime as dt
import re
from collections.abc import Callable, Iterator
from dataclasses import replace
from functools import cache

from newsclaims.dates import business, calendar_dates, clock_times, durations, references, relative, seasons
from newsclaims.dates.context import Context, Reading
from newsclaims.dates.grammar import Parts, compiled, rules
from newsclaims.dates.lexer import Lexemes, Token, categories
from newsclaims.dates.normalise import at, shift
from newsclaims.language import table

Handler = Callable[[Parts, Context], Reading | None]
HANDLERS: dict[str, Handler] = {
    **calendar_dates.HANDLERS,
    **seasons.HANDLERS,
    **clock_times.HANDLERS,
    **relative.HANDLERS,
    **durations.HANDLERS,
    **business.HANDLERS,
    **references.HANDLERS,
}

# Rules of counted units, which "about", "more than" and the like belong to.
_COUNTED = {
    "ago",
    "shifted",
    "from-now",
    "duration",
    "duration-before-noun",
    "unit-and-a-half",
    "clock",
    "o-clock",
    "noon",
    "year",
}
# Earlier and later before a day or a running unit: "later this year", "earlier Sunday".
_RELATIVE = "(?:EARLIER|LATER) (?=THIS|THAT|LAST|DEICTIC|WEEKDAY|NEXT|TONIGHT)"
_DAY = re.compile(r"(?:\d{4}|XXXX)-(?:\d\d-\d\d|WXX-\d)|\d{4}-W\d\d-WE")
# A month, a season or a decade.
_WHOLE = re.compile(r"\d{4}-(?:\d\d|SP|SU|FA|WI)|\d{3}")
_TIME_OF_DAY = re.compile(r"T(?:\d\d:\d\d.*|[A-Z]{2})\Z")
# Modifiers before modifiers: "about the early hours of the week of June 3" has three.
_DEEPEST = 4
_PARTS_OF_DAY = frozenset({"MO", "MI", "AF", "EV", "NI", "DT"})


@cache
def _runs() -> tuple[re.Pattern[str], re.Pattern[str]]:
    """Tokens that nothing parts, and what one of them has to be for an expression."""
    codes = categories()
    stop = codes["GAP"] + codes["BREAK"]
    idle = set(table("date_rules")["idle"]["categories"])
    core = "".join(code for name, code in codes.items() if name not in idle)
    return re.compile(f"[^{stop}]+"), re.compile(f"[{core}]")


@cache
def _prefixes() -> tuple[tuple[str, re.Pattern[str]], ...]:
    return (
        ("edge", compiled("THE? EDGE OF")),
        ("hours", compiled("THE? (?:TIME_OF|WEE) UNITS OF")),
        ("part", compiled("THE? (?:TIME_OF)? PART OF")),
        ("week", compiled("THE UNIT OF")),
        ("piece", compiled("THE (?:ORDINAL|LAST|FINAL) (?:FEW OF?|COUNT)? (?:UNIT|UNITS|HALF) OF")),
        ("beside", compiled("THE? DAY (?:EARLIER|LATER)")),
        ("early", compiled("THE? TIME_OF HYPHEN?")),
        ("approximate", compiled("APPROXIMATE")),
        ("relative", compiled(_RELATIVE)),
    )


@cache
def _joints() -> dict[str, re.Pattern[str]]:
    return {
        "to_day": compiled("(?:COMMA? ON|COMMA)?"),
        "to_clock": compiled("(?:COMMA? AT|COMMA)?"),
        "to_part": compiled("(?:IN THE)?"),
    }


def _around(kind: str, tokens: list[Token], inner: Reading, context: Context) -> Reading | None:
    """The week of March 6, the day after Christmas."""
    if inner.type != "DATE" or not re.fullmatch(r"\d{4}-\d\d-\d\d", inner.value):
        return None
    day = dt.date.fromisoformat(inner.value)
    if kind == "week":
        return replace(inner, value=at(day, "week")) if tokens[1].meaning == "week" else None
    word = context.text[tokens[-1].start : tokens[-1].end].lower()
    if word not in {"before", "after"}:
        return None
    return replace(inner, value=shift(day, -1 if word == "before" else 1, "day").isoformat())


def _piece(tokens: list[Token], inner: Reading) -> Reading | None:
    """The first week of June, the last half of the 1980s: the whole with the end that is meant."""
    if inner.type != "DATE" or inner.mod or not _WHOLE.fullmatch(inner.value):
        return None
    units = {token.meaning for token in tokens}
    if not units & ({"week", "fortnight", "day", 0.5} if "-" in inner.value else {0.5}):
        return None
    which = tokens[1].meaning
    return replace(inner, mod="START" if which == 1 else "END" if which == -1 else "MID")


class Reader:
    """Reads the expressions of one article in text order."""

    def __init__(self, lexemes: Lexemes, context: Context) -> None:
        self.lexemes = lexemes
        self.context = context
        self.codes = categories()
        self.parts_of_day = {self.codes["PART"], self.codes["DAWN"], self.codes["MEALTIME"]}
        self.clocks = {self.codes["CLOCK"], self.codes["NOON"], self.codes["SMALL"], self.codes["NUMERAL"]}

    def run(self) -> Iterator[tuple[int, Reading]]:
        """Each expression with the index of its first token."""
        runs, core = _runs()
        for run in runs.finditer(self.lexemes.codes):
            index, stop = run.span()
            if core.search(run.group()) is None:
                continue
            while index < stop:
                reading = self.read(index)
                if reading is None:
                    index += 1
                    continue
                if reading.value:
                    index = self.first(index, reading)
                    self.note(index, reading)
                    yield index, reading
                index = reading.stop

    def first(self, index: int, reading: Reading) -> int:
        """`index`, or the one after a determiner that belongs to the noun after the expression."""
        if self.lexemes.codes[index] != self.codes["THE"] or reading.stop - index == 1:
            return index
        end = self.lexemes.tokens[reading.stop - 1].end
        return index + self.context.governors.before_noun(self.lexemes.tokens[index].start, end)

    def note(self, index: int, reading: Reading) -> None:
        """Remember what later expressions are counted from."""
        if reading.rule == "clock":
            self.context.half_day = 12 if reading.value.partition("T")[2][:2] >= "12" else 0
        if reading.type in {"DATE", "TIME"}:
            tokens = self.lexemes.tokens
            self.context.note(reading.value, tokens[index].start, tokens[reading.stop - 1].end)

    def read(self, index: int, depth: int = 0) -> Reading | None:
        """The expression that starts at token `index`, modifiers included; None where none does."""
        for kind, pattern in _prefixes() if depth < _DEEPEST else ():
            match = pattern.match(self.lexemes.codes, index)
            if match is None:
                continue
            inner = self.read(match.end(), depth + 1)
            if inner is not None and inner.value and (found := self.modified(kind, match, inner)) is not None:
                return found
        core = self.core(index)
        return None if core is None else self.joined(index, core)

    def modified(self, kind: str, match: re.Match[str], inner: Reading) -> Reading | None:
        """`inner` with the modifier before it; None where the two do not belong together."""
        tokens = self.lexemes.tokens[match.start() : match.end()]
        mods = (str(token.meaning) for token in tokens if isinstance(token.meaning, str))
        mod = next((each for each in mods if each.isupper() and each not in _PARTS_OF_DAY), None)
        if kind == "approximate":
            if inner.rule not in _COUNTED or self.codes["THE"] == self.lexemes.codes[match.end()]:
                return None
            if self.context.governors.is_preposition(tokens[0].start):
                return None
            return replace(inner, mod=mod)
        if inner.type not in {"DATE", "TIME"}:
            return None
        if kind in {"piece", "week", "beside", "hours", "part"}:
            return self.part_of(kind, tokens, inner, mod)
        if inner.value in {"PAST_REF", "PRESENT_REF", "FUTURE_REF"} and kind != "early":
            return None
        if kind == "relative":
            word = self.context.text[tokens[0].start : tokens[0].end].lower()
            mod = {"earlier": "START", "later": "END"}.get(word)
            if mod is None:
                return None
        return replace(inner, mod=inner.mod or mod)

    def part_of(self, kind: str, tokens: list[Token], inner: Reading, mod: str | None) -> Reading | None:
        """The early hours of Thursday morning, the night of June 3, the first week of May, the day after Easter."""
        if kind == "piece":
            return _piece(tokens, inner)
        if kind in {"week", "beside"}:
            return _around(kind, tokens, inner, self.context)
        if inner.type == "TIME":
            return replace(inner, mod=mod) if kind == "hours" else None
        if not _DAY.fullmatch(inner.value):
            return None
        part = next((str(token.meaning) for token in tokens if token.meaning in _PARTS_OF_DAY), None)
        if kind == "hours":
            part = "NI" if mod == "END" else "MO"
        return replace(inner, type="TIME", value=f"{inner.value}T{part}", mod=mod)

    def core(self, index: int) -> Reading | None:
        """The longest expression of one rule at `index` that its handler accepts."""
        found: list[tuple[int, int, Parts, str]] = []
        for number, rule in enumerate(rules()):
            match = rule.pattern.match(self.lexemes.codes, index)
            if match is not None and match.end() > index:
                found.append((-match.end(), number, Parts(rule.name, match, self.lexemes), rule.handler))
        found.sort(key=lambda each: each[:2])
        for _, _, parts, handler in found:
            reading = self.handled(parts, handler)
            if reading is not None:
                return replace(reading, stop=reading.stop or parts.match.end(), rule=parts.rule)
        return None

    def handled(self, parts: Parts, handler: str) -> Reading | None:
        """What the handler makes of `parts`, whose first word the preposition stands before."""
        origin = self.context.origin
        self.context.origin = parts.first.start if origin is None else origin
        reading = HANDLERS[handler](parts, self.context)
        self.context.origin = origin
        return reading

    def joined(self, start: int, reading: Reading) -> Reading:
        """A day with the clock time or part of the day beside it, as one TIME."""
        codes = self.lexemes.codes
        stop = reading.stop
        if reading.type == "TIME" and _TIME_OF_DAY.search(reading.value):
            joint = _joints()["to_day"].match(codes, stop)
            self.context.origin = self.lexemes.tokens[start].start
            day = self.core(joint.end()) if joint is not None and joint.end() < len(codes) else None
            self.context.origin = None
            if day is not None and day.type == "DATE" and _DAY.fullmatch(day.value):
                time = reading.value[reading.value.index("T") :]
                return replace(
                    day,
                    type="TIME",
                    value=day.value + time,
                    mod=reading.mod,
                    rule=reading.rule,
                    floating=False,
                )
            return reading
        if reading.type != "DATE" or not _DAY.fullmatch(reading.value) or reading.value.endswith("WE"):
            return reading
        if stop < len(codes) and codes[stop] in self.parts_of_day:
            part = str(self.lexemes.tokens[stop].meaning)
            return replace(reading, type="TIME", value=f"{reading.value}T{part}", stop=stop + 1)
        joint = _joints()["to_clock"].match(codes, stop)
        if joint is not None and joint.end() < len(codes) and codes[joint.end()] in self.clocks:
            clock = self.core(joint.end())
            if clock is not None and clock.type == "TIME":
                hour = clock.value[clock.value.index("T") :]
                return replace(clock, value=reading.value + hour, rule=reading.rule, floating=False)
        return reading
