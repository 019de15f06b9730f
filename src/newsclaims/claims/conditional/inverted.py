"""Conditions whose subject and verb change places: "had he known"."""

from collections.abc import Sequence

from newsclaims.claims.conditional.words import NOUN_PHRASE, PUNCTUATION, word_list
from newsclaims.claims.view import SUBJECTS, View

_HAVE = frozenset({"have"})
_BEFORE_INVERSION = frozenset({"and", "but", "that"})
# What an auxiliary that does not lead its clause may belong to: "the man found had fled", "who never should".
_SUBJECTED = frozenset({"VBN", "RB", "MD"})


def inverted(view: View, tokens: Sequence[int], place: int, head: int) -> int | None:
    """Predicate of "had he known", "should they fail", "were it to rain", or None."""
    index = tokens[place]
    before = view.words[index - 1] if index > 0 else ""
    # Behind the clause, what is left of the sentence begins anywhere: "his promise to go | were about more".
    leads = (place == 0 and index < head) or before in PUNCTUATION | _BEFORE_INVERSION
    if before in word_list("inverting"):
        return None
    torn = view.deps[index] in {"ccomp", "advcl"} and view.subject(index) is None
    joined = torn or view.deps[index] in {"aux", "prep"}
    if not leads and not _behind_perfect(view, index) and (view.tags[index - 1] in _SUBJECTED or not joined):
        return None
    verb = _inverted_verb(view, index)
    if verb == head:
        # "Should the dyke break, forty villages will be": its subject is the clause.
        verb = next((i for i in view.children[head] if i > index and view.deps[i] in SUBJECTS), head)
        torn = min(view.subtree(verb)) == index + 1 and view.subject(head) != verb
        verb = verb if torn or view.words[verb + 1 : verb + 2] == [","] else None
    return verb if verb is not None and verb != head and verb in tokens else None


def _behind_perfect(view: View, index: int) -> bool:
    """Whether a whole perfect stands before the auxiliary at `index`: "would have sailed had the captain known"."""
    auxiliaries = view.auxiliaries(index - 1) if index > 0 else []
    return view.has(auxiliaries, _HAVE) and any(view.tags[auxiliary] == "MD" for auxiliary in auxiliaries)


def _inverted_verb(view: View, index: int) -> int | None:
    """The predicate to which the auxiliary at `index` belongs that stands directly before its subject."""
    verb = view.heads[index] if view.deps[index] in {"aux", "auxpass"} else index
    perfect = view.child(index, frozenset({"ccomp"}))
    for candidate in (verb, perfect):
        subject = None if candidate is None else view.subject(candidate)
        if subject is not None and index < subject and min(view.subtree(subject)) == index + 1:
            return candidate
    objects = [child for child in view.children[verb] if view.deps[child] == "attr"]
    if (
        view.words[index] == "were"
        and view.deps[index] != "conj"  # "they lived here and were merchants"
        and objects
        and min(view.subtree(objects[0])) == index + 1
    ):
        return verb
    # "Should the dyke break": a verb that was taken for a noun.
    between = range(index + 1, verb + 1)
    if (
        view.words[index] == "should"
        and len(between) > 1
        and all(view.tags[i] in NOUN_PHRASE for i in between)
    ):
        return verb
    return None
