"""How often a claim's type is right in the articles of unseen.tsv, whose types nothing was trained or tuned on.

usage: python training/claims/measure_unseen.py
"""

import csv
from collections import Counter, defaultdict

from fit_types import HERE, ROOT
from labelled import TYPES

from newsclaims import Extractor
from newsclaims.evaluation.speaker_articles import read_article
from newsclaims.records import Article, ClaimType

LABELS = HERE / "unseen.tsv"


def main() -> None:
    """Extract, compare, print."""
    rows: dict[str, list[list[str]]] = defaultdict(list)
    with LABELS.open(encoding="utf-8") as lines:
        for row in csv.reader((line for line in lines if not line.startswith("#")), delimiter="\t"):
            rows[row[0]].append(row)
    texts = [(name, read_article(ROOT / f"data/speakers/{name}.txt")[0]) for name in rows]
    extractor = Extractor()
    read: Counter[ClaimType] = Counter()
    right: Counter[ClaimType] = Counter()
    found = second = 0
    documents = extractor.stream([Article(text=text) for _, text in texts])
    for (name, _), document in zip(texts, documents, strict=True):
        types = {(claim.start, claim.end): claim.type for claim in document.claims}
        for _, start, end, *letters in rows[name]:
            said = types.get((int(start), int(end)))
            if said is None:
                continue
            wanted = [TYPES[letter] for letter in letters]
            found += 1
            read[wanted[0]] += 1
            right[wanted[0]] += said == wanted[0]
            second += said in wanted
    every = sum(map(len, rows.values()))
    print(
        f"{found} of {every} claims found; {right.total() / found:.1%} right, {second / found:.1%} with second type"
    )
    for name in TYPES.values():
        print(f"{name:11} {right[name]:4} of {read[name]}")


if __name__ == "__main__":
    main()
