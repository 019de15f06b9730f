"""Who only hears what is reported is no source: "a jury heard that …", "Roe stole the rope, court told"."""

from collections.abc import Iterable, Iterator
from dataclasses import replace

from spacy.tokens import Doc, Token

from newsclaims.attribution.cues import lemma, tokens_in, words
from newsclaims.attribution.structures import Attribution, ParsedArticle
from newsclaims.attribution.syntax import child
from newsclaims.offsets import Offsets


def without_listeners(article: ParsedArticle, found: Iterable[Attribution]) -> Iterator[Attribution]:
    """The attributions, without those that were told and told nothing themselves."""
    for attribution in found:
        cue = [token for span in attribution.cue for token in tokens_in(article.doc, span)]
        if hears(article.doc, cue):
            yield replace(attribution, source=())
        else:
            yield _without(attribution, _told(cue))


def _without(attribution: Attribution, told: Token | None) -> Attribution:
    """The attribution without who is told as its source or among its contents."""
    if told is None:
        return attribution
    source = tuple(span for span in attribution.source if not span.start <= told.idx < span.end)
    content = tuple(span for span in attribution.content if not _is(span, told))
    return replace(attribution, source=source, content=content or attribution.content)


def hears(doc: Doc, cue: list[Token]) -> bool:
    """Whether the subject of the cue listens.

    A verb of hearing says so, and a headline's participle: "told" at the end of a line has nobody who is told.
    """
    verbs = [token for token in cue if token.pos_ in {"VERB", "AUX"}]
    if any(lemma(token) in words("hearing") for token in verbs):
        return True
    last = cue[-1] if cue else None
    return last is not None and lemma(last) in words("listening") and last.is_lower and _ends_line(doc, last)


def _told(cue: list[Token]) -> Token | None:
    """The subject of a passive: "*the jury* was told that"."""
    for token in cue:
        if token.pos_ in {"VERB", "AUX"} and lemma(token) in words("addressing"):
            return child(token, "nsubjpass")
    return None


def _is(span: Offsets, told: Token) -> bool:
    """Whether a content is no more than who is told."""
    last = told.doc[told.right_edge.i]
    return told.left_edge.idx <= span.start and span.end <= last.idx + len(last)


def _ends_line(doc: Doc, token: Token) -> bool:
    """Whether nothing stands behind the token in its paragraph, and no full stop."""
    following = token.i + 1
    return (
        following >= len(doc)
        or "\n" in doc[following].text
        or (doc[following].is_space and "\n" in token.whitespace_ + doc[following].text)
    )
