"""From the windows' linked fragments to the article's attributions: seams closed, strays dropped, edges on tokens."""

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

from newsclaims.attribution.structures import ParsedArticle
from newsclaims.attribution.tagger.decoding import Fragment, Linked
from newsclaims.attribution.tagger.edges import refine, whole_phrase
from newsclaims.offsets import Offsets

# The rule of attributions that the network found.
RULE = "tagger"
_WORD = re.compile(r"\w+")
# A content of so few words without marks and without a cue is a slip of the tagger, not speech.
_STRAY_WORDS = 3
_GLUE = re.compile(r"[\s,;:.!?…—–-]*")


@dataclass(slots=True)
class Draft:
    """An attribution in the making, by offsets; each list in text order."""

    contents: list[Offsets]
    cue: list[Offsets] = field(default_factory=list)
    source: list[Offsets] = field(default_factory=list)
    confidence: float = 1.0


class Tokens:
    """The token edges of a parse: spans that are found by word pieces are widened to them."""

    def __init__(self, article: ParsedArticle) -> None:
        self.starts = [token.idx for token in article.doc]
        self.ends = [token.idx + len(token) for token in article.doc]

    def around(self, fragment: Fragment) -> Offsets:
        """The fragment with its first and last token whole."""
        first = max(0, bisect_right(self.starts, fragment.start) - 1)
        last = min(len(self.ends) - 1, bisect_left(self.ends, fragment.end))
        start = self.starts[first] if self.ends[first] > fragment.start else fragment.start
        end = self.ends[last] if self.starts[last] < fragment.end else fragment.end
        return Offsets(start, end)


def link(article: ParsedArticle, windows: Iterable[Sequence[Linked]]) -> list[Draft]:
    """The article's attributions in text order of their first content."""
    tokens = Tokens(article)
    text = article.text
    drafts: list[Draft] = []
    loose: list[Draft] = []
    for linked in (item for window in windows for item in window):
        contents = _merged(text, [tokens.around(content) for content in linked.contents])
        draft = Draft(contents, confidence=linked.confidence)
        if linked.cue is None:
            loose.append(draft)
            continue
        draft.cue = [tokens.around(linked.cue)]
        draft.source = [tokens.around(linked.source)] if linked.source else []
        drafts.append(draft)
    drafts.sort(key=lambda draft: draft.contents[0])
    for draft in sorted(loose, key=lambda draft: draft.contents[0]):
        _place(article, draft, drafts)
    for draft in drafts:
        draft.source = [
            whole_phrase(article.doc, span, [*draft.cue, *draft.contents]) for span in draft.source
        ]
        draft.contents = refine(article, draft.contents, [*draft.cue, *draft.source])
    return sorted(drafts, key=lambda draft: draft.contents[0])


def _place(article: ParsedArticle, loose: Draft, drafts: list[Draft]) -> None:
    """Join a content without a cue to the attribution that it goes on, keep it on its own, or drop it."""
    content = loose.contents[0]
    before = max(
        (draft for draft in drafts if draft.contents[-1].end <= content.start),
        key=lambda draft: draft.contents[-1].end,
        default=None,
    )
    if before is not None and _goes_on(article, before, content):
        before.contents = _merged(article.text, [*before.contents, content])
        return
    quoted = any(quotation.outer.overlaps(content) for quotation in article.quotations)
    words = sum(1 for _ in _WORD.finditer(article.text, content.start, content.end))
    if quoted or words >= _STRAY_WORDS:
        drafts.append(loose)


def _goes_on(article: ParsedArticle, before: Draft, content: Offsets) -> bool:
    last = before.contents[-1]
    if any(q.continues and q.outer.start <= content.start < q.outer.end for q in article.quotations):
        return True
    gap = article.text[last.end : content.start]
    return "\n" not in gap and _GLUE.fullmatch(gap) is not None


def _merged(text: str, spans: Sequence[Offsets]) -> list[Offsets]:
    """Spans in text order, those that touch made one."""
    found: list[Offsets] = []
    for span in sorted(spans):
        if found and span.start <= found[-1].end:
            found[-1] = Offsets(found[-1].start, max(found[-1].end, span.end))
        elif (
            found
            and text[found[-1].end : span.start].isspace()
            and "\n" not in text[found[-1].end : span.start]
        ):
            found[-1] = Offsets(found[-1].start, span.end)
        else:
            found.append(span)
    return found
