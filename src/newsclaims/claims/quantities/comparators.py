"""The words that make a number a bound or an estimate: "over 100", "at least three", "20 or so"."""

import re
from functools import cache

from newsclaims.claims.quantities.figures import Figure, alternatives
from newsclaims.claims.quantities.units import Unit, end_of_noun, words
from newsclaims.claims.view import View
from newsclaims.language import table
from newsclaims.offsets import Offsets
from newsclaims.records import Comparator

_LONGEST = 40
# How a word that compares hangs on the number; as a preposition it governs the noun instead.
_MODIFIERS = frozenset({"advmod", "quantmod", "det", "amod", "nummod"})


@cache
def _before() -> re.Pattern[str]:
    return re.compile(
        rf"(?<![^\W_])({alternatives(table('quantities')['before'])})\s+(?:an?\s+)?$", re.IGNORECASE
    )


@cache
def _after() -> re.Pattern[str]:
    return re.compile(
        rf"(?:[\s-]({alternatives(table('quantities')['after'])})(?![^\W_])|(\+))", re.IGNORECASE
    )


def comparator_of(view: View, figure: Figure, unit: Unit) -> tuple[Offsets, Comparator]:
    """The comparator of a number, and the number with its unit and the comparator's words."""
    text, span = view.text, Offsets(figure.span.start, unit.end)
    offset = max(0, span.start - _LONGEST)
    match = _before().search(text[offset : span.start])
    if match:
        phrase = _normal(match[1])
        place = offset + match.start(1)
        if phrase not in words("doubtful", "words") or unit.fixed or _modifies(view, place):
            return Offsets(place, span.end), _meaning("before", phrase)
    for end in (figure.number.end, unit.end, end_of_noun(view, figure)):
        match = _after().match(text, end)
        if match:
            comparator = ">=" if match[2] else _meaning("after", _normal(match[1]))
            return Offsets(span.start, max(match.end(), span.end)), comparator
    if figure.kind == "vague" or re.match(
        r"several|many", text[figure.number.start : span.end], re.IGNORECASE
    ):
        return span, ">="
    if re.match(r"a\s+(?:few|couple)", text[figure.number.start : span.end], re.IGNORECASE):
        return span, "~"
    return span, "="


def _meaning(section: str, phrase: str) -> Comparator:
    comparator: Comparator = table("quantities")[section][phrase]
    return comparator


def _normal(words_: str) -> str:
    return re.sub(r"\s+", " ", words_.lower())


def _modifies(view: View, place: int) -> bool:
    tokens = view.between(Offsets(place, place + 1))
    return bool(tokens) and view.deps[tokens[0]] in _MODIFIERS
