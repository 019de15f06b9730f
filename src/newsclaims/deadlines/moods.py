"""What the form of a verb says: still to be done, a duty, a possibility, done already."""

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from typing import Literal

from spacy.tokens import Token

from newsclaims.language import table

Form = Literal[
    "future", "duty", "modal", "infinitive", "imperative", "bare", "present", "progressive", "past", "gerund",
    "participle",
]  # fmt: skip

_AUXILIARIES = {"aux", "auxpass"}
_SUBJECTS = {"nsubj", "nsubjpass", "csubj", "expl"}
_CONDITIONS = {"if", "unless"}


@dataclass(frozen=True, slots=True)
class Mood:
    """The form of a verb.

    Attributes:
        form: finite forms by their first auxiliary, others by themselves.
        firm: whether that form commits ("will", "must"), not just allows ("may").
        negated: whether it says that something is not done.
        passive: whether its subject undergoes it.
        perfect: whether it is a perfect ("has left", "will have left").
    """

    form: Form
    firm: bool
    negated: bool
    passive: bool
    perfect: bool


def mood(verb: Token) -> Mood:
    """The mood of `verb`; a coordinated verb without auxiliaries of its own shares those of the first."""
    auxiliaries = list(_auxiliaries(verb))
    words = [token.lower_ for token in auxiliaries]
    negated = any(child.dep_ == "neg" and child.i < verb.i for child in verb.children) or _no_subject(verb)
    passive = any(token.dep_ == "auxpass" for token in auxiliaries) or any(
        child.dep_ == "nsubjpass" for child in verb.children
    )
    perfect = any(token.lemma_ == "have" and token.i < verb.i for token in auxiliaries)
    form, firm = _form(verb, auxiliaries, words, passive=passive)
    return Mood(form, firm, negated, passive, perfect)


def subject(verb: Token) -> Token | None:
    """The subject of `verb`, its own or that of the verb it is coordinated with; of two the nearer one.

    The parse takes the place of a dateline for the other.
    """
    for token in _coordination(verb):
        before = [child for child in token.children if child.dep_ in _SUBJECTS and child.i < verb.i]
        if before:
            return before[-1]
    return next((child for child in verb.children if child.dep_ in _SUBJECTS), None)


def above(token: Token) -> Token | None:
    """The head of `token`, or None at the root of its sentence.

    Tokens compare by `==`: spaCy makes a new object at each access, so that `is` never ends a climb.
    """
    return None if token.head == token else token.head


def verb_above(token: Token | None) -> Token | None:
    """The first verb from `token` upwards, or None."""
    while token is not None and token.pos_ not in {"VERB", "AUX"}:
        token = above(token)
    return token


def antecedent(who: Token | None, verb: Token) -> Token | None:
    """`who`, or the noun that it stands for as a relative pronoun; None for an empty subject ("there")."""
    if who is None or who.dep_ == "expl":
        return None
    if who.tag_ in {"WDT", "WP"}:
        return verb.head if verb.dep_ == "relcl" else None
    return who


def conditional(verb: Token) -> Token | None:
    """The word that puts the clause of `verb` under a condition ("unless progress is made"), or None."""
    for token in _coordination(verb):
        for child in token.children:
            if child.dep_ in {"mark", "advmod"} and child.lower_ in _CONDITIONS:
                return child
    return None


def _auxiliaries(verb: Token) -> Iterator[Token]:
    for token in _coordination(verb):
        found = [child for child in token.children if child.dep_ in _AUXILIARIES]
        if found or any(child.dep_ in _SUBJECTS for child in token.children):
            yield from found
            return


def _coordination(verb: Token) -> Iterator[Token]:
    """`verb` and, up the chain, those it is coordinated with as long as none has a subject of its own."""
    yield verb
    gerund = verb.head
    if verb.dep_ == "conj" and verb.tag_ == "VB" and gerund.tag_ == "VBG" and gerund.head.tag_ == "VB":
        verb = gerund.head  # "should stop using it and return it"
        yield verb
    while verb.dep_ == "conj" and verb.head.pos_ in {"VERB", "AUX"} and verb.tag_ in _joinable(verb.head):
        if any(child.dep_ in _SUBJECTS for child in verb.children):
            return
        verb = verb.head
        yield verb


def _joinable(first: Token) -> set[str]:
    """Tags that a verb coordinated with `first` may have to share its auxiliaries."""
    return {"VB", "VBP"} if first.tag_ == "VB" else {first.tag_}


def _no_subject(verb: Token) -> bool:
    """Whether nobody or nothing is said to do it."""
    return any(
        child.dep_ in _SUBJECTS
        and (
            child.lower_ in {"nobody", "nothing", "none"}
            or any(d.lower_ in {"no", "neither"} for d in child.lefts)
        )
        for child in verb.children
    )


def _form(verb: Token, auxiliaries: list[Token], words: list[str], *, passive: bool) -> tuple[Form, bool]:
    """The form of the verb, and whether it commits."""
    firm, weak, future = _modals()
    for token, word in zip(auxiliaries, words, strict=True):
        if token.tag_ == "TO":
            return "infinitive", True
        if word in firm:
            return ("future" if word in future else "duty"), True
        if token.tag_ == "MD" or word in weak:
            return "modal", False
    return (_tensed(verb, auxiliaries, passive=passive) if auxiliaries else _simple(verb)), True


def _simple(verb: Token) -> Form:
    """The form of a verb without auxiliaries."""
    if verb.tag_ == "VB" or (verb.tag_ == "VBP" and subject(verb) is None):
        return "imperative" if _opens_sentence(verb) else "bare"
    forms: dict[str, Form] = {"VBZ": "present", "VBP": "present", "VBG": "gerund", "VBN": "participle"}
    return forms.get(verb.tag_, "past")


def _tensed(verb: Token, auxiliaries: list[Token], *, passive: bool) -> Form:
    """The form of a verb with be, have or do."""
    if all(token.lower_ in {"being", "having"} for token in auxiliaries):
        return "gerund"
    if verb.tag_ == "VBD" or any(token.tag_ == "VBD" or token.lemma_ == "have" for token in auxiliaries):
        return "past"
    return "progressive" if verb.tag_ == "VBG" and not passive else "present"


def _opens_sentence(verb: Token) -> bool:
    """Whether `verb` stands where an imperative does: without a subject, first in its sentence or quotation."""
    if subject(verb) is not None or verb.dep_ not in {"ROOT", "ccomp", "advcl", "conj", "parataxis"}:
        return False
    if verb.dep_ == "conj":
        return verb.head.tag_ == "VB" and _simple(verb.head) == "imperative"
    first = next(token for token in verb.subtree if not token.is_punct)
    return verb.dep_ == "ROOT" or (first == verb and (bool(verb.is_sent_start) or verb.nbor(-1).is_punct))


@cache
def _modals() -> tuple[frozenset[str], frozenset[str], frozenset[str]]:
    modals = table("governors")["modals"]
    return frozenset(modals["firm"]), frozenset(modals["aspirational"]), frozenset(modals["future"])
