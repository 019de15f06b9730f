"""What speaks for and against each type of a claim: named observations about a clause, to be weighed.

Each observation is a plain fact about the clause, its speaker or its cue ("tense: past", "subject: you",
"rule: commitment promise"); the weights of `language/en/claim_type_weights.toml` say what it is worth.
"""

from collections.abc import Iterator
from itertools import pairwise
from typing import NamedTuple

from newsclaims.claims.reading import Reading, words
from newsclaims.claims.types import RULES, decide_type

# How many words before a claim may raise what it denies.
_NEAR = 45
# Up to so many words a clause is brief, short, middle.
_LENGTHS = ((4, "brief"), (8, "short"), (15, "middle"))
_SUBJECTS = {
    "i": "I", "we": "we", "you": "you", "he": "he", "she": "he", "they": "they", "it": "it", "that": "that",
    "this": "that", "there": "there",
}  # fmt: skip
_SUBJECT_TAGS = {"NNP": "name", "NNPS": "name", "NN": "noun", "NNS": "nouns", "CD": "number", "VBG": "act"}
_DETERMINERS = {"a": "some", "an": "some", "the": "the", "no": "no", "every": "every", "each": "every",
                "any": "every", "all": "every", "those": "those"}  # fmt: skip
_COMPARED = {"JJR": "comparative", "RBR": "comparative", "JJS": "superlative", "RBS": "superlative"}
_MODALS = {
    "will": "will", "'ll": "will", "wo": "will", "shall": "shall", "would": "would", "'d": "would", "may": "may",
    "might": "may", "could": "could", "can": "can", "ca": "can", "must": "must", "should": "should",
}  # fmt: skip
_PRESENT = frozenset({"is", "are", "am", "'re", "'m", "'s", "do", "does"})
_PERFECT = frozenset({"have", "has", "'ve", "had"})
_BE = {"acomp": "adjective", "attr": "noun", "prep": "somewhere"}
_CONJUNCTIONS = ("unless", "if", "once", "provided", "as", "should", "without")
_US = frozenset({"i", "we", "us", "me", "my", "our"})
_PERSONS = frozenset(
    {"i", "we", "us", "me", "my", "our", "he", "she", "they", "him", "her", "them", "his", "their"}
)
_POINTING = frozenset({"the", "this", "that", "these", "those", "my", "our", "his", "her", "their", "its"})
# A saying has at the most so many words; a word that counts as coming twice has more letters than this.
_BRIEF, _LONG = 12, 3
_NAMES = frozenset({"NNP", "NNPS"})
_STATED = (
    "intends", "expects", "future", "open", "coming", "dated", "conditional", "pressing", "wishes", "expected",
    "scheduled", "perfect", "planned", "passive", "negated",
)  # fmt: skip


class _Look(NamedTuple):
    """What several observations go by."""

    reading: Reading
    tense: str
    side: str
    institution: bool


def evidence(reading: Reading) -> tuple[str, ...]:
    """The observations that hold of a clause, sorted."""
    look = _Look(
        reading=reading,
        tense=_tense(reading),
        side="own" if reading.own_side else "other",
        institution=reading.speech.kind == "organization"
        or bool(reading.speech.names & words("subjects", "officials")),
    )
    parts = (
        _rules,
        _speech,
        _subject,
        _predicate,
        _time,
        _words,
        _context,
        _denied,
        _open,
        _ahead,
        _condition,
        _maxim,
    )
    return tuple(sorted({observation for part in parts for observation in part(look)}))


def _rules(look: _Look) -> Iterator[str]:
    """What the rules say: the first that decides, and each by itself."""
    yield f"decided: {decide_type(look.reading)}"
    for rule in RULES:
        found = rule(look.reading)
        if found is not None:
            yield f"rule: {rule.__name__} {found}"


def _speech(look: _Look) -> Iterator[str]:
    speech = look.reading.speech
    yield f"cue: {speech.cue_class or ('unknown' if speech.cue else 'none')}"
    yield from (f"cue: {kind}" for kind in _kinds("cues", speech.cue))
    yield f"speaker: {speech.kind or 'unknown'}"
    if look.institution:
        yield "speaker: official"
    if speech.names & words("subjects", "defenders"):
        yield "speaker: defends"
    yield "words: own" if speech.direct else "words: reported"


def _subject(look: _Look) -> Iterator[str]:
    reading = look.reading
    view, subject, word = reading.view, reading.clause.subject, reading.subject
    if subject is None:
        yield "subject: none"
        return
    yield f"side: {look.side}"
    if word in _SUBJECTS:
        yield f"subject: {_SUBJECTS[word]}"
        return
    if word in words("denial", "nobody") or word == "nothing":
        yield "subject: nobody"
    elif word in words("subjects", "everybody"):
        yield "subject: everybody"
    else:
        yield f"subject: {_SUBJECT_TAGS.get(view.tags[subject], 'other')}"
    before = {view.words[child] for child in view.children[subject]}
    yield from (f"subject: {_DETERMINERS[determiner]}" for determiner in before & _DETERMINERS.keys())
    if all(view.deps[child] == "amod" for child in view.children[subject]):
        yield "subject: bare"
    if any(view.deps[child] == "relcl" for child in view.children[subject]):
        yield "subject: who"


