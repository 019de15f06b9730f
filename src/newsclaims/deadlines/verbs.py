"""Whether a verb makes a time a limit, by its form and by what governs it."""

from dataclasses import replace

from spacy.tokens import Token

from newsclaims.deadlines.expressions import LimitExpression
from newsclaims.deadlines.governors import CLIMB, OBJECTS, VERBS, Governor, denied, governor_of
from newsclaims.deadlines.meanings import FINE, acts_on, expiry, is_act, is_event, over_object
from newsclaims.deadlines.moods import Mood, antecedent, conditional, mood, subject, verb_above
from newsclaims.deadlines.rulings import Ruling, TaskForm, class_of, words
from newsclaims.language import table
from newsclaims.records import Firmness

_REPORTS = {"say", "add", "tell", "explain", "insist", "announce", "warn", "write", "note"}
_SUBJECTS = {"nsubj", "nsubjpass", "csubj"}
_NOUNS = {"NOUN", "PROPN"}


def by_verb(expression: LimitExpression, *, ahead: bool | None) -> Ruling | None:
    """The ruling of the verb that the expression hangs on.

    Args:
        expression: the limit expression.
        ahead: whether its time lies on or after the article's date; None where that is not known.
    """
    head = expression.outside()
    verb = _reported(verb_above(head), expression)
    if head is None or verb is None or not _limits(expression, head, ahead=ahead):
        return None
    if expression.relation == "for date":
        return over_object(verb, mood(verb), expression)
    if expression.tokens[0].lower_ == "effective":
        return _in_force(head, verb, expression)
    ruling = _Judge(expression, ahead=ahead).rule(_innermost(verb, expression))
    if ruling is None or expression.described is None:
        return ruling
    return replace(ruling, noun=expression.described)


def _reported(verb: Token | None, expression: LimitExpression) -> Token | None:
    """`verb`, or the one above where a reporting phrase stands before the limit: "must pay, he said, by Friday"."""
    if verb is None or verb.dep_ != "parataxis" or verb.head.i > verb.i or verb.lemma_ not in _REPORTS:
        return verb
    between = expression.core.doc[verb.i + 1 : expression.tokens.start]
    return verb.head if all(token.is_punct for token in between) and len(between) else verb


def by_event(expression: LimitExpression) -> Ruling | None:
    """The ruling of the verb over an event: only what somebody must, promised or wants to have done before it."""
    head = expression.outside()
    if head is None or (head.pos_ in _NOUNS and head.dep_ not in {"dobj", "attr", "oprd"}):
        return None
    if head.pos_ in _NOUNS and expression.core.doc[expression.tokens.start - 1].ent_type_ in {"DATE", "TIME"}:
        return None  # "six months before the election"
    ruling = by_verb(expression, ahead=None)
    return ruling if ruling is not None and ruling.rule in _EVENT_RULES else None


# Rules by which an event is a limit; the others need to know whether it lies ahead.
_EVENT_RULES = frozenset({"duty", "verb", "object", "condition", "imperative"})


