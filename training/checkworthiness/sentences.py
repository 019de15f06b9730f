"""The labelled sentences, and the part of the base model's vocabulary that they need."""

import json
import random
import re
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from tokenizers import Tokenizer

# What UTF-8 looks like when it was read as another encoding, as some sentences of CheckThat do.
_MOJIBAKE = ("Ã", "â€", "Â")
_SPECIAL = ("[PAD]", "[UNK]", "[CLS]", "[SEP]", "[MASK]")
_LAST_LATIN = 0x2FF
# Where a sentence of news ends; marks that close behind its full stop are dropped.
_ENDS = re.compile(r"""(?<=[.!?])["”')]*\s+(?=["“A-Z])""")
_FEWEST, _MOST = 4, 60


@dataclass(frozen=True, slots=True)
class Sentence:
    """A sentence, judged or not.

    Attributes:
        text: the sentence.
        label: whether it is worth checking; None where nobody judged it.
        document: what it is from; empty where the corpus does not say.
    """

    text: str
    label: int | None
    document: str


def read(path: Path) -> list[Sentence]:
    """The sentences of a file of JSON Lines with "text", "label" and "doc"."""
    with path.open(encoding="utf-8") as lines:
        rows = [json.loads(line) for line in lines]
    return [Sentence(repaired(row["text"]), int(row["label"]), row["doc"] or "") for row in rows]


def unjudged(path: Path, count: int) -> list[Sentence]:
    """`count` sentences of 4 to 60 words, drawn from the articles of a file of JSON Lines with "text"."""
    with path.open(encoding="utf-8") as lines:
        texts = [json.loads(line)["text"] for line in lines]
    found = [
        sentence.strip()
        for text in texts
        for paragraph in text.split("\n")
        for sentence in _ENDS.split(paragraph)
        if _FEWEST <= len(sentence.split()) <= _MOST
    ]
    random.Random(1).shuffle(found)  # noqa: S311 - no secret
    return [Sentence(text, None, "") for text in found[:count]]


def labels_of(sentences: Iterable[Sentence]) -> list[int]:
    """The labels of sentences that somebody judged."""
    return [sentence.label for sentence in sentences if sentence.label is not None]


def repaired(text: str) -> str:
    """`text` with its UTF-8 decoded as often as it was encoded."""
    for _ in range(2):
        if not any(sign in text for sign in _MOJIBAKE):
            break
        try:
            text = text.encode("cp1252").decode("utf-8")
        except UnicodeError:
            break
    return text


def folds(sentences: Sequence[Sentence], count: int) -> Iterator[tuple[list[int], list[int]]]:
    """Indices to train on and to score, `count` times, no document in both.

    Documents go one by one, the longest first, into the fold that has least.
    """
    sizes = Counter(sentence.document for sentence in sentences)
    held: list[set[str]] = [set() for _ in range(count)]
    for document, _ in sorted(sizes.items(), key=lambda item: (-item[1], item[0])):
        min(held, key=lambda fold: sum(sizes[name] for name in fold)).add(document)
    for fold in held:
        inside = [index for index, sentence in enumerate(sentences) if sentence.document in fold]
        outside = [index for index, sentence in enumerate(sentences) if sentence.document not in fold]
        yield outside, inside


def small_tokenizer(base: Path, texts: Iterable[str], least_count: int) -> tuple[str, list[int]]:
    """A tokenizer with only the pieces that `texts` use, as JSON, and the ids that its pieces had."""
    tokenizer = Tokenizer.from_file(str(base))
    tokenizer.no_padding()
    tokenizer.no_truncation()
    counts: Counter[int] = Counter()
    for text in texts:
        counts.update(tokenizer.encode(text, add_special_tokens=False).ids)
    data = json.loads(base.read_text(encoding="utf-8"))
    kept = [
        (piece, old)
        for piece, old in sorted(data["model"]["vocab"].items(), key=lambda item: item[1])
        if piece in _SPECIAL or counts[old] >= least_count or _is_letter(piece)
    ]
    data["model"]["vocab"] = {piece: new for new, (piece, _) in enumerate(kept)}
    data["padding"] = data["truncation"] = None
    for token in data["added_tokens"]:
        token["id"] = data["model"]["vocab"][token["content"]]
    for token in data["post_processor"]["special_tokens"].values():
        token["ids"] = [data["model"]["vocab"][name] for name in token["tokens"]]
    return json.dumps(data, ensure_ascii=False, separators=(",", ":")), [old for _, old in kept]


def _is_letter(piece: str) -> bool:
    """Whether a piece is a single Latin character or sign: with all of them any English word can be spelled."""
    piece = piece.removeprefix("##")
    return len(piece) == 1 and (ord(piece) <= _LAST_LATIN or not piece.isalpha())
