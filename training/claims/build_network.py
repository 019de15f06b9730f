"""From labelled claims to the network that reads a claim's type, and its card, in one command.

usage: PYTHONPATH=training/attribution:training/checkworthiness python training/claims/build_network.py CORPORA
       [--out runs/claimtypes] [--install]

Trains on the written reports and on labels.tsv, whose articles are in CORPORA; one in ten of these articles is left
out, and all of data/gold/dev. --install copies the network to where the package loads it from; fit_types.py comes
after it.
"""

import argparse
import hashlib
import json
import random
import shutil
import subprocess
import sys
import tomllib
from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import Any

import torch
from base import base_folder
from fit_types import HERE, ROOT, TYPES, reports
from labelled import LABELS, Labelled, Reader, held_out, read
from onnx_int8 import export
from packed import packs
from sentences import small_tokenizer
from tokenizers import Tokenizer
from type_network import Example, Network, PackedTypes, train

from newsclaims.claims.type_reader import TypeReader, pieces_of

SHIPPED = ROOT / "src/newsclaims/models/claimtypes"
VERSION = "1.0"
Config = dict[str, Any]
# Claims whose activations settle the scales, word pieces that are read in one run, and the most of one claim.
_SHOWN, _PACK, _PLACES = 2000, 128, 192


def main() -> None:
    """Read, train, export, score."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("corpora", type=Path)
    parser.add_argument("--config", type=Path, default=HERE / "network.toml")
    parser.add_argument("--out", type=Path, default=Path("runs/claimtypes"))
    parser.add_argument("--threads", type=int, default=1)
    parser.add_argument("--float32", action="store_true", help="for processors without fast bfloat16")
    parser.add_argument("--install", action="store_true")
    arguments = parser.parse_args()
    arguments.out.mkdir(parents=True, exist_ok=True)
    torch.set_num_threads(arguments.threads)
    config = tomllib.loads(arguments.config.read_text(encoding="utf-8"))
    reader = Reader(network=False)
    written, gold = read(reader, reports(), []), read(reader, [], [ROOT / "data/gold/dev"])
    news = list(reader.of_corpora(LABELS, arguments.corpora))
    left_out = held_out(news)
    known = [claim for claim in news if claim.group not in left_out]
    build([*written, *known], arguments.corpora, arguments.out, config, bfloat16=not arguments.float32)
    score(arguments.out, {"data/gold/dev": gold, "news": [c for c in news if c.group in left_out]})
    if arguments.install:
        SHIPPED.mkdir(parents=True, exist_ok=True)
        for name in ("model.onnx", "tokenizer.json", "card.json"):
            shutil.copy(arguments.out / name, SHIPPED / name)
        subprocess.run([sys.executable, HERE.parent / "separate_arrays.py", SHIPPED], check=True)  # noqa: S603


def build(claims: Sequence[Labelled], corpora: Path, out: Path, config: Config, *, bfloat16: bool) -> None:
    """Train the network on `claims` and write it with its tokenizer and card."""
    base = base_folder(config)
    texts = [
        json.loads(line)["text"]
        for name in config["vocabulary_texts"]
        for line in (corpora / name).read_text(encoding="utf-8").splitlines()
    ]
    texts += [f"{claim.question.told} {claim.question.sentence}" for claim in claims]
    written, kept = small_tokenizer(base / "tokenizer.json", texts, config["least_count"])
    (out / "tokenizer.json").write_text(written, encoding="utf-8")
    tokenizer = Tokenizer.from_str(written)
    made = examples(claims, tokenizer, config)
    print(
        f"{len(made)} claims, {sum(len(e.ids) for e in made)} pieces, vocabulary of {len(kept)}", flush=True
    )
    torch.manual_seed(config["seed"])
    network = Network(base, kept, len(TYPES), config)
    train(network, made, config, bfloat16=bfloat16)
    torch.save(network.state_dict(), out / "network.pt")
    shown = list(packs(random.Random(config["seed"]).sample(made, _SHOWN), _PACK))  # noqa: S311 - no secret
    export(PackedTypes(network, _PLACES), out / "model.onnx", shown)
    files = ("model.onnx", "tokenizer.json")
    digests = {name: hashlib.sha256((out / name).read_bytes()).hexdigest() for name in files}
    card = {"version": VERSION, "sha256": digests, "types": TYPES, "seed": config["seed"]}
    card["claims"] = len(made)
    (out / "card.json").write_text(json.dumps(card, indent=1) + "\n", encoding="utf-8")


def examples(claims: Iterable[Labelled], tokenizer: Tokenizer, config: Config) -> list[Example]:
    """The claims within their sentences in word pieces."""
    made = []
    for claim in claims:
        read = pieces_of(tokenizer, claim.question, config["longest"])
        pooled = [int(place in read.scored) for place in range(len(read.ids))]
        shares = dict.fromkeys(TYPES, 0.0) | {claim.type: 1.0}
        if claim.second is not None:
            shares |= {claim.type: 1 - config["second"], claim.second: config["second"]}
        weight = config["news"] if claim.news else 1.0
        made.append(Example(read.ids, pooled, tuple(shares.values()), weight, int(claim.news)))
    return made


def score(out: Path, sets: dict[str, Sequence[Labelled]]) -> None:
    """How often the exported network alone is right on claims that it was not trained on; into the card."""
    reader = TypeReader(out)
    card = json.loads((out / "card.json").read_text(encoding="utf-8"))
    card["scores"] = {}
    for name, claims in sets.items():
        said = reader.log_probabilities(claim.question for claim in claims)
        right = sum(TYPES[row.index(max(row))] == claim.type for row, claim in zip(said, claims, strict=True))
        card["scores"][name] = {"claims": len(claims), "accuracy": round(right / max(len(claims), 1), 4)}
        print(name, card["scores"][name], flush=True)
    (out / "card.json").write_text(json.dumps(card, indent=1) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
