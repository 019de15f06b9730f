"""From attributions to quotes: exact edges by the quotation marks and the parse, type, parts, addressee, date."""

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace

from spacy.tokens import Doc, Token

from newsclaims.attribution.cues import addressee, cue_class, families_of, family, lemma, tokens_in, words
from newsclaims.attribution.marks import outermost
from newsclaims.attribution.standing import begins_sentence
from newsclaims.attribution.structures import Attribution, ParsedArticle
from newsclaims.attribution.syntax import finite, infinitive, own_subject, passive
from newsclaims.attribution.transcripts import RULE as TRANSCRIPT
from newsclaims.dates.structures import TimeExpression
from newsclaims.noun_contents import calls, tells
from newsclaims.offsets import Offsets, cover, disjoint
from newsclaims.quote_edges import cue_edges, cue_head, parts, trimmed_end
from newsclaims.records import QuoteType
from newsclaims.source_edges import source_edges

_WORD = re.compile(r"\w+(?:['’]\w+)*")
# Quoted words fewer than this behind a cue without a clause are a term, not speech.
_SCARE = 3
# Words of a content that is long enough to hold a clause, and what is none of its own.
_LONG = 6
_WISHES = frozenset({"expectation", "hope", "directive"})
_SUBORDINATE = frozenset({"relcl", "acl", "aux", "auxpass"})


@dataclass(frozen=True, slots=True)
class QuoteSpans:
    """A quote with the edges that the guidelines define.

    Attributes:
        attribution: index of the attribution that it was cut from.
        type: direct, indirect or mixed.
        parts: the content without complementizer, outer marks and edge punctuation; never empty.
        cue, source, addressee: as in the records.
        said_on: index of the time expression that says when, or None.
        confidence: probability 0-1.
    """

    attribution: int
    type: QuoteType
    parts: tuple[Offsets, ...]
    cue: Offsets | None
    source: Offsets | None
    addressee: Offsets | None
    said_on: int | None
    confidence: float


def find_quotes(
    article: ParsedArticle, attributions: Sequence[Attribution], times: Sequence[TimeExpression]
) -> tuple[QuoteSpans, ...]:
    """The quotes of the article, in text order.

    Attributions inside quotation marks or inside another report give no quote of their own, nor do those without
    content that is expressed ("praised the deal"), nor scare quotes.
    """
    doc = article.doc
    found: list[QuoteSpans] = []
    for index, attribution in enumerate(attributions):
        spoken = attribution.rule == TRANSCRIPT
        if not spoken and _nested(article, attribution, attributions):
            continue
        pieces = _turn(article, attribution) if spoken else disjoint(parts(article, attribution))
        if not pieces or not (spoken or _expressed(article, attribution, pieces)):
            continue
        head = cue_head(doc, attribution.cue)
        found.append(
            QuoteSpans(
                attribution=index,
                type="direct" if spoken else quote_type(article, pieces),
                parts=pieces,
                cue=cue_edges(doc, attribution.cue),
                source=source_edges(doc, attribution.source),
                addressee=attribution.addressee or addressee(doc, attribution.cue),
                said_on=None if head is None else said_on(doc, head, pieces, times),
                confidence=attribution.confidence,
            )
        )
    return tuple(sorted(_merged(found), key=lambda quote: quote.parts))


def _turn(article: ParsedArticle, attribution: Attribution) -> tuple[Offsets, ...]:
    """What somebody says in a transcript, by paragraphs."""
    return tuple(trimmed_end(article.text, part) for part in attribution.content)


def _nested(article: ParsedArticle, attribution: Attribution, attributions: Sequence[Attribution]) -> bool:
    """Whether the attribution is somebody's words itself: its cue or all of it lies in a quotation or a report."""
    anchor = attribution.cue or attribution.source
    if not anchor:
        return False
    place = cover(anchor)
    if any(quotation.inner.contains(place) for quotation in outermost(article.quotations)):
        return True
    return any(
        other is not attribution and any(content.contains(place) for content in other.content) and other.cue
        for other in attributions
        if not any(content.contains(cue) for content in attribution.content for cue in other.cue)
    )


