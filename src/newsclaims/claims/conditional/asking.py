"""Words that look like conditions: an "if" that asks, a "once" that tells."""

from newsclaims.claims.conditional.words import LINKS, QUOTES, word_list
from newsclaims.claims.view import View

# As far behind "whether" stands an "if" that is joined to it: "whether to sell it and if they can".
_ALTERNATIVE = 15
_ASKING = frozenset({"when", "how", "where", "why", "who", "what"})


def asks(view: View, index: int, verb: int) -> bool:
    """Whether "if" stands for "whether": "asked if", "not sure if"."""
    if view.words[index] != "if":
        return False
    governor, before = view.heads[verb], index - 1
    if view.words[before] in LINKS and "whether" in view.words[max(index - _ALTERNATIVE, 0) : index]:
        return view.heads[verb] in {i for i in view.ancestors(verb) if i < index}
    asked = view.lemmas[governor] == "ask" and before in _asked(view, governor)
    if asked or _is_unsure(view, before) or _joins_question(view, before):
        return True
    if governor > index or (view.lemmas[governor] == "matter" and not _impersonal(view, governor)):
        return False
    # "We do not know what we own if nobody counts it": what is known stands before it.
    told = any(view.deps[child] == "ccomp" and child < index for child in view.children[governor])
    complement = (view.deps[verb] == "ccomp" and not told) or before == governor
    if view.deps[verb] == "pcomp" or (complement and view.lemmas[governor] in word_list("whether_verbs")):
        return True
    return _asks_nearby(view, governor) and not _complemented(view, governor)


def _is_unsure(view: View, index: int) -> bool:
    """Whether the word at `index`, or before a mark there, leaves something open: "not sure", "“no idea”"."""
    index -= view.words[index] in QUOTES
    nouns = view.words[index - 1] == "no" and view.words[index] in word_list("whether_nouns")
    return nouns or view.words[index] in word_list("whether_adjectives")


def _joins_question(view: View, link: int) -> bool:
    """Whether `link` joins "if" to another question: "no decision about when or if", "nobody knows how or if"."""
    if link < 2 or view.words[link] not in LINKS or view.words[link - 1] not in _ASKING:  # noqa: PLR2004 - two before
        return False
    return view.tags[link - 2] == "IN" or view.lemmas[link - 2] in word_list("whether_verbs")


def _impersonal(view: View, verb: int) -> bool:
    """Whether a pronoun stands for what "if" asks: "it does not matter if"."""
    subject = view.subject(verb)
    return subject is None or view.words[subject] in {"it", "that", "this"}


def _asked(view: View, governor: int) -> list[int]:
    """Who is asked: "ask me if it rains"."""
    return [child for child in view.children[governor] if view.deps[child] in {"dobj", "dative"}]


def _asks_nearby(view: View, governor: int) -> bool:
    """Whether "if" may stand for "whether" at a distance: "know by noon if", "not say on Monday if"."""
    lemma, near = view.lemmas[governor], {view.words[child] for child in view.children[governor]}
    if lemma == "ask":
        return "for" not in near
    above = view.lemmas[view.heads[governor]]
    silent = bool(near & {"not", "n't", "never"}) or above in word_list("withholding")
    return lemma in word_list("whether_nearby") or (silent and lemma in word_list("whether_unsaid"))


def _complemented(view: View, verb: int) -> bool:
    """Whether `verb` has what it says already: "we know the price", "they will see that it holds"."""
    return view.child(verb, frozenset({"dobj", "ccomp", "xcomp", "acomp", "attr"})) is not None


def tells(view: View, verb: int, head: int) -> bool:
    """Whether the clause of `head` tells what happened after that of `verb`: "left once the rain had stopped"."""
    return is_past(view, verb) and is_past(view, head)


def is_past(view: View, verb: int) -> bool:
    """Whether `verb` tells of the past, without a modal."""
    auxiliaries = view.auxiliaries(verb)
    if any(view.tags[a] in {"MD", "TO"} for a in auxiliaries):
        return False
    return view.tags[verb] == "VBD" or view.has(auxiliaries, frozenset({"was", "were", "had", "did"}))
