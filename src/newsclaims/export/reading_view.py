"""The terminal's reading view: the article with its records marked, who speaks in the margin.

Each kind has a mark that needs no colour: quotes stand between ▏ and ▕, claims are underlined with their type in
brackets, dates have their day in brackets, deadlines when they are due.
"""

import re
from collections.abc import Iterable, Iterator
from io import StringIO
from typing import TextIO

from rich.console import Console, Group, RenderableType
from rich.padding import Padding
from rich.rule import Rule
from rich.style import Style
from rich.table import Table
from rich.text import Text

from newsclaims.export.page.render import ArticleView, Paragraph
from newsclaims.export.page.segments import Piece
from newsclaims.export.page.values import in_words
from newsclaims.export.plain import one_line, visible
from newsclaims.export.terminal_table import FILE_WIDTH, print_records
from newsclaims.export.view import View
from newsclaims.records import Document

# Columns of the text, of the margin beside it, and the least width at which there is a margin.
_MEASURE = 76
_MARGIN = 20
_GAP = 2
_ROOM_FOR_MARGIN = _MARGIN + _GAP + 56
_STYLES = {
    "claim": Style(underline=True),
    "date": Style(color="green"),
    "deadline": Style(color="red", bold=True),
}
_TAG = Style(dim=True)
_NAME = Style(color="cyan", bold=True)


def write_reading_view(documents: Iterable[Document], stream: TextIO, view: View) -> None:
    """Each article: its speakers, its text with the records in it, and its records as tables."""
    if stream.isatty():
        console = Console(file=stream, highlight=False)
        for number, document in enumerate(documents, 1):
            _print_article(console, ArticleView(document, number, view), view)
        return
    for number, document in enumerate(documents, 1):
        page = StringIO()
        console = Console(file=page, highlight=False, width=FILE_WIDTH)
        _print_article(console, ArticleView(document, number, view), view)
        stream.writelines(f"{line.rstrip()}\n" for line in page.getvalue().splitlines())


def _print_article(console: Console, article: ArticleView, view: View) -> None:
    document = article.document
    console.print(Rule(Text(one_line(article.title), style="bold"), style="dim"))
    about = (document.author, in_words(document.date.isoformat()) if document.date else None)
    if line := " · ".join(one_line(part) for part in about if part):
        console.print(Text(line, style="dim"), justify="center")
    console.print()
    if "speakers" in view.only and document.speakers:
        print_records(console, document, "speakers")
    for paragraph in article.paragraphs:
        console.print(_paragraph(article, paragraph, console.width))
        console.print()
    for record_type in ("deadlines", "claims"):
        if record_type in view.only and getattr(document, record_type):
            print_records(console, document, record_type)


def _paragraph(article: ArticleView, paragraph: Paragraph, width: int) -> RenderableType:
    names = Text("\n").join(_speakers(paragraph))
    prose = _prose(article, paragraph)
    if width < _ROOM_FOR_MARGIN:
        return Group(names, prose) if names else prose
    row = Table.grid(padding=(0, _GAP, 0, 0))
    row.add_column(width=_MARGIN, justify="right", overflow="fold")
    row.add_column(width=min(_MEASURE, width - _MARGIN - _GAP), overflow="fold")
    row.add_row(names, prose)
    return Padding(row, 0)


def _speakers(paragraph: Paragraph) -> Iterator[Text]:
    for speaker, first in paragraph.speakers:
        text = Text(one_line(speaker.name) if speaker else "nobody named", style=_NAME if speaker else _TAG)
        if first and speaker and speaker.role:
            text = Text.assemble(text, "\n", (one_line(speaker.role), _TAG))
        yield text


def _prose(article: ArticleView, paragraph: Paragraph) -> Text:
    text = Text()
    for _, piece in paragraph.pieces:
        text.append("▏" * piece.left_edges, style=_NAME)
        text.append(re.sub(r"\s+", " ", visible(piece.text)), style=_style(piece))
        for tag in _tags(article, piece):
            text.append(f" [{one_line(tag)}]", style=_TAG)
        text.append("▕" * piece.right_edges, style=_NAME)
    text.rstrip()
    return text


def _style(piece: Piece) -> Style:
    return sum((style for part, style in _STYLES.items() if part in piece.parts), Style.null())


def _tags(article: ArticleView, piece: Piece) -> Iterator[str]:
    """What the records that end here are: a date's day, unless a deadline says when it is due."""
    for record in piece.closing if "deadline" not in piece.parts else ():
        if record in article.dates:
            date = article.dates[record]
            if (day := in_words(date.value)) != one_line(date.text):
                yield day
    if tag := article.tag(piece):
        yield tag
