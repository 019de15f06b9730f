"""The parse as plain lists: what every step of this stage looks up many times, read from spaCy once."""

from bisect import bisect_left, bisect_right
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import accumulate

from spacy.tokens import Doc

from newsclaims.attribution.datelines import body_start
from newsclaims.attribution.structures import ParsedArticle
from newsclaims.offsets import Offsets

HYPHENS = frozenset("-‐‑")
_ATTRIBUTES = ("ORTH", "TAG", "DEP", "ENT_TYPE", "HEAD", "IDX", "SENT_START", "POS")
_NOMINAL = ("NOUN", "PROPN", "PRON")
# What the head of a noun phrase is to its own head.
_PHRASES = frozenset(
    {"oprd", "nsubj", "dobj", "nsubjpass", "pcomp", "pobj", "dative", "appos", "attr", "ROOT"}
)
_LONGEST_LABEL = 4
_SUBJECTS = frozenset({"nsubj", "nsubjpass", "csubj", "agent"})
# How what stands inside a noun phrase depends on it, and through how many words at most.
_INNER = frozenset({"pobj", "prep", "poss", "compound", "nmod", "conj"})
_DEEPEST = 6
_OBJECTS = frozenset({"dobj", "dative", "iobj", "attr", "oprd"})


@dataclass(frozen=True, slots=True)
class Tokens:
    """One list an attribute, all of the same length: one entry a token.

    Attributes:
        text, lower, tag, dep: as spaCy has them; `lower` has straight apostrophes.
        entity: type of the named entity that holds the token, or "".
        head: index of the syntactic head.
        start, end: code-point offsets.
        noun: whether it is a noun, a name or a pronoun.
        sentence, paragraph: number of the sentence and of the paragraph.
        quoted: whether it stands in quotation marks.
        dateline: whether it belongs to a dateline.
        label: whether it belongs to a transcript's label of who speaks ("JAKE TAPPER:").
    """

    text: list[str]
    lower: list[str]
    tag: list[str]
    dep: list[str]
    entity: list[str]
    head: list[int]
    start: list[int]
    end: list[int]
    noun: list[bool]
    sentence: list[int]
    paragraph: list[int]
    quoted: list[bool]
    dateline: list[bool]
    label: list[bool]

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

    def closes(self, index: int) -> bool:
        """Whether a mark closes an apposition at `index`, or after a place ("Roe *of the University of Bonn*,")."""
        while index + 1 < len(self) and self.tag[index] == "IN":
            index += 1 + (self.tag[index + 1] == "DT")
            while index < len(self) and self.tag[index] in {"NNP", "NNPS"}:
                index += 1
        return index >= len(self) or self.tag[index] in {",", ".", ":", "-LRB-"}

    def root(self, first: int, end: int) -> int:
        """The first token of ``first:end`` whose head lies outside."""
        for index in range(first, end):
            if not first <= self.head[index] < end or self.head[index] == index:
                return index
        return first

    def phrases(self) -> Iterator[tuple[int, int]]:
        """First token and head of each base noun phrase, in text order: spaCy's noun chunks, from the lists."""
        edges = self._left_edges()
        last = -1
        for head, noun in enumerate(self.noun):
            if not noun or edges[head] <= last:
                continue
            other = head
            while self.dep[other] == "conj" and self.head[other] < other:
                other = self.head[other]
            if self.dep[other] in _PHRASES:
                last = head
                yield edges[head], head

    def _left_edges(self) -> list[int]:
        """The first token of each token's subtree."""
        edges = list(range(len(self)))
        for index in range(len(self)):
            above = self.head[index]
            while edges[above] > index:
                edges[above] = index
                above = self.head[above]
        return edges

    def belongs(self, index: int, head: int) -> bool:
        """Whether a noun stands in the noun phrase of `head`: Roe in "a friend of Jane Roe's lawyer"."""
        for _ in range(_DEEPEST):
            if self.dep[index] not in _INNER or self.head[index] == index:
                return False
            index = self.head[index]
            if index == head:
                return True
        return False

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
    columns = doc.to_array(list(_ATTRIBUTES)).astype("int64").reshape(-1, len(_ATTRIBUTES)).T.tolist()
    text, tag, dep, entity = (_strings(doc, column) for column in columns[:4])
    nominal = {doc.vocab.strings[part] for part in _NOMINAL}
    starts = columns[5]
    ends = [start + len(word) for start, word in zip(starts, text, strict=True)]
    paragraph_starts = [paragraph.start for paragraph in article.paragraphs]
    paragraph = [bisect_right(paragraph_starts, start) for start in starts]
    quoted = [0] * (len(text) + 1)
    for quotation in article.quotations:
        if quotation.depth == 0:
            first, last = bisect_left(starts, quotation.inner.start), bisect_left(starts, quotation.inner.end)
            quoted[first] += 1
            quoted[max(first, last)] -= 1
    for index in range(1, len(text) - 1):  # "Sanders’ manager", which the tagger takes for a closing mark
        apostrophe = (
            text[index] in {"’", "'"} and text[index - 1][-1] in "sS" and starts[index] == ends[index - 1]
        )
        if (
            apostrophe
            and tag[index - 1][:2] == "NN"
            and tag[index + 1][:2] in {"NN", "JJ"}
            and starts[index + 1] > ends[index]
        ):
            tag[index] = "POS"
    return Tokens(
        text=text,
        lower=[word.lower().replace("’", "'") for word in text],
        tag=tag,
        dep=dep,
        entity=entity,
        head=[index + offset for index, offset in enumerate(columns[4])],
        start=starts,
        end=ends,
        noun=[part in nominal for part in columns[7]],
        sentence=list(accumulate(int(start == 1 and index > 0) for index, start in enumerate(columns[6]))),
        paragraph=paragraph,
        quoted=[depth > 0 for depth in accumulate(quoted[: len(text)])],
        dateline=_datelines(article, starts),
        label=_labels(text, paragraph),
    )


def _strings(doc: Doc, column: list[int]) -> list[str]:
    """The strings of hashes, each looked up once; the string store knows them without sign."""
    store = doc.vocab.strings
    known = {key: store[key % 2**64] for key in set(column)}
    return [known[key] for key in column]


def _labels(text: list[str], paragraph: list[int]) -> list[bool]:
    """Which tokens say in capitals, with a colon, who speaks in the paragraph that they begin."""
    found = [False] * len(text)
    for opening in _openings(paragraph):
        first = opening + (text[opening] in {'"', "“", "``"})
        for index in range(first, min(first + _LONGEST_LABEL + 1, len(text))):
            if text[index] == ":" and index > first:
                found[first:index] = [True] * (index - first)
            if not text[index].isupper() or len(text[index]) == 1:
                break
    return found


def _openings(paragraph: list[int]) -> Iterator[int]:
    """The first token of each paragraph."""
    before = None
    for index, number in enumerate(paragraph):
        if number != before:
            yield index
            before = number


def _datelines(article: ParsedArticle, starts: list[int]) -> list[bool]:
    """Which tokens are of a dateline: "COLUMBUS, Ohio (AP) —" at the beginning of a paragraph."""
    found = [False] * len(starts)
    for paragraph in article.paragraphs:
        first = bisect_left(starts, paragraph.start)
        end = bisect_left(starts, body_start(article.text, paragraph))
        found[first:end] = [True] * (end - first)
    return found
