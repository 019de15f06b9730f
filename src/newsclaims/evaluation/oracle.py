"""What faultless stages would have found, from an annotation: to develop and measure one stage apart."""

import re
from collections.abc import Iterable
from dataclasses import dataclass

from spacy.tokens import Doc

from newsclaims.attribution import Attribution, ParsedArticle, parsed_article
from newsclaims.attribution.cues import cue_class, tokens_in
from newsclaims.dates import TimeExpression
from newsclaims.evaluation.gold import GoldArticle, Place
from newsclaims.offsets import Offsets
from newsclaims.quotes import QuoteSpans
from newsclaims.speakers import Cast, Party

# An alias this short is a pronoun: which of its occurrences are meant, the annotation does not say.
_PRONOUN_LENGTH = 4


@dataclass(frozen=True, slots=True)
class GoldFindings:
    """The annotated attributions, quotes, time expressions and speakers as the stages hand them on."""

    article: ParsedArticle
    attributions: tuple[Attribution, ...]
    quotes: tuple[QuoteSpans, ...]
    times: tuple[TimeExpression, ...]
    cast: Cast


def gold_findings(gold: GoldArticle, doc: Doc) -> GoldFindings:
    """The annotation of `gold` as findings.

    Args:
        gold: an annotated article.
        doc: the parse of its text.

    Returns:
        One attribution a quote, both in text order; a speaker's mentions are its name, its longer aliases and
        the sources of its quotes.
    """
    text = gold.text
    quotes = sorted(gold.quotes, key=lambda quote: min(_offsets(text, quote.content)))
    times = sorted((date for date in gold.dates), key=lambda date: _offsets(text, [date]))
    index = {speaker.id: number for number, speaker in enumerate(gold.speakers)}
    attributions = []
    spans = []
    sources: dict[str, list[Offsets]] = {}
    for number, quote in enumerate(quotes):
        parts = tuple(sorted(_offsets(text, quote.content)))
        cue = _offsets(text, [quote.cue] if quote.cue else [])
        source = _offsets(text, [quote.source] if quote.source else [])
        if quote.speaker:
            sources.setdefault(quote.speaker, []).extend(source)
        attributions.append(
            Attribution(
                content=parts,
                cue=tuple(cue),
                source=tuple(source),
                cue_class=cue_class([token for span in cue for token in tokens_in(doc, span)]),
                rule="gold",
            )
        )
        spans.append(
            QuoteSpans(
                attribution=number,
                type=quote.type,
                parts=parts,
                cue=cue[0] if cue else None,
                source=source[0] if source else None,
                addressee=None,
                said_on=None,
                confidence=1.0,
            )
        )
    parties = tuple(
        Party(
            name=speaker.name,
            kind=speaker.kind,
            role=speaker.role,
            affiliation=None,
            aliases=speaker.aliases,
            mentions=_mentions(text, (speaker.name, *speaker.aliases), sources.get(speaker.id, [])),
        )
        for speaker in gold.speakers
    )
    return GoldFindings(
        article=parsed_article(doc),
        attributions=tuple(attributions),
        quotes=tuple(spans),
        times=tuple(
            TimeExpression(
                span=_offsets(text, [date])[0], type=date.type, value=date.value, mod=date.mod, rule="gold"
            )
            for date in times
        ),
        cast=Cast(
            parties=parties,
            of_attribution=tuple(None if quote.speaker is None else index[quote.speaker] for quote in quotes),
        ),
    )


def _offsets(text: str, places: Iterable[Place]) -> list[Offsets]:
    return [span for place in places if (span := place.find(text)) is not None]


def _mentions(text: str, names: Iterable[str], sources: Iterable[Offsets]) -> tuple[Offsets, ...]:
    found = set(sources)
    for name in names:
        if len(name) > _PRONOUN_LENGTH:
            found.update(Offsets(*match.span()) for match in re.finditer(rf"\b{re.escape(name)}\b", text))
    return tuple(sorted(found))
