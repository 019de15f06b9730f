"""Reports that the parse hangs into another report's content although they share its source.

"She said the pier was old, adding that …", "He demanded that it be closed and urged Oslo to pay": the second cue is
the same source's, not part of what was said.
"""

from spacy.tokens import Token

from newsclaims.attribution.reporting import Candidate
from newsclaims.attribution.scene import Scene
from newsclaims.attribution.syntax import finite, own_subject

_CLAUSES = frozenset({"clause", "infinitive", "directive", "question"})
_PAST = frozenset({"VBD"})
_PRESENT = frozenset({"VBZ", "VBP"})


def release(scene: Scene, found: list[Candidate]) -> None:
    """Cut contents before a cue that shares their source, and give that cue the source; in place."""
    ordered = sorted(found, key=lambda item: item.head.i)
    for number, outer in enumerate(ordered):
        if outer.rule not in _CLAUSES or outer.head.pos_ not in {"VERB", "AUX"}:
            continue
        for inner in ordered[number + 1 :]:
            first, last = outer.content[-1]
            if inner.head.i > last:
                break
            if inner.head.i > first and _shares_source(scene, outer, inner.head):
                start = _clause_start(inner.head)
                if start > first:
                    outer.content[-1] = (first, start - 1)
                    inner.source = outer.source
                    break


def _shares_source(scene: Scene, outer: Candidate, cue: Token) -> bool:
    """Whether the cue is a participle after a comma, or a finite verb whose tense is the outer cue's alone."""
    if cue.pos_ != "VERB" or scene.inside[cue.i] >= 0 or own_subject(cue) is not None:
        return False
    if cue.tag_ == "VBG" and cue.dep_ in {"advcl", "conj"} and not finite(cue):
        start = _clause_start(cue)
        return scene.doc[start].text == ","
    if cue.dep_ != "conj" or cue.head.dep_ not in {"ccomp", "xcomp", "conj"}:
        return False
    return _tense(cue) is not None and _tense(cue) == _tense(outer.head) != _tense(cue.head)


def _tense(verb: Token) -> str | None:
    """Past or present of a finite verb without auxiliary, or of its first auxiliary; None for others."""
    auxiliary = next((item for item in verb.children if item.dep_ in {"aux", "auxpass"}), verb)
    return "past" if auxiliary.tag_ in _PAST else "present" if auxiliary.tag_ in _PRESENT else None


def _clause_start(cue: Token) -> int:
    """Index of the comma or conjunction before the clause of `cue`, or of the clause's first word."""
    start = cue.i
    for item in cue.lefts:
        start = min(start, item.left_edge.i)
    while start > 0 and (cue.doc[start - 1].text == "," or cue.doc[start - 1].dep_ == "cc"):
        start -= 1
    return start
