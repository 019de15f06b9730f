"""Days, months, years and holidays by name or number: their values, with the year that the text leaves out."""

import datetime as dt
import re
from functools import cache

from newsclaims.dates.context import NOTHING, Context, Reading
from newsclaims.dates.direction import Direction
from newsclaims.dates.filters import is_month_word, is_named_day, is_year, words
from newsclaims.dates.grammar import Parts, compiled
from newsclaims.dates.lexer import Token, categories
from newsclaims.dates.normalise import at, date_or_none, holiday, shift
from newsclaims.language import table

_UNKNOWN_YEAR = "XXXX"
_HUNDRED = 100
_LONGEST_MONTH = 31
_TEN = 10
_MONTHS = 12
# How many days a date may lie behind and still be meant where the verb looks ahead.
_GRACE = 7
# How many days a date may lie ahead and still be meant where the verb looks back ("declared a dividend payable
# Dec. 15"): a day of the year before would be named with its year.
_NEAR = 90
# How many days a holiday may lie ahead where the verb looks back: "presents for Christmas were sent".
_HOLIDAY_GRACE = 15


_DAY = re.compile(r"\d{4}-\d\d-\d\d")
_JOINT = re.compile(r"\s*(?:,|and|or|to|through|&|[-‐‑–—]|,\s*and)\s*")


@cache
def _pair() -> re.Pattern[str]:
    return compiled(
        "(?:TO|AND|OR|HYPHEN) (?:THE? DAY_NUMBER OF?)? ANY_MONTH (?:THE? DAY_NUMBER)? COMMA? ANY_YEAR"
    )


def which_side(parts: Parts) -> int | None:
    """-1 for last and past, 0 for this, 1 for next and coming; None without such a word."""
    codes = categories()
    found = parts.categories("which")
    if not found:
        return None
    if codes["LAST"] in found or codes["PAST"] in found:
        return -1
    if codes["NEXT"] in found or codes["COMING"] in found:
        return 1
    return 0


def full_year(parts: Parts) -> int | None:
    """The year that the expression names."""
    year = parts.whole("year")
    if year is None:
        return None
    return year if year >= _HUNDRED else _of_two_figures(year)


def _of_two_figures(year: int) -> int:
    # Two figures mean a year of the last eighty and the next twenty, as in most software and style books.
    return year + (2000 if year <= 45 else 1900)  # noqa: PLR2004


def calendar(parts: Parts, context: Context) -> Reading | None:
    """A month and a day, with or without weekday and year."""
    month, day = parts.whole("month"), parts.whole("day")
    token = parts.token("month")
    if month is None or day is None or token is None:
        return None
    year = full_year(parts)
    if year is not None:
        context.years[month, day] = year
    if day > _HUNDRED or date_or_none(year or 2000, month, day) is None:
        return _month_and_year(year, month) if day > _HUNDRED else None
    if year is None:
        year = named_year(parts, context, month, day)
    if year is None:
        year = following_year(parts, month)
    if year is None:
        value = nearest_year(month, day, context, token.start, parts.whole("weekday"))
    else:
        value = f"{year:04}-{month:02}-{day:02}"
    context.month_day = (value, parts.last.end)
    return Reading("DATE", value)


def first_day(parts: Parts, context: Context) -> Reading | None:
    """The first day of a pair: "23-24 March", "from 3 to 5 April"."""
    number = parts.whole("day")
    match = _later_day().match(parts.lexemes.codes, parts.match.end())
    if number is None or match is None:
        return None
    later = Parts(parts.rule, match, parts.lexemes)
    month, other, token = later.whole("month"), later.whole("day"), later.token("month")
    if month is None or other is None or token is None or number >= other:
        return None
    year = full_year(later) or context.years.get((month, other))
    if date_or_none(year or 2000, month, other) is None:
        return None
    last = f"{year:04}-{month:02}-{other:02}" if year else nearest_year(month, other, context, token.start)
    return Reading("DATE", f"{last[:-2]}{number:02}")


@cache
def _later_day() -> re.Pattern[str]:
    return compiled(
        "(?:HYPHEN|TO|AND|OR) THE? <day:DAY_NUMBER> OF? <month:ANY_MONTH> (?:COMMA? <year:ANY_YEAR>)?"
    )


