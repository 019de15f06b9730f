"""The condition under which a claim stands: its if, unless, once or as-long-as clause, or an inverted one."""

from functools import cache

from newsclaims.claims.clauses import Clause
from newsclaims.claims.view import View
from newsclaims.language import table
from newsclaims.offsets import Offsets

_PUNCTUATION = frozenset({",", ".", ";", ":", "—", "–", "-", "”", "“", "‘", '"', "'", "``", "''", "…"})
# "If and when re-elected" is as long as a condition without a verb gets.
_ELLIPTIC = 5
_BEFORE_INVERSION = frozenset({"and", "but", "that"})


@cache
def _openers() -> dict[str, tuple[tuple[str, ...], ...]]:
    found: dict[str, list[tuple[str, ...]]] = {}
    for rule in table("conditions")["openers"]:
        found.setdefault(rule["words"][0], []).append(tuple(rule["words"]))
    return {first: tuple(sorted(rules, key=len, reverse=True)) for first, rules in found.items()}


@cache
def _words(name: str) -> frozenset[str]:
    return frozenset(table("conditions")[name])


def find_condition(view: View, clause: Clause) -> Offsets | None:
    """The first conditional clause of `clause`, with its conjunction and without its edge punctuation."""
    inside = frozenset(clause.tokens)
    openers = _openers()
    for index in clause.tokens:
        word = view.words[index]
        if word in openers:
            for words in openers[word]:
                if tuple(view.words[index : index + len(words)]) == words:
                    verb = _governed(view, index, len(words), clause, inside)
                    if verb is not None:
                        return _region(view, verb, index, inside)
        elif word in _words("inverted"):
            verb = _inverted(view, index, clause, inside)
            if verb is not None:
                return _region(view, verb, index, inside)
    return None


def is_pressing(view: View, condition: Offsets) -> bool:
    """Whether a condition says what must be done, or must stop, to avert its consequence."""
    words = {view.words[index] for index in view.between(condition)}
    return bool(words & _words("pressing"))


def _governed(view: View, index: int, length: int, clause: Clause, inside: frozenset[int]) -> int | None:
    """Predicate of the clause that the conjunction at `index` opens, or None where it opens none."""
    if index > 0 and view.words[index - 1] in _words("not_after"):
        return None
    head, word = view.heads[index], view.words[index]
    verb: int | None = None
    if view.deps[index] == "mark" or (
        view.deps[index] in {"advmod", "prep"} and length == 1 and head > index
    ):
        verb = head
    if view.deps[index] in {"prep", "ROOT", "advcl", "xcomp"} and view.words[index] in {
        "provided",
        "providing",
        "assuming",
    }:
        verb = view.child(index, frozenset({"ccomp", "pcomp", "advcl"}))
    if length > 1:
        verb = _next_predicate(view, index + length, inside)
    if word == "if" and (verb is None or view.subject(verb) is None):
        return _elliptic(view, index, inside)
    if verb is None or verb not in inside or verb == clause.head or verb < index:
        return None
    if view.subject(verb) is None or not view.finite(verb):
        return None
    governor = view.heads[verb]
    if view.deps[verb] == "ccomp" and view.lemmas[governor] in _words("whether_verbs") and governor < index:
        return None
    return verb


def _elliptic(view: View, index: int, inside: frozenset[int]) -> int | None:
    """The participle or adjective of "if re-elected", "if necessary": what stands before the next comma."""
    last = index
    while (
        last + 1 in inside and view.words[last + 1] not in _PUNCTUATION - {"-"} and last - index < _ELLIPTIC
    ):
        last += 1
    found = [i for i in range(index + 1, last + 1) if view.tags[i] in {"VBN", "JJ"}]
    return found[-1] if found and found[-1] == last else None


def _next_predicate(view: View, start: int, inside: frozenset[int]) -> int | None:
    for index in range(start, len(view.words)):
        if index not in inside:
            return None
        if view.tags[index].startswith(("V", "MD")) and view.subject(index) is not None:
            return index
    return None


def _inverted(view: View, index: int, clause: Clause, inside: frozenset[int]) -> int | None:
    """Predicate of "had he known", "should they fail", "were it to rain" at `index`, or None."""
    leads = index == clause.tokens[0] or view.words[index - 1] in _PUNCTUATION | _BEFORE_INVERSION
    if not leads and (view.tags[index - 1] in {"VBN", "RB", "MD"} or view.deps[index] != "aux"):
        return None
    verb = view.heads[index] if view.deps[index] in {"aux", "auxpass"} else index
    subject = view.subject(verb)
    if subject is None or verb == clause.head or verb not in inside or not index < subject:
        return None
    if min(view.subtree(subject)) != index + 1:
        return None
    return verb


def _region(view: View, verb: int, first: int, inside: frozenset[int]) -> Offsets:
    """From the conjunction to the end of its clause, as far as both lie in the claim."""
    tokens = sorted(i for i in {verb, *view.subtree(verb)} if i in inside and i >= first)
    while len(tokens) > 1 and view.words[tokens[-1]] in _PUNCTUATION:
        tokens.pop()
    return Offsets(view.starts[first], view.ends[tokens[-1]])
