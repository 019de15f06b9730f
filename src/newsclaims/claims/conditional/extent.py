"""Where a conditional clause ends."""

from collections.abc import Sequence
from itertools import pairwise

from newsclaims.claims.conditional.words import LINKS, PUNCTUATION, Condition, word_list
from newsclaims.claims.view import View

_MARK = frozenset({"mark"})
# What is left of a predicate that was torn: "if he was | re-elected he would".
_REMNANTS = frozenset({"VBN", "VB", "JJ", "RB", "HYPH", "IN", "AFX"})
_TENSES = {"MD": "modal", "VBZ": "present", "VBP": "present", "VBD": "past"}


def clausal(view: View, tokens: Sequence[int], place: tuple[int, int], verb: int, head: int) -> Condition:
    """What `verb` governs from its conjunction on (`place`: start and end), without the main clause of `head`."""
    first, last = tokens[place[0]], tokens[place[1] - 1]
    top = _top(view, verb, head)
    foreign = _foreign(view, top, verb)
    own = frozenset(view.subtree(top, frozenset({head, *foreign})))
    shared = None if first < head else shared_conjunct(view, first, verb, head)
    if shared is not None:
        joined = frozenset(view.subtree(shared))
        own |= joined | {min(joined) - 1}
    for index in tokens[place[1] :]:
        if _leaves(view, first, index, head):
            break
        if index in own and not (first > head and _goes_on(view, index, verb)):
            last = index
        elif view.words[index] not in PUNCTUATION:
            break
    main = head if first < head else _main(view, verb, last)
    last = _up_to_main(view, tokens, last, main) if main > last else _run_on(view, tokens, last)
    return Condition(first, trimmed(view, tokens, first, last), verb)


def _top(view: View, verb: int, head: int) -> int:
    """`verb`, or the predicate behind it that goes on with its clause where the parse hung it on that one."""
    top = verb
    while view.heads[top] > top and view.heads[top] != head:
        above = view.heads[top]
        goes_on = view.deps[above] == "advcl" and view.subject(above) is None and above > verb
        if not (view.deps[top] == "aux" or (goes_on and not view.auxiliaries(above))):
            break
        top = above
    return top


def _foreign(view: View, *verbs: int) -> list[int]:
    """Clauses with "that" which the parse joined to a condition without one: "if it fell ill, but that it had"."""
    return [
        child
        for verb in verbs
        if not any(view.words[mark] == "that" for mark in view.children[verb])
        for child in view.children[verb]
        if view.deps[child] == "conj" and (complemented(view, child) or returns_to_main(view, verb, child))
    ]


def returns_to_main(view: View, verb: int, child: int) -> bool:
    """Whether `child`, joined to the condition of `verb` by the parse, is of the main clause before it by its modal.

    "It will rain if the wind turns and the boats will stay in": a condition takes no "will" or "would" of its own.
    """
    head = view.heads[verb]
    if view.subject(child) is None or not head < verb < child or _modal(view, verb) is not None:
        return False
    return _modal(view, child) in {"will", "would"} and _modal(view, child) == _modal(view, head)


def _modal(view: View, verb: int) -> str | None:
    return next((view.lemmas[i] for i in view.auxiliaries(verb) if view.tags[i] == "MD"), None)


def shared_conjunct(view: View, mark: int, verb: int, head: int) -> int | None:
    """The clause that goes on with a condition though the parse joined it to the main clause of `head`, or None.

    "They will go home once the smoke clears and the lines have been inspected": the tense of what is joined is that
    of the condition, and not that of the main clause.

    Args:
        view: the parsed article.
        mark: index of the conjunction, behind `head`.
        verb: index of the condition's predicate.
        head: index of the main clause's predicate.
    """
    for child in view.children[head]:
        subject = view.subject(child)
        if child < verb or view.deps[child] != "conj" or subject is None:
            continue
        link = min(view.subtree(subject)) - 1
        if link <= verb or view.words[link] not in LINKS or view.words[link - 1] in PUNCTUATION:
            continue
        tense = _tense(view, verb)
        parted = _tense(view, head) != tense or (_perfect(view, head) and not _perfect(view, child))
        if head < mark and tense in {"present", "past"} and tense == _tense(view, child) and parted:
            return child
    return None


