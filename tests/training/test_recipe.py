"""The parts of the tagger's recipe that need no torch: labels, averaging, steps, the card."""

from pathlib import Path
from typing import Any

import card
import corpus
import numpy as np
import pytest
import soup
from numpy.typing import NDArray
from steps import Step, read_json, run, write_json
from tokenizers import Tokenizer

from newsclaims.attribution.tagger.decoding import LABELS
from newsclaims.attribution.tagger.features import windows
from newsclaims.attribution.tagger.model import load
from newsclaims.paragraphs import paragraphs

TEXT = "Ana Lund said the bridge would hold.\n\n“It will,” she added."


@pytest.fixture(scope="module")
def tokenizer() -> Tokenizer:
    return load().tokenizer


def spans(*words: str) -> list[list[int]]:
    return [[TEXT.index(word), TEXT.index(word) + len(word)] for word in words]


def article() -> dict[str, Any]:
    return {
        "id": "a",
        "text": TEXT,
        "attributions": [
            {
                "source": spans("Ana Lund"),
                "cue": spans("said"),
                "content": spans("the bridge would hold"),
            },
            {"source": spans("she"), "cue": spans("added"), "content": spans("“It will,”")},
        ],
    }


def test_pieces_are_labelled_and_point_to_cue_and_source(tokenizer: Tokenizer) -> None:
    [window] = windows(TEXT, paragraphs(TEXT), tokenizer)
    example = corpus.label(window, article()["attributions"])
    named = {
        TEXT[slice(*span)]: LABELS[label]
        for span, label in zip(window.spans, example.labels, strict=True)
        if span[0] >= 0
    }
    assert named["Ana"] == "B-source"
    assert named["said"] == "B-cue"
    assert named["the"] == "B-content"
    assert named["bridge"] == "I-content"
    cue = next(i for i, span in enumerate(window.spans) if TEXT[slice(*span)] == "said")
    assert example.to_cue[cue + 1] == cue
    assert TEXT[slice(*window.spans[example.to_source[cue]])] == "Ana"
    assert example.labels[0] == corpus.IGNORED


def test_lessons_stand_beside_the_annotation_or_for_it(tokenizer: Tokenizer) -> None:
    [window] = windows(TEXT, paragraphs(TEXT), tokenizer)
    nowhere = [corpus.IGNORED] * len(window)
    lesson = corpus.Lesson(np.full((len(window), len(LABELS)), 1 / len(LABELS)), nowhere, nowhere)
    [both] = corpus.examples([article() | {"lessons": [lesson]}], tokenizer)
    assert both.lesson is lesson
    assert both.labels == corpus.label(window, article()["attributions"]).labels
    [taught] = corpus.examples([{"text": TEXT, "lessons": [lesson]}], tokenizer)
    assert set(taught.labels) == {corpus.IGNORED}
    assert list(corpus.examples([{"text": f"Well. {TEXT}", "lessons": [lesson]}], tokenizer)) == []


def test_the_corpus_is_counted_and_checked(tokenizer: Tokenizer) -> None:
    found = corpus.facts([article()], tokenizer)
    assert (found["articles"], found["attributions"], found["windows"]) == (1, 2, 1)
    assert (found["without_source"], found["without_cue"]) == (0, 0)
    broken = article()
    broken["attributions"][0]["cue"] = [[10, 9000]]
    with pytest.raises(SystemExit, match="a: the span 10-9000"):
        corpus.facts([broken], tokenizer)


def network(seed: int, *, size: int = 4, width: int = 6) -> dict[str, NDArray[np.float32]]:
    random = np.random.default_rng(seed)
    shapes: dict[str, tuple[int, ...]] = {"encoder.layer": (3, width)}
    for pointer in soup.POINTERS:
        for side in ("origin", "target"):
            shapes |= {f"{pointer}.{side}.weight": (size, width), f"{pointer}.{side}.bias": (size,)}
    return {name: random.normal(size=shape).astype(np.float32) for name, shape in shapes.items()}


def pointer(weights: soup.Weights, hidden: NDArray[np.float32]) -> NDArray[np.float32]:
    origin, target = (
        hidden @ weights[f"to_cue.{side}.weight"].T + weights[f"to_cue.{side}.bias"]
        for side in ("origin", "target")
    )
    scores: NDArray[np.float32] = origin @ target.T
    return scores


