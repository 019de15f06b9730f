"""Weak labels for the antecedent ranking, from attributed articles without any coreference annotation.

Pronouns: where an article has named several people, the gender of "he" or "she" often leaves exactly one. That one is
the label, and gender is hidden from the ranking, which has to find it by recency, salience, syntax and context alone.
Surnames: a surname that only one person of the article bears is hidden, and the ranking has to find its bearer.
They and it: in a chain of attributions ("the ministry said ... It added ..."), the source before.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace

from newsclaims.attribution import Attribution, ParsedArticle
from newsclaims.speakers.features import Features, describe
from newsclaims.speakers.lexicon import lexicon
from newsclaims.speakers.mentions import Mention
from newsclaims.speakers.ranking import Task
from newsclaims.speakers.resolution import WINDOW, Resolver

# Somebody of unknown gender who was mentioned within so many sentences may be meant: no label then.
DOUBT = 1


@dataclass(frozen=True, slots=True)
class Example:
    """One mention with its candidates.

    Attributes:
        task: which weights it trains: "personal", "other" (they, it) or "surname".
        candidates: the features of each.
        label: index of the right one.
    """

    task: str
    candidates: tuple[Features, ...]
    label: int


@dataclass(slots=True)
class Genders:
    """How often the table of given names and the forms of address of an article agree."""

    right: int = 0
    wrong: int = 0


@dataclass(slots=True)
class Labels:
    """What the articles yield."""

    examples: list[Example] = field(default_factory=list)
    genders: Genders = field(default_factory=Genders)


class Labeller(Resolver):
    """Resolves an article, and keeps what can be labelled on the way."""

    def __init__(
        self, article: ParsedArticle, attributions: Sequence[Attribution], labels: Labels, every: int
    ) -> None:
        super().__init__(article, attributions)
        self.labels = labels
        self.every = every
        self.surnames = 0

    def best(self, mention: Mention, task: Task, candidates: list[int], *, source: bool) -> int | None:
        """The labelled antecedent where there is a label, else the ranking's."""
        label = None
        if task == "pronoun" and mention.gender:
            label = self._by_gender(mention, source=source)
        elif task == "pronoun" and source:
            label = self._by_chain(mention, candidates)
        return super().best(mention, task, candidates, source=source) if label is None else label

    def named(self, mention: Mention, *, source: bool) -> int | None:
        """The bearer of a name; every so many repeated surnames become an example."""
        number = super().named(mention, source=source)
        if number is not None and number in self.recent and mention.end - mention.first == 1:
            self.surnames += 1
            if self.surnames % self.every == 0 and self.entities[number].kind == "person":
                self._keep("surname", replace(mention, gender=None), self._persons(), number, source=source)
        return number

    def _persons(self) -> list[int]:
        latest = list(reversed(self.recent))[:WINDOW]
        return [n for n in latest if self.entities[n].kind == "person" and not self.entities[n].plural]

    def _by_gender(self, mention: Mention, *, source: bool) -> int | None:
        assert mention.gender is not None
        tokens = self.tokens
        persons: list[int] = []
        for number in self._persons():
            entity = self.entities[number]
            if entity.lead(mention.gender):
                persons.append(number)
            elif (
                tokens.sentence[mention.head] - tokens.sentence[entity.mentions[-1].head] <= DOUBT
                and entity.mentions[-1].determiner != "indefinite"
            ):
                return None
        fitting = [number for number in persons if self.entities[number].lead(mention.gender) > 0]
        if len(fitting) != 1 or len(persons) == 1:
            return None
        self._keep("personal", mention, persons, fitting[0], source=source)
        return fitting[0]

    def _by_chain(self, mention: Mention, candidates: list[int]) -> int | None:
        if not self.discourse.speakers:
            return None
        position, number = self.discourse.speakers[-1]
        tokens = self.tokens
        near = (
            tokens.paragraph[position] == tokens.paragraph[mention.head]
            and tokens.sentence[mention.head] - tokens.sentence[position] == 1
        )
        fits = self.entities[number].kind != "person" and number in candidates
        if not near or not fits or self.entities[number].plural != mention.plural:
            return None
        self._keep("other", mention, candidates, number, source=True)
        return number

    def _keep(
        self, task: str, mention: Mention, candidates: Sequence[int], number: int, *, source: bool
    ) -> None:
        if number not in candidates or len(candidates) == 1:
            return
        features = tuple(
            {
                name: value
                for name, value in describe(mention, other, recency, self.discourse, source=source).items()
                if not name.startswith("gender")
            }
            for recency, other in enumerate(candidates)
        )
        self.labels.examples.append(Example(task, features, candidates.index(number)))


def label(articles: Iterator[tuple[ParsedArticle, Sequence[Attribution]]], *, surname_every: int) -> Labels:
    """The examples of many articles."""
    labels = Labels()
    for article, attributions in articles:
        labeller = Labeller(article, attributions, labels, surname_every)
        _count_genders(labeller, labels.genders)
        labeller.resolve()
    return labels


def _count_genders(labeller: Labeller, genders: Genders) -> None:
    """Compare the table of given names with the forms of address, person by person."""
    for number, entity in enumerate(labeller.entities):
        usual = lexicon().given.get(entity.words[0].lower()) if len(entity.words) > 1 else None
        addressed = {
            name.gender
            for name, meant in zip(labeller.names, labeller.meanings, strict=True)
            if meant == (number,) and name.gender
        }
        if usual and len(addressed) == 1:
            genders.right += usual in addressed
            genders.wrong += usual not in addressed
