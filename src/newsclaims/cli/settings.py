"""Settings from ``claims.toml``, or ``[tool.newsclaims]`` of pyproject.toml, in the working directory.

Keys are the long options' names; a table named after a command holds for that command alone. A flag wins, then
the environment variable ``CLAIMS_…``, then the file, then the default.
"""

import tomllib
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from newsclaims.errors import UsageError

SETTINGS_FILE = "claims.toml"
_HINT = "mend the settings file or remove it"

# By command, the parameter that each long option sets, without its dashes.
Options = Mapping[str, Mapping[str, str]]


def load_settings(options: Options, directory: Path | None = None) -> dict[str, dict[str, Any]]:
    """The defaults of each command's parameters, as the settings file states them; empty without a file.

    Raises:
        UsageError: the file is no TOML, or names a command or an option that does not exist.
    """
    path = settings_path(directory)
    settings = {key.replace("_", "-"): value for key, value in _read(path).items()} if path else {}
    name = path.name if path else ""
    shared = {key: value for key, value in settings.items() if not isinstance(value, dict)}
    for key, value in settings.items():
        if isinstance(value, dict) != (key in options):
            raise _misplaced(name, f"{key!r} is a command" if key in options else f"no command {key!r}")
    for key in shared:
        if not any(key in known for known in options.values()):
            raise _misplaced(name, f"no option {key!r}")
    return {
        command: {known[key]: value for key, value in shared.items() if key in known}
        | _own(name, command, settings.get(command, {}), known)
        for command, known in options.items()
    }


def _own(name: str, command: str, table: dict[str, Any], known: Mapping[str, str]) -> dict[str, Any]:
    found = {key.replace("_", "-"): value for key, value in table.items()}
    for key in found:
        if key not in known:
            raise _misplaced(name, f"{command} has no option {key!r}")
    return {known[key]: value for key, value in found.items()}


def _misplaced(name: str, what: str) -> UsageError:
    return UsageError(f"{name}: {what}", _HINT)


def settings_path(directory: Path | None = None) -> Path | None:
    """The file that the settings come from, or None."""
    directory = directory or Path()
    if (directory / SETTINGS_FILE).is_file():
        return directory / SETTINGS_FILE
    pyproject = directory / "pyproject.toml"
    if not pyproject.is_file():
        return None
    tools = _parse(pyproject).get("tool")
    return pyproject if isinstance(tools, dict) and "newsclaims" in tools else None


def _read(path: Path) -> dict[str, Any]:
    data = _parse(path)
    table = data if path.name == SETTINGS_FILE else data["tool"]["newsclaims"]
    if not isinstance(table, dict):
        raise _misplaced(path.name, "tool.newsclaims is no table")
    return table


def _parse(path: Path) -> dict[str, Any]:
    try:
        return tomllib.loads(path.read_text(encoding="utf-8"))
    except (tomllib.TOMLDecodeError, UnicodeDecodeError, OSError) as error:
        if path.name != SETTINGS_FILE:
            return {}  # another tool's file, and that tool's business
        raise _misplaced(path.name, str(error)) from None
