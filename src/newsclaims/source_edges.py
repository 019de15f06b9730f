"""Where a quote's source begins and ends: the noun phrase with its title, without what only stands beside it."""

from collections.abc import Sequence

from spacy.tokens import Doc, Span, Token

from newsclaims.attribution.cues import tokens_in, words
from newsclaims.attribution.syntax import RELATIVES, child
from newsclaims.offsets import Offsets

_TIMES = frozenset({"DATE", "TIME"})
_SPEAKERS = frozenset({"PERSON", "ORG", "GPE", "LOC", "NORP"})


def source_edges(doc: Doc, source: Sequence[Offsets]) -> Offsets | None:
    """The source of the record: the noun phrase with its title and prepositional phrases.

    It ends before a relative or reduced relative clause, a comma, a bracket or a dash, before when and on what
    occasion it spoke, and without a possessive ending. A relative pronoun gives its antecedent.
    """
    tokens = [token for span in source for token in tokens_in(doc, span)]
    while tokens and (tokens[0].is_punct or tokens[0].is_space):
        tokens.pop(0)
    if not tokens:
        return None
    if len(tokens) == 1 and tokens[0].lower_ in RELATIVES:
        return _antecedent(doc, tokens[0])
    while len(tokens) > 1 and tokens[-1].tag_ in {"WP", "WDT"}:
        tokens.pop()
    head = _noun_head(doc[tokens[0].i : tokens[-1].i + 1])
    end = tokens[-1].i
    for token in tokens:
        if token.i <= head.i:
            continue
        if _ends_noun_phrase(token, head):
            end = token.left_edge.i - 1 if token.dep_ in {"relcl", "acl"} else token.i - 1
            break
    end = _before_when(doc, head, end)
    while end > tokens[0].i and (doc[end].is_punct or doc[end].is_space or doc[end].tag_ == "POS"):
        end -= 1
    return Offsets(tokens[0].idx, doc[end].idx + len(doc[end]))


def _before_when(doc: Doc, head: Token, end: int) -> int:
    """The last token of the source that ends with `end`, without when and where it spoke.

    "the ministry *on Sunday*" and "Ana Lund *in an interview*" tell that of the speech, not of the speaker.
    """
    if end + 1 < len(doc) and doc[end + 1].tag_ == "POS":
        return end
    first = end + 1
    while first > head.i + 1 and doc[first - 1].ent_type_ in _TIMES:
        first -= 1
    if first <= end:
        last = first - 2 if doc[first - 1].lower_ == "on" else first - 1
        return last if last >= head.i and _may_end(doc[last]) else end
    return _before_occasion(doc, head, end)


def _may_end(word: Token) -> bool:
    """Whether a source may end with a word before a time: "a federal *court* Thursday".

    A word that is nothing without the time belongs to it: "the polls on *Super* Tuesday".
    """
    if word.i > 0 and word.nbor(-1).lower_ == "on":
        return False
    return word.pos_ in {"NOUN", "PRON"} or (word.pos_ == "PROPN" and word.ent_type_ in _SPEAKERS)


def _before_occasion(doc: Doc, head: Token, end: int) -> int:
    if head.pos_ != "PROPN":
        return end
    for item in doc[head.i + 1 : end]:
        occasion = child(item, "pobj") if item.dep_ == "prep" else None
        if (
            occasion is not None
            and item.right_edge.i == end
            and occasion.lemma_.lower() in words("occasions")
        ):
            return max(head.i, item.i - 1)
    return end


def _antecedent(doc: Doc, relative: Token) -> Offsets:
    """The noun phrase that a relative pronoun stands for, or the pronoun itself where the parse has none."""
    clause = next((item for item in relative.ancestors if item.dep_ == "relcl"), None)
    if clause is None or clause.head.i >= relative.i:
        return Offsets(relative.idx, relative.idx + len(relative))
    noun = clause.head
    end = doc[clause.left_edge.i - 1]
    phrase = Offsets(noun.left_edge.idx, end.idx + len(end))
    return source_edges(doc, [phrase]) or Offsets(relative.idx, relative.idx + len(relative))


def _noun_head(span: Span) -> Token:
    """The head of the noun phrase that begins `span`."""
    root = span.root
    while root.pos_ == "ADP":
        inner = next((item for item in root.children if item.dep_ == "pobj" and item.i < span.end), None)
        if inner is None:
            break
        root = inner
    return root


def _ends_noun_phrase(token: Token, head: Token) -> bool:
    if token.text in {",", "(", "—", "–", "--", ";", ":"}:
        return not (token.text == "," and _lists(head, token))
    return token.dep_ in {"relcl", "acl"} and token.i > head.i


def _lists(head: Token, comma: Token) -> bool:
    """Whether the comma stands in a list ("France, Spain and Italy"), not before an apposition."""
    return any(item.dep_ == "conj" and item.i > comma.i for item in comma.head.children) and not any(
        item.dep_ == "appos" for item in head.children
    )
