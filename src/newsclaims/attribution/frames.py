"""What a word may report, and in which form: the complements of verbs, nouns and adjectives in the parse.

This module knows no word: it lists the complements of any head with the name of their frame. Which heads report in
which frames is the lexicon's decision (`newsclaims.attribution.cues`).
"""

from collections.abc import Iterator
from dataclasses import dataclass

from spacy.tokens import Token

from newsclaims.attribution.syntax import child, children, finite, infinitive, own_subject

# Complements: "that"-clauses and bare ones, indirect questions, infinitives, object + infinitive, participles,
# noun phrases, object + predicate ("called it a mistake"), and "prep:" + preposition for prepositional ones.
Frame = str
_QUESTION = frozenset(
    {"who", "whom", "whose", "what", "which", "when", "where", "why", "how", "whether", "if"}
)


@dataclass(frozen=True, slots=True)
class Complement:
    """What may be reported.

    Attributes:
        head: the word that reports.
        frame: the form of what is reported.
        first, last: indices of its first and last token.
        core: the head of the reported clause or phrase.
    """

    head: Token
    frame: Frame
    first: int
    last: int
    core: Token


def complements(head: Token) -> Iterator[Complement]:
    """The complements of a verb, noun or adjective, in text order."""
    for item in head.children:
        if item.dep_ in {"ccomp", "xcomp"}:
            yield from _clausal(head, item)
        elif item.dep_ in {"dobj", "attr", "oprd", "dative"}:
            yield from _nominal(head, item)
        elif item.dep_ == "prep":
            yield from _prepositional(head, item)
        elif item.dep_ in {"acl", "relcl", "advcl"} and head.pos_ in {"NOUN", "PROPN", "ADJ"}:
            yield from _attached(head, item)


def _clausal(head: Token, item: Token) -> Iterator[Complement]:
    first, last = item.left_edge.i, item.right_edge.i
    if infinitive(item):
        inner = own_subject(item) or child(head, "dobj")
        if inner is not None and head.i < inner.i < item.i:
            yield Complement(head, "directive", inner.left_edge.i, last, item)
        elif head.i < item.i:
            yield Complement(head, "infinitive", first, last, item)
    elif item.tag_ == "VBG" and not finite(item):
        yield Complement(head, "gerund", first, last, item)
    elif item.dep_ == "xcomp" and not finite(item):
        yield Complement(head, "predicate", first, last, item)
    elif head.i < item.i:
        yield Complement(head, "question" if _asks(item) else "clause", first, last, item)
    else:
        yield Complement(head, "inverted", first, last, item)


def _asks(clause: Token) -> bool:
    """Whether the clause begins as an indirect question."""
    first = clause.left_edge
    while first.is_punct and first.i < clause.i:
        first = first.nbor()
    return first.lower_ in _QUESTION or (first.dep_ == "prep" and first.nbor().lower_ in _QUESTION)


def _nominal(head: Token, item: Token) -> Iterator[Complement]:
    first, last = item.left_edge.i, item.right_edge.i
    if item.dep_ == "dobj":
        predicate = child(head, "oprd")
        label = next(
            (part for part in children(head, "prep") if part.lower_ == "as" and part.i > item.i), None
        )
        if predicate is not None and predicate.i > item.i:
            yield Complement(head, "label", first, predicate.right_edge.i, item)
            return
        if label is not None:
            yield Complement(head, "label", first, label.right_edge.i, item)
            return
        yield Complement(head, "object", first, last, item)
    elif item.dep_ == "oprd":
        yield Complement(head, "predicate", first, last, item)


def _prepositional(head: Token, preposition: Token) -> Iterator[Complement]:
    target = child(preposition, "pobj", "pcomp")
    if target is not None and target.i > preposition.i > head.i:
        if target.dep_ == "pcomp" and preposition.lower_ == "as":
            return
        yield Complement(head, f"prep:{preposition.lower_}", target.left_edge.i, target.right_edge.i, target)


def _attached(head: Token, item: Token) -> Iterator[Complement]:
    if item.i < head.i:
        return
    first, last = item.left_edge.i, item.right_edge.i
    if infinitive(item):
        yield Complement(head, "infinitive", first, last, item)
    elif item.left_edge.lower_ == "that" and item.left_edge.dep_ == "mark":
        yield Complement(head, "clause", first, last, item)
    elif item.left_edge.lower_ in {"whether", "how", "why"}:
        yield Complement(head, "question", first, last, item)
    elif item.left_edge.lower_ == "that" and item.dep_ in {"acl", "advcl"}:
        yield Complement(head, "clause", first, last, item)
