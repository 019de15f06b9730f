"""Documents against annotated articles: precision, recall and F1 by record type and attribute.

Spans match one to one when they share half their characters (Dice), edges of punctuation forgiven; attributes
are scored on the matched records.
"""

from collections.abc import Iterable, Sequence
from typing import get_args

from newsclaims.evaluation.gold import GoldArticle, GoldClaim, GoldDeadline, Place
from newsclaims.evaluation.matching import characters, dice, pair, same_name, sentence_around
from newsclaims.evaluation.scores import Mistake, Scores
from newsclaims.offsets import Offsets
from newsclaims.records import Claim, ClaimType, Deadline, Document, QuoteType, Span

# Dates count as found when they touch; limits, which are short, when they share 0.4.
_TOUCH = 0.01
_LIMIT = 0.4
_EXACT = 0.97
_HALF = 0.5


def score_records(pairs: Iterable[tuple[GoldArticle, Document]]) -> Scores:
    """The scores of all articles together (micro-averaged)."""
    scores = Scores()
    for gold, document in pairs:
        comparison = _Comparison(gold, document, scores)
        comparison.speakers()
        comparison.quotes()
        comparison.claims("claims", attributed=True)
        comparison.claims("article_claims", attributed=False)
        comparison.dates()
        comparison.deadlines()
    return scores


