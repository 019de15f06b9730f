"""The words of a deadline: its task, who has to act, its condition and its consequence."""

from collections.abc import Sequence

from spacy.tokens import Span, Token

from newsclaims.deadlines.expressions import LimitExpression
from newsclaims.deadlines.moods import above, antecedent, conditional, subject
from newsclaims.deadlines.rulings import Ruling
from newsclaims.offsets import Offsets, trim

_VERBS = {"VERB", "AUX"}
_EDGE = " \t\r\n\"'“”‘’,.;:–—-…"
_ASIDE = {"parataxis", "punct"}
# Clauses that a noun phrase does without.
_RELATIVE = {"relcl", "acl", "appos"}
# Longest run of determiner and adjectives before a deadline noun, in tokens.
_DETERMINERS = 3
# Longest noun phrase, in tokens, that still is a mention.
_MENTION = 25


def task_span(ruling: Ruling, expression: LimitExpression, parts: Sequence[Offsets] = ()) -> Offsets | None:
    """The task without the limit; None where nothing is left of it.

    Where a reporting phrase parts the content that the limit stands in, into `parts`, the task is the verb phrase
    on the verb's side of it: "begin" of "The strike, he said, would begin on Monday".
    """
    head = ruling.task
    span = _whole_task(ruling, expression)
    if head is None or span is None or all(not part.overlaps(span) or part.contains(span) for part in parts):
        return span
    part = next((part for part in parts if part.start <= head.idx < part.end), None)
    if part is None:
        return span
    passive = [child.idx for child in head.lefts if child.dep_ == "auxpass" and child.idx >= part.start]
    start = max(span.start, part.start) if span.start >= part.start else min([head.idx, *passive])
    return trim(head.doc.text, Offsets(start, min(span.end, part.end)), _EDGE)


def _whole_task(ruling: Ruling, expression: LimitExpression) -> Offsets | None:
    head = ruling.task
    if head is None:
        return None
    if ruling.form == "noun":
        return _outside(mention_span(head), expression, head)
    start = head.i
    for child in head.lefts:
        if child.dep_ in {"auxpass", "neg"} and child.tag_ != "TO":
            start = min(start, child.i) if child.dep_ == "auxpass" else start
    if ruling.form == "clause":
        who = _clause_subject(ruling)
        if who is not None and who.left_edge.i < start and not _parted(who, head):
            start = who.left_edge.i
    if start < expression.tokens.start:
        end = expression.tokens.start
        if expression.tokens.start <= head.i:
            end = _right_edge(head, expression)
        elif _interrupts(head, expression):
            end = max(end, _right_edge(head, None))
    else:
        end = _right_edge(head, expression)
    return _offsets(head, start, max(_before_aside(head, end), head.i + 1))


def limit_span(ruling: Ruling, expression: LimitExpression) -> Offsets:
    """The limit's words, with the deadline noun next to the time and the preposition before it."""
    start, end = expression.span
    doc, noun = expression.core.doc, ruling.noun
    first = expression.core.start
    before = doc[first - 1] if first > expression.core.sent.start else None
    if noun is not None and noun == expression.described:
        end = max(end, noun.idx + len(noun))
    elif noun is not None and before is not None and before.lower_ == "of" and noun.i < first:
        lead = noun.left_edge if noun.i - noun.left_edge.i <= _DETERMINERS else noun
        start = min(start, lead.idx)
    elif noun is not None and not expression.lead and before is not None and before.pos_ in {"ADP", "PART"}:
        start = before.idx
    return Offsets(start, end)


def mention_span(head: Token) -> Offsets:
    """The noun phrase of `head` without relative clauses and appositions."""
    doc = head.doc
    start, end = head.left_edge.i, head.right_edge.i + 1
    for child in head.rights:
        if child.dep_ in _RELATIVE or child.dep_ == "punct":
            end = min(end, child.left_edge.i)
            break
    inner = (token.left_edge.i for token in doc[head.i + 1 : end] if token.dep_ == "relcl")
    end = min([end, *(edge for edge in inner if edge > head.i)])
    if end - start > _MENTION:
        start, end = head.i, head.i + 1
    return _without_edge(doc[start:end])


def condition_span(ruling: Ruling, expression: LimitExpression) -> Offsets | None:
    """The if or unless clause of the sentence that does not hold the limit itself."""
    verb = ruling.clause
    for _ in range(3):
        if verb is None:
            return None
        for child in verb.children:
            if child.dep_ == "advcl" and conditional(child) is not None:
                span = _subtree(child)
                if span is not None and not span.overlaps(expression.span):
                    return span
        if above(verb) is None or verb.dep_ not in {"xcomp", "ccomp", "conj"}:
            return None
        verb = verb.head
    return None


