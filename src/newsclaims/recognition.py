"""spaCy's recognizer of named entities, all sentences of a batch at once.

No entity reaches over a sentence's end, so that what is found in one does not depend on the others. spaCy decides
token by token and asks for each of its 70 moves in turn whether it is allowed; here one step decides the next token
of every sentence, by the same sums of the same features.
"""

from collections.abc import Iterable, Iterator
from functools import cached_property
from itertools import islice, pairwise

import numpy as np
from numpy.typing import NDArray
from spacy.pipeline import EntityRecognizer
from spacy.tokens import Doc, Span

Floats = NDArray[np.float32]
Numbers = NDArray[np.int64]
# What the features are of: the token, the first token of the open entity, and the token before.
_FEATURES = 3
_BATCH = 16


class SentenceRecognizer:
    """The decisions of an entity recognizer, sentence by sentence in parallel.

    Args:
        recognizer: whose network decides; it has to be one that `can_follow` accepts.
    """

    def __init__(self, recognizer: EntityRecognizer) -> None:
        self.recognizer = recognizer

    @staticmethod
    def can_follow(recognizer: object) -> bool:
        """Whether `recognizer` is spaCy's own with the usual features, greedy, and trained for all of its moves."""
        if not isinstance(recognizer, EntityRecognizer) or type(recognizer) is not EntityRecognizer:
            return False
        model, settings = recognizer.model, recognizer.cfg
        return (
            model.attrs.get("has_upper") is True
            and not model.attrs.get("unseen_classes")
            and model.get_ref("lower").maybe_get_dim("nF") == _FEATURES
            and settings.get("beam_width") == 1
            and not settings.get("incorrect_spans_key")
        )

    def __call__(self, doc: Doc) -> Doc:
        """Set the entities of `doc`."""
        return next(self.pipe([doc]))

    def pipe(self, docs: Iterable[Doc], *, batch_size: int = _BATCH) -> Iterator[Doc]:
        """Set the entities of `docs`, some at a time."""
        source = iter(docs)
        while together := list(islice(source, min(batch_size, _BATCH))):
            free = [doc for doc in together if len(doc) and not doc.to_array("ENT_IOB").any()]
            if free:
                self._recognize(free)
            for doc in together:
                yield doc if doc in free or not len(doc) else self.recognizer(doc)

    def _recognize(self, docs: list[Doc]) -> None:
        starts = np.concatenate([doc.to_array("SENT_START") == 1 for doc in docs])
        ends = np.cumsum([len(doc) for doc in docs])
        starts[[0, *ends[:-1]]] = True
        spaces = np.concatenate([doc.to_array("IS_SPACE") for doc in docs]).astype(bool)
        moves = self._decide(self._features(docs), np.flatnonzero(starts), spaces)
        for doc, (first, end) in zip(docs, pairwise([0, *ends.tolist()]), strict=True):
            doc.set_ents(list(self._spans(doc, moves[first:end])))

    def _features(self, docs: list[Doc]) -> Floats:
        """(1 + tokens, features, units, pieces) what each feature adds for each token, and first for none."""
        model = self.recognizer.model
        found: Floats = model.get_ref("lower").predict(model.get_ref("tok2vec").predict(docs))
        return found

    def _decide(self, features: Floats, starts: Numbers, spaces: NDArray[np.bool_]) -> Numbers:
        """The move of each token.

        Args:
            features: what `_features` gives.
            starts: the first token of each sentence, in text order.
            spaces: which tokens are white space.
        """
        model = self.recognizer.model
        bias, upper = model.get_ref("lower").get_param("b"), model.get_ref("upper")
        weights, shift = upper.get_param("W").T, upper.get_param("b")
        lengths = np.diff([*starts, len(spaces)])
        order = np.argsort(-lengths, kind="stable")
        starts, lengths = starts[order], lengths[order]
        opened = np.full(len(starts), -1)  # the first token of the open entity
        state = np.zeros(len(starts), dtype=np.int64)  # 0, or 1 + the label of the open entity
        moves = np.zeros(len(spaces), dtype=np.int64)
        for step in range(lengths[0]):
            count = int(np.searchsorted(-lengths, -step))  # sentences that are longer
            token, first = starts[:count] + step, opened[:count]
            inside = first >= 0
            units = features[token + 1, 0] + features[np.where(inside, first + 1, 0), 1]
            units += features[np.where(inside, token, 0), 2]
            units += bias
            scores = units.max(-1) @ weights + shift
            last = lengths[:count] == step + 1
            scores += self._forbidden[state[:count], last.astype(np.int64), spaces[token].astype(np.int64)]
            chosen = scores.argmax(-1)
            moves[token] = chosen
            state[:count] = self._state_after[chosen]
            opened[:count] = np.where(
                self._begins[chosen], token, np.where(self._state_after[chosen] > 0, first, -1)
            )
        return moves

    @cached_property
    def _names(self) -> list[tuple[str, str]]:
        """Kind and label of each move: begin, in, last, unit or out."""
        moves = self.recognizer.moves
        names = (moves.get_class_name(move).partition("-") for move in range(moves.n_moves))
        return [(kind, label) for kind, _, label in names]

    @cached_property
    def _labels(self) -> list[str]:
        return sorted({label for _, label in self._names if label})

    @cached_property
    def _begins(self) -> NDArray[np.bool_]:
        return np.array([kind == "B" for kind, _ in self._names])

    @cached_property
    def _state_after(self) -> Numbers:
        """For each move 1 + the label of the entity that is open behind it, or 0."""
        return np.array(
            [1 + self._labels.index(label) if kind in "BI" and label else 0 for kind, label in self._names]
        )

    @cached_property
    def _forbidden(self) -> Floats:
        """(states, whether the sentence ends, whether it is white space, moves) 0 for what is allowed, else -inf."""
        table = np.full((1 + len(self._labels), 2, 2, len(self._names)), -np.inf, dtype=np.float32)
        for move, (kind, label) in enumerate(self._names):
            if kind == "O":
                table[0, :, :, move] = 0
            elif label and kind == "U":
                table[0, :, 0, move] = 0
            elif label and kind == "B":
                table[0, 0, 0, move] = 0
            elif label and kind == "I":
                table[1 + self._labels.index(label), 0, :, move] = 0
            elif label and kind == "L":
                table[1 + self._labels.index(label), :, :, move] = 0
        return table

    def _spans(self, doc: Doc, moves: Numbers) -> Iterator[Span]:
        begun = 0
        for place, move in enumerate(moves.tolist()):
            kind, label = self._names[move]
            if kind in "BU":
                begun = place
            if kind in "LU":
                yield Span(doc, begun, place + 1, label=label)
