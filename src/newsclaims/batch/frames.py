"""pandas frames in, pandas frames out: what Spark's ``mapInPandas`` and its like run on each of their workers."""

import datetime as dt
import json
import math
from collections.abc import Iterable, Iterator
from typing import Any

from newsclaims.batch.outcomes import Settings, chunks
from newsclaims.batch.process import DEFAULT_ATTRIBUTION, DEFAULT_MODEL, Models
from newsclaims.export.view import View
from newsclaims.reading import ReadOptions
from newsclaims.reading.formats import Format
from newsclaims.reading.sources import DataSource

# The columns of the result, as Spark writes a schema.
SCHEMA = "id string, failed boolean, record string"


def process_frames(  # noqa: PLR0913 - options with names
    frames: Iterable[Any],
    *,
    date: dt.date | None = None,
    text_key: str = "text",
    id_key: str = "id",
    title_key: str = "title",
    date_key: str = "date",
    model: str = DEFAULT_MODEL,
    attribution: str = DEFAULT_ATTRIBUTION,
) -> Iterator[Any]:
    """The records of the articles in `frames`, a row an article, in order; the models load once.

    ``archive.mapInPandas(process_frames, SCHEMA)`` runs it on Spark.

    Args:
        frames: pandas frames with a row an article, columns as the keys say.
        date: the date of all articles, whatever they say themselves.
        text_key: column of the text.
        id_key: column of the id.
        title_key: column of the title.
        date_key: column of the publication date.
        model: name of an installed English spaCy pipeline.
        attribution: name of the attribution engine.

    Yields:
        Frames with the columns id, failed, and record: the line that ``claims batch`` writes, JSON.
    """
    import pandas as pd  # type: ignore[import-untyped, unused-ignore]  # noqa: PLC0415 - Spark brings it

    reading = ReadOptions(None, date, text_key, id_key, title_key, date_key)
    function = Settings(Models(model, attribution), reading, View())()
    for frame in frames:
        for sources in chunks(_sources(frame)):
            outcomes = function(sources)
            yield pd.DataFrame(
                {
                    "id": [outcome.id for outcome in outcomes],
                    "failed": [outcome.failure is not None for outcome in outcomes],
                    "record": [outcome.line for outcome in outcomes],
                }
            )


def _sources(frame: Any) -> Iterator[DataSource]:  # noqa: ANN401 - a pandas frame
    for number, row in enumerate(frame.to_dict("records"), 1):
        present = {key: value for key, value in row.items() if not _is_missing(value)}
        data = json.dumps(present, default=str).encode()
        yield DataSource(data, f"row {number}", None, Format.RECORD, len(data))


def _is_missing(value: object) -> bool:
    """Whether it stands for no value: pandas writes a missing text as not-a-number."""
    return value is None or (isinstance(value, float) and math.isnan(value))
