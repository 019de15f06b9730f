"""The program's figures on public corpora beside those of its peers.

usage: python benchmarks/accuracy.py FOLDER [--attribution tagger]

FOLDER holds quotes/polnear_dev.jsonl and dates/{timebank,aquaint,meantime_dev}.jsonl in the formats of
`claims evaluate --help`. What is missing is left out with a line that says so.
"""

import argparse
import json
import sys
from pathlib import Path

from rich import box
from rich.console import Console
from rich.table import Table

from newsclaims.evaluation.corpora import score_corpus
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
    for corpus, measure, value in corpus_rows(arguments.folder, extractor):
        peers = PEERS.get(corpus, {}).get(measure, {})
        table.add_row(
            corpus, measure, f"{value:.1f}", ", ".join(f"{name} {figure}" for name, figure in peers.items())
        )
    Console(width=120 if not sys.stdout.isatty() else None).print(table)


if __name__ == "__main__":
    main()
