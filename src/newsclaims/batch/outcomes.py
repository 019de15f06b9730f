"""What the command line does with each source: read it, process it, make the line of output."""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from newsclaims.batch.failures import Failure
from newsclaims.batch.process import BATCH_CHARACTERS, Models, grouped, killed, process_batch
from newsclaims.export.view import View
from newsclaims.jsons import dumps
from newsclaims.reading import Reading, ReadOptions, Source, read, source_id
from newsclaims.records import Document

if TYPE_CHECKING:
    from newsclaims.pipeline import Extractor

# Sources that a worker gets at once, by number and bytes: what a kill costs, against the cost of handing out.
CHUNK_SIZE = 8
CHUNK_BYTES = 200_000


@dataclass(frozen=True, slots=True)
class Outcome:
    """What became of one source.

    Attributes:
        id: of the article, or the path that should have held it.
        line: its line of output, without the line feed.
        size: bytes of input that it stands for.
        failure: why it failed, or None.
        warnings: what the reader should be told.
        undated: it has dates but no date of its own, so that relative ones stay open.
    """

    id: str
    line: str
    size: int
    failure: Failure | None = None
    warnings: tuple[str, ...] = ()
    undated: bool = False


@dataclass(frozen=True, slots=True)
class Settings:
    """All that turns a source into its line; picklable, and called to load the models."""

    models: Models
    reading: ReadOptions
    view: View

    def __call__(self) -> Callable[[Sequence[Source]], list[Outcome]]:
        """The function that a worker runs."""
        extractor = self.models.load()
        return lambda sources: self.outcomes(sources, extractor)

    def outcomes(self, sources: Sequence[Source], extractor: "Extractor") -> list[Outcome]:
        """The outcome of each source, in order."""
        readings = [self._read(source) for source in sources]
        articles = [reading.article for reading in readings if isinstance(reading, Reading)]
        batches = grouped(articles, CHUNK_SIZE, BATCH_CHARACTERS, lambda article: len(article.text))
        results = (result for batch in batches for result in process_batch(batch, extractor))
        return [
            self._outcome(source, reading, next(results) if isinstance(reading, Reading) else reading)
            for source, reading in zip(sources, readings, strict=True)
        ]

    def give_up(self, source: Source) -> Outcome:
        """The outcome of a source that took its worker process down."""
        return self._failed(source, killed(source_id(source, self.reading)))

    def _read(self, source: Source) -> Reading | Failure:
        try:
            return read(source, self.reading)
        except Exception as error:  # noqa: BLE001 - one source's trouble is its own
            return Failure.of(source_id(source, self.reading), error)

    def _outcome(self, source: Source, reading: Reading | Failure, result: Document | Failure) -> Outcome:
        if isinstance(result, Failure):
            return self._failed(source, result)
        return Outcome(
            id=result.id,
            line=_line(self.view.data(result)),
            size=source.size,
            warnings=reading.warnings if isinstance(reading, Reading) else (),
            undated=result.date is None and bool(result.dates),
        )

    @staticmethod
    def _failed(source: Source, failure: Failure) -> Outcome:
        return Outcome(failure.id, _line(failure.data()), source.size, failure)


def chunks(sources: Iterable[Source]) -> Iterable[list[Source]]:
    """`sources` in the portions that workers get."""
    return grouped(sources, CHUNK_SIZE, CHUNK_BYTES, lambda source: source.size)


def _line(data: dict[str, object]) -> str:
    return dumps(data, compact=True)
