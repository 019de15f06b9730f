"""A DocBin as spaCy reads it."""

from pathlib import Path

import pytest
import spacy
from spacy.tokens import DocBin

from newsclaims.errors import InputError
from newsclaims.export import View, find_format, save
from newsclaims.records import Document


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "news.spacy"


def test_records_are_span_groups(path: Path, document: Document) -> None:
    save([document, document], path, find_format("docbin"), View())
    docs = list(DocBin().from_disk(path).get_docs(spacy.blank("en").vocab))
    assert [doc.text for doc in docs] == [document.text] * 2
    [quote] = docs[0].spans["newsclaims.quotes"]
    assert (quote.text, quote.label_, quote.id_) == ("We will pay £5m by Friday", "direct", "q1")
    assert {key: [span.text for span in group] for key, group in docs[1].spans.items()} == {
        "newsclaims.quotes": ["We will pay £5m by Friday"],
        "newsclaims.claims": ["We will pay £5m by Friday"],
        "newsclaims.dates": ["Friday"],
        "newsclaims.deadlines": ["by Friday"],
    }
    assert docs[0]._.newsclaims["claims"][0]["type"] == "promise"


def test_any_text_is_tokenized(path: Path, hostile: Document) -> None:
    save([hostile], path, find_format("docbin"), View.of("claims"))
    [doc] = DocBin().from_disk(path).get_docs(spacy.blank("en").vocab)
    assert doc.text == hostile.text
    assert list(doc.spans) == ["newsclaims.claims"]


def test_without_text_there_is_no_doc(path: Path, document: Document) -> None:
    with pytest.raises(InputError, match=r"a\.txt: the record came without its text"):
        save([document.model_copy(update={"text": None})], path, find_format("docbin"), View())
    assert not path.exists()