def quote_type(article: ParsedArticle, pieces: Sequence[Offsets]) -> QuoteType:
    """Direct if all words of `pieces` stand in quotation marks, indirect if none, else mixed."""
    inside = total = 0
    quotations = [quotation.inner for quotation in outermost(article.quotations)]
    for piece in pieces:
        for match in _WORD.finditer(article.text, *piece):
            total += 1
            inside += any(inner.start <= match.start() < inner.end for inner in quotations)
    return "direct" if inside == total else "mixed" if inside else "indirect"


def _expressed(article: ParsedArticle, attribution: Attribution, pieces: Sequence[Offsets]) -> bool:
    """Whether the content is expressed as a proposition or in the speaker's own words."""
    doc, text = article.doc, article.text
    kind = quote_type(article, pieces)
    tokens = [token for span in attribution.cue for token in tokens_in(doc, span)]
    act = attribution.cue_class or cue_class(tokens)
    head = cue_head(doc, attribution.cue)
    length = sum(1 for piece in pieces for _ in _WORD.finditer(text, *piece))
    if kind == "direct":
        return _spoken(text, attribution, head, act, length)
    if not attribution.cue or head is None:
        return kind == "mixed"
    if head.lower_ == "according":
        return True
    roots = [found[0] if (found := _roots(doc, piece)) else None for piece in pieces]
    if kind == "indirect" and _withheld(roots, head, act, sourced=bool(attribution.source)):
        return False
    by_noun = _by_noun(article, attribution, pieces, head)
    if act == "label":
        that = any(text[span.start : span.end].lower().startswith("that ") for span in attribution.content)
        return by_noun or that or kind == "mixed" or _labels(doc, head, pieces)
    return by_noun or _by_clause(article, attribution, pieces, head)


def _labels(doc: Doc, head: Token, pieces: Sequence[Offsets]) -> bool:
    """Whether the cue tells what something is called."""
    return lemma(head) in words("labelling") and any(_predicates(doc, piece, head) for piece in pieces)


def _by_clause(
    article: ParsedArticle, attribution: Attribution, pieces: Sequence[Offsets], head: Token
) -> bool:
    """Whether a clause tells the content."""
    doc, text = article.doc, article.text
    tokens = [token for span in attribution.cue for token in tokens_in(doc, span)]
    act = attribution.cue_class or cue_class(tokens)
    return (
        any(_proposition(root, act, head) for piece in pieces for root in _roots(doc, piece))
        or any(text[span.start : span.end].lower().startswith("that ") for span in attribution.content)
        or (act == "statement" and family(head, "clause") is not None and _finite_anywhere(doc, pieces))
        or (act in _WISHES and _takes(head, _TO) and _infinitive_anywhere(doc, pieces))
    )


def _infinitive_anywhere(doc: Doc, pieces: Sequence[Offsets]) -> bool:
    """Whether somebody and an infinitive stand in contents: "expect *the fine*, if there is one, *to come to* …"."""
    tokens = [token for piece in pieces for token in tokens_in(doc, piece)]
    return any(
        token.tag_ == "VB"
        and token.dep_ in {"xcomp", "ccomp"}
        and any(item.tag_ == "TO" for item in token.children)
        for token in tokens
    )


def _finite_anywhere(doc: Doc, pieces: Sequence[Offsets]) -> bool:
    """Whether a clause stands in long contents, even if the parse has its verb elsewhere than at their head."""
    tokens = [token for piece in pieces for token in tokens_in(doc, piece)]
    return len(tokens) >= _LONG and any(
        finite(token) for token in tokens if token.pos_ in {"VERB", "AUX"} and token.dep_ not in _SUBORDINATE
    )


