"""What all tests share: the parse, loaded once, and one utterance at a time for the claims stage."""

import os
from collections.abc import Callable

import pytest
from hypothesis import settings
from spacy.language import Language

from newsclaims.attribution import Attribution, parsed_article
from newsclaims.attribution.structures import CueClass
from newsclaims.claims import ClaimSpan, find_claims
from newsclaims.nlp import load
from newsclaims.offsets import Offsets
from newsclaims.quotes import QuoteSpans
from newsclaims.records import QuoteType, SpeakerKind
from newsclaims.speakers import Cast, Party

_PAIRS = ("[]", "{}", "<>")

# A change is judged by the same examples each time; elsewhere every run looks at new ones.
settings.register_profile("ci", derandomize=True)
if os.environ.get("CI"):
    settings.load_profile("ci")


@pytest.fixture(scope="session")
def nlp() -> Language:
    return load()


@pytest.fixture(scope="session")
def claims_of(nlp: Language) -> Callable[..., list[ClaimSpan]]:
    """The claims of a text in which [ ] mark the content of one quote, { } its cue and < > its source."""

    def claims(
        marked: str,
        cue_class: CueClass | None = "statement",
        *,
        kind: SpeakerKind = "person",
        role: str | None = None,
    ) -> list[ClaimSpan]:
        text, spans = _unmarked(marked)
        content, cue, source = (tuple(spans[pair]) for pair in _PAIRS)
        article = parsed_article(nlp(text))
        marks = [quotation.outer for quotation in article.quotations]
        direct = all(any(mark.contains(part) for mark in marks) for part in content)
        mixed = any(part.contains(mark) for part in content for mark in marks)
        quote_type: QuoteType = "direct" if direct else "mixed" if mixed else "indirect"
        quote = QuoteSpans(
            attribution=0,
            type=quote_type,
            parts=content,
            cue=cue[0] if cue else None,
            source=source[0] if source else None,
            addressee=None,
            said_on=None,
            confidence=1.0,
        )
        attribution = Attribution(content=content, cue=cue, source=source, cue_class=cue_class)
        name = text[slice(*source[0])] if source else "somebody"
        party = Party(name=name, kind=kind, role=role, affiliation=None, aliases=(), mentions=source)
        cast = Cast(parties=(party,), of_attribution=(0,))
        found = find_claims(article, [attribution], [quote], (), cast)
        return [claim for claim in found if claim.quote is not None]

    return claims


def _unmarked(marked: str) -> tuple[str, dict[str, list[Offsets]]]:
    spans: dict[str, list[Offsets]] = {pair: [] for pair in _PAIRS}
    opened: dict[str, int] = {}
    characters: list[str] = []
    for character in marked:
        pair = next((pair for pair in _PAIRS if character in pair), None)
        if pair is None:
            characters.append(character)
        elif character == pair[0]:
            opened[pair] = len(characters)
        else:
            spans[pair].append(Offsets(opened[pair], len(characters)))
    return "".join(characters), spans
