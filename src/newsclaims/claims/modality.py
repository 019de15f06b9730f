"""Whether a claim's main predicate is negated, and how sure the claim is, from its words and its cue."""

from collections.abc import Iterator
from functools import cache

from newsclaims.claims.clauses import Clause
from newsclaims.claims.reading import Reading
from newsclaims.claims.view import SUBJECTS, View
from newsclaims.language import table
from newsclaims.records import Certainty

_OBJECTS = frozenset({"dobj", "attr", "pobj", "dative", "oprd"})
_ADVERBS = frozenset({"advmod", "npadvmod", "neg", "preconj", "det"})
_SAYS_HOW_SURE = frozenset({"aux", "advmod", "acomp", "attr", "neg"})
_RAISED = frozenset({"xcomp", "ccomp"})


@cache
def _words(name: str) -> frozenset[str]:
    return frozenset(table("modality")[name])


def negated(view: View, clause: Clause) -> bool:
    """Whether the main predicate of `clause` is negated, also by "nobody", "no deaths" or "never"."""
    inside = frozenset(clause.tokens)
    for child in view.children[clause.head]:
        if child not in inside:
            continue
        dep = view.deps[child]
        if view.words[child] in _words("negators") and _negates(view, child, clause):
            return True
        if dep in SUBJECTS and _negative_phrase(view, child):
            return True
        if (
            dep in _OBJECTS
            and _negative_phrase(view, child)
            and view.lemmas[child] not in _words("idle_objects")
        ):
            return True
        if dep in {"aux", "auxpass", "acomp", "attr"} and any(
            view.words[grandchild] in _words("negators") and view.deps[grandchild] == "neg"
            for grandchild in view.children[child]
            if dep != "attr" or grandchild < child
        ):
            return True
    return False


def _negates(view: View, negator: int, clause: Clause) -> bool:
    """Whether "not" at `negator` denies the predicate rather than weighs one phrase against another."""
    after = negator + 1
    if after < len(view.words) and view.words[after] in _words("not_negating"):
        return False
    # "runs on evidence, not on press releases": behind a comma, behind the verb, it denies a phrase.
    if negator > clause.head and view.words[negator] == "not" and view.words[negator - 1] == ",":
        return False
    return view.deps[negator] != "cc" or view.words[negator] == "nor"


def _negative_phrase(view: View, index: int) -> bool:
    if view.words[index] in _words("negative_pronouns"):
        return True
    if view.words[index] == "one" and any(view.words[child] == "no" for child in view.children[index]):
        return True
    return any(
        view.words[child] in _words("negative_determiners") and view.deps[child] in _ADVERBS
        for child in view.children[index]
    )


def certainty(reading: Reading) -> Certainty:
    """How sure a claim is: by the words of its clause, else by its cue, else certain."""
    view, clause = reading.view, reading.clause
    grade: Certainty = "certain"
    inside = frozenset(clause.tokens)
    for head in _predicates(view, clause, inside):
        own = [child for child in view.children[head] if child in inside]
        said = {view.words[child] for child in own if view.deps[child] in _SAYS_HOW_SURE}
        if "could" in said and said & _words("negators"):
            # "They could not tell": an ability that was not there, no doubt.
            said.discard("could")
        if said & (_words("possible_modals") | _words("possible_adverbs")):
            return "possible"
        if _predicative(view, head, own, "possible_predicates"):
            return "possible"
        if said & _words("probable_adverbs") or _raises(view, head, own):
            grade = "probable"
    if reading.expects and reading.verb in _words("probable_verbs"):
        return "probable"
    return "probable" if reading.expected or reading.speech.cue & _words("probable_cues") else grade


def _predicates(view: View, clause: Clause, inside: frozenset[int]) -> Iterator[int]:
    """The main predicate and the verb phrases coordinated with it."""
    stack = [clause.head]
    while stack:
        current = stack.pop()
        yield current
        stack.extend(
            child
            for child in view.children[current]
            if child in inside and view.deps[child] == "conj" and view.tags[child].startswith("V")
        )


def _predicative(view: View, head: int, own: list[int], name: str) -> bool:
    """Whether the complement of "be" is one of the words `name`: "it is possible", "there is a chance"."""
    return view.lemmas[head] == "be" and any(
        view.lemmas[child] in _words(name) and view.deps[child] in {"acomp", "attr", "advmod"}
        for child in own
    )


def _raises(view: View, head: int, own: list[int]) -> bool:
    """Whether the predicate only says how sure its complement is: "is expected to", "seems", "is likely to"."""
    if view.lemmas[head] in _words("raising"):
        return True
    passive = any(view.deps[child] == "auxpass" for child in own)
    if view.lemmas[head] in _words("raising_passives") and passive:
        return any(view.deps[child] in _RAISED for child in own)
    return any(
        view.lemmas[child] in {"likely", "unlikely", "probable"}
        and view.deps[child] in {"acomp", "advmod", "attr"}
        for child in own
    )
