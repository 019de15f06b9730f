"""Coverage-guided search for texts and files that break something.

Needs atheris, which tests do not. The options behind the target are libFuzzer's, the first of them a folder that
keeps what reached something new; what it finds becomes a test:
``python tests/trust/fuzz.py news CORPUS -max_total_time=3600 -max_len=4096 -len_control=0``

``news`` changes sentences as a reader would, ``pipeline`` and ``rules`` decode bytes into texts, ``surface`` looks at
what needs no parse, ``reading`` at files, ``records`` at record files.
"""

import datetime as dt
import io
import random
import sys
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path
from typing import Any

import atheris
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

with atheris.instrument_imports(include=["newsclaims"]):
    from hostile_texts import NEWS, TEXTS, check
    from news_mutations import article as invented
    from news_mutations import mutate

    from newsclaims import Article, Document, Extractor
    from newsclaims.attribution.marks import find_quotations
    from newsclaims.attribution.tagger.features import quotation_state
    from newsclaims.dates.article_date import date_of_text
    from newsclaims.errors import NewsclaimsError
    from newsclaims.export import View
    from newsclaims.export.registry import FORMATS
    from newsclaims.paragraphs import paragraphs
    from newsclaims.reading import ReadOptions, read, source_id
    from newsclaims.reading.formats import Format
    from newsclaims.reading.json_records import json_lines, json_objects
    from newsclaims.reading.sources import DataSource
    from newsclaims.record_files import read_documents

_DAYS = st.none() | st.dates()
_LONG = settings(deadline=None, suppress_health_check=list(HealthCheck), database=None)


def _print(document: Document) -> None:
    """Print a document in every format that is text."""
    for fmt in FORMATS.values():
        if fmt.text is not None:
            stream = io.StringIO()
            fmt.text([document], stream, View())
            stream.getvalue().encode()


def _pipeline(attribution: str) -> Callable[[bytes], object]:
    extractor = Extractor(attribution=attribution)

    @_LONG
    @given(TEXTS, _DAYS)
    def run(text: str, day: dt.date | None) -> None:
        article = Article(text=text, date=day, date_source="option" if day else "none")
        document = extractor.extract(article)
        check(document, article)
        _print(document)

    return _of_bytes(run)


# Texts that are read again together, in another order.
_BATCH = 8


class _News:
    """Reads each text alone, and every eight again as one batch in another order."""

    def __init__(self) -> None:
        self.extractor = Extractor()
        self.waiting: list[tuple[Article, Document]] = []

    def __call__(self, data: bytes) -> None:
        text = data.decode(errors="replace")
        chance = random.Random(data)  # noqa: S311 - nothing secret
        day = chance.choice(
            [
                None,
                dt.date(2025, 4, 19),
                dt.date(2024, 2, 29),
                dt.date.fromordinal(chance.randint(1, 3652059)),
            ]
        )
        article = Article(text=text, date=day, date_source="option" if day else "none")
        document = self.extractor.extract(article)
        check(document, article)
        _print(document)
        self.waiting.append((article, document))
        if len(self.waiting) == _BATCH:
            self._read_again(chance)

    def _read_again(self, chance: random.Random) -> None:
        batch, self.waiting = self.waiting, []
        chance.shuffle(batch)
        for (article, alone), again in zip(
            batch, self.extractor.stream(article for article, _ in batch), strict=True
        ):
            if again != alone:
                msg = f"{[article.model_dump_json() for article, _ in batch]}: {article.model_dump_json()}"
                raise AssertionError(msg)


def _mutated(data: bytes, most: int, seed: int) -> bytes:
    chance = random.Random(seed)  # noqa: S311
    text = data.decode(errors="replace") if data else invented(chance)
    return mutate(text or NEWS, chance).encode(errors="replace")[:most]


def _of_bytes(test: Any) -> Callable[[bytes], object]:
    found: Callable[[bytes], object] = test.hypothesis.fuzz_one_input
    return found


@_LONG
@given(TEXTS)
def _surface(text: str) -> None:
    spans = paragraphs(text)
    find_quotations(text, spans)
    date_of_text(text)
    for span in spans:
        quotation_state(text[slice(*span)])


def _reading(data: bytes) -> None:
    kind = list(Format)[data[0] % len(Format)] if data else Format.TEXT
    with suppress(NewsclaimsError):
        reading = read(DataSource(data[1:], "a", None, kind, len(data)), ReadOptions())
        reading.article.model_dump_json().encode()
    for source in json_lines(io.BytesIO(data[1:]), "a"):
        source_id(source, ReadOptions()).encode()
    with suppress(NewsclaimsError):
        list(json_objects(data[1:], "a"))


def _records(data: bytes) -> None:
    path = Path("/dev/shm/newsclaims-fuzz")  # noqa: S108 - a file in memory
    path.write_bytes(data)
    for entry in read_documents(str(path)):
        if isinstance(entry, Document):
            assert not list(entry.problems())


def _target(name: str) -> Callable[[bytes], object]:
    if name in {"pipeline", "rules"}:
        return _pipeline("tagger" if name == "pipeline" else "rules")
    if name == "news":
        return _News()
    return {"surface": _of_bytes(_surface), "reading": _reading, "records": _records}[name]


if __name__ == "__main__":
    target = _target(sys.argv[1])
    changes = {"custom_mutator": _mutated} if sys.argv[1] == "news" else {}
    atheris.Setup([sys.argv[0], *sys.argv[2:]], target, **changes)
    atheris.Fuzz()
