"""What the rules read from the parse: stretches of tokens, subjects, and the clauses that verbs govern."""

from collections.abc import Iterator

from spacy.tokens import Token

from newsclaims.offsets import Offsets

SUBJECTS = frozenset({"nsubj", "nsubjpass", "csubj", "csubjpass", "expl"})
RELATIVES = frozenset({"who", "which", "that", "whom", "whose"})
_NOMINAL = frozenset({"NOUN", "PROPN", "PRON", "NUM", "DET", "ADJ", "SYM"})
# Clauses of these dependencies share the subject of the clause that they hang on.
_SHARED = frozenset({"advcl", "xcomp", "pcomp", "prep", "conj", "dep", "parataxis"})
_FINITE = frozenset({"VBD", "VBP", "VBZ", "MD"})
# How far a shared subject is looked for: chains of coordinated and controlled verbs are short.
_CLIMB = 6


def offsets(first: Token, last: Token) -> Offsets:
    """From the start of `first` to the end of `last`."""
    return Offsets(first.idx, last.idx + len(last))


def children(token: Token, *dependencies: str) -> Iterator[Token]:
    """The children of `token` with one of `dependencies`, in text order."""
    return (child for child in token.children if child.dep_ in dependencies)


def child(token: Token, *dependencies: str) -> Token | None:
    """The first child of `token` with one of `dependencies`, or None."""
    return next(children(token, *dependencies), None)


def infinitive(verb: Token) -> bool:
    """Whether the verb is marked by "to"."""
    return any(item.tag_ == "TO" and item.i < verb.i for item in verb.children)


def finite(verb: Token) -> bool:
    """Whether the clause of `verb` is finite: the verb itself or an auxiliary of it."""
    if verb.tag_ in _FINITE:
        return True
    return any(item.dep_ in {"aux", "auxpass"} and item.tag_ in _FINITE for item in verb.children)


def own_subject(verb: Token) -> Token | None:
    """The subject that the clause of `verb` has itself, or None.

    Of two before the verb the nearer one: the parse takes the place of a dateline for the other.
    """
    found = list(children(verb, "nsubj", "nsubjpass", "csubj", "csubjpass"))
    if found and _robbed(verb, found[0]):
        return None
    before = [item for item in found if item.i < verb.i]
    return before[-1] if before else found[0] if found else None


def _robbed(verb: Token, noun: Token) -> bool:
    """Whether the parse gave a participle the object of the verb above it: "he attacked *Roe* saying that …"."""
    return (
        verb.tag_ == "VBG"
        and verb.dep_ == "advcl"
        and noun.left_edge.i == verb.head.i + 1
        and not any(item.dep_ == "aux" for item in verb.children)
    )


def passive(verb: Token) -> bool:
    """Whether the verb is a passive participle with or without its auxiliary."""
    return verb.tag_ == "VBN" and (
        any(item.dep_ in {"auxpass", "nsubjpass"} for item in verb.children) or verb.dep_ in {"acl", "amod"}
    )


def agent(verb: Token) -> Token | None:
    """The noun behind "by" in a passive clause, or None."""
    by = child(verb, "agent") or next((item for item in children(verb, "prep") if item.lower_ == "by"), None)
    return child(by, "pobj") if by is not None else None


def subject(verb: Token) -> Token | None:
    """The subject of `verb`: its own, or that of the clause that it shares one with; None where none is found.

    Coordinated verbs, participles ("stating …") and controlled verbs ("refused to say …") take the subject of
    the clause above; a participle behind a noun ("a letter saying …") takes the noun.
    """
    for _ in range(_CLIMB):
        found = own_subject(verb) or _modified(verb) or _controller(verb)
        if found is not None:
            return found
        if not _shares(verb) or verb.head == verb:
            return None
        verb = verb.head
    return None


def _modified(verb: Token) -> Token | None:
    """The noun that the clause of `verb` modifies: its own, or the owner of the noun before "of saying …"."""
    if verb.dep_ in {"acl", "relcl"} and verb.head.pos_ in _NOMINAL:
        return verb.head
    if verb.dep_ == "pcomp" and verb.head.head.pos_ in {"NOUN", "PROPN"}:
        return child(verb.head.head, "poss")
    return None


def _controller(verb: Token) -> Token | None:
    """The object that acts in an infinitive ("told him to say …")."""
    if verb.dep_ != "xcomp" or not infinitive(verb):
        return None
    found = child(verb.head, "dobj", "dative")
    return found if found is not None and verb.head.i < found.i < verb.i else None


def _shares(verb: Token) -> bool:
    """Whether the clause of `verb` has the subject of the clause above it."""
    return verb.dep_ in _SHARED or (verb.dep_ == "ccomp" and not finite(verb))
