"""Durations and sets: how long and how often."""

from newsclaims.dates.clock_times import clock_value
from newsclaims.dates.context import NOTHING, Context, Reading
from newsclaims.dates.filters import words
from newsclaims.dates.grammar import Parts
from newsclaims.dates.normalise import duration


def amount(parts: Parts) -> float | str | None:
    """The number of units: exact, the upper end of a range, or "X" where it is unknown."""
    if parts.token("few") is not None:
        few = parts.meaning("few")
        return few if isinstance(few, str | int | float) else "X"
    upper = parts.number("upto") or parts.number("or")
    if upper is not None:
        return upper
    number = parts.number("n")
    if number is not None:
        return number + (parts.number("half") or 0)
    numeral = parts.number("numeral")
    if numeral is not None:
        return numeral
    if parts.token("half") is not None:
        return 0.5
    return 1 if parts.token("a") is not None else None


def span(parts: Parts, context: Context) -> Reading | None:
    """A number of units."""
    count, unit = amount(parts), parts.word("unit")
    if count is None or unit in _SPANS:
        return None
    end = parts.last.end
    if unit == "quarter" and (parts.size == 2 or parts.has("HYPHEN")):  # noqa: PLR2004 - "a quarter", "three-quarters"
        return NOTHING
    if context.is_name(parts.last.start):
        return NOTHING
    if count == 1 and unit == "day" and parts.has("NUMERAL"):
        return _one_day(parts, context)
    if parts.rule == "duration" and parts.has("YEAR") and not parts.has("UNITS"):
        return None  # "the 1988 quarter", not "two thousand years"
    before, after = context.before(parts.first.start), context.after(end).lower()
    if parts.token("old") is not None or after == "old":
        return NOTHING
    if before == "by" and unit in {"second", "minute"}:
        return NOTHING
    if parts.token("a") is not None and parts.size == 2 and is_rate(context, parts.first.start, end):  # noqa: PLR2004
        return Reading("SET", duration(1, unit))
    return Reading("DURATION", duration(count, unit), "APPROX" if parts.token("so") is not None else None)


def _one_day(parts: Parts, context: Context) -> Reading | None:
    """One day as a length, or as a day to come ("will one day lead"); nothing where it is a day of a tale."""
    start, end = parts.first.start, parts.last.end
    token = context.governors.token(parts.last.start)
    adverb = token is not None and token.dep_ == "npadvmod" and token.head.pos_ in {"VERB", "AUX"}
    if not adverb or context.before(start) in words("one_day_prepositions"):
        return Reading("DURATION", duration(1, "day"))
    if context.after(end).lower() in {"after", "before", "later", "earlier"}:
        return Reading("DURATION", duration(1, "day"))
    return Reading("DATE", "FUTURE_REF") if context.side(parts.last.start) == "future" else NOTHING


def is_rate(context: Context, start: int, end: int) -> bool:
    """Whether "a week" says how often or how much a week: after an amount or its noun."""
    token = context.governors.token(start)
    if token is None or token.i == 0:
        return False
    previous = token.doc[token.i - 1]
    if previous.like_num or previous.tag_ in {"CD", "$"} or previous.text in {"%", "percent"}:
        return True
    if previous.lower_ in {"once", "twice", "times", "hour", "minute"}:
        return True
    if previous.tag_ == "NNS" and context.after(end).lower() not in words("no_rate"):
        return True
    if previous.dep_ == "pobj" and previous.head.lower_ == "of":
        previous = previous.head.head  # "150 minutes of exercise a week"
    if previous.tag_ in {"NN", "NNS"} and previous.i > 0:
        return any(child.tag_ == "CD" for child in previous.children) or previous.doc[previous.i - 1].like_num
    return False


def part_of_century(parts: Parts, context: Context) -> Reading | None:
    """A quarter century, a half-century."""
    del context
    return Reading("DURATION", "P25Y" if parts.token("quarter") is not None else "P50Y")


def unit_and_a_half(parts: Parts, context: Context) -> Reading | None:
    """One and a half."""
    del context
    return Reading("DURATION", duration(1.5, parts.word("unit")))


def stretch(parts: Parts, context: Context) -> Reading | None:
    """The past 24 hours, the first 100 days, the next few weeks; not "to last three weeks"."""
    token = context.governors.token(parts.first.start)
    if parts.has("LAST") and token is not None and token.pos_ == "VERB":
        return None
    count = amount(parts)
    mod = "APPROX" if parts.token("so") is not None else None
    return None if count is None else Reading("DURATION", duration(count, parts.word("unit")), mod)


def vague_stretch(parts: Parts, context: Context) -> Reading | None:
    """Recent months, coming weeks, the first days; "recent years" are the past."""
    del context
    unit = parts.word("unit")
    behind = parts.has("RECENT") or (parts.has("PAST") and not parts.has("THE"))
    if behind and unit in {"year", "decade", "century"}:
        return Reading("DATE", "PAST_REF")
    return Reading("DURATION", duration("X", unit))


