"""The whole stage: for any text, and for every way that earlier stages may be wrong."""

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from spacy.language import Language

from newsclaims.attribution import Attribution, parsed_article
from newsclaims.claims import find_claims
from newsclaims.offsets import Offsets
from newsclaims.quotes import QuoteSpans
from newsclaims.speakers import Cast

WORDS = [
    "we", "will", "not", "if", "unless", "had", "they", "said", "to", "cut", "that", "and", ",", "“", "”", "‘", "’",
    "must", "could", "is", "possible", "as", "long", "nobody", "3", "per cent", "£5m", "over", "?", ".", ";", "—",
    "\n",
    "it",
    "the", "pier", "was", "closed", "I", "think", "should", "provided", "do", "n’t", "…", "between", "and 18",
]  # fmt: skip


@settings(max_examples=80, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(st.lists(st.sampled_from(WORDS), max_size=40).map(" ".join) | st.text(max_size=120), st.data())
def test_any_content_gives_claims_inside_the_text(nlp: Language, text: str, data: st.DataObject) -> None:
    article = parsed_article(nlp(text))
    edges = st.integers(min_value=0, max_value=len(text))
    cuts = sorted(data.draw(st.lists(edges, max_size=6)))
    parts = [Offsets(a, b) for a, b in zip(cuts[::2], cuts[1::2], strict=False) if a < b]
    quotes = [
        QuoteSpans(
            attribution=index,
            type=data.draw(st.sampled_from(["direct", "indirect", "mixed"])),
            parts=(part,),
            cue=None,
            source=None,
            addressee=None,
            said_on=None,
            confidence=1.0,
        )
        for index, part in enumerate(parts)
    ]
    attributions = [Attribution(content=(part,), cue=(Offsets(0, 1),) if text else ()) for part in parts]
    cast = Cast(parties=(), of_attribution=tuple(None for _ in parts))
    claims = find_claims(article, attributions, quotes, (), cast)
    assert claims == find_claims(article, attributions, quotes, (), cast)
    for claim in claims:
        assert 0 <= claim.span.start < claim.span.end <= len(text)
        # A condition may lead the clause before, or stand beside the quote; it is words of the text all the same.
        assert claim.condition is None or text[slice(*claim.condition)].strip()
        assert all(claim.span.contains(amount.span) for amount in claim.amounts)
        assert 0 <= claim.checkworthiness <= 1


def test_an_article_without_quotes_has_no_attributed_claims(nlp: Language) -> None:
    article = parsed_article(nlp("The pier opened in 1957."))
    claims = find_claims(article, [], [], (), Cast(parties=(), of_attribution=()))
    assert all(claim.quote is None for claim in claims)
