"""How often the type of a claim is right in articles that its weights were not fitted to.

usage: python training/claims/measure_types.py [--corpora FOLDER] [--gold FOLDER] [--reports FILE...]

Figures, each by type: (a) fitted to the written reports, and to labels.tsv where the folder of corpora is given, all
of the annotated articles decided; (b) each annotated article decided by weights that were fitted to these and to the
other articles; (c) with the corpora, the articles of labels.tsv that the network was not trained on, by weights that
were fitted to all else.
"""

import argparse
import tomllib
from collections.abc import Sequence
from pathlib import Path

from fit_types import HERE, ROOT, TYPES, Config, fit, reports
from labelled import Labelled, Reader, held_out, read

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
        left = held_out(labelled)
        known = [claim for claim in (*written, *annotated) if claim.group not in left]
        asked = [claim for claim in labelled if claim.group in left]
        show("(c) news left out", asked, decided(known, asked, config))
    if arguments.errors:
        for claim, found in zip(annotated, apart, strict=True):
            if claim.type != found:
                print(f"{found:10} for {claim.type:10} {claim.group:20} {claim.words}")


def decided(known: Sequence[Labelled], asked: Sequence[Labelled], config: Config) -> list[ClaimType]:
    """The types of `asked` by weights fitted to `known`."""
    return fit(known, config).types(asked, config)


def left_out(written: Sequence[Labelled], annotated: Sequence[Labelled], config: Config) -> list[ClaimType]:
    """The types of the annotated claims, each article by weights that have not seen it."""
    found: dict[int, ClaimType] = {}
    for group in sorted({claim.group for claim in annotated}):
        inside = [index for index, claim in enumerate(annotated) if claim.group == group]
        others = [claim for claim in annotated if claim.group != group]
        types = decided([*written, *others], [annotated[index] for index in inside], config)
        found |= dict(zip(inside, types, strict=True))
    return [found[index] for index in range(len(annotated))]


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
