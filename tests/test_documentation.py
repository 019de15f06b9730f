"""What is written about commands, options, statuses and records is what there is.

``python tests/test_documentation.py`` writes ``docs/`` anew, to be read before it is committed.
"""

import json
import re
import signal
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from typer.main import get_command

from newsclaims.cli import TRACEBACK, run
from newsclaims.cli.app import app
from newsclaims.errors import ExitStatus
from newsclaims.records import Document

ROOT = Path(__file__).parent.parent
README = (ROOT / "README.md").read_text(encoding="utf-8")
APP: Any = get_command(app)
STATUSES = {
    ExitStatus.OK: "all went well",
    ExitStatus.FAILED: "an article failed, a record is invalid, an output cannot be written; the others are done",
    ExitStatus.USAGE: "wrong usage: an option, a value or a setting that does not exist or does not fit",
    ExitStatus.MISSING: "a model or an optional extra is missing or damaged",
    ExitStatus.INTERRUPTED: "interrupted (Ctrl-C)",
    ExitStatus.CLOSED_PIPE: "whoever read standard output went away (`claims … | head`)",
    128 + signal.SIGHUP: "the terminal went away (SIGHUP)",
    128 + signal.SIGTERM: "asked to end (SIGTERM)",
}


def options(command: Any) -> list[Any]:
    return [parameter for parameter in command.params if parameter.param_type_name == "option"]


def names(command: Any) -> set[str]:
    return {name for option in options(command) for name in option.opts} | {"--help", "-h"}


def plain(text: str) -> str:
    """Help without the marks of its looks."""
    return re.sub(r"\\(?=\[)", "", re.sub(r"\[/?dim\]", "", text))


def prose(text: str) -> Iterator[str]:
    for paragraph in re.split(r"\n\n+", plain(text).strip()):
        if paragraph.startswith("$ "):
            yield f"```\n{paragraph}\n```"
        else:
            yield paragraph.replace("\n", " ")


def default(option: Any) -> str:
    if isinstance(option.show_default, str):
        return option.show_default
    return "" if option.default in {None, False, ""} or option.count else f"`{option.default}`"


def row(option: Any) -> str:
    written = ", ".join(f"`{name}`" for name in sorted(option.opts, key=len, reverse=True))
    variable = f"`{option.envvar}`" if option.envvar else ""
    return f"| {written} | {option.help} | {default(option)} | {variable} |".replace("  ", " ")


def usage(name: str, command: Any) -> str:
    arguments = [part for part in command.params if part.param_type_name == "argument"]
    words = [part.metavar or part.name.upper() + ("..." if part.nargs == -1 else "") for part in arguments]
    return " ".join(["claims", name, *words, *(["[OPTIONS]"] if options(command) else [])])


def reference() -> str:
    """The reference of the command line, from the program itself."""
    lines = [
        "# The command line",
        "",
        "Made by `python tests/test_documentation.py`; a test compares it.",
        "",
    ]
    lines += [line for part in prose(APP.help) for line in (part, "")]
    lines += [
        "`claims --version` prints the version, `claims --help` and `claims COMMAND --help` (`-h`) this help.",
        "",
    ]
    for name, command in APP.commands.items():
        lines += [f"## claims {name}", "", f"```\n{usage(name, command)}\n```", ""]
        lines += [line for part in prose(command.help) for line in (part, "")]
        arguments = [part for part in command.params if part.param_type_name == "argument"]
        lines += [f"- `{part.metavar or part.name.upper()}`: {part.help}" for part in arguments]
        lines += [""] if arguments else []
        if options(command):
            lines += [
                "| option | | default | variable |",
                "|---|---|---|---|",
                *map(row, options(command)),
                "",
            ]
    lines += ["## Exit status", "", "| status | |", "|---|---|"]
    lines += [f"| {int(status)} | {meaning} |" for status, meaning in STATUSES.items()]
    lines += ["", f"`{TRACEBACK}`, set to anything, shows where an error comes from that nobody foresaw."]
    return "\n".join(lines) + "\n"


