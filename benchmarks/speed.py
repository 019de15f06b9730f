"""Words per CPU second of the whole pipeline against spaCy's parse alone, in one run.

usage: python benchmarks/speed.py [FILE.jsonl | FILE.txt]... [--attribution tagger] [--rounds 3]

The parse is that of the pipeline as spaCy loads it, on one core; the whole pipeline has faster ways to the same
parse (newsclaims.acceleration). A JSON Lines file gives its "text" fields. Both sides alternate, so that a busy
machine slows both; what counts is the ratio. Without files, the seed article and the annotated articles of data/gold
are read.
"""

import argparse
import importlib
import json
import statistics
import time
from collections.abc import Callable
from pathlib import Path

from newsclaims.acceleration import one_core
from newsclaims.nlp import DEFAULT_MODEL
from newsclaims.pipeline import Extractor
from newsclaims.records import Article
from newsclaims.startup import quick_start

ROOT = Path(__file__).parent.parent


def texts(paths: list[Path]) -> list[str]:
    """The articles' texts."""
    found: list[str] = []
    for path in paths or [
        *sorted((ROOT / "seeds").glob("*.txt")),
        *sorted((ROOT / "data/gold").rglob("*.json")),
    ]:
        content = path.read_text(encoding="utf-8")
        if path.suffix == ".jsonl":
            found += [json.loads(line)["text"] for line in content.splitlines()]
        elif path.suffix == ".json":
            data = json.loads(content)
            found += [data["text"]] if "text" in data else []
        else:
            found.append(content)
    return found


def cpu_seconds(job: Callable[[], object]) -> float:
    """CPU seconds that `job` takes."""
    start = time.process_time()
    job()
    return time.process_time() - start


def main() -> None:
    """Print a table: words per CPU second of parse and pipeline, and their ratio, by round and median."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("paths", nargs="*", type=Path)
    parser.add_argument("--attribution", default="tagger")
    parser.add_argument("--rounds", type=int, default=3)
    arguments = parser.parse_args()
    articles = [Article(text=text) for text in texts(arguments.paths)]
    words = sum(len(article.text.split()) for article in articles)
    with quick_start():  # as the command and its workers do
        nlp = importlib.import_module(DEFAULT_MODEL).load()
        extractor = Extractor(attribution=arguments.attribution)

    def parse() -> object:
        with one_core():
            return sum(len(doc) for doc in nlp.pipe((article.text for article in articles), batch_size=16))

    def pipeline() -> object:
        return sum(len(document.quotes) for document in extractor.stream(articles))

    parse(), pipeline()  # caches and lazy tables, outside the measurement
    ratios = []
    print(
        f"{len(articles)} articles, {words} words\n{'parse':>10} {'pipeline':>10}  ratio   (words per CPU second)"
    )
    for _ in range(arguments.rounds):
        alone, whole = cpu_seconds(parse), cpu_seconds(pipeline)
        ratios.append(alone / whole)
        print(f"{words / alone:10.0f} {words / whole:10.0f}  {ratios[-1]:.3f}")
    print(f"{'median':>21}  {statistics.median(ratios):.3f}")


if __name__ == "__main__":
    main()
