"""The words at which a content may end, and what the parse and the marks say of each."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from spacy.tokens import Doc, Token

from newsclaims.attribution.cues import tokens_in
from newsclaims.attribution.structures import ParsedArticle
from newsclaims.offsets import Offsets

# Words of these parts of speech are told apart; of the others the part of speech counts.
_CLOSED = frozenset({"DET", "ADP", "PRON", "SCONJ", "CCONJ", "PART", "AUX"})
_MARKS = {":": "colon", ";": "semicolon", "(": "bracket", ")": "bracket", "–": "dash", "—": "dash", "-": "dash",
          ",": "comma"}  # fmt: skip
_QUOTATION_MARKS = frozenset('"“”„«»')
# Tokens that an end may move.
_FARTHEST = 40


@dataclass(frozen=True, slots=True)
class Owner:
    """Whose a token is.

    Attributes:
        attribution: index of the attribution.
        role: "source", "cue" or "content".
        span: the fragment that holds it.
    """

    attribution: int
    role: str
    span: Offsets


@dataclass(frozen=True, slots=True)
class Place:
    """A content of an attribution between its first and last word, in a text where `owners` are known.

    Attributes:
        article: the parsed article.
        owners: of the tokens of all sources, cues and contents.
        owner: the content itself.
        first, last: indices of its outer words.
    """

    article: ParsedArticle
    owners: Mapping[int, Owner]
    owner: Owner
    first: int
    last: int


def owners(doc: Doc, attributions: Sequence[tuple[Sequence[Offsets], ...]]) -> dict[int, Owner]:
    """Whose the tokens are, for (contents, cue, source) of each attribution; of several owners the last."""
    return {
        token.i: Owner(index, role, span)
        for index, fragments in enumerate(attributions)
        for role, spans in zip(("content", "cue", "source"), fragments, strict=True)
        for span in spans
        for token in tokens_in(doc, span)
    }


def places(article: ParsedArticle, attributions: Sequence[tuple[Sequence[Offsets], ...]]) -> Iterator[Place]:
    """The contents of the attributions that hold a word."""
    owned = owners(article.doc, attributions)
    for index, (contents, *_) in enumerate(attributions):
        for span in contents:
            words = [token.i for token in tokens_in(article.doc, span) if is_word(token)]
            if words:
                yield Place(article, owned, Owner(index, "content", span), words[0], words[-1])


def is_word(token: Token) -> bool:
    """Whether the token has a letter or a digit."""
    return not token.is_punct and any(char.isalnum() for char in token.text)


def longer_ends(place: Place) -> Iterator[int]:
    """Words behind the last one at which the content could end, nearest first: as far as its sentence goes."""
    doc = place.article.doc
    for index in range(place.last + 1, min(len(doc), place.last + _FARTHEST + 1)):
        token = doc[index]
        if token.is_space or token.is_sent_start or _foreign(place, index):
            return
        if is_word(token):
            yield index


def shorter_ends(place: Place) -> Iterator[int]:
    """Words inside the content at which it could end, nearest to its last one first."""
    doc = place.article.doc
    for index in range(place.last - 1, max(place.first, place.last - _FARTHEST) - 1, -1):
        if is_word(doc[index]):
            yield index


def _foreign(place: Place, index: int) -> bool:
    owner = place.owners.get(index)
    return owner is not None and owner != place.owner


def end_features(place: Place, last: int) -> list[str]:
    """What is seen of a content that ends with the word `last`."""
    doc = place.article.doc
    word = doc[last]
    behind, between = _next_word(doc, last)
    mark = _mark(between, edge=behind is None)
    found = {f"word {word.dep_}", f"word {_kind(word)}", f"mark {mark}"}
    for token in doc[place.first : last + 1]:
        if token.head.i > last:
            found.add(f"open {token.dep_}")
        if token.n_rights:
            found.update(f"cut {child.dep_}" for child in token.rights if child.left_edge.i > last)
    if behind is not None:
        found |= _beside(place, behind, mark)
    found.add(f"quotation {_quotation(place.article, word, behind)}")
    return sorted(found)


def _beside(place: Place, word: Token, mark: str) -> set[str]:
    """What is seen of the next word outside."""
    return {
        f"beside {word.dep_}",
        f"beside {word.tag_}",
        f"beside {_kind(word)}",
        f"beside {mark} {word.dep_}",
        f"beside {mark} {_kind(word)}",
        _whose(place, word),
    }


def _whose(place: Place, word: Token) -> str:
    owner = place.owners.get(word.i)
    if owner is None or owner == place.owner:
        return "owner none"
    return f"owner {'own' if owner.attribution == place.owner.attribution else 'other'} {owner.role}"


def _next_word(doc: Doc, index: int) -> tuple[Token | None, str]:
    """The next word of the sentence, None where there is none, and what stands between."""
    between: list[str] = []
    for token in doc[index + 1 :]:
        if token.is_space or token.is_sent_start:
            break
        if is_word(token):
            return token, "".join(between)
        between.append(token.text)
    return None, "".join(between)


def _mark(between: str, *, edge: bool) -> str:
    quoted = " quoted" if any(char in _QUOTATION_MARKS for char in between) else ""
    if edge:
        return f"sentence{quoted}"
    name = next((name for mark, name in _MARKS.items() if mark in between), "other" if between else "none")
    return f"{name}{quoted}"


def _kind(word: Token) -> str:
    return word.lower_ if word.pos_ in _CLOSED else word.pos_


def quoted(place: Place) -> bool:
    """Whether the content is one quotation up to its last word: its end is where the marks say."""
    article = place.article
    word = article.doc[place.last]
    if _quotation(article, word, _next_word(article.doc, place.last)[0]) != "edge":
        return False
    return _number(article, article.doc[place.first]) == _number(article, word)


def _quotation(article: ParsedArticle, word: Token, beside: Token | None) -> str:
    """Whether the word stands in a quotation, and whether it is its last in the sentence."""
    mine = _number(article, word)
    if mine is None:
        return "outside"
    return "inside" if beside is not None and _number(article, beside) == mine else "edge"


def _number(article: ParsedArticle, word: Token) -> int | None:
    place = Offsets(word.idx, word.idx + len(word))
    return next((n for n, item in enumerate(article.quotations) if item.outer.contains(place)), None)
