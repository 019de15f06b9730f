"""Counts that add up over articles, and the precision, recall and F1 that they give."""

from collections.abc import Iterator
from dataclasses import dataclass, field


@dataclass(slots=True)
class Counts:
    """How many of the predicted and of the gold records are right."""

    right_predicted: int = 0
    predicted: int = 0
    right_gold: int = 0
    gold: int = 0

    @property
    def precision(self) -> float:
        """Share of the predicted that is right, 0-1."""
        return self.right_predicted / self.predicted if self.predicted else 0.0

    @property
    def recall(self) -> float:
        """Share of the gold that was found, 0-1."""
        return self.right_gold / self.gold if self.gold else 0.0

    @property
    def f1(self) -> float:
        """Harmonic mean of the two, 0-1."""
        total = self.precision + self.recall
        return 2 * self.precision * self.recall / total if total else 0.0


@dataclass(frozen=True, slots=True)
class Mistake:
    """One miss, false alarm or wrong attribute.

    Attributes:
        article: id of the article.
        measure: the measure that it counts against.
        kind: "missed", "spurious" or "wrong".
        detail: the record, or what was expected and what was found.
        context: the sentence that it is in.
    """

    article: str
    measure: str
    kind: str
    detail: str
    context: str


@dataclass(slots=True)
class Scores:
    """Counts by measure, in the order in which the measures first appeared, and the mistakes behind them."""

    counts: dict[str, Counts] = field(default_factory=dict)
    mistakes: list[Mistake] = field(default_factory=list)

    def add(self, measure: str, right: int, predicted: int, gold: int) -> None:
        """Add records of which `right` are in both the predicted and the gold ones."""
        self.add_apart(measure, right, predicted, right, gold)

    def add_apart(
        self, measure: str, right_predicted: int, predicted: int, right_gold: int, gold: int
    ) -> None:
        """Add records where being right means different things for precision and recall."""
        counts = self.counts.setdefault(measure, Counts())
        counts.right_predicted += right_predicted
        counts.predicted += predicted
        counts.right_gold += right_gold
        counts.gold += gold

    def f1(self) -> dict[str, float]:
        """F1 by measure."""
        return {measure: counts.f1 for measure, counts in self.counts.items()}

    def rows(self) -> Iterator[tuple[str, Counts]]:
        """Measures with their counts."""
        yield from self.counts.items()
