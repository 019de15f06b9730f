"""Numbers as they are written: figures, words, fractions, "hundreds of", with the scale behind them."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from typing import Literal

from newsclaims.language import table
from newsclaims.offsets import Offsets

FigureKind = Literal["digits", "words", "vague", "share", "ratio"]

_HUNDRED = 100
_TEN = 10
_TWENTY = 20


@dataclass(frozen=True, slots=True)
class Figure:
    """A number in the text.

    Attributes:
        span: the number with its scale and the currency's symbol.
        number: the same without the symbol.
        value: what it says, scale included.
        kind: in digits or in words; `vague` for "hundreds"; `share` for a fraction; `ratio` for "one in five".
        currency: ISO code of the symbol in front, or None.
        scaled: whether the scale is written out ("million", "bn").
        letter: a single letter behind the digits that may be a scale or a unit ("18m"); not in `value`.
    """

    span: Offsets
    number: Offsets
    value: float
    kind: FigureKind
    currency: str | None = None
    scaled: bool = False
    letter: str = ""


def find_figures(text: str) -> Iterator[Figure]:
    """The numbers of `text`, in text order, disjoint."""
    for match in _pattern().finditer(text):
        kind = match.lastgroup
        number = Offsets(*match.span())
        words = match.group().lower()
        if kind == "ratio":
            first, second = (_plain(part) for part in re.split(r"\s+(?:in|out\s+of)\s+(?:every\s+)?", words))
            if 0 < first < second:
                yield Figure(number, number, _HUNDRED * first / second, "ratio")
        elif kind == "part":
            yield Figure(number, number, _part(words), "share")
        elif kind == "vague":
            yield Figure(number, number, _vague(words), "vague", scaled=True)
        elif kind == "words":
            yield Figure(number, number, _words(words), "words", scaled=_is_scaled(words))
        else:
            yield _digits(match, text)


@cache
def _numbers(section: str) -> dict[str, float]:
    return {word: float(value) for word, value in table("quantities")[section].items()}


def alternatives(words: object) -> str:
    """A pattern for any of `words`, the longest first; their spaces are any white space."""
    assert isinstance(words, (dict, list, tuple, set, frozenset))  # noqa: S101 - narrows the type
    ordered = sorted(map(str, words), key=lambda word: (-len(word), word))
    return "|".join(re.escape(word).replace(r"\ ", r"\s+") for word in ordered)


@cache
def _pattern() -> re.Pattern[str]:
    data = table("quantities")
    values = _numbers("numerals")
    ones = alternatives([word for word, value in values.items() if 0 < value < _TEN])
    small = alternatives([word for word, value in values.items() if value < _TWENTY])
    tens = alternatives([word for word, value in values.items() if value >= _TWENTY])
    scale = alternatives(data["scales"])
    suffix = alternatives(data["scale_suffixes"])
    unit = rf"(?:(?:{tens})(?:[-‐‑\s](?:{ones}))?|{small})"
    half = r"(?:\s+and\s+(?:a|one)[\s-]half|\s+and\s+a\s+quarter|\s+and\s+three[\s-]quarters)"
    group = rf"{unit}(?:[\s-]+hundred\b(?:\s+(?:and\s+)?{unit}(?!\s+hundred\b))?)?"
    units = rf"(?<=thousand)\s+(?:and\s+)?{group}(?!\s+(?:{scale})\b)"
    thousands = rf"(?<=million)\s+(?:and\s+)?{group}(?:\s+thousand\b(?:{units})?)?(?!\s+(?:{scale})\b)"
    halves = r"(?:a\s+)?half(?:[\s-]an?)?"
    lead = rf"{halves}|an?\s+few|several|many|a\s+couple(?:\s+of)?|a\s+quarter\s+(?:of\s+)?a|a"
    words = (
        rf"{group}{half}?(?:[\s-]+(?:{scale})\b)*(?:{thousands}|{units})?"
        rf"|(?:{lead})[\s-]+(?:{scale})\b(?:\s+(?:{scale})\b)*(?:(?<=hundred)\s+(?:and\s+)?{unit}|{units})?"
        r"|a\s+couple\s+of(?=\s+[a-z])"
    )
    vague = alternatives([word for word in data["vague"] if word not in {"tens", "scores"}])
    many = rf"(?:{vague})(?:\s+and\s+(?:{vague}))?(?:\s+of\s+(?:{vague}))?|tens\s+of\s+(?:{vague})|scores(?=\s+of\b)"
    below = alternatives(data["parts"])
    part = rf"(?:(?:an?|{ones})[\s-])?half|(?:an?|{ones})[\s-](?:{below})"
    part = rf"(?:{part})(?![\s-](?:an?\s+)?(?:{scale})\b)"
    digits = (
        rf"(?P<symbol>(?:{alternatives(data['symbols'])})\s?)?"
        rf"(?P<figures>\d{{1,3}}(?:,\d{{3}})+(?:\.\d+)?|\d+(?:\.\d+)?|\.\d+)(?P<vulgar>{alternatives(data['vulgar'])})?"
        rf"(?P<half>{half})?(?:[\s-]?(?P<suffix>{suffix})(?![a-z0-9])|(?P<letter>[kmbt])(?![a-z0-9])"
        rf"|(?P<scale>(?:[\s-](?:{scale})(?![a-z]))+))?"
    )
    lone = rf"(?P<lone>{alternatives(data['vulgar'])})"
    whole = rf"(?:10|20|100|1,?000|[3-9]|{unit}|hundred)(?![\w,.]*\d)"
    of = rf"(?:\d{{1,3}}|{unit})\s+(?:in|out\s+of)\s+(?:every\s+)?{whole}"
    edge = r"(?<![^\W_])(?:(?=[£$€¥₹])|(?<=-to-)|(?<![^\W\d_][-‐‑–.])(?<!\d[:./,]))"
    end = r"(?![^\W_])"
    return re.compile(
        rf"{edge}(?:(?P<ratio>{of}){end}|(?P<part>{part}){end}|(?P<vague>{many}){end}"
        rf"|(?P<words>{words})(?=fold|[\W_]|$)|(?P<digits>{digits}|{lone}))",
        re.IGNORECASE,
    )


def _digits(match: re.Match[str], text: str) -> Figure:
    if match["lone"]:
        number = Offsets(*match.span())
        return Figure(number, number, _numbers("vulgar")[match["lone"]], "share")
    value = float(match["figures"].replace(",", ""))
    value += _numbers("vulgar").get(match["vulgar"] or "", 0.0) + _half(match["half"] or "")
    scaled = bool(match["suffix"] or match["scale"])
    if match["suffix"]:
        value *= _numbers("scale_suffixes")[match["suffix"].lower()]
    for scale in re.findall(r"[a-z]+", (match["scale"] or "").lower()):
        value *= _numbers("scales")[scale]
    symbol = (match["symbol"] or "").strip().lower()
    start, end = match.span()
    inner = start + len(match["symbol"] or "")
    letter = (match["letter"] or "").lower()
    if _is_minus(text, start - 1):
        start, inner, value = start - 1, inner - (not symbol), -value
    currency = table("quantities")["symbols"].get(symbol)
    return Figure(Offsets(start, end), Offsets(inner, end), value, "digits", currency, scaled, letter)


def _is_minus(text: str, place: int) -> bool:
    """Whether the character there makes the number behind it negative: no bullet, no hyphen, no dash."""
    if place < 1 or text[place] not in "-−" or text[place - 1] not in " (\t":
        return False
    return not text[:place].rstrip(" \t(")[-1:].isdigit()


def _half(words: str) -> float:
    if not words:
        return 0.0
    return 0.5 if "half" in words.lower() else 0.75 if "three" in words.lower() else 0.25


def _plain(words: str) -> float:
    return float(words.replace(",", "")) if words[0].isdigit() else _words(words)


def _words(words: str) -> float:
    """The value of a number in words: "two and a half million", "a couple of hundred", "a thousand and one"."""
    halves = re.search(r"\band\s+(?:a|one|three)[\s-](?:half|quarters?)\b", words)
    added = _half(halves.group()) if halves else 0.0
    words = words.replace(halves.group(), "") if halves else words
    total, current = 0.0, 0.0
    numerals, scales = _numbers("numerals"), _numbers("scales")
    for word in re.findall(r"[a-z]+", words):
        if word in numerals:
            current += numerals[word]
        elif word == "half":
            current = 0.5
        elif word == "quarter":
            current = 0.25
        elif word == "couple":
            current = 2
        elif word in scales:
            current = ((current or 1) + added) * scales[word]
            added = 0.0
            if scales[word] > _HUNDRED:
                total, current = total + current, 0.0
    return total + current + added


def _is_scaled(words: str) -> bool:
    return any(word in _numbers("scales") for word in re.findall(r"[a-z]+", words))


def _vague(words: str) -> float:
    value = 1.0
    found = re.findall(r"[a-z]+", words)
    for place, word in enumerate(found):
        if word in _numbers("vague") and not (place and found[place - 1] == "and"):
            value *= _numbers("vague")[word]
    return value


def _part(words: str) -> float:
    found = re.findall(r"[a-z]+", words)
    numerator = 1.0 if len(found) == 1 or found[0] in {"a", "an"} else _numbers("numerals")[found[0]]
    return numerator / _numbers("parts")[found[-1]]
