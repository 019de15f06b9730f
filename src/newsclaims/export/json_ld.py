"""JSON-LD in the vocabulary of schema.org: NewsArticle, Person, Organization, Quotation, Claim.

The context is in the file, so that reading it needs no network. What schema.org has no property for (offsets,
type, certainty) has terms under ``urn:newsclaims:``.
"""

from collections.abc import Iterable, Iterator, Mapping
from typing import Any, TextIO
from urllib.parse import quote as percent_encoded

from newsclaims.export.view import View
from newsclaims.jsons import dumps
from newsclaims.records import Claim, Deadline, Document, Quote, Speaker

Node = dict[str, Any]

CONTEXT: Node = {
    "@vocab": "https://schema.org/",
    "newsclaims": "urn:newsclaims:",
    "author": {"@type": "@id"},
    "spokenByCharacter": {"@type": "@id"},
    "citation": {"@type": "@id"},
    "appearance": {"@type": "@id"},
    "isPartOf": {"@type": "@id"},
    "datePublished": {"@type": "Date"},
}
_TYPES = {
    "person": "Person",
    "organization": "Organization",
    "group": "Organization",
    "document": "CreativeWork",
}


def write_json_ld(documents: Iterable[Document], stream: TextIO, view: View) -> None:
    """One object whose ``@graph`` holds the articles, their speakers, quotes, claims and deadlines.

    ``<`` and ``&`` are escaped as JSON allows, so that the object can stand in an HTML page's ``<script>``.
    """
    stream.write(f'{{"@context": {_json(CONTEXT)},\n "@graph": [')
    separator = "\n  "
    for document in documents:
        for node in _graph(document, view):
            stream.write(separator + _json(node))
            separator = ",\n  "
    stream.write("\n]}\n")


def article_iri(document: Document) -> str:
    """The article's address where its source is one, else a name made of its id."""
    source = document.source or ""
    if source.startswith(("https://", "http://")):
        return percent_encoded(source, safe=":/?#[]@!$&'()*+,;=%~")
    return f"urn:newsclaims:article:{percent_encoded(document.id, safe='')}"


def _graph(document: Document, view: View) -> Iterator[Node]:
    article = article_iri(document)
    yield _node(
        {
            "@id": article,
            "@type": "NewsArticle",
            "headline": document.title,
            "creator": {"@type": "Person", "name": document.author} if document.author else None,
            "datePublished": document.date.isoformat() if document.date else None,
            "articleBody": document.text if view.text else None,
            "identifier": document.id,
        }
    )
    kinds = {speaker.id: speaker.kind for speaker in document.speakers}
    if "speakers" in view.only:
        yield from (_speaker(speaker, article) for speaker in document.speakers)
    if "quotes" in view.only:
        yield from (_quote(quote, article, kinds) for quote in document.quotes)
    if "claims" in view.only:
        yield from (_claim(claim, article) for claim in document.claims)
    if "deadlines" in view.only:
        yield from (_deadline(deadline, article) for deadline in document.deadlines)


def _speaker(speaker: Speaker, article: str) -> Node:
    affiliation = {"@type": "Organization", "name": speaker.affiliation} if speaker.affiliation else None
    person = speaker.kind == "person"
    return _node(
        {
            "@id": f"{article}#{speaker.id}",
            "@type": _TYPES[speaker.kind],
            "name": speaker.name,
            "jobTitle": speaker.role if person else None,
            "description": None if person else speaker.role,
            "affiliation": affiliation if person else None,
            "newsclaims:kind": speaker.kind,
        }
    )


def _quote(quote: Quote, article: str, kinds: Mapping[str, str]) -> Node:
    written = quote.speaker is not None and kinds[quote.speaker] == "document"
    speaker = f"{article}#{quote.speaker}" if quote.speaker else None
    return _node(
        {
            "@id": f"{article}#{quote.id}",
            "@type": "Quotation",
            "text": quote.text,
            "citation" if written else "spokenByCharacter": speaker,
            "isPartOf": article,
            "newsclaims:type": quote.type,
            "newsclaims:cue": quote.cue.text if quote.cue else None,
            "newsclaims:start": quote.parts[0].start,
            "newsclaims:end": quote.parts[-1].end,
            "newsclaims:confidence": quote.confidence,
        }
    )


def _claim(claim: Claim, article: str) -> Node:
    return _node(
        {
            "@id": f"{article}#{claim.id}",
            "@type": "Claim",
            "text": claim.text,
            "author": f"{article}#{claim.speaker}" if claim.speaker else None,
            "appearance": article,
            "isPartOf": f"{article}#{claim.quote}" if claim.quote else article,
            "newsclaims:type": claim.type,
            "newsclaims:certainty": claim.certainty,
            "newsclaims:negated": claim.negated,
            "newsclaims:condition": claim.condition.text if claim.condition else None,
            "newsclaims:checkworthiness": claim.checkworthiness,
            "newsclaims:start": claim.start,
            "newsclaims:end": claim.end,
            "newsclaims:confidence": claim.confidence,
        }
    )


def _deadline(deadline: Deadline, article: str) -> Node:
    """schema.org has no deadline: an Action that has to end by then comes nearest."""
    obligor = deadline.obligor
    agent: Node | None = None
    if obligor:
        agent = {"@id": f"{article}#{obligor.speaker}"} if obligor.speaker else {"name": obligor.text}
    return _node(
        {
            "@id": f"{article}#{deadline.id}",
            "@type": "Action",
            "name": deadline.task.text if deadline.task else deadline.limit.text,
            "agent": agent,
            "endTime": deadline.due.latest,
            "isPartOf": article,
            "newsclaims:due": deadline.due.value,
            "newsclaims:limit": deadline.limit.text,
            "newsclaims:firmness": deadline.firmness,
            "newsclaims:start": deadline.limit.start,
            "newsclaims:end": deadline.limit.end,
        }
    )


def _node(properties: Node) -> Node:
    return {key: value for key, value in properties.items() if value is not None}


def _json(value: Node) -> str:
    return dumps(value).replace("<", "\\u003c").replace("&", "\\u0026")