def _by_noun(
    article: ParsedArticle, attribution: Attribution, pieces: Sequence[Offsets], head: Token
) -> bool:
    """Whether a noun phrase tells the content: "expects another cut", "called for a second survey"."""
    if not attribution.source:
        return False
    doc = article.doc
    last = max(token.i for span in attribution.cue for token in tokens_in(doc, span))
    following = {doc[last].lower_, doc[min(last + 1, len(doc) - 1)].lower_}
    return any(
        tells(doc, head, piece, preposition="for" in following) or calls(head, doc, piece) for piece in pieces
    )


def _spoken(text: str, attribution: Attribution, head: Token | None, act: str | None, length: int) -> bool:
    """Whether quoted words are speech, not a term: by their cue, or as a sentence of their own."""
    if not attribution.cue:
        alone = begins_sentence(text, attribution.content[0].start)
        return (
            length >= _SCARE or bool(attribution.source)
            if alone
            else bool(attribution.source) and length >= _SCARE
        )
    return (
        length >= _SCARE
        or act in {"statement", "question"}
        or (head is not None and lemma(head) in words("labelling") | words("content_after_of"))
    )


def _predicates(doc: Doc, piece: Offsets, head: Token) -> bool:
    """Whether a noun and what it is called both stand in the piece: "the email as a joke", "it a mistake"."""
    tokens = tokens_in(doc, piece)
    return any(token.lower_ == "as" for token in tokens) or any(
        token.dep_ in {"oprd", "ccomp", "xcomp"} and token.head.i == head.i for token in tokens
    )


def _roots(doc: Doc, piece: Offsets) -> list[Token]:
    """The heads in the piece that hang on words outside it: the verbs, or the others where there are none."""
    tokens = tokens_in(doc, piece)
    inside = {token.i for token in tokens}
    heads = [token for token in tokens if token.head.i not in inside or token.head == token]
    return [token for token in heads if token.pos_ in {"VERB", "AUX"}] or heads


def _proposition(root: Token, act: str | None, head: Token) -> bool:
    """Whether the content's head is a verb that tells something, not a bare intention."""
    if root.pos_ not in {"VERB", "AUX"}:
        return any(item.dep_ in {"nsubj", "nsubjpass"} for item in root.children)
    if finite(root) or own_subject(root) is not None:
        return True
    if infinitive(root):
        return act not in {None, "belief"} and lemma(head) not in words("intending") and _takes(head, _TO)
    if root.tag_ == "VBG" or (root.tag_ == "VBN" and any(item.tag_ == "VBG" for item in root.lefts)):
        return _takes(head, _ING)  # "sleeping", "having slept"
    return act == "directive" or (root.tag_ == "VB" and bool(families_of(head)))


# Frames of the lexicon in which a cue reports an infinitive, and a participle.
_TO = ("infinitive", "directive")
_ING = ("gerund", "prep:of", "prep:for", "prep:against", "prep:as", "prep:about", "label")


def _takes(head: Token, frames: Sequence[str]) -> bool:
    return any(family(head, frame.removeprefix("prep:")) is not None for frame in frames)


def _withheld(roots: Sequence[Token | None], head: Token, act: str | None, *, sourced: bool) -> bool:
    """Whether nothing is told: "would not say how many", "refused to give a date", "is expected to"."""
    if any(root is not None and _asks(root) for root in roots):
        asked = act == "question" and (not sourced or _participle(head) or _apart(head))
        unheard = family(head, "question") is None or lemma(head) in words("intending")
        return asked or unheard or (act != "belief" and (_negated(head) or _to_come(head)))
    if lemma(head) in words("refusing") and any(
        root is not None and lemma(root) in words("telling") for root in roots
    ):
        return True
    if _asked_to_tell(head, roots):
        return True
    if act in {"directive", "question", "commissive"} and any(
        root is not None and _hidden(root) for root in roots
    ):
        return True
    return act == "expectation" and not sourced and passive(head)


