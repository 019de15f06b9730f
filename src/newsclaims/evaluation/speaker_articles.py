"""Articles with their speakers, in the short format of ``data/speakers``.

A file is an article, a line of four hyphens, and one line a speaker: kind, name, role, other forms, words of the
quotes that are its, with bars between and "-" for nothing.
"""

from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple


class ExpectedSpeaker(NamedTuple):
    """A speaker as the file describes it.

    Attributes:
        kind, name, role: as in the records.
        aliases: other forms that the article uses.
        words: words of each of its quotes.
    """

    kind: str
    name: str
    role: str | None
    aliases: tuple[str, ...]
    words: tuple[str, ...]


def read_article(path: Path) -> tuple[str, list[ExpectedSpeaker]]:
    """The article and its speakers."""
    text, _, lines = path.read_text(encoding="utf-8").partition("\n----\n")
    speakers = []
    for line in lines.strip().splitlines():
        kind, name, role, aliases, words = (field.strip() for field in line.split("|"))
        speakers.append(
            ExpectedSpeaker(
                kind, name, None if role == "-" else role, tuple(_list(aliases)), tuple(_list(words))
            )
        )
    return text.strip(), speakers


def _list(field: str) -> Iterator[str]:
    return (part.strip() for part in field.split(";") if part.strip() != "-")
