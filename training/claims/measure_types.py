"""How often the type of a claim is right in articles that its weights were not fitted to.

usage: python training/claims/measure_types.py [--corpora FOLDER] [--gold FOLDER] [--reports FILE...]

Figures, each by type: (a) fitted to the written reports, and to labels.tsv where the folder of corpora is given, all
of the annotated articles decided; (b) each annotated article decided by weights that were fitted to these and to the
other articles; (c) with the corpora, each fifth of the articles of labels.tsv by weights fitted to all else.
"""

import argparse
import tomllib
from collections.abc import Sequence
from pathlib import Path

from fit_types import HERE, ROOT, TYPES, Config, fit, reports
from labelled import CORPORA, Labelled, Reader, read

from newsclaims.records import ClaimType

Pairs = list[tuple[ClaimType, ClaimType]]


def main() -> None:
    """Read, fit, decide, print."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--gold", type=Path, default=ROOT / "data/gold/dev")
    parser.add_argument("--reports", type=Path, nargs="*", default=reports())
    parser.add_argument("--corpora", type=Path, help="holds the articles of labels.tsv")
    parser.add_argument("--config", type=Path, default=HERE / "config.toml")
    parser.add_argument("--errors", action="store_true", help="print what is wrong in (b)")
    arguments = parser.parse_args()
    config = Config(**tomllib.loads(arguments.config.read_text(encoding="utf-8")))
    reader = Reader()
    written, annotated = read(reader, arguments.reports, []), read(reader, [], [arguments.gold])
    labelled = read(reader, [], [], arguments.corpora)
    written += labelled
    unseen = decided(written, annotated, config)
    print(f"fitted to {len(written)} claims")
    show("(a) these alone", annotated, unseen)
    apart = left_out(written, annotated, config)
    show("(b) each article left out", annotated, apart)
    if labelled:
        others = [*annotated, *(claim for claim in written if claim.source != CORPORA)]
        show("(c) labels.tsv, by fifths", labelled, left_out(others, labelled, config, 5))
    if arguments.errors:
        for claim, found in zip(annotated, apart, strict=True):
            if claim.type != found:
                print(f"{found:10} for {claim.type:10} {claim.group:20} {claim.words}")


def decided(known: Sequence[Labelled], asked: Sequence[Labelled], config: Config) -> list[ClaimType]:
    """The types of `asked` by weights fitted to `known`."""
    return fit(known, config).types(asked)


def left_out(
    known: Sequence[Labelled], asked: Sequence[Labelled], config: Config, folds: int | None = None
) -> list[ClaimType]:
    """The types of `asked`, each article, or each fold of articles, by weights that have not seen it."""
    found: dict[int, ClaimType] = {}
    groups = sorted({claim.group for claim in asked})
    folds = folds or len(groups)
    for fold in range(folds):
        held = set(groups[fold::folds])
        inside = [index for index, claim in enumerate(asked) if claim.group in held]
        others = [claim for claim in asked if claim.group not in held]
        types = decided([*known, *others], [asked[index] for index in inside], config)
        found |= dict(zip(inside, types, strict=True))
    return [found[index] for index in range(len(asked))]


def show(name: str, claims: Sequence[Labelled], found: Sequence[ClaimType]) -> None:
    """One line for all, one line a type: precision, recall, F1."""
    pairs = [(claim.type, kind) for claim, kind in zip(claims, found, strict=True)]
    right = sum(gold == kind for gold, kind in pairs)
    print(f"{name}: {right / len(pairs):.3f} of {len(pairs)}")
    for kind in TYPES:
        print(f"  {kind:12} {by_type(pairs, kind)}")


def by_type(pairs: Pairs, kind: ClaimType) -> str:
    """Precision, recall and F1 of one type, and how many there are."""
    right = sum(gold == found == kind for gold, found in pairs)
    given = sum(found == kind for _, found in pairs)
    gold = sum(gold == kind for gold, _ in pairs)
    f1 = 2 * right / max(given + gold, 1)
    return f"P {right / max(given, 1):.3f}  R {right / max(gold, 1):.3f}  F1 {f1:.3f}  ({gold} claims)"


if __name__ == "__main__":
    main()
