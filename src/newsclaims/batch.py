"""Many articles, one after the other: a failed one becomes a record of its failure and stops nothing."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import islice

from newsclaims.errors import NewsclaimsError
from newsclaims.pipeline import BATCH_SIZE, Extractor
from newsclaims.records import Article, Document


@dataclass(frozen=True, slots=True)
class Failure:
    """An article that could not be processed, and why."""

    id: str
    error: Exception

    @property
    def message(self) -> str:
        """What is wrong, in one line."""
        if isinstance(self.error, NewsclaimsError):
            return str(self.error)
        return f"{self.id}: {type(self.error).__name__}: {self.error}".replace("\n", " ")


def process_articles(articles: Iterable[Article], extractor: Extractor) -> Iterator[Document | Failure]:
    """The document, or the failure, of each article in order; reads ahead by at most one batch."""
    source = iter(articles)
    while batch := list(islice(source, BATCH_SIZE)):
        try:
            yield from list(extractor.stream(batch))
        except Exception:  # noqa: BLE001 - whatever one article raises, the others are still done
            for article in batch:
                yield _process(article, extractor)


def _process(article: Article, extractor: Extractor) -> Document | Failure:
    try:
        return extractor.extract(article)
    except Exception as error:  # noqa: BLE001 - see process_articles
        return Failure(article.id, error)
