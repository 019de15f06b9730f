"""The best sequence of labels, and who points to whom."""

import itertools
from collections.abc import Sequence

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from newsclaims.attribution.tagger.decoding import CONTENT_COST, LABELS, decode, viterbi
from newsclaims.attribution.tagger.features import Window
from newsclaims.attribution.tagger.model import Scores, WindowScores

B_SOURCE, I_SOURCE, B_CUE, I_CUE, B_CONTENT, I_CONTENT = range(1, 7)


def log_probabilities(rows: list[list[float]]) -> Scores:
    scores = np.array(rows, dtype=np.float32)
    found: Scores = scores - np.log(np.exp(scores).sum(axis=1, keepdims=True))
    return found


def allowed(labels: tuple[int, ...]) -> bool:
    before = 0
    for label in labels:
        if label and label % 2 == 0 and before not in {label, label - 1}:
            return False
        before = label
    return True


def worth(scores: Scores, labels: Sequence[int]) -> float:
    """The scores of the labels, less what the contents cost that begin behind anything but a content."""
    begun = sum(
        label == B_CONTENT and before not in {B_CONTENT, I_CONTENT}
        for before, label in itertools.pairwise([0, *labels])
    )
    return float(sum(scores[index, label] for index, label in enumerate(labels))) - begun * CONTENT_COST


@given(st.lists(st.lists(st.floats(-4, 4, width=32), min_size=7, max_size=7), min_size=1, max_size=4))
def test_viterbi_finds_the_best_allowed_sequence(rows: list[list[float]]) -> None:
    scores = log_probabilities(rows)
    (found,) = viterbi([scores])
    best = max(
        worth(scores, labels)
        for labels in itertools.product(range(len(LABELS)), repeat=len(rows))
        if allowed(labels)
    )
    assert allowed(tuple(found))
    assert worth(scores, found) == pytest.approx(best, abs=1e-4)


def test_windows_of_other_lengths_change_nothing() -> None:
    chance = np.random.default_rng(7)
    scores = [log_probabilities(chance.normal(size=(n, 7)).tolist()) for n in (3, 9, 1, 9, 5)]
    assert viterbi(scores) == [viterbi([alone])[0] for alone in scores]
    assert viterbi([]) == []


def window(labels: list[int]) -> tuple[Window, Scores]:
    """A window whose labels are certain; piece i stands at characters 10 i to 10 i + 5."""
    n = len(labels)
    spans = [(-1, -1), *((10 * index, 10 * index + 5) for index in range(1, n))]
    scores = np.full((n, 7), -9.0, dtype=np.float32)
    scores[np.arange(n), labels] = 9.0
    return Window([0] * n, [0] * n, [0] * n, spans), scores


def pointers(n: int, *pairs: tuple[int, int]) -> Scores:
    """Every piece points to none, but those named."""
    scores = np.zeros((n, n), dtype=np.float32)
    scores[:, 0] = 5.0
    for origin, target in pairs:
        scores[origin, target] = 12.0
    return scores


def test_two_cues_may_share_a_source() -> None:
    labels = [0, B_SOURCE, B_CUE, B_CONTENT, I_CONTENT, B_CUE, B_CONTENT, B_CONTENT]
    cut, scores = window(labels)
    n = len(labels)
    to_cue = pointers(n, (3, 2), (4, 2), (6, 5))
    to_source = pointers(n, (2, 1), (5, 1))
    (found,) = decode([cut], [WindowScores(scores, to_cue, to_source)])
    assert [
        (
            item.cue and item.cue.first,
            item.source and item.source.first,
            [(part.start, part.end) for part in item.contents],
        )
        for item in found
    ] == [(2, 1, [(30, 45)]), (5, 1, [(60, 65)]), (None, None, [(70, 75)])]
    assert all(0 < item.confidence <= 1 for item in found)


def test_a_cue_without_content_is_nothing() -> None:
    cut, scores = window([0, B_CUE, I_CUE, 0])
    assert decode([cut], [WindowScores(scores, pointers(4), pointers(4))]) == [[]]


@pytest.mark.parametrize(
    ("preference", "gap", "contents"),
    [
        (-1.0, 0, {1: [2], 3: [4]}),  # nearly as likely: the nearer cue, which has nothing else
        (-4.0, 0, {1: [2, 4]}),  # far from likely
        (-1.0, 4, {1: [2, 8]}),  # too far behind it
    ],
)
def test_a_content_goes_to_the_cue_right_before_it(
    preference: float, gap: int, contents: dict[int, list[int]]
) -> None:
    last = 4 + gap
    labels = [0, B_CUE, B_CONTENT, B_CUE, *[0] * gap, B_CONTENT]
    found, scores = window(labels)
    to_cue = pointers(len(labels), (2, 1), (last, 1))
    to_cue[last, 3] = to_cue[last, 1] + preference
    [linked] = decode([found], [WindowScores(scores, to_cue, pointers(len(labels)))])
    assert {item.cue.first: [c.first for c in item.contents] for item in linked if item.cue} == contents
