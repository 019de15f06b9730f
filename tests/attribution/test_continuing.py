"""Quotations over several paragraphs: one speaker, whichever paragraph names the person."""

import pytest
from spacy.language import Language

from newsclaims.attribution import Attribution, parsed_article
from newsclaims.attribution.continuing import join_continuing
from newsclaims.offsets import Offsets

A, B, C = "“The pier is old.", "“The rails are loose.", "“Nobody mends them,”"
ENDED = f"The council met on Friday.\n\n{A}\n\n{B}\n\n{C} Lund said."
BEGUN = f"Lund said: {A}\n\n{B}\n\n{C}"
TWICE = f"Lund said: {A}\n\n{B}\n\n{C} he added."


def spans(text: str, *words: str) -> tuple[Offsets, ...]:
    return tuple(Offsets(text.index(item), text.index(item) + len(item)) for item in words)


def attribution(text: str, *contents: str, cue: str | None = None) -> Attribution:
    return Attribution(spans(text, *contents), spans(text, cue) if cue else ())


@pytest.mark.parametrize(
    ("text", "given", "expected"),
    [
        # the cue stands in the last paragraph, in the first, in both
        (ENDED, [((A,), None), ((B,), None), ((C,), "said")], [((A, B, C), "said")]),
        (ENDED, [((A, B), "met"), ((C,), "said")], [((A, B, C), "said")]),
        (ENDED, [((C,), "said")], [((A, B, C), "said")]),
        (BEGUN, [((A,), "said"), ((B,), None), ((C,), None)], [((A, B, C), "said")]),
        (TWICE, [((A,), "said"), ((B, C), "added")], [((A, B), "said"), ((C,), "added")]),
        # no paragraph of the quotation holds a cue: the first one takes the others along, if it has none either
        (ENDED, [((A, B), None), ((C,), None)], [((A, B, C), None)]),
        (ENDED, [((A, B), "met"), ((C,), None)], [((A, B), "met"), ((C,), None)]),
    ],
)
def test_one_quotation_has_one_speaker(
    nlp: Language,
    text: str,
    given: list[tuple[tuple[str, ...], str | None]],
    expected: list[tuple[tuple[str, ...], str | None]],
) -> None:
    article = parsed_article(nlp(text))
    found = join_continuing(article, [attribution(text, *contents, cue=cue) for contents, cue in given])
    assert found == tuple(attribution(text, *contents, cue=cue) for contents, cue in expected)


def test_closed_quotations_stay_apart(nlp: Language) -> None:
    text = "“The pier is old.”\n\n“The rails are loose,” Lund said."
    given = (attribution(text, "“The pier is old.”"), attribution(text, "“The rails are loose,”", cue="said"))
    assert join_continuing(parsed_article(nlp(text)), given) == given
