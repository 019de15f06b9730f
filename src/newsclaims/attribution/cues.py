"""Which words report, in which frames and of which class: the lexicon ``cues.toml``, applied to the parse."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import cache
from typing import get_args

from spacy.tokens import Doc, Token

from newsclaims.attribution.frames import Frame, complements
from newsclaims.attribution.structures import CueClass
from newsclaims.attribution.syntax import children, offsets
from newsclaims.language import table
from newsclaims.offsets import Offsets

_PARTS = {"verbs": "VERB", "nouns": "NOUN", "adjectives": "ADJ"}
_PART_OF = {"VERB": "VERB", "AUX": "VERB", "NOUN": "NOUN", "PROPN": "NOUN", "ADJ": "ADJ"}


@dataclass(frozen=True, slots=True)
class Family:
    """Cues of one class with the frames that they share; see ``cues.toml``."""

    name: str
    cue_class: CueClass
    frames: frozenset[Frame]
    reliability: float


@cache
def families() -> dict[tuple[str, str], tuple[Family, ...]]:
    """The families of each part of speech and lemma, the most reliable first."""
    found: dict[tuple[str, str], list[Family]] = {}
    for entry in table("cues")["family"]:
        if entry["class"] not in get_args(CueClass):
            msg = f"cues.toml: {entry['name']} has no class {entry['class']}"
            raise ValueError(msg)
        family = Family(entry["name"], entry["class"], frozenset(entry["frames"]), entry["reliability"])
        for field, part in _PARTS.items():
            for lemma in entry.get(field, ()):
                found.setdefault((part, lemma), []).append(family)
    return {key: tuple(sorted(items, key=lambda item: -item.reliability)) for key, items in found.items()}


def lemma(token: Token) -> str:
    """The lemma of a cue, with the parser's known mistakes mended."""
    found = token.lemma_.lower()
    fixed: str = table("cues")["lemmas"].get(found, found)
    return fixed


@cache
def words(name: str) -> frozenset[str]:
    """The lemmas of the list `name` in the table's section ``words``."""
    return frozenset(table("cues")["words"][name])


def families_of(token: Token) -> tuple[Family, ...]:
    """The families that `token` may belong to, by lemma and part of speech."""
    part = _PART_OF.get(token.pos_)
    return families().get((part, lemma(token)), ()) if part else ()


def family(token: Token, frame: Frame) -> Family | None:
    """The family in which `token` reports in `frame`, or None."""
    return next((item for item in families_of(token) if frame in item.frames), None)


def cue_class(tokens: Sequence[Token]) -> CueClass | None:
    """The class of the speech or thought act that a cue names, or None for an unknown one.

    A word of several classes ("told that" states, "told him to go" directs) takes the one whose frame its
    complements have. Nouns and adjectives count before the verb that carries them ("expressed hope", "is sure").
    """
    known = [token for token in tokens if families_of(token)]
    for token in sorted(known, key=lambda token: (token.pos_ not in {"NOUN", "ADJ"}, token.i)):
        for complement in complements(token):
            found = family(token, complement.frame)
            if found is not None:
                return found.cue_class
    if known:
        return families_of(known[-1])[0].cue_class
    phrase = " ".join(token.lower_ for token in tokens)
    return "statement" if phrase.startswith(("according", "in the words", "per ")) else None


def addressee(doc: Doc, cue: Iterable[Offsets]) -> Offsets | None:
    """Who the cue says is spoken to: "told *reporters*", "urged *Kyiv*", "called on *the minister*"; else None."""
    for span in cue:
        for token in tokens_in(doc, span):
            if token.pos_ not in {"VERB", "AUX"}:
                continue
            found = _spoken_to(token)
            if found is not None:
                return offsets(found.left_edge, doc[_simple_end(found)])
    return None


def tokens_in(doc: Doc, span: Offsets) -> list[Token]:
    """The tokens that share a code point with `span`, white space left out."""
    found = doc.char_span(span.start, span.end, alignment_mode="expand") if span.start < span.end else None
    return [] if found is None else [token for token in found if not token.is_space]


def _spoken_to(verb: Token) -> Token | None:
    name = lemma(verb)
    if name in words("addressing"):
        for item in children(verb, "dobj", "dative", "nsubj", "nsubjpass", "ccomp", "xcomp"):
            if item.dep_ == "nsubjpass":
                return item if verb.tag_ == "VBN" else None
            if item.dep_ in {"dobj", "dative"} and item.i > verb.i and item.pos_ != "ADP":
                return item
            if item.dep_ in {"ccomp", "xcomp"}:
                inner = next(children(item, "nsubj"), None)
                if inner is not None and verb.i < inner.i and any(sub.tag_ == "TO" for sub in item.children):
                    return inner
    for item in children(verb, "prep", "dative"):
        on = name == "call" and item.lower_ in {"on", "upon"}
        if on or (name in words("addressing_with_to") and item.lower_ == "to"):
            return next(children(item, "pobj"), None)
    return None


def _simple_end(noun: Token) -> int:
    """Last token of the noun phrase of `noun` without relative clauses and what follows a comma."""
    last = noun.i
    for item in noun.rights:
        if item.dep_ not in {"prep", "compound", "conj", "cc", "nummod", "case"} or item.text == ",":
            break
        target = next(children(item, "pobj"), None) if item.dep_ == "prep" else item
        last = item.right_edge.i if target is None else target.i
    return last
