"""Knowledge of the English language and of the world, as data: one TOML table a subject under ``en/``."""

import tomllib
from functools import cache
from importlib.resources import files
from typing import Any


@cache
def table(name: str) -> dict[str, Any]:
    """The contents of ``language/en/<name>.toml``, read once a process."""
    return tomllib.loads((files(__name__) / "en" / f"{name}.toml").read_text(encoding="utf-8"))


def tables() -> tuple[str, ...]:
    """The names of all tables, sorted."""
    return tuple(sorted(path.name.removesuffix(".toml") for path in (files(__name__) / "en").iterdir()))