def schema() -> str:
    data = Document.model_json_schema(mode="serialization")
    data = {"$schema": "https://json-schema.org/draft/2020-12/schema", **data}
    return json.dumps(data, indent=2, ensure_ascii=False) + "\n"


GENERATED = {"docs/commands.md": reference, "docs/schema.json": schema}


@pytest.mark.parametrize("path", GENERATED)
def test_what_is_generated_is_what_is_there(path: str) -> None:
    assert (ROOT / path).read_text(encoding="utf-8") == GENERATED[path](), (
        "python tests/test_documentation.py"
    )


def test_the_schema_in_the_docs_is_what_is_printed(capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["schema"]) == 0
    assert capsys.readouterr().out == (ROOT / "docs/schema.json").read_text(encoding="utf-8")


def test_the_readme_points_to_the_reference() -> None:
    for path in GENERATED:
        assert f"({path})" in README


def test_the_readme_names_every_command_and_none_besides() -> None:
    block = README.split("## Commands", 1)[1].split("```")[1]
    listed = re.findall(r"^claims (\w+)", block, re.MULTILINE)
    assert sorted(listed) == sorted(APP.commands)
    for line in block.strip().splitlines():
        name = line.split()[1]
        assert set(re.findall(r"--[\w-]+", line)) <= names(APP.commands[name]), line


EVERY = set.union(*(names(command) for command in APP.commands.values())) | {"--version"}
# Options of other programs that the README tells how to run.
FOREIGN = {"--quiet", "--require-hashes", "--no-deps", "--no-build-isolation", "--most", "--list"}


def test_no_option_of_the_readme_is_invented() -> None:
    assert set(re.findall(r"(?<![\w-])--[a-z][\w-]*", README)) <= EVERY | FOREIGN
    for line in re.findall(r"claims (\w+)([^\n|`]*)", README):
        name, rest = line
        if name in APP.commands:
            assert set(re.findall(r"(?<!\S)--[a-z][\w-]*", rest)) <= names(APP.commands[name]), line


def test_no_option_of_the_help_is_invented() -> None:
    for name, command in APP.commands.items():
        for used, rest in re.findall(r"claims (\w+)([^\n|`]*)", plain(command.help)):
            assert set(re.findall(r"(?<!\S)--[a-z][\w-]*", rest)) <= names(APP.commands[used]), name
        said = " ".join([command.help, *(part.help or "" for part in command.params)])
        assert set(re.findall(r"(?<![\w-])--[a-z][\w-]*", said)) <= EVERY, name


def test_every_option_says_what_it_does() -> None:
    for command in APP.commands.values():
        assert command.help
        for part in command.params:
            assert part.help, part.name


def test_no_variable_is_invented() -> None:
    known = {option.envvar for command in APP.commands.values() for option in options(command)} | {TRACEBACK}
    assert set(re.findall(r"CLAIMS_[A-Z0-9_]+", README)) <= known
    code = "".join(path.read_text(encoding="utf-8") for path in (ROOT / "src").rglob("*.py"))
    assert set(re.findall(r"CLAIMS_[A-Z0-9_]+", code)) <= known


def test_every_exit_status_is_documented_and_none_besides() -> None:
    assert set(ExitStatus) <= set(STATUSES)
    sentence = README.split("Exit status:", 1)[1].split(". ", 1)[0]
    assert {int(number) for number in re.findall(r"\b\d+\b", sentence)} == {
        int(status) for status in STATUSES
    }
    for command in APP.commands.values():
        told = re.search(r"Exit status:?(.*)", command.help, re.DOTALL)
        stated = {int(number) for number in re.findall(r"\b\d+\b", told[1])} if told else set()
        assert stated <= {int(status) for status in STATUSES}


if __name__ == "__main__":
    for place, make in GENERATED.items():
        (ROOT / place).write_text(make(), encoding="utf-8")
    sys.stdout.write("read what changed, then commit it\n")
