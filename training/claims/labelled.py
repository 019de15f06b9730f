"""Claims with the type that people gave them, as the evidence that the program sees for them."""

import hashlib
import json
import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import NamedTuple

from newsclaims.attribution import parsed_article
from newsclaims.attribution.standing import part_standing
from newsclaims.claims import type_reader
from newsclaims.claims.attributed import attributed_readings
from newsclaims.claims.evidence import evidence
from newsclaims.claims.reading import Reading
from newsclaims.claims.structures import Before
from newsclaims.claims.type_reader import Question
from newsclaims.claims.types import settled
from newsclaims.claims.view import View
from newsclaims.claims.weighing import question
from newsclaims.dates import find_times
from newsclaims.evaluation.gold import read_gold
from newsclaims.evaluation.matching import characters, dice, pair
from newsclaims.offsets import Offsets
from newsclaims.pipeline import Extractor
from newsclaims.quotes import find_quotes
from newsclaims.records import Article, ClaimType
from newsclaims.speakers import resolve_speakers

TYPES: dict[str, ClaimType] = {
    "F": "fact", "O": "opinion", "P": "prediction", "M": "promise", "T": "threat", "D": "demand", "N": "denial",
}  # fmt: skip
_MARK = re.compile(r"\[([FOPMTDN]) |\]")
LABELS = Path(__file__).parent / "labels.tsv"
CORPORA = "corpora"
# Where the articles of labels.tsv stand in a folder of corpora.
_CORPORA = {
    "aquaint": "dates/aquaint.jsonl",
    "meantime": "dates/meantime_dev.jsonl",
    "polnear": "quotes/polnear_train.jsonl",
    "timebank": "dates/timebank.jsonl",
}
_DIGITS = 8
_LEFT_OUT = 10


class Marked(NamedTuple):
    """Where a claim stands, its type, and the type that is about as right, if there is one."""

    span: Offsets
    type: ClaimType
    second: ClaimType | None = None


@dataclass(frozen=True, slots=True)
class Labelled:
    """One claim that was found where a person marked one.

    Attributes:
        source: the file or folder that it comes from.
        group: the article or report that it stands in: claims of one group are never on both sides of a split.
        type: what the person says it is.
        second: what the person finds about as right, or None.
        settled: what its cue or mood settle, so that nothing is weighed; else None.
        evidence: what the program observes of it.
        words: the claim itself.
        question: what the network is asked about it.
        network: what the network says of it, in log-probabilities by type; empty where it is not asked.
    """

    source: str
    group: str
    type: ClaimType
    second: ClaimType | None
    settled: ClaimType | None
    evidence: tuple[str, ...]
    words: str
    question: Question
    network: tuple[float, ...] = ()

    @property
    def news(self) -> bool:
        """Whether it is of an article that others own."""
        return self.source == CORPORA


def marked_reports(path: Path) -> Iterator[tuple[str, str, list[Marked]]]:
    """The reports of a file of marked examples: name, text, and where the claims are, with their types."""
    body = "\n".join(line for line in path.read_text(encoding="utf-8").splitlines() if line[:1] != "#")
    for number, report in enumerate(part for part in body.split("\n\n") if part.strip()):
        yield f"{path.stem}-{number}", *_unmarked(report.strip())


def _unmarked(report: str) -> tuple[str, list[Marked]]:
    text, position = "", 0
    open_at: list[tuple[int, ClaimType]] = []
    claims: list[Marked] = []
    for mark in _MARK.finditer(report):
        text += report[position : mark.start()]
        position = mark.end()
        if mark[1]:
            open_at.append((len(text), TYPES[mark[1]]))
        else:
            start, kind = open_at.pop()
            claims.append(Marked(Offsets(start, len(text)), kind))
    return text + report[position:], claims


