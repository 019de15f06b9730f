"""From numbers to quantities: what counts nothing left out, and nothing that the time expressions have."""

from collections.abc import Sequence
from dataclasses import replace

from spacy.tokens import Doc

from newsclaims.claims.quantities.comparators import comparator_of
from newsclaims.claims.quantities.figures import Figure, find_figures
from newsclaims.claims.quantities.filters import counts
from newsclaims.claims.quantities.pairs import read_pair
from newsclaims.claims.quantities.units import unit_of, value_in, with_letter
from newsclaims.claims.structures import Amount
from newsclaims.claims.view import View
from newsclaims.offsets import Offsets

_DASHES = frozenset("-–—")
# Digits in a row that are no number that somebody reads.
_LONGEST = 60


def find_amounts(doc: Doc, view: View, times: Sequence[Offsets]) -> tuple[Amount, ...]:
    """The quantities of an article, in text order, disjoint and apart from its time expressions.

    A share is given in percent ("a fifth" is 20), money in ISO codes, a measure by one name in the singular,
    anything else by the lemma of the noun that is counted; the span holds number, measure and comparator, not that
    noun. A range ("between 12 and 18") is two quantities, its least (>=) and its greatest (<=); a result ("3-2")
    two numbers; "hundreds" is at least 100.

    Args:
        doc: the parsed article.
        view: the same as lists.
        times: where its time expressions are.
    """
    taken = sorted(times)
    figures = [
        figure
        for figure in find_figures(view.text)
        if not _touches(view.text, figure.span, taken) and figure.number.end - figure.number.start <= _LONGEST
    ]
    amounts: list[Amount] = []
    place = 0
    while place < len(figures):
        first, *rest = (with_letter(view, figure) for figure in figures[place : place + 2])
        pair = read_pair(doc, view, first, rest[0]) if rest else None
        found = _single(doc, view, first) if pair is None else pair
        place += 1 if pair is None else 2
        for amount in found:
            span = _clear(view.text, amount.span, taken, amounts)
            if span is not None:
                amounts.append(replace(amount, span=span))
    return tuple(amounts)


def _touches(text: str, span: Offsets, taken: Sequence[Offsets]) -> bool:
    """Whether a number is in a time expression or begins one: "between 10-11 a.m."."""
    joined = Offsets(span.start, span.end + 2 * (text[span.end : span.end + 1] in _DASHES))
    return any(joined.overlaps(other) for other in taken)


def _clear(text: str, span: Offsets, taken: Sequence[Offsets], amounts: Sequence[Amount]) -> Offsets | None:
    """`span` cut where a time expression or the quantity before begins: "$5bn a year"."""
    start, end = span
    if amounts:
        start = max(start, amounts[-1].span.end)
    for other in taken:
        if other.overlaps(Offsets(start, end)):
            if other.start > start:
                end = min(end, other.start)
            else:
                start = max(start, other.end)
    while start < end and text[start].isspace():
        start += 1
    while end > start and text[end - 1].isspace():
        end -= 1
    return Offsets(start, end) if start < end else None


def _single(doc: Doc, view: View, figure: Figure) -> tuple[Amount, ...]:
    unit = unit_of(view, figure)
    if not counts(doc, view, figure, unit):
        return ()
    span, comparator = comparator_of(view, figure, unit)
    return (Amount(span=span, value=value_in(figure, unit), unit=unit.name, comparator=comparator),)
