"""From the attribution corpus to the shipped tagger, in one command.

usage: python training/attribution/make.py CORPUS_FOLDER [--unannotated FILE...] [--out runs/attribution] [--hours 2]

CORPUS_FOLDER holds polnear_train.jsonl and polnear_dev.jsonl. What is finished is not done again, and an interrupted
training goes on at its last checkpoint; --only STEP does one step anew. The steps:

data      counts and checks the corpus, parses the dev set
train     trains each seed
average   averages the weights of the seeds
teach     notes what the seeds say of each window, also of articles that nobody annotated
distil    trains a network on that beside the annotation
export    writes each network as ONNX
quantise  gives each 8-bit weights
choose    scores these, as one of them will run, on the dev set
rank      fits where contents end
calibrate fits what its confidence means
ship      copies it into the package and writes its card
"""

import argparse
import shutil
import subprocess
import sys
import tomllib
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import card
import steps
from base import base_folder, load_tokenizer, sha256
from corpus import facts, read
from steps import Step, read_json, write_json

from newsclaims.attribution import Attribution, ParsedArticle
from newsclaims.attribution.tagger.model import ENDS

HERE = Path(__file__).parent
SHIPPED = HERE.parents[1] / "src/newsclaims/models/attribution"
AVERAGE, STUDENT = "average", "student"
STEPS = "data train average teach distil export quantise choose rank calibrate ship"


