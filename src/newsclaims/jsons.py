"""JSON as it is written everywhere: Unicode as it is, but nothing that drives a terminal."""

import json
from typing import Any

# JSON has to escape the C0 controls; DEL and the C1 controls, CSI among them, it may.
_CONTROLS = {code: f"\\u{code:04x}" for code in range(0x7F, 0xA0)}


def dumps(value: Any, *, indent: int | None = None, compact: bool = False) -> str:  # noqa: ANN401 - any JSON
    """`value` as JSON in which no control character stands as itself; what reads it gets each back.

    Args:
        value: what JSON can hold.
        indent: blanks a level, or None for one line.
        compact: without blanks behind commas and colons.
    """
    separators = (",", ":") if compact else None
    return json.dumps(value, ensure_ascii=False, indent=indent, separators=separators).translate(_CONTROLS)
