"""The program's figures on public corpora beside those of its peers.

usage: python benchmarks/accuracy.py FOLDER [--attribution rules]

FOLDER holds quotes/polnear_dev.jsonl, dates/{timebank,aquaint,meantime_dev}.jsonl and, for check-worthiness,
claims/{checkthat2024_en_devtest,policlaim_train_gold}.jsonl, in the formats of `claims evaluate --help`. What is
missing is left out with a line that says so.
"""

import argparse
import json
import sys
from pathlib import Path

from rich import box
from rich.console import Console
from rich.table import Table

from newsclaims.claims import checkworthiness
from newsclaims.evaluation.corpora import read_lines, score_corpus
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
CLAIMS = ("claims/checkthat2024_en_devtest.jsonl", "claims/policlaim_train_gold.jsonl")
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
    """F1 of check-worthiness at the threshold of one half, and average precision, in percent."""
    rows: list[Row] = []
    for name in CLAIMS:
        if not (folder / name).exists():
            print(f"{name} is not there: left out", file=sys.stderr)
            continue
        lines = read_lines(folder / name)
        scores = checkworthiness.score_texts([line["text"] for line in lines])
        labels = [bool(line["label"]) for line in lines]
        right = sum(label for label, score in zip(labels, scores, strict=True) if score >= 0.5)  # noqa: PLR2004
        given = sum(score >= 0.5 for score in scores)  # noqa: PLR2004 - a probability's middle
        rows.append((name, "F1", 200 * right / (given + sum(labels))))
        rows.append((name, "AP", 100 * average_precision(labels, list(scores))))
    return rows


def average_precision(labels: list[bool], scores: list[float]) -> float:
    """Mean of the precisions at each positive, ranked by score, 0-1."""
    ranked = [label for _, label in sorted(zip(scores, labels, strict=True), key=lambda pair: -pair[0])]
    found, total = 0, 0.0
    for rank, label in enumerate(ranked, 1):
        if label:
            found += 1
            total += found / rank
    return total / found if found else 0.0


def main() -> None:
    """Print the table."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("folder", type=Path)
    parser.add_argument("--attribution", default="rules")
    arguments = parser.parse_args()
    extractor = Extractor(attribution=arguments.attribution)
    table = Table(box=box.SIMPLE_HEAD, title=f"newsclaims, attribution: {arguments.attribution} (F1, percent)")
    for column in ("corpus", "measure", "newsclaims", "peers"):
        table.add_column(column, justify="right" if column == "newsclaims" else "left")
    for corpus, measure, value in corpus_rows(arguments.folder, extractor) + checkworthiness_rows(arguments.folder):
        peers = PEERS.get(corpus, {}).get(measure, {})
        table.add_row(corpus, measure, f"{value:.1f}", ", ".join(f"{name} {figure}" for name, figure in peers.items()))
    Console(width=120 if not sys.stdout.isatty() else None).print(table)


if __name__ == "__main__":
    main()
