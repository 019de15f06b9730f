"""What the attribution stage hands on: quotation marks paired, and who / cue / content spans."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal, Protocol

from spacy.tokens import Doc

from newsclaims.offsets import Offsets

CueClass = Literal[
    "statement", "belief", "commissive", "directive", "denial", "expectation", "hope", "label", "question"
]


@dataclass(frozen=True, slots=True)
class Quotation:
    """A stretch of text in quotation marks.

    Attributes:
        outer: from the opening mark to the closing mark, both included; to the paragraph's end if unclosed.
        inner: the same without the marks.
        depth: 0 for an outermost quotation, 1 for one inside it, and so on.
        closed: whether a closing mark was found in the paragraph.
        continues: whether it goes on a quotation that the paragraph before left open.
    """

    outer: Offsets
    inner: Offsets
    depth: int
    closed: bool
    continues: bool


@dataclass(frozen=True, slots=True)
class Attribution:
    """One reported stretch of speech, writing or thought, in the conventions of attribution corpora.

    The content keeps its complementizer and quotation marks as PARC 3 and PolNeAR annotate them;
    `newsclaims.quotes` cuts the edges of the records from it.

    Attributes:
        content: the reported words, one stretch or more, in text order; never empty.
        cue: the words that report; empty where only marks and context attribute it.
        source: the mention named as the source at this place; empty where there is none.
        cue_class: what kind of speech or thought act the cue names; None without a cue or for an unknown one.
        addressee: who is spoken to ("told *reporters*", "urged *Kyiv*"), if named.
        rule: name of the rule or engine that found it, for --explain.
        confidence: probability that content and source are right, 0-1.
    """

    content: tuple[Offsets, ...]
    cue: tuple[Offsets, ...] = ()
    source: tuple[Offsets, ...] = ()
    cue_class: CueClass | None = None
    addressee: Offsets | None = None
    rule: str = ""
    confidence: float = 1.0


@dataclass(frozen=True, slots=True)
class ParsedArticle:
    """An article as every stage sees it: the parse and the structure of its text.

    Attributes:
        doc: the parse.
        text: the text of the parse; `doc.text` would join its tokens anew each time.
        paragraphs: in text order, without white space around them.
        quotations: paired quotation marks, in text order of the opening ones.
    """

    doc: Doc
    text: str
    paragraphs: tuple[Offsets, ...]
    quotations: tuple[Quotation, ...]


class AttributionEngine(Protocol):
    """Finds attributions; engines share nothing but this interface."""

    name: str

    def attribute(self, articles: Sequence[ParsedArticle]) -> list[tuple[Attribution, ...]]:
        """The attributions of each article, in text order of their first content."""
        ...
