"""Limits that a noun or an adjective makes: deadlines, ultimatums, what is due, time given to do something."""

from spacy.tokens import Token

from newsclaims.deadlines.expressions import LimitExpression
from newsclaims.deadlines.meanings import is_event
from newsclaims.deadlines.moods import above, antecedent, mood, subject, verb_above
from newsclaims.deadlines.rulings import Ruling, infinitive_of, target_of, words
from newsclaims.records import Firmness

_VERBS = {"VERB", "AUX"}
# How far the infinitive may stand from the time that is given for it, in tokens.
_REACH = 4
_CLIMB = 4
# How far what ends may stand from the verb, in tokens.
_THING = 7


def by_noun(expression: LimitExpression, *, ahead: bool | None) -> Ruling | None:
    """The ruling of a deadline noun, of "due", of a grant of time or of "a matter of"."""
    return (
        _deadline(expression)
        or _grant(expression)
        or _due(expression)
        or _matter(expression)
        or _deferral(expression, ahead=ahead)
        or _left(expression, ahead=ahead)
        or _untagged_end(expression, ahead=ahead)
    )


def deadline_noun(expression: LimitExpression) -> Token | None:
    """The deadline noun that the time dates, or None."""
    if (noun := expression.described) is not None:
        return noun if _names_deadline(noun) else None
    node = expression.outside()
    for _ in range(_CLIMB):
        if node is None:
            return None
        if _names_deadline(node):
            return node if node.i < expression.core.start else None
        if node.pos_ in _VERBS:
            return _of_predicate(node)
        node = above(node)
    return None


def _of_predicate(verb: Token) -> Token | None:
    """The deadline noun that `verb` says the time of: "the deadline is Friday", "extended it to Friday"."""
    if verb.lemma_ not in words("deadlines", "predicates"):
        return None
    for child in verb.children:
        if child.dep_ in {"nsubj", "nsubjpass", "attr", "dobj"} and _names_deadline(child):
            return child
        if child.dep_ == "prep" and child.lower_ == "as":
            inner = next((t for t in child.children if t.dep_ == "pobj"), None)
            if inner is not None and _names_deadline(inner):
                return inner
    return None


def _names_deadline(token: Token) -> bool:
    lemma = token.lemma_.lower()
    if lemma in words("deadlines", "nouns"):
        return token.pos_ in {"NOUN", "PROPN"} and token.dep_ != "compound"
    return _phrase(token) in words("deadlines", "phrases")


def _phrase(token: Token) -> str:
    before = token.doc[token.i - 1].lower_ if token.i else ""
    return f"{before} {token.lemma_.lower()}"


def _deadline(expression: LimitExpression) -> Ruling | None:
    noun = deadline_noun(expression)
    if noun is None or expression.relation == "in":
        return None
    name = noun.lemma_.lower() if noun.lemma_.lower() in words("deadlines", "nouns") else _phrase(noun)
    firmness: Firmness = "aspirational" if name in words("deadlines", "aspirational") else "firm"
    verb = noun.head if noun.head.pos_ in _VERBS else None
    if name in words("deadlines", "needy") and infinitive_of(noun) is None:
        return None  # "on the last day of the convention"
    task = infinitive_of(noun) or (infinitive_of(verb) if verb is not None else None)
    obligor = subject(verb) if verb is not None and noun.dep_ in {"dobj", "attr"} else None
    if obligor is not None and verb is not None and verb.lemma_ in words("deadlines", "setters"):
        obligor = None
    if task is not None:
        return Ruling(task, "phrase", obligor, firmness, "deadline", verb, noun)
    return Ruling(target_of(noun), "noun", obligor, firmness, "deadline", verb, noun)


def _grant(expression: LimitExpression) -> Ruling | None:
    """Time that is given: "gave the agency 48 hours to hand over the files", "have until Tuesday to accept"."""
    until = expression.relation == "until"
    if not until and (expression.time.type != "DURATION" or expression.force != "none"):
        return None
    verb = verb_above(expression.outside())
    if verb is not None and until and (helper := _has_until(verb, expression)) is not None:
        return Ruling(verb, "phrase", subject(helper) or subject(verb), "firm", "grant", verb)
    if verb is None or verb.lemma_ not in words("grants", "verbs") or verb.i > expression.core.start:
        return None
    task = _following_infinitive(expression)
    if task is None and not (until and verb.lemma_ in {"give", "have"} and not _keeps(verb)):
        return None
    if verb.lemma_ == "have" and not until and mood(verb).perfect:
        return None  # "had had 20 years to find her"
    receiver = next((child for child in verb.children if child.dep_ in {"dative", "nsubjpass"}), None)
    if receiver is None and verb.lemma_ in {"give", "grant", "allow", "offer"}:
        receiver = next(
            (
                c
                for c in verb.children
                if c.dep_ == "dobj" and not expression.core.start <= c.i < expression.core.end
            ),
            None,
        )
    if receiver is not None and receiver.dep_ == "dative" and receiver.pos_ == "ADP":
        receiver = next(iter(receiver.children), None)
    return Ruling(task, "phrase", receiver or subject(verb), "firm", "grant", verb)


def _keeps(verb: Token) -> bool:
    """Whether "have" has an object, which lasts until then: "I have a contract until 2025"."""
    return verb.lemma_ == "have" and any(child.dep_ == "dobj" for child in verb.rights)


def _has_until(verb: Token, expression: LimitExpression) -> Token | None:
    """The "have" of "has until Friday to reply", where the parse took it for an auxiliary of `verb`."""
    if verb.i < expression.core.start or not any(child.tag_ == "TO" for child in verb.lefts):
        return None
    helpers = (child for child in verb.lefts if child.dep_ == "aux" and child.lemma_ == "have")
    return next((helper for helper in helpers if helper.i < expression.tokens.start), None)


