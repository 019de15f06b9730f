"""The findings of an article's pieces as those of the whole article.

A record belongs to the piece in whose core it begins; the pieces beside it see it too and leave it to that one. A
party of one piece is the same as one of another where both have one full name, where one is called by the surname of
a single other, or where both pieces read the same mention, which is more than a pronoun, as theirs.
"""

from collections import defaultdict
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, fields, is_dataclass, replace
from itertools import pairwise
from typing import Any, TypeVar, cast

from newsclaims.document import Findings
from newsclaims.offsets import Offsets
from newsclaims.pieces import Piece
from newsclaims.speakers.structures import Cast, Party

Value = TypeVar("Value")
Record = TypeVar("Record")
# A record or a party: the number of its part and its index there.
Place = tuple[int, int]


@dataclass(frozen=True, slots=True)
class Part:
    """What the stages found in a piece, by the offsets of the article."""

    core: Offsets
    findings: Findings

    @classmethod
    def of(cls, piece: Piece, findings: Findings) -> "Part":
        """The part that findings with offsets from the piece's start make."""
        return cls(piece.core, shifted(findings, piece.whole.start))


def shifted(value: Value, by: int) -> Value:
    """`value` with all offsets in it `by` code points further on."""
    moved: Any = value
    if isinstance(value, Offsets):
        moved = Offsets(value.start + by, value.end + by)
    elif isinstance(value, tuple):
        moved = tuple(shifted(item, by) for item in value)
    elif is_dataclass(value) and not isinstance(value, type):
        changed = {item.name: shifted(getattr(value, item.name), by) for item in fields(value) if item.init}
        moved = replace(cast("Any", value), **changed)
    return cast("Value", moved)


def join(text: str, parts: Sequence[Part]) -> Findings:
    """The findings of the article `text` whose pieces have `parts`, in their order."""
    found = [part.findings for part in parts]
    quotes = _kept(parts, [item.quotes for item in found], lambda quote: quote.parts)
    quoted = set(quotes)
    claims = _kept(
        parts,
        [item.claims for item in found],
        lambda claim: (claim.span,),
        lambda number, claim: None if claim.quote is None else (number, claim.quote) in quoted,
    )
    limits = _kept(parts, [item.limits for item in found], lambda limit: (limit.span,))
    times = _kept(parts, [item.times for item in found], lambda time: (time.span,))
    by_span = {found[number].times[index].span: (number, index) for number, index in times}
    used = [(number, found[number].quotes[index].said_on) for number, index in quotes]
    used += [(number, time) for number, index in claims for time in found[number].claims[index].times]
    used += [(number, found[number].limits[index].time) for number, index in limits]
    for number, time in used:
        if time is not None:
            by_span.setdefault(found[number].times[time].span, (number, time))
    time_numbers = {span: position for position, span in enumerate(sorted(by_span))}
    attributions = [(number, found[number].quotes[index].attribution) for number, index in quotes]
    attribution_numbers = {place: position for position, place in enumerate(dict.fromkeys(attributions))}
    quotes.sort(key=lambda place: found[place[0]].quotes[place[1]].parts)
    quote_numbers = {place: position for position, place in enumerate(quotes)}
    claims.sort(key=lambda place: found[place[0]].claims[place[1]].span)
    claim_numbers = _by_reference(claims, [[claim.span for claim in item.claims] for item in found])
    limits.sort(key=lambda place: found[place[0]].limits[place[1]].span)

    def time_of(number: int, index: int | None) -> int | None:
        return None if index is None else time_numbers.get(found[number].times[index].span)

    cast_ = _Parties(text, parts).cast(list(attribution_numbers))
    return Findings(
        attributions=tuple(found[number].attributions[index] for number, index in attribution_numbers),
        cast=cast_,
        times=tuple(found[by_span[span][0]].times[by_span[span][1]] for span in time_numbers),
        quotes=tuple(
            replace(
                quote,
                attribution=attribution_numbers[number, quote.attribution],
                said_on=time_of(number, quote.said_on),
            )
            for number, index in quotes
            for quote in [found[number].quotes[index]]
        ),
        claims=tuple(
            replace(
                claim,
                quote=None if claim.quote is None else quote_numbers[number, claim.quote],
                times=tuple(
                    sorted(place for time in claim.times if (place := time_of(number, time)) is not None)
                ),
            )
            for number, index in claims
            for claim in [found[number].claims[index]]
        ),
        limits=tuple(
            replace(
                limit,
                quote=None if limit.quote is None else quote_numbers.get((number, limit.quote)),
                claim=None if limit.claim is None else claim_numbers.get((number, limit.claim)),
                time=time_of(number, limit.time),
            )
            for number, index in limits
            for limit in [found[number].limits[index]]
        ),
    )


