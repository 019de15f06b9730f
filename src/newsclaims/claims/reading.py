"""A clause as the rules of type look at it: who speaks, who acts, in which mood and time."""

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache, cached_property

from newsclaims.attribution.structures import CueClass
from newsclaims.claims.clauses import Clause
from newsclaims.claims.view import View
from newsclaims.language import table
from newsclaims.offsets import Offsets
from newsclaims.records import SpeakerKind

_COMPLEMENTS = frozenset({"acomp", "attr", "oprd"})
_INFINITIVES = frozenset({"xcomp", "advcl", "ccomp", "acl"})
_SINGULAR = frozenset({"he", "she", "his", "her"})
_PASSIVE = frozenset({"auxpass"})
_OBJECT = frozenset({"dobj"})
# Words before a noun that its phrase still holds: title, adjective, determiner.
_PHRASE = 3


@dataclass(frozen=True, slots=True)
class Speech:
    """Who says a claim, and with which word it is reported; all empty for the article's own claims.

    Attributes:
        cue_class: what kind of speech act the cue names, or None.
        cue: the lemmas of the cue.
        direct: whether the claim is in the speaker's own words, so that "I" is the speaker.
        kind: what the speaker is, or None where it is not known.
        names: the words of the speaker's name, role and mention at this place, lower case.
        mentions: tokens that mention the speaker, as far as they are resolved.
        narrated: whether the article itself says it.
    """

    cue_class: CueClass | None = None
    cue: frozenset[str] = frozenset()
    direct: bool = False
    kind: SpeakerKind | None = None
    names: frozenset[str] = frozenset()
    mentions: frozenset[int] = frozenset()
    narrated: bool = False


@cache
def words(section: str, name: str) -> frozenset[str]:
    """The words of a list of the table `claim_types`."""
    return frozenset(table("claim_types")[section][name])


@cache
def _offices() -> dict[str, frozenset[str]]:
    return {office: frozenset(sides) for office, sides in table("claim_types")["subjects"]["offices"].items()}


