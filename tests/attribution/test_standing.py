"""Quotations behind an indirect report."""

import pytest
from spacy.language import Language

from newsclaims.attribution import Attribution, parsed_article
from newsclaims.attribution.standing import part_standing
from newsclaims.offsets import Offsets


def spans(text: str, *words: str) -> tuple[Offsets, ...]:
    return tuple(Offsets(text.index(item), text.index(item) + len(item)) for item in words)


@pytest.mark.parametrize(
    ("text", "contents", "standing"),
    [
        ("Lund said the pier was shut. “Nobody listens.”", ["the pier was shut", "“Nobody listens.”"], True),
        (
            "Lund said the pier was ‘unsafe’. ‘Nobody listens.’",
            ["the pier was ‘unsafe’", "‘Nobody listens.’"],
            True,
        ),
        ("“It is shut,” Lund said. “Nobody listens.”", ["“It is shut,”", "“Nobody listens.”"], False),
        ("Lund said the pier was shut and “nobody listens.”", ["the pier was shut and “nobody listens.”"], False),
        ("Lund said the pier was shut, “and nobody listens.”", ["the pier was shut", "“and nobody listens.”"], False),
    ],
)  # fmt: skip
def test_a_quotation_of_its_own(nlp: Language, text: str, contents: list[str], *, standing: bool) -> None:
    article = parsed_article(nlp(text))
    whole = Attribution(
        spans(text, *contents), spans(text, "said"), spans(text, "Lund"), cue_class="statement"
    )
    found = part_standing(article, [whole])
    if not standing:
        assert found == (whole,)
        return
    report, quotation = found
    assert (report.content, report.cue) == (whole.content[:-1], whole.cue)
    assert (quotation.content, quotation.cue, quotation.cue_class) == (whole.content[-1:], (), None)
    assert quotation.source == whole.source


def test_without_a_cue_nothing_is_parted(nlp: Language) -> None:
    text = "The pier is shut. “Nobody listens.”"
    loose = Attribution(spans(text, "The pier is shut", "“Nobody listens.”"))
    assert part_standing(parsed_article(nlp(text)), [loose]) == (loose,)


def test_a_quotation_before_the_report_has_no_source(nlp: Language) -> None:
    text = "The clerk was brief. “Yes.” He later said that the council would vote."
    whole = Attribution(
        spans(text, "“Yes.”", "that the council would vote"), spans(text, "said"), spans(text, "He")
    )
    alone, report = part_standing(parsed_article(nlp(text)), [whole])
    assert (alone.content, alone.cue, alone.source) == (whole.content[:1], (), ())
    assert (report.content, report.source) == (whole.content[1:], whole.source)


def test_a_quotation_that_its_report_follows_stays(nlp: Language) -> None:
    text = "“It is shut,” he said, adding that nobody listens."
    whole = Attribution(
        spans(text, "“It is shut,”", "that nobody listens"), spans(text, "said"), spans(text, "he")
    )
    assert part_standing(parsed_article(nlp(text)), [whole]) == (whole,)
