"""The edges of a clause: what hangs over them is cut, and marks and brackets stay in pairs."""

from collections.abc import Sequence
from functools import cache

from newsclaims.attribution.structures import Quotation
from newsclaims.claims.view import View
from newsclaims.language import table
from newsclaims.offsets import Offsets

EDGE_TAGS = frozenset({",", ":", ".", "``", "''", "-LRB-", "-RRB-", "HYPH", "NFP", "_SP", "$,"})
BREAK = frozenset({",", ";", ":", "—", "–", "-", "--", "…", "..."})
_KEPT_EDGES = frozenset({"?", "!", "%"})


@cache
def _openers() -> frozenset[str]:
    return frozenset(table("clauses")["openers"])


def trim(view: View, tokens: list[int]) -> list[int]:
    """`tokens` without conjunction, complementizer, openers and punctuation at the edges."""
    start, end = 0, len(tokens)
    while end > start and (
        (view.tags[tokens[end - 1]] in EDGE_TAGS and view.words[tokens[end - 1]] not in _KEPT_EDGES)
        or view.deps[tokens[end - 1]] == "cc"
    ):
        end -= 1
    while start < end:
        index = tokens[start]
        complementizer = view.words[index] == "that" and view.deps[index] == "mark"
        if complementizer or view.tags[index] in EDGE_TAGS or view.deps[index] == "cc":
            start += 1
        elif skipped := _opener(view, tokens[start:end]):
            start += skipped
        else:
            break
    return tokens[start:end]


def _opener(view: View, tokens: list[int]) -> int:
    """How many tokens at the start only lead into the clause: "Well,", "You know,"."""
    for length in (2, 1):
        if len(tokens) > length + 1 and " ".join(view.words[i] for i in tokens[:length]) in _openers():
            follower = view.words[tokens[length]]
            if follower in BREAK:
                return length + 1
    return 0


def closed(text: str, span: Offsets, quotations: Sequence[Quotation]) -> Offsets:
    """`span` with the mark or round bracket at its edge where the other one of the pair is inside it."""
    return _bracketed(text, _balance(span, quotations))


def _balance(span: Offsets, quotations: Sequence[Quotation]) -> Offsets:
    """`span` with a quotation mark at its edge where the other one of the pair is inside it."""
    start, end = span
    for quotation in quotations:
        outer, inner = quotation.outer, quotation.inner
        if outer.start >= end:
            break
        if start <= outer.start and inner.start <= end and inner.end <= end < outer.end and quotation.closed:
            end = outer.end
        if quotation.closed and outer.end <= end and outer.start < start <= inner.start:
            start = outer.start
    return Offsets(start, end)


def _bracketed(text: str, span: Offsets) -> Offsets:
    """`span` with a bracket at its edge where the other one of the pair is inside it."""
    start, end = span
    for left, right in ("()", "[]"):
        opening, closing = text.find(left, start, end), text.find(right, start, end)
        if text.count(left, start, end) > text.count(right, start, end) and text[end : end + 1] == right:
            end += 1
        elif closing >= 0 and not 0 <= opening < closing and text[start - 1 : start] == left:
            start -= 1
    return Offsets(start, end)