@dataclass(frozen=True)
class Reading:
    """One clause with its speech and what was found out about it.

    Attributes:
        view, clause, speech: what is read.
        negated: whether its main predicate is negated.
        condition: the condition under which it stands, or None; it may be that of the clause before.
        pressing: whether that condition says what must be done, or stop, to avert it: "unless", "if ... not".
        dated: whether it names a day, not as the end of a state that goes on until then.
        coming: whether it names a time that begins after the article's date; False where that is not known.
    """

    view: View
    clause: Clause
    speech: Speech
    negated: bool
    condition: Offsets | None
    pressing: bool
    dated: bool
    coming: bool

    @property
    def conditional(self) -> bool:
        """Whether it stands under a condition."""
        return self.condition is not None

    @property
    def verb(self) -> str:
        """Lemma of the main predicate."""
        return self.view.lemmas[self.clause.head]

    @property
    def tag(self) -> str:
        """Part-of-speech tag of the main predicate."""
        return self.view.tags[self.clause.head]

    @property
    def finite(self) -> bool:
        """Whether the main predicate is finite, not an infinitive, participle, imperative or subjunctive."""
        return self.view.finite(self.clause.head)

    @property
    def subject(self) -> str:
        """The subject's head word, or nothing."""
        return "" if self.clause.subject is None else self.view.words[self.clause.subject]

    @property
    def first_person(self) -> bool:
        """Whether the subject is "I" or "we"."""
        return self.subject in words("subjects", "speaker")

    @cached_property
    def modals(self) -> frozenset[str]:
        """The auxiliaries of the main predicate; itself, where it is one ("he doubts that she will")."""
        head = self.clause.head
        found = [*([head] if self.tag == "MD" else []), *self.view.auxiliaries(head)]
        return frozenset(self.view.words[index] for index in found if index >= self.clause.tokens[0])

    @property
    def perfect(self) -> bool:
        """Whether a modal stands with the perfect: "should have"."""
        return "have" in self.modals or "'ve" in self.modals

    @property
    def perfect_tense(self) -> bool:
        """Whether the main predicate is in the perfect: "has had", "had been"."""
        return bool(self.modals & {"have", "has", "'ve", "had"})

    @property
    def past(self) -> bool:
        """Whether the main predicate is in the past."""
        return self.tag == "VBD" or bool(self.modals & {"was", "were", "had", "did"})

    @property
    def passive(self) -> bool:
        """Whether the main predicate is passive."""
        return self.view.child(self.clause.head, _PASSIVE) is not None

    def complements(self) -> Iterator[int]:
        """What the subject is said to be: adjectives and nouns behind "be" and its like."""
        return (c for c in self.view.children[self.clause.head] if self.view.deps[c] in _COMPLEMENTS)

    def complement_is(self, lemmas: frozenset[str]) -> bool:
        """Whether a complement is one of `lemmas`, or is described by one."""
        view = self.view
        return any(
            view.lemmas[complement] in lemmas
            or any(view.deps[c] == "amod" and view.lemmas[c] in lemmas for c in view.children[complement])
            for complement in self.complements()
        )

    @cached_property
    def infinitive(self) -> int | None:
        """The to-infinitive that the main predicate governs, or None."""
        view = self.view
        return next(
            (
                child
                for child in view.children[self.clause.head]
                if view.deps[child] in _INFINITIVES
                and any(view.tags[auxiliary] == "TO" for auxiliary in view.auxiliaries(child))
            ),
            None,
        )

    @cached_property
    def planned(self) -> bool:
        """Whether the main predicate only announces its infinitive: "intend to", "are going to"."""
        if self.infinitive is None:
            return False
        going = self.verb in words("future", "going") and self.tag == "VBG"
        return going or (self.verb in words("future", "plans") and not self.past)

    @property
    def intends(self) -> bool:
        """Whether it says that somebody has an intention or a plan: "has no intention of going"."""
        view = self.view
        return self.verb == "have" and any(
            view.deps[child] == "dobj" and view.lemmas[child] in words("future", "intentions")
            for child in view.children[self.clause.head]
        )

    @property
    def progressive(self) -> bool:
        """Whether the main predicate is in the progressive: "is leaving", "was waiting"."""
        return self.tag == "VBG" and not self.planned and bool(self.view.auxiliaries(self.clause.head))

    @property
    def act(self) -> str:
        """Lemma of what is done or to be done: of the infinitive, where the main predicate announces one."""
        return (
            self.view.lemmas[self.infinitive] if self.planned and self.infinitive is not None else self.verb
        )

    @cached_property
    def future(self) -> bool:
        """Whether it speaks of what is to come: "will", "is going to", "is due to", "if it rains, we stay"."""
        if self.modals & words("future", "modals"):
            return not self.perfect or "will" in self.modals
        if self.planned or self.intends:
            return True
        if self._pending:
            return True
        if self.tag == "MD":
            return False
        simple = self.tag in {"VBZ", "VBP"} or (self.tag == "VB" and bool(self.modals & {"do", "does", "wo"}))
        return self.conditional and simple and self.verb not in words("future", "states")

    @property
    def _pending(self) -> bool:
        """Whether it announces what is due: "is due to open", "is expected in May", "is to open"."""
        if self.past and (self.speech.direct or self.speech.narrated):
            return False
        # "Is expected to"; who expects something is another matter.
        announced = {self.verb} if self.passive or self.tag == "VBN" else set()
        announcing = announced.union(self.view.words[c] for c in self.complements())
        if announcing & words("future", "due"):
            return True
        if self.infinitive is None:
            return False
        between = range(self.clause.head + 1, self.infinitive)
        bare = self.verb == "be" and not any(self.complements())
        bare = bare and not self.view.has(between, words("future", "not_to_come"))
        arranged = (
            bare
            and self.infinitive <= self.clause.head + _PHRASE
            and self.subject not in words("future", "aims")
        )
        return arranged or bool(announcing & words("future", "pending"))

    @property
    def scheduled(self) -> bool:
        """Whether a present tense names a day to come: "the term expires in July", "talks resume on Friday"."""
        if self.tag not in {"VBZ", "VBP"} or self.modals or self.verb in words("future", "saying"):
            return False
        if self.coming:
            return self.verb not in words("future", "states") - {"be"}
        return self.dated and not self.speech.narrated and self.verb not in words("future", "states")

    @property
    def open(self) -> bool:
        """Whether it says what may be: "may", "might", "could", but not "could not", which is an inability."""
        if self.perfect or not self.modals & words("future", "open_modals"):
            return False
        return not (self.negated and "could" in self.modals)

    @cached_property
    def wishes(self) -> bool:
        """Whether "would" says a preference: "would like to", "would rather not"."""
        if not self.modals & {"would", "'d", "might"}:
            return False
        near = {self.view.words[child] for child in self.view.children[self.clause.head]}
        return self.verb in words("opinion", "wishes") or "rather" in near

    @cached_property
    def expected(self) -> bool:
        """Whether "should" expects rather than asks: "should arrive by noon", "should be over"."""
        if "should" not in self.modals or self.perfect:
            return False
        near = {self.view.words[child] for child in self.view.children[self.clause.head]}
        return self.verb in words("demand", "due") or (
            self.verb == "be" and bool(near & words("demand", "done"))
        )

    @cached_property
    def expects(self) -> bool:
        """Whether the speaker's side expects what the clause under its verb says: "I assume they will"."""
        view, head = self.view, self.clause.head
        if not self.own_side or self.verb not in words("future", "expecting"):
            return False
        if self.verb in words("future", "foretelling") and view.child(head, _OBJECT) is not None:
            return not self.past or not self.speech.direct
        return any(
            self._to_come(child) for child in view.children[head] if view.deps[child] in {"ccomp", "xcomp"}
        )

    def _to_come(self, index: int) -> bool:
        """Whether the clause below the main predicate speaks of the future."""
        view = self.view
        if view.lemmas[index] in words("future", "going"):
            return True
        auxiliaries = view.auxiliaries(index)
        return view.has(auxiliaries, words("future", "modals")) or any(
            view.tags[a] == "TO" for a in auxiliaries
        )

    @cached_property
    def subjunctive(self) -> bool:
        """Whether it is in the mood of "demanded that he go", "that it be published"."""
        if self.speech.direct or not self.speech.cue & words("demand", "subjunctive_cues"):
            return False
        if self.finite:
            # Of a plural the parser takes the subjunctive for a present: "suggested that they take over".
            return self.tag == "VBP" and not self.modals and self.verb not in words("future", "states")
        return self.tag == "VB" or "be" in self.modals

    @cached_property
    def own_side(self) -> bool:
        """Whether the subject is the speaker or somebody that the speaker answers for."""
        view, speech, subject = self.view, self.speech, self.clause.subject
        if subject is None:
            return False
        if self.first_person or subject in speech.mentions:
            return True
        owners = {view.words[c] for c in view.children[subject] if view.deps[c] == "poss"}
        if owners & words("subjects", "possessive_speaker"):
            return True
        if not speech.direct and (
            self.subject in words("subjects", "third") or owners & words("subjects", "possessive_third")
        ):
            singular = bool(_SINGULAR & (owners | {self.subject}))
            # Of an office it is its holder who will or will not: "the governor's office said he would not intervene".
            holder = singular and bool(speech.names & words("subjects", "speaking_for"))
            return holder or speech.kind is None or (speech.kind == "person") == singular
        return self._named(subject)

    def _named(self, subject: int) -> bool:
        """Whether the subject shares a word with the speaker's name or role, or belongs to the office."""
        view, names = self.view, self.speech.names
        phrase = {view.words[i] for i in view.subtree(subject) if subject - _PHRASE <= i <= subject}
        if phrase & names:
            return True
        owners = (child for child in view.children[subject] if view.deps[child] == "poss")
        heads = {word for i in (subject, *owners) for word in (view.lemmas[i], view.words[i])}
        return any(office in names and heads & sides for office, sides in _offices().items())
