"""Where a quote's parts, its source and its cue begin and end, from an attribution's rougher spans.

Attribution corpora keep complementizers, quotation marks, relative clauses and adverbs in their spans; the records'
edges are those of the annotation guidelines. Contents that cover most of a quotation are snapped to it.
"""

import re
from collections.abc import Sequence
from itertools import islice

from spacy.tokens import Doc, Token

from newsclaims.attribution.cues import addressee, families_of, family, lemma, tokens_in, words
from newsclaims.attribution.marks import outermost
from newsclaims.attribution.structures import Attribution, ParsedArticle, Quotation
from newsclaims.attribution.syntax import finite, passive
from newsclaims.offsets import Offsets, trim
from newsclaims.stray_parts import without_stray_parts

# Punctuation and white space that belong to the reporting sentence.
_EDGE = " \t\r\n\u00a0,.;:-–—"
_LEFT_EDGE = _EDGE + ")"
_COMPLEMENTIZER = re.compile(r"that\b,?\s*", re.IGNORECASE)
_WORD = re.compile(r"\w+(?:['’]\w+)*")
# A content that covers this share of a quotation's words means the whole quotation; less than the lower share of it
# is a ragged edge that strayed into it.
_MOST, _STRAY = 0.6, 0.2
# How many words may stand before the complementizer, and prepositions of times among them.
_LEAD = 7
# How many words may be missing inside a content.
_GAP = 8
_TIME_PREPOSITIONS = frozenset({"before", "after", "during", "in", "at", "on", "since"})
# What may begin a clause without "that".
_CLAUSE_OPENERS = frozenset({"DET", "PRON", "PROPN", "NOUN", "ADJ", "NUM"})
_MARKS = "“”„‟\"«»‘’‚'`"


def parts(article: ParsedArticle, attribution: Attribution) -> tuple[Offsets, ...]:
    """The parts of the quote, in text order; empty where nothing is left of the content."""
    text = article.text
    quotations = list(outermost(article.quotations))
    spans = [_snapped(text, span, quotations) for span in attribution.content]
    spans = _without_gaps(article.doc, attribution, spans)
    spans = [piece for span in _joined(text, spans) for piece in _per_paragraph(article, span)]
    spans = without_stray_parts(article, attribution, _without_strays(text, spans))
    found = []
    for named in _without_addressee(
        article.doc, attribution, _without_labelled(article.doc, attribution, spans)
    ):
        span = _behind_as(article.doc, attribution, _without_agent(article.doc, named))
        without = _after_lead(article.doc, attribution, _after_addressee(article.doc, attribution, span))
        found += _pieces(text, without, quotations, clause=not _pronominal(article.doc, without))
    return tuple(sorted(_without_titles(text, set(found), quotations)))


def _without_addressee(doc: Doc, attribution: Attribution, spans: list[Offsets]) -> list[Offsets]:
    """`spans` without those before an infinitive that name who was told: "*Six counts* were ordered to lie"."""
    head = cue_head(doc, attribution.cue)
    if head is None or len(spans) < 2 or not _directs(head):  # noqa: PLR2004
        return spans
    *named, last = spans
    verbal = any(token.pos_ in {"VERB", "AUX"} for span in named for token in tokens_in(doc, span))
    told = doc.text.startswith("to ", last.start) and last.start > head.idx
    return spans if verbal or not told else [last]


def _without_labelled(doc: Doc, attribution: Attribution, spans: list[Offsets]) -> list[Offsets]:
    """`spans` without the subject that is called something: "*The plan* was described as “unfair”"."""
    head = cue_head(doc, attribution.cue)
    if head is None or len(spans) < 2 or not _labels(head) or not passive(head):  # noqa: PLR2004
        return spans
    return [span for span in spans if span.start > head.idx] or spans


def _labels(cue: Token) -> bool:
    return lemma(cue) in words("labelling")


def _behind_as(doc: Doc, attribution: Attribution, span: Offsets) -> Offsets:
    """`span` without the "as" that it begins with: "described *as* “unfair”", where the thing stands elsewhere."""
    head = cue_head(doc, attribution.cue)
    tokens = tokens_in(doc, span)
    if head is None or not _labels(head) or len(tokens) < 2 or tokens[0].lower_ != "as":  # noqa: PLR2004
        return span
    return Offsets(tokens[1].idx, span.end)


