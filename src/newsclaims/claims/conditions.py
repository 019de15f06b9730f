"""The condition under which a claim stands: its if, unless, once or as-long-as clause, or an inverted one.

What "even" or "only" sharpens keeps that word. No condition: "if" for "whether", "as if", "what if"; "once" that
tells of the past ("left once the rain stopped"); what stands in a relative clause or another subordinate one inside
the claim; phrases without a clause ("without a deal", "in the event of rain"), "until" and "when".
"""

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import replace
from itertools import zip_longest

from newsclaims.claims.clauses import Clause
from newsclaims.claims.conditional.asking import is_past, tells
from newsclaims.claims.conditional.detached import is_detached
from newsclaims.claims.conditional.openings import condition_at
from newsclaims.claims.conditional.words import (
    BREAK,
    LINKS,
    PUNCTUATION,
    QUOTES,
    Condition,
    openers,
    word_list,
)
from newsclaims.claims.view import SUBJECTS, View
from newsclaims.offsets import Offsets
from newsclaims.quotes import QuoteSpans

# As many tokens stand at the most between the end of a clause and the condition behind its reporting clause.
_REPORTING = 8
_MARK = frozenset({"mark"})
_LINKED = re.compile(r"\s*(?:and|or)\s(?:that\s)?", re.IGNORECASE)
_JOINED = re.compile(r"[^.!?]*\b(?:and|or)\s(?:that\s)?[“‘\"']?$", re.IGNORECASE)


def find_conditions(view: View, clauses: Sequence[Clause], *, narrated: bool) -> list[Offsets | None]:
    """The condition of each clause, with its conjunction and without its edge punctuation.

    It stands inside the clause; leads the clause before, to which this one is joined ("if it rains, we stay and they
    leave"); ends the clause behind, which is joined to this one; or stands beside it in the same sentence, outside of
    what is reported ("if elected, he said he would go", "to sue, should they fail").

    Args:
        view: the parsed article.
        clauses: the clauses of one quote, or of a sentence of the article's own, in text order.
        narrated: whether the article itself says them.
    """
    found: list[Offsets | None] = []
    leading: Offsets | None = None
    before: Clause | None = None
    for clause, following in zip_longest(clauses, clauses[1:]):
        condition = _inside(view, clause, narrated=narrated)
        if before is None or view.sentences[before.head] != view.sentences[clause.head]:
            leading = condition = condition or _leading(view, clause, narrated=narrated)
        elif condition is not None:
            leading = condition
        elif leading is not None and _goes_with(view, before, clause):
            condition = leading
        if leading is not None and leading is condition and not _leads(view, leading, clause):
            leading = None
        if condition is None and not narrated:
            condition = _trailing(view, clause, following)
        found.append(condition)
        before = clause
    for place in reversed(range(len(found) - 1)):
        first, second = clauses[place], clauses[place + 1]
        if found[place] is None and _ends_both(view, first, second, found[place + 1]):
            found[place] = found[place + 1]
    return found


def _goes_with(view: View, before: Clause, clause: Clause) -> bool:
    """Whether a condition that leads `before` leads `clause` too, which is joined to it.

    Not where only that one has a modal, and this one tells what was: "if convicted he would go, and his age made no
    difference".
    """
    if not _JOINED.match(view.text[before.span.end : clause.span.start]):
        return False
    return not (_modals(view, before.head) and is_past(view, clause.head))


def _ends_both(view: View, first: Clause, second: Clause, condition: Offsets | None) -> bool:
    """Whether the condition that ends `second` is that of `first` too: "prices would rise and shops would close if".

    Two clauses of one modal are joined without a break. One whose subject is a person told by a pronoun only ("if he
    can"), or that has none ("if elected"), is that of the nearer clause.
    """
    if condition is None or condition.end != second.span.end or _leads(view, condition, second):
        return False
    if not _LINKED.fullmatch(view.text[first.span.end : second.span.start]):
        return False
    modal = _modals(view, first.head)
    tokens = view.between(condition)
    subject = next((i for i in tokens if view.deps[i] in SUBJECTS), None)
    told = subject is not None and (view.tags[subject] != "PRP" or view.words[subject] == "it")
    return bool(modal) and modal == _modals(view, second.head) and told


