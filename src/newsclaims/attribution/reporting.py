"""Candidates for attributions from the parse: a cue with its source and its complement, whatever the marks say."""

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache

from spacy.tokens import Token

from newsclaims.attribution.cues import Family, families_of, family, lemma, words
from newsclaims.attribution.frames import Complement, complements
from newsclaims.attribution.scene import Scene
from newsclaims.attribution.syntax import SUBJECTS, agent, child, children, passive, subject
from newsclaims.language import table

# Where a stretch of text is a run of tokens: first and last index, both included.
Run = tuple[int, int]


@dataclass(slots=True)
class Candidate:
    """An attribution in the making.

    Attributes:
        head: the word that reports.
        cue: its tokens.
        source: run of the source, or None.
        content: runs of the content, in text order.
        family: the lexicon's family of the cue, None for a phrase such as "according to".
        rule: name of the rule.
        reliability: how often such a candidate is right, 0-1.
    """

    head: Token
    cue: list[Token]
    source: Run | None
    content: list[Run]
    family: Family | None
    rule: str
    reliability: float


def candidates(scene: Scene) -> Iterator[Candidate]:
    """All candidates outside quotation marks, in text order of their cues."""
    for token in scene.speaking():
        if token.lower_ == "according":
            yield from _according(scene, token)
        elif token.lower_ in words("closing") and token.i + 2 == token.sent.end:
            yield from _closing(scene, token)
        elif families_of(token):
            yield from _governing(scene, token)
            yield from _parenthetical(scene, token)
            yield from _copular(scene, token)


def _governing(scene: Scene, head: Token) -> Iterator[Candidate]:
    """The cue with what it governs; of several complements the one with the most reliable frame."""
    best: Candidate | None = None
    for complement in complements(head):
        found = _accepted(scene, complement)
        if found is None:
            continue
        candidate = _candidate(scene, complement, found)
        if candidate is not None and (best is None or candidate.reliability > best.reliability):
            best = candidate
    if best is not None:
        yield best


# A complement before the cue is often a misreading of the parse, unless it is quoted: it loses to one behind.
_INVERTED = 0.1


def _accepted(scene: Scene, complement: Complement) -> Family | None:
    head, frame = complement.head, complement.frame
    if frame == "inverted":
        frame = "clause"
    if frame == "object" and _reports(complement.core):
        return None
    found = family(head, frame.removeprefix("prep:"))
    if found is None and begins_quoted(scene, complement.first):
        found = family(head, "quoted")
    return found


def _reports(noun: Token) -> bool:
    """Whether the object is a noun that reports itself: "expressed *hope that* …"."""
    return any(family(noun, inner.frame.removeprefix("prep:")) for inner in complements(noun))


def begins_quoted(scene: Scene, index: int) -> bool:
    """Whether the stretch that begins with token `index` begins inside a quotation."""
    return scene.quotation(index) >= 0


def _candidate(scene: Scene, complement: Complement, found: Family) -> Candidate | None:
    head = complement.head
    cue = cue_tokens(head)
    if complement.frame == "inverted":
        source = _source(scene, head, complement.core)
        content = _left_content(head, complement)
    else:
        source = _source(scene, head, complement.core)
        content = [(max(head.i + 1, complement.first), complement.last)]
        if complement.frame.startswith("prep:"):
            cue = [*cue, complement.core.head]
    content = [run for run in content if run[0] <= run[1]]
    if not content:
        return None
    reliability = found.reliability
    denied = _denied(head) if complement.frame == "clause" else None
    if denied is not None:
        cue = sorted([*cue, head.head], key=lambda token: token.i)
        reliability = max(reliability, denied.reliability)
    if complement.frame == "inverted":
        if not _set_before(scene, head, complement.core) or passive(head):
            return None
        reliability -= _INVERTED
    return Candidate(head, cue, source, content, found, complement.frame, reliability)


def _denied(noun: Token) -> Family | None:
    """The family of the verb that denies what a noun reports, if nobody owns it: "*dismissed* claims that …"."""
    verb = noun.head
    if noun.dep_ != "dobj" or child(noun, "poss") is not None:
        return None
    found = family(verb, "clause")
    return found if found is not None and found.name == "denial" else None


def _set_before(scene: Scene, head: Token, core: Token) -> bool:
    """Whether a comma, a dash or a quotation mark parts the content from the reporting clause behind it."""
    before = scene.doc[max(0, reporting_clause(head, core)[0] - 1)]
    while before.is_space and before.i:
        before = before.nbor(-1)
    return before.is_punct and before.text not in {".", ";", ":", "("}


