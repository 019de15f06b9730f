"""Contents without a clause that tell something all the same: "expects *another cut*", "puts *it at 3.7%*"."""

from spacy.tokens import Doc, Token

from newsclaims.attribution.cues import lemma, tokens_in, words
from newsclaims.offsets import Offsets

_MONEY = frozenset({"$", "£", "€", "¥", "₹", "#"})
# Tokens that may stand between "at" and its number: "at about 40%", "at no more than $3 million".
_BEFORE_NUMBER = 4


def tells(doc: Doc, cue: Token, piece: Offsets, *, preposition: bool) -> bool:
    """Whether a content whose head is no verb says what is, will be or should be.

    Args:
        doc: the parse.
        cue: the word that reports.
        piece: the content.
        preposition: whether the cue takes what is asked for behind a preposition ("called *for*").
    """
    tokens = [token for token in tokens_in(doc, piece) if not token.is_punct]
    if not tokens:
        return False
    name, head = lemma(cue), _head(tokens)
    noun = "" if head is None else head.lemma_.lower()
    if name in words("foretelling"):
        return noun in words("events")
    if name in words("asking"):
        asked = preposition or name in words("demanding")
        return asked and noun in words("events") | words("things")
    return _estimates(name, tokens) or _accuses(name, tokens)


def calls(cue: Token, doc: Doc, piece: Offsets) -> bool:
    """Whether the cue calls a thing something that the parse did not see: "called *the remark cruel*"."""
    tokens = [token for token in tokens_in(doc, piece) if not token.is_punct]
    if lemma(cue) != "call" or len(tokens) < 2 or tokens[0].i != cue.i + 1:  # noqa: PLR2004 - a thing and its name
        return False
    first, last = tokens[0], tokens[-1]
    thing = first.pos_ in {"DET", "PRON", "PROPN"}
    adjective = last.is_lower and (last.pos_ == "ADJ" or last.dep_ == "oprd")
    verbs = any(token.pos_ in {"VERB", "AUX"} for token in tokens)
    return thing and adjective and not verbs


def _head(tokens: list[Token]) -> Token | None:
    """The noun that heads the content."""
    inside = {token.i for token in tokens}
    heads = [token for token in tokens if token.head.i not in inside or token.head == token]
    return next((token for token in heads if token.pos_ in {"NOUN", "PROPN"}), None)


def _estimates(name: str, tokens: list[Token]) -> bool:
    """Whether a figure is put on something: "estimated *the cost at $3 million*"."""
    if name not in words("estimating"):
        return False
    for place, token in enumerate(tokens[1:], 1):
        if token.lower_ == "at":
            behind = tokens[place + 1 : place + 1 + _BEFORE_NUMBER]
            return any(item.like_num or item.text in _MONEY for item in behind)
    return False


def _accuses(name: str, tokens: list[Token]) -> bool:
    """Whether somebody is said to have done something: "accused Oslo of *sleeping*"."""
    first = tokens[0]
    return name in words("content_after_of") and first.tag_ == "VBG"
