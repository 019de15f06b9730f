"""From the network's scores to attributions: the best sequence of labels, then who points to whom."""

from collections.abc import Sequence
from dataclasses import dataclass, field

import numpy as np
import numpy.typing as npt

from newsclaims.attribution.tagger.features import Window

Scores = npt.NDArray[np.float32]

# Outside, then beginning and inside of each role.
ROLES = ("source", "cue", "content")
LABELS = ("O", *(f"{prefix}-{role}" for role in ROLES for prefix in "BI"))
SOURCE, CUE, CONTENT = range(3)
_FORBIDDEN = -1e9
# From label i to label j: an inside label follows only the beginning or the inside of its own role.
_TRANSITIONS = np.array(
    [[_FORBIDDEN if j and j % 2 == 0 and i not in {j, j - 1} else 0.0 for j in range(7)] for i in range(7)],
    dtype=np.float32,
)


@dataclass(slots=True)
class Fragment:
    """A run of pieces with one role.

    Attributes:
        role: SOURCE, CUE or CONTENT.
        first, last: indices of its pieces in the window, both included.
        start, end: its offsets in the text.
        probability: mean probability of its labels, 0-1.
    """

    role: int
    first: int
    last: int
    start: int
    end: int
    probability: float


@dataclass(slots=True)
class Linked:
    """A cue with what belongs to it; `cue` is None for contents that point to none."""

    cue: Fragment | None
    source: Fragment | None
    contents: list[Fragment] = field(default_factory=list)
    confidence: float = 1.0


def decode(window: Window, labels: Scores, to_cue: Scores, to_source: Scores) -> list[Linked]:
    """The attributions of one window.

    Args:
        window: its n pieces.
        labels: (n, 7) scores of the labels.
        to_cue: (n, n) scores of each piece of a content for the first piece of its cue; column 0 is for none.
        to_source: (n, n) scores of each piece of a cue for the first piece of its source; column 0 is for none.

    Returns:
        One item a cue in text order, then the contents without a cue.
    """
    fragments = _fragments(window, labels)
    cues = [fragment for fragment in fragments if fragment.role == CUE]
    sources = [fragment for fragment in fragments if fragment.role == SOURCE]
    linked = []
    for cue in cues:
        index, certainty = _pointed(cue, sources, to_source)
        linked.append(Linked(cue, None if index is None else sources[index], [], cue.probability * certainty))
    loose = []
    for content in (fragment for fragment in fragments if fragment.role == CONTENT):
        index, certainty = _pointed(content, cues, to_cue)
        if index is None:
            loose.append(Linked(None, None, [content], content.probability * certainty))
        else:
            linked[index].contents.append(content)
            linked[index].confidence = min(linked[index].confidence, content.probability * certainty)
    return [item for item in linked if item.contents] + loose


def _pointed(fragment: Fragment, targets: Sequence[Fragment], scores: Scores) -> tuple[int | None, float]:
    """Which of `targets` the fragment points to, None for none of them, and how surely."""
    rows = scores[fragment.first : fragment.last + 1]
    columns = [0, *(target.first for target in targets)]
    means = rows[:, columns].mean(axis=0)
    shares = np.exp(means - means.max())
    best = int(means.argmax())
    return (best - 1 if best else None), float(shares[best] / shares.sum())


def _fragments(window: Window, scores: Scores) -> list[Fragment]:
    log = scores - scores.max(axis=1, keepdims=True)
    log = log - np.log(np.exp(log).sum(axis=1, keepdims=True))
    fragments: list[Fragment] = []
    open_role: int | None = None
    sums: list[list[float]] = []
    for index, label in enumerate(viterbi(log)):
        start, end = window.spans[index]
        if start < 0:
            continue
        role = (label - 1) // 2 if label else None
        if role is None:
            open_role = None
            continue
        if role != open_role or label % 2:
            fragments.append(Fragment(role, index, index, start, end, 0.0))
            sums.append([])
            open_role = role
        fragments[-1].last, fragments[-1].end = index, end
        sums[-1].append(float(np.exp(log[index, label])))
    for fragment, probabilities in zip(fragments, sums, strict=True):
        fragment.probability = sum(probabilities) / len(probabilities)
    return fragments


def viterbi(scores: Scores) -> list[int]:
    """The best sequence of labels under the constraints of BIO, for (n, 7) log probabilities."""
    length = len(scores)
    back = np.zeros((length, 7), dtype=np.int8)
    best = scores[0] + _TRANSITIONS[0]
    for index in range(1, length):
        paths = best[:, None] + _TRANSITIONS
        back[index] = paths.argmax(axis=0)
        best = paths.max(axis=0) + scores[index]
    labels = [int(best.argmax())]
    for index in range(length - 1, 0, -1):
        labels.append(int(back[index, labels[-1]]))
    return labels[::-1]
