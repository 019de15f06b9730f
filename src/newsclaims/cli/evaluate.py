"""``claims evaluate``: precision, recall and F1 against annotated articles."""


def evaluate() -> None:
    """Score."""
