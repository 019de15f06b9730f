"""From a clause to a claim: every attribute decided, in the order in which one needs the other."""

import datetime as dt
import re
from collections.abc import Iterable, Iterator
from dataclasses import replace

from newsclaims.attribution.marks import outermost
from newsclaims.claims.clauses import Clause
from newsclaims.claims.conditions import find_conditions, is_pressing
from newsclaims.claims.modality import certainty, negated
from newsclaims.claims.reading import Reading, Speech
from newsclaims.claims.structures import Before, ClaimSpan
from newsclaims.claims.view import View
from newsclaims.claims.weighing import Weighed
from newsclaims.dates.structures import TimeExpression

_DAY = re.compile(r"\d{4}-(?:\d\d-\d\d|W\d\d)")
_GOES_ON = frozenset({"until", "till", "since"})


def readings(findings: Before, clauses: Iterable[Clause], speech: Speech) -> Iterator[Reading]:
    """Each clause with what is found out about it before its type is decided.

    Args:
        findings: the article, its parse and its time expressions.
        clauses: the clauses of one quote, or of a sentence of the article's own, in text order.
        speech: who says them, and how it is reported; what is quoted of it is in the speaker's own words.
    """
    view = findings.view
    quoted = () if speech.narrated else [mark.inner for mark in outermost(findings.article.quotations)]
    clauses = tuple(clauses)
    conditions = find_conditions(view, clauses, narrated=speech.narrated)
    for clause, condition in zip(clauses, conditions, strict=True):
        times = [time for time in findings.times if clause.span.contains(time.span)]
        yield Reading(
            view=view,
            clause=clause,
            speech=replace(speech, direct=any(inner.contains(clause.span) for inner in quoted)),
            negated=negated(view, clause),
            condition=condition,
            pressing=condition is not None and is_pressing(view, condition),
            dated=any(_names_a_day(view, time) for time in times),
            coming=any(_is_to_come(view, time, findings.date) for time in times),
        )


def claim(findings: Before, reading: Reading, kind: Weighed, quote: int | None) -> ClaimSpan:
    """The claim that a clause makes.

    Args:
        findings: the article, for its time expressions.
        reading: the clause and what is known about it.
        kind: its type, and how probable that is.
        quote: index of the quote that holds it, or None.
    """
    span = reading.clause.span
    return ClaimSpan(
        span=span,
        quote=quote,
        type=kind.type,
        certainty=certainty(reading),
        negated=reading.negated,
        condition=reading.condition,
        amounts=(),
        times=tuple(index for index, time in enumerate(findings.times) if span.contains(time.span)),
        checkworthiness=0.5,
        confidence=kind.probability,
    )


def _names_a_day(view: View, time: TimeExpression) -> bool:
    """Whether `time` is a day or a moment, and not the end of a state: "runs until Friday"."""
    return bool(time.type in {"DATE", "TIME"} and _DAY.match(time.value)) and not _goes_on(view, time)


def _is_to_come(view: View, time: TimeExpression, date: dt.date | None) -> bool:
    """Whether `time` begins after `date`, where that is known, and is not the end of a state."""
    if date is None or time.earliest is None or time.earliest[:10] <= date.isoformat():
        return False
    return time.type in {"DATE", "TIME"} and not _goes_on(view, time)


def _goes_on(view: View, time: TimeExpression) -> bool:
    """Whether a state lasts up to `time`, or from it on: "until Friday", "since Friday"."""
    tokens = view.between(time.span)
    return bool(tokens) and tokens[0] > 0 and view.words[tokens[0] - 1] in _GOES_ON
