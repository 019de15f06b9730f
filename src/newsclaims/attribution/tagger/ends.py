"""A learned choice of where a content ends: of the words near the one that the tagger found, the likeliest.

The network judges word by word and knows no syntax, annotators cut at phrases. Two log-linear models
(``training/attribution/rank.py``) rank the words: the prior tells from the parse and the marks where contents end,
and was learned from the annotation alone; the mixture weighs it against the network's scores.
"""

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

import numpy as np
import numpy.typing as npt
from spacy.tokens import Doc

from newsclaims.attribution.structures import Attribution, ParsedArticle
from newsclaims.attribution.tagger.decoding import LABELS, log_softmax
from newsclaims.attribution.tagger.features import Window
from newsclaims.attribution.tagger.linking import RULE
from newsclaims.attribution.tagger.model import WindowScores
from newsclaims.attribution.tagger.places import (
    Place,
    end_features,
    is_word,
    longer_ends,
    places,
    quoted,
    shorter_ends,
)
from newsclaims.offsets import Offsets

# Of each token of an article, that it belongs to a content.
LogOdds = npt.NDArray[np.float64]
# What the mixture weighs: the prior's log odds, whether a word is the tagger's own, and for the words that a longer
# content gains or a shorter one loses the network's log-odds: their sum, their mean, and that of the word next to
# the nearer end.
MIXTURE = ("prior", "same", "longer", "longer.sum", "longer.mean", "longer.next", "shorter", "shorter.sum",
           "shorter.mean", "shorter.next")  # fmt: skip
_CONTENT = [index for index, label in enumerate(LABELS) if label.endswith("content")]
# Log-odds of tokens that the network does not see, and the surest ones.
_UNSEEN, _SUREST = -3.0, 9.0
# Evidence of the network, in nats, that bars a word and those beyond it.
_REACH = 9.0
# What brings sums and single log-odds to the scale of the other features, so that one penalty suits all weights.
_SUM_SCALE, _SCALE = 4.0, 2.0


@dataclass(frozen=True, slots=True)
class Ends:
    """Where contents end, as shipped in ``models/attribution/ends.json``.

    Attributes:
        prior: weights by feature of `end_features`.
        mixture: weights by name of `MIXTURE`.
    """

    prior: Mapping[str, float]
    mixture: Mapping[str, float]

    @classmethod
    def read(cls, table: bytes) -> "Ends":
        """The weights in JSON."""
        return cls(**json.loads(table))

    def choose(
        self, article: ParsedArticle, found: Sequence[Attribution], odds: LogOdds
    ) -> tuple[Attribution, ...]:
        """The attributions with the likeliest ends of their contents.

        Args:
            article: the parsed article.
            found: its attributions; contents that rules found stay as they are.
            odds: of each token, by `log_odds`.
        """
        moved: dict[tuple[int, Offsets], Offsets] = {}
        for place in places(article, [(item.content, item.cue, item.source) for item in found]):
            if found[place.owner.attribution].rule != RULE:
                continue
            last = self.best(place, odds)
            if last != place.last:
                token, span = article.doc[last], place.owner.span
                moved[place.owner.attribution, span] = Offsets(span.start, token.idx + len(token))
        return tuple(
            replace(item, content=tuple(moved.get((index, span), span) for span in item.content))
            for index, item in enumerate(found)
        )

    def best(self, place: Place, odds: LogOdds) -> int:
        """The index of the word at which the content ends best."""
        words = candidates(place, odds)
        if len(words) == 1:
            return place.last
        scores = [self._score(place, word, odds) for word in words]
        return words[max(range(len(words)), key=scores.__getitem__)]

    def _score(self, place: Place, word: int, odds: LogOdds) -> float:
        values = evidence(place, word, odds) | {"prior": prior_odds(self.prior, place, word)}
        return sum(self.mixture[name] * value for name, value in values.items())


def prior_odds(weights: Mapping[str, float], place: Place, word: int) -> float:
    """The log odds of an end, by the parse and the marks alone, but for a constant of the content."""
    return sum(weights.get(name, 0.0) for name in end_features(place, word))


def candidates(place: Place, odds: LogOdds) -> list[int]:
    """Words at which the content may end as far as the network lets it: the tagger's first, then longer ones."""
    found, total = [place.last], 0.0
    if quoted(place):
        return found
    for word in longer_ends(place):
        total -= odds[word]
        if total > _REACH:
            break
        found.append(word)
    total = odds[place.last]
    for word in shorter_ends(place):
        if total > _REACH:
            break
        found.append(word)
        total += odds[word]
    return found


def evidence(place: Place, word: int, odds: LogOdds) -> dict[str, float]:
    """What the network says of an end: values by name of `MIXTURE`; what is left out is zero."""
    if word == place.last:
        return {"same": 1.0}
    name, sign = ("longer", 1.0) if word > place.last else ("shorter", -1.0)
    low, high = sorted((word, place.last))
    changed = [sign * odds[token.i] for token in place.article.doc[low + 1 : high + 1] if is_word(token)]
    return {
        name: 1.0,
        f"{name}.sum": sum(changed) / _SUM_SCALE,
        f"{name}.mean": sum(changed) / len(changed) / _SCALE,
        f"{name}.next": changed[0] / _SCALE,
    }


def log_odds(doc: Doc, windows: Sequence[Window], scores: Sequence[WindowScores]) -> LogOdds:
    """For each token the log-odds that it belongs to a content, by its first word piece."""
    odds = np.full(len(doc), _UNSEEN)
    starts = np.array([token.idx for token in doc])
    for window, score in zip(windows, scores, strict=True):
        log = log_softmax(score.labels).astype(np.float64)
        inside = np.logaddexp.reduce(log[:, _CONTENT], axis=1)
        outside = np.logaddexp.reduce(np.delete(log, _CONTENT, axis=1), axis=1)
        begins = np.array([span[0] for span in window.spans])
        tokens = np.searchsorted(starts, begins, side="right") - 1
        # In reverse, so that the first piece of a token is the last to write.
        order = np.flatnonzero(begins >= 0)[::-1]
        odds[tokens[order]] = np.clip(inside - outside, -_SUREST, _SUREST)[order]
    return odds