def labelled_articles(labels: Path, corpora: Path) -> Iterator[tuple[str, str, list[Marked]]]:
    """The articles of labels.tsv: name, text from the folder of corpora, and where which types of claims stand.

    Raises:
        SystemExit: an article is not there, or a claim's words are not those that were labelled.
    """
    claims: dict[str, list[tuple[Marked, str]]] = {}
    for line in labels.read_text(encoding="utf-8").splitlines():
        if line[:1] == "#":
            continue
        article, start, end, types, digest = line.split("\t")
        kinds = [TYPES[letter] for letter in types]
        mark = Marked(Offsets(int(start), int(end)), kinds[0], kinds[1] if kinds[1:] else None)
        claims.setdefault(article, []).append((mark, digest))
    texts = dict(_texts(corpora))
    for article, marks in claims.items():
        text = texts.get(article, "")
        for mark, digest in marks:
            words = text[mark.span.start : mark.span.end]
            if hashlib.sha256(words.encode()).hexdigest()[:_DIGITS] != digest:
                msg = f"{article}, {mark.span.start}-{mark.span.end}: these are not the words that were labelled"
                raise SystemExit(msg)
        yield article, text, [mark for mark, _ in marks]


def _texts(corpora: Path) -> Iterator[tuple[str, str]]:
    for corpus, name in _CORPORA.items():
        for line in (corpora / name).read_text(encoding="utf-8").splitlines():
            article = json.loads(line)
            yield f"{corpus}:{article['id']}", article["text"]


class Reader:
    """Runs the program and keeps what it read of each claim.

    Args:
        network: whether the network is asked as well.
    """

    def __init__(self, *, network: bool = True) -> None:
        self.extractor = Extractor()
        self.network = network

    def of_reports(self, path: Path) -> Iterator[Labelled]:
        """The claims of a file of marked reports."""
        for group, text, claims in marked_reports(path):
            yield from self._matched(path.stem, group, Article(text=text), claims)

    def of_gold(self, folder: Path) -> Iterator[Labelled]:
        """The attributed claims of a folder of annotated articles."""
        for _, gold in read_gold(folder):
            spans = [(claim.find(gold.text), claim.type) for claim in gold.claims if claim.attributed]
            article = Article(text=gold.text, date=gold.date, date_source="metadata")
            claims = [Marked(span, kind) for span, kind in spans if span]
            yield from self._matched(folder.name, gold.id, article, claims)

    def of_corpora(self, labels: Path, corpora: Path) -> Iterator[Labelled]:
        """The claims of labels.tsv, in articles of a folder of corpora."""
        for name, text, claims in labelled_articles(labels, corpora):
            yield from self._matched(CORPORA, name, Article(text=text), claims)

    def _matched(
        self, source: str, group: str, article: Article, claims: Sequence[Marked]
    ) -> Iterator[Labelled]:
        readings = self._readings(article)
        pairs = pair(
            [characters(article.text, [claim.span]) for claim in claims],
            [characters(article.text, [reading.clause.span]) for reading in readings],
            dice,
        )
        observed = [evidence(reading) for reading in readings]
        questions = [question(*pair) for pair in zip(readings, observed, strict=True)]
        said = type_reader.load().log_probabilities(questions) if self.network else [()] * len(readings)
        for i, j in pairs:
            yield Labelled(
                source=source,
                group=group,
                type=claims[i].type,
                second=claims[i].second,
                settled=settled(readings[j]),
                evidence=observed[j],
                words=article.text[slice(*readings[j].clause.span)],
                question=questions[j],
                network=tuple(said[j]),
            )

    def _readings(self, article: Article) -> list[Reading]:
        parsed = parsed_article(self.extractor.nlp(article.text))
        attributions = part_standing(parsed, self.extractor.engine.attribute([parsed])[0])
        cast = resolve_speakers(parsed, attributions)
        times = find_times(parsed, article.date)
        quotes = find_quotes(parsed, attributions, times)
        view = View.of(parsed.doc)
        before = Before(parsed, view, attributions, quotes, times, cast, article.date)
        return [reading for _, reading in attributed_readings(before)]


def read(
    reader: Reader, reports: Iterable[Path], folders: Iterable[Path], corpora: Path | None = None
) -> list[Labelled]:
    """The labelled claims of all files and folders; those of labels.tsv where the folder of corpora is given."""
    return [
        *(claim for path in reports for claim in reader.of_reports(path)),
        *(claim for folder in folders for claim in reader.of_gold(folder)),
        *(reader.of_corpora(LABELS, corpora) if corpora is not None else ()),
    ]


def held_out(claims: Iterable[Labelled]) -> set[str]:
    """The articles, one in ten by the digests of their names, that no network is trained on."""
    groups = {claim.group for claim in claims}
    return {name for name in groups if int(hashlib.sha256(name.encode()).hexdigest(), 16) % _LEFT_OUT == 0}
