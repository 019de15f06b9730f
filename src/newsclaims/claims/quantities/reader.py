"""From numbers to quantities: units, comparators, ranges and results, and what counts nothing left out."""

import re
from collections.abc import Sequence
from dataclasses import replace

from spacy.tokens import Doc

from newsclaims.claims.quantities.comparators import comparator_of
from newsclaims.claims.quantities.figures import Figure, find_figures
from newsclaims.claims.quantities.filters import counts
from newsclaims.claims.quantities.units import PERCENT, Unit, noun_of, unit_of, words
from newsclaims.claims.structures import Amount
from newsclaims.claims.view import View
from newsclaims.language import table
from newsclaims.offsets import Offsets

_LINK = re.compile(r"\s?[-–—]\s?|\s+(?:to|and|or)\s+(?:(?:about|around|nearly|almost|some)\s+)?")
_RANGE_START = re.compile(
    r"(?<![^\W_])(between|from)\s+(?:(?:about|around|roughly|some)\s+)?$", re.IGNORECASE
)
_SPACE = re.compile(r"\s+")
_DASHES = frozenset("-–—")
_LONGEST_LEAD = 24
_RESULT_DIGITS = 3
_MOST_DIGITS = 15


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
        if not _touches(view.text, figure.span, taken)
        and figure.number.end - figure.number.start <= _MOST_DIGITS * 4
    ]
    amounts: list[Amount] = []
    place = 0
    while place < len(figures):
        pair = _pair(doc, view, figures[place], figures[place + 1]) if place + 1 < len(figures) else ()
        found = pair or _single(doc, view, figures[place])
        place += 2 if pair else 1
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
    figure = _with_letter(view, figure)
    unit = unit_of(view, figure)
    if not counts(doc, view, figure, unit):
        return ()
    span, comparator = comparator_of(view, figure, unit)
    return (Amount(span=span, value=_value(figure, unit), unit=unit.name, comparator=comparator),)


def _value(figure: Figure, unit: Unit) -> float:
    return float(f"{figure.value * unit.factor:.12g}")


def _with_letter(view: View, figure: Figure) -> Figure:
    """`figure` with the letter behind its digits read as a scale, with money and before a plural; else as it is."""
    if not figure.letter:
        return figure
    scaled = replace(
        figure,
        value=figure.value * table("quantities")["scale_letters"][figure.letter],
        scaled=True,
        letter="",
    )
    if figure.currency:
        return scaled
    noun = noun_of(view, figure)
    if noun is not None and figure.letter in {"k", "m"} and view.tags[noun] in {"NNS", "NNPS"}:
        return scaled
    return figure


def _pair(doc: Doc, view: View, first: Figure, second: Figure) -> tuple[Amount, ...]:
    """The two numbers of a range, of a change or of a result; nothing where they stand for themselves."""
    if "vague" in (first.kind, second.kind) or "ratio" in (first.kind, second.kind):
        return ()
    first, second = _with_letter(view, first), _with_letter(view, second)
    upper = unit_of(view, second)
    own = unit_of(view, first)
    first_end = own.end if own.fixed else first.number.end
    link = _LINK.match(view.text, first_end)
    if link is None or link.end() != second.span.start:
        return ()
    joint = _SPACE.sub(" ", link.group().strip().lower()).split(" ")[0]
    offset = max(0, first.span.start - _LONGEST_LEAD)
    lead = _RANGE_START.search(view.text[offset : first.span.start])
    word = lead[1].lower() if lead else ""
    dash = joint[:1] in _DASHES
    if dash and not link.group()[:1].isspace() and _is_result(view, first, second, upper):
        return (
            Amount(span=first.span, value=first.value, unit=None, comparator="="),
            Amount(span=second.span, value=second.value, unit=None, comparator="="),
        )
    if not (
        dash or joint == "to" or (joint == "and" and word == "between") or (joint == "or" and not own.fixed)
    ):
        return ()
    if own.fixed and upper.fixed and own.name != upper.name:
        return ()
    low = _completed(first, second, own)
    high = (
        second
        if second.currency or not (first.currency and not upper.fixed)
        else replace(second, currency=first.currency)
    )
    upper = unit_of(view, high)
    if not counts(doc, view, high, upper):
        return ()
    if joint == "or" and (upper.name is None or not low.value < high.value):
        return ()
    if dash and (upper.name is None or low.value >= high.value):
        return ()
    start = offset + lead.start(1) if lead else first.span.start
    changes = word == "from" or low.value >= high.value
    lower_unit = own if own.fixed else upper
    return (
        Amount(
            span=Offsets(first.span.start if changes else start, first_end),
            value=_value(low, lower_unit), unit=lower_unit.name, comparator="=" if changes else ">=",
        ),
        Amount(
            span=Offsets(second.span.start, upper.end),
            value=_value(high, upper), unit=upper.name, comparator="=" if changes else "<=",
        ),
    )  # fmt: skip


def _completed(first: Figure, second: Figure, own: Unit) -> Figure:
    """The lower bound with the scale that it shares with the upper: "1.5-2 billion", "£3-5m"."""
    if first.scaled or not second.scaled or own.name == PERCENT:
        return first
    factor = 1.0
    for scale in sorted(
        {*table("quantities")["scales"].values(), *table("quantities")["scale_letters"].values()}
    ):
        if second.value >= scale and first.value < second.value / scale:
            factor = float(scale)
    return replace(first, value=first.value * factor, scaled=True)


def _is_result(view: View, first: Figure, second: Figure, upper: Unit) -> bool:
    """Whether two figures joined by a hyphen are a result or a count of votes: "won 3-2", "a 20-10 vote"."""
    figures = [view.text[figure.number.start : figure.number.end] for figure in (first, second)]
    if not all(figure.isdigit() and len(figure) <= _RESULT_DIGITS for figure in figures):
        return False
    if (
        first.currency
        or second.currency
        or upper.fixed
        or view.text[second.span.end : second.span.end + 1] in {"-", "–"}
    ):
        return False
    if upper.name is None or upper.name in words("filters", "results"):
        return True
    return first.value >= second.value