def _predicate(look: _Look) -> Iterator[str]:
    reading, view = look.reading, look.reading.view
    finite = reading.finite or reading.clause.form != "finite"
    yield f"form: {reading.clause.form if finite else 'bare'}"
    if reading.verb == "be":
        links = [view.deps[child] for child in view.children[reading.clause.head]]
        yield f"be: {next((_BE[link] for link in links if link in _BE), 'other')}"
    yield from (f"verb: {kind}" for kind in _kinds("opinion", {reading.verb}))
    yield from (f"act: {kind}" for kind in _kinds("threat", {reading.act}))
    yield from (f"act: {kind}" for kind in _kinds("future", {reading.act}))
    if reading.verb in {"have", "need", "want", "let", "can"}:
        yield f"verb: {reading.verb}"
    for kind in _judged(reading):
        yield f"judged: {kind}"
        yield f"judged, {look.side}"
        yield f"judged, {look.tense}"
    if reading.verb in words("opinion", "verbs"):
        yield f"felt, {look.tense}, {look.side}"


def _judged(reading: Reading) -> Iterator[str]:
    """Whether an adjective or a noun of judgement is what the clause says of its subject, or that it has."""
    view, head = reading.view, reading.clause.head
    participle = reading.tag in {"VBG", "VBN"} and view.words[head] in words("opinion", "adjectives")
    if participle or reading.complement_is(words("opinion", "adjectives")):
        yield "adjective"
    owned = reading.verb == "have" and any(
        view.deps[child] == "dobj" and view.lemmas[child] in words("opinion", "nouns")
        for child in view.children[head]
    )
    if owned or reading.complement_is(words("opinion", "nouns")):
        yield "noun"


def _time(look: _Look) -> Iterator[str]:
    reading = look.reading
    yield f"tense: {look.tense}"
    yield from (f"modal: {_MODALS[modal]}" for modal in reading.modals & _MODALS.keys())
    if reading.progressive:
        yield f"progressive, {look.tense}, {look.side}, {'negated' if reading.negated else 'said'}"
    yield from (stated for stated in _STATED if getattr(reading, stated))


def _words(look: _Look) -> Iterator[str]:
    view, tokens = look.reading.view, look.reading.clause.tokens
    lemmas = {view.lemmas[index] for index in tokens}
    said = {view.words[index] for index in tokens}
    tags = {view.tags[index] for index in tokens[1:]}
    yield from (f"word: {kind}" for kind in _kinds("opinion", lemmas | said))
    yield from (f"word: {_COMPARED[tag]}" for tag in tags & _COMPARED.keys())
    if any(view.tags[index] == "CD" for index in tokens):
        yield "word: number"
    if tags & _NAMES:
        yield "word: name"
    if said & {"you", "your"}:
        yield "word: you"
    if said & {"i", "we", "my", "our", "us", "me"}:
        yield "word: we"
    if "never" in said:
        yield "word: never"
    if view.text[view.ends[tokens[-1]] - 1 :][:2].strip('"”’').endswith("!"):
        yield "exclaimed"
    length = len(tokens)
    yield f"length: {next((name for most, name in _LENGTHS if length <= most), 'long')}"


def _context(look: _Look) -> Iterator[str]:
    view, first = look.reading.view, look.reading.clause.tokens[0]
    if first and view.words[first - 1] == "or":
        yield "before: or"
    if view.has(range(max(0, first - _NEAR), first), words("denial", "charges")):
        yield "before: a charge"


def _denied(look: _Look) -> Iterator[str]:
    """What speaks for a denial: a negation, with whose side it is about, and a charge before it."""
    reading, view = look.reading, look.reading.view
    if reading.complement_is(words("denial", "untrue")):
        yield "untrue"
    if not reading.negated:
        return
    yield f"negated, {look.tense}, {look.side}"
    spoken = "own words" if reading.speech.direct else "reported"
    yield f"negated, {spoken}"
    yield f"negated, {look.side}"
    if any(name == "before: a charge" for name in _context(look)):
        yield f"negated, charged, {look.side}"
    if reading.speech.names & words("subjects", "defenders"):
        yield "negated, defended"
    if reading.verb == "be":
        link = next(
            (view.deps[c] for c in view.children[reading.clause.head] if view.deps[c] in _BE), "other"
        )
        yield "is not"
        yield f"is not, {_BE.get(link, link)}, {spoken}"
    if reading.verb in words("denial", "saying") and look.tense == "present" and reading.first_person:
        yield "we do not say"


def _open(look: _Look) -> Iterator[str]:
    """What may be: of a state it is a guess about now; what a study or a poll says may be is what it found."""
    reading = look.reading
    if reading.open:
        state = reading.act in words("future", "states") or reading.passive
        yield f"open, {'state' if state else 'event'}, {look.side}"
    found = reading.speech.kind == "document" or bool(reading.speech.cue & words("cues", "finding"))
    if found and (reading.future or reading.open):
        yield "ahead, found"


