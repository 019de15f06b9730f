"""`process_articles` in several processes says what it says in one."""

import pytest
from spacy.language import Language

from newsclaims import Article, Extractor
from newsclaims.batch import Failure, process_articles
from newsclaims.batch.process import grouped
from newsclaims.errors import UsageError
from newsclaims.pipeline import MAX_LENGTH

TEXTS = ["“We will rebuild,” Ana Lund said.", "", "x" * (MAX_LENGTH + 1), "The mayor denied it. It may rain."]


def test_workers_give_what_one_process_gives() -> None:
    articles = [Article(text=text, id=str(number)) for number, text in enumerate(TEXTS * 5)]
    alone = list(process_articles(articles, attribution="rules"))
    together = list(process_articles(iter(articles), jobs=2, attribution="rules"))
    assert together == alone
    assert [result.id for result in together] == [article.id for article in articles]
    assert sum(isinstance(result, Failure) for result in together) == 5
    failure = together[2]
    assert isinstance(failure, Failure)
    assert failure.data() == {
        "id": "2",
        "error": {
            "type": "InputError",
            "message": "2: 16,000,001 characters are more than one article may have",
            "hint": "split it into pieces of at most 16,000,000 characters",
        },
    }


def test_jobs_have_to_fit(nlp: Language) -> None:
    with pytest.raises(UsageError, match="0 jobs"):
        list(process_articles([], jobs=0))
    with pytest.raises(UsageError, match="its own process only"):
        list(process_articles([], Extractor(nlp=nlp), jobs=2))


def test_the_vocabulary_does_not_grow_with_the_archive(nlp: Language) -> None:
    extractor = Extractor(nlp=nlp, attribution="rules")
    before = len(list(nlp.vocab)), len(nlp.vocab.strings)
    texts = [f"The mayor of Brx{number}ville denied it." for number in range(40)]
    documents = list(process_articles((Article(text=text) for text in texts), extractor))
    assert (len(list(nlp.vocab)), len(nlp.vocab.strings)) == before
    with nlp.memory_zone():
        assert list(process_articles((Article(text=text) for text in texts), extractor)) == documents
    assert [extractor.extract(Article(text=text)) for text in texts] == documents


def test_groups_are_closed_by_number_and_by_size() -> None:
    assert list(grouped([1, 1, 1, 5, 1, 1], 3, 5, int)) == [[1, 1, 1], [5], [1, 1]]
    assert list(grouped([], 3, 5, int)) == []