def day_alone(parts: Parts, context: Context) -> Reading | None:
    """The second day of a pair: "April 24 and 25", "July 1-4"."""
    number = parts.whole("day")
    if context.month_day is None or number is None:
        return None
    value, end = context.month_day
    if not _JOINT.fullmatch(context.text, end, parts.first.start):
        return None
    token = context.governors.token(parts.first.start)
    counts = token is not None and token.dep_ == "nummod" and token.head.tag_ == "NNS"
    if counts or number <= int(value[-2:]) or context.after(parts.last.end).lower() in words("amount_words"):
        return None
    if value[:4].isdigit() and date_or_none(int(value[:4]), int(value[5:7]), number) is None:
        return None
    found = f"{value[:-2]}{number:02}"
    context.month_day = (found, parts.last.end)
    return Reading("DATE", found)


def following_year(parts: Parts, month: int) -> int | None:
    """The year of the second month of a pair, for the first: "from May 3 to July 9, 1998"."""
    match = _pair().match(parts.lexemes.codes, parts.match.end())
    if match is None:
        return None
    tokens_ = parts.lexemes.tokens[match.start() : match.end()]
    months = categories()["MONTH"] + categories()["MAYBE_MONTH"]
    index = next(index for index, code in enumerate(match.group()) if code in months)
    other, year = tokens_[index].meaning, tokens_[-1].meaning
    if not isinstance(other, int) or not isinstance(year, int):
        return None
    full = year if year >= _HUNDRED else _of_two_figures(year)
    return full - (month > other)


def named_year(parts: Parts, context: Context, month: int, day: int) -> int | None:
    """The year of a month and day from last, this, next, or from where the article named it in full."""
    side, reference = which_side(parts), context.reference
    if side is not None and reference is not None:
        ahead = (month, day) > (reference.month, reference.day)
        return clamped(reference.year + (side if side == 0 else -ahead if side < 0 else not ahead))
    famous = table("date_filters")["famous"].get(f"{month:02}-{day:02}", ())
    if famous and context.after(parts.last.end).lower() in famous:
        return int(famous[0])
    return context.years.get((month, day))


def _month_and_year(year: int | None, month: int) -> Reading | None:
    return None if year is None else Reading("DATE", f"{year:04}-{month:02}")


def nearest_year(month: int, day: int, context: Context, offset: int, weekday: int | None = None) -> str:
    """The date of a month and day in the year that tense, weekday and distance suggest."""
    reference = context.reference
    if reference is None:
        return f"{_UNKNOWN_YEAR}-{month:02}-{day:02}"
    candidates = [
        found
        for year in range(max(1, reference.year - 1), min(9999, reference.year + 1) + 1)
        if (found := date_or_none(year, month, day)) is not None
    ]
    if weekday is not None:
        candidates = [each for each in candidates if each.isoweekday() == weekday] or candidates
    if not candidates:
        return f"{_UNKNOWN_YEAR}-{month:02}-{day:02}"
    direction = context.side(offset)
    if direction == "future":
        candidates = [each for each in candidates if (reference - each).days <= _GRACE] or candidates
    elif direction == "past":
        candidates = [each for each in candidates if (each - reference).days <= _NEAR] or candidates
    return min(candidates, key=lambda each: abs((each - reference).days)).isoformat()


def month(parts: Parts, context: Context) -> Reading | None:
    """A month alone, or with last, next, this year."""
    token, number = parts.token("month"), parts.whole("month")
    if token is None or number is None:
        return None
    named = parts.has("ONE_YEAR")
    side = which_side(parts)
    year = full_year(parts)
    if side is None and not named and not year and not _is_month(parts, context, token):
        return None
    if year is not None:
        return Reading("DATE", f"{year:04}-{number:02}")
    reference = context.reference
    if named and parts.has("THAT"):
        return Reading("DATE", f"{context.anchor[0][:4] if context.anchor else _UNKNOWN_YEAR}-{number:02}")
    if side is None and not named and (year := following_year(parts, number)) is not None:
        return Reading("DATE", f"{year:04}-{number:02}")
    if reference is None:
        return Reading("DATE", f"{_UNKNOWN_YEAR}-{number:02}")
    if named:
        return Reading("DATE", at(dt.date(clamped(reference.year + (side or 0)), number, 1), "month"))
    if side == 0:
        year = reference.year
    elif side is not None:
        year = _month_year(number, "past" if side < 0 else "future", reference, strictly=True)
    else:
        year = _month_year(number, month_side(context, token.start, number, reference), reference)
    return Reading("DATE", f"{clamped(year):04}-{number:02}")


