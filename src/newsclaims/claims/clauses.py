"""Where one assertion ends and the next begins, from the parse and the edges of the quote.

A clause here is what the guidelines call a sentence or an independent clause: a predicate with a subject of its
own, an imperative, or the infinitive or participle that a cue governs. Subordinate clauses stay in the clause
that they belong to.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from itertools import pairwise
from typing import Literal

from newsclaims.attribution.structures import Quotation
from newsclaims.claims.clause_edges import BREAK, EDGE_TAGS, closed, trim
from newsclaims.claims.conditional.extent import returns_to_main, shared_conjunct
from newsclaims.claims.conditional.torn import main_subject, stranded_auxiliary
from newsclaims.claims.view import SUBJECTS, View
from newsclaims.language import table
from newsclaims.offsets import Offsets

Form = Literal["finite", "infinitive", "gerund", "imperative"]

_VERBS = frozenset({"VB", "VBD", "VBZ", "VBP", "VBN", "VBG", "MD"})
# Links by which an independent clause may hang on another one that stands beside it.
_BESIDE = frozenset({"ccomp", "parataxis", "dep", "advcl", "appos", "conj"})
_STRONG_BREAK = BREAK - {",", "-"}
_MARK = frozenset({"mark"})
_MAIN = frozenset({"ROOT", "ccomp", "conj"})
_NOUN_TAGS = frozenset({"NN", "NNS", "NNP", "NNPS"})
_MODIFIERS = frozenset({"compound", "nmod"})
# How many words before retold speech its verb may stand.
_RETELLING = 7
_OPENING_WH = frozenset({"WDT", "WP", "WP$", "WRB"})
_SENTENCE_END = re.compile(r"[.!?…][\"'”’)\]]*[\s,]*$")


@dataclass(frozen=True, slots=True)
class Clause:
    """One assertion, demand or commitment, before it is typed.

    Attributes:
        span: its offsets, without complementizer, from its first to its last word; over an interruption.
        head: index of its predicate.
        subject: index of its subject's head, or None.
        tokens: the indices of its tokens, in order, without those of an interruption.
        form: finite, infinitive ("to cut taxes"), gerund ("raising taxes") or imperative.
    """

    span: Offsets
    head: int
    subject: int | None
    tokens: tuple[int, ...]
    form: Form


@cache
def _words(name: str) -> frozenset[str]:
    return frozenset(table("clauses")[name])


@cache
def _fillers() -> re.Pattern[str]:
    return re.compile("|".join(f"(?:{rule['pattern']})" for rule in table("clauses")["fillers"]))


def is_filler(words: str) -> bool:
    """Whether a clause of these words, lower case, says nothing anybody can be held to."""
    return _fillers().fullmatch(words.translate(str.maketrans("’", "'")).strip(" .,!")) is not None


def find_clauses(
    view: View, parts: Sequence[Offsets], quotations: Sequence[Quotation], forms: frozenset[Form]
) -> Iterator[Clause]:
    """The clauses inside `parts`, in text order.

    Args:
        view: the parsed article.
        parts: the stretches of one quote's content, or of the article's own words, in text order.
        quotations: the article's quotation marks.
        forms: which forms besides finite clauses count here; a statement's infinitive is a fragment.
    """
    inner = [mark for mark in quotations if any(part.contains(mark.outer) for part in parts)]
    retold = _retold(view, inner)
    for tokens in _stretches(view, parts, retold):
        yield from _clauses(view, tokens, inner, forms, retold)


def _retold(view: View, quotations: Sequence[Quotation]) -> frozenset[int]:
    """The tokens of speech that the speaker retells: “She told me, ‘I would rather not.’” asserts one thing."""
    found: set[int] = set()
    for quotation in quotations:
        tokens = view.between(quotation.inner)
        if not tokens or view.text[: quotation.outer.start].rstrip()[-1:] not in {",", ":"}:
            continue
        before = range(max(0, tokens[0] - _RETELLING), tokens[0])
        if any(view.lemmas[index] in _words("retelling") for index in before):
            found.update(tokens)
    return frozenset(found)


def _stretches(view: View, parts: Sequence[Offsets], retold: frozenset[int]) -> Iterator[list[int]]:
    """The tokens of `parts`, a list a sentence; an interruption in mid-sentence does not divide them."""
    tokens = [index for part in parts for index in view.between(part) if not view.words[index].isspace()]
    current: list[int] = []
    for index in tokens:
        if (
            current
            and index not in retold
            and (view.sentences[index] != view.sentences[current[-1]] or _divided(view, current[-1], index))
        ):
            yield current
            current = []
        current.append(index)
    if current:
        yield current


def _divided(view: View, before: int, after: int) -> bool:
    """Whether the text between two tokens of one sentence ends a sentence all the same."""
    if after <= before + 1:
        return False
    return view.words[before] in {".", "!", "?"} or bool(
        _SENTENCE_END.search(view.text[view.ends[before] : view.starts[after]])
    )


def _clauses(
    view: View,
    tokens: list[int],
    quotations: Sequence[Quotation],
    forms: frozenset[Form],
    retold: frozenset[int],
) -> Iterator[Clause]:
    own = [index for index in tokens if index not in retold] if tokens[0] not in retold else tokens
    if _is_question(view, own):
        return
    inside = frozenset(tokens)
    tops = [index for index in tokens if view.heads[index] == index or view.heads[index] not in inside]
    heads = _independent(view, tops, inside)
    heads = [head for head in heads if head not in retold] or heads
    if not heads:
        yield from _bare(view, tokens, tops, quotations, forms)
        return
    starts = _starts(view, tokens, _without_comments(view, heads))
    starts = _with_conditions(view, tokens, _at_conditions(view, tokens, starts))
    for (start, head), (end, _) in pairwise([*starts, (len(tokens), -1)]):
        region = trim(view, tokens[start:end])
        if region and head in region:
            yield from _made(view, region, head, quotations, "finite")


def _made(
    view: View, region: list[int], head: int, quotations: Sequence[Quotation], form: Form
) -> Iterator[Clause]:
    span = closed(view.text, view.span(region), quotations)
    if not is_filler(view.text[span.start : span.end].lower()):
        yield Clause(
            span=span, head=head, subject=_subject(view, head, region), tokens=tuple(region), form=form
        )


def _subject(view: View, head: int, region: Sequence[int]) -> int | None:
    own, mark = view.subject(head), view.child(head, _MARK)
    if own is not None:
        return own if mark is None else main_subject(view, mark, head) or own
    # An interruption can tear the subject from its verb: "The work, the ministry said, would take ...".
    return next((i for i in region if i < head and view.deps[i] in {"nsubj", "nsubjpass", "expl"}), None)


def _is_question(view: View, tokens: list[int]) -> bool:
    last = tokens[-1]
    following = view.text[view.ends[last] : view.ends[last] + 1]
    return view.words[last] == "?" or following == "?"


def _independent(view: View, tops: list[int], inside: frozenset[int]) -> list[int]:
    """The predicates of the independent clauses below `tops`, in text order."""
    heads: list[int] = []
    for top in tops:
        if _is_predicate(view, top) and _stands_alone(view, top, tops, inside):
            _collect(view, top, inside, heads)
        elif view.tags[top] in _VERBS and _bound(view, top, inside):
            heads += _behind_condition(view, top, inside)
        elif _torn_by_ellipsis(view, top):
            heads += [child for child in view.children[top] if child in inside and view.deps[child] == "conj"]
        elif view.tags[top] not in _VERBS:
            # A vocative, a place line or a fragment before the clause that it was taken to govern.
            for child in view.children[top]:
                if child in inside and view.deps[child] in _BESIDE and _is_clause(view, child, inside):
                    _collect(view, child, inside, heads)
    return sorted(set(heads)) or _behind_torn(view, inside)


def _behind_torn(view: View, inside: frozenset[int]) -> list[int]:
    """The main clause behind a condition that the parse tore: "if he was re-elected he would cut taxes"."""
    tokens = sorted(inside)
    if not any(view.words[index] in _words("conditional") for index in tokens[:2]):
        return []
    for index in tokens:
        modal = any(view.tags[auxiliary] == "MD" for auxiliary in view.auxiliaries(index))
        if modal and view.child(index, _MARK) is None and _is_clause(view, index, inside):
            heads: list[int] = []
            _collect(view, index, inside, heads)
            return sorted(set(heads))
    return []


def _torn_by_ellipsis(view: View, top: int) -> bool:
    """Whether a condition without a verb stole the subject: "troops would, if necessary, remain"."""
    subject, mark = view.subject(top), view.child(top, _MARK)
    return (
        subject is not None
        and mark == top - 1
        and subject < mark
        and view.words[mark] in _words("conditional")
        and view.words[mark - 1] == ","
    )


def _behind_condition(view: View, top: int, inside: frozenset[int]) -> list[int]:
    """The main clause where the parse hung it on its condition: "should they ask, the files would be opened"."""
    heads: list[int] = []
    for child in view.children[top]:
        subject = view.subject(child)
        if child not in inside or subject is None or not _is_clause(view, child, inside):
            continue
        begins = min(view.subtree(subject))
        apart = begins < top or view.words[begins - 1] == ","
        if view.deps[child] in {"ccomp", "conj"} and view.child(child, _MARK) is None and apart:
            _collect(view, child, inside, heads)
    return heads


def _without_comments(view: View, heads: list[int]) -> list[int]:
    """`heads` without those that only say who thinks so: "they will win, I think"."""
    return [head for head in heads if not _is_comment(view, head, frozenset(heads))] or heads


def _is_comment(view: View, head: int, others: frozenset[int]) -> bool:
    """Whether the clause of `head` is no more than "I think", "you know"."""
    subject = view.subject(head)
    if subject is None or view.lemmas[head] not in _words("comment_verbs"):
        return False
    if view.words[subject] not in _words("commenters"):
        return False
    rest = (i for i in view.subtree(head, others) if i not in {head, subject})
    return all(view.tags[i] in EDGE_TAGS for i in rest)


def _is_predicate(view: View, index: int) -> bool:
    return view.tags[index] in _VERBS or bool(view.auxiliaries(index))


def _is_clause(view: View, index: int, inside: frozenset[int]) -> bool:
    """Whether `index` is a finite (or subjunctive) predicate with a subject of its own and no subordinator."""
    return (
        _is_predicate(view, index)
        and view.subject(index) is not None
        and _mood(view, index)
        and not _bound(view, index, inside)
    )


def _mood(view: View, index: int) -> bool:
    """Whether predicate `index` is finite, a subjunctive ("that he go") or an infinitive with its subject."""
    # A past tense that was taken for a participle: "Ten sailors *drowned* on Friday".
    past = view.tags[index] == "VBN" and view.deps[index] in _MAIN and _active(view, index)
    return (
        past
        or view.finite(index)
        or view.tags[index] == "VB"
        or view.has(view.auxiliaries(index), frozenset({"be"}))
    )


def _active(view: View, index: int) -> bool:
    """Whether the predicate has a subject that acts and no auxiliary."""
    subject, above = view.subject(index), view.heads[index]
    if view.deps[index] == "conj" and not (view.finite(above) or view.deps[above] in _MAIN):
        return False  # "with 14 houses damaged and 17 *flooded*"
    return subject is not None and view.deps[subject] == "nsubj" and not view.auxiliaries(index)


def _bound(view: View, index: int, inside: frozenset[int]) -> bool:
    """Whether a subordinator or a relative or question word inside the content binds the clause of `index`."""
    if _inverted(view, index):
        return True
    for child in view.children[index]:
        if child > index:
            break
        if child not in inside:
            continue
        if view.deps[child] == "mark" and view.words[child] in _words("subordinators"):
            return not _elliptic(view, child, index) and main_subject(view, child, index) is None
        if view.tags[child] in _OPENING_WH and view.deps[child] not in {"csubj", "mark"}:
            # "If it crumbles, that won't be a problem": behind a clause of its own, "that" is no relative.
            return view.words[child] != "that" or not any(
                view.deps[i] == "advcl" and i < child for i in view.children[index]
            )
    return _in_case(view, index)


def _in_case(view: View, index: int) -> bool:
    """Whether the subject of `index` stands behind "in case" or "in the event"."""
    subject = view.subject(index)
    start = index if subject is None else min(view.subtree(subject))
    start -= view.words[start - 1] == "that"
    before = view.words[max(start - 3, 0) : start]
    return before[-2:] == ["in", "case"] or before == ["in", "the", "event"]


def _elliptic(view: View, mark: int, index: int) -> bool:
    """Whether a conjunction only seems to lead the clause of `index`: "if and when re-elected, she will cut"."""
    subject = view.subject(index)
    end = index if subject is None else min(view.subtree(subject))
    between = range(mark + 1, end - 1)
    if view.words[mark + 1] in {"and", "or"} and view.words[mark + 2] in {"when", "if"}:
        # "If and when they are found, they will be buried".
        return view.has(between, frozenset({","})) or view.words[end - 1] == ","
    return (
        view.words[end - 1] == ","
        and any(view.tags[i] == "VBN" for i in between)
        and not any(view.tags[i] in {"VBD", "VBZ", "VBP", "MD"} or view.words[i] == "," for i in between)
    )


def _inverted(view: View, index: int) -> bool:
    """Whether a condition without a conjunction leads its clause: "had he known", "should they fail"."""
    subjects = [child for child in view.children[index] if view.deps[child] in SUBJECTS]
    if not subjects:
        return False
    auxiliaries = view.auxiliaries(index)
    if any(max(subjects) < auxiliary and view.tags[auxiliary] == "MD" for auxiliary in auxiliaries):
        # The one before the subject is of a condition that the parse drew into this clause.
        return False
    leading = [index, *auxiliaries] if view.deps[index] in {"advcl", "ccomp"} else auxiliaries
    return any(i < subjects[0] and view.words[i] in _words("inverted") for i in leading)


def _stands_alone(view: View, top: int, tops: list[int], inside: frozenset[int]) -> bool:
    if _bound(view, top, inside):
        return False
    if view.subject(top) is not None:
        return _mood(view, top)
    return view.finite(top) and (
        any(view.deps[other] in {"nsubj", "nsubjpass"} for other in tops if other < top)
        or any(_mistaken(view, index, top) for index in inside if index < top)
    )


def _mistaken(view: View, index: int, top: int) -> bool:
    """Whether the subject of `top` was taken for its modifier or twin: "*mammals* dream", "*the worst hit* are"."""
    noun = view.tags[index] in _NOUN_TAGS and view.deps[index] in _MODIFIERS and view.heads[index] == top
    twin = view.tags[index] == "VBN" and view.heads[index] == view.heads[top] and view.subject(index) is None
    return (noun or (twin and index != top)) and not view.has(range(index, top), BREAK)


def _collect(view: View, head: int, inside: frozenset[int], heads: list[int]) -> None:
    """Add `head` and the clauses that stand beside it to `heads`."""
    stack = [head]
    heads.append(head)
    while stack:
        current = stack.pop()
        for child in view.children[current]:
            dep = view.deps[child]
            if child not in inside or (dep == "conj" and _of_condition(view, child, current)):
                continue
            for other in _joined_to_condition(view, child, inside):
                _collect(view, other, inside, heads)
            if dep == "conj" and (_is_clause(view, child, inside) or _complement(view, child)):
                _collect(view, child, inside, heads)
            elif dep == "conj" and _is_predicate(view, child):
                stack.append(child)
            elif dep in _BESIDE and _is_clause(view, child, inside) and view.child(child, _MARK) is None:
                if current == head and child < head and _is_comment(view, head, frozenset({child})):
                    # "We will win, I think": the clause beside the comment is the claim.
                    heads.remove(head)
                    _collect(view, child, inside, heads)
                elif _apart(view, child, current):
                    _collect(view, child, inside, heads)


def _of_condition(view: View, child: int, head: int) -> bool:
    """Whether clause `child` goes on with the condition before it: "home once the smoke clears and it has rained"."""
    for mark in range(head + 1, child):
        if view.words[mark] in _words("conditional") and view.deps[mark] in {"mark", "advmod"}:
            verb = view.heads[mark]
            if mark < verb < child and shared_conjunct(view, mark, verb, head) == child:
                return True
    return False


def _joined_to_condition(view: View, verb: int, inside: frozenset[int]) -> Iterator[int]:
    """The clauses that the parse joined to a condition: "it would move if they fell ill, but that it had not"."""
    if view.deps[verb] == "advcl" and not _complement(view, verb):
        for child in view.children[verb]:
            foreign = _complement(view, child) or returns_to_main(view, verb, child)
            if view.deps[child] == "conj" and child in inside and foreign:
                yield child


def _complement(view: View, index: int) -> bool:
    """Whether a complementizer says that a clause of its own begins, whatever its predicate was taken for."""
    mark = view.child(index, _MARK)
    return mark is not None and view.words[mark] == "that"


def _apart(view: View, child: int, head: int) -> bool:
    """Whether clause `child` stands beside that of `head` rather than inside it."""
    if child < head:
        edge = max(view.subtree(child))
        subject = view.subject(head)
        return edge < (head if subject is None else subject) and view.has(range(edge + 1, head), BREAK)
    edge = min(view.subtree(child))
    return view.has(range(max(head + 1, edge - 2), edge), _STRONG_BREAK)


def _starts(view: View, tokens: list[int], heads: list[int]) -> list[tuple[int, int]]:
    """Position in `tokens` at which each clause starts, with its head; the first starts at the first token."""
    others = frozenset(heads)
    found: list[tuple[int, int]] = []
    for head in heads:
        own = sorted(view.subtree(head, others - {head}))
        before = max((other for other in heads if other < head), default=-1)
        first = next(
            (i for i in own if i > before and view.tags[i] not in EDGE_TAGS and view.deps[i] != "cc"), head
        )
        found.append((next((p for p, i in enumerate(tokens) if i >= first), 0), head))
    found.sort()
    return [(0, found[0][1]), *found[1:]]


def _with_conditions(view: View, tokens: list[int], starts: list[tuple[int, int]]) -> list[tuple[int, int]]:
    """`starts` with each condition that the parse took for a clause of its own in the clause that follows it."""
    found: list[tuple[int, int]] = []
    condition: int | None = None
    for (start, head), (end, following) in pairwise([*starts, (len(tokens), -1)]):
        found.append((start if condition is None else condition, head))
        condition = (
            found.pop()[0] if following >= 0 and _only_condition(view, head, tokens[start:end]) else None
        )
    return found


def _at_conditions(view: View, tokens: list[int], starts: list[tuple[int, int]]) -> list[tuple[int, int]]:
    """`starts` with each condition between "and" and a clause in that clause: "to go and, if ill, to call"."""
    found = starts[:1]
    for (_, head), (start, following) in pairwise(starts):
        links = (p for p in range(start) if tokens[p] > head and view.deps[tokens[p]] == "cc")
        begun = (_behind(view, tokens, link, start) for link in links)
        conditional = (p for p in begun if p < start and view.words[tokens[p]] in _words("conditional"))
        found.append((next(conditional, start), following))
    return found


def _behind(view: View, tokens: list[int], place: int, end: int) -> int:
    """The place behind `place` and the punctuation there, at most `end`."""
    return next((p for p in range(place + 1, end) if view.words[tokens[p]] not in BREAK), end)


def _only_condition(view: View, head: int, tokens: list[int]) -> bool:
    """Whether `tokens`, up to the comma at their end, hold nothing but an if or unless clause."""
    if any(view.tags[auxiliary] == "MD" for auxiliary in view.auxiliaries(head)):
        return False
    opener = next(
        (place for place, i in enumerate(tokens) if view.words[i] in _words("conditional")), len(tokens)
    )
    led_in = all(view.tags[i] in EDGE_TAGS or view.tags[i] in {"CC", "RB"} for i in tokens[:opener])
    end = len(tokens)
    while end > opener and view.tags[tokens[end - 1]] in EDGE_TAGS:
        end -= 1
    ends = end < len(tokens) and view.words[tokens[end]] == ","
    return led_in and ends and not any(view.words[i] in BREAK for i in tokens[opener:end])


def _bare(
    view: View, tokens: list[int], tops: list[int], quotations: Sequence[Quotation], forms: frozenset[Form]
) -> Iterator[Clause]:
    """Clauses without a subject: imperatives, infinitives and participles, each coordinated one by itself."""
    inside = frozenset(tokens)
    for top in tops:
        form = _form(view, top, inside)
        if form is None or form not in forms:
            continue
        beside = [other for other in tops if other > top and _joined(view, top, other, form, inside)]
        heads = [
            head for first in (top, *beside) for head in (first, *_coordinated(view, first, form, inside))
        ]
        starts = _at_conditions(view, tokens, _starts(view, tokens, heads))
        for (start, head), (end, _) in pairwise([*starts, (len(tokens), -1)]):
            region = trim(view, tokens[start:end])
            if region and head in region:
                yield from _made(view, region, head, quotations, form)
        return


def _joined(view: View, top: int, other: int, form: Form, inside: frozenset[int]) -> bool:
    """Whether `other` is joined to `top` though the parse hung both on the cue: "to go and, if ill, to call"."""
    if view.heads[other] != view.heads[top] or form != "infinitive" or _form(view, other, inside) != form:
        return False
    between = range(top + 1, min(view.subtree(other)))
    link = next((i for i in between if view.deps[i] == "cc" and view.heads[i] == view.heads[top]), None)
    if link is None:
        return False
    gap = [view.words[i] for i in between if i > link and view.words[i] not in BREAK]
    return not gap or gap[0] in _words("conditional")


def _form(view: View, top: int, inside: frozenset[int]) -> Form | None:
    tag = view.tags[top]
    auxiliaries = view.auxiliaries(top)
    if any(view.tags[auxiliary] == "TO" for auxiliary in auxiliaries):
        return "infinitive"
    stranded = _behind_stranded(view, top)
    if not stranded and (view.subject(top) is not None or _bound(view, top, inside)):
        return None
    if tag == "VBG" and not auxiliaries:
        return "gerund"
    if tag == "VB" and (
        stranded or all(view.words[auxiliary] in {"do", "don't"} for auxiliary in auxiliaries)
    ):
        return "imperative"
    return None


def _behind_stranded(view: View, top: int) -> bool:
    """Whether the subject of an imperative is that of its condition: "if you must, take a stick"."""
    mark = view.child(top, _MARK)
    return (
        mark is not None
        and view.words[mark] in _words("conditional")
        and stranded_auxiliary(view, mark, top) is not None
    )


def _coordinated(view: View, top: int, form: Form, inside: frozenset[int]) -> list[int]:
    """The predicates of form `form` that stand beside `top`: "to cut taxes and to raise wages"."""
    found: list[int] = []
    for child in view.children[top]:
        if child in inside and view.deps[child] == "conj" and _form(view, child, inside) == form:
            found += [child, *_coordinated(view, child, form, inside)]
    return found
