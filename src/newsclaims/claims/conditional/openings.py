"""The condition that a word opens, with a conjunction or without."""

from collections.abc import Sequence

from newsclaims.claims.conditional.asking import asks, tells
from newsclaims.claims.conditional.extent import clausal
from newsclaims.claims.conditional.inverted import inverted
from newsclaims.claims.conditional.torn import has_stolen_subject, torn
from newsclaims.claims.conditional.verbless import elliptic
from newsclaims.claims.conditional.words import Condition, begins, openers, word_list
from newsclaims.claims.view import View

# What may stand between a conjunction and its subject: "that", an adverb.
_BEFORE_SUBJECT = 2
# As far before "if any" stands the "what" or "which" that it goes with.
_NEAR = 3
_DETERMINERS = frozenset({"what", "which", "whose"})
_AGAIN = frozenset({"before", "after", "again"})
_CONJUNCTIONS = frozenset({"if", "unless", "once"})
_PARTICIPLES = frozenset({"provided", "providing", "assuming", "supposing"})
# What a verb is that was taken for a noun with its subject before it.
_VERBAL = frozenset({"advcl", "appos", "ccomp"})
_COMPOUND = frozenset({"compound"})


def condition_at(view: View, tokens: Sequence[int], place: int, head: int) -> Condition | None:
    """The condition that the token at `place` of `tokens` opens, or None.

    Args:
        view: the parsed article.
        tokens: the indices of the tokens that belong together, in order.
        place: which of them may open a condition.
        head: index of the predicate whose condition it would be; that one is never part of it.
    """
    word = view.words[tokens[place]]
    for words in openers().get(word, ()):
        if tuple(view.words[i] for i in tokens[place : place + len(words)]) == words:
            found = _opened(view, tokens, place, len(words), head)
            if found is not None:
                return found
    if word in word_list("inverted"):
        verb = inverted(view, tokens, place, head)
        return None if verb is None else clausal(view, tokens, (place, place + 1), verb, head)
    return None


def _opened(view: View, tokens: Sequence[int], place: int, length: int, head: int) -> Condition | None:
    """The condition behind the conjunction of `length` tokens at `place`, with a verb or without."""
    index = tokens[place]
    if not _conjoins(view, index, length):
        return None
    verb = _predicate(view, tokens, place, length)
    if verb is None and has_stolen_subject(view, index):
        return clausal(view, tokens, (place, place + 1), index, head)
    if verb is None or verb == head or not _predicates(view, verb, index + length):
        part = torn(view, tokens, index, head) if verb == head else None
        return part or (elliptic(view, tokens, place) if view.words[index] in _CONJUNCTIONS else None)
    asking = view.heads[verb] in tokens and asks(view, index, verb)
    telling = view.words[index] == "once" and tells(view, verb, head)
    precaution = view.words[index : index + length] == ["in", "case"] and not begins(view, tokens, place)
    if asking or telling or precaution or _fixed(view, index) or _lasts(view, index + length, verb):
        return None
    found = clausal(view, tokens, (place, place + length), verb, head)
    empty = found.last < index + length
    return None if empty or _softens(view, index + length, found.last) else found


def _conjoins(view: View, index: int, length: int) -> bool:
    """Whether the words around a conjunction of `length` tokens let it be one: no "as if", no "once again"."""
    if view.words[index] == "once" and view.has(range(index + 1, min(index + 2, len(view.words))), _AGAIN):
        return False
    before = word_list("not_after") | ({"for"} if length > 1 else set())
    return index == 0 or view.words[index - 1] not in before


def _softens(view: View, start: int, last: int) -> bool:
    """Whether a condition is a figure of speech: "if you will"."""
    words = [view.words[index] for index in range(start, last + 1)]
    return " ".join(words).replace(" n't", "n't") in word_list("softening")


