"""Who speaks where another relays it: "Oslo FM quoted *the mayor* as saying …", "*she* was quoted as saying …"."""

import re
from collections.abc import Iterable, Iterator
from dataclasses import replace

from newsclaims.attribution.cues import cue_class, tokens_in
from newsclaims.attribution.structures import Attribution, ParsedArticle
from newsclaims.attribution.syntax import child, offsets
from newsclaims.offsets import Offsets

_ACTIVE = re.compile(r"\bquot(?:ed|ing|es)\s+(?!by\b)(?P<who>[^;:“”\"\n]{1,90}?)\s+as\s+(?P<say>saying)\b")
_PASSIVE = re.compile(r"\bquoted\s+(?:by\s[^;:“”\"\n]{1,60}?\s)?as\s+(?P<say>saying)\b")


def with_relayed(article: ParsedArticle, found: Iterable[Attribution]) -> Iterator[Attribution]:
    """The attributions with whoever is quoted for their source, not who quotes; each passage once."""
    relays = list(_relays(article))
    used: set[Offsets] = set()
    for attribution in found:
        spans = (*attribution.content, *attribution.cue)
        relay = next((item for item in relays if any(span.overlaps(item[0]) for span in spans)), None)
        if relay is None:
            yield attribution
            continue
        whole, who, say = relay
        content = tuple(part for span in attribution.content for part in _outside(span, whole))
        if not content or whole in used:
            continue
        used.add(whole)
        yield replace(
            attribution,
            content=content,
            cue=(say,),
            source=(who,),
            cue_class=cue_class(tokens_in(article.doc, say)),
            addressee=None,
        )


def _relays(article: ParsedArticle) -> Iterator[tuple[Offsets, Offsets, Offsets]]:
    """Each passage from its verb or its subject to "saying", who is quoted in it, and the word "saying"."""
    for match in _ACTIVE.finditer(article.text):
        yield Offsets(*match.span()), Offsets(*match.span("who")), Offsets(*match.span("say"))
    for match in _PASSIVE.finditer(article.text):
        verb = next(iter(tokens_in(article.doc, Offsets(match.start(), match.start() + len("quoted")))), None)
        subject = None if verb is None else child(verb, "nsubjpass", "nsubj")
        if subject is not None and subject.idx < match.start():
            who = offsets(subject.left_edge, subject)
            yield Offsets(who.start, match.end()), who, Offsets(*match.span("say"))


def _outside(span: Offsets, gap: Offsets) -> Iterator[Offsets]:
    """What is left of `span` before and behind `gap`."""
    if not span.overlaps(gap):
        yield span
        return
    if span.start < gap.start:
        yield Offsets(span.start, gap.start)
    if gap.end < span.end:
        yield Offsets(gap.end, span.end)
