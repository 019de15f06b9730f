"""Two numbers that belong together: the bounds of a range, a change from one to the other, a result."""

import re
from dataclasses import dataclass, replace

from spacy.tokens import Doc

from newsclaims.claims.quantities.figures import Figure
from newsclaims.claims.quantities.filters import counts, is_age, is_numbered
from newsclaims.claims.quantities.units import PERCENT, Unit, unit_of, value_in, words
from newsclaims.claims.structures import Amount
from newsclaims.claims.view import View
from newsclaims.language import table
from newsclaims.offsets import Offsets
from newsclaims.records import Comparator

_LINK = re.compile(
    r"(-to-)|(\s?[-–—]\s?)|\s+(to|and|or)\s+(?:(?:about|around|nearly|almost|some)\s+)?", re.IGNORECASE
)
_LEAD = re.compile(r"(?<![^\W_])(between|from)\s+(?:(?:about|around|roughly|some)\s+)?$", re.IGNORECASE)
_LONGEST_LEAD = 24
_RESULT_DIGITS = 3


@dataclass(frozen=True, slots=True)
class _Link:
    """How two numbers are joined.

    Attributes:
        by: "-", "-to-", "to", "and" or "or".
        tight: whether it is a dash without spaces.
        lead: "between", "from" or nothing.
        start: where the lead begins, or the first number.
        first_end: where the first number ends, its unit included.
    """

    by: str
    tight: bool
    lead: str
    start: int
    first_end: int


def read_pair(doc: Doc, view: View, first: Figure, second: Figure) -> tuple[Amount, ...] | None:
    """The quantities that two neighbouring numbers make together; None where each stands for itself."""
    if {first.kind, second.kind} & {"vague", "ratio"}:
        return None
    own, upper = unit_of(view, first), unit_of(view, second)
    link = _link(view.text, first, second, own)
    if link is None:
        return None
    if is_numbered(view.text, first) or (is_age(view, first) and not own.fixed):
        return ()
    if _is_result(view, link, first, second, upper):
        return tuple(Amount(span=f.span, value=f.value, unit=None, comparator="=") for f in (first, second))
    if first.currency and not second.currency and not upper.fixed:
        second = replace(second, currency=first.currency)
        upper = unit_of(view, second)
    low = _completed(first, second, own)
    if not _is_range(link, low, second, own, upper) or not counts(doc, view, second, upper):
        bare = link.tight and first.kind == second.kind == "digits" and upper.name is None
        return () if bare else None
    return _bounds(link, low, second, own if own.fixed else upper, upper)


def _link(text: str, first: Figure, second: Figure, own: Unit) -> _Link | None:
    end = own.end if own.fixed else first.number.end
    match = _LINK.match(text, end)
    if match is None or match.end() != second.span.start:
        return None
    offset = max(0, first.span.start - _LONGEST_LEAD)
    lead = _LEAD.search(text[offset : first.span.start])
    return _Link(
        by="-" if match[2] else (match[1] or match[3]).lower(),
        tight=match[2] is not None and len(match[2]) == 1,
        lead=lead[1].lower() if lead else "",
        start=offset + lead.start(1) if lead else first.span.start,
        first_end=end,
    )


def _is_result(view: View, link: _Link, first: Figure, second: Figure, upper: Unit) -> bool:
    """Whether two figures are a result or a count of votes: "won 3-2", "a 20-10 vote", "a 5-to-4 decision"."""
    figures = [view.text[figure.number.start : figure.number.end] for figure in (first, second)]
    if not all(figure.isdigit() and len(figure) <= _RESULT_DIGITS for figure in figures):
        return False
    if first.currency or second.currency or upper.fixed:
        return False
    if view.text[second.span.end : second.span.end + 1] in {"-", "–"}:
        return False
    named = upper.name in words("filters", "results")
    if link.by == "-":
        return link.tight and (named or upper.name is None or first.value >= second.value)
    return link.by == "-to-" or (link.by == "to" and named)


def _is_range(link: _Link, low: Figure, high: Figure, own: Unit, upper: Unit) -> bool:
    """Whether the numbers are the bounds of one quantity, or its values before and after."""
    if own.fixed and upper.fixed and own.name != upper.name:
        return False
    if link.by == "to":
        return True
    if link.by == "and":
        return link.lead == "between"
    rising = upper.name is not None and low.value < high.value
    return rising and (link.by != "or" or not own.fixed)


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


def _bounds(link: _Link, low: Figure, high: Figure, lower: Unit, upper: Unit) -> tuple[Amount, ...]:
    changes = link.lead == "from" or low.value >= high.value
    least: Comparator = "=" if changes else ">="
    greatest: Comparator = "=" if changes else "<="
    start = low.span.start if changes else link.start
    return (
        Amount(Offsets(start, link.first_end), value_in(low, lower), lower.name, least),
        Amount(Offsets(high.span.start, upper.end), value_in(high, upper), upper.name, greatest),
    )
