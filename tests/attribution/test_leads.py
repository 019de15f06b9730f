"""Sources begin with whoever speaks."""

import pytest
from spacy.language import Language

from newsclaims.attribution import Attribution, parsed_article
from newsclaims.attribution.leads import without_leads
from newsclaims.offsets import Offsets


@pytest.mark.parametrize(
    ("text", "source", "expected"),
    [
        ("Prosecuting, Miss Roe said the pier was old.", "Prosecuting, Miss Roe", "Miss Roe"),
        ("In a release Mayor Ana Lund said the pier was old.", "a release Mayor Ana Lund", "Mayor Ana Lund"),
        ("On Twitter Lund said the pier was old.", "Twitter Lund", "Lund"),
        ("The release said the pier was old.", "The release", "The release"),
        ("Lund, Roe and Holm said the pier was old.", "Lund, Roe and Holm", "Lund, Roe and Holm"),
    ],
)
def test_what_leads_into_the_sentence_is_cut(nlp: Language, text: str, source: str, expected: str) -> None:
    start = text.index(source)
    content = Offsets(text.index("the pier was old"), len(text) - 1)
    given = Attribution((content,), source=(Offsets(start, start + len(source)),))
    (found,) = without_leads(parsed_article(nlp(text)), [given])
    assert [text[slice(*span)] for span in found.source] == [expected]


def test_nothing_is_cut_where_there_is_no_source(nlp: Language) -> None:
    text = "The pier was old, it was said."
    given = Attribution((Offsets(0, 16),))
    assert list(without_leads(parsed_article(nlp(text)), [given])) == [given]


def test_who_speaks_is_told_from_who_quotes(nlp: Language) -> None:
    text = "The pier was old, Roe said as quoted by Oslo FM."
    cue, source = text.index("said"), text.index("Oslo FM")
    given = Attribution((Offsets(0, 16),), (Offsets(cue, cue + 14),), (Offsets(source, source + 7),))
    (found,) = without_leads(parsed_article(nlp(text)), [given])
    assert [text[slice(*span)] for span in found.source] == ["Roe"]
