"""From the stages' findings to the validated document: ids, references, texts."""

from dataclasses import dataclass

from newsclaims.attribution.structures import Attribution
from newsclaims.claims.structures import ClaimSpan
from newsclaims.dates.structures import TimeExpression
from newsclaims.deadlines.structures import Limit
from newsclaims.offsets import Offsets
from newsclaims.quotes import QuoteSpans
from newsclaims.records import (
    Article,
    Claim,
    Date,
    Deadline,
    Document,
    Due,
    Meta,
    Obligor,
    Quantity,
    Quote,
    Span,
    Speaker,
)
from newsclaims.speakers.structures import Cast

# Stands between the parts of a quote that its reporting clause interrupts.
ELLIPSIS = " … "
# Decimals of the probabilities in records: more would be noise, and differ between machines.
_DECIMALS = 3


@dataclass(frozen=True, slots=True)
class Findings:
    """What the stages found in one article, in their order."""

    attributions: tuple[Attribution, ...]
    cast: Cast
    times: tuple[TimeExpression, ...]
    quotes: tuple[QuoteSpans, ...]
    claims: tuple[ClaimSpan, ...]
    limits: tuple[Limit, ...]


# What is found in an article that is not English.
NOTHING = Findings((), Cast((), ()), (), (), (), ())


def build_document(article: Article, findings: Findings, meta: Meta) -> Document:
    """The document of `article`; ids number the records in text order."""
    builder = _Builder(article.text, findings)
    return Document(
        id=article.id,
        source=article.source,
        title=article.title,
        author=article.author,
        date=article.date,
        date_source=article.date_source,
        text=article.text,
        speakers=builder.speakers(),
        quotes=builder.quotes(),
        claims=builder.claims(),
        dates=builder.dates(),
        deadlines=builder.deadlines(),
        meta=meta,
    )


class _Builder:
    def __init__(self, text: str, findings: Findings) -> None:
        self.text = text
        self.findings = findings
        quoted = [findings.cast.of_attribution[quote.attribution] for quote in findings.quotes]
        order = dict.fromkeys(party for party in quoted if party is not None)
        self.speaker_ids = {party: f"s{number}" for number, party in enumerate(order, 1)}
        self.quoted = quoted

    def span(self, span: Offsets) -> Span:
        return Span(start=span.start, end=span.end, text=self.text[span.start : span.end])

    def optional(self, span: Offsets | None) -> Span | None:
        return None if span is None else self.span(span)

    def speaker_of(self, quote: int | None) -> str | None:
        party = None if quote is None else self.quoted[quote]
        return None if party is None else self.speaker_ids[party]

    def speakers(self) -> tuple[Speaker, ...]:
        return tuple(
            Speaker(
                id=speaker_id,
                name=party.name,
                kind=party.kind,
                role=party.role,
                affiliation=party.affiliation,
                aliases=party.aliases,
                mentions=tuple(self.span(mention) for mention in party.mentions),
            )
            for index, speaker_id in self.speaker_ids.items()
            for party in [self.findings.cast.parties[index]]
        )

    def quotes(self) -> tuple[Quote, ...]:
        return tuple(
            Quote(
                id=f"q{number}",
                type=quote.type,
                text=ELLIPSIS.join(self.text[part.start : part.end] for part in quote.parts),
                parts=tuple(self.span(part) for part in quote.parts),
                cue=self.optional(quote.cue),
                source=self.optional(quote.source),
                speaker=self.speaker_of(number - 1),
                addressee=self.optional(quote.addressee),
                said_on=_id("t", quote.said_on),
                confidence=round(quote.confidence, _DECIMALS),
            )
            for number, quote in enumerate(self.findings.quotes, 1)
        )

    def claims(self) -> tuple[Claim, ...]:
        return tuple(
            Claim(
                id=f"c{number}",
                **self.span(claim.span).model_dump(),
                speaker=self.speaker_of(claim.quote),
                quote=_id("q", claim.quote),
                type=claim.type,
                certainty=claim.certainty,
                negated=claim.negated,
                condition=self.optional(claim.condition),
                quantities=tuple(
                    Quantity(
                        **self.span(amount.span).model_dump(),
                        value=amount.value,
                        unit=amount.unit,
                        comparator=amount.comparator,
                    )
                    for amount in claim.amounts
                ),
                dates=tuple(f"t{time + 1}" for time in claim.times),
                checkworthiness=round(claim.checkworthiness, _DECIMALS),
                confidence=round(claim.confidence, _DECIMALS),
            )
            for number, claim in enumerate(self.findings.claims, 1)
        )

    def dates(self) -> tuple[Date, ...]:
        return tuple(
            Date(
                id=f"t{number}",
                **self.span(time.span).model_dump(),
                type=time.type,
                value=time.value,
                mod=time.mod,
                earliest=time.earliest,
                latest=time.latest,
            )
            for number, time in enumerate(self.findings.times, 1)
        )

    def deadlines(self) -> tuple[Deadline, ...]:
        return tuple(
            Deadline(
                id=f"d{number}",
                limit=self.span(limit.span),
                due=Due(value=limit.due, earliest=limit.earliest, latest=limit.latest),
                kind=limit.kind,
                task=self.optional(limit.task),
                obligor=None if limit.obligor is None else self.obligor(limit.obligor),
                speaker=self.speaker_of(limit.quote),
                claim=_id("c", limit.claim),
                date=_id("t", limit.time),
                condition=self.optional(limit.condition),
                consequence=self.optional(limit.consequence),
                firmness=limit.firmness,
                confidence=round(limit.confidence, _DECIMALS),
            )
            for number, limit in enumerate(self.findings.limits, 1)
        )

    def obligor(self, span: Offsets) -> Obligor:
        party = self.findings.cast.at(span)
        return Obligor(
            **self.span(span).model_dump(), speaker=None if party is None else self.speaker_ids.get(party)
        )


def _id(prefix: str, index: int | None) -> str | None:
    return None if index is None else f"{prefix}{index + 1}"
