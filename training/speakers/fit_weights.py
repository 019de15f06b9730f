"""From attributed articles to the weights of the antecedent ranking, in one command.

usage: python training/speakers/fit_weights.py CORPUS.jsonl [--parsed DOCS.spacy] [--out speaker_weights.toml]

A conditional log-linear model: for each mention the softmax over its candidates, fitted by gradient descent with a
penalty on the squared weights. Prints how often the right candidate comes first, on every tenth article held out.
"""

import argparse
import json
import math
import tomllib
from collections.abc import Iterator, Sequence
from pathlib import Path

import numpy as np
from nominals import examples, findings, read_labels
from numpy.typing import NDArray
from spacy.tokens import DocBin
from weak_labels import Example, Labels, label

from newsclaims.attribution import Attribution, ParsedArticle, engine, parsed_article
from newsclaims.evaluation.gold import read_gold
from newsclaims.evaluation.oracle import gold_findings
from newsclaims.nlp import load, plain
from newsclaims.offsets import Offsets

HERE = Path(__file__).parent
TABLE = HERE.parents[1] / "src/newsclaims/language/en/speaker_weights.toml"
GOLD = HERE.parents[1] / "data/gold/dev"
SPEAKERS = HERE.parents[1] / "data/speakers"
HELD_OUT = 10

Floats = NDArray[np.float64]
Integers = NDArray[np.int64]