class _Judge:
    """The rules for one expression."""

    def __init__(self, expression: LimitExpression, *, ahead: bool | None) -> None:
        self.expression = expression
        self.ahead = ahead
        self.limiting = expression.force == "limit"

    def rule(self, verb: Token) -> Ruling | None:
        """The ruling of `verb`."""
        state = mood(verb)
        if self.ahead is not False and (end := expiry(verb, state, self.expression)):
            return _ruling(verb, state, end.firmness, "expiry", form="clause", governor=end.governor)
        until = self.expression.relation == "until"
        if conditional(verb) is not None and self.limiting and not until and not self._over(verb, state):
            return _ruling(verb, state, "firm", "condition", form="clause")
        if (state.negated and self.expression.relation != "for") or self.expression.relation == "through":
            return None
        return over_object(verb, state, self.expression) or self._by_form(verb, state)

    def _over(self, verb: Token, state: Mood) -> bool:
        """Whether a condition is told of the past: "if it had arrived by Friday", not "if nothing has been done"."""
        past = any(child.lower_ == "had" for child in verb.lefts)
        return state.perfect and (past or not self.ahead)

    def _by_form(self, verb: Token, state: Mood) -> Ruling | None:
        match state.form:
            case "future" | "duty":
                return self._finite(verb, state)
            case "infinitive" | "bare" | "gerund" | "participle":
                return self._governed(verb, state)
            case "present":
                return self._present(verb, state)
            case "past":
                return self._hung_too_low(verb)
            case _:
                return self._other(verb, state)

    def _finite(self, verb: Token, state: Mood) -> Ruling | None:
        """Will, shall and must: a limit, or a scheduled act."""
        would = any(
            child.dep_ == "aux" and child.lower_ in words("modals", "past") for child in verb.children
        )
        if state.perfect and would:  # it was not done
            return None
        if self.expression.force == "start" and not FINE.match(self.expression.time.value):
            return None  # "savings starting in 2019"
        if self.expression.force in {"point", "window"} and not is_act(verb, self.expression):
            return None
        if would and not self.limiting and verb.dep_ not in {"ccomp", "parataxis"}:
            return None  # told of a past that looked ahead: "At dawn they would drive south"
        if self.expression.relation == "until" and verb.lemma_ in words("events", "stays"):
            return None
        drifts = (
            state.form == "future"
            and not acts_on(verb)
            and (verb.lemma_ in words("events", "states") - {"be", "have"} or _measured(verb))
        )
        firmness: Firmness = "aspirational" if drifts or _guessed(verb) else "firm"
        return _ruling(verb, state, firmness, state.form, form=self._form(verb, state))

    def _governed(self, verb: Token, state: Mood) -> Ruling | None:
        """A non-finite verb: what it depends on decides."""
        if verb.dep_ == "ROOT":
            return self._headline(verb, state)
        governor = governor_of(verb)
        if governor is None or denied(governor.token):
            return None
        if governor.kind == "finite":
            return self.rule(governor.token)
        purpose = governor.kind == "purpose"
        if purpose and self.expression.force == "point" and self._to_be_done(verb, state):
            return _ruling(verb, state, "firm", "scheduled", form="phrase")
        if not self._fits(verb, state, governor):
            return None
        own = any(child.dep_ in _SUBJECTS for child in verb.children)
        form: TaskForm = "clause" if own or (state.passive and not purpose) else "phrase"
        return _ruling(verb, state, governor.firmness, governor.kind, form=form, governor=governor)

    def _fits(self, verb: Token, state: Mood, governor: Governor) -> bool:
        """Whether such a governor makes a limit of a time with such a lead."""
        force = self.expression.force
        if force == "window" and verb.lemma_ in words("events", "verbs"):
            return False
        if force in {"point", "start"} and not (
            state.form in {"infinitive", "bare"} and _schedules(governor) and is_act(verb, self.expression)
        ):
            return False
        idle = self.ahead is False or self.expression.relation == "until"
        return not (governor.kind == "purpose" and idle)

    def _headline(self, verb: Token, state: Mood) -> Ruling | None:
        """A headline without a finite verb: "Ford to cut 30,000 jobs by 2012", "Ford cutting jobs by 2012"."""
        told = state.form == "infinitive" or (state.form == "gerund" and self.limiting)
        if not told or self.ahead is False or subject(verb) is None:
            return None
        if not self.limiting and not is_act(verb, self.expression):
            return None
        return _ruling(verb, state, "firm", "future", form=self._form(verb, state))

    def _to_be_done(self, verb: Token, state: Mood) -> bool:
        """Whether an infinitive behind a noun tells when it will be done: "guidelines to be published in May"."""
        behind = verb.dep_ in {"acl", "relcl"} and state.form == "infinitive" and state.passive
        return behind and bool(self.ahead) and is_act(verb, self.expression) and not is_event(verb.head)

    def _present(self, verb: Token, state: Mood) -> Ruling | None:
        """A present tense that speaks of the future, by its governor or by the calendar."""
        head, force = verb.head, self.expression.force
        if verb.dep_ == "ccomp" and head.pos_ in VERBS and self.limiting:
            firmness = class_of("verbs", head.lemma_)
            if firmness and head.lemma_ not in words("verbs", "reporting"):
                return _ruling(verb, state, firmness, "complement", form="clause")
        if not self.ahead or any(token == self.expression.core.root for token in verb.ancestors):
            return None  # the second: "on the day that the paper reports it"
        if self.limiting and verb.lemma_ in words("events", "states"):
            by = self.expression.relation == "by"
            return _ruling(verb, state, "aspirational", "present", form="clause") if by else None
        plain = self.expression.described is None
        if force == "start" or (self.limiting and plain and self.expression.relation in {"by", "before"}):
            return _ruling(verb, state, "firm", "present", form="clause")
        if force == "point" and self.expression.lead and _timetabled(verb) and is_act(verb, self.expression):
            return _ruling(verb, state, "firm", "scheduled", form=self._form(verb, state))
        return None

    def _hung_too_low(self, verb: Token) -> Ruling | None:
        """The ruling of the verb above: "could raise the £60,000 it needed by the spring"."""
        if verb.dep_ != "relcl" or not self.limiting or self.ahead is False:
            return None
        above = verb_above(verb.head)
        if above is None or mood(above).form not in {"future", "duty", "modal", "infinitive"}:
            return None
        return self.rule(above)

    def _other(self, verb: Token, state: Mood) -> Ruling | None:
        """Can and may, imperatives, "is leaving by Friday"."""
        if state.form == "progressive":
            timed = self.limiting or self.expression.force == "start"
            return (
                _ruling(verb, state, "firm", "progressive", form="clause")
                if timed and self.ahead is not False
                else None
            )
        if not self.limiting or state.perfect:
            return None
        if state.form == "imperative":
            return _ruling(verb, state, "firm", "imperative")
        if self.expression.relation == "out":
            return None
        firmness: Firmness = "firm" if self.expression.relation == "for" else "aspirational"
        return _ruling(verb, state, firmness, "modal", form=self._form(verb, state))

    def _form(self, verb: Token, state: Mood) -> TaskForm:
        """A phrase where the subject does something to something, else the clause with its subject."""
        complements = any(
            child.dep_ in {"dobj", "xcomp", "ccomp", "prep", "prt"}
            and child not in self.expression.tokens
            and child.lower_ != "according"
            for child in verb.rights
        )
        drifts = (verb.lemma_ in words("events", "drifts") or _measured(verb)) and not acts_on(verb)
        return (
            "phrase" if complements and not drifts and not state.passive and verb.lemma_ != "be" else "clause"
        )