def _without_agent(doc: Doc, span: Offsets) -> Offsets:
    """`span` without the "by" at its end, whose noun is the source."""
    tokens = tokens_in(doc, span)
    if len(tokens) > 1 and tokens[-1].lower_ == "by":
        return Offsets(span.start, tokens[-2].idx + len(tokens[-2]))
    return span


def _directs(cue: Token) -> bool:
    """Whether `cue` tells somebody to do something, who is no part of what is reported."""
    return family(cue, "directive") is not None and lemma(cue) not in words("subject_kept")


def _after_lead(doc: Doc, attribution: Attribution, span: Offsets) -> Offsets:
    """`span` from its complementizer on, where only the addressee, an adverb or a time stand before it.

    "warned *her that* a woman would …", "promised *before the campaign that* this term …", "said *only that* …".
    """
    head = cue_head(doc, attribution.cue)
    if head is None or head.pos_ not in {"VERB", "AUX"} or head.idx > span.start:
        return span
    tokens = tokens_in(doc, span)
    if (
        tokens and tokens[0].tag_ in {"WP", "WDT"} and _directs(head)
    ):  # "asked every child *who came* to bring"
        return next((Offsets(token.idx, span.end) for token in tokens if token.tag_ == "TO"), span)
    told = attribution.addressee or addressee(doc, attribution.cue)
    behind = _behind_time(tokens) or _behind_addressee(tokens, head, told)
    if behind is not None:
        return Offsets(behind.idx, span.end)
    for token in islice(tokens, _LEAD):
        if token.pos_ in {"VERB", "AUX"} or token.is_punct:
            return span
        if token.lower_ == "that" and token.dep_ == "mark":
            return Offsets(token.idx, span.end) if _complements(token.head, head) else span
    return span


def _behind_time(tokens: Sequence[Token]) -> Token | None:
    """The first word behind "at the time" in "said *at the time* the pier was safe", where one begins a clause."""
    for phrase in words("leading_times"):
        length = len(phrase.split())
        if " ".join(token.lower_ for token in tokens[:length]) == phrase and len(tokens) > length:
            return tokens[length] if tokens[length].pos_ in _CLAUSE_OPENERS else None
    return None


def _behind_addressee(tokens: Sequence[Token], cue: Token, told: Offsets | None) -> Token | None:
    """The first word of the clause behind the person spoken to: "told *the Bugle* the pier was safe"."""
    if told is None or not tokens or lemma(cue) not in words("addressing") or tokens[0].idx != told.start:
        return None
    behind = [token for token in tokens if token.idx >= told.end]
    if not behind or behind[0].pos_ not in _CLAUSE_OPENERS or not any(finite(token) for token in behind):
        return None
    return behind[0]


def _complements(verb: Token, cue: Token) -> bool:
    """Whether the clause of `verb` is what `cue` reports, even if the parse hung it on a time before it."""
    if verb.head == cue:
        return verb.dep_ in {"ccomp", "advcl", "xcomp"}
    noun = verb.head
    timed = noun.dep_ == "pobj" and noun.head.lower_ in _TIME_PREPOSITIONS and noun.head.head == cue
    return verb.dep_ in {"acl", "relcl"} and timed


def _without_titles(text: str, found: set[Offsets], quotations: Sequence[Quotation]) -> set[Offsets]:
    """`found` without titles of works in quotation marks beside other words: “Making Waves: Options for Leisure”."""
    marked = {quotation.inner.start: quotation.inner.end for quotation in quotations}
    titles = {
        piece
        for piece in found
        if marked.get(piece.start, 0) >= piece.end and _is_title(text[piece.start : piece.end])
    }
    return found - titles if titles != found else found


def _is_title(words_: str) -> bool:
    found = [word for word in _WORD.findall(words_) if word.lower() not in words("title_words")]
    return len(found) > 1 and all(word[0].isupper() or word[0].isdigit() for word in found)


