"""The attribution corpus as labelled windows."""

import json
import random
from bisect import bisect_right
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import islice, zip_longest
from pathlib import Path
from typing import TYPE_CHECKING, Any

from tokenizers import Tokenizer

from newsclaims.attribution.tagger.decoding import CONTENT, CUE, SOURCE
from newsclaims.attribution.tagger.features import Window, windows
from newsclaims.paragraphs import paragraphs

if TYPE_CHECKING:
    from torch import Tensor

IGNORED = -100
_BUCKET_BATCHES = 20
_ROLES = ("source", "cue", "content")
# Each rewriting keeps every character's place, so that the annotation stays right.
_STYLES = {
    "straight": str.maketrans("“”", '""'),
    "single": str.maketrans("“”‘", "‘’“"),
    "straight_single": str.maketrans("“”‘’", "''\"'"),
}


@dataclass(frozen=True, slots=True)
class Lesson:
    """What teachers say of a window: probabilities (pieces, labels), and where its contents and cues point."""

    labels: "Tensor"
    to_cue: list[int]
    to_source: list[int]


@dataclass(frozen=True, slots=True)
class Example:
    """A window with, for each piece, its label and the pieces that it points to (IGNORED where it points nowhere).

    Where teachers know it, `lesson` has their probabilities; of an article without annotation, only these count.
    """

    window: Window
    labels: list[int]
    to_cue: list[int]
    to_source: list[int]
    lesson: Lesson | None = None


def read(path: Path) -> list[dict[str, Any]]:
    """The articles of a JSON Lines file with "text" and "attributions"."""
    return [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines()]


def facts(articles: Sequence[Mapping[str, Any]], tokenizer: Tokenizer) -> dict[str, int]:
    """How much there is to learn from.

    Raises:
        SystemExit: a span lies outside its text or is empty.
    """
    texts = [article["text"] for article in articles]
    pieces = [len(window) for text in texts for window in windows(text, paragraphs(text), tokenizer)]
    attributions = [item for article in articles for item in article["attributions"]]
    for article in articles:
        for item in article["attributions"]:
            for start, end in (span for role in _ROLES for span in item[role]):
                if not 0 <= start < end <= len(article["text"]):
                    msg = f"{article['id']}: the span {start}-{end} is not in the text"
                    raise SystemExit(msg)
    return {
        "articles": len(articles),
        "characters": sum(map(len, texts)),
        "attributions": len(attributions),
        "without_source": sum(not item["source"] for item in attributions),
        "without_cue": sum(not item["cue"] for item in attributions),
        "windows": len(pieces),
        "pieces": sum(pieces),
    }


def examples(
    articles: Sequence[Mapping[str, Any]],
    tokenizer: Tokenizer,
    rewriting: Mapping[str, float] | None = None,
    chance: random.Random | None = None,
) -> Iterator[Example]:
    """The windows of `articles` to learn from, in a share of them with other quotation marks.

    An article has "attributions", or "lessons" (one a window, in order), or both.
    """
    for article in articles:
        text, blank = article["text"], False
        if rewriting and chance:
            text, blank = _rewritten(text, rewriting, chance)
        found = list(windows(text, paragraphs(text), tokenizer))
        taught = article.get("lessons", ())
        for window, lesson in zip_longest(found, taught if _alike(found, taught) else ()):
            if blank:
                window.case[:] = [0] * len(window)
            if "attributions" in article:
                yield replace(label(window, article["attributions"]), lesson=lesson)
            elif lesson:
                yield Example(window, [IGNORED] * len(window), lesson.to_cue, lesson.to_source, lesson)


def _alike(found: Sequence[Window], taught: Sequence[Lesson]) -> bool:
    """Whether lessons fit the windows: other quotation marks may part a text into other pieces."""
    return [len(window) for window in found] == [len(lesson.labels) for lesson in taught]


def _rewritten(text: str, rewriting: Mapping[str, float], chance: random.Random) -> tuple[str, bool]:
    draw = chance.random()
    for style, table in _STYLES.items():
        draw -= rewriting[style]
        if draw < 0:
            return text.translate(table), False
    return text, chance.random() < rewriting["lower_case"]


def label(window: Window, attributions: list[dict[str, Any]]) -> Example:
    """The window with the labels of the attributions.

    Sources that several attributions share are labelled once; a piece that two annotations claim in different roles
    belongs to the first. A pointer whose target lies in another window points to piece 0.
    """
    pieces = [piece for piece, (left, _) in enumerate(window.spans) if left >= 0]
    ends = [window.spans[piece][1] for piece in pieces]
    owner: dict[int, tuple[int, int, int]] = {}  # piece -> attribution, role, fragment
    first: dict[tuple[int, int], int] = {}  # attribution, role -> its first piece
    for number, attribution in enumerate(attributions):
        for role, name in enumerate(_ROLES):
            for fragment, (start, end) in enumerate(attribution[name]):
                for touched in islice(pieces, bisect_right(ends, start), None):
                    if window.spans[touched][0] >= end:
                        break
                    owner.setdefault(touched, (number, role, fragment))
                    first.setdefault((number, role), touched)
    labels, to_cue, to_source = [], [], []
    for piece, (left, _) in enumerate(window.spans):
        own = owner.get(piece)
        kind = None if own is None else own[1]
        begins = own is not None and owner.get(piece - 1) != own
        labels.append(IGNORED if left < 0 else 0 if kind is None else 2 * kind + (1 if begins else 2))
        to_cue.append(first.get((own[0], CUE), 0) if own and kind == CONTENT else IGNORED)
        to_source.append(first.get((own[0], SOURCE), 0) if own and kind == CUE else IGNORED)
    return Example(window, labels, to_cue, to_source)


def batches(items: list[Example], size: int, chance: random.Random) -> Iterator[list[Example]]:
    """Shuffled batches of windows of like length."""
    items = items.copy()
    chance.shuffle(items)
    for start in range(0, len(items), size * _BUCKET_BATCHES):
        bucket = sorted(
            items[start : start + size * _BUCKET_BATCHES], key=lambda example: len(example.window)
        )
        batches = [bucket[index : index + size] for index in range(0, len(bucket), size)]
        chance.shuffle(batches)
        yield from batches
