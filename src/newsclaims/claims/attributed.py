"""The claims inside quotes: the clauses of each content, typed by how they are reported."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from newsclaims.attribution.structures import Attribution, ParsedArticle
from newsclaims.claims.clauses import Clause, Form, find_clauses
from newsclaims.claims.conditions import find_condition
from newsclaims.claims.modality import certainty, negated
from newsclaims.claims.reading import Reading, Speech
from newsclaims.claims.structures import ClaimSpan
from newsclaims.claims.types import decide_type
from newsclaims.claims.view import View
from newsclaims.dates.structures import TimeExpression
from newsclaims.quotes import QuoteSpans
from newsclaims.speakers.structures import Cast

_DAY = re.compile(r"\d{4}-(?:\d\d-\d\d|W\d\d)")
# Shorter words of a name are particles and prepositions.
_CONTENT_WORD = 4
_ALL: frozenset[Form] = frozenset({"finite", "infinitive", "gerund", "imperative"})
_BARE: frozenset[Form] = frozenset({"finite", "imperative"})
# A participle is a claim where the cue denies, demands, commits or admits it: "denied taking bribes".
_WITHOUT_GERUND = _ALL - {"gerund"}


@dataclass(frozen=True, slots=True)
class Before:
    """What the stages before this one found in an article, and its parse."""

    article: ParsedArticle
    view: View
    attributions: Sequence[Attribution]
    quotes: Sequence[QuoteSpans]
    times: Sequence[TimeExpression]
    cast: Cast


def attributed_claims(findings: Before) -> Iterator[ClaimSpan]:
    """The claims of each quote, in the order of the quotes."""
    view = findings.view
    for number, quote in enumerate(findings.quotes):
        speech = _speech(findings, quote)
        if speech.cue_class == "question":
            continue
        for clause in find_clauses(view, quote.parts, findings.article.quotations, _forms(speech, quote)):
            yield assess(view, clause, speech, findings.times, number)


def _speech(findings: Before, quote: QuoteSpans) -> Speech:
    view = findings.view
    attribution = findings.attributions[quote.attribution]
    party = findings.cast.of_attribution[quote.attribution]
    cue = [index for span in attribution.cue for index in view.between(span)]
    names = {view.words[i] for span in attribution.source for i in view.between(span)}
    mentions: set[int] = set()
    if party is not None:
        member = findings.cast.parties[party]
        names.update(f"{member.name} {member.role or ''} {member.affiliation or ''}".lower().split())
        mentions.update(tokens[-1] for mention in member.mentions if (tokens := view.between(mention)))
    return Speech(
        cue_class=attribution.cue_class,
        cue=frozenset(view.lemmas[index] for index in cue),
        direct=quote.type == "direct",
        kind=None if party is None else findings.cast.parties[party].kind,
        names=frozenset(name for name in names if len(name) >= _CONTENT_WORD),
        mentions=frozenset(mentions),
    )


def _forms(speech: Speech, quote: QuoteSpans) -> frozenset[Form]:
    cue_class, cue = speech.cue_class, speech.cue
    if quote.type == "direct":
        return _BARE if cue_class not in {"commissive", "directive"} else _WITHOUT_GERUND
    if not cue:
        return _BARE
    if cue_class in {"denial", "directive", "commissive"} or cue & {
        "admit",
        "acknowledge",
        "suggest",
        "confess",
    }:
        return _ALL
    return _WITHOUT_GERUND


def assess(
    view: View, clause: Clause, speech: Speech, times: Sequence[TimeExpression], quote: int | None
) -> ClaimSpan:
    """The claim that `clause` makes, with all its attributes."""
    condition = find_condition(view, clause)
    inside = tuple(i for i, time in enumerate(times) if clause.span.contains(time.span))
    reading = Reading(
        view=view,
        clause=clause,
        speech=speech,
        negated=negated(view, clause),
        conditional=condition is not None,
        dated=any(_names_a_day(view, times[index]) for index in inside),
    )
    kind, _ = decide_type(reading)
    return ClaimSpan(
        span=clause.span,
        quote=quote,
        type=kind,
        certainty=certainty(view, clause, speech.cue),
        negated=reading.negated,
        condition=condition,
        amounts=(),
        times=inside,
        checkworthiness=0.5,
        confidence=0.9,
    )


def _names_a_day(view: View, time: TimeExpression) -> bool:
    """Whether `time` is a day or a moment, and not the end of a state: "runs until Friday"."""
    if time.type not in {"DATE", "TIME"} or not _DAY.match(time.value):
        return False
    tokens = view.between(time.span)
    return not tokens or tokens[0] == 0 or view.words[tokens[0] - 1] not in {"until", "till", "since"}
