"""What the conditional clauses are told by: conjunctions, breaks, and what one is made of."""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache

from newsclaims.claims.view import View
from newsclaims.language import table

BREAK = frozenset({",", ";", ":", "—", "–", "--", "-", "…", "..."})
QUOTES = frozenset({"”", "“", "‘", "’", '"', "'", "``", "''"})
PUNCTUATION = BREAK | QUOTES | {".", "?", "!"}
LINKS = frozenset({"and", "or", "but"})
NOUN_PHRASE = frozenset({"DT", "PRP$", "JJ", "NN", "NNS", "NNP", "NNPS", "POS", "CD"})


@dataclass(frozen=True, slots=True)
class Condition:
    """A condition by its first token, its last one, and its predicate (or the word that stands for it)."""

    first: int
    last: int
    verb: int


@cache
def openers() -> dict[str, tuple[tuple[str, ...], ...]]:
    """The conjunctions, as lower-cased words, by their first word, the longest first."""
    found: dict[str, list[tuple[str, ...]]] = {}
    for rule in table("conditions")["openers"]:
        found.setdefault(rule["words"][0], []).append(tuple(rule["words"]))
    return {first: tuple(sorted(rules, key=len, reverse=True)) for first, rules in found.items()}


@cache
def word_list(name: str) -> frozenset[str]:
    """The words of a list of the table `conditions`."""
    return frozenset(table("conditions")[name])


def begins(view: View, tokens: Sequence[int], place: int) -> bool:
    """Whether the token at `place` of `tokens` is the first, or stands behind a break, a mark or a link."""
    return place == 0 or view.words[tokens[place - 1]] in BREAK | QUOTES | LINKS