def bare_units(parts: Parts, context: Context) -> Reading | None:
    """Units without a number: days, weeks."""
    unit = parts.word("unit")
    if unit in _SPANS | {"second", "weekend", "quarter", "night"}:
        return None
    last = parts.token("unit")
    if last is None or context.is_name(last.start) or _is_described(context, last.start):
        return NOTHING
    if context.before(parts.first.start) in words("no_stretch_prepositions"):
        return NOTHING
    after = context.after(parts.last.end)
    if after == "apart":
        return NOTHING  # a distance
    ahead = parts.token("ahead") is not None
    if parts.has("THE") and not ahead and after not in words("after_the_units"):
        return Reading("DURATION", duration("X", unit)) if unit == "year" else NOTHING
    return Reading("DURATION", duration("X", unit))


def _is_described(context: Context, start: int) -> bool:
    """Whether bare units are hours of some kind, no length: opening hours, school days."""
    token = context.governors.token(start)
    return token is not None and any(
        child.i == token.i - 1 and (child.dep_ == "compound" or child.tag_ == "VBG")
        for child in token.children
    )


def these_days(parts: Parts, context: Context) -> Reading | None:
    """These days."""
    del context
    return Reading("DATE", "PRESENT_REF") if parts.word("unit") == "day" else None


def rate_of_part(parts: Parts, context: Context) -> Reading | None:
    """Four hours a night."""
    return Reading("SET", "P1D") if is_rate(context, parts.first.start, parts.last.end) else None


def unit_long(parts: Parts, context: Context) -> Reading | None:
    """Day-long, decades-long."""
    del context
    vague = parts.has("UNITS")
    return Reading("DURATION", duration("X" if vague else 1, parts.word("unit")))


def every_unit(parts: Parts, context: Context) -> Reading | None:
    """Every day, every two weeks, every other month, each morning."""
    del context
    part = parts.word("part")
    if part:
        return Reading("SET", "XXXX-XX-XXT" + part)
    if parts.has("WEEKEND"):
        return Reading("SET", "XXXX-WXX-WE")
    count = 2 if parts.has("OTHER_ONE") else parts.number("n") or 1
    return Reading("SET", duration(count, parts.word("unit")))


def every_named(parts: Parts, context: Context) -> Reading | None:
    """Every Monday, each July, every summer."""
    del context
    day, month, season = parts.whole("weekday"), parts.whole("month"), parts.word("season")
    if day is not None:
        part = parts.word("part")
        return Reading("SET", f"XXXX-WXX-{day}" + (f"T{part}" if part else ""))
    return Reading("SET", f"XXXX-{month:02}" if month is not None else f"XXXX-{season}")


def weekdays(parts: Parts, context: Context) -> Reading | None:
    """Mondays, 4pm on Wednesdays."""
    del context
    clock = parts.token("clock")
    day = next(token for token in (parts.first, parts.last) if isinstance(token.meaning, int))
    time = None if clock is None else clock_value(str(clock.meaning))
    return Reading("SET", f"XXXX-WXX-{day.meaning}{time or ''}")


def weekday_parts(parts: Parts, context: Context) -> Reading | None:
    """Tuesday nights."""
    del context
    part = _PARTS.get(parts.word("parts"))
    return None if part is None else Reading("SET", f"XXXX-WXX-{parts.first.meaning}T{part}")


def frequency(parts: Parts, context: Context) -> Reading | None:
    """Daily, annually; not in names ("the Daily Mail"), nor as a newspaper, nor of dividends and reports."""
    word = context.text[parts.first.start : parts.first.end]
    if word[0].isupper() and context.before(parts.first.start) not in {"", ".", "“", '"'}:
        return None
    after = context.after(parts.first.end)
    if after.istitle() or after.lower() in words("press_nouns"):
        return None
    token = context.governors.token(parts.first.start)
    if token is not None and word.lower() == "quarterly" and token.dep_ != "advmod":
        return None
    if token is not None and token.tag_ in {"NN", "NNP"} and token.dep_ not in {"amod", "advmod", "compound"}:
        return None
    return Reading("SET", str(parts.first.meaning))


def times_a_unit(parts: Parts, context: Context) -> Reading | None:
    """Twice a week."""
    del context
    return Reading("SET", duration(1, parts.word("unit")))


_SPANS = frozenset({"morning", "evening", "afternoon", "summer", "winter", "spring", "autumn"})
_PARTS = {"night": "NI", "morning": "MO", "afternoon": "AF", "evening": "EV"}


HANDLERS = {
    "duration": span,
    "unit_and_a_half": unit_and_a_half,
    "part_of_century": part_of_century,
    "stretch": stretch,
    "vague_stretch": vague_stretch,
    "bare_units": bare_units,
    "unit_long": unit_long,
    "every_unit": every_unit,
    "every_named": every_named,
    "weekdays": weekdays,
    "frequency": frequency,
    "times_a_unit": times_a_unit,
    "these_days": these_days,
    "rate_of_part": rate_of_part,
    "weekday_parts": weekday_parts,
    "per_unit": times_a_unit,
}
