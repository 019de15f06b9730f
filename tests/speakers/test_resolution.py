from collections.abc import Callable

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from spacy.language import Language

from newsclaims.attribution import Attribution, parsed_article
from newsclaims.offsets import Offsets
from newsclaims.speakers import Cast, resolve_speakers

Resolve = Callable[..., tuple[Cast, list[str | None]]]


def nth(text: str, part: str) -> Offsets:
    """Offsets of `part`; "he#2" is the second occurrence."""
    part, _, number = part.partition("#")
    start = -1
    for _ in range(int(number or 1)):
        start = text.index(part, start + 1)
    return Offsets(start, start + len(part))


@pytest.fixture(scope="session")
def resolve(nlp: Language) -> Resolve:
    """Resolves the sources of an article: each a string of it; contents are the rest of their sentence."""

    def run(text: str, *sources: str) -> tuple[Cast, list[str | None]]:
        doc = nlp(text)
        attributions = []
        for source in sources:
            span = nth(text, source)
            attributions.append(Attribution(content=(Offsets(span.end, span.end + 1),), source=(span,)))
        cast = resolve_speakers(parsed_article(doc), attributions)
        return cast, [None if i is None else cast.parties[i].name for i in cast.of_attribution]

    return run


CHAIN = (
    "Foreign Minister Lena Brandt arrived on Monday. Her deputy, Tomas Weil, stayed at home. "
    "“We will sign,” Brandt told reporters. She said the text was ready. Weil said he agreed."
)


@pytest.mark.parametrize(
    ("source", "speaker"),
    [
        ("Brandt#2", "Lena Brandt"),
        ("She", "Lena Brandt"),
        ("Weil#2", "Tomas Weil"),
        ("Her deputy", "Tomas Weil"),
    ],
)
def test_names_and_pronouns_of_one_person_are_one_speaker(
    resolve: Resolve, source: str, speaker: str
) -> None:
    _, names = resolve(CHAIN, source)
    assert names == [speaker]


def test_roles_are_verbatim(resolve: Resolve) -> None:
    cast, _ = resolve(CHAIN, "Foreign Minister Lena Brandt", "Weil#2")
    roles = {party.name: party.role for party in cast.parties}
    assert roles["Lena Brandt"] == "Foreign Minister"
    assert roles["Tomas Weil"] == "deputy"


@given(st.text(max_size=80) | st.text(alphabet="AaSsHhe,. “”\"'\n—(-s", max_size=80), st.data())
@settings(deadline=None, max_examples=60, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_any_text_and_any_spans_give_a_cast(nlp: Language, text: str, data: st.DataObject) -> None:
    article = parsed_article(nlp(text))
    size = len(text)
    attributions = []
    for _ in range(data.draw(st.integers(0, 3)) if size else 0):
        points = sorted(data.draw(st.lists(st.integers(0, size - 1), min_size=4, max_size=4)))
        attributions.append(
            Attribution(
                content=(Offsets(points[0], points[1] + 1),), source=(Offsets(points[2], points[3] + 1),)
            )
        )
    cast = resolve_speakers(article, attributions)
    assert len(cast.of_attribution) == len(attributions)
    for party in cast.parties:
        assert party.name
        assert party.mentions
        assert all(0 <= mention.start < mention.end <= size for mention in party.mentions)
