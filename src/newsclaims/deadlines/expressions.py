"""The words around a time expression that could make it a limit: before it ("by") and after it ("at the latest")."""

import re
from bisect import bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from typing import Any, Literal

from spacy.tokens import Doc, Span, Token

from newsclaims.dates.structures import TimeExpression
from newsclaims.language import table
from newsclaims.offsets import Offsets

Force = Literal["limit", "window", "point", "start", "none"]

# Tokens of the longest sentence that is read.
_LONGEST = 400
# TIMEX3 values that name no time to wait for.
_REFERENCES = ("PRESENT_REF", "PAST_REF", "FUTURE_REF")
_NOUNS = {"NOUN", "PROPN"}
_WORD = re.compile(r"\S+")
# Words before a time that rule out that it stands there by itself, as "tomorrow" does.
_PREPOSITION = re.compile(
    r"(?<!\w)(?:about|after|against|between|beyond|despite|following|of|over|past|per|since|than|to|toward|towards|upon|with|now\s+and)\s+"
    r"(?:(?:the|a|an|its|his|her|their)\s+)?\Z",
    re.IGNORECASE,
)
# A stretch that lies behind, whatever word leads it in.
_BEHIND = re.compile(
    r"(?<!\w)(?:past|last|previous|recent|preceding)(?!\w)|\bago\b|\bearlier\b", re.IGNORECASE
)
# After a length that tells a distance or an age: "with the election seven months away".
_AWAY = re.compile(r"\s+(?:away|ago|old|later|earlier|apart|off)\b", re.IGNORECASE)
# After "from 10 a.m.": the other end of a stretch.
_STRETCH = re.compile(r"\s*(?:[-–—]|(?:to|until|till|through)(?!\w))", re.IGNORECASE)
# "in the days before": no length.
_BARE = re.compile(r"the\s+(?:hours|days|weeks|months|years|decades)(?!\s+(?:ahead|to))", re.IGNORECASE)
# "in the years ahead": too vague to wait for.
_REMOTE = re.compile(r"PX(?:Y|DE|CE|ML)")
# "over the next year" is a window, "over the years" and "over a three-year period" are not.
_FORWARD = re.compile(r"(?<!\w)(?:next|coming|following|first|ahead|upcoming)(?!\w)", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class LimitExpression:
    """A time expression with the words that may make it a limit.

    Attributes:
        index: which of the article's time expressions it holds, or None where an event is the limit.
        time: that time expression, or the event as one.
        tokens: the tokens of the whole expression, lead and tail included.
        core: the tokens of the time expression alone.
        span: offsets of the whole expression.
        relation: what the lead says: by, before, until, within, for, in, on, from, left, matter, out or event.
        force: how much it limits by itself.
        exclusive: whether the time itself is too late ("before").
        described: the noun that the time only describes ("Friday's strikes", "the May 1 deadline"), or None.
    """

    index: int | None
    time: TimeExpression
    tokens: Span
    core: Span
    span: Offsets
    relation: str
    force: Force
    exclusive: bool
    described: Token | None

    @property
    def lead(self) -> bool:
        """Whether any word leads the time in."""
        return self.tokens.start < self.core.start

    def outside(self) -> Token | None:
        """The token that the expression hangs on, or None where it is the root of its sentence."""
        for token in self.tokens:
            head = token.head
            if not self.tokens.start <= head.i < self.tokens.end:
                return head
        return None


def limit_expressions(
    doc: Doc, times: Sequence[TimeExpression], idle: Sequence[Offsets] = ()
) -> Iterator[LimitExpression]:
    """Each time expression that has a value to wait for, with the words around it.

    Args:
        doc: the parse.
        times: the time expressions of the article.
        idle: stretches that set no limits, in text order: datelines.
    """
    text = doc.text
    lists = sorted([*endless(doc), *idle])
    for index, time in enumerate(times):
        if time.type == "SET" or time.value.startswith(_REFERENCES) or in_any(time.span, lists):
            continue
        if time.type == "DURATION" and _AWAY.match(text, time.span.end):
            continue
        core = doc.char_span(time.span.start, time.span.end, alignment_mode="expand")
        if core is not None and len(core):
            yield _expression(doc, text, index, time, core)


def endless(doc: Doc) -> list[Offsets]:
    """The sentences that are none: lists and tables, too long for their parse to tell anything."""
    return [
        Offsets(sentence.start_char, sentence.end_char) for sentence in doc.sents if len(sentence) > _LONGEST
    ]


def in_any(span: Offsets, stretches: Sequence[Offsets]) -> bool:
    """Whether `span` lies in one of `stretches`, which are in text order."""
    index = bisect_right(stretches, span.start, key=lambda stretch: stretch.start) - 1
    return index >= 0 and span.start < stretches[index].end


def _expression(doc: Doc, text: str, index: int, time: TimeExpression, core: Span) -> LimitExpression:
    sentence = core[0].sent
    lead, start = _lead(text, sentence.start_char, time)
    relation, exclusive = lead["relation"], lead.get("exclusive", False)
    force: Force = lead["force"]
    end = time.span.end
    text_after = text[end : min(sentence.end_char, end + _window()["lead_characters"])]
    tails = _tails()
    if force == "window" and not _opens(text, start, time, end):
        relation, force = "none", "none"
    if found := tails["matter"].search(text[sentence.start_char : time.span.start]):
        if force == "none":  # no "within" or "in" before it
            start = sentence.start_char + found.start("words")
        relation, force = "matter", "limit"
    elif tails["own_matter"].match(text[time.span.start : end]):
        if force == "none" and start == time.span.start:  # not "in a matter of hours"
            relation, force = "matter", "limit"
    elif relation == "before" and (found := tails["out"].match(text_after)):
        end += found.end()
        relation = "out"
    elif found := tails["latest"].match(text_after):
        end += found.end()
        force = "limit"
    elif time.type == "DURATION" and (found := tails["left"].match(text_after)):
        end += found.end()
        relation, force = "left", "limit"
    end = _anchor_end(doc, core, end) if relation in {"within", "in"} else end
    force = "none" if relation == "from" and _STRETCH.match(text_after) else force
    tokens = doc.char_span(start, end, alignment_mode="expand") or core
    return LimitExpression(
        index, time, tokens, core, Offsets(start, end), relation, force, exclusive, _described(core)
    )


def _lead(text: str, floor: int, time: TimeExpression) -> tuple[dict[str, Any], int]:
    """The lead's entry in the table, and where the limit expression starts."""
    start = max(floor, time.span.start - _window()["lead_characters"])
    before = text[start : time.span.start]
    counted = _tails()["counted"].match(text[time.span.start : time.span.end])
    if counted is not None and (found := _matching(before + counted.group(), time)):
        return found[0], start + found[1]
    if found := _matching(before, time):
        return found[0], start + found[1]
    if time.type == "DURATION" or _PREPOSITION.search(before):
        return {"relation": "none", "force": "none"}, time.span.start
    return {"relation": "on", "force": "point"}, time.span.start


def _matching(before: str, time: TimeExpression) -> tuple[dict[str, Any], int] | None:
    """The lead at the end of `before` that limits such a time, and where it starts."""
    before = before.removesuffix("(")
    if not before[-1:].isspace():
        return None
    words = list(_WORD.finditer(before))
    lower = [word.group().lower() for word in words]
    ends = _ends(lower)
    for (first, *rest), lead in _leads():
        if time.type not in lead["types"]:
            continue
        for end in ends:
            place = end - len(rest) - 1
            if place >= 0 and lower[place + 1 : end] == rest and _ends_in(lower[place], first):
                return lead, words[place].end() - len(first)
    return None


def _ends(words: list[str]) -> list[int]:
    """Where a lead may end before the time: fillers may stand between them ("by *about the* middle of May")."""
    window = _window()
    ends = [len(words)]
    while len(ends) <= window["fillers"] and ends[0] and words[ends[0] - 1] in window["filler"]:
        ends.insert(0, ends[0] - 1)
    return ends


def _ends_in(text: str, word: str) -> bool:
    """Whether `text` is `word`, behind a mark perhaps ("(by")."""
    before = text.removesuffix(word)
    return before != text and not before[-1:].isalnum() and before[-1:] != "_"


def _opens(text: str, start: int, time: TimeExpression, end: int) -> bool:
    """Whether a stretch lies ahead of the utterance or after an event."""
    words = text[start : end + len(" ahead")]
    if _BEHIND.search(words) or _BARE.match(text[time.span.start : time.span.end]):
        return False
    if _REMOTE.fullmatch(time.value) or text.startswith(" of ", time.span.end):
        return False  # the second: "in three decades of polling"
    return bool(_FORWARD.search(words)) or text[start : time.span.start].lower().startswith("in")


def _anchor_end(doc: Doc, core: Span, end: int) -> int:
    """Where the anchor of a stretch ends: "within seven days *of cancellation*"."""
    after = core.end
    if after >= len(doc) or doc[after].lower_ != "of" or end != core.end_char:
        return end
    edge = doc[after].right_edge.i
    anchor = doc[after : edge + 1]
    if len(anchor) > _window()["anchor_tokens"] or any(token.pos_ == "VERB" for token in anchor):
        return end
    return int(anchor[-1].idx + len(anchor[-1]))


def _described(core: Span) -> Token | None:
    """The noun after the time that the time only describes."""
    doc = core.doc
    if core.end < len(doc) and doc[core.end].lower_ in table("limits")["after"]["possessive"]:
        return core.root.head if core.root.head.i > core.end else doc[core.end]
    if core[-1].lower_ in table("limits")["after"]["possessive"]:
        return core.root.head
    root = core.root
    head = root.head
    joined = root.dep_ in {"poss", "compound", "amod", "nummod", "nmod", "quantmod"}
    if joined and head.i >= core.end and head.pos_ in _NOUNS:
        return head
    return None


@cache
def _leads() -> tuple[tuple[list[str], dict[str, Any]], ...]:
    """The words of each lead and its entry in the table; longer ones come first."""
    entries = [(phrase.split(), lead) for lead in table("limits")["lead"] for phrase in lead["words"]]
    return tuple(sorted(entries, key=lambda entry: -len(entry[0])))


@cache
def _tails() -> dict[str, re.Pattern[str]]:
    limits = table("limits")
    counted = "|".join(map(re.escape, limits["window"]["counted"]))
    after = limits["after"]
    latest, left, out = ("|".join(map(re.escape, after[key])) for key in ("latest", "left", "out"))
    matter = "|".join(map(re.escape, limits["matter"]["words"]))
    return {
        "counted": re.compile(rf"(?:{counted})\s+", re.IGNORECASE),
        "out": re.compile(rf"\s+(?:{out})(?!\w)", re.IGNORECASE),
        "latest": re.compile(rf"\s+(?:{latest})(?!\w)", re.IGNORECASE),
        "left": re.compile(rf"\s+(?:{left})(?!\w)", re.IGNORECASE),
        "matter": re.compile(rf"(?<!\w)(?<!in )(?<!within )(?P<words>{matter})\s+\Z", re.IGNORECASE),
        "own_matter": re.compile(rf"(?:{matter})\s", re.IGNORECASE),
    }


def _window() -> dict[str, Any]:
    window: dict[str, Any] = table("limits")["window"]
    return window
