"""What a claim does: states, judges, predicts, promises, threatens, demands or denies.

Rules look at mood, the class of the cue, then modality, person and condition of the clause, then its evaluative
words. Some settle the type (`settled`); what the others say is evidence beside more, which `weighing` adds up. Two
types depend on who is addressed and who acts:

*Threat*: the cue threatens; or the speaker's own side announces an act that harms or withdraws (`threat` of the
table), under a condition that names the listener ("if you strike") or with a cue that warns; or a condition says what
must be done to avert a harm ("unless he signs"). These settle it; "if elected" and "if it rains" press nobody.
Otherwise harm that is announced is weighed: for a threat speak a warning, a condition, harm to whoever does something
("those who are late will be named"); for a promise, that the speaker's side acts without condition; for a prediction,
that nobody on the speaker's side does it ("the dam will break").

*Denial*: the cue denies what it governs, or the clause says of a claim, report or charge that it is untrue. These
settle it. Otherwise a negated clause is weighed: for a denial speak that it is about the speaker's own side, in the
past or the progressive ("I am not being dramatic"), that the words before it raise a charge ("accused", "asked"),
that somebody defends ("her lawyer said"), that the cue insists; against it, that it tells what one lacks, knows or
does by habit ("I don't own a car"), which stays a fact.
"""

from collections.abc import Callable

from newsclaims.claims.reading import Reading, words
from newsclaims.records import ClaimType

# What begins with such a word has a subject: "we do", "the house".
_BEGIN_STATEMENTS = frozenset({"PRP", "DT", "EX"})

Rule = Callable[[Reading], ClaimType | None]


def decide_type(reading: Reading) -> ClaimType:
    """The type that the first rule that applies gives a clause."""
    return next((decided for rule in RULES if (decided := rule(reading)) is not None), "fact")


def settled(reading: Reading) -> ClaimType | None:
    """The type that mood, cue or a threatened harm settle ("denied", "urged them to", "or we sue"), or None."""
    for rule in SETTLING:
        decided = rule(reading)
        if decided is not None:
            return None if rule is reported_as and decided == "prediction" else decided
    if _threatens(reading) and _presses(reading) and _harms(reading):
        return "threat"
    return "demand" if _asks(reading) else None


def _presses(reading: Reading) -> bool:
    """Whether somebody is pressed: by the cue, by what must be done, or by "if you ..."; not by "if it rains"."""
    if reading.pressing or reading.speech.cue & words("threat", "cues"):
        return True
    if reading.condition is None:
        return False
    return reading.view.has(reading.view.between(reading.condition), words("subjects", "addressed"))


def _harms(reading: Reading) -> bool:
    """Whether the act itself harms or withdraws: "we will sue", "I will not attend"; "we will pay" may console."""
    harmful = words("threat", "harm") | words("threat", "leaving") | words("threat", "acts")
    return reading.negated if reading.act in words("threat", "continuing") else reading.act in harmful


def _asks(reading: Reading) -> bool:
    """Whether it says what has to be done: "they should pay", "it needs to act"; "it should be fun" only judges."""
    if _ought(reading):
        return reading.verb != "be" and not reading.expected
    needed = reading.infinitive if reading.verb == "need" and obligation(reading) == "demand" else None
    return needed is not None and reading.view.lemmas[needed] != "be"


def narrated(reading: Reading) -> ClaimType:
    """What an article tells itself is a fact, or a prediction where it speaks of what is to come."""
    ahead = reading.future or reading.open or reading.expected or reading.scheduled
    return "prediction" if ahead else "fact"


def imperative(reading: Reading) -> ClaimType | None:
    """An imperative asks for something; what begins with a pronoun or an article is none, whatever the parse says."""
    begins = reading.view.tags[reading.clause.tokens[0]]
    return "demand" if reading.clause.form == "imperative" and begins not in _BEGIN_STATEMENTS else None


