"""Markdown (CommonMark with GitHub's tables): what each article says, for people to read and to paste."""

import re
from collections.abc import Iterable, Iterator
from typing import Any, TextIO

from newsclaims.export.plain import one_line
from newsclaims.export.rows import rows
from newsclaims.export.view import View
from newsclaims.records import Document, RecordType

# Markup wherever it stands: code, emphasis, links, HTML, tables, strikethrough, mathematics, entities.
_INLINE = re.compile(r"[\\`*_\[\]<>|~$]|&(?=#?\w+;)")
# Markup at the start of a line: headings, lists, rules, quotations.
_BLOCK = re.compile(r"^(\d+(?=[.)])|(?=[#+=>:-]))")
_TABLES: dict[RecordType, dict[str, str]] = {
    "claims": {
        "text": "claim",
        "speaker": "speaker",
        "type": "type",
        "certainty": "certainty",
        "condition": "condition",
        "checkworthiness": "check",
    },
    "dates": {"text": "date", "value": "value", "earliest": "from", "latest": "to"},
    "deadlines": {
        "due": "due",
        "limit": "limit",
        "task": "task",
        "obligor": "who",
        "speaker": "set by",
        "firmness": "firmness",
    },
}


def write_markdown(documents: Iterable[Document], stream: TextIO, view: View) -> None:
    """A heading an article; quotes under their speakers, the other records as tables."""
    for number, document in enumerate(documents):
        if number:
            stream.write("\n")
        stream.writelines(f"{line}\n" for line in _article(document, view))


def _article(document: Document, view: View) -> Iterator[str]:
    yield f"# {escaped(document.title or document.id)}"
    about = (document.author, document.date.isoformat() if document.date else None, document.source)
    if line := " · ".join(escaped(part) for part in about if part):
        yield ""
        yield line
    if "speakers" in view.only or "quotes" in view.only:
        yield from _quotes(document, view)
    for record_type, columns in _TABLES.items():
        if record_type in view.only:
            yield from _table(document, record_type, columns)


def _quotes(document: Document, view: View) -> Iterator[str]:
    """Each speaker with his quotes; those that are nobody's come last."""
    yield from ("", "## Quotes" if "quotes" in view.only else "## Speakers")
    for speaker in document.speakers:
        about = ", ".join(escaped(part) for part in (speaker.role, speaker.affiliation, speaker.kind) if part)
        yield from ("", f"**{escaped(speaker.name)}** ({about})")
        yield from _quotes_of(speaker.id, document, view)
    if any(quote.speaker is None for quote in document.quotes) and "quotes" in view.only:
        yield from ("", "**Nobody named**")
        yield from _quotes_of(None, document, view)


def _quotes_of(speaker: str | None, document: Document, view: View) -> Iterator[str]:
    for quote in document.quotes if "quotes" in view.only else ():
        if quote.speaker == speaker:
            words = escaped(quote.text)
            cue = f", {escaped(quote.cue.text)}" if quote.cue else ""
            yield from ("", f"> {f'“{words}”' if quote.type == 'direct' else words} ({quote.type}{cue})")


def _table(document: Document, record_type: RecordType, columns: dict[str, str]) -> Iterator[str]:
    records = list(rows(document, record_type))
    if not records:
        return
    yield from ("", f"## {record_type.capitalize()}", "")
    yield f"| {' | '.join(columns.values())} |"
    yield f"|{'---|' * len(columns)}"
    for row in records:
        yield f"| {' | '.join(_cell(row[column], row) for column in columns)} |"


def _cell(value: Any, row: dict[str, Any]) -> str:  # noqa: ANN401 - whatever a record field holds
    if value is None:
        return ""
    if isinstance(value, float):
        return f"{value:.2f}"
    negated = " (negated)" if row.get("negated") and value == row["type"] else ""
    return escaped(str(value)) + negated


def escaped(text: str) -> str:
    """`text` on one line, with nothing in it that Markdown or HTML would take for markup."""
    return _BLOCK.sub(r"\1\\", _INLINE.sub(r"\\\g<0>", one_line(text)))
