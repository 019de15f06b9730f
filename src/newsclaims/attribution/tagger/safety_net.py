"""What the rules add to the tagger: attributions that it missed, sources, and the far side of a parenthesis."""

from collections.abc import Sequence
from dataclasses import replace

from newsclaims.attribution.structures import Attribution
from newsclaims.offsets import Offsets

# Reliability of a rule below which it adds no attribution of its own.
_RELIABLE = 0.6
# The rule whose content lies on both sides of its cue: "If it does, *she added*, we will vote".
_PARENTHETICAL = "parenthetical"


def with_safety_net(found: Sequence[Attribution], ruled: Sequence[Attribution]) -> tuple[Attribution, ...]:
    """The tagger's attributions, completed, and what only the rules see, in text order of their first content.

    An attribution of the rules is added if it is reliable, has source and cue, and touches nothing that was found.
    """
    taken = [span for item in found for span in (*item.content, *item.cue)]
    added = [
        item
        for item in ruled
        if item.source
        and item.cue
        and item.confidence >= _RELIABLE
        and not _touches((*item.content, *item.cue), taken)
    ]
    completed = [_completed(item, ruled, taken) for item in found]
    return tuple(sorted((*completed, *added), key=lambda item: (item.content, item.cue)))


def _completed(item: Attribution, ruled: Sequence[Attribution], taken: Sequence[Offsets]) -> Attribution:
    """`item` with the source, and with what stands on the other side of its cue, if the rules know them."""
    for rule in ruled:
        if not _touches(rule.cue, item.cue):
            continue
        if not item.source and not _touches(rule.source, item.content):
            item = replace(item, source=rule.source)
        if rule.rule == _PARENTHETICAL:
            rest = [span for span in rule.content if not _touches([span], taken)]
            item = replace(item, content=tuple(sorted((*item.content, *rest))))
    return item


def _touches(spans: Sequence[Offsets], others: Sequence[Offsets]) -> bool:
    return any(span.overlaps(other) for span in spans for other in others)