class _Comparison:
    """One article's annotation against its records."""

    def __init__(self, gold: GoldArticle, document: Document, scores: Scores) -> None:
        self.gold = gold
        self.document = document
        self.scores = scores
        self.text = gold.text
        self.gold_names = {speaker.id: speaker.name for speaker in gold.speakers}
        self.names = {speaker.id: speaker.name for speaker in document.speakers}

    def speakers(self) -> None:
        gold, found = self.gold.speakers, self.document.speakers
        pairs = pair(gold, found, lambda a, b: float(same_name(a.name, b.name)))
        self._found("speakers", pairs, [g.name for g in gold], [s.name for s in found])
        self._attribute("speakers.kind", [(gold[i].kind, found[j].kind, gold[i].name) for i, j in pairs])
        roles = [(gold[i], found[j]) for i, j in pairs if gold[i].role]
        right = sum(same_name(a.role, b.role) for a, b in roles)
        self.scores.add("speakers.role", right, len(roles), len(roles))
        for a, b in roles:
            if not same_name(a.role, b.role):
                self._mistake("speakers.role", "wrong", f"{a.name}: {b.role!r} for {a.role!r}", None)

    def quotes(self) -> None:
        gold, found = self.gold.quotes, self.document.quotes
        gold_characters = [self._characters(quote.content) for quote in gold]
        found_characters = [self._characters(quote.parts) for quote in found]
        pairs = pair(gold_characters, found_characters, dice)
        self._found(
            "quotes",
            pairs,
            [
                f"[{q.type}] {self.gold_names.get(q.speaker or '')}: {' … '.join(c.text for c in q.content)}"
                for q in gold
            ],
            [f"[{q.type}] {self.names.get(q.speaker or '')}: {q.text}" for q in found],
            [q.content[0].find(self.text) for q in gold],
            [Offsets(q.parts[0].start, q.parts[0].end) for q in found],
        )
        same = {(i, j): self._same_speaker(gold[i].speaker, found[j].speaker) for i, j in pairs}
        total = (len(found), len(gold))
        exact = sum(dice(gold_characters[i], found_characters[j]) > _EXACT for i, j in pairs)
        self.scores.add("quotes.exact", exact, *total)
        self.scores.add("quotes.speaker", sum(same.values()), *total)
        self.scores.add("quotes.type", sum(gold[i].type == found[j].type for i, j in pairs), *total)
        cues = [(gold[i].cue, found[j].cue) for i, j in pairs if gold[i].cue]
        right = sum(self._overlap(a, b) for a, b in cues)
        self.scores.add("quotes.cue", right, len(cues), len(cues))
        matched = {j for _, j in pairs}
        for kind in get_args(QuoteType):
            of_kind = [j for j, quote in enumerate(found) if quote.type == kind]
            self.scores.add_apart(
                f"quotes.{kind}",
                sum(j in matched for j in of_kind),
                len(of_kind),
                sum(right for (i, _), right in same.items() if gold[i].type == kind),
                sum(quote.type == kind for quote in gold),
            )
        for (i, j), right in same.items():
            if not right:
                expected, got = (
                    self.gold_names.get(gold[i].speaker or ""),
                    self.names.get(found[j].speaker or ""),
                )
                self._mistake(
                    "quotes.speaker", "wrong", f"{got} for {expected}: {gold[i].content[0].text}", None
                )

    def claims(self, measure: str, *, attributed: bool) -> None:
        gold = [claim for claim in self.gold.claims if claim.attributed == attributed]
        found = (
            [claim for claim in self.document.claims if (claim.speaker or claim.quote) is not None]
            if attributed
            else [claim for claim in self.document.claims if (claim.speaker or claim.quote) is None]
        )
        pairs = pair(
            [self._characters([claim]) for claim in gold],
            [self._characters([claim]) for claim in found],
            dice,
        )
        self._found(
            measure,
            pairs,
            [f"[{claim.type}] {claim.text}" for claim in gold],
            [f"[{claim.type}] {claim.text}" for claim in found],
            [claim.find(self.text) for claim in gold],
            [Offsets(claim.start, claim.end) for claim in found],
        )
        matched = [(gold[i], found[j]) for i, j in pairs]
        if attributed:
            right = sum(self._same_speaker(a.speaker, b.speaker) for a, b in matched)
            self.scores.add(f"{measure}.speaker", right, len(found), len(gold))
        self._attribute(f"{measure}.type", [(a.type, b.type, a.text) for a, b in matched])
        self._attribute(f"{measure}.negated", [(a.negated, b.negated, a.text) for a, b in matched])
        self._attribute(f"{measure}.certainty", [(a.certainty, b.certainty, a.text) for a, b in matched])
        self._conditions(measure, matched)
        for kind in get_args(ClaimType) if attributed else ():
            self.scores.add(
                f"{measure}.{kind}",
                sum(a.type == b.type == kind for a, b in matched),
                sum(claim.type == kind for claim in found),
                sum(claim.type == kind for claim in gold),
            )

    def _conditions(self, measure: str, matched: Sequence[tuple[GoldClaim, Claim]]) -> None:
        either = [(a, b) for a, b in matched if a.condition or b.condition]
        right = sum(self._overlap(a.condition, b.condition) for a, b in either)
        self.scores.add(f"{measure}.condition", right, len(either), len(either))
        for a, b in either:
            if not self._overlap(a.condition, b.condition):
                detail = f"{_words(b.condition)!r} for {_words(a.condition)!r}: {a.text}"
                self._mistake(f"{measure}.condition", "wrong", detail, None)

    def dates(self) -> None:
        gold, found = self.gold.dates, self.document.dates
        gold_spans = [date.find(self.text) for date in gold]
        spans = [Offsets(date.start, date.end) for date in found]
        pairs = pair(
            [self._characters([date]) for date in gold],
            [self._characters([date]) for date in found],
            dice,
            _TOUCH,
        )
        self._found(
            "dates",
            pairs,
            [f"{date.text} ({date.value})" for date in gold],
            [f"{date.text} ({date.value})" for date in found],
            gold_spans,
            spans,
        )
        total = (len(found), len(gold))
        self.scores.add("dates.strict", sum(gold_spans[i] == spans[j] for i, j in pairs), *total)
        self.scores.add("dates.value", sum(gold[i].value == found[j].value for i, j in pairs), *total)
        self._attribute("dates.type", [(gold[i].type, found[j].type, gold[i].text) for i, j in pairs])
        for i, j in pairs:
            if gold[i].value != found[j].value:
                detail = f"{found[j].value} for {gold[i].value}: {gold[i].text}"
                self._mistake("dates.value", "wrong", detail, gold_spans[i])

    def deadlines(self) -> None:
        gold, found = self.gold.deadlines, self.document.deadlines
        pairs = pair(
            [self._characters([item]) for item in gold],
            [self._characters([item.limit]) for item in found],
            dice,
            _LIMIT,
        )
        self._found(
            "deadlines",
            pairs,
            [f"{item.text} -> {item.due}" for item in gold],
            [f"{item.limit.text} -> {item.due.value}" for item in found],
            [item.find(self.text) for item in gold],
            [Offsets(item.limit.start, item.limit.end) for item in found],
        )
        matched = [(gold[i], found[j]) for i, j in pairs]
        due = sum(a.due == b.due.value for a, b in matched)
        self.scores.add("deadlines.due", due, len(found), len(gold))
        self._deadline_attributes(matched)

    def _deadline_attributes(self, matched: Sequence[tuple[GoldDeadline, Deadline]]) -> None:
        tasks = sum(self._overlap(a.task, b.task) for a, b in matched)
        self.scores.add("deadlines.task", tasks, len(matched), len(matched))
        speakers = sum(self._same_speaker(a.speaker, b.speaker) for a, b in matched)
        self.scores.add("deadlines.speaker", speakers, len(matched), len(matched))
        self._attribute("deadlines.firmness", [(a.firmness, b.firmness, a.text) for a, b in matched])
        for a, b in matched:
            if a.due != b.due.value:
                self._mistake(
                    "deadlines.due", "wrong", f"{b.due.value} for {a.due}: {a.text}", a.find(self.text)
                )
            if not self._overlap(a.task, b.task):
                detail = f"{_words(b.task)!r} for {_words(a.task)!r}: {a.text}"
                self._mistake("deadlines.task", "wrong", detail, a.find(self.text))

    def _found(  # noqa: PLR0913, PLR0917 - the two sides' labels and places
        self,
        measure: str,
        pairs: Sequence[tuple[int, int]],
        gold: Sequence[str],
        found: Sequence[str],
        gold_spans: Sequence[Offsets | None] = (),
        found_spans: Sequence[Offsets | None] = (),
    ) -> None:
        self.scores.add(measure, len(pairs), len(found), len(gold))
        missed = set(range(len(gold))) - {i for i, _ in pairs}
        spurious = set(range(len(found))) - {j for _, j in pairs}
        for i in sorted(missed):
            self._mistake(measure, "missed", gold[i], gold_spans[i] if gold_spans else None)
        for j in sorted(spurious):
            self._mistake(measure, "spurious", found[j], found_spans[j] if found_spans else None)

    def _attribute(self, measure: str, values: Sequence[tuple[object, object, str]]) -> None:
        self.scores.add(measure, sum(a == b for a, b, _ in values), len(values), len(values))
        for expected, got, label in values:
            if expected != got:
                self._mistake(measure, "wrong", f"{got} for {expected}: {label}", None)

    def _mistake(self, measure: str, kind: str, detail: str, span: Offsets | None) -> None:
        context = "" if span is None else sentence_around(self.text, span)
        self.scores.mistakes.append(Mistake(self.gold.id, measure, kind, detail, context))

    def _characters(self, places: Iterable[Place | Span | Claim | object]) -> frozenset[int]:
        return characters(self.text, (self._offsets(place) for place in places))

    def _offsets(self, place: object) -> Offsets:
        if isinstance(place, Place):
            return place.find(self.text) or Offsets(0, 0)
        return Offsets(place.start, place.end)  # type: ignore[attr-defined]  # spans, claims and dates alike

    def _overlap(self, gold: Place | None, found: Span | None) -> bool:
        if gold is None or found is None:
            return False
        return dice(self._characters([gold]), self._characters([found])) >= _HALF

    def _same_speaker(self, gold: str | None, found: str | None) -> bool:
        if gold is None or found is None:
            return gold is None and found is None
        return same_name(self.gold_names[gold], self.names.get(found))


def _words(span: Place | Span | None) -> str | None:
    return None if span is None else span.text