def _modals(view: View, verb: int) -> list[str]:
    return [view.lemmas[index] for index in view.auxiliaries(verb) if view.tags[index] == "MD"]


def _leads(view: View, condition: Offsets, clause: Clause) -> bool:
    """Whether `condition` comes before the subject of `clause`, so that it can lead the clauses joined to it too."""
    # A place line before it can be taken for a further subject.
    subjects = [i for i in view.children[clause.head] if i < clause.head and view.deps[i] in SUBJECTS]
    start = min(view.subtree(subjects[-1])) if subjects else clause.head
    return condition.end <= view.starts[start]


def _inside(view: View, clause: Clause, *, narrated: bool) -> Offsets | None:
    found = next(_conditions(view, clause.tokens, clause.head), None)
    if found is None or (narrated and _yet_to_come(view, found, clause.head)):
        return None
    return _span(view, found, clause.span.end)


def _yet_to_come(view: View, found: Condition, head: int) -> bool:
    """Whether an event that is over cannot hang on the condition: "he warned them of the chaos if nobody wins"."""
    if found.first < head or not is_past(view, head) or view.tags[found.verb] not in {"VBZ", "VBP"}:
        return False
    # What was said or agreed can: "they wanted to leave if nobody wins".
    within = next(
        (verb for verb in (found.verb, *view.ancestors(found.verb)) if view.heads[verb] == head), head
    )
    return view.deps[within] not in {"xcomp", "ccomp"}


def _leading(view: View, clause: Clause, *, narrated: bool) -> Offsets | None:
    """A condition at the head of the sentence, before what is reported: "if elected, he said, “I will go”"."""
    start = clause.tokens[0]
    tokens = [i for i in _sentence(view, clause.head) if i < start]
    place = 0
    while place < len(tokens) and (
        view.words[tokens[place]] in PUNCTUATION or view.tags[tokens[place]] in {"CC", "RB"}
    ):
        place += 1
    found = condition_at(view, tokens, place, clause.head) if place < len(tokens) else None
    if found is None or found.last >= start or view.lemmas[found.verb] in word_list("prompting"):
        return None
    between = [i for i in tokens if i > found.last and view.words[i] not in PUNCTUATION]
    if between and (narrated or any(view.tags[i] == "MD" for i in between)):
        return None
    # It is one of the clause or of the verb that reports it, and does not hold the clause itself.
    governor, over = view.heads[found.verb], list(view.ancestors(clause.head))
    if found.verb in over or (view.words[found.first] == "once" and tells(view, found.verb, governor)):
        return None
    near = not between or governor in over or governor in clause.tokens
    found = replace(found, first=_sharpened(view, tokens, tokens.index(found.first)))
    return _span(view, found, view.ends[found.last]) if near else None


def _trailing(view: View, clause: Clause, following: Clause | None) -> Offsets | None:
    """A condition behind what is reported, or behind its report: "“we will sue,” she said, if they fail"."""
    tokens = [i for i in _sentence(view, clause.head) if i > clause.tokens[-1]]
    if following is not None:
        tokens = [i for i in tokens if i < following.tokens[0]]
    over = frozenset(view.ancestors(clause.head))
    reported = False
    for place, index in enumerate(tokens):
        if reported and view.words[index] == ":":
            return None  # what follows is another's: "that they would sue, she fired back: “If they do, …”"
        if view.words[index] in PUNCTUATION | LINKS or view.words[index] in word_list("sharpening"):
            continue
        found = condition_at(view, tokens, place, clause.head)
        if found is not None:
            start = tokens.index(_sharpened(view, tokens, place))
            before = start - 1 if start and view.words[tokens[start - 1]] in LINKS else start
            broken = before > 0 and view.words[tokens[before - 1]] in BREAK | QUOTES
            found = replace(found, first=tokens[start])
            return _span(view, found, view.ends[found.last]) if broken or not reported else None
        if place > _REPORTING or view.tags[index] == "MD":
            return None
        reported = True
        if not (index in over or view.heads[index] in over or view.heads[view.heads[index]] in over):
            return None
    return None


