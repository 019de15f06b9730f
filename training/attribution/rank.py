"""Where contents end: the two log-linear models of `newsclaims.attribution.tagger.ends`.

The prior is fitted on the annotated contents of the training set, with no word of the network: what that says of
articles that it learned from is too sure. The mixture's ten weights are fitted on the dev set; how much they mend is
judged by cross-validation over articles, so that no article helps to judge itself.
"""

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

from newsclaims.attribution import Attribution, ParsedArticle
from newsclaims.attribution.cues import tokens_in
from newsclaims.attribution.tagger.ends import Ends, LogOdds, candidates, evidence, prior_odds
from newsclaims.attribution.tagger.places import end_features, is_word, longer_ends, places, shorter_ends
from newsclaims.evaluation.attributions import EDGE
from newsclaims.offsets import Offsets, trim

Line = Mapping[str, Any]
Floats = NDArray[np.float64]
Weights = dict[str, float]
_ROLES = ("content", "cue", "source")

# Adam (Kingma & Ba 2015): rate, memory of the mean and of the square, and what keeps the quotient finite.
_PRIOR_STEPS = 150
_RATE, _MEAN, _SQUARE, _TINY = 0.1, 0.9, 0.99, 1e-8


@dataclass(frozen=True, slots=True)
class Choice:
    """The ends between which to choose for one content.

    Attributes:
        article: index of its article.
        ends: values by feature of each.
        right: index of the right one.
    """

    article: int
    ends: Sequence[Mapping[str, float]]
    right: int


Labelled = Sequence[tuple[tuple[Attribution, ...], LogOdds]]


def ends(
    known: Sequence[Choice],
    lines: Sequence[Line],
    articles: Sequence[ParsedArticle],
    labelled: Labelled,
    settings: Mapping[str, Any],
) -> tuple[dict[str, Weights], list[tuple[Attribution, ...]]]:
    """The table to ship, and the dev set's attributions with the ends of mixtures that did not see their article.

    Args:
        known: the annotated ends of the training set.
        lines: the dev set.
        articles: the same, parsed.
        labelled: what the engine finds in it before ends are ranked.
        settings: of config.toml.
    """
    prior = _rounded(fit(known, settings["prior_penalty"], least=settings["least"], steps=_PRIOR_STEPS))
    choices = tagged(lines, articles, labelled, prior)
    penalty, folds = settings["mixture_penalty"], int(settings["folds"])
    parts = [[choice for choice in choices if choice.article % folds != fold] for fold in range(folds)]
    held_out = [Ends(prior, fit(part, penalty)) for part in parts]
    found = [
        held_out[number % folds].choose(article, *labelled[number]) for number, article in enumerate(articles)
    ]
    return {"prior": prior, "mixture": _rounded(fit(choices, penalty))}, found


def _rounded(weights: Weights) -> Weights:
    return {name: round(value, 4) for name, value in weights.items()}


def annotated(lines: Sequence[Line], articles: Sequence[ParsedArticle]) -> list[Choice]:
    """The ends of the annotated contents, each among the other words at which it could end."""
    found = []
    for number, (line, article) in enumerate(zip(lines, articles, strict=True)):
        spans = [tuple(_spans(item[role]) for role in _ROLES) for item in line["attributions"]]
        for place in places(article, spans):
            words = (place.last, *longer_ends(place), *shorter_ends(place))
            found.append(Choice(number, [dict.fromkeys(end_features(place, word), 1.0) for word in words], 0))
    return found


