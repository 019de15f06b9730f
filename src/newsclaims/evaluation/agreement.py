"""How far two annotations of the same articles agree: F1 by record type, Cohen's kappa by category.

F1 takes the first annotation as gold and the second as what was found; it is the same the other way round.
Kappa (Cohen 1960) is over the records that both annotations have.
"""

from collections import Counter
from collections.abc import Callable, Hashable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import TypeVar

from newsclaims.errors import InputError
from newsclaims.evaluation.gold import GoldArticle, GoldDeadline, Place
from newsclaims.evaluation.matching import characters, dice, pair
from newsclaims.evaluation.records import score_records
from newsclaims.evaluation.scores import Scores
from newsclaims.offsets import Offsets
from newsclaims.records import Claim, Date, Deadline, Document, Due, Meta, Obligor, Quote, Span, Speaker

# Spans match as in `newsclaims.evaluation.records`: half their characters, limits 0.4, dates when they touch.
_HALF = 0.5
_LIMIT = 0.4
_TOUCH = 0.01

_META = Meta(newsclaims="", nlp="", attribution="annotation")
Values = Sequence[tuple[Hashable, Hashable]]
R = TypeVar("R")


@dataclass(frozen=True, slots=True)
class Kappa:
    """Agreement on one category.

    Attributes:
        pairs: how many records both annotations have.
        observed: share of them with the same value, 0-1.
        kappa: `observed` corrected for chance, at most 1; 1 where both gave all of them one and the same value.
    """

    pairs: int
    observed: float
    kappa: float


@dataclass(frozen=True, slots=True)
class Agreement:
    """F1 by record type, with the differences behind it, and kappa by category."""

    articles: int
    scores: Scores
    kappas: dict[str, Kappa]


def agreement(
    first: Iterable[tuple[str, GoldArticle]], second: Iterable[tuple[str, GoldArticle]]
) -> Agreement:
    """The agreement on the articles that are in both, by file stem, all together (micro-averaged).

    Raises:
        InputError: no article is in both, or the texts of one differ.
    """
    others = dict(second)
    both = [(article, others[stem]) for stem, article in first if stem in others]
    if not both:
        msg = "no article is in both annotations"
        raise InputError(msg, "give the files of an article the same name in both folders")
    for article, other in both:
        if article.text != other.text:
            msg = f"{article.id}: the two annotations are of different texts"
            raise InputError(msg)
    values: dict[str, list[tuple[Hashable, Hashable]]] = {}
    for article, other in both:
        for category, pairs in _categories(as_document(article), as_document(other)):
            values.setdefault(category, []).extend(pairs)
    return Agreement(
        articles=len(both),
        scores=score_records((article, as_document(other)) for article, other in both),
        kappas={category: cohen(pairs) for category, pairs in values.items()},
    )


def cohen(values: Values) -> Kappa:
    """Cohen's kappa of pairs of values: (observed - expected) / (1 - expected)."""
    total = len(values)
    if not total:
        return Kappa(0, 0.0, 0.0)
    observed = sum(a == b for a, b in values) / total
    second = Counter(b for _, b in values)
    expected = sum(second[a] for a, _ in values) / total**2
    return Kappa(total, observed, 1.0 if expected == 1 else (observed - expected) / (1 - expected))