def _snapped(text: str, span: Offsets, quotations: Sequence[Quotation]) -> Offsets:
    """`span` widened to quotations that it covers mostly, and cut where it only strays into one."""
    start, end = span
    for quotation in quotations:
        outer, inner = quotation.outer, quotation.inner
        if not span.overlaps(outer) or span.contains(outer):
            continue
        if outer.contains(span) and _words(text, span) * 2 < _words(text, inner):
            continue
        shared = _words(text, Offsets(max(span.start, inner.start), min(span.end, inner.end)))
        share = shared / max(1, _words(text, inner))
        if share >= _MOST:
            start, end = min(start, outer.start), max(end, outer.end)
        elif share <= _STRAY and not outer.contains(span):
            if outer.start < span.start:
                start = max(start, outer.end)
            else:
                end = min(end, outer.start)
    return Offsets(start, max(start, end))


def _words(text: str, span: Offsets) -> int:
    return sum(1 for _ in _WORD.finditer(text, span.start, max(span.start, span.end)))


def _without_gaps(doc: Doc, attribution: Attribution, spans: Sequence[Offsets]) -> list[Offsets]:
    """`spans` with the words between two of one sentence, where nobody is named or speaks in them."""
    taken = [*attribution.cue, *attribution.source]
    found: list[Offsets] = []
    for span in sorted(spans):
        gap = Offsets(found[-1].end, span.start) if found else None
        if gap is not None and gap.end > gap.start and not any(gap.overlaps(piece) for piece in taken):
            between, around = tokens_in(doc, gap), (tokens_in(doc, found[-1]), tokens_in(doc, span))
            same = all(around) and around[0][-1].sent == around[1][0].sent
            silent = not any(token.is_quote or family(token, "clause") for token in between)
            if same and between and len(between) <= _GAP and silent:
                found[-1] = Offsets(found[-1].start, max(found[-1].end, span.end))
                continue
        found.append(span)
    return found


def _joined(text: str, spans: Sequence[Offsets]) -> list[Offsets]:
    """Overlapping spans and those that only white space or punctuation parts, as one."""
    joined: list[Offsets] = []
    for span in sorted(spans):
        if span.start >= span.end:
            continue
        if joined and (span.start <= joined[-1].end or not _WORD.search(text, joined[-1].end, span.start)):
            joined[-1] = Offsets(joined[-1].start, max(joined[-1].end, span.end))
        else:
            joined.append(span)
    return joined


def _per_paragraph(article: ParsedArticle, span: Offsets) -> list[Offsets]:
    return [
        Offsets(max(span.start, paragraph.start), min(span.end, paragraph.end))
        for paragraph in article.paragraphs
        if paragraph.overlaps(span)
    ]


def _without_strays(text: str, spans: list[Offsets]) -> list[Offsets]:
    """Without one-word pieces beside longer ones: a tagger's crumbs."""
    if len(spans) > 1:
        longer = [span for span in spans if _words(text, span) > 1 or text[span.start] in _MARKS]
        return longer or spans
    return spans


def _pronominal(doc: Doc, span: Offsets) -> bool:
    """Whether a content begins with "that" as its subject: "*that* was shocking"."""
    first = next((token for token in tokens_in(doc, span) if token.is_alpha), None)
    if first is None or first.lower_ != "that" or first.i + 1 >= len(doc):
        return False
    following = first.nbor()
    return following.tag_ in {"VBD", "VBZ", "MD"} or following.lower_ in {"'s", "’s"}


def _pieces(text: str, span: Offsets, quotations: Sequence[Quotation], *, clause: bool) -> list[Offsets]:
    """The clean part or parts of one stretch: quotations without their marks, other words without loose edges."""
    span = trim(text, span, _LEFT_EDGE)
    if span.start >= span.end:
        return []
    complementizer = _COMPLEMENTIZER.match(text, span.start, span.end) if clause else None
    if complementizer and complementizer.end() < span.end:
        span = Offsets(complementizer.end(), span.end)
    held = [quotation for quotation in quotations if span.overlaps(quotation.inner)]
    if held and _outside_words(text, span, held) == 0:
        cut = [_inner(text, quotation, span) for quotation in held]
        return [piece for piece in cut if piece.start < piece.end]
    return [_loose(text, span)]


