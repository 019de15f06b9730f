"""Edges that the parse knows better than the network: phrases made whole, loose words dropped, quotations closed.

The network labels word by word and now and then stops inside a phrase ("expected to last three | weeks").
"""

from collections.abc import Iterable, Sequence

from spacy.tokens import Doc, Token

from newsclaims.attribution.cues import tokens_in
from newsclaims.attribution.datelines import without_dateline
from newsclaims.attribution.marks import outermost
from newsclaims.attribution.structures import ParsedArticle
from newsclaims.attribution.syntax import children
from newsclaims.offsets import Offsets

# A word of these dependencies is nothing without the word behind it that it hangs on.
_BEFORE_HEAD = frozenset(
    {"det", "predet", "poss", "compound", "amod", "nummod", "quantmod", "aux", "auxpass", "neg"}
)
_PREPOSITIONS = frozenset({"prep", "agent"})
_OBJECTS = ("pobj", "pcomp")
# Longest stretches, in tokens, that are added: what is longer is as likely a slip of the parse.
_TO_HEAD, _OBJECT, _STEPS = 6, 8, 8
# Punctuation that never ends or begins a content outside quotation marks.
_LOOSE_END = frozenset({",", ";", ":", "-", "–", "—", "--", "…", "("})
_LOOSE_START = frozenset({",", ";", ":", "-", "–", "—", "--"})


def refine(article: ParsedArticle, contents: Sequence[Offsets], taken: Sequence[Offsets]) -> list[Offsets]:
    """The contents of one attribution with better edges, in text order.

    Args:
        article: the parsed article.
        contents: in text order, on token boundaries.
        taken: the attribution's source and cue, which no content may swallow.
    """
    whole = [
        whole_phrase(article.doc, content, [*taken, *contents[index + 1 : index + 2]])
        for index, content in enumerate(contents)
    ]
    closed = _closed(article, whole, taken)
    bodies = [found for content in closed if (found := without_dateline(article, content)) is not None]
    return [_trimmed(article.doc, content) for content in bodies or closed]


def whole_phrase(doc: Doc, content: Offsets, taken: Iterable[Offsets]) -> Offsets:
    """`content` up to the end of the phrase that its last word begins, without touching what is `taken`."""
    tokens = tokens_in(doc, content)
    if not tokens:
        return content
    barred = list(taken)
    last = tokens[-1]
    for _ in range(_STEPS):
        end = _phrase_end(last)
        if end is None or end.i <= last.i or any(doc[i].is_quote for i in range(last.i, end.i + 1)):
            break
        added = Offsets(content.end, end.idx + len(end))
        if any(token.is_space for token in doc[last.i + 1 : end.i]) or any(
            added.overlaps(span) for span in barred
        ):
            break
        content, last = Offsets(content.start, added.end), end
    return content


def _phrase_end(word: Token) -> Token | None:
    """The last word of the phrase that `word` opens and does not close, None if it opens none."""
    if word.dep_ in _BEFORE_HEAD:
        return word.head if 0 < word.head.i - word.i <= _TO_HEAD else None
    if word.dep_ == "case":  # "the biggest of *Eskom’s* unions": the noun behind the owner
        owned = word.head.head
        return owned if word.head.dep_ == "poss" and 0 < owned.i - word.i <= _TO_HEAD else None
    if word.dep_ in _PREPOSITIONS:
        target = next((item for item in children(word, *_OBJECTS) if item.i > word.i), None)
        if target is not None:
            return target.right_edge if target.right_edge.i - target.i <= _OBJECT else target
    return None


def _closed(article: ParsedArticle, contents: Sequence[Offsets], taken: Sequence[Offsets]) -> list[Offsets]:
    """Contents inside one quotation made one: between its marks only the quoted person speaks."""
    quotations = [quotation.outer for quotation in outermost(article.quotations)]
    found: list[Offsets] = []
    for content in contents:
        gap = Offsets(found[-1].end, content.start) if found else None
        if (
            gap is not None
            and any(outer.start <= found[-1].start and content.end <= outer.end for outer in quotations)
            and not any(gap.overlaps(span) for span in taken)
        ):
            found[-1] = Offsets(found[-1].start, content.end)
        else:
            found.append(content)
    return found


def _trimmed(doc: Doc, content: Offsets) -> Offsets:
    """`content` without conjunctions and punctuation that hang over its edges."""
    tokens = [token for token in tokens_in(doc, content) if not token.is_space]
    if not tokens:
        return content
    first, last = 0, len(tokens) - 1
    while first < last and (tokens[first].dep_ == "cc" or tokens[first].text in _LOOSE_START):
        first += 1
    while last > first and (
        tokens[last].dep_ == "cc" or tokens[last].text in _LOOSE_END or tokens[last].lower_ == "that"
    ):
        last -= 1
    start, end = tokens[first], tokens[last]
    return Offsets(max(content.start, start.idx), min(content.end, end.idx + len(end)))
