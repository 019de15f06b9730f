"""Settings from ``claims.toml``, or ``[tool.newsclaims]`` of pyproject.toml, in the working directory.

Keys are the long options' names; a table named after a command holds for that command alone. A flag wins, then
the environment variable ``CLAIMS_…``, then the file, then the default.
"""

import tomllib
from pathlib import Path
from typing import Any

from newsclaims.errors import UsageError

SETTINGS_FILE = "claims.toml"
_COMMANDS = ("extract", "batch", "export", "evaluate", "info", "schema", "show", "validate")


def load_settings(directory: Path | None = None) -> dict[str, dict[str, Any]]:
    """The defaults of each command, as the settings file states them; empty without a file.

    Raises:
        UsageError: the file is no TOML.
    """
    settings = {_parameter(key): value for key, value in _read(directory or Path()).items()}
    shared = {key: value for key, value in settings.items() if not isinstance(value, dict)}
    return {
        command: shared | {_parameter(key): value for key, value in settings.get(command, {}).items()}
        for command in _COMMANDS
    }


def settings_path(directory: Path | None = None) -> Path | None:
    """The file that the settings come from, or None."""
    directory = directory or Path()
    if (directory / SETTINGS_FILE).is_file():
        return directory / SETTINGS_FILE
    pyproject = directory / "pyproject.toml"
    return pyproject if pyproject.is_file() and "newsclaims" in _parse(pyproject).get("tool", {}) else None


def _read(directory: Path) -> dict[str, Any]:
    path = settings_path(directory)
    if path is None:
        return {}
    data = _parse(path)
    table: dict[str, Any] = data if path.name == SETTINGS_FILE else data["tool"]["newsclaims"]
    return table


def _parse(path: Path) -> dict[str, Any]:
    try:
        return tomllib.loads(path.read_text(encoding="utf-8"))
    except (tomllib.TOMLDecodeError, UnicodeDecodeError, OSError) as error:
        if path.name != SETTINGS_FILE:
            return {}  # another tool's file, and that tool's business
        msg = f"{path.name}: {error}"
        raise UsageError(msg, "mend the settings file or remove it") from None


def _parameter(key: str) -> str:
    return key.replace("-", "_")
