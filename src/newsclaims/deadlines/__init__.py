"""Time limits on something to be done or to happen."""

import datetime as dt
from collections.abc import Iterable, Sequence

from newsclaims.attribution.datelines import body_start
from newsclaims.attribution.structures import Attribution, ParsedArticle
from newsclaims.claims.structures import ClaimSpan
from newsclaims.dates.structures import TimeExpression
from newsclaims.deadlines.due import due_value, interval, is_ahead, kind
from newsclaims.deadlines.events import event_expressions
from newsclaims.deadlines.expressions import LimitExpression, limit_expressions
from newsclaims.deadlines.nominals import by_noun
from newsclaims.deadlines.rulings import Ruling
from newsclaims.deadlines.spans import condition_span, consequence_span, limit_span, mention_span, task_span
from newsclaims.deadlines.structures import Limit
from newsclaims.deadlines.verbs import by_event, by_verb
from newsclaims.language import table
from newsclaims.offsets import Offsets
from newsclaims.quotes import QuoteSpans

__all__ = ["Limit", "find_limits"]


def find_limits(  # noqa: PLR0913, PLR0917 - a stage takes what every stage before it found
    article: ParsedArticle,
    attributions: Sequence[Attribution],
    quotes: Sequence[QuoteSpans],
    claims: Sequence[ClaimSpan],
    times: Sequence[TimeExpression],
    reference: dt.date | None,
) -> tuple[Limit, ...]:
    """The deadlines of the article in text order.

    A time expression becomes a limit where the words before it limit ("by", "within") and something in its
    clause makes that due: a duty, a promise, a plan, a forecast; or where a noun does ("deadline"), or a
    verb of expiry. What happened already is none.

    Args:
        article: the parsed article.
        attributions: not used: quotes carry what is needed.
        quotes: to tell who sets a limit.
        claims: to tell which claim holds a limit.
        times: the time expressions that limits are made of.
        reference: the article's date, or None.
    """
    del attributions
    limits: list[Limit] = []
    for expression in limit_expressions(article.doc, times, _datelines(article)):
        ahead = is_ahead(expression, reference)
        ruling = by_noun(expression, ahead=ahead) or by_verb(expression, ahead=ahead)
        if ruling is not None and not (limits and limits[-1].span.overlaps(expression.span)):
            limits.append(_limit(expression, ruling, quotes, claims, reference))
    limits += [
        _limit(expression, ruling, quotes, claims, reference)
        for expression in event_expressions(article.doc, [limit.span for limit in limits])
        if (ruling := by_event(expression)) is not None
    ]
    return tuple(sorted(limits, key=lambda limit: limit.span))


def _datelines(article: ParsedArticle) -> list[Offsets]:
    heads = ((span.start, body_start(article.text, span)) for span in article.paragraphs)
    return [Offsets(start, body) for start, body in heads if body > start]


def _limit(
    expression: LimitExpression,
    ruling: Ruling,
    quotes: Sequence[QuoteSpans],
    claims: Sequence[ClaimSpan],
    reference: dt.date | None,
) -> Limit:
    earliest, latest = interval(expression, reference)
    quote = _holder(expression.span, (quote.parts for quote in quotes))
    return Limit(
        span=limit_span(ruling, expression),
        due=due_value(expression),
        earliest=earliest,
        latest=latest,
        kind=kind(expression),
        task=task_span(ruling, expression, () if quote is None else quotes[quote].parts),
        obligor=None if ruling.obligor is None else mention_span(ruling.obligor),
        quote=quote,
        claim=_holder(expression.span, ((claim.span,) for claim in claims)),
        time=expression.index,
        condition=condition_span(ruling, expression),
        consequence=consequence_span(ruling, expression),
        firmness=ruling.firmness,
        confidence=table("governors")["confidence"].get(ruling.rule, 0.5),
    )


def _holder(span: Offsets, candidates: Iterable[tuple[Offsets, ...]]) -> int | None:
    """Index of the shortest candidate that shares text with `span`, or None."""
    found = [
        (sum(part.end - part.start for part in parts), index)
        for index, parts in enumerate(candidates)
        if any(part.overlaps(span) for part in parts)
    ]
    return min(found)[1] if found else None
