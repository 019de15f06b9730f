"""What a number counts: money, a share, a measure, or the noun behind it; and per what."""

import re
from dataclasses import dataclass, replace
from functools import cache

from newsclaims.claims.quantities.figures import Figure, alternatives
from newsclaims.claims.view import View
from newsclaims.language import table

PERCENT = "percent"
_HUNDRED = 100
# Tokens between a number and the noun that it counts.
_REACH = 7
# Links of the parse from a number up to its noun.
_LINKS = 3
_HYPHENS = frozenset("-‐‑")
_STOPS = frozenset({";", ":", "(", ")", "—", "–", ".", "?", "!"})
_BOUNDS = frozenset({"IN", "TO", "VBD", "VBZ", "VBP", "MD"})
_COUNTING = frozenset({"nummod", "compound", "amod", "nmod", "quantmod", "appos", "det", "predet"})


@dataclass(frozen=True, slots=True)
class Unit:
    """A unit and where the words that name it end.

    Attributes:
        name: ISO code, measure or lemma of the noun; None where the text leaves it open.
        end: where the number ends with it: behind a measure, before a noun that is counted.
        factor: what the number is multiplied with: 100 for shares, 0.01 for pence.
        fixed: whether it is money, a share or a measure rather than a noun that is counted.
    """

    name: str | None
    end: int
    factor: float = 1.0
    fixed: bool = False


@cache
def words(section: str, name: str) -> frozenset[str]:
    """The words of a list of the table `quantities`."""
    return frozenset(table("quantities")[section][name])


@cache
def _measures() -> re.Pattern[str]:
    return re.compile(rf"[\s-]?({alternatives(_names('measures'))})(?![^\W_])", re.IGNORECASE)


@cache
def _currencies() -> re.Pattern[str]:
    return re.compile(rf"[\s-]({alternatives(_names('currencies'))})(?![^\W_])", re.IGNORECASE)


@cache
def _rate() -> re.Pattern[str]:
    articles, nouns, times = (alternatives(words("rates", name)) for name in ("articles", "nouns", "times"))
    return re.compile(
        rf"(?:\s+(?:{articles})\s+|\s?/\s?)({nouns})(?![^\W_])(?!\s+(?:{times})\b)", re.IGNORECASE
    )


@cache
def _names(section: str) -> dict[str, str]:
    """Each way to write a unit, the plural included, with its normal name."""
    names: dict[str, str] = {}
    for word, name in table("quantities")[section].items():
        names[word] = name
        if len(word) > 3 and word[-1] not in "s%)" and word.isascii():  # noqa: PLR2004 - no plural of "km"
            names.setdefault(f"{word}s", name)
    return names


def value_in(figure: Figure, unit: Unit) -> float:
    """The value of `figure` counted in `unit`: a third is 33.3 in percent."""
    return float(f"{figure.value * unit.factor:.12g}")


def with_letter(view: View, figure: Figure) -> Figure:
    """`figure` with the letter behind its digits read as a scale, with money and before a plural; else as it is."""
    if not figure.letter:
        return figure
    scale = table("quantities")["scale_letters"][figure.letter]
    scaled = replace(figure, value=figure.value * scale, scaled=True, letter="")
    if figure.currency:
        return scaled
    noun = noun_of(view, figure)
    plural = noun is not None and view.tags[noun] in {"NNS", "NNPS"}
    return scaled if plural and figure.letter in {"k", "m"} else figure


def unit_of(view: View, figure: Figure) -> Unit:
    """The unit of `figure`; its name is None where nothing behind it says what is counted."""
    found = _money(view.text, figure) or _measured(view.text, figure) or _counted(view, figure)
    if found.name is None:
        return found
    rate = _rate().match(view.text, found.end if found.fixed else end_of_noun(view, figure))
    if rate is None:
        return found
    noun = rate[1].lower()
    return Unit(
        f"{found.name} per {noun}", rate.end() if found.fixed else found.end, found.factor, found.fixed
    )


def _normal(match: re.Match[str], section: str) -> str:
    return _names(section)[re.sub(r"\s+", " ", match[1].lower())]


def _money(text: str, figure: Figure) -> Unit | None:
    end = figure.number.end
    if figure.currency:
        return Unit(figure.currency, end, fixed=True)
    if figure.kind in {"share", "ratio"}:
        return None
    if figure.kind == "vague":
        link = re.compile(r"\s+of(?=\s)").match(text, end)
        end = link.end() if link else end
    match = _currencies().match(text, end)
    if match:
        return Unit(_normal(match, "currencies"), match.end(), fixed=True)
    scaled = figure.scaled or figure.letter in {"m", "b"}
    match = re.compile(r"\s+pounds?(?:\s+sterling)?\b(?!\s+of)", re.IGNORECASE).match(text, end)
    if match and scaled:
        return Unit("GBP", match.end(), fixed=True)
    if figure.kind == "digits" and re.compile(r"p(?![\w])").match(text, end) and figure.value < _HUNDRED:
        return Unit("GBP", end + 1, 0.01, fixed=True)
    return None


