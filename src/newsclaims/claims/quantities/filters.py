"""Numbers that count nothing: names, ages, years, items of a list, the pronoun "one"."""

import re

from spacy.tokens import Doc

from newsclaims.claims.quantities.figures import Figure
from newsclaims.claims.quantities.units import Unit, noun_of, words
from newsclaims.claims.view import View
from newsclaims.offsets import Offsets

_YEARS = range(1500, 2101)
_RECENT = range(1900, 2050)
_AGES = range(1, 116)
_SMALL = 10
# Digits in a row, without commas, of a number that somebody reads.
_LONG = 7
_NUMBER_SIGN = re.compile(r"(?:\b(?:nos?\.?|numbers?)\s*|[#№]\s?)$", re.IGNORECASE)
_LONGEST_SIGN = 10
_HYPHENS = frozenset("-‐‑")
_LIST_ITEM = re.compile(r"[ \t]*(?:[.)](?=[ \t])|[.):]?[ \t]*(?:\n|$))")
_OLD = re.compile(r"[\s-](?:year|month|week|day)s?[\s-](?:old|olds)\b", re.IGNORECASE)


def counts(doc: Doc, view: View, figure: Figure, unit: Unit) -> bool:
    """Whether `figure` says how many or how much."""
    tokens = view.between(figure.number)
    if not tokens or _is_glued(view.text, figure, unit):
        return False
    if unit.name is not None and unit.name.split(" per ")[0] in words("filters", "time_units"):
        return False
    if any(doc[i].ent_type_ in words("filters", "names") for i in tokens) and not unit.fixed:
        return False
    if any(doc[i].like_url or doc[i].like_email for i in tokens):
        return False
    if figure.kind == "share":
        return unit.name != "percent" or _is_share(view, figure, tokens)
    if unit.fixed or figure.kind in {"vague", "ratio"}:
        return True
    if figure.letter:
        return False
    if figure.kind == "words":
        return _counting_words(view, figure, unit, tokens)
    return not (_is_named(view, figure, tokens) or _is_bare(view, figure, unit))


def _is_glued(text: str, figure: Figure, unit: Unit) -> bool:
    """Whether the number is part of a longer string: an ordinal, a telephone number, a model, a time of day."""
    end = figure.number.end
    if unit.end > end:
        return False
    if figure.kind == "digits" and _is_telephone(text, figure.number):
        return True
    rest = text[end : end + 2]
    if rest[:1].isalnum() or (rest[:1] in {":", "/", "⁄", "'", "’"} and rest[1:].isalnum()):
        return True
    if rest[:1] in _HYPHENS and rest[1:].isalpha() and text[end + 1 : end + 5].lower() != "plus":
        return unit.name is None or _OLD.match(text, end) is not None
    return _OLD.match(text, end) is not None


def _is_telephone(text: str, number: Offsets) -> bool:
    """Whether the digits begin with a zero or stand beside other digits."""
    start, end = number
    beside = text[max(0, start - 2) : start], text[end : end + 2]
    leading = text[start] == "0" and text[start + 1 : start + 2].isdigit()
    return (
        leading
        or (beside[0][:1].isdigit() and beside[0][1:] == " ")
        or (beside[1][:1] == " " and beside[1][1:].isdigit())
    )


def _counting_words(view: View, figure: Figure, unit: Unit, tokens: range) -> bool:
    """Whether a number in words counts; "one" is mostly a pronoun."""
    first = tokens[0]
    before = view.words[first - 1] if first else ""
    written = view.text[figure.number.start : figure.number.end]
    capital = written[:1].isupper() and before not in {"", ".", ":", "“", '"', "”", "\n"} and first > 0
    if capital and view.sentences[first] == view.sentences[first - 1] and not figure.scaled:
        return False  # "the Big Four", "Formula One"
    if before in words("filters", "identifiers") and unit.name is None:
        return False
    if figure.value == 1 and not figure.scaled:
        noun = noun_of(view, figure)
        return (
            noun is not None
            and view.tags[noun] == "NN"
            and view.words[first + 1] != "of"
            and before not in words("filters", "one_pronoun")
            and view.lemmas[noun] not in words("filters", "one_idle")
        )
    if unit.name is None and figure.value <= _SMALL and not figure.scaled:
        return before not in words("filters", "definite")
    noun = noun_of(view, figure)
    hyphen = view.text[figure.number.end : figure.number.end + 1] in _HYPHENS
    return not (hyphen and noun is not None and view.lemmas[noun] in words("filters", "hyphen_idle"))


