"""From the network's confidence to the probability that an attribution is right: a logistic map that the card holds.

The product of the network's probabilities is nearly calibrated over all (Platt 1999 has little to mend), but not by
kind: contents that are partly quoted are right more often than it says, those without source or cue less often.
"""

import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from newsclaims.attribution.structures import Attribution, ParsedArticle, Quotation

FEATURES = ("log_odds", "partly_quoted", "no_source", "no_cue")
_LEAST = 1e-4


@dataclass(frozen=True, slots=True)
class Calibration:
    """The map; without parameters it changes nothing.

    Attributes:
        intercept: log-odds of being right at even raw confidence.
        weights: log-odds by feature.
    """

    intercept: float
    weights: tuple[float, ...]

    @classmethod
    def read(cls, card: Mapping[str, Any]) -> "Calibration":
        """The calibration of a model's card."""
        found = card.get("calibration")
        if found is None:
            return cls(0.0, (1.0, 0.0, 0.0, 0.0))
        return cls(found["intercept"], tuple(found["weights"][name] for name in FEATURES))

    def probability(self, article: ParsedArticle, attribution: Attribution) -> float:
        """Probability that the attribution's content and source are right, 0-1."""
        values = features(article.quotations, attribution)
        odds = self.intercept + sum(w * x for w, x in zip(self.weights, values, strict=True))
        return 1 / (1 + math.exp(-odds))


def features(quotations: Sequence[Quotation], attribution: Attribution) -> tuple[float, ...]:
    """What the probability depends on, as `FEATURES` names it."""
    raw = min(max(attribution.confidence, _LEAST), 1 - _LEAST)
    marked = [quotation.outer for quotation in quotations]
    touched = any(outer.overlaps(span) for outer in marked for span in attribution.content)
    whole = all(any(outer.contains(span) for outer in marked) for span in attribution.content)
    return (
        math.log(raw / (1 - raw)),
        float(touched and not whole),
        float(not attribution.source),
        float(not attribution.cue),
    )