def _sentence(view: View, index: int) -> range:
    number = view.sentences[index]
    return range(bisect_left(view.sentences, number), bisect_right(view.sentences, number))


def is_supposed(view: View, quote: QuoteSpans) -> bool:
    """Whether nobody is said to have said so, but a condition supposes it: "if the board says that it is safe".

    Or the condition itself was taken for what is reported: "they agreed on condition that the army left".
    """
    content = [index for part in quote.parts[:1] for index in view.between(part)]
    before = content[0] - (view.words[content[0] - 1] == "that") if content else 0
    if view.words[max(before - 1, 0) : before] == ["condition"] and view.words[before - 2] in {"on", "the"}:
        return True
    cue = view.between(quote.cue) if quote.cue else ()
    if not cue:
        return False
    verb = min(cue, key=lambda index: sum(1 for _ in view.ancestors(index)))
    while view.deps[verb] in {"xcomp", "conj"} and view.child(verb, _MARK) is None:
        verb = view.heads[verb]
    mark = view.child(verb, _MARK)
    if view.deps[verb] != "advcl" or mark is None or view.words[mark] not in word_list("supposing"):
        return False
    if view.has(range(mark, verb), BREAK):
        return False
    return not (view.words[mark] == "once" and tells(view, verb, view.heads[verb]))


def is_pressing(view: View, condition: Offsets) -> bool:
    """Whether a condition says what must be done, or must stop, to avert its consequence."""
    words = {view.words[index] for index in view.between(condition)}
    return bool(words & word_list("pressing"))


def _conditions(view: View, tokens: Sequence[int], head: int) -> Iterator[Condition]:
    """The conditions among `tokens` under which the clause of `head` stands."""
    for place in range(len(tokens)):
        found = condition_at(view, tokens, place, head)
        if found is not None and not is_detached(view, found, head):
            last = _coordinated(view, tokens, found, head)
            yield Condition(_sharpened(view, tokens, place), last, found.verb)


def _sharpened(view: View, tokens: Sequence[int], place: int) -> int:
    """Where the condition at `place` begins with what sharpens it: "even if", "if, and only if,"."""
    if place == 0 or view.words[tokens[place - 1]] not in word_list("sharpening"):
        return tokens[place]
    start = place - 1
    while start > 0 and view.words[tokens[start - 1]] in {",", "and"}:
        start -= 1
    doubled = start > 0 and view.words[tokens[start - 1]] == view.words[tokens[place]]
    return tokens[start - 1 if doubled else place - 1]


def _coordinated(view: View, tokens: Sequence[int], found: Condition, head: int) -> int:
    """Where `found` ends with the conditions coordinated with it: "if they fail, or if they refuse"."""
    last = found.last
    while True:
        place = next((p for p, index in enumerate(tokens) if index > last), len(tokens))
        passed = False
        while place < len(tokens) and (
            view.words[tokens[place]] in PUNCTUATION | LINKS | word_list("sharpening")
        ):
            place, passed = place + 1, True
        following = condition_at(view, tokens, place, head) if passed and place < len(tokens) else None
        if following is None or view.words[following.first] not in openers():
            return last
        last = following.last


def _span(view: View, found: Condition, most: int) -> Offsets:
    """From the first token to the last, with a quotation mark that closes one inside, up to `most`."""
    start, end = view.starts[found.first], min(view.ends[found.last], most)
    inside, following = view.text[start:end], view.text[end : min(end + 2, most)]
    for opening, closing in (("“", "”"), ("‘", "’"), ('"', '"'), ("``", "''")):
        torn = (
            inside.count('"') % 2 == 1
            if opening == closing
            else inside.count(opening) > inside.count(closing)
        )
        if torn and re.match(rf"[,.]?{closing}", following):
            end += following.index(closing) + len(closing)
    return Offsets(start, end)
