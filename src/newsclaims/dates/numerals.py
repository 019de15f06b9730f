"""Numbers in words: their value, and whether they are read as a year ("nineteen ninety-six")."""

import re
from functools import cache

from newsclaims.language import table

_CENTURIES = range(11, 22)
_TEN = 10
_HUNDRED = 100
_LARGEST = 10**9


@cache
def _values() -> dict[str, int]:
    words = table("time_words")
    return {**words["NUMERAL_ONES"], **words["NUMERAL_TENS"], **words["NUMERAL_MULTIPLIERS"]}


@cache
def NUMERAL() -> re.Pattern[str]:  # noqa: N802 - a constant, compiled on first use
    """Matches a number in words, as long as it goes."""
    word = "(?:" + "|".join(sorted(_values(), key=len, reverse=True)) + r")(?![^\W_])"
    return re.compile(
        rf"{word}(?:(?:[-‐‑]|\s+|(?<=hundred)\s+and\s+|(?<=thousand)\s+and\s+){word})*", re.IGNORECASE
    )


def numeral(words: str) -> tuple[int, bool]:
    """The value of a number in words, and whether it is spoken as a year."""
    values = [_values()[word] for word in re.findall(r"[a-z]+", words.lower()) if word != "and"]
    if len(values) > 1 and values[0] in _CENTURIES and values[1] < _HUNDRED:
        rest = sum(values[1:])
        if _TEN <= rest < _HUNDRED:
            return values[0] * _HUNDRED + rest, True
    total, current = 0, 0
    for value in values:
        if value >= 10 * _HUNDRED:
            total += max(current, 1) * value
            current = 0
        elif value == _HUNDRED:
            current = max(current, 1) * value
        else:
            current += value
    total = min(total + current, _LARGEST)
    return total, 2000 <= total <= 2100 and len(values) <= 4  # noqa: PLR2004 - "two thousand (and) five"
