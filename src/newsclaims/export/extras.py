"""Formats whose library is an extra: imported when they are written, with one clear error where it is missing."""

import importlib
from typing import Any

from newsclaims.errors import MissingDependencyError


def needed(module: str, extra: str) -> Any:  # noqa: ANN401 - a module, and libraries without types
    """The module, imported.

    Raises:
        MissingDependencyError: the extra that holds it is not installed.
    """
    try:
        return importlib.import_module(module)
    except ImportError:
        msg = f"{extra} needs {module.partition('.')[0]}, which is not installed"
        raise MissingDependencyError(msg, f"pip install 'newsclaims[{extra}]'") from None
