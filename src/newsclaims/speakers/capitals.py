"""Words that are written large only because of where they stand: at the beginning of a sentence, or in a headline."""

from collections.abc import Iterator, Sequence
from dataclasses import replace

from newsclaims.speakers.lexicon import lexicon
from newsclaims.speakers.names import Name
from newsclaims.speakers.tokens import Tokens

_COMMON = frozenset({"NN", "NNS"})
_PROPER = frozenset({"NNP", "NNPS"})
# A headline writes its words large where so many of those longer than this are.
_SHARE, _SHORT = 0.8, 3
_ENOUGH = 4
_ENDS = frozenset({".", "?", "!"})


def borne(tokens: Tokens, names: Sequence[Name]) -> list[Name]:
    """Those of `names` that somebody bears, those of a headline in capitals cut to what the text calls so."""
    small = {
        word for word, tag in zip(tokens.text, tokens.tag, strict=True) if tag in _COMMON and word.islower()
    }
    large = {
        word
        for index, (word, tag) in enumerate(zip(tokens.text, tokens.tag, strict=True))
        if tag in _PROPER and not _opens(tokens, index)
    }
    found = [name for name in names if not _only_opening(tokens, name, small, large)]
    return list(_of_headline(tokens, found, all_large=in_capitals(tokens))) if _headed(tokens) else found


def _opens(tokens: Tokens, index: int) -> bool:
    """Whether a sentence begins at `index`, marks apart."""
    while index > 0 and not any(map(str.isalnum, tokens.text[index - 1])):
        if tokens.sentence[index - 1] != tokens.sentence[index]:
            return True
        index -= 1
    return index == 0 or tokens.sentence[index] != tokens.sentence[index - 1]


def _only_opening(tokens: Tokens, name: Name, small: set[str], large: set[str]) -> bool:
    """Whether a name is one word that a sentence begins with, and that the article elsewhere writes small."""
    word = tokens.text[name.core]
    alone = len(name.words) == 1 and name.start == name.core and name.last == name.core + 1
    common = word.lower() in small and word not in large and not word.isupper()
    return alone and common and not name.honorific and _opens(tokens, name.core)


def _headed(tokens: Tokens) -> bool:
    """Whether the first paragraph is a headline: it ends without a full stop."""
    end = next((i for i in range(len(tokens)) if tokens.paragraph[i] != tokens.paragraph[0]), 0)
    last = next((index for index in range(end - 1, -1, -1) if not tokens.text[index].isspace()), 0)
    return end > 0 and tokens.text[last] not in _ENDS


def in_capitals(tokens: Tokens) -> bool:
    """Whether the first paragraph writes its words large."""
    title = [index for index in range(len(tokens)) if tokens.paragraph[index] == tokens.paragraph[0]]
    words = [index for index in title if tokens.text[index].isalpha() and len(tokens.text[index]) > _SHORT]
    large = sum(tokens.text[index][0].isupper() for index in words)
    return len(words) >= _ENOUGH and large >= _SHARE * len(words)


def _of_headline(tokens: Tokens, names: Sequence[Name], *, all_large: bool) -> Iterator[Name]:
    """`names` with those of the headline cut to the words by which the text names somebody.

    Where the headline writes only its first word large, that one alone is looked at: "*Derelict Roe* left".
    """
    title = tokens.paragraph[0]
    known = {
        _folded(name.words[first:end])
        for name in names
        if tokens.paragraph[name.core] != title
        for first in range(len(name.words))
        for end in range(first + 1, len(name.words) + 1)
    }
    for name in names:
        inside = tokens.paragraph[name.core] == title and (all_large or _opens(tokens, name.start))
        if not inside or len(name.words) == 1 or _folded(name.words) in known:
            yield name
        elif (part := _known_part(name, known)) is not None:
            yield part
        elif not all_large or name.words[0].lower() in lexicon().given:
            yield name


def _folded(words: Sequence[str]) -> tuple[str, ...]:
    return tuple(word.casefold() for word in words)


def _known_part(name: Name, known: set[tuple[str, ...]]) -> Name | None:
    """The longest part of a name that the text has."""
    count = len(name.words)
    if count != name.last - name.core:
        return None
    parts = [(first, end) for first in range(count) for end in range(first + 1, count + 1)]
    fitting = [(end - first, -first) for first, end in parts if _folded(name.words[first:end]) in known]
    if not fitting:
        return None
    length, first = max(fitting)
    core = name.core - first
    start, end = (name.start if first == 0 else core), core + length
    return replace(
        name, start=start, core=core, last=end, end=end, words=name.words[-first : -first + length]
    )
