"""Transcripts and interviews: paragraphs that begin with who speaks and a colon.

The label stands in capitals ("JANE ROE: We are ready."), or is a name that the article uses again and again
("Jane Roe: We are ready."). A quotation mark may stand before it, and before each further paragraph of the turn.
"""

import re
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from newsclaims.attribution.structures import Attribution, ParsedArticle
from newsclaims.offsets import Offsets

RULE = "transcript"
# A word of a name in capitals, and initials and numerals before or behind it.
_WORD = r"(?:Mc|Mac|O['’])?[A-ZÀ-Þ][A-ZÀ-Þ'’-]+"
_LABEL = re.compile(rf"[\"“]?((?:(?:[A-Z]\.|{_WORD})[ \t]+){{0,3}}{_WORD}):[ \t]+(?=\S)")
_SMALL = r"[A-ZÀ-Þ](?:[\w.'’-]*\w|\.)"
_NAME = re.compile(rf"[\"“]?((?:{_SMALL}[ \t]+){{0,3}}{_SMALL}):[ \t]+(?=\S)")
_MARKS = ('"', "“")
# So many paragraphs with labels, of two speakers at least, make a transcript; labels in small letters must
# come back.
_PARAGRAPHS, _SPEAKERS, _TURNS = 3, 2, 2
_CONFIDENCE = 0.9


@dataclass(frozen=True, slots=True)
class _Turn:
    label: Offsets
    words: tuple[Offsets, ...]


def with_transcript(article: ParsedArticle, found: Iterable[Attribution]) -> Iterator[Attribution]:
    """The attributions; in a transcript one a turn, instead of those that were found in it."""
    turns = _turns(article, _LABEL)
    if len(turns) < _PARAGRAPHS or len({_name(article.text, turn) for turn in turns}) < _SPEAKERS:
        turns = _coming_back(article.text, _turns(article, _NAME))
    if not turns:
        yield from found
        return
    taken = [
        span for turn in turns for span in (Offsets(turn.label.start, turn.words[0].end), *turn.words[1:])
    ]
    for attribution in found:
        spans = (*attribution.content, *attribution.cue)
        if not any(span.overlaps(other) for span in spans for other in taken):
            yield attribution
    for turn in turns:
        yield Attribution(
            content=turn.words,
            source=(turn.label,),
            cue_class="statement",
            rule=RULE,
            confidence=_CONFIDENCE,
        )


def _turns(article: ParsedArticle, pattern: re.Pattern[str]) -> list[_Turn]:
    found: list[_Turn] = []
    text, open_turn = article.text, False
    for paragraph in article.paragraphs:
        label = pattern.match(text, paragraph.start, paragraph.end)
        marked = text.startswith(_MARKS, paragraph.start)
        if label is not None:
            words = _words(text, label.end(), paragraph.end)
            found.append(_Turn(Offsets(*label.span(1)), (words,)))
            open_turn = marked
        elif open_turn and marked and text[paragraph.start + 1] not in "([":
            last = found.pop()
            words = _words(text, paragraph.start + 1, paragraph.end)
            found.append(_Turn(last.label, (*last.words, words)))
        else:
            open_turn = False
    return found


def _words(text: str, start: int, end: int) -> Offsets:
    """A turn's words without white space and a closing quotation mark that is opened before them."""
    end = start + len(text[start:end].rstrip())
    unopened = text[start:end].count("“") < text[start:end].count("”") or text[start:end].count('"') % 2
    if unopened and text[end - 1] in '”"' and end - 1 > start:
        end -= 1
    return Offsets(start, end)


def _coming_back(text: str, turns: list[_Turn]) -> list[_Turn]:
    """The turns whose labels come back, if two do: not a list's "Where: …", "When: …"."""
    counts = Counter(text[turn.label.start : turn.label.end] for turn in turns)
    again = {label for label, count in counts.items() if count >= _TURNS}
    return turns if len(again) >= _SPEAKERS and 2 * counts.total() >= 3 * len(counts) else []


def _name(text: str, turn: _Turn) -> str:
    """The last word of a label: the surname, by which a transcript goes on."""
    return text[turn.label.start : turn.label.end].rsplit(maxsplit=1)[-1]