def test_the_average_of_one_network_is_that_network() -> None:
    one = network(1)
    found = soup.average([one, one])
    hidden = network(5)["encoder.layer"]
    assert found["encoder.layer"] == pytest.approx(one["encoder.layer"])
    assert pointer(found, hidden) == pytest.approx(pointer(one, hidden), abs=1e-4)
    assert {name: array.shape for name, array in found.items()} == {
        name: array.shape for name, array in one.items()
    }


def test_pointers_are_averaged_by_what_they_score() -> None:
    one, two = network(1, size=2), network(2, size=2)
    wide = [
        {
            name: np.concatenate([array, np.zeros_like(array)]) if name.startswith("to_") else array
            for name, array in weights.items()
        }
        for weights in (one, two)
    ]
    hidden = network(5)["encoder.layer"]
    expected = (pointer(one, hidden) + pointer(two, hidden)) / 2
    assert pointer(soup.average(wide), hidden) == pytest.approx(expected, abs=1e-4)
    turned = two | {
        name: -array[::-1] for name, array in two.items() if name.startswith("to_cue")
    }  # the same scores by other projections
    assert pointer(soup.average([one, turned]), hidden) == pytest.approx(
        pointer(soup.average([one, two]), hidden), abs=1e-4
    )


def test_finished_steps_are_not_done_again(tmp_path: Path) -> None:
    done: list[str] = []
    paths = [tmp_path / name for name in "ab"]

    def step(name: str, inputs: list[Path], outputs: list[Path]) -> Step:
        def act() -> None:
            done.append(name)
            for path in outputs:
                path.touch()

        return Step(name, act, inputs, outputs)

    steps = [step("first", [], paths[:1]), step("second", paths[:1], paths[1:]), step("last", paths, [])]
    times = tmp_path / "times.json"
    run(steps, times)
    run(steps, times)
    assert done == ["first", "second", "last", "last"]
    run(steps, times, only="first")
    run(steps, times)
    assert done[4:] == ["first", "second", "last"]
    assert set(read_json(times)) == {"first", "second", "last"}


SCORES = {
    "chosen": "average",
    "int8": {"seed7": {"attribution": 0.7684, "content": 0.8}, "average": {"attribution": 0.7791, "content": 0.81}},
    "float32": {"attribution": 0.78},
}  # fmt: skip


def test_the_best_has_the_highest_mean() -> None:
    assert card.best(SCORES["int8"], ["attribution", "content"]) == "average"  # type: ignore[arg-type]
    assert card.best({"a": {"x": 1, "y": 0}, "b": {"x": 0.4, "y": 0.5}}, ["x", "y"]) == "a"
    assert card.best({"a": {"x": 1}, "b": {"x": 1}}, ["x"]) == "a"


def test_the_readme_takes_the_figures_of_the_card(tmp_path: Path) -> None:
    part = {"articles": 840, "attributions": 17000, "pieces": 840000, "windows": 3900}
    made = {
        "version": "1.1",
        "scores": SCORES,
        "runs": {"seed7": {"steps": 2000, "seconds": 4320}},
        "corpus": {"train": part, "dev": part},
        "calibration": {"raw": {"ece": 0.02, "brier": 0.13}, "calibrated": {"ece": 0.01, "brier": 0.126}},
    }
    write_json(tmp_path / "card.json", made)
    readme = tmp_path / "README.md"
    readme.write_text(
        "Before\n<!-- facts -->\nold\n<!-- /facts -->\n<!-- scores -->\n<!-- /scores -->\n"
        "<!-- calibration -->\n<!-- /calibration -->\nafter\n",
        "utf-8",
    )
    card.write_readme(readme, read_json(tmp_path / "card.json"))
    once = readme.read_text("utf-8")
    assert "old" not in once
    assert once.startswith("Before\n")
    assert once.endswith("after\n")
    assert "| F1, percent | seed7 | average (shipped) | shipped, in 32-bit floats |" in once
    assert "| attribution | 76.8 | 77.9 | 78.0 |" in once
    assert "seed7: 2,000 steps in 1.2 h" in once
    assert "| Brier score | 0.130 | 0.126 |" in once
    card.write_readme(readme, read_json(tmp_path / "card.json"))
    assert readme.read_text("utf-8") == once
    with pytest.raises(ValueError, match="facts"):
        card.fill("nothing", {"facts": ""})
