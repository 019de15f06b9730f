"""From documents to the page: what the template shows, and a security policy that lets in nothing else."""

import base64
import hashlib
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from pathlib import PurePath
from typing import TYPE_CHECKING, TextIO

from newsclaims.export.page.segments import Piece, article_pieces, layers_of
from newsclaims.export.page.timeline import Timeline, shortened, timeline
from newsclaims.export.page.values import in_words
from newsclaims.export.view import View
from newsclaims.records import Deadline, Document, RecordType, Speaker
from newsclaims.version import __version__

if TYPE_CHECKING:
    from jinja2 import Environment

# Controls, and the two characters that turn the direction of all that follows: shown as what they are, not obeyed.
_OBEYED = dict.fromkeys(
    [*(code for code in range(0x20) if chr(code) not in "\t\n\r"), *range(0x7F, 0xA0), 0x202D, 0x202E],
    "\N{REPLACEMENT CHARACTER}",
)


@dataclass(frozen=True, slots=True)
class Paragraph:
    """A paragraph of an article.

    Attributes:
        speakers: who is quoted in it, in order, and whether it is for the first time; None is nobody named.
        pieces: its text, each piece with its number within the article.
    """

    speakers: tuple[tuple[Speaker | None, bool], ...]
    pieces: tuple[tuple[int, Piece], ...]


class ArticleView:
    """One article as the template sees it; `key` is unique within the page."""

    def __init__(self, document: Document, number: int, view: View) -> None:
        self.document = document
        self.key = f"a{number}"
        self.only: frozenset[RecordType] = frozenset(view.only)
        self.title = document.title or PurePath(document.id).name or document.id
        self.path = document.source if document.title else None
        self.address = document.source if _is_address(document.source) else None
        self.speakers = {speaker.id: speaker for speaker in document.speakers}
        self.quoted = Counter(quote.speaker for quote in document.quotes)
        self.claimed = Counter(claim.speaker for claim in document.claims)
        self.dates = {date.id: date for date in document.dates}
        self.types = {quote.id: quote.type for quote in document.quotes}
        self.tags = {claim.id: _negated(claim.type, claim.negated) for claim in document.claims}
        self.tags |= {item.id: due(item) for item in document.deadlines}
        self.deadlines = sorted(
            document.deadlines, key=lambda item: (item.due.latest or "~", item.limit.start)
        )
        self.owner: dict[str, str | None] = {quote.id: quote.speaker for quote in document.quotes}
        self.owner |= {claim.id: claim.speaker for claim in document.claims}
        self.owner |= {item.id: item.speaker for item in document.deadlines}
        self.piece_of: dict[str, int] = {}
        self.paragraphs = tuple(self._paragraphs(view)) if view.text and document.text else ()
        self.timeline: Timeline | None = timeline(document, view.only)

    def owners(self, piece: Piece) -> list[str]:
        """Ids of the speakers whose words `piece` is among."""
        return list(dict.fromkeys(owner for record in piece.records if (owner := self.owner.get(record))))

    def classes(self, piece: Piece) -> str:
        """What `piece` is among, as CSS classes."""
        found = dict.fromkeys(str(part) for part in piece.parts)
        found |= dict.fromkeys(self.types[record] for record in piece.records if record in self.types)
        edges = {"opens": piece.left_edges, "closes": piece.right_edges}
        found |= dict.fromkeys(name for name, number in edges.items() if number)
        return " ".join(found)

    def tag(self, piece: Piece) -> str | None:
        """The label after `piece`: the types of the claims and the days of the deadlines that end with it."""
        tags = [shortened(self.tags[record]) for record in piece.closing if record in self.tags]
        return " · ".join(tags) or None

    def _paragraphs(self, view: View) -> Iterator[Paragraph]:
        document = self.document
        quotes = {quote.id: quote for quote in document.quotes}
        met: set[str | None] = set()
        number = 0
        for pieces in article_pieces(document.text or "", layers_of(document, view.only)):
            numbered = []
            for piece in pieces:
                number += 1
                numbered.append((number, piece))
                for record in piece.records:
                    self.piece_of.setdefault(record, number)
            said = dict.fromkeys(
                quotes[record].speaker
                for _, piece in numbered
                for record in piece.records
                if record in quotes
            )
            yield Paragraph(
                speakers=tuple((self.speakers.get(speaker or ""), speaker not in met) for speaker in said),
                pieces=tuple(numbered),
            )
            met |= set(said)


def due(deadline: Deadline) -> str:
    """When something is due, in few words: "due 24 Apr 2025", "due in 24 hours"."""
    value = in_words(deadline.due.value)
    return (
        f"due in {value}"
        if deadline.due.value.startswith("P") and value != deadline.due.value
        else f"due {value}"
    )


def write_page(documents: Iterable[Document], stream: TextIO, view: View) -> None:
    """One HTML page with all `documents`; it loads nothing, and runs nothing but its own script."""
    articles = [ArticleView(document, number, view) for number, document in enumerate(documents, 1)]
    style, script = _file("page.css"), _file("page.js")
    template = _environment().get_template("page.html.jinja")
    # Streamed: the page of many articles is larger than the records.
    page = {"articles": articles, "style": style, "script": script, "policy": _policy(style, script)}
    stream.writelines(template.generate(**page, version=__version__))


def _policy(style: str, script: str) -> str:
    """The content security policy: this style, this script, and nothing from anywhere."""
    return "; ".join(
        (
            "default-src 'none'",
            f"style-src '{_digest(style)}'",
            f"script-src '{_digest(script)}'",
            "img-src 'none'",
            "base-uri 'none'",
            "form-action 'none'",
            "require-trusted-types-for 'script'",
            "trusted-types 'none'",
        )
    )


def _digest(text: str) -> str:
    return f"sha256-{base64.b64encode(hashlib.sha256(text.encode()).digest()).decode()}"


@cache
def _file(name: str) -> str:
    return files(__package__).joinpath(name).read_text(encoding="utf-8")


@cache
def _environment() -> "Environment":
    from jinja2 import Environment, FunctionLoader, StrictUndefined  # noqa: PLC0415 - 40 ms, for pages only
    from markupsafe import Markup  # noqa: PLC0415

    environment = Environment(
        loader=FunctionLoader(_file),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        finalize=_shown,
    )
    environment.filters["ours"] = Markup
    environment.filters["day"] = _day
    environment.filters["due"] = due
    environment.filters["in_words"] = in_words
    return environment


def _shown(value: object) -> object:
    """Text as it may stand in a page; autoescaping comes after this."""
    return value.translate(_OBEYED) if type(value) is str else value


def _day(document: Document) -> str:
    return f"{document.date.day} {document.date:%B %Y}" if document.date else ""


def _is_address(source: str | None) -> bool:
    return source is not None and source.startswith(("https://", "http://"))


def _negated(name: str, negated: bool) -> str:  # noqa: FBT001 - a field of the record
    return f"negated {name}" if negated else name