def main() -> None:
    """Run the steps."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawTextHelpFormatter)
    parser.add_argument("corpus", type=Path)
    parser.add_argument(
        "--parsed", type=Path, nargs="*", default=[], help="DocBins of the corpus, in its order"
    )
    parser.add_argument("--config", type=Path, default=HERE / "config.toml")
    parser.add_argument("--out", type=Path, default=TABLE)
    arguments = parser.parse_args()
    config = tomllib.loads(arguments.config.read_text(encoding="utf-8"))
    articles = list(_articles(arguments.corpus, arguments.parsed))
    fitted = [article for index, article in enumerate(articles) if index % HELD_OUT]
    held_out = articles[::HELD_OUT]
    every, fixed = config.pop("surname_every"), config.pop("fixed")
    priors = {task: config.pop(task) for task in ("nominal", "introduction")}
    known, unknown = (label(iter(part), surname_every=every) for part in (fitted, held_out))
    table = tomllib.loads(arguments.out.read_text(encoding="utf-8"))
    for task in ("personal", "surname"):
        target = "pronoun" if task == "personal" else task
        found = fit([e for e in known.examples if e.task == task], config, fixed)
        report(task, found, known, unknown)
        table[target] = (
            fixed | found | {name: value for name, value in table[target].items() if _agreement(name)}
        )
    context = {name: value for name, value in table["pronoun"].items() if not _agreement(name)}
    found = fit([e for e in known.examples if e.task == "other"], config, context)
    table["pronoun"] |= found
    report("other", table["pronoun"], known, unknown)
    by_hand = read_by_hand(articles)
    for task in ("nominal", "introduction"):
        table[task] = drawn(task, by_hand, priors[task], config)
    for part in ("pronoun", "surname", "nominal"):
        table[part] |= gender_odds(known, config["gender_smoothing"])
    write(arguments.out, table, config["decimals"])


def drawn(
    task: str, found: Sequence[Example], prior: dict[str, float], config: dict[str, float]
) -> dict[str, float]:
    """The weights of a task with few labels, which draw from the weights of the prior and do not replace them."""
    own = [example for example in found if example.task == task]
    parts = [(own[0::2], own[1::2]), (own[1::2], own[0::2])]
    right = sum(
        _first(example, prior | fit(one, config, {}, prior)) for one, other in parts for example in other
    )
    before = sum(_first(example, prior) for example in own)
    weights = prior | fit(own, config, {}, prior)
    fitted = sum(_first(example, weights) for example in own)
    print(f"{task}: {len(own)}; prior {before}, fitted {fitted}, on the half not fitted {right}")
    return weights


def read_by_hand(articles: Sequence[tuple[ParsedArticle, tuple[Attribution, ...]]]) -> list[Example]:
    """The examples of the labels beside this file and of the annotated articles."""
    nlp = load()
    annotated = [gold_findings(article, nlp(article.text)) for _, article in read_gold(GOLD)]
    tagger = engine("tagger")
    summarised = [findings(path, nlp, tagger) for path in sorted(SPEAKERS.glob("*.txt"))]
    nominals, names = (read_labels(HERE / f"{name}_labels.tsv") for name in ("nominal", "introduction"))
    return list(examples(articles, nominals, names, annotated, summarised))


def _first(example: Example, weights: dict[str, float]) -> bool:
    """Whether the right candidate is ranked first."""
    scores = [sum(weights.get(n, 0) * v for n, v in c.items()) for c in example.candidates]
    return scores.index(max(scores)) == example.label


def fit(
    labelled: Sequence[Example],
    config: dict[str, float],
    fixed: dict[str, float],
    prior: dict[str, float] | None = None,
) -> dict[str, float]:
    """The weights that make the labels likeliest, drawn to those of `prior` or to nothing.

    Features with a weight in `fixed` keep it.
    """
    prior = prior or {}
    names = sorted({name for example in labelled for features in example.candidates for name in features})
    column = {name: number for number, name in enumerate(names)}
    rows = [
        (column[name], value, row)
        for row, features in enumerate(features for example in labelled for features in example.candidates)
        for name, value in features.items()
    ]
    count = sum(len(example.candidates) for example in labelled)
    matrix = np.zeros((count, len(names)))
    for place, value, row in rows:
        matrix[row, place] = value
    starts = np.cumsum([0, *(len(example.candidates) for example in labelled)])[:-1]
    right = np.zeros(count)
    right[[start + example.label for start, example in zip(starts, labelled, strict=True)]] = 1
    free = np.array([name not in fixed for name in names], dtype=float)
    centre = np.array([prior.get(name, 0.0) for name in names])
    weights = np.array([fixed.get(name, prior.get(name, 0.0)) for name in names])
    sizes = np.array([len(example.candidates) for example in labelled])
    mean, spread = np.zeros_like(weights), np.zeros_like(weights)
    for step in range(1, int(config["iterations"]) + 1):
        gradient = matrix.T @ (_softmax(matrix @ weights, starts, sizes) - right)
        gradient = (gradient + config["penalty"] * (weights - centre)) * free
        mean = 0.9 * mean + 0.1 * gradient
        spread = 0.99 * spread + 0.01 * gradient**2
        corrected = mean / (1 - 0.9**step), spread / (1 - 0.99**step)
        weights -= config["learning_rate"] * corrected[0] / (np.sqrt(corrected[1]) + 1e-8)
    return {name: float(weights[number]) for name, number in column.items() if name not in fixed}


def _softmax(scores: Floats, starts: Integers, sizes: Integers) -> Floats:
    top = np.repeat(np.maximum.reduceat(scores, starts), sizes)
    powers = np.exp(scores - top)
    shares: Floats = powers / np.repeat(np.add.reduceat(powers, starts), sizes)
    return shares


def report(task: str, weights: dict[str, float], known: Labels, unknown: Labels) -> None:
    """Print how often the right candidate is ranked first."""
    for part, labels in (("fitted", known), ("held out", unknown)):
        of_task = [example for example in labels.examples if example.task == task]
        right = sum(_first(example, weights) for example in of_task)
        print(f"{task} {part}: {right}/{len(of_task)}")


def gender_odds(labels: Labels, smoothing: float) -> dict[str, float]:
    """How much likelier a gendered word is for a bearer of a name in the table than for one of unknown gender."""
    genders = labels.genders
    print(f"given names: {genders.right} as the table has them, {genders.wrong} otherwise")
    share = (genders.right + smoothing) / (genders.right + genders.wrong + 2 * smoothing)
    likely, unlikely = math.log(share / 0.5), math.log((1 - share) / 0.5)
    return {
        "gender: evidence for": likely,
        "gender: table for": likely,
        "gender: table against": unlikely,
        "gender: evidence against": 2 * unlikely,
    }


def _agreement(name: str) -> bool:
    return name.startswith(("gender", "they", "it:"))


def write(path: Path, table: dict[str, dict[str, float]], decimals: int) -> None:
    """Write the table, features in order."""
    lines = [
        "# Weights of the antecedent ranking, in log-odds. [pronoun] and [surname] are fitted to weak labels from",
        "# the PolNeAR training articles by training/speakers/fit_weights.py, which writes this file; [nominal] to",
        "# nominals of theirs that were read by hand, from the weights before. A feature not listed weighs nothing.",
    ]
    for task, weights in table.items():
        lines += ["", f"[{task}]"]
        lines += [f"{json.dumps(name)} = {round(value, decimals)}" for name, value in sorted(weights.items())]
    path.write_text("\n".join(lines) + "\n", encoding="utf-8")


def _articles(
    corpus: Path, parsed: Sequence[Path]
) -> Iterator[tuple[ParsedArticle, tuple[Attribution, ...]]]:
    nlp = load()
    with corpus.open(encoding="utf-8") as lines:
        rows = [json.loads(line) for line in lines]
    if parsed:
        docs = (doc for path in parsed for doc in DocBin().from_disk(path).get_docs(nlp.vocab))
    else:
        docs = (doc for doc in nlp.pipe(plain(row["text"]) for row in rows))
    for row, doc in zip(rows, docs, strict=False):
        assert doc.text == plain(row["text"])
        yield parsed_article(doc), tuple(_attribution(item) for item in row["attributions"])


def _attribution(item: dict[str, list[list[int]]]) -> Attribution:
    return Attribution(
        content=tuple(Offsets(*span) for span in item["content"]),
        cue=tuple(Offsets(*span) for span in item["cue"]),
        source=tuple(Offsets(*span) for span in item["source"]),
    )


if __name__ == "__main__":
    main()