def _ahead(look: _Look) -> Iterator[str]:
    """What speaks for a promise, a threat or a prediction: who announces what, about whom, in which words."""
    reading = look.reading
    if not reading.future:
        if look.tense == "present" and not reading.conditional and look.side == "other":
            tags = {reading.view.tags[index] for index in reading.clause.tokens}
            yield "present, of something" if tags & (_NAMES | {"CD"}) else "present, general"
        return
    yield from (f"future, {look.side}{how}" for how in _how(reading))
    by = "institution" if look.institution else "somebody"
    yield f"future, by {by}"
    if reading.act in words("future", "arranged"):
        yield f"future, by {by}, arranged"
    if reading.passive:
        yield f"future, by {by}, passive"
    if reading.coming or reading.dated:
        yield f"future, by {by}, dated"
    yield f"future, {look.tense}, {'own words' if reading.speech.direct else 'reported'}"
    if _whoever(reading):
        yield "future, of whoever"


def _condition(look: _Look) -> Iterator[str]:
    """Under which condition it stands, and in whose hands that is: "if elected", "if you strike", "if it rains"."""
    reading, view = look.reading, look.reading.view
    if reading.condition is None:
        return
    tokens = view.between(reading.condition)
    said = {view.words[index] for index in tokens}
    yield f"condition: {next((word for word in _CONJUNCTIONS if word in said), 'other')}"
    party = "of us" if said & _US else "of you" if "you" in said else "of others"
    yield f"condition {party}"
    if any(view.lemmas[index] in words("promise", "chosen") for index in tokens):
        yield "condition: chosen"
        yield f"condition: chosen, {look.side}"
    if reading.future:
        yield f"condition {party}, future, {look.side}"


def _maxim(look: _Look) -> Iterator[str]:
    """What speaks for a saying: a general present, a contrast, a word that comes twice ("a deal is a deal")."""
    reading, view = look.reading, look.reading.view
    tokens = reading.clause.tokens
    said = [view.words[index] for index in tokens]
    subject = reading.clause.subject
    if len(said) <= _BRIEF and any(said.count(word) > 1 for word in said if len(word) > _LONG):
        yield "a word twice"
    if any(word in {",", ";"} and after == "not" for word, after in pairwise(said)):
        yield "this, not that"
    if subject is None or look.tense != "present" or reading.conditional:
        return
    if view.has(tokens, _PERSONS) or {view.tags[index] for index in tokens} & (_NAMES | {"CD", "VBD"}):
        return
    before = {view.words[child] for child in view.children[subject]}
    article = "some" if before & {"a", "an", "every", "no"} else "the" if before & _POINTING else "bare"
    kind = _SUBJECT_TAGS.get(view.tags[subject], "other")
    spoken = "own words" if reading.speech.direct else "reported"
    yield f"general: {article} {kind}, {spoken}"
    predicate = f"{'is' if reading.verb == 'be' else 'does'}{' not' if reading.negated else ''}"
    yield f"general: {article} {kind}, {predicate}"


def _how(reading: Reading) -> Iterator[str]:
    """How something is announced that is to come."""
    yield ""
    yield ", conditional" if reading.conditional else ", unconditional"
    if reading.act in words("threat", "harm"):
        yield ", harm"
    if reading.act in words("future", "happening"):
        yield ", happening"
    if reading.negated:
        yield ", negated"
    if reading.pressing:
        yield ", pressed"
    if reading.speech.cue & words("cues", "warning"):
        yield ", warned"


def _whoever(reading: Reading) -> bool:
    """Whether it is about all who do something: "those who are late will be named", "any ship that crosses"."""
    view, subject = reading.view, reading.clause.subject
    if subject is None:
        return False
    defined = any(view.deps[child] in {"relcl", "acl", "csubj"} for child in view.children[subject])
    general = view.has((subject, *view.children[subject]), words("subjects", "whoever"))
    return general and (defined or view.deps[subject].startswith("csubj"))


def _kinds(section: str, found: frozenset[str] | set[str]) -> Iterator[str]:
    """The lists of a section of the table that hold one of the words `found`."""
    return (name for name in _LISTS[section] if found & words(section, name))


_LISTS = {
    "cues": ("finding", "insisting", "warning", "recalling", "adding", "announcing"),
    "opinion": ("verbs", "impersonal", "wishes", "adverbs", "judging_verbs", "adjectives", "nouns",
                "degrees", "images"),
    "threat": ("harm", "leaving", "acts", "continuing", "own_loss"),
    "future": ("uncommitting", "states", "expecting", "arranged", "happening"),
}  # fmt: skip


def _tense(reading: Reading) -> str:
    if not reading.finite:
        return "none"
    if reading.modals & _PERFECT:
        return "perfect"
    if reading.past:
        return "past"
    return "present" if reading.tag in {"VBZ", "VBP"} or reading.modals & _PRESENT else "modal"
