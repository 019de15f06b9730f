"""How far two annotations of the same articles agree: F1 by record type and Cohen's kappa by category.

usage: python benchmarks/agreement.py FIRST SECOND [--differences]

FIRST and SECOND are folders of annotated articles as in data/gold; the articles that are in both are compared.
The tables are Markdown. --differences lists where SECOND leaves out, adds or changes what FIRST has.
"""

import argparse
import sys
from pathlib import Path

from newsclaims.evaluation.agreement import agreement
from newsclaims.evaluation.gold import read_gold
from newsclaims.evaluation.report import write_mistakes

MEASURES = {
    "speakers": "speakers",
    "quotes": "quotes",
    "quotes.speaker": "quotes with their speaker",
    "quotes.exact": "quotes, exact content",
    "claims": "attributed claims",
    "article_claims": "the article's own claims",
    "dates": "dates",
    "dates.value": "dates with their value",
    "deadlines": "deadlines",
    "deadlines.due": "deadlines with their due value",
}


def main() -> None:
    """Print both tables, and the differences with --differences."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("first", type=Path)
    parser.add_argument("second", type=Path)
    parser.add_argument("--differences", action="store_true")
    arguments = parser.parse_args()
    found = agreement(read_gold(arguments.first), read_gold(arguments.second))
    if arguments.differences:
        write_mistakes(found.scores, sys.stdout)
        print()
    print(f"{found.articles} articles\n")
    print("| records | first | second | F1 |\n|---|---:|---:|---:|")
    for measure, label in MEASURES.items():
        counts = found.scores.counts[measure]
        print(f"| {label} | {counts.gold} | {counts.predicted} | {100 * counts.f1:.1f} |")
    print("\n| category | records in both | same | kappa |\n|---|---:|---:|---:|")
    for category, kappa in found.kappas.items():
        print(f"| {category} | {kappa.pairs} | {100 * kappa.observed:.1f} % | {kappa.kappa:.2f} |")


if __name__ == "__main__":
    main()
