"""Parts of a content that are none: headings, occasions, and phrases that the sentence around it holds."""

import re
from collections.abc import Sequence

from spacy.tokens import Doc, Token

from newsclaims.attribution.cues import tokens_in
from newsclaims.attribution.structures import Attribution, ParsedArticle, Quotation
from newsclaims.offsets import Offsets, cover

_VERBAL = frozenset({"VERB", "AUX"})
_FINITE = frozenset({"VBD", "VBZ", "VBP", "MD"})
# Quoted words fewer than this that fill a paragraph without a full stop are a heading.
_HEADING_WORDS = 5
_WORD = re.compile(r"\w+")


def without_stray_parts(
    article: ParsedArticle, attribution: Attribution, spans: list[Offsets]
) -> list[Offsets]:
    """`spans` of one content, in text order, without those that belong to the article around it.

    What goes is a heading in quotation marks between paragraphs of speech; a phrase without a finite verb in another
    paragraph or sentence than the cue; a phrase that only tells the occasion of what was said ("…, the board said in
    reply to *a question*"), that hangs on the source ("according to a study, which used it *to simulate …*"), or
    that stands before a noun that reports ("*Trials* stopped after a ruling that …"). One span is always kept.
    """
    if len(spans) < 2:  # noqa: PLR2004
        return spans
    spans = [span for span in spans if not _heading(article, span)] or spans[:1]
    if len(spans) < 2 or not attribution.cue:  # noqa: PLR2004
        return spans
    cue = [token for piece in attribution.cue for token in tokens_in(article.doc, piece)]
    kept = [span for span in spans if not _stray(article, attribution, cue, span)]
    return kept if any(_finite(tokens_in(article.doc, span)) for span in kept) else spans


def _heading(article: ParsedArticle, span: Offsets) -> bool:
    """Whether the span fills a paragraph with a few quoted words that no full stop ends: “A flash flood”."""
    text = article.text
    home = next((paragraph for paragraph in article.paragraphs if paragraph.contains(span)), None)
    if home is None or text[home.start] not in "“\"‘'" or len(_WORD.findall(text, *home)) >= _HEADING_WORDS:
        return False
    quotation = _quotation(article, span)
    return quotation is not None and quotation.outer == home and text[quotation.inner.end - 1] not in ".!?,…"


def _quotation(article: ParsedArticle, span: Offsets) -> Quotation | None:
    return next((found for found in article.quotations if found.outer.contains(span)), None)


def _stray(article: ParsedArticle, attribution: Attribution, cue: Sequence[Token], span: Offsets) -> bool:
    tokens = tokens_in(article.doc, span)
    if not tokens or not cue or _finite(tokens) or any(token.is_quote for token in tokens):
        return False
    if _quotation(article, span) is not None:
        return False
    indices = {token.i for token in cue}
    return (
        tokens[0].sent != cue[0].sent
        or _before_noun(cue, tokens)
        or _occasion(tokens, indices)
        or _of_source(article.doc, attribution, tokens)
    )


def _finite(tokens: Sequence[Token]) -> bool:
    return any(token.tag_ in _FINITE and token.pos_ in _VERBAL for token in tokens)


def _before_noun(cue: Sequence[Token], tokens: Sequence[Token]) -> bool:
    """Whether the words stand before a cue that is a noun."""
    return all(token.pos_ == "NOUN" for token in cue) and tokens[-1].i < cue[0].i


def _occasion(tokens: Sequence[Token], cue: set[int]) -> bool:
    """Whether the words are a noun phrase without a verb, behind prepositions that hang on the cue."""
    if tokens[0].i < max(cue) or any(token.pos_ in _VERBAL for token in tokens):
        return False
    top = _top(tokens)
    while top.dep_ in {"pobj", "prep"} and top.head.i not in cue:
        top = top.head
    return top.dep_ == "prep" and top.head.i in cue


def _of_source(doc: Doc, attribution: Attribution, tokens: Sequence[Token]) -> bool:
    """Whether the words hang on the source's noun or on a clause that describes it."""
    if not attribution.source:
        return False
    source = {token.i for token in tokens_in(doc, cover(attribution.source))}
    return tokens[0].i > max(source, default=0) and any(item.i in source for item in _top(tokens).ancestors)


def _top(tokens: Sequence[Token]) -> Token:
    inside = {token.i for token in tokens}
    return next((token for token in tokens if token.head.i not in inside), tokens[0])