def reported_as(reading: Reading) -> ClaimType | None:
    """The cue names the act: "denied", "threatened", "promised to", "expects"."""
    speech = reading.speech
    if speech.cue & words("threat", "certain_cues"):
        return "threat"
    match speech.cue_class:
        case "denial" if not reading.negated and not speech.cue & words("denial", "negations"):
            return "denial"
        case "expectation" | "belief" if reading.future or speech.cue_class == "expectation":
            return "prediction"
        case "commissive" if reading.future or not reading.finite:
            return "promise"
        case _:
            return None


def hoped_for(reading: Reading) -> ClaimType | None:
    """The cue or the clause wishes or fears: "hopes that", "wants them to", "fears that it could", "I hope that"."""
    if reading.own_side and reading.verb in words("opinion", "hopes") and not reading.past:
        return "opinion"
    if reading.speech.cue_class not in {"hope", "belief"}:
        return None
    if reading.speech.cue & words("prospect", "fears") and (reading.future or reading.open):
        return "prediction"
    if reading.speech.cue_class == "belief":
        return None
    wanted = reading.speech.cue & words("demand", "wants") and reading.clause.subject is not None
    return "demand" if wanted and not reading.finite else "opinion"


def asked_for(reading: Reading) -> ClaimType | None:
    """A directive cue with an infinitive, a subjunctive or a "should"; any bare infinitive under another cue."""
    bare = not reading.finite
    if reading.speech.cue & words("demand", "pretences") or _calls(reading):
        return None
    if reading.speech.cue_class == "directive" and (bare or reading.modals & words("demand", "modals")):
        return "demand"
    if reading.subjunctive or (reading.clause.form == "infinitive" and reading.clause.subject is None):
        return "demand"
    return None


def _calls(reading: Reading) -> bool:
    """Whether something is called what it is not asked to be: "calls fasting a game", unlike "calls for"."""
    cue = reading.speech.cue
    return bool(cue & words("demand", "labels")) and not cue & words("demand", "aims")


def untrue(reading: Reading) -> ClaimType | None:
    """It says of a claim that it is false: "that is a lie", "the report is not true"."""
    if reading.verb != "be" or reading.subject not in words("denial", "about"):
        return None
    if reading.complement_is(words("denial", "untrue")):
        return "denial"
    return "denial" if reading.negated and reading.complement_is(words("denial", "true")) else None


def obligation(reading: Reading) -> ClaimType | None:
    """It says what must be done: "must go", "need to act", "I urge you to", "we want them to"."""
    view, infinitive = reading.view, reading.infinitive
    if _ought(reading):
        return "prediction" if reading.expected else "demand"
    if reading.verb in words("demand", "semi_modals") and infinitive in view.children[reading.clause.head]:
        governed = infinitive is not None and view.deps[infinitive] == "xcomp" and not reading.perfect_tense
        governed = governed and not (reading.negated and reading.verb == "need")
        return "demand" if governed and not reading.past and not reading.future else None
    if not reading.first_person or reading.negated or reading.past:
        return None
    if reading.verb in words("demand", "performatives"):
        return "demand"
    wanted = infinitive is not None and view.subject(infinitive) is not None
    return "demand" if wanted and reading.verb in words("demand", "wants") else None


def _ought(reading: Reading) -> bool:
    """Whether a modal says what has to be done; "I shall" and "we shall" say what will be."""
    modals = reading.modals & words("demand", "modals")
    return bool(modals) and not reading.perfect and not (reading.first_person and "shall" in modals)


def commitment(reading: Reading) -> ClaimType | None:
    """What the speaker's own side will do: a promise, or a threat."""
    if _threatens(reading):
        return "threat"
    if not reading.own_side or not reading.future:
        return None
    if reading.wishes or ("would" in reading.modals and reading.speech.direct):
        return None
    if reading.act == "be":
        return "promise" if _can_be_kept(reading) else None
    return None if reading.act in words("future", "uncommitting") else "promise"