def main(arguments: Sequence[str] | None = None) -> None:
    """Run the steps."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("corpus", type=Path)
    parser.add_argument(
        "--unannotated", type=Path, nargs="*", default=[], help='JSON Lines with a "text" each'
    )
    parser.add_argument("--config", type=Path, default=HERE / "config.toml")
    parser.add_argument("--out", type=Path, default=Path("runs/attribution"))
    parser.add_argument("--ship", type=Path, default=SHIPPED, help="folder of the shipped model")
    parser.add_argument("--hours", type=float, default=2.0, help="time limit of the training of each seed")
    parser.add_argument("--threads", type=int, default=2)
    parser.add_argument("--precision", choices=("auto", "bfloat16", "float32"), default="auto")
    parser.add_argument("--only", choices=STEPS.split(), help="do this step, whether or not it is finished")
    options = parser.parse_args(arguments)
    recipe = Recipe(options)
    recipe.keep_to_configuration()
    steps.run(recipe.steps(), options.out / "times.json", options.only)


class Recipe:
    """The way from corpus to model; everything between lies in the folder `out`."""

    def __init__(self, options: argparse.Namespace) -> None:
        self.options = options
        self.out: Path = options.out
        self.ship: Path = options.ship
        self.config: dict[str, Any] = tomllib.loads(options.config.read_text(encoding="utf-8"))
        self.corpus = {part: options.corpus / f"polnear_{part}.jsonl" for part in ("train", "dev")}
        seeds = [f"seed{seed}" for seed in self.config["seeds"]]
        self.runs = {name: self.out / name / "weights.pt" for name in seeds}
        self.teachers = list(self.runs.values())
        self.networks = dict(self.runs)
        if len(seeds) > 1:
            self.networks[AVERAGE] = self.out / AVERAGE / "weights.pt"
        self.networks[STUDENT] = self.runs[STUDENT] = self.out / STUDENT / "weights.pt"
        self.exported = {name: self.out / "float32" / name / "model.onnx" for name in self.networks}
        self.quantised = {name: self.out / "int8" / name / "model.onnx" for name in self.networks}

    def keep_to_configuration(self) -> None:
        """Note the configuration in the folder.

        Raises:
            SystemExit: what lies there was made by another one.
        """
        noted = self.out / "config.json"
        made = {key: self.config[key] for key in ("training", "base", "augmentation", "distillation")}
        if not noted.exists():
            write_json(noted, made)
        elif read_json(noted) != made:
            msg = f"{self.out} was made by another configuration: choose another --out"
            raise SystemExit(msg)

    def steps(self) -> list[Step]:
        """All steps in order."""
        seeds, networks = self.teachers, self.networks
        exported, quantised = list(self.exported.values()), list(self.quantised.values())
        data, dev, taught, scores, ranks, calibration = (
            self.out / name
            for name in (
                "data.json",
                "dev.spacy",
                "lessons.pt",
                "scores.json",
                "ranked/scores.json",
                "calibration.json",
            )
        )
        average = [networks[AVERAGE]] if AVERAGE in networks else []
        return [
            Step("data", self.data, list(self.corpus.values()), [data, dev]),
            Step("train", self.train, [], seeds),
            Step("average", self.average, seeds if average else [], average or seeds),
            Step("teach", self.teach, seeds, [taught]),
            Step("distil", self.distil, [taught], [networks[STUDENT]]),
            Step("export", self.export, list(networks.values()), exported),
            Step("quantise", self.quantise, exported, quantised),
            Step("choose", self.choose, [dev, *quantised], [scores]),
            Step("rank", self.rank, [scores, dev, self.corpus["train"]], [ranks]),
            Step("calibrate", self.calibrate, [ranks, dev], [calibration]),
            Step("ship", self.ship_model, [ranks, data, calibration], []),
        ]

    def data(self) -> None:
        """Count and check the corpus; parse the dev set."""
        import scoring  # noqa: PLC0415 - spaCy takes seconds

        tokenizer = load_tokenizer(base_folder(self.config))
        articles = {part: read(path) for part, path in self.corpus.items()}
        found = {
            part: {**facts(articles[part], tokenizer), "sha256": sha256(path)}
            for part, path in self.corpus.items()
        }
        scoring.parse(articles["dev"], self.out / "dev.spacy")
        write_json(self.out / "data.json", found)

    def train(self) -> None:
        """Train the seeds that are not trained yet."""
        for seed in self.config["seeds"]:
            weights = self.runs[f"seed{seed}"]
            if not weights.exists():
                self._train(seed, read(self.corpus["train"]), weights.parent)

    def teach(self) -> None:
        """Note what the trained seeds say together of each window."""
        import distil  # noqa: PLC0415 - torch, again
        from network import load  # noqa: PLC0415

        base = base_folder(self.config)
        teachers = [load(path, base, self.config["training"]["pointer_size"]) for path in self.teachers]
        lessons = distil.lessons(teachers, self._all_articles(), load_tokenizer(base))
        distil.write(lessons, self.out / "lessons.pt")

    def distil(self) -> None:
        """Train the network that learns from the seeds beside the annotation."""
        from distil import read as read_lessons  # noqa: PLC0415 - torch, again

        lessons = read_lessons(self.out / "lessons.pt")
        taught = [
            article | {"lessons": own} for article, own in zip(self._all_articles(), lessons, strict=True)
        ]
        self._train(self.config["distillation"]["seed"], taught, self.networks[STUDENT].parent)

    def _all_articles(self) -> list[dict[str, Any]]:
        """The annotated articles, then the texts of the others."""
        plain = [{"text": line["text"]} for path in self.options.unannotated for line in read(path)]
        return [*read(self.corpus["train"]), *plain]

    def _train(self, seed: int, articles: Sequence[dict[str, Any]], out: Path) -> None:
        import torch  # noqa: PLC0415 - not needed for the other steps
        from train import fast_bfloat16, train  # noqa: PLC0415

        torch.set_num_threads(self.options.threads)
        precision = self.options.precision
        train(
            self.config | {"seed": seed},
            articles,
            out,
            hours=self.options.hours,
            bfloat16=fast_bfloat16() if precision == "auto" else precision == "bfloat16",
        )

    def average(self) -> None:
        """Average the seeds."""
        import onnx_export  # noqa: PLC0415 - torch, again
        import soup  # noqa: PLC0415
        from network import read as read_weights  # noqa: PLC0415

        if AVERAGE in self.networks:
            networks = [
                {name: tensor.numpy() for name, tensor in read_weights(path).items()}
                for path in self.teachers
            ]
            self.networks[AVERAGE].parent.mkdir(exist_ok=True)
            onnx_export.write(soup.average(networks), self.networks[AVERAGE])

    def export(self) -> None:
        """Write all networks as ONNX."""
        from onnx_export import export  # noqa: PLC0415 - torch, again

        base = base_folder(self.config)
        for name, weights in self.networks.items():
            path = self.exported[name]
            path.parent.mkdir(parents=True, exist_ok=True)
            export(weights, base, self.config["training"]["pointer_size"], path)
            self._complete(path.parent)

    def quantise(self) -> None:
        """Give each network 8-bit weights."""
        from onnx_export import quantise  # noqa: PLC0415 - torch, again

        for name, path in self.quantised.items():
            path.parent.mkdir(parents=True, exist_ok=True)
            quantise(self.exported[name], path)
            self._complete(path.parent)

    def choose(self) -> None:
        """Score all networks in 8 bits; the best has the highest mean of the measures that count."""
        found = {name: self._score(path.parent) for name, path in self.quantised.items()}
        chosen = card.best(found, self.config["choose_by"])
        scores = {"chosen": chosen, "int8": found, "float32": self._score(self.exported[chosen].parent)}
        write_json(self.out / "scores.json", scores)
        print(card.score_table(card.all_scores(scores)))

    @property
    def chosen(self) -> Path:
        """The folder of the network that is shipped."""
        return self.quantised[str(read_json(self.out / "scores.json")["chosen"])].parent

    @property
    def ranked(self) -> Path:
        """The folder of the chosen network with its table of ends."""
        return self.out / "ranked"

    def rank(self) -> None:
        """Fit where contents end, and lay the table beside the network."""
        import rank  # noqa: PLC0415 - spaCy takes seconds
        import scoring  # noqa: PLC0415

        lines = {part: read(path) for part, path in self.corpus.items()}
        parses = {part: self.out / f"{part}.spacy" for part in lines}
        if not parses["train"].exists():
            scoring.parse(lines["train"], parses["train"])
        articles = {part: scoring.parsed(lines[part], parses[part]) for part in lines}
        labelled = scoring.labelled(self.chosen, articles["dev"])
        settings = self.config["ends"]
        ends, held_out = rank.ends(
            rank.annotated(lines["train"], articles["train"]),
            lines["dev"],
            articles["dev"],
            labelled,
            settings,
        )
        self.ranked.mkdir(exist_ok=True)
        shutil.copyfile(self.chosen / "model.onnx", self.ranked / "model.onnx")
        write_json(self.ranked / ENDS, ends)
        self._complete(self.ranked)
        found = scoring.f1(lines["dev"], held_out)
        write_json(self.ranked / "scores.json", found)
        print(card.score_table({"ends ranked": found}))

    def calibrate(self) -> None:
        """Fit the probability that an attribution of the 8-bit network is right."""
        from calibrate import calibrate, judge  # noqa: PLC0415 - spaCy takes seconds

        lines, articles, found = self._attributions(self.ranked)
        result = calibrate(judge(lines, articles, found), self.config["calibration"])
        write_json(self.out / "calibration.json", result)
        print(card.calibration_table(result))

    def ship_model(self) -> None:
        """Copy the 8-bit network into the package and write its card."""
        from train import facts as run_facts  # noqa: PLC0415 - torch, again

        made = read_json(self.ranked / "card.json")
        made |= {key: value for key, value in self.config.items() if key not in {"version", "calibration"}}
        made["runs"] = {name: run_facts(path.parent) for name, path in self.runs.items()}
        made["corpus"] = read_json(self.out / "data.json")
        made["calibration"] = read_json(self.out / "calibration.json")
        made["scores"] = read_json(self.out / "scores.json") | {
            "ranked": read_json(self.ranked / "scores.json")
        }
        made["seconds"] = read_json(self.out / "times.json")
        self.ship.mkdir(parents=True, exist_ok=True)
        for name in ("model.onnx", "tokenizer.json", ENDS):
            shutil.copyfile(self.ranked / name, self.ship / name)
        write_json(self.ship / "card.json", made)
        subprocess.run([sys.executable, HERE.parent / "separate_arrays.py", self.ship], check=True)  # noqa: S603
        readme = self.ship / "README.md"
        if not readme.exists():
            shutil.copyfile(SHIPPED / "README.md", readme)
        card.write_readme(readme, made)

    def _complete(self, folder: Path) -> None:
        """Lay tokenizer and card beside a network (and its table of ends), so that the engine can load it."""
        shutil.copyfile(base_folder(self.config) / "tokenizer.json", folder / "tokenizer.json")
        names = [name for name in ("model.onnx", "tokenizer.json", ENDS) if (folder / name).exists()]
        digests = {name: sha256(folder / name) for name in names}
        write_json(folder / "card.json", {"version": self.config["version"], "sha256": digests})

    def _score(self, folder: Path) -> dict[str, float]:
        import scoring  # noqa: PLC0415 - spaCy takes seconds

        lines, _, found = self._attributions(folder)
        return scoring.f1(lines, found)

    def _attributions(
        self, folder: Path
    ) -> tuple[list[dict[str, Any]], list[ParsedArticle], list[tuple[Attribution, ...]]]:
        """The dev set, parsed, and what the network of a folder finds in it."""
        import scoring  # noqa: PLC0415 - spaCy takes seconds

        lines = read(self.corpus["dev"])
        articles = scoring.parsed(lines, self.out / "dev.spacy")
        return lines, articles, scoring.attributions(folder, articles)


if __name__ == "__main__":
    main()
