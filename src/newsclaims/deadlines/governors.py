"""What an infinitive, a gerund or a participle depends on: a plan, a duty, an order, "is going to"."""

from collections.abc import Iterator
from dataclasses import dataclass

from spacy.tokens import Token

from newsclaims.deadlines.moods import mood
from newsclaims.deadlines.rulings import class_of, words
from newsclaims.records import Firmness

VERBS = {"VERB", "AUX"}
OBJECTS = {"dobj", "dative", "nsubjpass"}
# Longest climb from a verb to what governs it.
CLIMB = 6
_NOUNS = {"NOUN", "PROPN"}


@dataclass(frozen=True, slots=True)
class Governor:
    """What a non-finite verb depends on.

    Attributes:
        token: the governing verb, noun or adjective.
        kind: how it is listed (verb, noun, adjective); future for "is going to" and "is to"; finite for a verb
            with "will" or "must" of its own; purpose for an infinitive that only says what something is for.
        firmness: firm or aspirational.
    """

    token: Token
    kind: str
    firmness: Firmness


def governor_of(verb: Token) -> Governor | None:
    """The nearest governor above `verb`; None where what stands there governs nothing, or was done."""
    for node, head in _path(verb):
        if head.pos_ in VERBS:
            if not _transparent(head) or _lists(node, head):
                return _verb(verb, node, head)
        elif head.pos_ == "ADJ":
            return _adjective(head)
        elif head.pos_ in _NOUNS:
            return _noun(verb, node, head)
    return None


def denied(governor: Token) -> bool:
    """Whether the plan or the duty itself is denied: "is not expected to"."""
    verb = governor if governor.pos_ in VERBS else governor.head
    return verb.pos_ in VERBS and mood(verb).negated


def _path(verb: Token) -> Iterator[tuple[Token, Token]]:
    """The words above `verb` with what hangs on them, past coordination and the prepositions of gerunds."""
    node = verb
    for _ in range(CLIMB):
        head = node.head
        if head == node or (head.pos_ == "ADP" and head.lower_ not in words("gerunds", "prepositions")):
            return
        if node.dep_ != "conj" and head.pos_ not in {"ADP", "SCONJ", "PART"}:
            yield node, head
        node = head


def _transparent(verb: Token) -> bool:
    """Whether what governs `verb` decides: "hopes to begin", "promised to help"."""
    state = mood(verb)
    if state.form in {"future", "duty", "past"}:
        return False
    return state.form in {"infinitive", "gerund", "bare"} or verb.lemma_ in words("verbs", "transparent")


def _lists(node: Token, head: Token) -> bool:
    """Whether the table makes `head` a governor of `node`."""
    return _of_adjective(node, head) is not None or (
        class_of("verbs", head.lemma_) is not None and not _describes(node, head)
    )


def _of_adjective(node: Token, head: Token) -> Token | None:
    """The adjective of a copula that governs `node`: "is *likely* to"."""
    for child in head.children:
        if child.dep_ == "acomp" and child.i < node.i:
            rejected = child.lower_ in words("adjectives", "rejected")
            if rejected or class_of("adjectives", child.lemma_):
                return child
    return None


def _verb(verb: Token, node: Token, head: Token) -> Governor | None:
    infinitive = mood(verb).form == "infinitive"
    if adjective := _of_adjective(node, head):
        return _adjective(adjective)
    going = head.lemma_ == "go" and head.tag_ == "VBG"
    if going or (head.lemma_ == "be" and node.dep_ in {"xcomp", "advcl"} and infinitive):
        return Governor(head, "future", "firm")
    if (firmness := class_of("verbs", head.lemma_)) and not _describes(node, head):
        return Governor(head, "verb", firmness)
    if mood(head).form in {"future", "duty"}:
        return Governor(head, "finite", "firm")
    achieved = head.lemma_ in words("verbs", "achieved") or head.lemma_ in words("verbs", "transparent")
    return Governor(head, "purpose", "aspirational") if infinitive and not achieved else None


def _noun(verb: Token, node: Token, head: Token) -> Governor | None:
    if firmness := class_of("nouns", head.lemma_):
        return None if _describes(node, head) else Governor(head, "noun", firmness)
    if mood(verb).form != "infinitive":
        return None
    above = head.head
    if head.dep_ in OBJECTS and above.pos_ in VERBS and (firmness := class_of("verbs", above.lemma_)):
        return Governor(above, "verb", firmness)
    return Governor(head, "purpose", "aspirational")


def _adjective(adjective: Token) -> Governor | None:
    if adjective.lower_ in words("adjectives", "rejected"):
        return None
    return Governor(adjective, "adjective", class_of("adjectives", adjective.lemma_) or "aspirational")


def _describes(node: Token, head: Token) -> bool:
    """Whether `node` is a participle that only describes: "the order signed by Friday"."""
    if node.tag_ not in {"VBN", "VBD"}:
        return False
    return node.dep_ in {"acl", "relcl", "advcl"} or head.pos_ not in VERBS