def _limits(expression: LimitExpression, head: Token, *, ahead: bool | None) -> bool:
    """Whether the expression can limit the verb above `head` at all."""
    if expression.force == "none" or not _stands_alone(expression):
        return False
    if expression.force == "point" and _describes_subject(expression):
        return False
    if expression.lead and expression.core.root.dep_ in _SUBJECTS and expression.relation != "out":
        return False
    if expression.force == "limit":
        return True
    return ahead is not False and (head.pos_ not in _NOUNS or head.dep_ == "dobj")


def _describes_subject(expression: LimitExpression) -> bool:
    """Whether the time stands between a subject and its verb: "anyone in the queue at 10pm will be allowed"."""
    head = verb_above(expression.outside())
    who = subject(head) if head is not None else None
    if head is None or who is None or not expression.lead:
        return False
    verbal = min([head.i, *(child.i for child in head.lefts if child.dep_ in {"aux", "auxpass"})])
    return who.i < expression.tokens.start and expression.tokens.end == verbal


def _stands_alone(expression: LimitExpression) -> bool:
    """Whether the time describes no noun, or an event that something has to precede: "before Friday prayers"."""
    noun = expression.described
    return noun is None or (expression.relation == "before" and noun.dep_ == "pobj" and is_event(noun))


def _innermost(verb: Token, expression: LimitExpression) -> Token:
    """The infinitive below `verb` that the limit belongs to where the parse hung it too high."""
    for _ in range(CLIMB):
        reported = expression.force == "limit" and mood(verb).form == "past"
        inner = next(
            (
                child
                for child in verb.children
                if child.pos_ in VERBS
                and child.tag_ in {"VB", "VBN"}
                and (child.i < expression.tokens.start or _owes(verb, child, expression))
                and (child.dep_ == "xcomp" or (child.dep_ == "ccomp" and reported))
            ),
            None,
        )
        if inner is None:
            break
        verb = inner
    return verb


