"""From the network's scores to linked fragments: the best sequence of labels, then who points to whom."""

from collections.abc import Sequence
from dataclasses import dataclass, field

import numpy as np
import numpy.typing as npt

from newsclaims.attribution.tagger.features import INSIDE, Window
from newsclaims.attribution.tagger.model import Scores, WindowScores

# Outside, then beginning and inside of each role.
ROLES = ("source", "cue", "content")
LABELS = ("O", *(f"{prefix}-{role}" for role in ROLES for prefix in "BI"))
SOURCE, CUE, CONTENT = range(3)
_FORBIDDEN = -1e9
# Of several contents of a cue, one outside quotation marks stays if the pointer gives the cue this share.
_LINK_SHARE = 0.4
# A cue without contents takes the content that begins so many pieces behind it if the pointer gives it this share.
_BEHIND, _CLAIM_SHARE = 3, 0.2
# What beginning a content costs, in nats: the network judges word by word, and left alone it breaks contents in two.
# Where one content follows another without a gap there is nothing to mend. PolNeAR dev is flat from 0.6 to 0.9.
CONTENT_COST = 0.7
# From label i to label j: an inside label follows only the beginning or the inside of its own role.
_TRANSITIONS = np.array(
    [[_FORBIDDEN if j and j % 2 == 0 and i not in {j, j - 1} else 0.0 for j in range(7)] for i in range(7)],
    dtype=np.float32,
)
_TRANSITIONS[:-2, LABELS.index("B-content")] -= CONTENT_COST


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
    """A cue with what belongs to it; `cue` is None for a content that points to none.

    Attributes:
        cue, source: the fragments; None where there is none in the window.
        contents: in text order.
        confidence: the least of the probabilities of what was chosen, 0-1.
    """

    cue: Fragment | None
    source: Fragment | None
    contents: list[Fragment] = field(default_factory=list)
    confidence: float = 1.0


# A content, how surely it points to its cue, and the pointer's share of that cue among all pieces.
_Pointed = tuple[Fragment, float, float]


def decode(windows: Sequence[Window], scores: Sequence[WindowScores]) -> list[list[Linked]]:
    """The attributions of each window: one item a cue in text order, then the contents without a cue."""
    log = [log_softmax(found.labels) for found in scores]
    sequences = viterbi(log)
    return [
        _link(window, _fragments(window, labels, probabilities), found)
        for window, found, labels, probabilities in zip(windows, scores, sequences, log, strict=True)
    ]


def _link(window: Window, fragments: Sequence[Fragment], scores: WindowScores) -> list[Linked]:
    cues = [fragment for fragment in fragments if fragment.role == CUE]
    sources = [fragment for fragment in fragments if fragment.role == SOURCE]
    linked = []
    for cue in cues:
        source, certainty = _source(window, cue, fragments, sources, scores.to_source)
        linked.append(Linked(cue, source, [], cue.probability * certainty))
    pointed: list[list[_Pointed]] = [[] for _ in cues]
    loose = []
    for content in (fragment for fragment in fragments if fragment.role == CONTENT):
        means = scores.to_cue[content.first : content.last + 1].mean(axis=0)
        index, certainty = _pointed(means, cues)
        if index is None:
            loose.append(Linked(None, None, [content], content.probability * certainty))
        else:
            cue = cues[index]
            share = float(_softmax(means)[cue.first : cue.last + 1].sum())
            pointed[index].append((content, content.probability * certainty, share))
    _claim(fragments, cues, pointed, scores.to_cue)
    for item, contents in zip(linked, pointed, strict=True):
        kept = [
            (content, certainty)
            for content, certainty, share in contents
            if share >= _LINK_SHARE or _quoted(window, content)
        ] or [(content, certainty) for content, certainty, _ in contents]
        item.contents = [content for content, _ in kept]
        item.confidence = min([item.confidence, *(certainty for _, certainty in kept)])
    return [item for item in linked if item.contents] + loose


def _claim(
    fragments: Sequence[Fragment], cues: Sequence[Fragment], pointed: list[list[_Pointed]], scores: Scores
) -> None:
    """Give each cue without contents the content right behind it, if the pointer found that cue likely too.

    "Ana Roe *denied* that it had failed and *called* for a strike": she did not deny "for a strike".
    """
    taken = [(place, item) for place, items in enumerate(pointed) for item in items]
    for place, item in taken:
        content = item[0]
        before = fragments[fragments.index(content) - 1]
        if before.role != CUE or not 0 < content.first - before.last <= _BEHIND:
            continue
        nearer = cues.index(before)
        if pointed[nearer]:
            continue
        means = scores[content.first : content.last + 1].mean(axis=0)
        likely = float(_softmax(means)[before.first : before.last + 1].sum())
        if likely >= _CLAIM_SHARE:
            pointed[place].remove(item)
            pointed[nearer].append((content, content.probability * likely, likely))


