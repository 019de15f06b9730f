"""Who only hears what is reported is no source: "a jury heard that …", "Roe stole the rope, court told"."""

from collections.abc import Iterable, Iterator
from dataclasses import replace

from spacy.tokens import Doc, Token

from newsclaims.attribution.cues import lemma, tokens_in, words
from newsclaims.attribution.structures import Attribution, ParsedArticle


def without_listeners(article: ParsedArticle, found: Iterable[Attribution]) -> Iterator[Attribution]:
    """The attributions, without the sources that were told and told nothing themselves."""
    for attribution in found:
        cue = [token for span in attribution.cue for token in tokens_in(article.doc, span)]
        yield (
            replace(attribution, source=()) if attribution.source and hears(article.doc, cue) else attribution
        )


def hears(doc: Doc, cue: list[Token]) -> bool:
    """Whether the subject of the cue listens.

    A verb of hearing says so, and a headline's participle: "told" at the end of a line has nobody who is told.
    """
    verbs = [token for token in cue if token.pos_ in {"VERB", "AUX"}]
    if any(lemma(token) in words("hearing") for token in verbs):
        return True
    last = cue[-1] if cue else None
    return last is not None and lemma(last) in words("listening") and last.is_lower and _ends_line(doc, last)


def _ends_line(doc: Doc, token: Token) -> bool:
    """Whether nothing stands behind the token in its paragraph, and no full stop."""
    following = token.i + 1
    return (
        following >= len(doc)
        or "\n" in doc[following].text
        or (doc[following].is_space and "\n" in token.whitespace_ + doc[following].text)
    )
