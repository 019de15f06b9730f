"""Whether an expression looks back or ahead, decided from the tense of the verb that governs it."""

from bisect import bisect_right
from functools import cache
from typing import Literal

from spacy.tokens import Doc, Token

from newsclaims.language import table
from newsclaims.offsets import Offsets

Direction = Literal["past", "future"]

_VERBS = frozenset({"VERB", "AUX"})
_NOUNS = frozenset({"NOUN", "PROPN"})
_MODIFIERS = frozenset({"poss", "compound", "nmod", "amod", "nummod"})
_PARTS = frozenset({"morning", "afternoon", "evening", "night", "noon"})
_STEPS = 12


@cache
def words(name: str) -> frozenset[str]:
    """A list of the table ``tense``."""
    return frozenset(table("tense")[name])


class Governors:
    """The parse of one article, asked by character offset; reads the tokens' offsets on first use."""

    def __init__(self, doc: Doc) -> None:
        self.doc = doc
        self._starts: list[int] | None = None
        self._sentences: list[int] | None = None
        self._cache: dict[int, Direction | None] = {}

    def token(self, offset: int) -> Token | None:
        """The token that holds the character at `offset`."""
        if self._starts is None:
            self._starts = [token.idx for token in self.doc]
        index = bisect_right(self._starts, offset) - 1
        return self.doc[index] if index >= 0 else None

    def sentence(self, offset: int) -> Offsets:
        """The sentence that holds the character at `offset`; the whole text where there are no sentences."""
        if self._sentences is None:
            known = self.doc.has_annotation("SENT_START")
            self._sentences = [span.start_char for span in self.doc.sents] if known else [0]
            self._sentences.append(len(self.doc.text) + 1)
        index = max(1, bisect_right(self._sentences, offset))
        return Offsets(self._sentences[index - 1], self._sentences[min(index, len(self._sentences) - 1)])

    def direction(self, offset: int) -> Direction | None:
        """Where the verb over the word at `offset` points; None where there is none or it tells nothing."""
        token = self.token(offset)
        if token is None:
            return None
        if token.i not in self._cache:
            self._cache[token.i] = _direction(token)
        return self._cache[token.i]

    def verb(self, offset: int) -> Token | None:
        """The first verb over the word at `offset`."""
        node = self.token(offset)
        for _ in range(_STEPS):
            if node is None or node.head.i == node.i:
                return None
            node = node.head
            if node.pos_ in _VERBS:
                return node
        return None

    def frames(self, day: int, clock: int) -> bool:
        """Whether the day at one offset can be that of the clock time at the other, both of one sentence.

        It can where one clause holds both. A day that comes first can unless its clause describes a noun; one that
        comes later only where its clause holds that of the clock time ("The blast, which came at noon, was …").
        """
        own, other = self.verb(clock), self.verb(day)
        if own is None or other is None or own.i == other.i:
            return True
        if day < clock:
            return not _way(other, own) & _DESCRIBING
        return other.is_ancestor(own) and not _way(own, other) & _BESIDE

    def in_background(self, offset: int) -> bool:
        """Whether the word at `offset` stands in a clause that describes a noun: "the fire, which began on"."""
        verb = self.verb(offset)
        if verb is None or verb.dep_ not in _DESCRIBING:
            return False
        return any(child.tag_ in {"WDT", "WP", "WRB"} for child in verb.lefts)

    def told_to(self, offset: int) -> bool:
        """Whether the word at `offset` dates what somebody was to do: "asked for money to fight it in May"."""
        verb = self.verb(offset)
        if verb is None or verb.tag_ != "VB" or not any(child.tag_ == "TO" for child in verb.lefts):
            return False
        head = verb.head
        return head.tag_ == "VBD" or any(child.tag_ == "VBD" for child in head.children)

    def owes(self, offset: int, preposition: str) -> bool:
        """Whether a limit at `offset` lies ahead of a past verb: "ordered it by Friday", "asked for it to end by"."""
        verb = self.verb(offset)
        if verb is None:
            return False
        if verb.dep_ == "parataxis" and verb.head.i < verb.i:
            return _tense(verb.head, verb) == "future"  # "must repay it, the bank said, by Friday"
        if verb.tag_ == "VBD":
            return preposition == "by" and verb.lemma_ in words("lacking")
        told = any(child.tag_ == "TO" for child in verb.lefts)
        return told and verb.head.i != verb.i and verb.head.lemma_ not in words("achieving")

    def is_preposition(self, offset: int) -> bool:
        """Whether the word at `offset` heads a phrase ("talk about weeks") and modifies no number."""
        token = self.token(offset)
        return token is not None and token.dep_ == "prep" and any(c.dep_ == "pobj" for c in token.children)

    def of_event(self, offset: int) -> bool:
        """Whether the word at `offset` tells when something takes place that is fixed before ("a visit in May")."""
        token = self.token(offset)
        if token is None or token.dep_ != "pobj":
            return False
        return token.head.head.lower_ in words("fixed_nouns")

    def before_noun(self, start: int, end: int) -> bool:
        """Whether the determiner at `start` belongs to a noun from `end` on: "the Tuesday deadline"."""
        token = self.token(start)
        return (
            token is not None
            and token.dep_ in {"det", "poss"}
            and token.head.idx >= end
            and token.head.pos_ in _NOUNS
        )

    def modifies(self, offset: int) -> bool:
        """Whether the word at `offset` stands before a noun that it describes: "the Friday deadline"."""
        token = self.token(offset)
        if token is None or token.dep_ not in _MODIFIERS or token.head.i < token.i:
            return False
        return token.head.pos_ in _NOUNS and token.head.lower_ not in _PARTS

    def defers(self, offset: int, preposition: str) -> bool:
        """Whether the verb over the word at `offset` moves something to it: given until, extended to."""
        verb = self.verb(offset)
        if verb is not None and verb.idx > offset and verb.dep_ == "advcl" and verb.head.idx < offset:
            verb = verb.head  # "gave them until the end of May to pay": the parse hung it on "pay"
        if verb is None:
            return False
        given = preposition in {"until", "till"} and verb.lemma_ in words("granting")
        put_off = verb.lemma_ == "put" and any(child.lower_ in {"off", "back"} for child in verb.rights)
        return given or put_off or verb.lemma_ in words("deferring")


