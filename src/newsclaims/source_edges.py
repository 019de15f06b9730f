"""Where a quote's source begins and ends: the noun phrase with its title, without what only stands beside it."""

from collections.abc import Sequence

from spacy.tokens import Doc, Span, Token

from newsclaims.attribution.cues import tokens_in
from newsclaims.attribution.syntax import RELATIVES
from newsclaims.offsets import Offsets


def source_edges(doc: Doc, source: Sequence[Offsets]) -> Offsets | None:
    """The source of the record: the noun phrase with its title and prepositional phrases.

    It ends before a relative or reduced relative clause, a comma, a bracket or a dash, and without a possessive
    ending. A relative pronoun gives its antecedent.
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
    while end > tokens[0].i and (doc[end].is_punct or doc[end].is_space or doc[end].tag_ == "POS"):
        end -= 1
    return Offsets(tokens[0].idx, doc[end].idx + len(doc[end]))


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
