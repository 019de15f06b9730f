"""What looks like a date and is none: the verbs may and march, numbers that are amounts."""

from functools import cache

from newsclaims.dates.context import Context
from newsclaims.dates.lexer import Token
from newsclaims.language import table

_OLD_YEARS = range(1000, 1800)
# Years that news speak of: a number of things would be written with a comma or be rounder.
_LIVELY_YEARS = range(1900, 2060)
_HUNDRED = 100


@cache
def words(name: str) -> frozenset[str]:
    """A list of the table ``date_filters``."""
    return frozenset(table("date_filters")[name])


def is_month_word(context: Context, token: Token) -> bool:
    """Whether May or March, written with a capital, names the month."""
    word = context.text[token.start : token.end]
    before = context.before(token.start)
    if before not in words("month_prepositions"):
        return False
    demonstration = word.lower() == "march" and before == "the"
    return not (demonstration and context.after(token.end).lower() in words("after_a_march"))


def is_year(context: Context, start: int, end: int, number: int) -> bool:
    """Whether a four-figure number is a year and no amount."""
    before, after = context.before(start), context.after(end)
    if number in _OLD_YEARS and before not in words("old_year_prepositions"):
        return False
    if before in words("number_words") or after.lower() in words("amount_words"):
        return False
    following = context.governors.token(end + 1) if after.islower() else None
    if following is None or following.text != after or following.tag_ != "NNS":
        return True
    token = context.governors.token(start)
    if before in words("year_prepositions") and (token is None or token.dep_ != "nummod"):
        return True
    return number in _LIVELY_YEARS and bool(number % _HUNDRED) and before in words("year_determiners")


def is_named_day(context: Context, token: Token) -> bool:
    """Whether a weekday is part of a name: Black Monday, Fox News Sunday, the Sunday Times."""
    if not context.text[token.start].isupper():
        return False
    after = context.after(token.end)
    return context.before(token.start) in words("named_days") or (
        after.istitle() and after.lower() in words("after_named_days")
    )