# Dependencies of clauses that describe a noun, and of those that stand beside another on the same level.
_DESCRIBING = frozenset({"relcl", "acl"})
_BESIDE = frozenset({"ccomp", "conj", "parataxis", "dep"})


def _way(lower: Token, other: Token) -> set[str]:
    """The dependencies on the way from `lower` up to the first verb that is `other` or holds it."""
    found = set()
    for _ in range(_STEPS):
        if lower.i == other.i or lower.is_ancestor(other) or lower.head.i == lower.i:
            break
        found.add(lower.dep_)
        lower = lower.head
    return found


def _direction(token: Token) -> Direction | None:
    start = token.head if token.head.lower_ in _PARTS else token
    if start.dep_ in _MODIFIERS and start.head.pos_ in _NOUNS:
        noun = start.head
        found = _of_modified(noun)
        if found is not None or noun.dep_ != "pobj" or noun.head.lower_ not in words("event_prepositions"):
            return found
        return "future" if _climbed(noun) == "future" else None
    return _climbed(start)


def _climbed(start: Token) -> Direction | None:
    """What the first verb above `start` that tells anything says."""
    node = start
    for _ in range(_STEPS):
        if node is not start and node.pos_ in _VERBS:
            found = _tense(node, start)
            if found is not None:
                return found
            if node.tag_ == "VBG" and node.dep_ == "pcomp" and node.head.lower_ in words("timeless"):
                return None
        if node.head.i == node.i:
            return None
        node = node.head
    return None


def _of_modified(noun: Token) -> Direction | None:
    """Where "a Friday deadline" lies; other nouns tell nothing ("Friday's ruling")."""
    ahead = noun.lower_ in words("future_nouns") and any(
        child.lower_ in {"a", "an"} for child in noun.children
    )
    return "future" if ahead else None


def _tense(verb: Token, expression: Token) -> Direction | None:
    helpers = [child for child in verb.children if child.dep_ in {"aux", "auxpass"}]
    said = {helper.lower_ for helper in helpers}
    if said & words("future_auxiliaries"):
        return "future"
    if said & words("modals"):
        return _modal(verb, said)
    if verb.tag_ == "VBD" or any(helper.tag_ == "VBD" for helper in helpers):
        return _past(verb, said)
    match verb.tag_:
        case "VBN":
            return _participle(verb, said)
        case "VB" | "VBP" if verb.head.lemma_ in words("intending") and verb.dep_ in _COMPLEMENTS:
            return "past" if _overtaken(verb.head) else "future"
        case "VB" if (not helpers and _imperative(verb)) or _headline(verb, helpers) or _open(verb):
            return "future"
        case "VBG":
            return "future" if said & words("progressive") else None
        case "VBZ" | "VBP":
            return "future" if _scheduled(verb, expression) else None
    return None


_COMPLEMENTS = frozenset({"xcomp", "ccomp", "acl", "advcl", "relcl", "conj"})


def _headline(verb: Token, helpers: list[Token]) -> bool:
    """Whether a headline says what is to come: "Parliament to vote on Thursday"."""
    return verb.dep_ == "ROOT" and any(helper.tag_ == "TO" for helper in helpers)