def consequence_span(ruling: Ruling, expression: LimitExpression) -> Offsets | None:
    """What happens otherwise: the clause after "or", or the main clause of an unless."""
    verb = ruling.clause
    if verb is None:
        return None
    if conditional(verb) is not None and verb.dep_ == "advcl" and verb.head.pos_ in _VERBS:
        return _main_clause(verb)
    for token in {verb, ruling.task or verb}:
        for child in token.children:
            if (
                child.dep_ == "conj"
                and child.i > expression.tokens.start
                and any(c.dep_ == "cc" and c.lower_ == "or" for c in token.children)
                and child.pos_ in _VERBS
            ):
                return _subtree(child)
    return None


def _main_clause(condition: Token) -> Offsets | None:
    """The clause that depends on the condition: the longer side of it."""
    verb = condition.head
    inner = (condition.left_edge.i, condition.right_edge.i + 1)
    outer = (_first(verb), verb.right_edge.i + 1)
    before, after = (outer[0], min(inner[0], outer[1])), (max(inner[1], outer[0]), outer[1])
    start, end = max((before, after), key=lambda side: side[1] - side[0])
    return _offsets(verb, start, end)


def _first(verb: Token) -> int:
    return verb.left_edge.i


def _clause_subject(ruling: Ruling) -> Token | None:
    """The subject of the task, or of what governs it."""
    task, clause = ruling.task, ruling.clause
    if task is None:
        return None
    found = subject(task)
    if found is None and clause is not None and clause.i < task.i:
        found = subject(clause)
    verb = task if subject(task) is not None else clause
    found = antecedent(found, verb) if verb is not None else None
    return None if found is None or found.i > task.i else found


def _parted(who: Token, head: Token) -> bool:
    """Whether another verb stands between a subject and the task: "covers all schools and expires on Friday"."""
    verb = head
    while verb.dep_ == "conj" and verb.head.pos_ in _VERBS:
        verb = verb.head
    return verb != head and who.head == verb


def _interrupts(head: Token, expression: LimitExpression) -> bool:
    """Whether the limit stands between the verb and its object: "decide before June whether to go"."""
    objects = [child for child in head.rights if child.dep_ in {"dobj", "xcomp", "ccomp"}]
    return bool(objects) and all(child.i >= expression.tokens.end for child in objects)


def _right_edge(head: Token, expression: LimitExpression | None) -> int:
    """Where the verb phrase ends: before asides, coordinated clauses and the limit."""
    end = head.right_edge.i + 1
    for child in head.rights:
        otherwise = child.dep_ == "conj" and any(c.lower_ == "or" and c.dep_ == "cc" for c in head.children)
        with_subject = child.dep_ == "conj" and any(c.dep_ in {"nsubj", "nsubjpass"} for c in child.children)
        if (
            child.dep_ in _ASIDE
            or with_subject
            or (otherwise and child.tag_ == "VB")
            or (child.dep_ in {"advcl", "ccomp"} and conditional(child) is not None)
        ):
            end = min(end, child.left_edge.i)
            break
    if head.doc[end - 1].tag_ == "CC":
        end -= 1
    if expression is not None and head.i < expression.tokens.start:
        end = min(end, expression.tokens.start)
    return max(end, head.i + 1)


def _before_aside(head: Token, end: int) -> int:
    """`end` before a relative clause after a comma that closes the phrase: "its plant, which employs 210"."""
    doc = head.doc
    last = end - 1
    while last > head.i and doc[last].is_punct:
        last -= 1
    for token in doc[head.i : end]:
        start = token.left_edge.i
        aside = token.dep_ == "relcl" and start > head.i + 1 and doc[start - 1].text == ","
        if aside and token.right_edge.i >= last:
            return start - 1
    return end


def _outside(span: Offsets, expression: LimitExpression, head: Token) -> Offsets | None:
    """`span` cut where the limit begins or ends."""
    limit = expression.span
    if span.overlaps(limit):
        at = head.idx
        if at < limit.start:
            span = Offsets(span.start, min(span.end, limit.start))
        elif at >= limit.end:
            span = Offsets(max(span.start, limit.end), span.end)
        else:
            return None
    span = trim(head.doc.text, span, _EDGE)
    return span if span.start < span.end else None


def _subtree(head: Token) -> Offsets | None:
    return _offsets(head, head.left_edge.i, head.right_edge.i + 1)


def _offsets(head: Token, start: int, end: int) -> Offsets | None:
    """Offsets of the tokens from `start` to `end` inside the sentence of `head`, without edge punctuation."""
    doc, sentence = head.doc, head.sent
    start, end = max(start, sentence.start), min(end, sentence.end)
    if start >= end:
        return None
    span = _without_edge(doc[start:end])
    return span if span.start < span.end else None


def _without_edge(span: Span) -> Offsets:
    """Offsets of `span` without edge punctuation."""
    start, end = trim(span.text, Offsets(0, len(span.text)), _EDGE)
    return Offsets(span.start_char + start, span.start_char + end)
