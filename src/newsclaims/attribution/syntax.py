"""What the rules read from the parse: stretches of tokens, subjects, and the clauses that verbs govern."""

from collections.abc import Iterable, Iterator

from spacy.tokens import Doc, Token

from newsclaims.offsets import Offsets

SUBJECTS = frozenset({"nsubj", "nsubjpass", "csubj", "csubjpass", "expl"})
RELATIVES = frozenset({"who", "which", "that", "whom", "whose"})
_NOMINAL = frozenset({"NOUN", "PROPN", "PRON", "NUM", "DET", "ADJ", "SYM"})
_CLAUSAL = frozenset({"ccomp", "xcomp", "advcl", "acl", "relcl", "pcomp", "parataxis", "csubj", "csubjpass"})
# Participles of these clauses share the subject of the clause that they hang on.
_SHARED = frozenset({"advcl", "xcomp", "pcomp", "conj", "dep", "parataxis"})
_FINITE = frozenset({"VBD", "VBP", "VBZ", "MD"})
# How far a shared subject is looked for: chains of coordinated and controlled verbs are short.
_CLIMB = 6


def offsets(first: Token, last: Token) -> Offsets:
    """From the start of `first` to the end of `last`."""
    return Offsets(first.idx, last.idx + len(last))


def blank(token: Token) -> bool:
    """Whether the token is white space or punctuation other than a bracket or a currency sign."""
    return token.is_space or token.is_punct


def stretch(doc: Doc, first: int, last: int) -> Offsets | None:
    """Tokens `first` to `last` (both included) without white space at the edges and commas or stops at the end."""
    while first <= last and (doc[first].is_space or doc[first].text in _LOOSE):
        first += 1
    while last >= first and (doc[last].is_space or doc[last].text in _LOOSE):
        last -= 1
    return offsets(doc[first], doc[last]) if first <= last else None


_LOOSE = frozenset({",", ".", ";", ":", "-", "–", "—", "--", "…"})


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
    """The subject that the clause of `verb` has itself, or None."""
    return child(verb, "nsubj", "nsubjpass", "csubj", "csubjpass")


def passive(verb: Token) -> bool:
    """Whether the verb is a passive participle with or without its auxiliary."""
    return verb.tag_ == "VBN" and (
        any(item.dep_ == "auxpass" or item.dep_ == "nsubjpass" for item in verb.children)
        or verb.dep_ in {"acl", "amod"}
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
        found = own_subject(verb)
        if found is not None:
            return found
        if verb.dep_ in {"acl", "relcl"} and verb.head.pos_ in _NOMINAL:
            return verb.head
        if verb.dep_ == "pcomp":
            verb = verb.head
            if verb.head.pos_ in {"NOUN", "PROPN"}:
                owner = child(verb.head, "poss")
                if owner is not None:
                    return owner
                verb = verb.head
        if verb.dep_ == "prep" or verb.dep_ in _SHARED or (verb.dep_ == "ccomp" and not finite(verb)):
            controller = child(verb.head, "dobj", "dative") if verb.dep_ == "xcomp" else None
            if controller is not None and verb.head.i < controller.i < verb.i and infinitive(verb):
                return controller
            if verb.head is verb:
                return None
            verb = verb.head
            continue
        return None
    return None


def noun_phrase(head: Token) -> tuple[int, int]:
    """First and last token of the noun phrase of `head`, with what hangs on it."""
    return head.left_edge.i, head.right_edge.i


def clause_edge(verb: Token, skip: Iterable[Token] = ()) -> tuple[int, int]:
    """First and last token of the clause of `verb`, without the subtrees of `skip`."""
    skipped = {item.i for item in skip}
    first = last = verb.i
    for item in verb.children:
        if item.i in skipped or item.dep_ == "punct":
            continue
        first, last = min(first, item.left_edge.i), max(last, item.right_edge.i)
    return first, last
