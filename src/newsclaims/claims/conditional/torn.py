"""Conditions of which the parse gave a part to another clause."""

from collections.abc import Sequence

from newsclaims.claims.conditional.extent import trimmed
from newsclaims.claims.conditional.words import Condition
from newsclaims.claims.view import View

_COMPOUND = frozenset({"compound"})


def stranded_auxiliary(view: View, mark: int, head: int) -> int | None:
    """The auxiliary that ends a condition where the parse gave it to the main clause: "if you must, take a stick"."""
    auxiliary = next((a for a in reversed(view.auxiliaries(head)) if mark < a < head), None)
    if auxiliary is None or view.words[auxiliary + 1] != ",":
        return None
    subject = view.subject(head)
    return auxiliary if subject is not None and mark < subject < auxiliary else None


def main_subject(view: View, mark: int, head: int) -> int | None:
    """The subject of `head` where the parse gave it that of its condition too: "if they don't the city would be"."""
    subjects = [i for i in view.children[head] if mark < i < head and view.deps[i] in {"nsubj", "nsubjpass"}]
    if len(subjects) < 2:  # noqa: PLR2004 - that of the condition, and its own
        return None
    first, second = subjects[0], subjects[-1]
    between = range(first + 1, min(view.subtree(second)))
    # "If the wind shifts, 40 homes will burn": a verb that was taken for a noun has its subject before it.
    verbal = view.tags[first] == "NNS" and view.child(first, _COMPOUND) is not None
    carried = any(auxiliary in between for auxiliary in view.auxiliaries(head))
    return second if carried or (verbal and view.has(between, frozenset({","}))) else None


def torn(view: View, tokens: Sequence[int], index: int, head: int) -> Condition | None:
    """The condition whose subject, or auxiliary, or both, the parse gave to the main clause of `head`."""
    stranded = stranded_auxiliary(view, index, head)
    if stranded is not None:
        return Condition(index, stranded, stranded)
    second = main_subject(view, index, head)
    if second is None:
        return None
    last = trimmed(view, tokens, index, min(view.subtree(second)) - 1)
    return Condition(index, last, last)


def has_stolen_subject(view: View, index: int) -> bool:
    """Whether "provided" was taken for a verb with the subject of its clause: "provided enough drivers reported"."""
    if view.words[index] != "provided" or view.deps[index] != "prep":
        return False
    noun = view.child(index, frozenset({"dobj"}))
    return noun is not None and view.child(noun, frozenset({"acl"})) is not None