def _tense(view: View, verb: int) -> str | None:
    """Present, past or modal, by the first finite word of a predicate; None where there is none."""
    tags = (view.tags[index] for index in (*view.auxiliaries(verb), verb))
    return next((_TENSES[tag] for tag in tags if tag in _TENSES), None)


def _perfect(view: View, verb: int) -> bool:
    return any(view.lemmas[auxiliary] == "have" for auxiliary in view.auxiliaries(verb))


def complemented(view: View, verb: int) -> bool:
    """Whether a "that" begins the clause of `verb`."""
    mark = view.child(verb, _MARK)
    return mark is not None and view.words[mark] == "that"


def _leaves(view: View, first: int, index: int, head: int) -> bool:
    """Whether a condition ends before `index`: at a bracket that closes around it, at "then"."""
    word = view.words[index]
    if word in {")", "]"}:
        opening = {")": "(", "]": "["}[word]
        between = view.words[first:index]
        return between.count(opening) <= between.count(word)
    return word == "then" and index < head and view.words[index - 1] == ","


def _main(view: View, verb: int, last: int) -> int:
    """The predicate behind a condition to which it belongs, below that of the claim: "I said if he came, I"."""
    main = -1
    for above in view.ancestors(verb):
        if above < verb:
            break
        main = above if above > last else main
    return main


def _run_on(view: View, tokens: Sequence[int], last: int) -> int:
    """`last`, or the end of the words that go on behind it without a break: nothing else can follow a condition."""
    place = tokens.index(last)
    if _is_edge(view, last):
        return last
    for before, index in pairwise(tokens[place:]):
        broken = view.words[index] in PUNCTUATION | LINKS | word_list("detaching") | {"(", ")", "then"}
        if index != before + 1 or broken or view.deps[index] in {"cc", "mark"}:
            break
        last = index
    return last


def _goes_on(view: View, index: int, verb: int) -> bool:
    """Whether the whole claim goes on behind its condition: with a reason, or with another infinitive."""
    if view.words[index] == "because":
        return view.words[index + 1 : index + 2] != ["of"]
    governor = view.heads[index]
    return view.tags[index] == "TO" and view.deps[governor] == "conj" and view.heads[governor] == verb


def _up_to_main(view: View, tokens: Sequence[int], last: int, head: int) -> int:
    """`last`, or the token before the comma that parts a condition from the main clause, where `last` is torn."""
    subject = view.subject(head)
    start = min(view.subtree(subject)) if subject is not None else head
    behind = [index for index in tokens if last < index < start]
    if not behind or view.words[behind[0]] in PUNCTUATION | {"then"}:
        return last
    breaks = [place for place, index in enumerate(behind) if view.words[index] == ","]
    if breaks:
        return behind[breaks[-1] - 1]
    return behind[-1] if all(view.tags[index] in _REMNANTS for index in behind) else last


def trimmed(view: View, tokens: Sequence[int], first: int, last: int) -> int:
    """`last` without punctuation and conjunctions at the edge, but with the quotation mark that closes one inside."""
    held = [index for index in tokens if first <= index <= last]
    while len(held) > 1 and _is_edge(view, held[-1]):
        held.pop()
    return held[-1]


def _is_edge(view: View, index: int) -> bool:
    word, dep = view.words[index], view.deps[index]
    return (
        word in PUNCTUATION
        or word.isspace()
        or dep == "cc"
        or (dep == "intj" and view.words[index - 1] == ",")
        or (dep == "mark" and word == "that")
    )
