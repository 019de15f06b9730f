"""JSON: one object an article, indented, or one line an article (JSON Lines)."""

from collections.abc import Iterable
from typing import TextIO

from newsclaims.export.view import View
from newsclaims.jsons import dumps
from newsclaims.records import Document


def write_json(documents: Iterable[Document], stream: TextIO, view: View) -> None:
    """One indented object an article, each ending in a line feed."""
    stream.writelines(dumps(view.data(document), indent=2) + "\n" for document in documents)


def write_jsonl(documents: Iterable[Document], stream: TextIO, view: View) -> None:
    """One object a line."""
    stream.writelines(dumps(view.data(document), compact=True) + "\n" for document in documents)