def _source(
    window: Window,
    cue: Fragment,
    fragments: Sequence[Fragment],
    sources: Sequence[Fragment],
    scores: Scores,
) -> tuple[Fragment | None, float]:
    """The source that the cue points to, and how surely.

    Where the pointer is surest of a piece that no label names ("*who* said"), that piece is a source of its own.
    """
    means = scores[cue.first : cue.last + 1].mean(axis=0)
    shares = _softmax(means)
    surest = int(shares.argmax())
    start, end = window.spans[surest]
    if start >= 0 and not any(item.first <= surest <= item.last for item in fragments):
        return Fragment(SOURCE, surest, surest, start, end, float(shares[surest])), float(shares[surest])
    within = next((item for item in sources if item.first <= surest <= item.last), None)
    if within is not None:
        return within, float(shares[within.first : within.last + 1].sum())
    index, certainty = _pointed(means, sources)
    return (None if index is None else sources[index]), certainty


def _pointed(means: npt.NDArray[np.float32], targets: Sequence[Fragment]) -> tuple[int | None, float]:
    """Which of `targets` has the highest of the pointer's scores, None for none of them, and how surely."""
    shares = _softmax(means[[0, *(target.first for target in targets)]])
    best = int(shares.argmax())
    return (best - 1 if best else None), float(shares[best])


def _softmax(scores: npt.NDArray[np.float32]) -> npt.NDArray[np.float32]:
    powers = np.exp(scores - scores.max())
    shares: npt.NDArray[np.float32] = powers / powers.sum()
    return shares


def _quoted(window: Window, fragment: Fragment) -> bool:
    return any(window.quoted[index] == INSIDE for index in range(fragment.first, fragment.last + 1))


def _fragments(window: Window, labels: Sequence[int], log: Scores) -> list[Fragment]:
    fragments: list[Fragment] = []
    sums: list[list[float]] = []
    open_role: int | None = None
    for index, label in enumerate(labels):
        start, end = window.spans[index]
        if start < 0:
            continue
        if not label:
            open_role = None
            continue
        role = (label - 1) // 2
        if role != open_role or label % 2:
            fragments.append(Fragment(role, index, index, start, end, 0.0))
            sums.append([])
            open_role = role
        fragments[-1].last, fragments[-1].end = index, end
        sums[-1].append(float(np.exp(log[index, label])))
    for fragment, probabilities in zip(fragments, sums, strict=True):
        fragment.probability = sum(probabilities) / len(probabilities)
    return fragments


def log_softmax(scores: Scores) -> Scores:
    """The log probabilities of the labels, (n, 7), for the network's scores of them."""
    shifted = scores - scores.max(axis=1, keepdims=True)
    found: Scores = shifted - np.log(np.exp(shifted).sum(axis=1, keepdims=True))
    return found


def viterbi(scores: Sequence[Scores]) -> list[list[int]]:
    """The best sequence of labels under the constraints of BIO, for (n, 7) log probabilities of each window.

    All windows advance together, the longest first, so that a step costs one small array operation for all.
    """
    order = sorted(range(len(scores)), key=lambda index: -len(scores[index]))
    lengths = [len(scores[index]) for index in order]
    if not lengths:
        return []
    padded = np.zeros((len(order), lengths[0], len(LABELS)), dtype=np.float32)
    for row, index in enumerate(order):
        padded[row, : lengths[row]] = scores[index]
    back = np.zeros(padded.shape, dtype=np.int8)
    best = padded[:, 0] + _TRANSITIONS[0]
    active = len(order)
    for step in range(1, lengths[0]):
        while lengths[active - 1] <= step:
            active -= 1
        paths = best[:active, :, None] + _TRANSITIONS
        back[:active, step] = paths.argmax(axis=1)
        best[:active] = paths.max(axis=1) + padded[:active, step]
    found: list[list[int]] = [[] for _ in order]
    for row, index in enumerate(order):
        found[index] = _trace(back[row, : lengths[row]], int(best[row].argmax()))
    return found


def _trace(back: npt.NDArray[np.int8], label: int) -> list[int]:
    labels = [label]
    for step in range(len(back) - 1, 0, -1):
        label = int(back[step, label])
        labels.append(label)
    return labels[::-1]
