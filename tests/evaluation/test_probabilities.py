import pytest
from hypothesis import given
from hypothesis import strategies as st

from newsclaims.evaluation.probabilities import average_precision, calibration_error, f1, reliability

EXAMPLES = st.lists(
    st.tuples(st.integers(min_value=0, max_value=1), st.floats(min_value=0, max_value=1)), min_size=1
)


def test_average_precision_by_hand() -> None:
    assert average_precision([1, 0, 1, 0], [0.9, 0.8, 0.7, 0.1]) == pytest.approx((1 + 2 / 3) / 2)
    assert average_precision([1, 0], [0.5, 0.5]) == 0.5  # a tie is no luck


def test_average_precision_needs_a_positive_example() -> None:
    with pytest.raises(ValueError, match="positive"):
        average_precision([0, 0], [0.1, 0.2])


def test_f1_counts_the_threshold_itself_in() -> None:
    assert f1([1, 0, 1], [0.5, 0.5, 0.4], 0.5) == pytest.approx(0.5)
    assert f1([0], [0.1], 0.5) == 0


def test_reliability_by_hand() -> None:
    low, high = reliability([0, 1, 1, 1], [0.1, 0.15, 0.95, 1.0])
    assert (low.least, low.count, low.seen) == (0.1, 2, 0.5)
    assert low.said == pytest.approx(0.125)
    assert (high.most, high.count, high.seen) == (1.0, 2, 1.0)


@given(EXAMPLES)
def test_every_example_is_in_one_bin(examples: list[tuple[int, float]]) -> None:
    labels, scores = zip(*examples, strict=True)
    rows = reliability(labels, scores)
    assert sum(row.count for row in rows) == len(examples)
    assert all(row.least - 1e-9 <= row.said <= row.most + 1e-9 for row in rows)
    assert 0 <= calibration_error(labels, scores) <= 1


@given(EXAMPLES)
def test_a_perfect_ranking_has_average_precision_one(examples: list[tuple[int, float]]) -> None:
    labels = [1, *(label for label, _ in examples)]
    assert average_precision(labels, [float(label) for label in labels]) == pytest.approx(1)
