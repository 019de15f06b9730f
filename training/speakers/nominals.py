"""Examples for the ranking of nominals, from sources that were read by hand: who is "the senator" here?

The labels are lines of numbers: line of the corpus, offset of the nominal, and offset of an earlier mention of whom
it means, or "new". The annotated articles of data/gold/dev and data/speakers are further sources of them. What is not
labelled is resolved by the weights so far.
"""

from abc import ABC, abstractmethod
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path

from spacy.language import Language
from weak_labels import Example

from newsclaims.attribution import Attribution, AttributionEngine, ParsedArticle, parsed_article
from newsclaims.evaluation.matching import same_name
from newsclaims.evaluation.oracle import GoldFindings
from newsclaims.evaluation.speaker_articles import read_article
from newsclaims.speakers import Cast, Party
from newsclaims.speakers.mentions import Mention
from newsclaims.speakers.resolution import Resolver

# A line of the corpus to the offsets of its nominals, each with that of an earlier mention or None.
Read = dict[int, dict[int, int | None]]
_NOBODY = {"new", "none"}


def read_labels(path: Path) -> Read:
    """The labels of a file with columns line, offset and offset of the other mention, separated by tabs."""
    found: Read = {}
    for row in path.read_text(encoding="utf-8").splitlines():
        if not row.startswith("#"):
            line, offset, antecedent = row.split("\t")
            found.setdefault(int(line), {})[int(offset)] = None if antecedent in _NOBODY else int(antecedent)
    return found


class NominalLabeller(Resolver, ABC):
    """Resolves an article, and keeps the nominals whose antecedent is known as examples."""

    def __init__(self, article: ParsedArticle, attributions: Sequence[Attribution]) -> None:
        super().__init__(article, attributions)
        self.examples: list[Example] = []

    @abstractmethod
    def known(self, mention: Mention) -> tuple[bool, int | None]:
        """Whether it is known whom a nominal means, and the entity: None for somebody new."""

    @abstractmethod
    def borne(self, name: Mention, number: int, parties: list[int]) -> tuple[bool, int | None]:
        """Whether it is known which of the unnamed parties bears a name, and which: None for nobody of them."""

    def bearer(self, mention: Mention, number: int, parties: list[int]) -> int | None:
        """The labelled bearer of a name, else the ranking's."""
        known, bearer = self.borne(mention, number, parties)
        if not known:
            return super().bearer(mention, number, parties)
        choices = self.bearers(mention, number, parties)
        right = 0 if bearer is None else parties.index(bearer) + 1
        self.examples.append(Example("introduction", tuple(choices), right))
        return bearer

    def among(self, mention: Mention, candidates: list[int], *, source: bool) -> int | None:
        """The labelled antecedent where there is a label, else the ranking's."""
        known, meant = self.known(mention) if source and candidates else (False, None)
        if not known or (meant is not None and meant not in candidates):
            return super().among(mention, candidates, source=source)
        choices = self.choices(mention, candidates, source=source)
        self.examples.append(
            Example("nominal", tuple(choices), 0 if meant is None else candidates.index(meant) + 1)
        )
        return meant


class ReadByHand(NominalLabeller):
    """An article of the corpus with labels."""

    def __init__(
        self,
        article: ParsedArticle,
        attributions: Sequence[Attribution],
        labels: dict[int, int | None],
        names: dict[int, int | None],
    ) -> None:
        super().__init__(article, attributions)
        self.labels = labels
        self.later = names

    def borne(self, name: Mention, number: int, parties: list[int]) -> tuple[bool, int | None]:
        """By the offsets of the labels; an unnamed party without a label is not the one, if others have labels."""
        del number
        span = name.span(self.tokens)
        offsets = {self.tokens.start[self.entities[party].mentions[0].first]: party for party in parties}
        for offset, party in offsets.items():
            place = self.later.get(offset)
            if place is not None and span.start <= place < span.end:
                return True, party
        return bool(offsets.keys() & self.later.keys()), None

    def known(self, mention: Mention) -> tuple[bool, int | None]:
        """By the offsets of the labels."""
        offset = self.tokens.start[mention.first]
        if offset not in self.labels:
            return False, None
        place = self.labels[offset]
        if place is None:
            return True, None
        for other, number in self.of_mention.items():
            span = other.span(self.tokens)
            if span.start <= place < span.end:
                return True, number
        return False, None


class Annotated(NominalLabeller):
    """An annotated article."""

    def __init__(self, findings: GoldFindings) -> None:
        super().__init__(findings.article, findings.attributions)
        self.cast = findings.cast

    def known(self, mention: Mention) -> tuple[bool, int | None]:
        """By the speakers of the attributions: the entity that spoke before for the same one, or has its name."""
        index = next(index for index, group in enumerate(self.sources) if mention in group)
        speaker = self.cast.of_attribution[index]
        if speaker is None:
            return False, None
        for other, group in enumerate(self.sources[:index]):
            spoken = [self.of_mention[item] for item in group if item in self.of_mention]
            if self.cast.of_attribution[other] == speaker and len(spoken) == 1:
                return True, spoken[0]
        for number in self.recent:
            entity = self.entities[number]
            if entity.named and same_name(" ".join(entity.words), self.cast.parties[speaker].name):
                return True, number
        return True, None

    def borne(self, name: Mention, number: int, parties: list[int]) -> tuple[bool, int | None]:
        """By the speakers of the attributions that the parties have so far, and the name."""
        del name
        own = " ".join(self.entities[number].words)
        for index, speaker in enumerate(self.cast.of_attribution):
            spoken = [self.of_mention[item] for item in self.sources[index] if item in self.of_mention]
            of_party = speaker is not None and len(spoken) == 1 and spoken[0] in parties
            if of_party and same_name(own, self.cast.parties[speaker or 0].name):
                return True, spoken[0]
        return True, None


class Summarised(Annotated):
    """An article of which only the speakers are known: who bears a name that an unnamed one had is not."""

    def borne(self, name: Mention, number: int, parties: list[int]) -> tuple[bool, int | None]:
        """Unknown."""
        del name, number, parties
        return False, None


def findings(path: Path, nlp: Language, engine: AttributionEngine) -> GoldFindings:
    """An article of ``data/speakers`` with the attributions that the engine finds, by the speakers of their words."""
    text, speakers = read_article(path)
    article = parsed_article(nlp(text))
    (attributions,) = engine.attribute([article])
    contents = [" ".join(text[part.start : part.end] for part in item.content) for item in attributions]
    owners = [
        next((n for n, s in enumerate(speakers) if any(words in content for words in s.words)), None)
        for content in contents
    ]
    parties = tuple(Party(s.name, "person", s.role, None, s.aliases, ()) for s in speakers)
    return GoldFindings(article, attributions, (), (), Cast(parties, tuple(owners)))


def examples(
    articles: Sequence[tuple[ParsedArticle, Sequence[Attribution]]],
    labels: Read,
    names: Read,
    annotated: Iterable[GoldFindings],
    summarised: Iterable[GoldFindings],
) -> Iterator[Example]:
    """The examples of all labelled articles."""
    lines = sorted({*labels, *names})
    labellers: list[NominalLabeller] = [
        ReadByHand(*articles[line], labels.get(line, {}), names.get(line, {})) for line in lines
    ]
    labellers += [Annotated(article) for article in annotated]
    labellers += [Summarised(article) for article in summarised]
    for labeller in labellers:
        labeller.resolve()
        yield from labeller.examples