def _following_infinitive(expression: LimitExpression) -> Token | None:
    """The infinitive that follows the time, with no more than a few words between ("in which")."""
    doc = expression.tokens.doc
    start = expression.tokens.end
    stop = min(start + _REACH, len(doc), expression.core.sent.end)
    for token in doc[start:stop]:
        if token.tag_ == "TO":
            head = token.head
            return head if head.i > token.i and head.tag_ == "VB" else None
        if token.pos_ in _VERBS or token.is_punct:
            return None
    return None


def _due(expression: LimitExpression) -> Ruling | None:
    """What is due: "is due on May 15", "due back in June"; "due to vote" is the infinitive's affair."""
    due = _due_word(expression)
    if due is None or expression.described is not None or infinitive_of(due) is not None:
        return None
    verb = due.head if due.head.pos_ in _VERBS else None
    task = antecedent(subject(verb), verb) if verb is not None else due.head
    if task is None or (expression.force == "point" and is_event(task)):
        return None
    if task.pos_ == "PRON":
        return None  # "He is due back in court"
    back = due.i + 1 < len(due.doc) and due.nbor().lower_ in words("deadlines", "due_back")
    return Ruling(task, "noun", None, "aspirational" if back else "firm", "due", verb)


def _due_word(expression: LimitExpression) -> Token | None:
    """The "due" that the time belongs to, or None; "due to the rain" is a cause."""
    node = expression.outside()
    for _ in range(_CLIMB):
        if node is None or node.lower_ == "due":
            break
        if node.pos_ in _VERBS:
            node = next(
                (
                    child
                    for child in node.children
                    if child.lower_ == "due"
                    and child.dep_ in {"acomp", "advmod"}
                    and child.i < expression.core.start
                ),
                None,
            )
            break
        node = above(node)
    if node is None or node.lower_ != "due" or node.dep_ == "prep" or above(node) is None:
        return None
    caused = any(child.lower_ == "to" and child.tag_ == "IN" for child in node.children)
    return None if caused else node


def _matter(expression: LimitExpression) -> Ruling | None:
    """A length that is a limit by itself: "a decision is a matter of days"."""
    if expression.relation != "matter":
        return None
    verb = verb_above(expression.outside())
    if verb is None:
        return Ruling(None, "noun", None, "aspirational", "matter", None)
    who = subject(verb)
    if verb.lemma_ == "be" and who is not None and who.pos_ != "PRON":
        return Ruling(who, "noun", None, "aspirational", "matter", verb)
    for token in expression.core.sent:
        if (
            token.i < expression.tokens.start
            and token.pos_ in _VERBS
            and mood(token).form in {"infinitive", "duty", "future"}
        ):
            return Ruling(token, "phrase", subject(token) or subject(token.head), "firm", "matter", token)
    return Ruling(None, "noun", None, "aspirational", "matter", verb)


def _deferral(expression: LimitExpression, *, ahead: bool | None) -> Ruling | None:
    """What is put off to a time: "the inspection was moved to October"."""
    if expression.relation not in {"to", "until"} or ahead is False or expression.time.type == "DURATION":
        return None
    verb = verb_above(expression.outside())
    if verb is None or mood(verb).negated or _with_particle(verb) not in words("deadlines", "deferrals"):
        return None
    objects = {"nsubjpass"} if mood(verb).passive else {"dobj"}
    due = next((child for child in verb.children if child.dep_ in objects), None)
    if due is None and verb.tag_ == "VBN" and verb.dep_ == "acl":
        due = verb.head
    due = None if due is None else antecedent(due, verb)
    if due is None or is_event(due) or (due.i > expression.core.start and expression.relation == "to"):
        return None
    if due.pos_ == "PRON":
        return Ruling(verb, "clause" if mood(verb).passive else "phrase", None, "firm", "deferral", verb)
    return Ruling(due, "noun", None, "firm", "deferral", verb)


def _with_particle(verb: Token) -> str:
    particle = next((child.lower_ for child in verb.rights if child.dep_ in {"prt", "advmod"}), "")
    both = f"{verb.lemma_} {particle}"
    return both if both in words("deadlines", "deferrals") else verb.lemma_


def _left(expression: LimitExpression, *, ahead: bool | None) -> Ruling | None:
    """What is left of the time: "with three days left", "two weeks to go"."""
    if expression.relation != "left" or ahead is False:
        return None
    node = verb_above(expression.outside())
    obligor = subject(node) if node is not None else None
    return Ruling(_following_infinitive(expression), "phrase", obligor, "firm", "left", node)


def _untagged_end(expression: LimitExpression, *, ahead: bool | None) -> Ruling | None:
    """What ends at the time where the parse takes the verb for another word: "Applications close on Friday"."""
    index = expression.tokens.start - 1
    if ahead is False or expression.force not in {"point", "limit"} or index <= expression.core.sent.start:
        return None
    doc = expression.core.doc
    end, previous = doc[index], doc[index - 1]
    base = end.lower_.removesuffix("s")
    ends = base in words("expiry", "ending") or base in words("expiry", "verbs")
    if not ends or end.pos_ in _VERBS or previous.pos_ not in {"NOUN", "PROPN"}:
        return None
    for token in reversed(doc[max(expression.core.sent.start, index - _THING) : index]):
        if token.pos_ in _VERBS:
            return None
        if token.lower_ in words("expiry", "things") and (token.i == index - 1 or token.tag_ == "NNS"):
            return Ruling(token, "noun", None, "firm", "expiry", None)
    return None