def _is_share(view: View, figure: Figure, tokens: range) -> bool:
    """Whether "a third", "half" or "a quarter" is a part of something, not an ordinal, a half-time or a term."""
    text = view.text[figure.number.start : figure.number.end].lower()
    following = tokens[-1] + 1
    after = view.words[following] if following < len(view.words) else ""
    before = view.words[tokens[0] - 1] if tokens[0] else ""
    if after in _HYPHENS:
        return False
    if re.search(r"s$", text) or not text[:1].isalpha():
        return True
    if text.endswith("half"):
        if before in words("filters", "half_idle") and text == "half":
            return False
        if after in {"an", "a", "past", "time", "hour", "hours"}:
            return False
        return (
            after in words("filters", "whole")
            or before in words("filters", "fraction_before")
            or _closes(view, following)
        )
    if not text.startswith(("a ", "a-", "an ")):
        return True
    if before in words("filters", "fraction_before"):
        return after == "of" or _closes(view, following)
    return after == "of" and any(view.deps[child] == "pobj" for child in view.children[following])


def _closes(view: View, following: int) -> bool:
    """Whether the phrase ends with the number: no noun follows that "a third" would describe."""
    return (
        following >= len(view.words)
        or view.tags[following][:2] not in {"NN", "JJ", "VB"}
        or view.tags[following] in {"VBD", "VBZ", "VBP"}
    )


def _is_named(view: View, figure: Figure, tokens: range) -> bool:
    """Whether the number is the name or part of the name of what stands before or behind it."""
    first, last = tokens[0], tokens[-1]
    before = first - 1
    noun = noun_of(view, figure)
    if is_numbered(view.text, figure):
        return True
    if before >= 0 and view.sentences[before] == view.sentences[first]:
        if view.words[before] in words("filters", "identifiers") and noun is None:
            return True
        near = view.starts[first] - view.ends[before] <= 1
        if near and view.tags[before].startswith("NNP") and noun is None and not figure.scaled:
            return "," not in view.text[figure.number.start : figure.number.end]
    following = last + 1
    if noun is None or following >= len(view.words):
        return False
    return view.tags[noun] == "NNP" and following <= noun and view.tags[following] == "NNP"


def _is_bare(view: View, figure: Figure, unit: Unit) -> bool:
    """Whether a number without a noun is a year, an age or the number of an item."""
    written = view.text[figure.number.start : figure.number.end]
    if is_age(view, figure):
        return True
    if figure.scaled:
        return False
    if figure.value in _RECENT and written.isdigit():
        return True  # "his 2016 rivals": a count would have a comma
    if written.isdigit() and len(written) >= _LONG:
        return True
    if unit.name is not None:
        return False
    if figure.value in _YEARS and written.isdigit() and len(written) == 4:  # noqa: PLR2004 - figures of a year
        return True
    start = figure.span.start
    line_start = not view.text[:start].rsplit("\n", 1)[-1].strip(" \t•*-–(#")
    return line_start and _LIST_ITEM.match(view.text, figure.number.end) is not None


def is_numbered(text: str, figure: Figure) -> bool:
    """Whether a sign in front makes the number a name: "No. 1", "#3"."""
    start = figure.number.start
    return _NUMBER_SIGN.search(text[max(0, start - _LONGEST_SIGN) : start]) is not None


def is_age(view: View, figure: Figure) -> bool:
    """Whether a bare number is somebody's age: "Ana Lund, 45, said", "aged 45", "she is 45"."""
    tokens = view.between(figure.number)
    if not tokens or not tokens[0] or figure.value not in _AGES or figure.scaled or figure.kind == "share":
        return False
    before = view.words[tokens[0] - 1]
    earlier = view.words[tokens[0] - 2] if tokens[0] > 1 else ""
    if before in words("filters", "ages") or (before == "of" and earlier in words("filters", "ages")):
        return True
    if noun_of(view, figure) is not None:
        return False
    if before in words("filters", "age_verbs") or (
        before in words("filters", "being") and earlier in words("filters", "persons")
    ):
        return True
    after = view.text[figure.number.end : figure.number.end + 1]
    apposed = before in {",", "("} and tokens[0] > 1 and view.tags[tokens[0] - 2].startswith("NN")
    return apposed and after in {",", ")", ".", ";", ""}