def _open(verb: Token) -> bool:
    """Whether it is open if `verb` comes true: "a vote on whether to extend it into the winter"."""
    return any(child.lower_ == "whether" for child in verb.lefts)


def _imperative(verb: Token) -> bool:
    """Whether `verb` is an imperative, first in its sentence or its quotation: "Ask me on Friday"."""
    if any(child.dep_ in {"nsubj", "nsubjpass"} for child in verb.children):
        return False
    if verb.dep_ == "conj" and verb.head.tag_ == "VB":
        return _imperative(verb.head)
    first = bool(verb.is_sent_start) or verb.nbor(-1).is_punct
    return verb.dep_ in {"ROOT", "ccomp", "advcl", "parataxis"} and first


def _modal(verb: Token, said: set[str]) -> Direction:
    """Would, could, must: ahead, except for what was not done ("could not be reached Friday")."""
    if "have" in said and "will" not in said:
        return "past"
    denied = any(child.dep_ == "neg" or child.lower_ in words("nobody") for child in verb.children)
    return "past" if said & words("able") and denied else "future"


def _past(verb: Token, said: set[str]) -> Direction:
    """A past tense: behind, except for what was planned then ("was scheduled for Tuesday")."""
    if not said and (verb.lemma_ in words("planning") or _supposed(verb)):
        return "future"
    if "been" not in said and "had" not in said and said and _schedules(verb):
        return "future"
    return "past"


def _supposed(verb: Token) -> bool:
    """Whether a past tense tells of what is only supposed: "I would leave if they came on Monday"."""
    if not any(child.dep_ == "mark" and child.lower_ in {"if", "unless"} for child in verb.lefts):
        return False
    helpers = {child.lower_ for child in verb.head.lefts if child.dep_ == "aux"}
    return bool(helpers & words("supposing")) and "have" not in helpers


def _overtaken(head: Token) -> bool:
    """Whether the governor of an infinitive stands in the past perfect: "had been due to expire"."""
    verb = head if head.pos_ in _VERBS else head.head
    return (
        any(child.lower_ == "had" and child.dep_ == "aux" for child in verb.children) and verb.tag_ == "VBN"
    )


def _scheduled(verb: Token, expression: Token) -> bool:
    """Whether a present tense speaks of what is to come: "the vote is on Monday", "Monday is the last day"."""
    if verb.lemma_ in words("scheduled_present") or _conditional(verb):
        return True
    if verb.lemma_ == "be":
        return expression.head.lower_ == "on" or _is_subject(expression, verb)
    if not is_day(expression):
        return False
    near = verb.i in {expression.head.i, expression.head.head.i}
    return near and verb.lemma_ not in words("present_reports")


def is_day(token: Token) -> bool:
    """Whether `token` names a weekday or a day of a month."""
    return token.lower_ in table("time_words")["WEEKDAY"] or token.is_digit


def _is_subject(expression: Token, verb: Token) -> bool:
    """Whether "is" is said of the time, even if the parse takes it for an adverb: "Monday is the last day"."""
    if expression.head.i != verb.i or expression.i > verb.i:
        return False
    return expression.dep_ in {"nsubj", "nsubjpass"} or not any(
        child.dep_ in {"nsubj", "nsubjpass", "expl"} for child in verb.children
    )


def _conditional(verb: Token) -> bool:
    """Whether the present tense of `verb` stands for a future: "if the rains fail", "until it opens"."""
    return any(
        child.dep_ in {"mark", "advmod"} and child.lower_ in words("conditions") for child in verb.children
    )


def _schedules(verb: Token) -> bool:
    """Whether a participle puts something at the time: "scheduled for", "set for", not "set on Aug. 6"."""
    if verb.lemma_ not in words("scheduling"):
        return False
    if verb.lemma_ not in words("scheduling_for"):
        return True
    if verb.lemma_ == "call" and not any(child.dep_ == "auxpass" for child in verb.lefts):
        return False  # "called Friday for her release"
    return any(child.lower_ == "for" and child.dep_ == "prep" for child in verb.children)


def _participle(verb: Token, said: set[str]) -> Direction | None:
    if "be" in said and verb.head.lemma_ in words("intending") and verb.dep_ in _COMPLEMENTS:
        return "past" if _overtaken(verb.head) else "future"  # "ordered that they be released by Friday"
    if "had" not in said and _schedules(verb):
        return "future"
    if said & words("perfect"):
        return "future" if verb.lemma_ in words("planning") and "had" not in said else "past"
    if said & words("present_passive"):
        return "future" if _conditional(verb) else None
    return "past"
