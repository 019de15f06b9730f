"""Who only hears what is reported."""

import pytest
from spacy.language import Language

from newsclaims.attribution import Attribution, parsed_article
from newsclaims.attribution.listeners import without_listeners
from newsclaims.offsets import Offsets


@pytest.mark.parametrize(
    ("text", "source", "cue", "kept"),
    [
        ("A jury heard that Roe had stolen the rope.", "A jury", "heard", False),
        ("Roe stole the rope, court told\n\nA man stole a rope.", "court", "told", False),
        ("The jury was told that it was lost.", "The jury", "was told", False),
        ("The jury told the judge that it was lost.", "The jury", "told", True),
        ("The rope was lost, the jury said.", "the jury", "said", True),
    ],
)
def test_listeners_are_no_sources(nlp: Language, text: str, source: str, cue: str, *, kept: bool) -> None:
    spans = [Offsets(text.index(words), text.index(words) + len(words)) for words in (source, cue)]
    (found,) = without_listeners(
        parsed_article(nlp(text)), [Attribution((Offsets(0, 1),), (spans[1],), (spans[0],))]
    )
    assert bool(found.source) is kept
