"""The parse as plain lists: what the claims stage asks of a token, looked up once an article."""

from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from itertools import accumulate

from spacy.tokens import Doc

from newsclaims.columns import numbers, words
from newsclaims.offsets import Offsets

SUBJECTS = frozenset({"nsubj", "nsubjpass", "csubj", "csubjpass", "expl"})
_AUXILIARIES = frozenset({"aux", "auxpass"})
_FINITE = frozenset({"VBD", "VBZ", "VBP", "MD"})
# What the lemmatizer leaves of short forms behind a typographic apostrophe.
_SHORT = {"'s": "be", "'re": "be", "'m": "be", "'ve": "have", "'ll": "will", "'d": "would", "n't": "not"}
_APOSTROPHES = str.maketrans("’‘", "''")


@dataclass(frozen=True, slots=True)
class View:
    """A parsed text by token index.

    Attributes:
        text: the text.
        words: lower-cased words with straight apostrophes.
        lemmas, tags, deps: as spaCy gives them, lemmas lower-cased.
        heads: index of each token's governor; its own for a root.
        sentences: number of the sentence that each token is in.
        starts, ends: character offsets.
        children: the tokens that each token governs, in text order.
    """

    text: str
    words: list[str]
    lemmas: list[str]
    tags: list[str]
    deps: list[str]
    heads: list[int]
    sentences: list[int]
    starts: list[int]
    ends: list[int]
    children: list[list[int]] = field(repr=False)

    @classmethod
    def of(cls, doc: Doc) -> "View":
        """The view of `doc`."""
        heads = [index + distance for index, distance in enumerate(numbers(doc, "HEAD"))]
        children: list[list[int]] = [[] for _ in heads]
        for index, head in enumerate(heads):
            if head != index:
                children[head].append(index)
        lowered, tags, lemmas = words(doc, "LOWER"), words(doc, "TAG"), words(doc, "LEMMA")
        straight = {word: word.translate(_APOSTROPHES) for word in set(lowered)}
        plain = {lemma: lemma.lower().translate(_APOSTROPHES) for lemma in set(lemmas)}
        own = [straight[word] for word in lowered]
        starts = numbers(doc, "IDX")
        return cls(
            text=doc.text,
            words=own,
            lemmas=[
                _SHORT.get(word, plain[lemma]) if tag[0] in "VMR" else plain[lemma]
                for word, lemma, tag in zip(own, lemmas, tags, strict=True)
            ],
            tags=tags,
            deps=words(doc, "DEP"),
            heads=heads,
            sentences=list(
                accumulate(
                    int(mark == 1 and index > 0) for index, mark in enumerate(numbers(doc, "SENT_START"))
                )
            ),
            starts=starts,
            ends=[start + length for start, length in zip(starts, numbers(doc, "LENGTH"), strict=True)],
            children=children,
        )

    def between(self, span: Offsets) -> range:
        """The tokens that share a character with `span`."""
        return range(bisect_left(self.ends, span.start + 1), bisect_left(self.starts, span.end))

    def sentence(self, span: Offsets) -> Offsets:
        """The sentence around `span`; all of them where it reaches over several."""
        tokens = self.between(span)
        if not tokens:
            return span
        first = bisect_left(self.sentences, self.sentences[tokens[0]])
        last = bisect_right(self.sentences, self.sentences[tokens[-1]]) - 1
        return Offsets(min(span.start, self.starts[first]), max(span.end, self.ends[last]))

    def span(self, tokens: Sequence[int]) -> Offsets:
        """From the first of `tokens` to the last."""
        return Offsets(self.starts[tokens[0]], self.ends[tokens[-1]])

    def child(self, index: int, deps: frozenset[str]) -> int | None:
        """The first token that `index` governs by one of `deps`, or None."""
        return next((child for child in self.children[index] if self.deps[child] in deps), None)

    def subject(self, index: int) -> int | None:
        """Head of the subject that predicate `index` has of its own, or None; "there" only where alone."""
        found = [child for child in self.children[index] if self.deps[child] in SUBJECTS]
        return next((child for child in found if self.deps[child] != "expl"), found[0] if found else None)

    def auxiliaries(self, index: int) -> list[int]:
        """The auxiliaries of predicate `index`, "to" included."""
        return [child for child in self.children[index] if self.deps[child] in _AUXILIARIES]

    def finite(self, index: int) -> bool:
        """Whether predicate `index` is finite: tense of its own, or a finite auxiliary."""
        return self.tags[index] in _FINITE or any(
            self.tags[auxiliary] in _FINITE for auxiliary in self.auxiliaries(index)
        )

    def subtree(self, index: int, without: frozenset[int] = frozenset()) -> Iterator[int]:
        """`index` and all that it governs, directly or not, in no particular order; not below `without`."""
        stack = [index]
        while stack:
            current = stack.pop()
            yield current
            stack.extend(child for child in self.children[current] if child not in without)

    def ancestors(self, index: int) -> Iterator[int]:
        """The governors of `index`, nearest first."""
        while self.heads[index] != index:
            index = self.heads[index]
            yield index

    def has(self, tokens: Iterable[int], words: frozenset[str]) -> bool:
        """Whether one of `tokens` is one of `words`."""
        return any(self.words[token] in words for token in tokens)
