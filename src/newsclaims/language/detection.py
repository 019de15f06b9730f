"""Whether a text is English at all, told by its letters and its small words."""

import re
from functools import cache

from newsclaims.language import table

# Code points looked at, words and letters from which on there is enough to tell.
_LOOKED_AT = 100_000
_WORDS, _LETTERS = 60, 60
# Share of small words that English never falls below: half of 1,543 English texts have more than 0.20, one in a
# hundred less than 0.12, none less than 0.06; news in the languages of the tests has none or next to none.
_LEAST = 0.04
_WORD = re.compile(r"[^\W\d_]+")
# Where Latin letters end (Latin Extended-B).
_LATIN = 0x250


@cache
def _words() -> frozenset[str]:
    return frozenset(table("english")["words"])


def is_english(text: str) -> bool:
    """Whether `text` is English, or too short to tell."""
    words = _WORD.findall(text[:_LOOKED_AT].lower())
    letters = sum(map(len, words))
    foreign = sum(ord(letter) >= _LATIN for word in words for letter in word)
    if letters >= _LETTERS and 2 * foreign > letters:
        return False
    return len(words) < _WORDS or sum(word in _words() for word in words) >= _LEAST * len(words)