def cue_tokens(head: Token) -> list[Token]:
    """The words of the cue: the head with its particle; for nouns and adjectives the verb that carries them."""
    tokens = [head]
    if head.pos_ in {"VERB", "AUX"}:
        tokens += children(head, "prt")
        if passive(head):
            tokens += children(head, "auxpass")
    elif (head.pos_ == "ADJ" and head.head.lemma_ in words("copulas")) or (
        head.dep_ == "dobj" and head.head.lemma_ in words("carriers")
    ):
        tokens.append(head.head)
    return sorted(tokens, key=lambda token: token.i)


def _source(scene: Scene, head: Token, core: Token) -> Run | None:
    if lemma(head) in words("without_source"):
        return None
    if head.pos_ in {"VERB", "AUX"}:
        if passive(head):
            by = agent(head)
            return source_run(scene, by, head) if by is not None else None
        found = subject(head) or _before_relative(head)
        if found is None and core.i < head.i:
            found = child(head, "dobj", "attr", "npadvmod", "dep")
        if found is not None and found.dep_ == "expl":
            return None
    elif head.pos_ == "ADJ":
        found = subject(head.head) if head.dep_ in {"acomp", "amod", "xcomp", "oprd"} else subject(head)
    else:
        found = child(head, "poss")
        if found is None:
            by = next((item for item in children(head, "prep") if item.lower_ in {"by", "from", "of"}), None)
            found = child(by, "pobj") if by is not None else None
            found = found if found is not None and found.i != core.i else None
        if found is None and head.dep_ in {"dobj", "attr", "pobj"}:
            verb = head.head.head if head.dep_ == "pobj" else head.head
            found = subject(verb) if verb.pos_ in {"VERB", "AUX"} else None
    return source_run(scene, found, head) if found is not None else None


def _before_relative(head: Token) -> Token | None:
    """The noun whose relative clause ends right before the cue, where the parse has it elsewhere.

    "…, and *an official*, who would not be named, said it was closed".
    """
    sentence = head.sent
    if head.i == sentence.start or head.nbor(-1).text != ",":
        return None
    for token in reversed(head.doc[sentence.start : head.i - 1]):
        if token.tag_ in {"WP", "WDT"} and token.i > sentence.start:
            clause = next((item for item in token.ancestors if item.dep_ == "relcl"), None)
            known = clause is not None and clause.head.i < token.i and clause.right_edge.i < head.i
            return clause.head if clause is not None and known else None
        if token.pos_ in {"VERB", "AUX"} and token.dep_ not in {
            "relcl",
            "aux",
            "auxpass",
            "xcomp",
            "advcl",
            "ccomp",
        }:
            return None
    return None


def source_run(scene: Scene, noun: Token, cue: Token) -> Run | None:
    """The noun phrase of `noun`, cut before the clause that holds the cue."""
    first, last = noun.left_edge.i, noun.right_edge.i
    for item in noun.rights:
        if item.left_edge.i <= cue.i <= item.right_edge.i:
            last = item.left_edge.i - 1
            break
    if first <= cue.i <= last:
        last = cue.i - 1
    first, last = scene.trimmed(first, last)
    return (first, last) if first <= last and not first <= cue.i <= last else None


def _left_content(head: Token, complement: Complement) -> list[Run]:
    """What stands before the reporting clause, and what goes on behind it."""
    core = complement.core
    clause = reporting_clause(head, core)
    start = min(complement.first, head.sent.start)
    runs = [(start, clause[0] - 1)]
    rest = [item for item in core.subtree if item.i > clause[1]]
    if rest:
        runs.append((clause[1] + 1, max(item.i for item in rest)))
    return runs


def reporting_clause(head: Token, core: Token) -> Run:
    """First and last token of the cue's own words: its subject, auxiliaries and adverbials, without the content."""
    first = last = head.i
    for item in head.children:
        if item.i == core.i or item.dep_ == "punct":
            continue
        left, right = item.left_edge.i, item.right_edge.i
        if core.i < item.i < head.i and left > core.i:
            first = min(first, left)
        elif item.i > head.i and item.dep_ not in {"conj", "cc", "ccomp", "parataxis"}:
            last = max(last, right)
    return first, last