def _owes(verb: Token, inner: Token, expression: LimitExpression) -> bool:
    """Whether a limit before the verb belongs to its infinitive: "By Friday, the text has to be final"."""
    if mood(inner).form != "infinitive":
        return False
    firmness = class_of("verbs", verb.lemma_)
    if mood(verb).form == "past":  # "by 1992 it intended to have half of the market"
        return firmness == "aspirational" and expression.relation == "by"
    return mood(verb).form == "present" and (firmness is not None or verb.lemma_ in {"have", "need"})


def _in_force(head: Token, verb: Token, expression: LimitExpression) -> Ruling:
    """What "effective June 1" stands behind: "the ban, effective June 1"."""
    what = head if head.pos_ in _NOUNS else antecedent(subject(verb), verb)
    if what is None or what.i > expression.tokens.start:
        return _ruling(verb, mood(verb), "firm", "start", form="clause")
    return Ruling(what, "noun", None, "firm", "start", verb)


def _schedules(governor: Governor) -> bool:
    """Whether an act at a set time counts under `governor`: "is due to", "promised to", not "hopes to"."""
    token = governor.token
    if token.lemma_ == "expect" and not mood(token).passive:
        return False
    return governor.kind == "future" or token.lemma_ in words("verbs", "schedule_to")


def _timetabled(verb: Token) -> bool:
    """Whether the present tense of `verb` can tell of an act that is fixed for a time."""
    who = subject(verb)
    if who is not None and who.lemma_.lower() in words("events", "nature"):
        return False
    return verb.lemma_ in words("events", "presents") or verb.lemma_ in table("tense")["scheduled_present"]


def _measured(verb: Token) -> bool:
    """Whether the subject of `verb` is a figure that nobody answers for: margins, the deficit."""
    who = subject(verb)
    return who is not None and who.lemma_.lower() in words("events", "measures")


def _guessed(verb: Token) -> bool:
    """Whether the clause of `verb` is somebody's hope or guess."""
    hedges = words("hedges", "adverbs")
    if any(child.dep_ == "advmod" and child.lower_ in hedges for child in verb.children):
        return True
    return verb.dep_ == "ccomp" and verb.head.lemma_ in words("hedges", "verbs")


def _ruling(  # noqa: PLR0913 - what a ruling holds
    verb: Token,
    state: Mood,
    firmness: Firmness,
    rule: str,
    *,
    form: TaskForm = "phrase",
    governor: Governor | None = None,
) -> Ruling:
    clause = governor.token if governor is not None and governor.token.pos_ in VERBS else verb
    return Ruling(verb, form, _obligor(verb, state, governor), firmness, rule, clause)


def _obligor(verb: Token, state: Mood, governor: Governor | None) -> Token | None:
    """Who has to act: the subject, or the object of a verb that orders."""
    if state.passive:
        return None
    nearest_first = (*reversed(list(verb.lefts)), *verb.rights)
    own = next((child for child in nearest_first if child.dep_ in {"nsubj", "csubj"}), None)
    if own is not None or governor is None:
        return antecedent(own or subject(verb) or _shared_subject(verb), verb)
    token = governor.token
    if token.pos_ not in VERBS:
        return subject(token.head) if token.head.pos_ in VERBS else None
    if token.lemma_ in words("verbs", "object_control"):
        commanded = next((child for child in token.children if child.dep_ in OBJECTS), None)
        if commanded is not None:
            return commanded
    return antecedent(subject(token) or _shared_subject(token), token)


def _shared_subject(verb: Token) -> Token | None:
    """The subject of the verb that `verb` is coordinated with, whatever its tense: "had sold it and would pay"."""
    while verb.dep_ == "conj" and verb.head.pos_ in VERBS:
        verb = verb.head
        if (found := subject(verb)) is not None:
            return found
    return None
