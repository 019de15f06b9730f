"""Whether an expression looks back or ahead, decided from the tense of the verb that governs it."""

from bisect import bisect_right
from functools import cache
from typing import Literal

from spacy.tokens import Doc, Token

from newsclaims.language import table

Direction = Literal["past", "future", "present"]

_VERBS = frozenset({"VERB", "AUX"})
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
    node = token
    for _ in range(_STEPS):
        if node.pos_ in _VERBS and node is not token:
            found = _tense(node)
            if found is not None:
                return found
            if node.tag_ == "VBG" and node.dep_ == "pcomp" and node.head.lower_ in _words("timeless"):
                return None
        elif (
            node is not token and node.lower_ in _words("future_nouns") and token.dep_ in {"compound", "nmod"}
        ):
            return "future"
        if node.head is node or node.head.i == node.i:
            return None
        node = node.head
    return None


def _tense(verb: Token) -> Direction | None:
    helpers = [child for child in verb.children if child.dep_ in {"aux", "auxpass"}]
    words = {helper.lower_ for helper in helpers}
    tags = {helper.tag_ for helper in helpers}
    if verb.lemma_ in _words("scheduling") and verb.tag_ in {"VBN", "VBD", "JJ"} and "VBD" not in tags:
        return "future"
    if words & _words("future_auxiliaries"):
        return "past" if words & {"have", "'ve", "’ve"} and not words & {"will", "'ll", "’ll"} else "future"
    if words & _words("modals"):
        return "past" if words & {"have", "'ve", "’ve"} else "future"
    if verb.tag_ == "VBD" or tags & {"VBD"}:
        return "past"
    if verb.tag_ == "VBN":
        return "present" if words & _words("present_passive") and not words & _words("perfect") else "past"
    if verb.tag_ == "VB":
        return "future" if "to" in words or verb.dep_ in {"xcomp", "ccomp"} else None
    if verb.tag_ == "VBG":
        return "future" if words & _words("progressive") else None
    if verb.tag_ in {"VBZ", "VBP"}:
        return "present"
    return None