def _outside_words(text: str, span: Offsets, quotations: Sequence[Quotation]) -> int:
    inside = sum(
        _words(text, Offsets(max(span.start, item.inner.start), min(span.end, item.inner.end)))
        for item in quotations
    )
    return _words(text, span) - inside


def _inner(text: str, quotation: Quotation, span: Offsets) -> Offsets:
    """The quotation's words within `span`: without the marks, and without the comma or full stop at the end."""
    start, end = max(span.start, quotation.inner.start), min(span.end, quotation.inner.end)
    if _words(text, Offsets(start, end)) >= _MOST * _words(text, quotation.inner):
        start, end = quotation.inner
    return trimmed_end(text, Offsets(start, end))


def trimmed_end(text: str, span: Offsets) -> Offsets:
    """`span` without white space around it and without comma, semicolon, colon, dash or full stop at its end.

    A full stop of an abbreviation ("8 p.m.") stays.
    """
    start, end = span
    while start < end and text[start].isspace():
        start += 1
    if end < len(text) and text[end] == "." and _abbreviated(text, start, end + 1):
        end += 1
    while end > start and (text[end - 1].isspace() or text[end - 1] in ",.;:-–—"):
        if text[end - 1] == "." and _abbreviated(text, start, end):
            break
        end -= 1
    if text.count("(", start, end) > text.count(")", start, end) and text[end : end + 1] == ")":
        end += 1
    return Offsets(start, end)


_ABBREVIATION = re.compile(r"(?:\b[A-Za-z]\.){2,}$|\b(?:Inc|Corp|Ltd|Co|Jr|Sr|St|No)\.$")


def _abbreviated(text: str, start: int, end: int) -> bool:
    return _ABBREVIATION.search(text, max(start, end - 12), end) is not None


def _loose(text: str, span: Offsets) -> Offsets:
    """Words with or without quotations among them: loose punctuation off, marks kept in pairs."""
    start, end = span
    while start < end and text[start] in _LEFT_EDGE:
        start += 1
    if text[start - 1 : start] == "(" and text.count(")", start, end) > text.count("(", start, end):
        start -= 1
    return trimmed_end(text, Offsets(start, end))


def _after_addressee(doc: Doc, attribution: Attribution, span: Offsets) -> Offsets:
    """`span` without the person spoken to: "urged *Kyiv* to accept", "accused *her* of sleeping"."""
    head = cue_head(doc, attribution.cue)
    if head is None or head.pos_ not in {"VERB", "AUX"} or lemma(head) in words("subject_kept"):
        return span
    person = attribution.addressee or addressee(doc, attribution.cue)
    for item in head.children:
        if item.dep_ in {"xcomp", "ccomp", "advcl"} and person is not None and person.overlaps(span):
            marker = next((sub for sub in item.children if sub.tag_ == "TO"), None)
            if marker is None or marker.idx < person.end or not span.start <= marker.idx < span.end:
                continue
            before = marker.nbor(-1) if marker.i else marker
            first = before if before.dep_ == "neg" and before.idx >= person.end else marker
            return Offsets(first.idx, span.end)
    if lemma(head) in words("content_after_of") and (of := _accused_of(head, span)) is not None:
        return Offsets(of.idx + len(of), span.end)
    told_to = _misplaced_infinitive(head, tokens_in(doc, span))
    return span if told_to is None else Offsets(told_to.idx, span.end)


def _misplaced_infinitive(cue: Token, tokens: Sequence[Token]) -> Token | None:
    """The "to" of what somebody is told to do, where the parse hung it on a noun before it.

    "urged anyone with news of *the fire to call*": the noun next to the infinitive seems to govern it.
    """
    if not tokens or lemma(cue) not in words("addressing") or not _directs(cue) or tokens[0].pos_ == "ADP":
        return None
    marker = next((token for token in tokens if token.tag_ == "TO" and token.head.tag_ == "VB"), None)
    if marker is None or any(
        token.pos_ in {"VERB", "AUX"} or token.is_punct for token in tokens if token.i < marker.i
    ):
        return None
    noun = marker.head.head
    if marker.head.dep_ not in {"acl", "relcl"} or not tokens[0].i <= noun.i < marker.i:
        return None
    told = noun.head == cue
    return marker if not told or noun.tag_ in _TOLD_TAGS or noun.pos_ == "PRON" else None


