"""The README's examples are true: each command is run and its output compared.

``python tests/test_readme.py`` writes the outputs of now into the README, to be read before they are committed.
"""

import os
import re
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parent.parent
README = ROOT / "README.md"
_EXAMPLE = re.compile(r"(?<=<!-- example -->\n```console\n)(.*?)(?=```\n)", re.DOTALL)


def examples() -> list[str]:
    return _EXAMPLE.findall(README.read_text(encoding="utf-8"))


def output(command: str) -> str:
    path = f"{Path(sys.executable).parent}{os.pathsep}{os.environ['PATH']}"
    done = subprocess.run(
        ["bash", "-c", command],  # noqa: S607 - found on the PATH like the example's own commands
        cwd=ROOT,
        env=os.environ | {"PATH": path, "COLUMNS": "100"},
        capture_output=True,
        text=True,
        check=True,
    )
    return done.stdout


def rerun(example: str) -> str:
    commands = [line for line in example.splitlines() if line.startswith("$ ")]
    return "".join(f"{line}\n{output(line[2:])}" for line in commands)


@pytest.mark.parametrize("example", examples())
def test_the_output_of_an_example_is_what_the_readme_says(example: str) -> None:
    for tool in ("jq", "sqlite3"):
        if tool in example and shutil.which(tool) is None:
            pytest.skip(f"no {tool} to run the example with")
    assert rerun(example) == example


def test_there_are_examples_and_both_commands() -> None:
    text = README.read_text(encoding="utf-8")
    assert len(examples()) >= 3
    assert "<!-- command: main -->" in text
    assert "<!-- command: tests -->" in text


if __name__ == "__main__":
    README.write_text(
        _EXAMPLE.sub(lambda match: rerun(match[0]), README.read_text(encoding="utf-8")), encoding="utf-8"
    )
