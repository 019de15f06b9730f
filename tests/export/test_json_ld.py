"""JSON-LD as a processor reads it: a graph that answers questions."""

import io
import json
from html.parser import HTMLParser

import pytest
import rdflib

from newsclaims.export import View, writer
from newsclaims.export.json_ld import article_iri
from newsclaims.records import Document

pytestmark = pytest.mark.filterwarnings("ignore:ConjunctiveGraph is deprecated:DeprecationWarning")
SCHEMA = "https://schema.org/"


def output(document: Document, view: View | None = None) -> str:
    stream = io.StringIO()
    writer("jsonld")([document], stream, view or View())
    return stream.getvalue()


def test_a_processor_answers_who_said_what(document: Document) -> None:
    graph = rdflib.Graph().parse(data=output(document), format="json-ld")
    rows = graph.query(
        """PREFIX s: <https://schema.org/> PREFIX n: <urn:newsclaims:>
        SELECT ?name ?words ?claim ?type ?day WHERE {
          ?quote a s:Quotation ; s:text ?words ; s:spokenByCharacter ?speaker ; s:isPartOf ?article .
          ?speaker a s:Person ; s:name ?name .
          ?claim a s:Claim ; s:author ?speaker ; s:isPartOf ?quote ; s:appearance ?article ; n:type ?type .
          ?article a s:NewsArticle ; s:datePublished ?day . }"""
    )
    assert [[str(value) for value in row] for row in rows if isinstance(row, tuple)] == [
        ["Ana Lund", "We will pay £5m by Friday", "urn:newsclaims:article:a.txt#c1", "promise", "2025-04-19"]
    ]


def test_every_class_and_property_is_schema_orgs_or_ours(document: Document, hostile: Document) -> None:
    graph = rdflib.Graph().parse(data=output(document), format="json-ld")
    graph.parse(data=output(hostile), format="json-ld")
    ours = (SCHEMA, "urn:newsclaims:", "http://www.w3.org/1999/02/22-rdf-syntax-ns#type")
    assert {
        str(predicate) for predicate in graph.predicates() if not str(predicate).startswith(ours)
    } == set()


def test_it_can_stand_in_a_page(hostile: Document) -> None:
    class Scripts(HTMLParser):
        def __init__(self) -> None:
            super().__init__()
            self.data: list[str] = []
            self.tags: list[str] = []

        def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
            self.tags.append(tag)
            del attrs

        def handle_data(self, data: str) -> None:
            self.data.append(data)

    parser = Scripts()
    parser.feed(f'<script type="application/ld+json">{output(hostile)}</script>')
    assert parser.tags == ["script"]
    assert json.loads("".join(parser.data))["@graph"][0]["headline"] == hostile.title


def test_an_article_with_an_address_is_called_by_it(document: Document) -> None:
    named = document.model_copy(update={"source": "https://example.org/a b?c=<d>"})
    assert article_iri(named) == "https://example.org/a%20b?c=%3Cd%3E"
    assert (
        article_iri(document.model_copy(update={"source": "javascript:x"})) == "urn:newsclaims:article:a.txt"
    )


def test_a_document_that_speaks_is_cited(document: Document) -> None:
    report = document.speakers[0].model_copy(update={"kind": "document"})
    graph = json.loads(output(document.model_copy(update={"speakers": (report,)})))["@graph"]
    [quotation] = [node for node in graph if node["@type"] == "Quotation"]
    assert quotation["citation"].endswith("#s1")
    assert "spokenByCharacter" not in quotation


def test_a_view_hides_types_and_text(document: Document) -> None:
    graph = json.loads(output(document, View.of("claims", text=False)))["@graph"]
    assert [node["@type"] for node in graph] == ["NewsArticle", "Claim"]
    assert "articleBody" not in graph[0]
