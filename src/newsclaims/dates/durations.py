"""Durations and sets: how long and how often."""

from newsclaims.dates.context import NOTHING, Context, Reading
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
    if count is None or unit in {"morning", "evening", "afternoon", "summer", "winter"}:
        return None
    end = parts.last.end
    before, after = context.before(parts.first.start), context.after(end).lower()
    if parts.token("old") is not None or after == "old":
        return NOTHING
    if before == "by" and unit in {"second", "minute"}:
        return NOTHING
    if parts.token("a") is not None and parts.size == 2 and is_rate(context, parts.first.start):  # noqa: PLR2004
        return Reading("SET", duration(1, unit))
    return Reading("DURATION", duration(count, unit))


def is_rate(context: Context, start: int) -> bool:
    """Whether "a week" says how often or how much a week: after an amount or its noun."""
    token = context.governors.token(start)
    if token is None or token.i == 0:
        return False
    previous = token.doc[token.i - 1]
    if previous.like_num or previous.tag_ in {"CD", "$"} or previous.text in {"%", "percent"}:
        return True
    if previous.lower_ in {"once", "twice", "times"}:
        return True
    if previous.tag_ in {"NN", "NNS"} and previous.i > 0:
        return any(child.tag_ == "CD" for child in previous.children) or previous.doc[previous.i - 1].like_num
    return False


def unit_and_a_half(parts: Parts, context: Context) -> Reading | None:
    """One and a half."""
    del context
    return Reading("DURATION", duration(1.5, parts.word("unit")))


def stretch(parts: Parts, context: Context) -> Reading | None:
    """The past 24 hours, the first 100 days, the next few weeks."""
    del context
    count = amount(parts)
    return None if count is None else Reading("DURATION", duration(count, parts.word("unit")))


def vague_stretch(parts: Parts, context: Context) -> Reading | None:
    """Recent months, coming weeks, the first days."""
    del context
    return Reading("DURATION", duration("X", parts.word("unit")))


def bare_units(parts: Parts, context: Context) -> Reading | None:
    """Units without a number: days, weeks."""
    unit = parts.word("unit")
    if unit in {
        "second",
        "morning",
        "evening",
        "afternoon",
        "summer",
        "winter",
        "weekend",
        "quarter",
        "night",
    }:
        return None
    after = context.after(parts.last.end)
    if parts.has("THE") and after not in {"before", "after", "since", "following", "leading", "that", "to"}:
        return Reading("DURATION", duration("X", unit)) if unit == "year" else None
    return Reading("DURATION", duration("X", unit))


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
        return Reading("SET", f"XXXX-WXX-{day}")
    return Reading("SET", f"XXXX-{month:02}" if month is not None else f"XXXX-{season}")


def weekdays(parts: Parts, context: Context) -> Reading | None:
    """Mondays."""
    del context
    return Reading("SET", f"XXXX-WXX-{parts.first.meaning}")


def frequency(parts: Parts, context: Context) -> Reading | None:
    """Daily, annually; not in names ("the Daily Mail")."""
    word = context.text[parts.first.start : parts.first.end]
    if word[0].isupper() and context.before(parts.first.start) not in {"", ".", "“", '"'}:
        return None
    return Reading("SET", str(parts.first.meaning))


def times_a_unit(parts: Parts, context: Context) -> Reading | None:
    """Twice a week."""
    del context
    return Reading("SET", duration(1, parts.word("unit")))


HANDLERS = {
    "duration": span,
    "unit_and_a_half": unit_and_a_half,
    "stretch": stretch,
    "vague_stretch": vague_stretch,
    "bare_units": bare_units,
    "unit_long": unit_long,
    "every_unit": every_unit,
    "every_named": every_named,
    "weekdays": weekdays,
    "frequency": frequency,
    "times_a_unit": times_a_unit,
    "per_unit": times_a_unit,
}