def _hidden(root: Token) -> bool:
    """Whether somebody is not to be named: "asked *not to be named*", "that only *her first name be used*"."""
    if lemma(root) not in words("anonymity"):
        return False
    passive_form = root.tag_ == "VBN" and any(item.dep_ == "auxpass" for item in root.children)
    if lemma(root) == "call":  # "asked to be called only Ola"
        return passive_form and any(item.lower_ == "only" for item in root.subtree)
    silent = passive_form or lemma(root) in {"name", "identify"}
    return (silent and _negated(root)) or (
        passive_form and any(item.lemma_ == "name" for item in root.subtree)
    )


def _asked_to_tell(head: Token, roots: Sequence[Token | None]) -> bool:
    """Whether a participle tells what somebody answers to: "*asked to explain* the delay, Roe said …"."""
    asked = lemma(head) == "ask" and head.tag_ == "VBN" and own_subject(head) is None
    return asked and any(
        root is not None and infinitive(root) and lemma(root) in words("telling") for root in roots
    )


def _negated(verb: Token) -> bool:
    """Whether the verb is denied by "not", or by its subject: "*neither* company would say"."""
    if any(item.dep_ == "neg" for item in verb.children):
        return True
    found = own_subject(verb)
    return found is not None and (
        found.lower_ in words("nobody") or any(item.lower_ in words("nobody") for item in found.children)
    )


def _to_come(head: Token) -> bool:
    """Whether a finding is still to come: "the minutes *will show* whether that is so"."""
    ahead = any(item.dep_ == "aux" and item.lower_ in {"will", "would", "to"} for item in head.children)
    return ahead and lemma(head) in words("revealing")


def _participle(head: Token) -> bool:
    """Whether somebody else asks: "asked whether it was safe, she paused", "she was asked whether …"."""
    return passive(head) or (head.tag_ == "VBN" and not any(item.dep_ == "aux" for item in head.children))


def _apart(head: Token) -> bool:
    """Whether a comma parts the cue from its subject: "the spokesman, asked whether it was safe, laughed"."""
    return head.i > 0 and head.nbor(-1).text == ","


def _asks(root: Token) -> bool:
    """Whether the clause is an indirect question."""
    first = root.left_edge
    return first.lower_ in words("interrogatives")


def said_on(doc: Doc, head: Token, pieces: Sequence[Offsets], times: Sequence[TimeExpression]) -> int | None:
    """Index of the date or time that hangs on the reporting verb ("said *on Friday*"), or None."""
    for index, time in enumerate(times):
        if time.type not in {"DATE", "TIME"} or any(piece.overlaps(time.span) for piece in pieces):
            continue
        tokens = tokens_in(doc, time.span)
        if tokens and _hangs_on(tokens[-1], head):
            return index
    return None


def _hangs_on(token: Token, head: Token) -> bool:
    """Whether the way up from `token` reaches `head` before any other verb, a verb of speaking apart."""
    for ancestor in token.ancestors:
        if ancestor.i == head.i:
            return True
        if ancestor.pos_ == "VERB" and ancestor.lemma_ not in words("speaking"):
            return False
    return False


def _merged(quotes: Sequence[QuoteSpans]) -> list[QuoteSpans]:
    """One quote a cue: parts that different attributions gave to the same cue belong together."""
    by_cue: dict[Offsets, int] = {}
    merged: list[QuoteSpans] = []
    for quote in quotes:
        if quote.cue is not None and quote.cue in by_cue:
            place = by_cue[quote.cue]
            first = merged[place]
            joined = disjoint({*first.parts, *quote.parts})
            kind = first.type if first.type == quote.type else "mixed"
            merged[place] = replace(first, parts=joined, type=kind)
            continue
        if quote.cue is not None:
            by_cue[quote.cue] = len(merged)
        merged.append(quote)
    return merged
