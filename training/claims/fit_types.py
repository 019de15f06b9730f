"""From labelled claims to the weights of a claim's type, in one command.

usage: python training/claims/fit_types.py [--corpora FOLDER] [--gold FOLDER...] [--reports FILE...] [--out TOML]

Runs the program over the annotated articles, the marked reports and, where the folder of corpora is given, the
articles of labels.tsv, observes each labelled claim, and fits a multinomial logistic regression with a penalty on the
squared weights.
"""

import argparse
import tomllib
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import get_args

import numpy as np
from labelled import CORPORA, Labelled, Reader, read
from numpy.typing import NDArray

from newsclaims.records import ClaimType

HERE = Path(__file__).parent
ROOT = HERE.parents[1]
TABLE = ROOT / "src/newsclaims/language/en/claim_type_weights.toml"
TYPES: tuple[ClaimType, ...] = get_args(ClaimType)
ALWAYS = "always"

Floats = NDArray[np.float64]

HEADER = """\
# What each observation about a clause is worth for each type of claim, in log-odds: see claims/evidence.py for the
# observations and claims/weighing.py for their sum. Written by training/claims/fit_types.py; do not edit.
#
# Data: the attributed claims of data/gold/dev and the reports of training/claims/examples*.txt, written for this
# project, and the claims of training/claims/labels.tsv, labelled for it ({claims} claims). Licence: the project's.
# No randomness. How often the type is right in articles left out: training/claims/measure_types.py.
"""


@dataclass(frozen=True, slots=True)
class Config:
    """The settings of config.toml."""

    penalty: float
    iterations: int
    corpora: float
    second: float
    evidence_share: float
    network_share: float
    sure: float
    least: int
    decimals: int
    smallest: float


@dataclass(frozen=True, slots=True)
class Weights:
    """A fitted model: one row an observation, the last for what always holds; one column a type."""

    names: tuple[str, ...]
    values: Floats

    def types(self, claims: Sequence[Labelled], config: Config) -> list[ClaimType]:
        """The most probable type of each claim, by the observations, and by the network where they leave doubt."""
        scores = observations(claims, self.names) @ self.values
        if all(claim.network for claim in claims):
            unsure = softmax(scores).max(axis=1, keepdims=True) <= config.sure
            said = np.array([claim.network for claim in claims])
            both = config.evidence_share * scores + config.network_share * said
            scores = np.where(unsure, both, scores)
        best = scores.argmax(axis=1)
        return [claim.settled or TYPES[index] for claim, index in zip(claims, best, strict=True)]


def main() -> None:
    """Read, cross-validate, fit, write."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawTextHelpFormatter)
    parser.add_argument("--gold", type=Path, nargs="*", default=[ROOT / "data/gold/dev"])
    parser.add_argument("--reports", type=Path, nargs="*", default=reports())
    parser.add_argument("--corpora", type=Path, help="holds the articles of labels.tsv")
    parser.add_argument("--config", type=Path, default=HERE / "config.toml")
    parser.add_argument("--out", type=Path, default=TABLE)
    arguments = parser.parse_args()
    config = Config(**tomllib.loads(arguments.config.read_text(encoding="utf-8")))
    claims = read(Reader(network=False), arguments.reports, arguments.gold, arguments.corpora)
    header = HEADER.format(claims=len(claims))
    arguments.out.write_text(written(fit(claims, config), config, header), encoding="utf-8")


def reports() -> list[Path]:
    """The files of marked reports: examples.txt and what was written after it, in the order of their names."""
    return sorted(HERE.glob("examples*.txt"))


def fit(claims: Sequence[Labelled], config: Config) -> Weights:
    """The weights that make the given types most probable, under the penalty."""
    claims = [claim for claim in claims if claim.settled is None]
    seen = Counter(name for claim in claims for name in claim.evidence)
    names = tuple(sorted(name for name, count in seen.items() if count >= config.least))
    x, y = observations(claims, names), targets(claims, config)
    counts = np.array([[config.corpora if claim.source == CORPORA else 1.0] for claim in claims])
    penalty = np.full((x.shape[1], 1), config.penalty)
    penalty[-1] = config.penalty / 100
    step = 1 / (float(np.linalg.norm(x * counts**0.5, 2)) ** 2 / 2 + config.penalty)
    weights = ahead = np.zeros((x.shape[1], len(TYPES)))
    momentum = 1.0
    for _ in range(config.iterations):
        slope = x.T @ (counts * (softmax(x @ ahead) - y))
        found = ahead - step * (slope + penalty * ahead)
        following = (1 + (1 + 4 * momentum**2) ** 0.5) / 2
        ahead = found + (momentum - 1) / following * (found - weights)
        weights, momentum = found, following
    return Weights(names, weights)


def observations(claims: Sequence[Labelled], names: Sequence[str]) -> Floats:
    """(claims, observations + 1): 1 where an observation holds; the last column always."""
    place = {name: index for index, name in enumerate(names)}
    x = np.zeros((len(claims), len(names) + 1))
    x[:, -1] = 1
    for row, claim in enumerate(claims):
        x[row, [place[name] for name in claim.evidence if name in place]] = 1
    return x


def targets(claims: Sequence[Labelled], config: Config) -> Floats:
    """(claims, types): 1 for the type of each; where another is about as right, that has a share."""
    y = np.zeros((len(claims), len(TYPES)))
    for row, claim in enumerate(claims):
        y[row, TYPES.index(claim.type)] = 1.0
        if claim.second is not None:
            y[row] *= 1 - config.second
            y[row, TYPES.index(claim.second)] = config.second
    return y


def softmax(scores: Floats) -> Floats:
    """Probabilities of each row."""
    shares = np.exp(scores - scores.max(axis=1, keepdims=True))
    return np.asarray(shares / shares.sum(axis=1, keepdims=True))


def written(weights: Weights, config: Config, header: str) -> str:
    """The table: one text a type, one line an observation (as keys they would take ten times as long to read)."""
    lines = [header.rstrip("\n")]
    for column, kind in enumerate(TYPES):
        lines += ["", f"{kind} = '''"]
        for name, value in zip((*weights.names, ALWAYS), weights.values[:, column], strict=True):
            if abs(value) >= config.smallest:
                lines.append(f"{round(float(value), config.decimals)} {name}")
        lines.append("'''")
    lines += ["", "[shares]", f"evidence = {config.evidence_share}", f"network = {config.network_share}"]
    return "\n".join([*lines, f"sure = {config.sure}", ""])


if __name__ == "__main__":
    main()