def _kept(
    parts: Sequence[Part],
    records: Sequence[Sequence[Record]],
    spans: Callable[[Record], Sequence[Offsets]],
    decided: Callable[[int, Record], bool | None] = lambda _, __: None,
) -> list[Place]:
    """The records that begin in their part's core, and those over a seam that only the later part sees.

    Where the records of two parts share text, the earlier part's stands. What is `decided` goes by that.
    """
    kept: list[Place] = []
    reaching: list[Offsets] = []
    for number, (part, found) in enumerate(zip(parts, records, strict=True)):
        core = part.core
        mine: list[Offsets] = []
        for index, record in enumerate(found):
            where = spans(record)
            start, end = where[0].start, where[-1].end
            verdict = decided(number, record)
            if verdict is None:
                verdict = core.start <= start < core.end or start < core.start < end
                verdict = verdict and not any(span.overlaps(other) for span in where for other in reaching)
            if verdict:
                kept.append((number, index))
                mine += [span for span in where if span.end > core.end]
        reaching = mine
    return kept


def _by_reference(kept: Iterable[Place], spans: Sequence[Sequence[Offsets]]) -> dict[Place, int]:
    """For each record its number in the article; one that its part left to another has the number of that."""
    numbers = {place: position for position, place in enumerate(kept)}
    by_span = {spans[number][index]: position for (number, index), position in numbers.items()}
    for number, items in enumerate(spans):
        for index, span in enumerate(items):
            if (number, index) not in numbers and span in by_span:
                numbers[number, index] = by_span[span]
    return numbers


class _Parties:
    """The parties of all parts, those that are the same made one."""

    def __init__(self, text: str, parts: Sequence[Part]) -> None:
        self.text = text
        self.parts = parts
        self.all = {
            (number, index): party
            for number, part in enumerate(parts)
            for index, party in enumerate(part.findings.cast.parties)
        }
        self.same = {place: place for place in self.all}
        self._join_by_mentions()
        self._join_by_names()

    def cast(self, attributions: Iterable[Place]) -> Cast:
        """The cast, with the speakers of `attributions`."""
        groups: dict[Place, list[Place]] = defaultdict(list)
        for place in self.all:
            groups[self._first(place)].append(place)
        merged = {first: self._merged(places) for first, places in groups.items()}
        order = sorted(merged, key=lambda first: (merged[first].mentions[:1], first))
        numbers = {first: position for position, first in enumerate(order)}
        speakers: list[int | None] = []
        for number, index in attributions:
            party = self.parts[number].findings.cast.of_attribution[index]
            speakers.append(None if party is None else numbers[self._first((number, party))])
        return Cast(tuple(merged[first] for first in order), tuple(speakers))

    def _first(self, place: Place) -> Place:
        while self.same[place] != place:
            self.same[place] = self.same[self.same[place]]
            place = self.same[place]
        return place

    def _unite(self, one: Place, other: Place) -> None:
        first, second = sorted((self._first(one), self._first(other)))
        self.same[second] = first

    def _join_by_mentions(self) -> None:
        for number, (before, after) in enumerate(pairwise(self.parts)):
            seen = {
                mention: (number, index)
                for index, party in enumerate(before.findings.cast.parties)
                for mention in party.mentions
            }
            for index, party in enumerate(after.findings.cast.parties):
                for mention in party.mentions:
                    other = seen.get(mention)
                    if other is not None and self._tells(mention, party, self.all[other]):
                        self._unite(other, (number + 1, index))

    def _tells(self, mention: Offsets, party: Party, other: Party) -> bool:
        """Whether a mention that two parties share shows that they are one: no pronoun, and no other name."""
        words = self.text[slice(*mention)]
        if " " not in words and words not in {party.name, other.name}:
            return False
        return party.kind == other.kind and (
            not (_is_name(party.name) and _is_name(other.name))
            or party.name.split()[-1] == other.name.split()[-1]
        )

    def _join_by_names(self) -> None:
        full: dict[tuple[str, str], Place] = {}
        surnames: dict[str, set[Place]] = defaultdict(set)
        for place, party in self.all.items():
            if party.kind in {"person", "organization"} and _is_name(party.name):
                self._unite(full.setdefault((party.kind, party.name.casefold()), place), place)
        for (kind, name), place in full.items():
            if kind == "person" and " " in name:
                surnames[name.split()[-1]].add(self._first(place))
        for (kind, name), place in full.items():
            namesakes = {self._first(other) for other in surnames.get(name, ())}
            if kind == "person" and len(namesakes) == 1:
                self._unite(namesakes.pop(), place)

    def _merged(self, places: Sequence[Place]) -> Party:
        parties = [self.all[place] for place in places]
        best = max(parties, key=lambda party: (_is_name(party.name), len(party.name.split())))
        forms = dict.fromkeys(form for party in parties for form in (party.name, *party.aliases))
        mentions = {mention for place in places for mention in self._own_mentions(place)}
        return Party(
            name=best.name,
            kind=best.kind,
            role=next((party.role for party in parties if party.role), None),
            affiliation=next((party.affiliation for party in parties if party.affiliation), None),
            aliases=tuple(form for form in forms if form != best.name),
            mentions=tuple(sorted(mentions)) or parties[0].mentions,
        )

    def _own_mentions(self, place: Place) -> Iterable[Offsets]:
        core = self.parts[place[0]].core
        return (span for span in self.all[place].mentions if core.start <= span.start < core.end)


def _is_name(name: str) -> bool:
    """Whether it is a name and no description: a capital that a sentence's start does not explain."""
    words = name.split()
    return any(word[0].isupper() for word in words[1:]) or (len(words) == 1 and name[0].isupper())
