"""What a rule decides about a limit expression: what is due, who has to act, how firmly."""

from dataclasses import dataclass
from functools import cache
from typing import Literal

from spacy.tokens import Token

from newsclaims.language import table
from newsclaims.records import Firmness

TaskForm = Literal["phrase", "clause", "noun"]


@dataclass(frozen=True, slots=True)
class Ruling:
    """That an expression limits something.

    Attributes:
        task: head of what is due, a verb or a noun; None where the article does not say.
        form: whether the task is a verb phrase, a clause with its subject, or a noun phrase.
        obligor: head of the mention of who has to act, or None.
        firmness: firm or aspirational.
        rule: name of the rule, which its confidence is listed under.
        clause: the verb of the clause that says so, for condition and consequence; None without one.
        noun: the noun that belongs to the limit's words ("Friday's *deadline*"), or None.
    """

    task: Token | None
    form: TaskForm
    obligor: Token | None
    firmness: Firmness
    rule: str
    clause: Token | None
    noun: Token | None = None


@cache
def words(*path: str) -> frozenset[str]:
    """The list under `path` in the table of governors, as a set."""
    node = table("governors")
    for key in path:
        node = node[key]
    return frozenset(node)


def class_of(kind: str, lemma: str) -> Firmness | None:
    """Whether `lemma` is a firm or an aspirational governor of that kind (verbs, nouns, adjectives)."""
    if lemma in words(kind, "firm"):
        return "firm"
    return "aspirational" if lemma in words(kind, "aspirational") else None


def infinitive_of(token: Token, *, after: int = -1) -> Token | None:
    """The first to-infinitive that depends on `token`, from the token `after` on, or None."""
    return next(
        (
            child
            for child in token.children
            if child.tag_ == "VB" and child.i > after and any(left.tag_ == "TO" for left in child.lefts)
        ),
        None,
    )


def target_of(noun: Token) -> Token | None:
    """What a noun is for: "the deadline for *bids*"."""
    for child in noun.children:
        if child.dep_ == "prep" and child.lower_ in {"for", "on"}:
            return next((token for token in child.children if token.dep_ in {"pobj", "pcomp"}), None)
    return None
