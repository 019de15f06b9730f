"""Sources to outcomes: which part of them, in one process or in several, and where an earlier run ended."""

from collections.abc import Generator, Iterable, Iterator
from dataclasses import dataclass
from itertools import islice
from typing import Self

from newsclaims.batch.outcomes import Outcome, Settings, chunks
from newsclaims.batch.output import OutputFile
from newsclaims.batch.pool import Pool
from newsclaims.errors import InputError, UsageError
from newsclaims.reading import ReadOptions, Source, source_id


@dataclass(frozen=True, slots=True)
class Shard:
    """Every `count`-th source, from the `number`-th, counted from 1."""

    number: int = 1
    count: int = 1

    @classmethod
    def of(cls, text: str) -> Self:
        """The shard that "I/N" names.

        Raises:
            UsageError: it names none.
        """
        number, _, count = text.partition("/")
        if not (number.isdecimal() and count.isdecimal() and 1 <= int(number) <= int(count)):
            msg = f"no shard {text!r}"
            raise UsageError(msg, "the first of four is 1/4, the last 4/4")
        return cls(int(number), int(count))

    def of_sources(self, sources: Iterable[Source]) -> Iterator[Source]:
        """Its part of `sources`."""
        return islice(sources, self.number - 1, None, self.count)


@dataclass(frozen=True, slots=True)
class Done:
    """What an earlier run did: articles, failures among them, and bytes of input."""

    articles: int = 0
    failures: int = 0
    size: int = 0


def skip_done(sources: Iterator[Source], output: OutputFile, options: ReadOptions) -> Done:
    """Advance `sources` past the articles that `output` has already.

    Raises:
        InputError: the output was made from other articles.
    """
    articles = failures = size = 0
    for article_id, failed in output.lines():
        source = next(sources, None)
        if source is None or source_id(source, options) != article_id:
            here = "the input ends" if source is None else f"the input has {source_id(source, options)!r}"
            msg = f"{output.path}: made from other articles: line {articles + 1} is {article_id!r}, where {here}"
            raise InputError(msg, "name the same input as before, or begin anew with --overwrite")
        articles += 1
        failures += failed
        size += source.size
    return Done(articles, failures, size)


def run_local(sources: Iterable[Source], settings: Settings, jobs: int = 1) -> Generator[list[Outcome]]:
    """The outcomes of `sources` in order, a few at a time, each of them once.

    Closing the iterator ends the worker processes.

    Raises:
        UsageError: there is no such engine or encoding.
        MissingDependencyError: a model or an extra is not installed.
    """
    batches = iter(chunks(sources))
    if jobs > 1:
        with Pool(settings, jobs=jobs, give_up=settings.give_up) as pool:
            yield from pool.results(batches)
        return
    first = next(batches, None)
    if first is None:  # no need to load a model
        return
    function = settings()
    yield function(first)
    for batch in batches:
        yield function(batch)
