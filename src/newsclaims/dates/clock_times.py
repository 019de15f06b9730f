"""Clock times and parts of days."""

import datetime as dt
import re

from newsclaims.dates.context import NOTHING, Context, Reading
from newsclaims.dates.filters import words
from newsclaims.dates.grammar import Parts
from newsclaims.dates.lexer import categories
from newsclaims.dates.normalise import shift

_CLOCK = re.compile(r"(\d{1,2})(?:[:.]?(\d\d))?(?::\d\d)?[\s\u00a0\u202f]*([ap])?", re.IGNORECASE)
_DAY = re.compile(r"\d{4}-(?:0[1-9]|1[0-2])-(?:0[1-9]|[12]\d|3[01])")
_NOON = 12
# The latest hour that news give without a half of the day where the afternoon or the evening is meant.
_EVENING = 6
_CLAUSE_ENDS = frozenset(".,;?!”’\"'")


def today(context: Context) -> str:
    """The value of the article's day."""
    return "XXXX-XX-XX" if context.reference is None else context.reference.isoformat()


def clock_value(written: str) -> str | None:
    """The T part of a clock time: "8.30 p.m." -> T20:30."""
    match = _CLOCK.match(written)
    if match is None:
        return None
    hour, minute, half = int(match[1]), int(match[2] or 0), (match[3] or "").lower()
    if half:
        if not 1 <= hour <= _NOON:
            return None
        hour = hour % _NOON + (_NOON if half == "p" else 0)
    return f"T{hour:02}:{minute:02}" if hour < 24 or not minute else None  # noqa: PLR2004


def clock(parts: Parts, context: Context) -> Reading | None:
    """A clock time of the day that the sentence is about."""
    value = clock_value(str(parts.first.meaning))
    if value is None:
        return None
    return Reading("TIME", today(context) + value + parts.word("zone"), floating=True)


def hour(parts: Parts, context: Context) -> Reading | None:
    """An hour with o'clock or a part of the day."""
    number = parts.whole("n")
    if number is None or not 1 <= number <= _NOON:
        return None
    part = parts.word("part") or ("NI" if parts.token("part") is not None else "")
    if part in {"AF", "EV", "NI"}:
        number = number % _NOON + _NOON
    elif part == "MO":
        number %= _NOON
    elif number <= _EVENING or context.half_day is None:
        number = number % _NOON + (_NOON if number <= _EVENING else 0)
    else:
        number = number % _NOON + context.half_day
    day = context.reference
    if parts.token("day") is not None and day is not None:
        day = shift(day, int(parts.whole("day") or 0), "day")
    prefix = "XXXX-XX-XX" if day is None else day.isoformat()
    return Reading("TIME", f"{prefix}T{number % 24:02}:00", floating=parts.token("day") is None)


def bare_hour(parts: Parts, context: Context) -> Reading | None:
    """An hour as a bare number at the end of its clause, in an article that gives clock times: "here by 6"."""
    number = int(parts.first.meaning) if isinstance(parts.first.meaning, int) else 0
    start, end = parts.first.start, parts.first.end
    if context.half_day is None or not 1 <= number <= _NOON or context.after(end) not in _CLAUSE_ENDS:
        return None
    if context.before(start) not in {"by", "until", "till", "’s", "'s"}:
        return None
    if context.before(start) in {"’s", "'s"} and context.text[max(0, start - 5) : start - 3].lower() != "it":
        return None
    value = f"{today(context)}T{(number % _NOON + context.half_day) % 24:02}:00"
    return Reading("TIME", value, floating=True)


def noon(parts: Parts, context: Context) -> Reading | None:
    """Noon or midnight; midnight ends its day."""
    if context.is_name(parts.first.start) or context.before(parts.first.start) == "high":
        return NOTHING
    return Reading("TIME", today(context) + f"T{parts.first.meaning}", floating=True)


def dawn(parts: Parts, context: Context) -> Reading | None:
    """Dawn, nightfall, suppertime, after a preposition; not "the dawn of an era"."""
    part = str(parts.first.meaning)
    if context.before(parts.first.start) not in words("dawn_prepositions"):
        return None
    if context.after(parts.last.end) == "of":
        return NOTHING
    mod = "START" if parts.has("DAWN") and part == "MO" else None
    return Reading("TIME", today(context) + f"T{part}", mod, floating=True)


def the_part(parts: Parts, context: Context) -> Reading | None:
    """In the morning, of the day that was named or is the article's, under a verb with a tense."""
    start = parts.first.start
    if context.before(start) not in words("part_prepositions") or context.after(parts.last.end) == "of":
        return None
    if context.side(parts.last.start) is None or context.governors.before_noun(start, parts.last.end):
        return None  # the second: "in the evening group"
    return Reading("TIME", today(context) + f"T{parts.word('part')}", floating=True)


def tonight(parts: Parts, context: Context) -> Reading | None:
    """The night of the article's day."""
    del parts
    return Reading("TIME", today(context) + "TNI")


def overnight(parts: Parts, context: Context) -> Reading | None:
    """The night before the article's day; the coming one where the verb looks ahead."""
    if context.after(parts.first.end).islower() and context.governors.token(parts.first.start) is not None:
        token = context.governors.token(parts.first.start)
        if token is not None and token.dep_ in {"amod", "compound"}:
            return None
    if context.reference is None:
        return Reading("TIME", "XXXX-XX-XXTNI")
    if context.side(parts.first.start) == "future":
        return Reading("TIME", context.reference.isoformat() + "TNI")
    return Reading("TIME", shift(_told(context, parts.first.start), -1, "day").isoformat() + "TNI")


def _told(context: Context, offset: int) -> dt.date:
    """The day that the clause is told of ("reported Tuesday that it had rained overnight"), else the article's."""
    reference = context.reference or dt.date.max
    sentence = context.governors.sentence(offset)
    for value, end in reversed(context.anchors):
        if end <= sentence.start:
            break
        day = dt.date.fromisoformat(value) if _DAY.fullmatch(value) else reference
        if day < reference and context.governors.frames(end - 1, offset):
            return day
    return reference


def which_part(parts: Parts, context: Context) -> Reading | None:
    """This morning, last night, that evening, the next morning."""
    part = parts.word("part")
    codes = categories()
    found = parts.categories("which")
    day = context.reference
    if codes["THAT"] in found or codes["SAME"] in found:
        day = context.anchor_day(parts.first.start)
    elif codes["PAST"] in found and (base := context.anchor_day(parts.first.start)) is not None:
        day = shift(base, -1, "day")
    elif codes["THE"] in found and (base := context.anchor_day(parts.first.start)) is not None:
        day = shift(base, 1, "day")
    elif codes["LAST"] in found and day is not None:
        day = shift(day, -1, "day")
    return Reading("TIME", ("XXXX-XX-XX" if day is None else day.isoformat()) + "T" + part)


HANDLERS = {
    "clock": clock,
    "hour": hour,
    "bare_hour": bare_hour,
    "noon": noon,
    "tonight": tonight,
    "overnight": overnight,
    "which_part": which_part,
    "the_part": the_part,
    "dawn": dawn,
}
