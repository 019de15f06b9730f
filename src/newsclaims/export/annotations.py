"""W3C Web Annotation: each record as an annotation of the article's text, for annotation tools.

https://www.w3.org/TR/annotation-model/ (Recommendation, 2017). Positions count code points, as ours do.
"""

from collections.abc import Iterable, Iterator, Sequence
from typing import Any, TextIO

from newsclaims.export.json_ld import article_iri
from newsclaims.export.view import View
from newsclaims.jsons import dumps
from newsclaims.records import Document, Span
from newsclaims.version import __version__

CONTEXT = "http://www.w3.org/ns/anno.jsonld"
# Characters before and after the words that a TextQuoteSelector gives.
_AROUND = 32

Node = dict[str, Any]


def write_annotations(documents: Iterable[Document], stream: TextIO, view: View) -> None:
    """One AnnotationPage with an annotation a record; a quote of several parts has several targets.

    Each annotation is tagged with its record type, classified with the record's own type, described in words,
    and holds the whole record as JSON.
    """
    head = {"@context": CONTEXT, "id": "urn:newsclaims:annotations", "type": "AnnotationPage"}
    stream.write(f'{dumps(head)[:-1]},\n "items": [')
    separator = "\n  "
    for document in documents:
        for annotation in _annotations(document, view):
            text = dumps(annotation).replace("<", "\\u003c").replace("&", "\\u0026")
            stream.write(separator + text)
            separator = ",\n  "
    stream.write("\n]}\n")


def _annotations(document: Document, view: View) -> Iterator[Node]:
    names = {speaker.id: speaker.name for speaker in document.speakers}
    article = article_iri(document)
    for record_type, record, kind, spans in _records(document, view):
        said = names.get(getattr(record, "speaker", None) or "")
        tag = record_type.removesuffix("s")
        described = f"{kind.lower()} {tag}" + (f" by {said}" if said else "")
        yield {
            "id": f"{article}#{record.id}",
            "type": "Annotation",
            "motivation": ["tagging", "classifying"],
            "generator": {"id": "urn:newsclaims", "type": "Software", "name": f"newsclaims {__version__}"},
            "body": [
                _body("tagging", tag),
                _body("classifying", kind),
                _body("describing", described),
                _body("describing", record.model_dump_json(), "application/json"),
            ],
            "target": [_target(article, span, document.text if view.text else None) for span in spans],
        }


def _records(document: Document, view: View) -> Iterator[tuple[str, Any, str, Sequence[Any]]]:
    """Each record with its own type and where it is; a speaker is where it is mentioned."""
    for record_type in view.only:
        for record in getattr(document, record_type):
            match record_type:
                case "speakers":
                    found = record.kind, record.mentions
                case "quotes":
                    found = record.type, record.parts
                case "deadlines":
                    found = record.firmness, (record.limit,)
                case _:
                    found = record.type, (record,)
            if found[1]:
                yield record_type, record, *found


def _body(purpose: str, value: str, media_type: str = "text/plain") -> Node:
    return {"type": "TextualBody", "purpose": purpose, "format": media_type, "value": value}


def _target(article: str, span: Span, text: str | None) -> Node:
    quoted: Node = {"type": "TextQuoteSelector", "exact": span.text}
    if text is not None:
        quoted["prefix"] = text[max(span.start - _AROUND, 0) : span.start]
        quoted["suffix"] = text[span.end : span.end + _AROUND]
    position = {"type": "TextPositionSelector", "start": span.start, "end": span.end}
    return {"source": article, "selector": [position, quoted]}