def _is_month(parts: Parts, context: Context, token: Token) -> bool:
    """Whether the name of a month, without a day or a year, is one: not "May I", "Jan Kavan", "April Smith"."""
    if parts.has("MAYBE_MONTH"):
        return is_month_word(context, token)
    if not context.after(token.end).istitle():
        return True
    found = context.governors.token(token.start)
    return found is None or found.ent_type_ != "PERSON"


def clamped(year: int) -> int:
    """The nearest year that the calendar has."""
    return min(max(year, dt.MINYEAR), dt.MAXYEAR)


def month_side(context: Context, offset: int, number: int, reference: dt.date) -> Direction:
    """Whether a month without a year lies behind or ahead: by tense, else the nearer one."""
    side = context.side(offset)
    nearer: Direction = "past" if (reference.month - number) % _MONTHS <= _MONTHS // 2 else "future"
    if side is None or _noun_dates(context, offset):
        return nearer
    return nearer if side == "future" and context.governors.told_to(offset) else side


def _noun_dates(context: Context, offset: int) -> bool:
    """Whether the month only tells when something takes place, whatever the verb's tense: "a visit in May"."""
    before = context.preposition(offset)
    return before == "for" or (before in {"in", "of"} and context.governors.of_event(offset))


def _month_year(number: int, side: Direction, reference: dt.date, *, strictly: bool = False) -> int:
    if side == "past":
        return reference.year - (number > reference.month or (strictly and number == reference.month))
    return reference.year + (number < reference.month or (strictly and number == reference.month))


def weekday(parts: Parts, context: Context) -> Reading | None:
    """A weekday: the nearest past one or the nearest coming one, by tense."""
    token, number = parts.token("weekday"), parts.whole("weekday")
    if token is None or number is None:
        return None
    if context.reference is None:
        return Reading("DATE", f"XXXX-WXX-{number}")
    if side_by := _apposed(parts, number, context):
        return Reading("DATE", side_by)
    reference = context.reference
    side = which_side(parts)
    codes = parts.categories("which")
    category = categories()
    if is_named_day(context, token):
        return None
    if side is None or (side == 0 and len(codes) == 1):
        return Reading("DATE", _bare_weekday(parts, number, reference, context).isoformat())
    if side > 0 and category["COMING"] not in codes:
        return Reading("DATE", shift(reference, 7 + number - reference.isoweekday(), "day").isoformat())
    if side >= 0:
        return Reading(
            "DATE", shift(reference, (number - reference.isoweekday() - 1) % 7 + 1, "day").isoformat()
        )
    return Reading(
        "DATE", shift(reference, -((reference.isoweekday() - number - 1) % 7 + 1), "day").isoformat()
    )


def _apposed(parts: Parts, number: int, context: Context) -> str | None:
    """The date that "a Friday" right behind it names again: "on January 28, a Friday"."""
    if context.anchor is None or context.before(parts.first.start) != "a":
        return None
    value, end = context.anchor
    if not _DAY.fullmatch(value) or not re.fullmatch(
        r"\s*,\s*(?:which\s+was\s+)?a\s+", context.text[end : parts.first.start]
    ):
        return None
    return value if dt.date.fromisoformat(value).isoweekday() == number else None


def _bare_weekday(parts: Parts, number: int, reference: dt.date, context: Context) -> dt.date:
    """The nearest such day on the side of the verb; the days of a stretch ("Monday to Friday") belong together."""
    token = parts.last
    today = reference.isoweekday()
    if context.weekday is not None and _JOINT.fullmatch(context.text, context.weekday[1], parts.first.start):
        first = context.weekday[0]
        return shift(first, (number - first.isoweekday()) % 7, "day")
    if weekday_side(context, token.start) == "future":
        later = number == today and context.looks_beyond(token.start)
        day = shift(reference, 7 if later else (number - today) % 7, "day")
    else:
        day = shift(reference, -((today - number) % 7), "day")
        until = _until_weekday().match(parts.lexemes.codes, parts.match.end())
        last = None if until is None else parts.lexemes.tokens[until.end() - 1].meaning
        if isinstance(last, int):
            end = shift(reference, -((today - last) % 7), "day")
            day = shift(end, -((last - number) % 7), "day")
    if _until_weekday().match(parts.lexemes.codes, parts.match.end()):
        context.weekday = (day, parts.last.end)
    return day


@cache
def _until_weekday() -> re.Pattern[str]:
    return compiled("(?:TO|HYPHEN) WEEKDAY")


