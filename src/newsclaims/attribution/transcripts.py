"""Transcripts: paragraphs that begin with who speaks, in capitals and with a colon ("JANE ROE: We are ready.")."""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from newsclaims.attribution.structures import Attribution, ParsedArticle
from newsclaims.offsets import Offsets

RULE = "transcript"
# A word of a name in capitals, and initials and numerals before or behind it.
_WORD = r"(?:Mc|Mac|O['’])?[A-ZÀ-Þ][A-ZÀ-Þ'’-]+"
_LABEL = re.compile(rf"((?:(?:[A-Z]\.|{_WORD})[ \t]+){{0,3}}{_WORD}):[ \t]+(?=\S)")
# So many paragraphs with labels, of two speakers at least, make a transcript.
_PARAGRAPHS, _SPEAKERS = 3, 2
_CONFIDENCE = 0.9


@dataclass(frozen=True, slots=True)
class _Turn:
    label: Offsets
    words: Offsets


def with_transcript(article: ParsedArticle, found: Iterable[Attribution]) -> Iterator[Attribution]:
    """The attributions; in a transcript one a turn, instead of those that were found in it."""
    turns = _turns(article)
    if len(turns) < _PARAGRAPHS or len({_name(article.text, turn) for turn in turns}) < _SPEAKERS:
        yield from found
        return
    for attribution in found:
        spans = (*attribution.content, *attribution.cue)
        if not any(
            span.overlaps(Offsets(turn.label.start, turn.words.end)) for span in spans for turn in turns
        ):
            yield attribution
    for turn in turns:
        yield Attribution(
            content=(turn.words,),
            source=(turn.label,),
            cue_class="statement",
            rule=RULE,
            confidence=_CONFIDENCE,
        )


def _turns(article: ParsedArticle) -> list[_Turn]:
    found = []
    for paragraph in article.paragraphs:
        label = _LABEL.match(article.text, paragraph.start, paragraph.end)
        if label is not None:
            end = paragraph.start + len(article.text[paragraph.start : paragraph.end].rstrip())
            found.append(_Turn(Offsets(*label.span(1)), Offsets(label.end(), end)))
    return found


def _name(text: str, turn: _Turn) -> str:
    """The last word of a label: the surname, by which a transcript goes on."""
    return text[turn.label.start : turn.label.end].rsplit(maxsplit=1)[-1]
