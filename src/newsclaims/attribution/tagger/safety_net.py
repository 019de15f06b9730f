"""What the rules add to the tagger: missed attributions and cues, sources, the far side of a parenthesis."""

import re
from collections.abc import Sequence
from dataclasses import replace

from newsclaims.attribution.structures import Attribution
from newsclaims.offsets import Offsets, cover

# Reliability of a rule below which it adds no attribution of its own.
_RELIABLE = 0.6
# Confidence of what is added: where the tagger saw nothing, a rule is right in 5 of 16 cases on PolNeAR dev, and
# more often in articles of other kinds.
_ADDED = 0.4
# The rule whose content lies on both sides of its cue: "If it does, *she added*, we will vote".
_PARENTHETICAL = "parenthetical"
# Code points between "was quoted" and "as saying".
_REACH = 80
# A clause with a subject of its own begins: "…, and a deputy said".
_CLAUSE_BEGINS = re.compile(r"[,;–—]\s+(?:and|but|while|whereas|though|although)\s+$")


def with_safety_net(
    text: str, found: Sequence[Attribution], ruled: Sequence[Attribution]
) -> tuple[Attribution, ...]:
    """The tagger's attributions, completed, and what only the rules see, in text order of their first content.

    An attribution of the rules is added if it is reliable, has source and cue, and touches nothing that was found.
    """
    found = _outermost([_as_saying(text, item, ruled) for item in found], ruled)
    cues = [span for item in found for span in item.cue]
    found = [part for item in found for part in _parted(item, ruled, cues)]
    taken = [span for item in found for span in (*item.content, *item.cue)]
    added = [
        replace(item, confidence=min(item.confidence, _ADDED))
        for item in ruled
        if item.source
        and item.cue
        and item.confidence >= _RELIABLE
        and not _touches((*item.content, *item.cue), taken)
    ]
    found = [_resourced(text, item, ruled, found) for item in found]
    completed = [_completed(item, ruled, taken) for item in found]
    return tuple(sorted((*completed, *added), key=lambda item: (item.content, item.cue)))


def _as_saying(text: str, item: Attribution, ruled: Sequence[Attribution]) -> Attribution:
    """The rules' reading of "*Roe* was quoted by the Post as *saying* that …": the Post is not the source."""
    if not item.cue or "quoted" not in text[item.cue[0].start : item.cue[-1].end]:
        return item
    for rule in ruled:
        if not rule.cue or not rule.source or text[rule.cue[0].start : rule.cue[0].end] != "saying":
            continue
        behind = 0 <= rule.cue[0].start - item.cue[0].end < _REACH or _touches(rule.cue, item.cue)
        if behind and rule.source[0].end <= item.cue[0].start:
            return rule
    return item


def _outermost(found: Sequence[Attribution], ruled: Sequence[Attribution]) -> list[Attribution]:
    """`found` with a report of the rules instead of the reports inside it: "*A says* that, according to B, …"."""
    kept = list(found)
    for rule in ruled:
        if (
            rule.confidence < _RELIABLE
            or not rule.source
            or _touches(rule.cue, [s for x in kept for s in x.cue])
        ):
            continue
        near = [item for item in kept if _touches(item.content, rule.content)]
        if near and all(
            any(outer.contains(span) for outer in rule.content)
            for item in near
            for span in (*item.cue, *item.content)
        ):
            kept = [item for item in kept if item not in near] + [rule]
    return kept


def _parted(item: Attribution, ruled: Sequence[Attribution], cues: Sequence[Offsets]) -> list[Attribution]:
    """`item`, and those of its contents that have a cue of their own before them, which the tagger did not see.

    “He defended the remark, *saying* ‘I meant it’”: the quotation does not belong to “defended”.
    """
    parts: list[Attribution] = []
    kept = list(item.content)
    for rule in ruled:
        mine = [span for span in kept if _touches([span], rule.content)]
        if not item.cue or not rule.cue or not mine or len(mine) == len(kept) or _touches(rule.cue, cues):
            continue
        place = kept.index(mine[0])
        before = kept[place - 1].end if place else 0
        if before <= rule.cue[0].start and rule.cue[0].end <= mine[0].start and not _touches(rule.cue, kept):
            kept = [span for span in kept if span not in mine]
            parts.append(replace(rule, content=tuple(mine), source=rule.source or item.source))
    return [replace(item, content=tuple(kept)), *parts]


def _resourced(
    text: str, item: Attribution, ruled: Sequence[Attribution], found: Sequence[Attribution]
) -> Attribution:
    """`item` with the subject of its own clause, where its source is that of a cue before.

    "Roe said it was safe, *and a deputy*, who did not want to be named, *said* it was not": the deputy said so.
    """
    if not item.source or not item.cue or not _shared(item, found):
        return item
    source, cue = cover(item.source), cover(item.cue)
    for rule in ruled:
        if not rule.source or not _touches(rule.cue, item.cue) or _touches(rule.source, item.content):
            continue
        own = cover(rule.source)
        if source.end < own.start and own.end <= cue.start:
            between = text[source.end : own.start]
            if _CLAUSE_BEGINS.search(between) is not None:
                return replace(item, source=rule.source)
    return item


def _shared(item: Attribution, found: Sequence[Attribution]) -> bool:
    """Whether a cue before has the source of `item` too."""
    return any(
        other is not item
        and other.cue
        and other.cue[0].start < item.cue[0].start
        and _touches(other.source, item.source)
        for other in found
    )


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