def following_weekday(parts: Parts, context: Context) -> Reading | None:
    """The following Sunday, the previous Friday: counted from the day named before."""
    token, number = parts.token("weekday"), parts.whole("weekday")
    if token is None or number is None:
        return None
    base = context.anchor_day(token.start)
    if base is None:
        return Reading("DATE", f"XXXX-WXX-{number}")
    if parts.token("back") is not None:
        return Reading("DATE", shift(base, -((base.isoweekday() - number - 1) % 7 + 1), "day").isoformat())
    return Reading("DATE", shift(base, (number - base.isoweekday() - 1) % 7 + 1, "day").isoformat())


def weekday_side(context: Context, start: int) -> Direction:
    """Whether a weekday lies behind or ahead; behind where nothing tells."""
    return context.side(start) or "past"


def weekday_of_week(parts: Parts, context: Context) -> Reading | None:
    """A weekday of last, this or next week."""
    number, side = parts.whole("weekday"), which_side(parts)
    if parts.meaning("unit") != "week" or number is None or side is None:
        return None
    if context.reference is None:
        return Reading("DATE", f"XXXX-WXX-{number}")
    day = shift(context.reference, 7 * side + number - context.reference.isoweekday(), "day")
    return Reading("DATE", day.isoformat())


def weekday_week(parts: Parts, context: Context) -> Reading | None:
    """Tuesday week: a week after the coming Tuesday, in British and Commonwealth English."""
    number = parts.whole("weekday")
    if parts.meaning("unit") != "week" or number is None or not context.ends_clause(parts.last.end):
        return None
    if context.reference is None:
        return Reading("DATE", f"XXXX-WXX-{number}")
    return Reading(
        "DATE", shift(context.reference, 7 + (number - context.reference.isoweekday()) % 7, "day").isoformat()
    )


def day_of_month(parts: Parts, context: Context) -> Reading | None:
    """By the 15th: a day of the month that is running, or of the one that the verb points to."""
    number, start = parts.whole("day"), parts.first.start
    if (
        number is None
        or not 1 <= number <= _LONGEST_MONTH
        or context.before(start) not in words("ordinal_day_prepositions")
    ):
        return None
    token = context.governors.token(parts.last.start)
    if (
        token is None
        or token.dep_ != "pobj"
        or any(child.dep_ in {"prep", "relcl"} for child in token.rights)
    ):
        return None
    if words("ordinals_of_sport") & set(
        re.findall(r"\w+", context.text[max(0, start - _NEAR) : start + _NEAR].lower())
    ):
        return None
    if context.reference is None:
        return Reading("DATE", f"XXXX-XX-{number:02}")
    first = context.reference.replace(day=1)
    months = [shift(first, step, "month") for step in (-1, 0, 1)]
    days = [day for each in months if (day := date_or_none(each.year, each.month, number)) is not None]
    ahead = context.side(parts.last.start) == "future"
    fitting = [day for day in days if (day >= context.reference if ahead else day <= context.reference)]
    return Reading("DATE", (min(fitting) if ahead else max(fitting)).isoformat()) if fitting else None


def year(parts: Parts, context: Context) -> Reading | None:
    """A year in four figures or in words."""
    token, number = parts.token("year"), parts.whole("year")
    if token is None or number is None or not 1 <= number <= 2100:  # noqa: PLR2004 - later years are numbers
        return None
    if parts.size == 1 and not is_year(context, token.start, token.end, number):
        return None
    return Reading("DATE", f"{number:04}")


def short_year(parts: Parts, context: Context) -> Reading | None:
    """A year in two figures with an apostrophe."""
    del context
    number = parts.whole("year")
    return None if number is None else Reading("DATE", f"{_of_two_figures(number):04}")


def years_range(parts: Parts, context: Context) -> Reading | None:
    """Two years as one ("2009-10"): the value is the first."""
    del context
    first, second = re.split(r"[-–—/]", str(parts.first.meaning))
    if int(first) % _HUNDRED >= int(second) and int(second) != 0:
        return None
    return Reading("DATE", first)


def iso(parts: Parts, context: Context) -> Reading | None:
    """A date in ISO 8601."""
    del context
    found = str(parts.first.meaning)
    if date_or_none(int(found[:4]), int(found[5:7]), int(found[8:10])) is None:
        return None
    return Reading("TIME", found[:16]) if "T" in found else Reading("DATE", found)


