"""Verbs whose own meaning decides: expiry and entry into force, wants and schedules, acts and events."""

import re
from dataclasses import dataclass

from spacy.tokens import Token

from newsclaims.deadlines.expressions import LimitExpression
from newsclaims.deadlines.governors import Governor, governor_of
from newsclaims.deadlines.moods import Mood, antecedent, mood, subject
from newsclaims.deadlines.rulings import Ruling, class_of, infinitive_of, words
from newsclaims.records import Firmness

# A day, a week or a month: "will open in 2027" and "this quarter" say when, and limit nothing.
FINE = re.compile(r"\d{4}-(?:\d\d|W\d\d)|XXXX-")
_NON_FINITE = {"participle", "infinitive", "gerund", "bare"}


@dataclass(frozen=True, slots=True)
class Expiry:
    """That something expires or takes effect.

    Attributes:
        governor: what the verb depends on ("is set to expire"), or None.
        firmness: firm, or as the governor says.
    """

    governor: Governor | None
    firmness: Firmness


def expiry(verb: Token, state: Mood, expression: LimitExpression) -> Expiry | None:
    """Whether the subject of `verb` ends or begins to hold at the time; nothing that did already."""
    if state.form == "past" or state.negated or expression.relation == "from":
        return None
    phrase = _phrase(verb)
    expires = verb.lemma_ in words("expiry", "verbs") or phrase in words("expiry", "phrasal")
    if phrase in words("expiry", "without_object") and any(child.dep_ == "dobj" for child in verb.children):
        return None
    if not expires and not _ends(verb) and not _lasts(verb, expression):
        return None
    governor = governor_of(verb) if state.form in {"infinitive", "gerund"} else None
    if state.form in _NON_FINITE and governor is None and not expires:
        return None
    if governor is not None and governor.kind != "purpose":
        return Expiry(governor, governor.firmness)
    return Expiry(governor, "aspirational" if state.form == "modal" else "firm")


def over_object(verb: Token, state: Mood, expression: LimitExpression) -> Ruling | None:
    """The ruling of a verb that makes a noun phrase due: "wants progress within days", "is scheduled for July"."""
    if infinitive_of(verb) is not None or any(child.dep_ == "ccomp" for child in verb.children):
        return None
    if state.passive or (verb.tag_ == "VBN" and verb.dep_ in {"acl", "advcl"}):
        return _scheduled(verb, state, expression)
    if verb.lemma_ not in words("verbs", "over_objects") or expression.force not in {"limit", "window"}:
        return None
    if state.form == "modal" or (state.form == "future" and verb.lemma_ in words("verbs", "foreseen")):
        return None
    due = next((child for child in verb.children if child.dep_ == "dobj"), None)
    if due is None or due.i > expression.tokens.end or state.form in {"gerund", "participle"}:
        return None
    firm = verb.lemma_ in words("verbs", "firm_over_objects")
    outside = expression.outside()
    if outside is not None:
        due = next((each for each in due.conjuncts if outside in each.subtree), due)
    obligor = None if verb.lemma_ in words("verbs", "left_to_others") else subject(verb)
    return Ruling(due, "noun", obligor, "firm" if firm else "aspirational", "object", verb)


def is_act(verb: Token, expression: LimitExpression) -> bool:
    """Whether `verb` names something done at a time, not a gathering, a state or a drift of prices."""
    lemma = verb.lemma_.lower()
    if lemma in words("events", "verbs"):
        return False
    if expression.relation == "in":
        return lemma not in words("events", "states") - {"be", "have"}
    if expression.force == "point" and not FINE.match(expression.time.value):
        return False
    who = subject(verb)
    if mood(verb).passive and who is not None and is_event(who):
        return False
    return lemma not in words("events", "states") or acts_on(verb)


def acts_on(verb: Token) -> bool:
    """Whether `verb`, which may name a drift, has an object that somebody acts on: "drop another batch"."""
    listed = verb.lemma_.lower() in words("events", "acts_with_object")
    return listed and any(child.dep_ == "dobj" for child in verb.children)


def is_event(noun: Token) -> bool:
    """Whether `noun` names a gathering or a show."""
    return noun.lemma_.lower() in words("events", "nouns") or noun.lower_ in words("events", "nouns")


def _scheduled(verb: Token, state: Mood, expression: LimitExpression) -> Ruling | None:
    """What is expected or fixed: "A decision is expected within weeks", "a vote scheduled for July"."""
    due = antecedent(subject(verb), verb) if state.passive else verb.head
    fixed = verb.lemma_ in words("verbs", "scheduled")
    awaited = verb.lemma_ in words("verbs", "over_objects") - words("verbs", "never_passive")
    if due is None or not (fixed or awaited):
        return None
    if expression.relation == "on" and verb.lemma_ in words("verbs", "scheduled_for"):
        return None  # "are targeted today"
    if expression.force not in {"limit", "window"} and not fixed:
        return None
    if expression.force != "limit" and is_event(due):
        return None
    return Ruling(due, "noun", None, class_of("verbs", verb.lemma_) or "aspirational", "expected", verb)


def _ends(verb: Token) -> bool:
    """Whether `verb` says that something which holds for a time ends or begins."""
    who = subject(verb)
    return verb.lemma_ in words("expiry", "ending") and who is not None and _holds(who)


def _lasts(verb: Token, expression: LimitExpression) -> bool:
    """Whether something is valid until then."""
    if expression.relation not in {"until", "through"}:
        return False
    if any(child.lower_ in words("validity", "words") for child in verb.children):
        return True
    who = subject(verb)
    return verb.lemma_ in words("validity", "verbs") and who is not None and _holds(who)


def _holds(noun: Token) -> bool:
    things = words("expiry", "things")
    return noun.lemma_.lower() in things or noun.lower_ in things


def _phrase(verb: Token) -> str:
    """`verb` with its particle, object or preposition, as the table has it: "take effect"."""
    for child in verb.rights:
        if child.dep_ in {"prt", "dobj", "acomp", "advmod"}:
            return f"{verb.lemma_} {child.lower_}"
        if child.dep_ == "prep":
            inner = next(iter(child.rights), None)
            return f"{verb.lemma_} {child.lower_} {inner.lower_}" if inner is not None else verb.lemma_
    return verb.lemma_
