"""What it means that two spans, or two names, are the same."""

import re
from collections.abc import Callable, Iterable, Sequence
from typing import TypeVar

from newsclaims.offsets import Offsets, trim

# Quotation marks, punctuation and white space at a span's edges are forgiven.
EDGE = " \t\r\n\"'“”‘’«».,;:–—-…()[]"
_DETERMINER = re.compile(r"^(the|a|an|his|her|their|its)\s+", re.IGNORECASE)
_WORD = re.compile(r"\w+")
_SHARED_WORDS = 0.6
_SENTENCE_EDGE = re.compile(r"(?<=[.!?…])[\"'”’)]*\s+(?=[\"'“‘(A-Z0-9])|\n+")

G = TypeVar("G")
P = TypeVar("P")


def characters(text: str, spans: Iterable[Offsets]) -> frozenset[int]:
    """The offsets of the characters in `spans`, without their edges."""
    trimmed = (trim(text, span, EDGE) for span in spans)
    return frozenset(offset for span in trimmed for offset in range(span.start, span.end))


def dice(a: frozenset[int], b: frozenset[int]) -> float:
    """Twice what both share, over what both have; 0 for two empty sets."""
    return 2 * len(a & b) / (len(a) + len(b)) if a or b else 0.0


def same_name(a: str | None, b: str | None) -> bool:
    """Whether two names mean the same speaker: one's words are among the other's, or most words are shared."""
    if not a or not b:
        return False
    a, b = (_DETERMINER.sub("", name.strip().lower().replace("’", "'").removesuffix("'s")) for name in (a, b))
    if a == b:
        return True
    small, big = sorted((set(_WORD.findall(a)), set(_WORD.findall(b))), key=len)
    shared = 2 * len(small & big) / (len(small) + len(big)) if small or big else 0.0
    return bool(small) and (small <= big or shared >= _SHARED_WORDS)


def pair(
    gold: Sequence[G], predicted: Sequence[P], similarity: Callable[[G, P], float], floor: float = 0.5
) -> list[tuple[int, int]]:
    """One-to-one pairs (gold index, predicted index) of similarity at least `floor`, the most similar first."""
    candidates = sorted(
        (
            (score, i, j)
            for i, expected in enumerate(gold)
            for j, found in enumerate(predicted)
            if (score := similarity(expected, found)) >= floor
        ),
        reverse=True,
    )
    used_gold: set[int] = set()
    used_predicted: set[int] = set()
    pairs = []
    for _, i, j in candidates:
        if i not in used_gold and j not in used_predicted:
            used_gold.add(i)
            used_predicted.add(j)
            pairs.append((i, j))
    return pairs


def sentence_around(text: str, span: Offsets) -> str:
    """The sentence, or the sentences, that `span` lies in: a rough cut for people to read."""
    edges = [match.span() for match in _SENTENCE_EDGE.finditer(text)]
    start = max((end for _, end in edges if end <= span.start), default=0)
    end = min((start for start, _ in edges if start >= span.end), default=len(text))
    return text[start:end].strip()
