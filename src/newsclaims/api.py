"""The one-line way in: `extract`."""

import datetime as dt
from functools import cache

from newsclaims.errors import UsageError
from newsclaims.nlp import DEFAULT_MODEL
from newsclaims.pipeline import Extractor
from newsclaims.records import Article, Document


def extract(
    text: str, *, date: str | dt.date | None = None, model: str = DEFAULT_MODEL, attribution: str = "tagger"
) -> Document:
    """All records of one article; the models load on the first call and stay loaded.

    Args:
        text: the article.
        date: its publication date, a `datetime.date` or ISO 8601 ("2025-04-19"): relative dates count from it.
        model: name of an installed English spaCy pipeline.
        attribution: name of the attribution engine.

    Raises:
        UsageError: `date` is no ISO date, or there is no such engine.
        MissingDependencyError: the pipeline is not installed.
        InputError: the text is longer than the pipeline takes.
    """
    article = Article(text=text, date=parse_date(date), date_source="none" if date is None else "option")
    return _extractor(model, attribution).extract(article)


def parse_date(date: str | dt.date | None) -> dt.date | None:
    """An ISO date as a date.

    Raises:
        UsageError: `date` is no ISO date.
    """
    if not isinstance(date, str):
        return date
    try:
        return dt.date.fromisoformat(date)
    except ValueError:
        msg = f"{date!r} is no date"
        raise UsageError(msg, "write it as YYYY-MM-DD, such as 2025-04-19") from None


@cache
def _extractor(model: str, attribution: str) -> Extractor:
    return Extractor(model, attribution=attribution)
