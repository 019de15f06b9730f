"""Whether probabilities rank well, decide well, and mean what they say."""

from collections.abc import Sequence
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Bin:
    """The examples whose probability lies between two bounds.

    Attributes:
        least, most: the bounds; the last bin holds its upper one.
        count: how many examples.
        said: their mean probability.
        seen: the share of them that are positive.
    """

    least: float
    most: float
    count: int
    said: float
    seen: float


def average_precision(labels: Sequence[int], scores: Sequence[float]) -> float:
    """The mean precision over the ranks of the positives; examples of one score share a rank.

    Raises:
        ValueError: no label is positive.
    """
    total = sum(labels)
    if not total:
        msg = "average precision needs a positive example"
        raise ValueError(msg)
    ranked = sorted(zip(scores, labels, strict=True), key=lambda pair: -pair[0])
    found, area = 0, 0.0
    place = 0
    while place < len(ranked):
        end = place
        while end < len(ranked) and ranked[end][0] == ranked[place][0]:
            end += 1
        positives = sum(label for _, label in ranked[place:end])
        found += positives
        area += positives * found / end
        place = end
    return area / total


def f1(labels: Sequence[int], scores: Sequence[float], threshold: float) -> float:
    """F1 of calling positive what scores at least `threshold`."""
    called = [score >= threshold for score in scores]
    right = sum(1 for label, call in zip(labels, called, strict=True) if label and call)
    total = sum(labels) + sum(called)
    return 2 * right / total if total else 0.0


def reliability(labels: Sequence[int], scores: Sequence[float], bins: int = 10) -> list[Bin]:
    """The bins of equal width that hold an example, lowest first."""
    held: list[list[tuple[float, int]]] = [[] for _ in range(bins)]
    for label, score in zip(labels, scores, strict=True):
        held[min(int(score * bins), bins - 1)].append((score, label))
    return [
        Bin(
            least=number / bins,
            most=(number + 1) / bins,
            count=len(inside),
            said=sum(score for score, _ in inside) / len(inside),
            seen=sum(label for _, label in inside) / len(inside),
        )
        for number, inside in enumerate(held)
        if inside
    ]


def calibration_error(labels: Sequence[int], scores: Sequence[float], bins: int = 10) -> float:
    """Expected calibration error: how far said and seen differ, weighted by the bins' counts."""
    table = reliability(labels, scores, bins)
    return sum(row.count * abs(row.said - row.seen) for row in table) / len(labels)