def _lasts(view: View, start: int, verb: int) -> bool:
    """Whether a clause with "as long as" says how long: "as long as it takes", "as long as they like"."""
    if view.words[start - 3 : start] not in (["as", "long", "as"], ["so", "long", "as"]):
        return False
    if view.words[start] == "it" and view.lemmas[verb] == "take" and view.subject(verb) == start:
        return True
    rest = view.words[start + 1 : max(view.subtree(verb)) + 1]
    return view.tags[start] == "PRP" and " ".join(rest) in word_list("lasting")


def _fixed(view: View, index: int) -> bool:
    """Whether "if" is one of a set phrase: "what steps if any are needed", "and if anything heighten it"."""
    if view.words[index : index + 2] == ["if", "any"]:
        return view.has(range(max(index - _NEAR, 0), index), _DETERMINERS)
    following = index + 2
    if view.words[index:following] != ["if", "anything"] or following == len(view.words):
        return False
    # A verb of "anything" would have an ending.
    return view.tags[following].startswith("V") and view.words[following] == view.lemmas[following]


def _predicate(view: View, tokens: Sequence[int], place: int, length: int) -> int | None:
    """The predicate of the clause that a conjunction opens, if one does."""
    index = tokens[place]
    word, dep, governor = view.words[index], view.deps[index], view.heads[index]
    if length > 1:
        return _next_predicate(view, tokens, place + length)
    if word in _PARTICIPLES:
        return _provided(view, tokens, place)
    if (dep == "mark" or dep in {"advmod", "prep"}) and governor > index and governor in tokens:
        return governor
    return None


def _provided(view: View, tokens: Sequence[int], place: int) -> int | None:
    """The predicate of the clause that a participle at `place` of `tokens` opens: "provided he signs"."""
    index = tokens[place]
    if view.auxiliaries(index) or view.subject(index) is not None:
        return None
    if view.words[index + 1 : index + 2] == ["that"] and view.deps[index + 1] == "mark":
        return view.heads[index + 1] if view.heads[index + 1] in tokens else None
    found = view.child(index, frozenset({"ccomp", "pcomp", "advcl"}))
    if found is not None:
        return found if view.words[min(view.subtree(found))] in {"that", *_determiners(view, found)} else None
    if (
        view.heads[index] > index
        and view.heads[index] in tokens
        and view.deps[index] in {"mark", "prep", "advmod"}
    ):
        return view.heads[index]
    # "It applies to firms provided they have more workers".
    following = _next_predicate(view, tokens, place + 1)
    leads = following is not None and view.words[index + 1] in _determiners(view, following)
    return following if leads else None


def _determiners(view: View, verb: int) -> frozenset[str]:
    """The first word of the subject of `verb`."""
    subject = view.subject(verb)
    return frozenset() if subject is None else frozenset({view.words[min(view.subtree(subject))]})


def _next_predicate(view: View, tokens: Sequence[int], start: int) -> int | None:
    for index in tokens[start:]:
        subject = view.subject(index)
        if subject is None and view.deps[index] == "advcl":
            # "As long as the north wind blows": the subject of a verb that was taken for a noun.
            subject = view.child(index, _COMPOUND)
        verbal = view.tags[index].startswith(("V", "MD")) or view.deps[index] == "advcl"
        if verbal and subject is not None:
            first = min(view.subtree(subject))
            return index if first <= tokens[start] + _BEFORE_SUBJECT and first >= tokens[start] else None
    return None


def _predicates(view: View, verb: int, start: int) -> bool:
    """Whether `verb` has a subject behind `start` and a mood: indicative, or the subjunctive of "that he go"."""
    subject = view.subject(verb)
    if subject is None and view.tags[verb] in {"NNS", "VBZ"} and view.deps[verb] in _VERBAL:
        # "Once the snow melts": so does one that was taken for a noun with its subject before it.
        return view.child(verb, _COMPOUND) is not None
    if subject is None or subject < start:
        return False
    bare = view.tags[verb] == "VB" or any(view.words[a] == "be" for a in view.auxiliaries(verb))
    # "Unless somebody panics": a verb taken for a noun still has its subject and its conjunction.
    return view.finite(verb) or bare or view.tags[verb] in {"NNS", "NN", "VBN"}