def _closing(scene: Scene, cue: Token) -> Iterator[Candidate]:
    """What a document shows at a sentence's end, where the parse takes the verb for a noun: "…, *data show*."."""
    doc, start = scene.doc, cue.sent.start
    comma = next((i for i in range(cue.i - 1, start, -1) if doc[i].text == ","), None)
    if comma is None or not cue.i - comma > 1:
        return
    nouns = {token.lower_ for token in doc[comma + 1 : cue.i] if token.pos_ in {"NOUN", "PROPN"}}
    told = any(token.tag_ in {"VBD", "VBZ", "VBP", "MD"} for token in doc[start:comma])
    if (
        told
        and nouns & _documents()
        and not any(token.pos_ == "VERB" for token in doc[comma + 1 : cue.i] if token.tag_ != "VBG")
    ):
        content: list[Run] = [(start, comma - 1)]
        yield Candidate(cue, [cue], (comma + 1, cue.i - 1), content, None, "closing", _CLOSING)


@cache
def _documents() -> frozenset[str]:
    return frozenset(table("source_nouns")["document"].split())


# How often such a reading is right.
_CLOSING = 0.7


def _copular(scene: Scene, noun: Token) -> Iterator[Candidate]:
    """A noun that a form of "be" joins with what it reports: "the fear is that …"."""
    found = family(noun, "copula")
    verb = noun.head
    if found is None or noun.dep_ != "nsubj" or verb.lemma_ != "be":
        return
    core = child(verb, "ccomp")
    if core is None or core.i < verb.i:
        return
    content = [(core.left_edge.i, core.right_edge.i)]
    source = _source(scene, noun, core)
    yield Candidate(noun, [noun, verb], source, content, found, "copular", found.reliability)


def _parenthetical(scene: Scene, head: Token) -> Iterator[Candidate]:
    """The cue as a clause inside or behind the sentence that it reports: "…, she said, …", "as she put it"."""
    if head.pos_ not in {"VERB", "AUX"} or head.dep_ not in {"parataxis", "advcl", "ccomp", "dep"}:
        return
    found = family(head, "clause")
    if found is None or head.head == head or passive(head) or found.cue_class not in _TOLD:
        return
    core = head.head
    first, last = scene.trimmed(head.left_edge.i, head.right_edge.i)
    if head.dep_ == "advcl":
        mark = child(head, "mark")
        known = found.cue_class == "statement" and lemma(head) not in words("not_parenthetical")
        if mark is None or mark.lower_ != "as" or not known or any(complements(head)):
            return
    elif own_complement(head) or not set_off(scene, first, last):
        return
    if not any(item.dep_ in SUBJECTS for item in head.children):
        return
    source = _source(scene, head, core)
    sent = head.sent
    runs = [(sent.start, first - 1), (last + 1, sent.end - 1)]
    content = [run for run in runs if has_words(scene, run)]
    if content:
        yield Candidate(head, cue_tokens(head), source, content, found, "parenthetical", found.reliability)


def has_words(scene: Scene, run: Run) -> bool:
    """Whether a word stands in the run."""
    return any(scene.doc[i].is_alpha for i in range(run[0], run[1] + 1))


# Classes whose cues stand in parentheses: "…, she said, …", "as she believes".
_TOLD = frozenset({"statement", "belief", "question", "expectation"})


def own_complement(head: Token) -> bool:
    """Whether the cue governs a clause of its own."""
    return any(item.dep_ in {"ccomp", "xcomp"} for item in head.children)


def set_off(scene: Scene, first: int, last: int) -> bool:
    """Whether punctuation stands before and behind the stretch."""
    doc = scene.doc
    before = doc[first - 1] if first > 0 else None
    after = doc[last + 1] if last + 1 < len(doc) else None
    return (before is None or before.is_punct or before.is_space) and (
        after is None or after.is_punct or after.is_space
    )


def _according(scene: Scene, head: Token) -> Iterator[Candidate]:
    """The rest of the sentence, or of the clause that the phrase hangs on."""
    to = child(head, "prep") or (head.nbor() if head.i + 1 < len(scene.doc) else None)
    if to is None or to.lower_ != "to":
        return
    noun = child(to, "pobj", "pcomp")
    if noun is None:
        return
    last = noun.right_edge.i
    sent = head.sent
    runs = [(sent.start, head.i - 1), (last + 1, sent.end - 1)]
    content = [run for run in runs if has_words(scene, run)]
    source = scene.trimmed(to.i + 1, last)
    if content and source[0] <= source[1]:
        yield Candidate(head, [head, to], source, content, None, "according to", 0.85)
