"""Who is quoted speaks, not who quotes."""

import pytest
from spacy.language import Language

from newsclaims.attribution import Attribution, parsed_article
from newsclaims.attribution.relays import with_relayed
from newsclaims.offsets import Offsets

Parts = tuple[list[str], str, str]


def spans(text: str, *words: str) -> tuple[Offsets, ...]:
    return tuple(Offsets(text.index(item), text.index(item) + len(item)) for item in words)


@pytest.mark.parametrize(
    ("text", "content", "given_by", "expected"),
    [
        (
            "“The pier is old,” Oslo FM quoted Mayor Ana Lund as saying.",
            ("“The pier is old,”", "Mayor Ana Lund"),
            ("quoted", "Oslo FM"),
            (["“The pier is old,”"], "saying", "Mayor Ana Lund"),
        ),
        (
            "Oslo FM reported on Friday quoting the mayor as saying that the pier is old.",
            ("quoting the mayor as saying that the pier is old",),
            ("reported", "Oslo FM"),
            ([" that the pier is old"], "saying", "the mayor"),
        ),
        (
            "“The pier is old,” she was quoted as saying.",
            ("“The pier is old,” she",),
            ("was quoted as saying", None),
            (["“The pier is old,” "], "saying", "she"),
        ),
        (
            "The owner, Ana Lund, was quoted by Oslo FM as saying that the pier is old.",
            ("that the pier is old",),
            ("was quoted by", "Oslo FM"),
            (["that the pier is old"], "saying", "The owner"),
        ),
    ],
)
def test_who_is_quoted_is_the_source(
    nlp: Language, text: str, content: tuple[str, ...], given_by: tuple[str, str | None], expected: Parts
) -> None:
    cue, source = given_by
    given = Attribution(spans(text, *content), spans(text, cue), spans(text, source) if source else ())
    (found,) = with_relayed(parsed_article(nlp(text)), [given])
    read = [[text[slice(*span)] for span in part] for part in (found.content, found.cue, found.source)]
    assert (read[0], read[1], read[2]) == (expected[0], [expected[1]], [expected[2]])


def test_a_passage_makes_one_quote(nlp: Language) -> None:
    text = "Oslo FM quoted the mayor as saying the pier is old."
    given = [
        Attribution(spans(text, "the mayor as saying the pier is old"), spans(text, "quoted")),
        Attribution(spans(text, "the pier is old"), spans(text, "saying")),
    ]
    assert len(list(with_relayed(parsed_article(nlp(text)), given))) == 1


def test_other_attributions_stay(nlp: Language) -> None:
    text = "The mayor said the pier is old."
    given = Attribution(spans(text, "the pier is old"), spans(text, "said"), spans(text, "The mayor"))
    assert list(with_relayed(parsed_article(nlp(text)), [given])) == [given]