# Tags of nouns that an infinitive hardly modifies: "asked *residents* to leave", not "asked *permission* to leave".
_TOLD_TAGS = frozenset({"NNS", "NNP", "NNPS"})


def _accused_of(head: Token, span: Offsets) -> Token | None:
    """The "of" in `span` behind which the accusation stands, even if the parse hung it on the accused."""
    persons = [item for item in head.children if item.dep_ in {"dobj", "dative"}]
    own = [item for item in head.children if item.dep_ == "prep"]
    theirs = [
        item
        for person in persons
        for item in person.children
        if item.dep_ == "prep" and any(inner.dep_ == "pcomp" for inner in item.children)
    ]
    found = (item for item in (*own, *theirs) if item.lower_ == "of" and span.start <= item.idx < span.end)
    return next(found, None)


def cue_head(doc: Doc, cue: Sequence[Offsets]) -> Token | None:
    """The word of the cue that reports: the last known one, or its syntactic head; None for an empty cue."""
    tokens = [token for span in cue for token in tokens_in(doc, span) if not token.is_punct]
    if not tokens:
        return None
    known = [token for token in tokens if families_of(token) and not token.dep_.startswith("aux")]
    if any(token.pos_ == "VERB" for token in known):
        # "said *in a statement*", "said *as quoted* by Oslo FM": the rest only tells where.
        known = [token for token in known if token.dep_ != "pobj" and not _by_the_way(token)]
    if known and known[-1].dep_ == "acl" and known[-1].tag_ == "VBG" and len(known) > 1:
        return known[-1]  # "issued a statement *saying*"
    nominal = [token for token in known if token.pos_ in {"NOUN", "ADJ"}]
    if nominal or known:
        return (nominal or known)[-1]
    inside = {token.i for token in tokens}
    head = next((token for token in tokens if token.head.i not in inside or token.head == token), tokens[0])
    if head.dep_ in {"aux", "auxpass", "nsubj", "nsubjpass", "neg"} and families_of(head.head):
        return head.head  # "*has*, however, assured them that", "*it* was told that"
    return _reporting_verb(head) if head.pos_ == "ADV" else head


def _by_the_way(verb: Token) -> bool:
    """Whether an "as" leads the verb behind another: "said *as quoted* by Oslo FM"."""
    return verb.dep_ == "advcl" and any(item.dep_ == "mark" and item.lower_ == "as" for item in verb.lefts)


def _reporting_verb(adverb: Token) -> Token:
    """The verb that an adverb alone stands for: "*further* went on to say"; the adverb where there is none."""
    verbs = [adverb.head, *(item for item in adverb.head.children if item.dep_ == "xcomp")]
    return next((verb for verb in reversed(verbs) if verb.pos_ == "VERB" and families_of(verb)), adverb)


_CUE_PREPOSITIONS = frozenset({"on", "upon", "for"})


def cue_edges(doc: Doc, cue: Sequence[Offsets]) -> Offsets | None:
    """The cue of the record: the verb with its particle, the noun with its light verb, or the phrase."""
    tokens = [token for span in cue for token in tokens_in(doc, span) if not token.is_punct]
    head = cue_head(doc, cue)
    if head is None:
        return None
    if head.lower_ == "according":
        return Offsets(head.idx, tokens[-1].idx + len(tokens[-1]))
    inside = {token.i for token in tokens}
    first = last = head
    if head.pos_ in {"NOUN", "ADJ"}:
        if head.head.i in inside and head.head.pos_ in {"VERB", "AUX"} and head.head.i < head.i:
            first = head.head
    else:
        for item in head.children:
            called = lemma(head) == "call" and item.dep_ == "prep" and item.lower_ in _CUE_PREPOSITIONS
            if item.i == last.i + 1 and (item.dep_ == "prt" or called):
                last = item
    return Offsets(first.idx, last.idx + len(last))
