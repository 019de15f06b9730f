"""Conditions without subject and verb: "if necessary", "once elected"."""

from collections.abc import Sequence
from functools import cache

from newsclaims.claims.conditional.asking import is_past
from newsclaims.claims.conditional.extent import trimmed
from newsclaims.claims.conditional.words import NOUN_PHRASE, PUNCTUATION, Condition, begins, word_list
from newsclaims.claims.view import SUBJECTS, View
from newsclaims.language import table

# "If and when re-elected" is as long as a condition without a verb gets.
_ELLIPTIC = 5
# As far behind a participle stands the noun that completes it: "if elected president", "if made prime minister".
_NAMED = 2


@cache
def _phrases() -> frozenset[tuple[str, ...]]:
    """What may stand whole behind "if": "need be"."""
    return frozenset(tuple(phrase) for phrase in table("conditions")["elliptic_phrases"])


def elliptic(view: View, tokens: Sequence[int], place: int) -> Condition | None:
    """A condition without subject and verb: "if re-elected", "if necessary", "if so", "if not for her"."""
    first = tokens[place]
    last = place
    while last + 1 < len(tokens) and tokens[last + 1] == tokens[last] + 1:
        if view.words[tokens[last + 1]] in PUNCTUATION - {"-"}:
            break
        last += 1
    words = tuple(view.words[i] for i in tokens[place + 1 : last + 1])
    if not words:
        return None
    if words[:2] == ("not", "for"):
        noun = view.child(tokens[place + 2], frozenset({"pobj"}))
        end = tokens[place + 2] if noun is None else max(view.subtree(noun))
        return Condition(first, end, end)
    if words[0] in word_list("elliptic_anywhere"):
        return Condition(first, tokens[place + 1], tokens[place + 1])
    if words[0] in word_list("no_condition") or _concedes(view, tokens, place, words):
        return None
    if view.words[first] == "once" and _was_once(view, tokens[place + 1 : last + 1]):
        return None
    return _verbless(view, tokens, place, last)


def _was_once(view: View, tokens: Sequence[int]) -> bool:
    """Whether a participle behind "once" tells what was: "a fund once known for", "once elected, he forgot"."""
    participle = next((index for index in tokens if view.tags[index] == "VBN"), None)
    if participle is None:
        return False
    return view.deps[participle] in {"acl", "aux", "auxpass"} or is_past(view, view.heads[participle])


def _verbless(view: View, tokens: Sequence[int], place: int, last: int) -> Condition | None:
    """The condition from `place` to `last`, places in `tokens`, if what it has instead of a verb stands for one."""
    first, final = tokens[place], tokens[last]
    words = tuple(view.words[i] for i in tokens[place + 1 : last + 1])
    begun = words[0] in word_list("elliptic_prepositions") and place == 0 and last + 1 < len(tokens)
    if words in _phrases() or begun or _stands_for_clause(view, tokens, place, words):
        return Condition(first, final, final)
    if view.tags[tokens[place + 1]] == "VBN" and view.subject(tokens[place + 1]) is None:
        return _participle(view, tokens, place)
    return None


def _concedes(view: View, tokens: Sequence[int], place: int, words: tuple[str, ...]) -> bool:
    """Whether it qualifies the adjective before it: "excellent, if overpriced"."""
    return (
        len(words) == 1
        and place > 1
        and view.words[tokens[place - 1]] == ","
        and view.deps[tokens[place - 2]] in {"acomp", "amod"}
        and words[0] not in word_list("elliptic")
    )


def _stands_for_clause(view: View, tokens: Sequence[int], place: int, words: tuple[str, ...]) -> bool:
    """Whether `words` behind a conjunction end in what was to be: "when re-elected", "possible", "so"."""
    if words[-1] in {"so", "not"}:
        return len(words) == 1 and begins(view, tokens, place)
    final = tokens[place + len(words)]
    if any(
        view.tags[i] in {"VBG", "VB"} or view.deps[i] in SUBJECTS
        for i in tokens[place + 1 : place + len(words)]
    ):
        return False
    return len(words) <= _ELLIPTIC and (view.tags[final] == "VBN" or words[-1] in word_list("elliptic"))


def _participle(view: View, tokens: Sequence[int], place: int) -> Condition:
    """As in "if elected to the board": the participle with what it governs nearby."""
    verb = tokens[place + 1]
    last = verb
    for index in tokens[place + 2 :]:
        if view.words[index] in PUNCTUATION or view.tags[index] == "TO" or view.deps[index] in SUBJECTS:
            break
        # A noun behind it is what somebody was elected, or where; the parse may take it for something else.
        named = view.tags[index] in NOUN_PHRASE and index <= verb + _NAMED
        if not (named or verb <= view.heads[index] < index + _ELLIPTIC):
            break
        last = index
    return Condition(tokens[place], trimmed(view, tokens, tokens[place], last), verb)