def _threatens(reading: Reading) -> bool:
    """Whether harm, or the end of what is now given, is announced by whoever can bring it about."""
    announced = reading.future or reading.open or bool(reading.modals & words("threat", "able"))
    pressed = reading.conditional or bool(reading.speech.cue & words("threat", "cues"))
    if not announced:
        return False
    if reading.own_side:
        if reading.negated and reading.act in words("threat", "continuing") and reading.first_person:
            return True
        if pressed and reading.act in words("threat", "harm") | words("threat", "leaving"):
            return True
        if (
            pressed
            and reading.negated
            and reading.view.has(reading.clause.tokens, words("subjects", "addressed"))
        ):
            return True
        return reading.pressing and reading.act not in words("threat", "own_loss") | words(
            "future", "uncommitting"
        )
    # Somebody else's act, or a passive: only where the condition says what has to be done to avert it.
    harmful = reading.act in words("threat", "harm") and (reading.passive or reading.negated)
    return reading.pressing and (harmful or reading.act in words("threat", "acts"))


def _can_be_kept(reading: Reading) -> bool:
    """Whether a "be" is one of place, which somebody can keep: "I will be back by six"."""
    view = reading.view
    links = [
        c for c in view.children[reading.clause.head] if view.deps[c] in {"advmod", "acomp", "attr", "prep"}
    ]
    return bool(links) and all(
        view.deps[c] == "prep" or view.words[c] in words("future", "places") for c in links
    )


def prospect(reading: Reading) -> ClaimType | None:
    """What will or may happen, or would under a condition; what is scheduled for a day to come."""
    if reading.wishes:
        return "opinion"
    if reading.future:
        return "prediction"
    if reading.open:
        settled = reading.modals & {"may", "might"} and reading.act in words("future", "settled")
        return None if settled else "prediction"
    if reading.expects:
        return "prediction"
    if reading.verb == "be" and reading.complement_is(words("future", "open")):
        return "prediction"
    return "prediction" if reading.scheduled else None


def rebuttal(reading: Reading) -> ClaimType | None:
    """A negated statement about the speaker's own side, or under a cue that insists."""
    if not reading.negated or reading.modals & words("denial", "open"):
        return None
    if reading.speech.cue & words("denial", "cues") or reading.speech.cue_class == "denial":
        return "denial"
    stative = words("denial", "stative") | words("opinion", "verbs")
    if (
        reading.verb in stative
        or reading.speech.kind == "document"
        or not (reading.own_side or _none_of_ours(reading))
    ):
        return None
    habit = reading.subject == "we" and reading.tag in {"VBP", "VBZ"}
    return None if habit else "denial"


def _none_of_ours(reading: Reading) -> bool:
    """Whether the subject says that none of the speaker's side did it: "nobody in her department"."""
    subject = reading.clause.subject
    if subject is None or reading.subject not in words("denial", "nobody"):
        return False
    owned = words("subjects", "possessive_speaker") | words("subjects", "speaker")
    if not reading.speech.direct:
        owned |= words("subjects", "possessive_third")
    return reading.view.has(reading.view.subtree(subject), owned)


def judgement(reading: Reading) -> ClaimType | None:
    """Evaluation, feeling or belief: by the verb, by the complement, by the cue."""
    if reading.perfect and reading.modals & {"should", "would", "could", "ought"}:
        return "opinion"
    backshifted = not reading.speech.direct and reading.own_side
    speaks = backshifted or (reading.first_person and not reading.past)
    felt = speaks and reading.verb in words("opinion", "verbs") and not reading.perfect
    if felt or reading.verb in words("opinion", "impersonal"):
        return "opinion"
    if reading.complement_is(words("opinion", "adjectives") | words("opinion", "nouns")):
        return "opinion"
    return "opinion" if reading.speech.cue_class == "belief" else None


RULES: tuple[Rule, ...] = (
    imperative,
    reported_as,
    hoped_for,
    asked_for,
    untrue,
    obligation,
    commitment,
    prospect,
    rebuttal,
    judgement,
)
# Of these, those whose word is final.
SETTLING: tuple[Rule, ...] = (imperative, reported_as, hoped_for, asked_for, untrue)
