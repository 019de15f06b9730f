"""From the attribution corpus to the shipped tagger, in one command.

usage: python training/attribution/make.py CORPUS_FOLDER [--out runs/attribution] [--hours 2] [--threads 2]

CORPUS_FOLDER holds polnear_train.jsonl and polnear_dev.jsonl. Training is continued where it was interrupted.
"""

import argparse
import tomllib
from pathlib import Path

import torch
from train import train

HERE = Path(__file__).parent


def main() -> None:
    """Run the steps."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("corpus", type=Path)
    parser.add_argument("--config", type=Path, default=HERE / "config.toml")
    parser.add_argument("--out", type=Path, default=Path("runs/attribution"))
    parser.add_argument("--hours", type=float, default=2.0, help="time limit of the training")
    parser.add_argument("--threads", type=int, default=2)
    parser.add_argument("--float32", action="store_true", help="for processors without fast bfloat16")
    arguments = parser.parse_args()
    torch.set_num_threads(arguments.threads)
    config = tomllib.loads(arguments.config.read_text(encoding="utf-8"))
    weights = arguments.out / "weights.pt"
    if not weights.exists():
        corpus = arguments.corpus / "polnear_train.jsonl"
        train(config, corpus, arguments.out, hours=arguments.hours, bfloat16=not arguments.float32)


if __name__ == "__main__":
    main()
