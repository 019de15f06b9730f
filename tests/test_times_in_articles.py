"""Dates and deadlines of whole articles, written for this test and read by hand.

Each file of data/times has an article and all of its time expressions in text order ([text, type, value], with the
modifier where there is one); most have all of its deadlines too ([limit, due, task, firmness]).
"""

import datetime as dt
import json
from pathlib import Path
from typing import Any

import pytest

from newsclaims.pipeline import Extractor
from newsclaims.records import Article

ARTICLES = sorted((Path(__file__).parent / "data" / "times").glob("*.json"))


@pytest.fixture(scope="module")
def extractor() -> Extractor:
    return Extractor()


@pytest.mark.parametrize("path", ARTICLES, ids=lambda path: path.stem)
def test_every_date_and_deadline_of_the_article(extractor: Extractor, path: Path) -> None:
    expected: dict[str, Any] = json.loads(path.read_text(encoding="utf-8"))
    article = Article(
        text=expected["text"], date=dt.date.fromisoformat(expected["date"]), date_source="option"
    )
    document = extractor.extract(article)
    assert [
        [date.text, date.type, date.value, *([date.mod] if date.mod else [])] for date in document.dates
    ] == expected["dates"]
    if "deadlines" in expected:
        assert [
            [limit.limit.text, limit.due.value, limit.task and limit.task.text, limit.firmness]
            for limit in document.deadlines
        ] == expected["deadlines"]