def slashed(parts: Parts, context: Context) -> Reading | None:
    """A date in figures: month first with slashes, day first with full stops, else the only way it can be."""
    del context
    found = str(parts.first.meaning)
    one, two, last = (int(figures) for figures in re.split(r"[./]", found))
    full = last if last >= _HUNDRED else _of_two_figures(last)
    orders = ((one, two), (two, one)) if "/" in found else ((two, one), (one, two))
    for number, day in orders:
        if date_or_none(full, number, day) is not None:
            return Reading("DATE", f"{full:04}-{number:02}-{day:02}")
    return None


def decade(parts: Parts, context: Context) -> Reading | None:
    """A decade: its first three figures."""
    tens = parts.whole("tens")
    if tens is None or (parts.has("DECADE_WORD") and not parts.has("THE")):
        return None
    if tens < _HUNDRED and context.preposition(parts.first.start) in words("possessives"):
        return NOTHING  # an age: "in his mid-30s"
    if tens >= _HUNDRED:
        return Reading("DATE", f"{tens // _TEN:03}")
    if tens >= _TEN:
        tens //= _TEN
    elif not parts.has("DECADE_WORD"):
        return Reading("DATE", "200")
    return Reading("DATE", f"19{tens}")


def century(parts: Parts, context: Context) -> Reading | None:
    """A century: its first two figures."""
    del context
    number = parts.whole("n")
    if number is None or not 1 <= number <= 22:  # noqa: PLR2004 - nobody speaks of later ones
        return None
    return Reading("DATE", f"{number - 1:02}")


def holiday_span(parts: Parts, context: Context) -> Reading | None:
    """Easter week, the Labor Day weekend: the one that is nearest to the day."""
    named = holiday_(parts, context)
    if named is None or not _DAY.fullmatch(named.value):
        return None
    day = dt.date.fromisoformat(named.value)
    unit = "weekend" if parts.has("WEEKEND") else str(parts.last.meaning)
    if unit not in {"week", "weekend"}:
        return None
    if unit == "weekend" and day.isoweekday() <= 2:  # noqa: PLR2004 - a Monday or Tuesday lengthens the one before
        day = shift(day, -7, "day")
    return Reading("DATE", at(day, unit))


def holiday_(parts: Parts, context: Context) -> Reading | None:
    """A named day."""
    token = next(token for token in tokens(parts) if isinstance(token.meaning, tuple))
    rule = token.meaning
    if not isinstance(rule, tuple):
        return None
    named = full_year(parts)
    if named is not None and 1 < named < dt.MAXYEAR:
        return Reading("DATE", holiday(rule, named).isoformat())
    reference = context.reference
    if reference is None:
        if rule[0] == 0:
            return Reading("DATE", f"{_UNKNOWN_YEAR}-{rule[1]:02}-{rule[2]:02}")
        return None
    side = which_side(parts)
    years = range(max(2, reference.year - 1), min(dt.MAXYEAR - 1, reference.year + 1) + 1)
    days = [holiday(rule, each) for each in years]
    direction = context.side(token.start)
    if side == -1 or (side is None and direction == "past"):
        grace = 0 if side == -1 else _HOLIDAY_GRACE
        behind = [each for each in days if (each - reference).days < grace]
        return Reading("DATE", max(behind, default=days[0]).isoformat())
    if side == 1 or (side is None and direction == "future"):
        ahead = [each for each in days if each > reference or (side is None and each == reference)]
        return Reading("DATE", min(ahead, default=days[-1]).isoformat())
    if side == 0:
        return Reading("DATE", holiday(rule, reference.year).isoformat())
    return Reading("DATE", min(days, key=lambda each: abs((each - reference).days)).isoformat())


def tokens(parts: Parts) -> list[Token]:
    """All tokens of the expression."""
    return parts.lexemes.tokens[parts.match.start() : parts.match.end()]


HANDLERS = {
    "calendar": calendar,
    "month": month,
    "weekday": weekday,
    "following_weekday": following_weekday,
    "weekday_of_week": weekday_of_week,
    "weekday_week": weekday_week,
    "day_of_month": day_of_month,
    "year": year,
    "short_year": short_year,
    "years_range": years_range,
    "iso": iso,
    "slashed": slashed,
    "decade": decade,
    "century": century,
    "holiday": holiday_,
    "holiday_span": holiday_span,
    "day_alone": day_alone,
    "first_day": first_day,
}
