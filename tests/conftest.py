"""What all tests share: the parse, loaded once."""

import pytest
from spacy.language import Language

from newsclaims.nlp import load


@pytest.fixture(scope="session")
def nlp() -> Language:
    return load()
