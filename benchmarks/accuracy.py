"""The program's figures on public corpora beside those of its peers.

usage: python benchmarks/accuracy.py FOLDER [--attribution tagger]

FOLDER holds quotes/polnear_dev.jsonl and dates/{timebank,aquaint,meantime_dev}.jsonl in the formats of
`claims evaluate --help`, and claims/checkthat2024_en_devtest.jsonl with "text" and "label" in each line. What is
missing is left out with a line that says so. PoliClaim's figures are those of the model's card: the shipped one is
trained on it, the figures are of five models that each left out a fifth of its documents.
"""

import argparse
import json
import sys
from pathlib import Path

from rich import box
from rich.console import Console
from rich.table import Table

from newsclaims.claims.checkworthiness import load
from newsclaims.evaluation.corpora import score_corpus
from newsclaims.evaluation.probabilities import average_precision, f1
from newsclaims.pipeline import Extractor

# F1 in percent of the best peers, as measured or published; see the README for where each figure is from.
PEERS = json.loads((Path(__file__).parent / "peers.json").read_text(encoding="utf-8"))
CORPORA = {
    "quotes/polnear_dev.jsonl": ("attribution", "attribution.direct", "attribution.indirect", "attribution.mixed",
                                 "content", "content.exact", "tokens.content", "tokens.source", "tokens.cue"),
    "dates/timebank.jsonl": ("timex.strict", "timex.relaxed", "timex.type", "timex.value"),
    "dates/aquaint.jsonl": ("timex.strict", "timex.relaxed", "timex.type", "timex.value"),
    "dates/meantime_dev.jsonl": ("timex.strict", "timex.relaxed", "timex.type", "timex.value"),
}  # fmt: skip
SENTENCES = "claims/checkthat2024_en_devtest.jsonl"
FOLDS = "claims/policlaim_train_gold.jsonl"
Row = tuple[str, str, float]


def corpus_rows(folder: Path, extractor: Extractor) -> list[Row]:
    """F1 in percent by corpus and measure."""
    rows: list[Row] = []
    for name, measures in CORPORA.items():
        if not (folder / name).exists():
            print(f"{name} is not there: left out", file=sys.stderr)
            continue
        f1 = score_corpus(folder / name, None, extractor).f1()
        rows += [(name, measure, 100 * f1[measure]) for measure in measures]
    return rows


def checkworthiness_rows(folder: Path) -> list[Row]:
    """F1 and average precision of check-worthiness, in percent."""
    model = load()
    figures = model.card["scores"]["PoliClaim verifiable, by fold"]
    rows = [(FOLDS, "F1", 100 * figures["F1"]), (FOLDS, "AP", 100 * figures["average precision"])]
    if not (folder / SENTENCES).exists():
        print(f"{SENTENCES} is not there: left out", file=sys.stderr)
        return rows
    lines = (folder / SENTENCES).read_text(encoding="utf-8").splitlines()
    sentences = [json.loads(line) for line in lines]
    labels = [sentence["label"] for sentence in sentences]
    scores = [model.score(sentence["text"]) for sentence in sentences]
    found = {"F1": f1(labels, scores, model.threshold), "AP": average_precision(labels, scores)}
    return [*((SENTENCES, measure, 100 * value) for measure, value in found.items()), *rows]


def main() -> None:
    """Print the table."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("folder", type=Path)
    parser.add_argument("--attribution", default="tagger")
    arguments = parser.parse_args()
    extractor = Extractor(attribution=arguments.attribution)
    table = Table(
        box=box.SIMPLE_HEAD, title=f"newsclaims, attribution: {arguments.attribution} (F1, percent)"
    )
    for column in ("corpus", "measure", "newsclaims", "peers"):
        table.add_column(column, justify="right" if column == "newsclaims" else "left")
    rows = [*corpus_rows(arguments.folder, extractor), *checkworthiness_rows(arguments.folder)]
    for corpus, measure, value in rows:
        peers = PEERS.get(corpus, {}).get(measure, {})
        table.add_row(
            corpus, measure, f"{value:.1f}", ", ".join(f"{name} {figure}" for name, figure in peers.items())
        )
    Console(width=120 if not sys.stdout.isatty() else None).print(table)


if __name__ == "__main__":
    main()
