"""Whether an expression looks back or ahead, decided from the tense of the verb that governs it."""

from bisect import bisect_right
from functools import cache
from typing import Literal

from spacy.tokens import Doc, Token

from newsclaims.language import table

Direction = Literal["past", "future"]

_VERBS = frozenset({"VERB", "AUX"})
_NOUNS = frozenset({"NOUN", "PROPN"})
_MODIFIERS = frozenset({"poss", "compound", "nmod", "amod", "nummod"})
_PARTS = frozenset({"morning", "afternoon", "evening", "night", "noon"})
_STEPS = 12


@cache
def _words(name: str) -> frozenset[str]:
    return frozenset(table("tense")[name])


class Governors:
    """The parse of one article, asked by character offset; reads the tokens' offsets on first use."""

    def __init__(self, doc: Doc) -> None:
        self.doc = doc
        self._starts: list[int] | None = None
        self._cache: dict[int, Direction | None] = {}

    def token(self, offset: int) -> Token | None:
        """The token that holds the character at `offset`."""
        if self._starts is None:
            self._starts = [token.idx for token in self.doc]
        index = bisect_right(self._starts, offset) - 1
        return self.doc[index] if index >= 0 else None

    def direction(self, offset: int) -> Direction | None:
        """Where the verb over the word at `offset` points; None where there is none or it tells nothing."""
        token = self.token(offset)
        if token is None:
            return None
        if token.i not in self._cache:
            self._cache[token.i] = _direction(token)
        return self._cache[token.i]

    def is_preposition(self, offset: int) -> bool:
        """Whether the word at `offset` heads a phrase ("talk about weeks") and modifies no number."""
        token = self.token(offset)
        return token is not None and token.dep_ == "prep" and any(c.dep_ == "pobj" for c in token.children)

    def defers(self, offset: int) -> bool:
        """Whether the verb over the word at `offset` moves something to it: given until, extended to."""
        node = self.token(offset)
        for _ in range(_STEPS):
            if node is None or node.head is node or node.head.i == node.i:
                return False
            node = node.head
            if node.pos_ in _VERBS:
                return node.lemma_ in _words("deferring")
        return False


def _direction(token: Token) -> Direction | None:
    start = token.head if token.head.lower_ in _PARTS else token
    if start.dep_ in _MODIFIERS and start.head.pos_ in _NOUNS:
        return _of_modified(start.head)
    node = start
    for _ in range(_STEPS):
        if node is not start and node.pos_ in _VERBS:
            found = _tense(node, start)
            if found is not None:
                return found
            if node.tag_ == "VBG" and node.dep_ == "pcomp" and node.head.lower_ in _words("timeless"):
                return None
        if node.head.i == node.i:
            return None
        node = node.head
    return None


def _of_modified(noun: Token) -> Direction | None:
    """Where "a Friday deadline" lies; other nouns tell nothing ("Friday's ruling")."""
    ahead = noun.lower_ in _words("future_nouns") and any(
        child.lower_ in {"a", "an"} for child in noun.children
    )
    return "future" if ahead else None


def _tense(verb: Token, expression: Token) -> Direction | None:
    helpers = [child for child in verb.children if child.dep_ in {"aux", "auxpass"}]
    words = {helper.lower_ for helper in helpers}
    tags = {helper.tag_ for helper in helpers}
    if words & _words("future_auxiliaries"):
        return "future"
    if words & _words("modals"):
        return "past" if "have" in words and "will" not in words else "future"
    if verb.tag_ == "VBD" or "VBD" in tags:
        return "future" if verb.lemma_ in _words("planning") and not helpers else "past"
    match verb.tag_:
        case "VBN":
            return _participle(verb, words)
        case "VB":
            return "future" if verb.head.lemma_ in _words("intending") else None
        case "VBG":
            return "future" if words & _words("progressive") else None
        case "VBZ" | "VBP":
            return "future" if _scheduled(verb, expression) else None
    return None


def _scheduled(verb: Token, expression: Token) -> bool:
    """Whether a present tense speaks of what is to come: "the vote is on Monday", "Monday is the last day"."""
    if verb.lemma_ in _words("scheduled_present"):
        return True
    subject = expression.dep_ in {"nsubj", "nsubjpass"} and expression.head.i == verb.i
    return verb.lemma_ == "be" and (subject or expression.head.lower_ == "on")


def _participle(verb: Token, words: set[str]) -> Direction | None:
    if words & _words("perfect"):
        return "past"
    if verb.lemma_ in _words("scheduling"):
        return "future"
    return None if words & _words("present_passive") else "past"
