"""The parse as plain lists: what every step of this stage looks up many times, read from spaCy once."""

from bisect import bisect_left, bisect_right
from dataclasses import dataclass
from itertools import accumulate

from spacy.tokens import Doc

from newsclaims.attribution.structures import ParsedArticle
from newsclaims.offsets import Offsets

HYPHENS = frozenset("-‐‑")
_SUBJECTS = frozenset({"nsubj", "nsubjpass", "csubj", "agent"})
_OBJECTS = frozenset({"dobj", "dative", "iobj", "attr", "oprd"})


@dataclass(frozen=True, slots=True)
class Tokens:
    """One list an attribute, all of the same length: one entry a token.

    Attributes:
        text, lower, tag, dep: as spaCy has them; `lower` has straight apostrophes.
        entity: type of the named entity that holds the token, or "".
        head: index of the syntactic head.
        start, end: code-point offsets.
        sentence, paragraph: number of the sentence and of the paragraph.
        quoted: whether it stands in quotation marks.
    """

    text: list[str]
    lower: list[str]
    tag: list[str]
    dep: list[str]
    entity: list[str]
    head: list[int]
    start: list[int]
    end: list[int]
    sentence: list[int]
    paragraph: list[int]
    quoted: list[bool]

    def __len__(self) -> int:
        return len(self.text)

    def span(self, first: int, end: int) -> Offsets:
        """Code-point offsets of the tokens ``first:end``."""
        return Offsets(self.start[first], self.end[end - 1])

    def within(self, span: Offsets) -> range:
        """The tokens that share a code point with `span`."""
        return range(bisect_right(self.end, span.start), bisect_left(self.start, span.end))

    def glued(self, index: int) -> bool:
        """Whether no white space stands between the token and the one before it."""
        return index > 0 and self.end[index - 1] == self.start[index]

    def root(self, first: int, end: int) -> int:
        """The first token of ``first:end`` whose head lies outside."""
        for index in range(first, end):
            if not first <= self.head[index] < end or self.head[index] == index:
                return index
        return first

    def function(self, index: int) -> str:
        """What a noun phrase's head is in its clause: subject, object, possessor, modifier or other."""
        dep = self.dep[index]
        seen = 0
        while dep in {"conj", "appos"} and self.head[index] != index and seen < len(_SUBJECTS):
            index = self.head[index]
            dep = self.dep[index]
            seen += 1
        if dep in _SUBJECTS:
            return "subject"
        if dep in _OBJECTS:
            return "object"
        if dep == "poss":
            return "possessor"
        return "modifier" if dep in {"compound", "nmod", "amod"} else "other"


def read_tokens(article: ParsedArticle) -> Tokens:
    """The tokens of the article as lists."""
    doc = article.doc
    count = len(doc)
    starts = [token.idx for token in doc]
    ends = [token.idx + len(token) for token in doc]
    paragraph_starts = [paragraph.start for paragraph in article.paragraphs]
    quoted = [0] * (count + 1)
    for quotation in article.quotations:
        if quotation.depth == 0:
            first, last = bisect_left(starts, quotation.inner.start), bisect_left(starts, quotation.inner.end)
            quoted[first] += 1
            quoted[max(first, last)] -= 1
    return Tokens(
        text=[token.text for token in doc],
        lower=[token.lower_.replace("’", "'") for token in doc],
        tag=[token.tag_ for token in doc],
        dep=[token.dep_ for token in doc],
        entity=[token.ent_type_ for token in doc],
        head=[token.head.i for token in doc],
        start=starts,
        end=ends,
        sentence=_sentences(doc),
        paragraph=[bisect_right(paragraph_starts, start) for start in starts],
        quoted=[depth > 0 for depth in accumulate(quoted[:count])],
    )


def _sentences(doc: Doc) -> list[int]:
    return list(accumulate(int(bool(token.is_sent_start) and token.i > 0) for token in doc))
