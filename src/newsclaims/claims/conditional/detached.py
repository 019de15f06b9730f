"""Conditions of another clause inside the claim: a relative one, a reason, a question."""

from newsclaims.claims.conditional.asking import asks
from newsclaims.claims.conditional.words import Condition, word_list
from newsclaims.claims.view import View


def is_detached(view: View, found: Condition, head: int) -> bool:
    """Whether a relative clause or another subordinate one inside that of `head` holds the condition."""
    for above in view.ancestors(found.verb):
        if above == head:
            return False
        if head < _reason(view, above) < found.first:
            return True
        if _subordinate(view, above) and head in view.ancestors(above):
            # "He would have come to the town where they met if he knew": the modal tells whose condition it is.
            aside = view.words[min(view.subtree(above)) - 1] == ","
            return found.first < head or aside or _modal(view, above) or not _modal(view, head)
    return False


def _reason(view: View, verb: int) -> int:
    """Where the "because" of a clause stands; -1 where it has none."""
    return next((child for child in view.children[verb] if view.words[child] == "because"), -1)


def _subordinate(view: View, verb: int) -> bool:
    if view.deps[verb] == "relcl" or _of_noun(view, verb):
        return view.finite(verb)
    if any(_questions(view, child, verb) for child in view.children[verb]):
        return True
    return view.deps[verb] == "advcl" and (_marked(view, verb) or _relative(view, verb))


def _questions(view: View, mark: int, verb: int) -> bool:
    """Whether `mark` makes a question of the clause of `verb`: "whether it would hold", "no idea if it would"."""
    whether = view.words[mark] == "whether" and view.deps[verb] in {"ccomp", "pcomp"}
    return whether or (view.deps[mark] == "mark" and asks(view, mark, verb))


def _of_noun(view: View, verb: int) -> bool:
    """Whether a relative pronoun behind its noun is the subject, whatever the parse took the clause for."""
    subject = view.subject(verb)
    return (
        subject is not None
        and view.words[subject] in {"who", "which"}
        and view.tags[subject - 1].startswith("NN")
    )


def _relative(view: View, verb: int) -> bool:
    """Whether a preposition with a relative pronoun leads the clause: "in which he tells"."""
    return any(view.tags[i] in {"WDT", "WP"} for child in view.children[verb] for i in view.children[child])


def _modal(view: View, verb: int) -> bool:
    return (view.words[verb] == "going" and view.words[verb + 1 : verb + 2] == ["to"]) or any(
        view.tags[auxiliary] in {"MD", "TO"} for auxiliary in view.auxiliaries(verb)
    )


def _marked(view: View, verb: int) -> bool:
    return any(
        view.deps[child] in {"mark", "advmod"} and view.words[child] in word_list("detaching")
        for child in view.children[verb]
        if child < verb
    )
