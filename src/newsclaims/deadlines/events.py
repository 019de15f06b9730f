"""Limits that an event sets: "before the election", "in time for the summit", "by the time the leaders meet"."""

import re
from collections.abc import Iterator, Sequence
from functools import cache

from spacy.tokens import Doc, Span, Token

from newsclaims.dates.structures import TimeExpression
from newsclaims.deadlines.expressions import LimitExpression, endless, in_any
from newsclaims.deadlines.spans import mention_span
from newsclaims.language import table
from newsclaims.offsets import Offsets

# What a value that names an event begins with.
EVENT = "event:"

_MODIFIERS = frozenset({"det", "amod", "compound", "poss", "nummod", "nmod", "case"})
_STEPS = 6


def event_expressions(doc: Doc, taken: Sequence[Offsets]) -> Iterator[LimitExpression]:
    """Each phrase that puts something before an event, outside of `taken`."""
    lists = endless(doc)
    for found in _leads().finditer(doc.text):
        if in_any(Offsets(*found.span()), lists):
            continue
        first = doc.char_span(found.end(), found.end() + 1, alignment_mode="expand")
        if first is None or not len(first) or first[0].sent.start_char > found.start():
            continue
        lead = found.group("words").lower()
        span = _clause(first[0]) if lead.endswith("time") else _event(first[0], lead)
        if span is None or any(span.overlaps(other) for other in taken):
            continue
        expression = _expression(doc, found.start("words"), span, lead)
        if expression is not None:
            yield expression


@cache
def _leads() -> re.Pattern[str]:
    leads = sorted(table("limits")["events"]["leads"], key=len, reverse=True)
    words = "|".join(re.escape(lead).replace(r"\ ", r"\s+") for lead in leads)
    return re.compile(rf"(?<![\w-])(?P<words>{words})\s+(?=\w)", re.IGNORECASE)


def _event(token: Token, lead: str) -> Offsets | None:
    """The noun phrase that begins at `token`, where it names an event."""
    for _ in range(_STEPS):
        if token.dep_ not in _MODIFIERS or token.head.i <= token.i:
            break
        token = token.head
    events = table("limits")["events"]
    nouns = events["periods"] if lead == "by" else events["nouns"]
    named = token.lemma_.lower() in nouns and token.pos_ in {"NOUN", "PROPN"}
    return mention_span(token) if named and token.dep_ in {"pobj", "dobj"} else None


def _clause(token: Token) -> Offsets | None:
    """The clause after "by the time"."""
    verb = token
    for _ in range(_STEPS):
        if verb.pos_ in {"VERB", "AUX"} and verb.dep_ in {"relcl", "advcl", "acl"}:
            break
        verb = verb.head
    else:
        return None
    if verb.tag_ not in {"VBZ", "VBP"} or verb.left_edge.i < token.i:
        return None  # "by the time they arrived" tells of the past
    last = verb.right_edge
    return Offsets(token.idx, last.idx + len(last))


def _expression(doc: Doc, start: int, span: Offsets, lead: str) -> LimitExpression | None:
    core = doc.char_span(span.start, span.end, alignment_mode="expand")
    tokens: Span | None = doc.char_span(start, span.end, alignment_mode="expand")
    if core is None or tokens is None or core[0].sent != tokens[0].sent:
        return None
    time = TimeExpression(span, "DATE", EVENT + doc.text[span.start : span.end])
    exclusive = lead != "by" and not lead.endswith("time")
    return LimitExpression(
        None, time, tokens, core, Offsets(start, span.end), "event", "limit", exclusive, None
    )