def tagged(
    lines: Sequence[Line],
    articles: Sequence[ParsedArticle],
    labelled: Labelled,
    prior: Mapping[str, float],
) -> list[Choice]:
    """The ends of the contents that the engine finds without a ranking, where the right one is among them."""
    choices: list[Choice] = []
    for number, (line, article, (items, odds)) in enumerate(zip(lines, articles, labelled, strict=True)):
        if line.get("primary") is False:
            continue
        gold = _annotated_ends(line, article)
        for place in places(article, [(item.content, item.cue, item.source) for item in items]):
            words = candidates(place, odds)
            shared = [
                (min(s.end, place.owner.span.end) - max(s.start, place.owner.span.start), w) for s, w in gold
            ]
            most, right = max(shared, default=(0, -1))
            if most > 0 and right in words and len(words) > 1:
                ends = [
                    evidence(place, word, odds) | {"prior": prior_odds(prior, place, word)} for word in words
                ]
                choices.append(Choice(number, ends, words.index(right)))
    return choices


def _annotated_ends(line: Line, article: ParsedArticle) -> list[tuple[Offsets, int]]:
    """The annotated contents with the index of the last word of each."""
    found = []
    for span in (
        trim(article.text, s, EDGE) for item in line["attributions"] for s in _spans(item["content"])
    ):
        words = [token.i for token in tokens_in(article.doc, span) if is_word(token)]
        if words:
            found.append((span, words[-1]))
    return found


def _spans(spans: Sequence[Sequence[int]]) -> list[Offsets]:
    return [Offsets(start, end) for start, end in spans]


def fit(choices: Sequence[Choice], penalty: float, *, least: int = 1, steps: int = 300) -> Weights:
    """The weights of highest likelihood under a penalty on their squares, halved.

    Args:
        choices: what to learn from.
        penalty: on the squares.
        least: choices in which a feature must be seen to get a weight.
        steps: of gradient ascent.
    """
    seen = Counter(name for choice in choices for name in {name for end in choice.ends for name in end})
    names = sorted(name for name, count in seen.items() if count >= least)
    column = {name: index for index, name in enumerate(names)}
    rows, columns, values, starts, right = [], [], [], [], []
    row = 0
    for choice in choices:
        starts.append(row)
        right.append(row + choice.right)
        for end in choice.ends:
            known = [(column[name], value) for name, value in end.items() if name in column]
            rows += [row] * len(known)
            columns += [name for name, _ in known]
            values += [value for _, value in known]
            row += 1
    entries = (np.array(rows), np.array(columns), np.array(values), np.array(starts))
    design = _Design(*entries, row, len(names))
    return dict(zip(names, map(float, _ascend(design, np.array(right), penalty, steps)), strict=True))


@dataclass(frozen=True, slots=True)
class _Design:
    """A sparse matrix of ends by features, and where each choice starts among its rows."""

    row: NDArray[np.int64]
    column: NDArray[np.int64]
    value: Floats
    starts: NDArray[np.int64]
    rows: int
    columns: int

    def scores(self, weights: Floats) -> Floats:
        found: Floats = np.bincount(self.row, self.value * weights[self.column], self.rows).astype(np.float64)
        return found

    def sums(self, share: Floats) -> Floats:
        found: Floats = np.bincount(self.column, self.value * share[self.row], self.columns).astype(
            np.float64
        )
        return found


def _ascend(design: _Design, right: NDArray[np.int64], penalty: float, steps: int) -> Floats:
    sizes = np.diff(np.append(design.starts, design.rows))
    chosen = np.zeros(design.rows)
    chosen[right] = 1.0
    expected = design.sums(chosen)
    weights, mean, square = np.zeros((3, design.columns))
    for step in range(1, steps + 1):
        scores = design.scores(weights)
        share = np.exp(scores - np.repeat(np.maximum.reduceat(scores, design.starts), sizes))
        share /= np.repeat(np.add.reduceat(share, design.starts), sizes)
        gradient = expected - design.sums(share) - penalty * weights
        mean = _MEAN * mean + (1 - _MEAN) * gradient
        square = _SQUARE * square + (1 - _SQUARE) * gradient**2
        weights = weights + _RATE * (mean / (1 - _MEAN**step)) / (
            np.sqrt(square / (1 - _SQUARE**step)) + _TINY
        )
    return weights