def as_document(gold: GoldArticle) -> Document:
    """The annotation in the form in which the program gives its records.

    What an annotation lacks is left empty: mentions, quantities, the days that a value covers. An obligor that the
    text does not have word for word is left out.
    """
    text = gold.text
    return Document(
        id=gold.id,
        title=gold.title,
        date=gold.date,
        date_source="metadata",
        text=text,
        speakers=tuple(
            Speaker(id=s.id, name=s.name, kind=s.kind, role=s.role, aliases=s.aliases) for s in gold.speakers
        ),
        quotes=tuple(
            Quote(
                id=quote.id,
                type=quote.type,
                text=" … ".join(part.text for part in quote.content),
                parts=tuple(_span(text, part) for part in quote.content),
                cue=_span(text, quote.cue) if quote.cue else None,
                source=_span(text, quote.source) if quote.source else None,
                speaker=quote.speaker,
                confidence=1.0,
            )
            for quote in gold.quotes
        ),
        claims=tuple(
            Claim(
                id=f"c{number}",
                **_span(text, claim).model_dump(),
                speaker=claim.speaker,
                quote=claim.quote,
                type=claim.type,
                certainty=claim.certainty,
                negated=claim.negated,
                condition=_span(text, claim.condition) if claim.condition else None,
                checkworthiness=0.0,
                confidence=1.0,
            )
            for number, claim in enumerate(gold.claims, 1)
        ),
        dates=tuple(
            Date(
                id=f"d{number}",
                **_span(text, date).model_dump(),
                type=date.type,
                value=date.value,
                mod=date.mod,
            )
            for number, date in enumerate(gold.dates, 1)
        ),
        deadlines=tuple(
            Deadline(
                id=f"l{number}",
                limit=_span(text, deadline),
                due=Due(value=deadline.due),
                kind=deadline.kind,
                task=_span(text, deadline.task) if deadline.task else None,
                obligor=_obligor(gold, deadline),
                speaker=deadline.speaker,
                firmness=deadline.firmness,
                confidence=1.0,
            )
            for number, deadline in enumerate(gold.deadlines, 1)
        ),
        meta=_META,
    )


def _span(text: str, place: Place) -> Span:
    found = place.find(text) or Offsets(0, 0)
    return Span(start=found.start, end=found.end, text=place.text)


def _obligor(gold: GoldArticle, deadline: GoldDeadline) -> Obligor | None:
    if deadline.obligor is None:
        return None
    names = {speaker.id: speaker.name for speaker in gold.speakers}
    words = names.get(deadline.obligor, deadline.obligor)
    found = Place(text=words).find(gold.text)
    if found is None:
        return None
    speaker = deadline.obligor if deadline.obligor in names else None
    return Obligor(start=found.start, end=found.end, text=words, speaker=speaker)


def _categories(first: Document, second: Document) -> Iterator[tuple[str, Values]]:
    def matched(
        a: Sequence[R], b: Sequence[R], spans: Callable[[R], Iterable[Span | Claim | Date]], floor: float
    ) -> list[tuple[R, R]]:
        sides = [
            [characters(first.text or "", map(_offsets, spans(record))) for record in side] for side in (a, b)
        ]
        return [(a[i], b[j]) for i, j in pair(sides[0], sides[1], dice, floor)]

    quotes = matched(first.quotes, second.quotes, lambda quote: quote.parts, _HALF)
    yield "quotes.type", [(a.type, b.type) for a, b in quotes]
    claims = []
    for own in (False, True):
        sides = [[claim for claim in side.claims if _own(claim) == own] for side in (first, second)]
        claims += matched(sides[0], sides[1], lambda claim: [claim], _HALF)
    yield "claims.type", [(a.type, b.type) for a, b in claims]
    yield "claims.certainty", [(a.certainty, b.certainty) for a, b in claims]
    yield "claims.negated", [(a.negated, b.negated) for a, b in claims]
    dates = matched(first.dates, second.dates, lambda date: [date], _TOUCH)
    yield "dates.type", [(a.type, b.type) for a, b in dates]
    deadlines = matched(first.deadlines, second.deadlines, lambda deadline: [deadline.limit], _LIMIT)
    yield "deadlines.kind", [(a.kind, b.kind) for a, b in deadlines]
    yield "deadlines.firmness", [(a.firmness, b.firmness) for a, b in deadlines]


def _own(claim: Claim) -> bool:
    """Whether it is the article's own, nobody's."""
    return claim.speaker is None and claim.quote is None


def _offsets(span: Span | Claim | Date) -> Offsets:
    return Offsets(span.start, span.end)
