"""The parse as columns: what a stage asks of many tokens, read from spaCy at once."""

from spacy.tokens import Doc


def numbers(doc: Doc, attribute: str) -> list[int]:
    """An attribute of each token as a number, such as "IDX"; "HEAD" is how far away the governor stands."""
    column: list[int] = doc.to_array(attribute).astype("int64").tolist()
    return column


def words(doc: Doc, attribute: str) -> list[str]:
    """An attribute of each token as a string, such as "LOWER" or "TAG"."""
    keys: list[int] = doc.to_array(attribute).tolist()
    strings = doc.vocab.strings
    known = {key: strings[key] for key in set(keys)}
    return [known[key] for key in keys]