def _measured(text: str, figure: Figure) -> Unit | None:
    if figure.kind == "ratio":
        return Unit(PERCENT, figure.number.end, fixed=True)
    end = figure.number.end
    if figure.kind in {"share", "vague"}:
        link = re.compile(r"(?:\s+of)?(?:\s+an?)?(?=\s)").match(text, end)
        match = _measures().match(text, link.end()) if link else None
        if match and (figure.kind == "vague" or _is_single(match)):
            return Unit(_normal(match, "measures"), match.end(), fixed=True)
        return Unit(PERCENT, end, _HUNDRED, fixed=True) if figure.kind == "share" else None
    match = _measures().match(text, end)
    if match:
        return Unit(_normal(match, "measures"), match.end(), fixed=True)
    return None


def _is_single(match: re.Match[str]) -> bool:
    """Whether a measure behind a fraction is one of it: "a quarter of a mile", not "a quarter of miles"."""
    before = match.string[: match.start(1)].rstrip().lower()
    return before.endswith((" a", " an"))


def _counted(view: View, figure: Figure) -> Unit:
    """The noun that the number stands before or that follows its "of"."""
    noun = noun_of(view, figure)
    if noun is None:
        return Unit(None, figure.number.end)
    lemma = _lemma(view, noun)
    return Unit(_names("currencies").get(lemma, lemma), figure.number.end)  # "billions of offshore dollars"


def noun_of(view: View, figure: Figure) -> int | None:
    """Index of the noun that `figure` counts, or None."""
    tokens = view.between(figure.number)
    if not tokens or tokens[-1] + 1 >= len(view.words):
        return None
    last, following = tokens[-1], tokens[-1] + 1
    if view.ends[last] > figure.number.end and view.text[figure.number.end] in _HYPHENS:
        return None
    if view.words[following] in _HYPHENS and view.starts[following] == view.ends[last]:
        inner = following + 1
        return inner if inner < len(view.words) and view.tags[inner].startswith("NN") else None
    if view.words[following] == "of":
        wholes = (child for child in view.children[following] if view.deps[child] == "pobj")
        return next(
            (_owned(view, w) for w in wholes if view.tags[w].startswith("NN") and w - last <= _REACH), None
        )
    governed = _governor(view, tokens)
    if governed is not None:
        return governed
    return following if view.tags[following] in {"NNS", "NNPS"} else None


def _owned(view: View, noun: int) -> int:
    """`noun`, or what it owns where the parse stops at the owner: "of the campaign's employees"."""
    if noun + 1 >= len(view.words) or view.tags[noun + 1] != "POS":
        return noun
    behind = range(noun + 2, min(noun + _REACH, len(view.words)))
    return next((index for index in behind if view.tags[index] == "NNS"), noun)


def _governor(view: View, tokens: range) -> int | None:
    """The noun whose phrase the number at `tokens` stands in: "about 20 more people"."""
    last = head = tokens[-1]
    while view.heads[head] in tokens and view.heads[head] != head:
        head = view.heads[head]
    for _ in range(_LINKS):
        if view.heads[head] == head or view.deps[head] not in _COUNTING:
            break
        head = view.heads[head]
        if head > last and view.tags[head].startswith("NN"):
            break
    reached = last < head <= last + _REACH and view.tags[head].startswith("NN")
    return head if reached and not _is_cut(view, last, head) else None


def _is_cut(view: View, last: int, head: int) -> bool:
    """Whether punctuation, a verb or a preposition stands between the number and the noun."""
    return any(view.words[i] in _STOPS or view.tags[i] in _BOUNDS for i in range(last + 1, head))


def end_of_noun(view: View, figure: Figure) -> int:
    """Where the counted noun ends; where the number does, if there is none."""
    noun = noun_of(view, figure)
    return figure.number.end if noun is None else view.ends[noun]


def _lemma(view: View, noun: int) -> str:
    """The noun's dictionary form; names keep their capital and lose the plural's s."""
    hyphen = noun + 1
    if (
        hyphen + 1 < len(view.words)
        and view.words[hyphen] in _HYPHENS
        and view.starts[hyphen] == view.ends[noun]
    ):
        return f"{view.words[noun]}-{view.lemmas[hyphen + 1]}"  # "30,000 e-mails"
    if not view.tags[noun].startswith("NNP"):
        return view.lemmas[noun]
    word = view.text[view.starts[noun] : view.ends[noun]]
    return word[:-1] if view.tags[noun] == "NNPS" and word.endswith("s") and not word.endswith("ss") else word
