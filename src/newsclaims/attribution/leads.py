"""What leads into a report is not its source: "*Prosecuting,* Miss Roe said", "in *a letter* Mayor Roe said"."""

from collections.abc import Iterable, Iterator
from dataclasses import replace
from itertools import pairwise

from spacy.tokens import Doc, Token

from newsclaims.attribution.cues import tokens_in, words
from newsclaims.attribution.structures import Attribution, ParsedArticle
from newsclaims.attribution.syntax import offsets, own_subject
from newsclaims.offsets import Offsets

_OCCASION_PREPOSITIONS = frozenset({"in", "on"})


def without_leads(article: ParsedArticle, found: Iterable[Attribution]) -> Iterator[Attribution]:
    """The attributions with sources that begin with whoever speaks."""
    for attribution in found:
        if not attribution.source:
            yield attribution
            continue
        speaker = _quoted_elsewhere(article.doc, attribution)
        if speaker is not None:
            yield replace(attribution, source=(speaker,))
            continue
        first, *rest = attribution.source
        start = _speaker_start(article.doc, tokens_in(article.doc, first))
        source = first if start is None else Offsets(start, first.end)
        yield replace(attribution, source=(source, *rest))


def _quoted_elsewhere(doc: Doc, attribution: Attribution) -> Offsets | None:
    """Whoever speaks where the source only quotes: "*Roe* said as quoted by Oslo FM"; None for other sources."""
    cue = {token.i for span in attribution.cue for token in tokens_in(doc, span)}
    for token in tokens_in(doc, attribution.source[0]):
        for verb in token.ancestors:
            quoting = verb.dep_ == "advcl" and any(item.lower_ == "as" for item in verb.lefts)
            if quoting and verb.head.i in cue and token.i > verb.i:
                found = own_subject(verb.head)
                return None if found is None else offsets(found.left_edge, found)
    return None


def _speaker_start(doc: Doc, tokens: list[Token]) -> int | None:
    """Where the speaker begins behind a participle with its comma or behind an occasion; None without such a lead."""
    if len(tokens) < 2:  # noqa: PLR2004 - a lead and a speaker
        return None
    first = tokens[0]
    comma = next((place for place, token in enumerate(tokens) if token.text == ","), len(tokens))
    if first.tag_ == "VBG" and comma + 1 < len(tokens):
        return tokens[comma + 1].idx
    if first.i and doc[first.i - 1].lower_ in _OCCASION_PREPOSITIONS:
        for token, following in pairwise(tokens):
            if token.lower_ in words("occasions") and following.is_title:
                return following.idx
    return None
