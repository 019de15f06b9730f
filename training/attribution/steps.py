"""Steps with the files that they read and write: a step whose outputs are there and newer is not done again."""

import json
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path


@dataclass(frozen=True, slots=True)
class Step:
    """A part of the way from corpus to model.

    Attributes:
        name: for --only and the messages.
        run: does it; writes all of `outputs`.
        inputs: files that it reads.
        outputs: files that it writes; a step without is never finished.
    """

    name: str
    run: Callable[[], None]
    inputs: Sequence[Path]
    outputs: Sequence[Path]

    @property
    def finished(self) -> bool:
        """Whether all outputs exist and no input is newer than any of them."""
        if not self.outputs or not all(path.exists() for path in self.outputs):
            return False
        oldest = min(path.stat().st_mtime for path in self.outputs)
        return all(path.exists() and path.stat().st_mtime <= oldest for path in self.inputs)


def run(steps: Sequence[Step], times: Path, only: str | None = None) -> None:
    """Run the steps that are not finished, or the one named `only` in any case; `times` keeps their seconds."""
    for step in steps:
        if step.finished if only is None else step.name != only:
            continue
        print(f"{step.name} …", flush=True)
        start = time.monotonic()
        step.run()
        seconds = read_json(times) if times.exists() else {}
        write_json(times, seconds | {step.name: round(time.monotonic() - start, 1)})


def read_json(path: Path) -> dict[str, object]:
    """The object in a file."""
    data: dict[str, object] = json.loads(path.read_text(encoding="utf-8"))
    return data


def write_json(path: Path, data: object) -> None:
    """Write an object, readable; whole or not at all."""
    path.parent.mkdir(parents=True, exist_ok=True)
    unfinished = path.with_suffix(".unfinished")
    unfinished.write_text(json.dumps(data, indent=1, ensure_ascii=False) + "\n", encoding="utf-8")
    unfinished.replace(path)
