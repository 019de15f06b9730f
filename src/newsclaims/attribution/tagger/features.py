"""What the tagger sees of a text: windows of word pieces with the letter case and the quotation state of each.

Training and the running engine share this module: a model is only as good as the features it was trained on, so a
change here asks for a new model.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from newsclaims.offsets import Offsets

if TYPE_CHECKING:
    from tokenizers import Tokenizer

# Word pieces in a window, its special ones included; longer windows than the trained ones lose accuracy.
WINDOW = 256
CLS, SEP = 101, 102
# Values of the letter-case feature; 0 is for special pieces and for words without capitals.
_TITLE, _UPPER, _MIXED = 1, 2, 3
# Values of the quotation feature; 0 is for special pieces.
_OUTSIDE, INSIDE = 1, 2
_OPENS, _CLOSES = "“„«", "”»"
_SINGLE_OPEN = re.compile(r"(?:(?<=^)|(?<=[\s(\[—–-]))[‘'](?=\w)")
_SINGLE_CLOSE = re.compile(r"(?<=[\w.,?!;:…—–-])[’'](?!\w)")
# What stands before the first piece of a sentence: a word that is no abbreviation, its full stop, closing marks.
_SENTENCE_END = re.compile(r"(?:\w{3}|\W)[.!?…][\"”’'»)\]]*\s+$")
_BEFORE = 12
_POSSESSIVE = re.compile(r"(?<=s)[’'](?=\s[a-z])")


@dataclass(frozen=True, slots=True)
class Window:
    """A run of word pieces: ``[CLS] paragraph [SEP] paragraph [SEP] …``.

    Attributes:
        ids: vocabulary ids of the pieces.
        case: letter case of the word that each piece belongs to.
        quoted: whether each piece stands in quotation marks.
        spans: offsets of each piece in the text; (-1, -1) for special pieces.
    """

    ids: list[int]
    case: list[int]
    quoted: list[int]
    spans: list[tuple[int, int]]

    def __len__(self) -> int:
        return len(self.ids)


_Piece = tuple[int, int, int, tuple[int, int]]


def windows(
    text: str, paragraphs: Sequence[Offsets], tokenizer: "Tokenizer", size: int = WINDOW
) -> Iterator[Window]:
    """The windows of `text`: whole paragraphs packed up to `size` pieces.

    A longer paragraph is cut behind a sentence, outside quotation marks where that leaves no small piece.
    """
    spans = list(paragraphs)
    # One by one: a batch starts a thread a processor, which is no faster and ends the process where one cannot start.
    encodings = [tokenizer.encode(text[start:end], add_special_tokens=False) for start, end in spans]
    packed: list[list[_Piece]] = []
    length = 1
    for span, encoding in zip(spans, encodings, strict=True):
        pieces = list(_pieces(text, span, encoding.ids, encoding.offsets, encoding.word_ids))
        for unit in _units(text, pieces, size - 2):
            if packed and length + len(unit) + 1 > size:
                yield _window(packed)
                packed, length = [], 1
            packed.append(unit)
            length += len(unit) + 1
    if packed:
        yield _window(packed)


def _units(text: str, pieces: list[_Piece], size: int) -> Iterator[list[_Piece]]:
    start = 0
    while len(pieces) - start > size:
        end = _cut(text, pieces, start, size)
        yield pieces[start:end]
        start = end
    yield pieces[start:]


def _cut(text: str, pieces: list[_Piece], start: int, size: int) -> int:
    """Where a stretch of at most `size` pieces that begins at `start` ends best: index behind its last piece."""
    inside = None
    for end in range(start + size, start + size // 2, -1):
        first = pieces[end][3][0]
        if _SENTENCE_END.search(text[max(0, first - _BEFORE) : first]):
            if pieces[end][2] == _OUTSIDE or pieces[end - 1][2] == _OUTSIDE:
                return end
            inside = inside or end
    return inside or start + size


def quotation_state(paragraph: str) -> bytearray:
    """For each character of a paragraph whether it stands in quotation marks (the marks included).

    Double marks, curly, straight or angular; in a paragraph without any, single ones. A mark that is not closed
    reaches to the paragraph's end.
    """
    state = bytearray(len(paragraph))
    edges = _double_edges(paragraph) or _single_edges(paragraph)
    opened: int | None = None
    for position, opens, closes in edges:
        if opened is None and opens:
            opened = position
        elif opened is not None and closes:
            state[opened : position + 1] = b"\1" * (position + 1 - opened)
            opened = None
    if opened is not None:
        state[opened:] = b"\1" * (len(paragraph) - opened)
    return state


def _double_edges(paragraph: str) -> list[tuple[int, bool, bool]]:
    return [
        (position, char in _OPENS or char == '"', char in _CLOSES or char == '"')
        for position, char in enumerate(paragraph)
        if char in '“„«”»"'
    ]


def _single_edges(paragraph: str) -> list[tuple[int, bool, bool]]:
    opening = [match.start() for match in _SINGLE_OPEN.finditer(paragraph)]
    if not opening:
        return []
    closing = [match.start() for match in _SINGLE_CLOSE.finditer(paragraph)]
    possessive = {match.start() for match in _POSSESSIVE.finditer(paragraph)}
    kept = []
    for index, position in enumerate(closing):
        following = closing[index + 1] if index + 1 < len(closing) else len(paragraph)
        next_opening = next((start for start in opening if start > position), len(paragraph))
        # “the workers’ rights are gone,” where a later mark closes the quotation as well.
        if position in possessive and following < next_opening:
            continue
        kept.append(position)
    return sorted([(start, True, False) for start in opening] + [(end, False, True) for end in kept])


def _pieces(
    text: str,
    paragraph: Offsets,
    ids: Sequence[int],
    offsets: Sequence[tuple[int, int]],
    words: Sequence[int | None],
) -> Iterator[_Piece]:
    state = quotation_state(text[paragraph.start : paragraph.end])
    ends: dict[int | None, int] = {}
    starts: dict[int | None, int] = {}
    for word, (start, end) in zip(words, offsets, strict=True):
        starts.setdefault(word, start)
        ends[word] = end
    for piece, word, (start, end) in zip(ids, words, offsets, strict=True):
        surface = text[paragraph.start + starts[word] : paragraph.start + ends[word]]
        quoted = INSIDE if start < len(state) and state[start] else _OUTSIDE
        yield piece, _case(surface), quoted, (paragraph.start + start, paragraph.start + end)


def _case(word: str) -> int:
    if word[:1].isupper():
        return _UPPER if len(word) > 1 and word.isupper() else _TITLE
    return _MIXED if any(char.isupper() for char in word) else 0


def _window(units: list[list[_Piece]]) -> Window:
    special: _Piece = (SEP, 0, 0, (-1, -1))
    pieces = [(CLS, 0, 0, (-1, -1)), *(piece for unit in units for piece in (*unit, special))]
    ids, case, quoted, spans = (list(column) for column in zip(*pieces, strict=True))
    return Window(ids, case, quoted, spans)
