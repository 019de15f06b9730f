"""The claims stage by itself: on annotated articles, with annotated quotes, speakers and dates before it.

usage: python benchmarks/claims.py FOLDER... [--errors]
"""

import argparse
import time
from pathlib import Path

from newsclaims.claims import find_claims
from newsclaims.document import Findings, build_document
from newsclaims.evaluation.gold import GoldArticle, read_gold
from newsclaims.evaluation.oracle import gold_findings
from newsclaims.evaluation.records import score_records
from newsclaims.nlp import load, version
from newsclaims.records import Article, Document, Meta


def measured(folders: list[Path]) -> tuple[list[tuple[GoldArticle, Document]], float]:
    """Each annotated article with its document, and the stage's time as a share of the parse's."""
    nlp = load()
    meta = Meta(newsclaims="", nlp=version(nlp), attribution="gold")
    pairs = []
    parse = stage = 0.0
    for gold in (article for folder in folders for _, article in read_gold(folder)):
        start = time.process_time()
        doc = nlp(gold.text)
        parse += time.process_time() - start
        found = gold_findings(gold, doc)
        start = time.process_time()
        claims = find_claims(
            found.article, found.attributions, found.quotes, found.times, found.cast, date=gold.date
        )
        stage += time.process_time() - start
        findings = Findings(
            attributions=found.attributions,
            cast=found.cast,
            times=found.times,
            quotes=found.quotes,
            claims=claims,
            limits=(),
        )
        article = Article(id=gold.id, text=gold.text, date=gold.date, date_source="metadata")
        pairs.append((gold, build_document(article, findings, meta)))
    return pairs, stage / parse


def main() -> None:
    """Print the measures, and with --errors what is wrong."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("folders", nargs="+", type=Path)
    parser.add_argument("--errors", action="store_true")
    arguments = parser.parse_args()
    pairs, share = measured(arguments.folders)
    scores = score_records(pairs)
    for measure, counts in scores.rows():
        if measure.startswith(("claims", "article_claims")):
            print(
                f"{measure:28}{100 * counts.precision:7.1f}{100 * counts.recall:7.1f}{100 * counts.f1:7.1f}"
                f"{counts.predicted:6}{counts.gold:6}"
            )
    print(f"time: {100 * share:.1f} % of the parse")
    if arguments.errors:
        for mistake in scores.mistakes:
            if mistake.measure.startswith(("claims", "article_claims")):
                print(f"{mistake.article} {mistake.measure} {mistake.kind}: {mistake.detail}")
                if mistake.context:
                    print(f"      {mistake.context}")


if __name__ == "__main__":
    main()
