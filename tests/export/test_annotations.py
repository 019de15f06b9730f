"""Web annotations as a JSON-LD processor and an annotation tool read them."""

import io
import json
from typing import Any

import pytest
import rdflib

from newsclaims.export import View, writer
from newsclaims.records import Document, Quote

OA = "http://www.w3.org/ns/oa#"
# The terms of http://www.w3.org/ns/anno.jsonld that the page uses (Web Annotation Vocabulary, 2017, appendix A).
CONTEXT = {
    "oa": OA,
    "as": "http://www.w3.org/ns/activitystreams#",
    "rdf": "http://www.w3.org/1999/02/22-rdf-syntax-ns#",
    "dc": "http://purl.org/dc/elements/1.1/",
    "foaf": "http://xmlns.com/foaf/0.1/",
    "id": "@id",
    "type": "@type",
    "Annotation": "oa:Annotation",
    "AnnotationPage": "as:OrderedCollectionPage",
    "TextualBody": "oa:TextualBody",
    "TextQuoteSelector": "oa:TextQuoteSelector",
    "TextPositionSelector": "oa:TextPositionSelector",
    "Software": "as:Application",
    "body": {"@id": "oa:hasBody", "@type": "@id"},
    "target": {"@id": "oa:hasTarget", "@type": "@id"},
    "source": {"@id": "oa:hasSource", "@type": "@id"},
    "selector": {"@id": "oa:hasSelector", "@type": "@id"},
    "motivation": {"@id": "oa:motivatedBy", "@type": "@vocab"},
    "purpose": {"@id": "oa:hasPurpose", "@type": "@vocab"},
    "tagging": "oa:tagging",
    "classifying": "oa:classifying",
    "describing": "oa:describing",
    "items": {"@id": "as:items", "@type": "@id", "@container": "@list"},
    "exact": "oa:exact",
    "prefix": "oa:prefix",
    "suffix": "oa:suffix",
    "start": {"@id": "oa:start"},
    "end": {"@id": "oa:end"},
    "value": "rdf:value",
    "format": "dc:format",
    "name": "foaf:name",
    "generator": {"@id": "as:generator", "@type": "@id"},
}


def annotations(document: Document, view: View | None = None) -> dict[str, Any]:
    stream = io.StringIO()
    writer("annotations")([document], stream, view or View())
    page: dict[str, Any] = json.loads(stream.getvalue())
    return page


@pytest.mark.filterwarnings("ignore:ConjunctiveGraph is deprecated:DeprecationWarning")
def test_a_processor_finds_each_record_where_it_is(document: Document) -> None:
    page = annotations(document)
    assert page["@context"] == "http://www.w3.org/ns/anno.jsonld"
    graph = rdflib.Graph().parse(data=json.dumps(page | {"@context": CONTEXT}), format="json-ld")
    rows = graph.query(
        """PREFIX oa: <http://www.w3.org/ns/oa#> PREFIX rdf: <http://www.w3.org/1999/02/22-rdf-syntax-ns#>
        SELECT ?tag ?start ?end ?exact WHERE {
          ?annotation a oa:Annotation ; oa:hasBody [ oa:hasPurpose oa:tagging ; rdf:value ?tag ] ;
            oa:hasTarget [ oa:hasSource <urn:newsclaims:article:a.txt> ; oa:hasSelector ?at, ?quoted ] .
          ?at a oa:TextPositionSelector ; oa:start ?start ; oa:end ?end .
          ?quoted a oa:TextQuoteSelector ; oa:exact ?exact . }"""
    )
    found = {str(row[0]): row for row in rows if isinstance(row, tuple)}
    assert set(found) == {"speaker", "quote", "claim", "date", "deadline"}
    assert document.text is not None
    for row in found.values():
        _, start, end, exact = map(str, row)
        assert document.text[int(start) : int(end)] == exact


def test_words_are_found_by_what_stands_around_them(document: Document, hostile: Document) -> None:
    for article in (document, hostile):
        for annotation in annotations(article)["items"]:
            for target in annotation["target"]:
                quoted = target["selector"][1]
                assert quoted["prefix"] + quoted["exact"] + quoted["suffix"] in str(article.text)


def test_the_record_is_in_its_annotation(document: Document) -> None:
    [quote] = annotations(document, View.of("quotes"))["items"]
    body = {(body["purpose"], body["format"]): body["value"] for body in quote["body"]}
    assert Quote.model_validate_json(body["describing", "application/json"]) == document.quotes[0]
    assert body["describing", "text/plain"] == "direct quote by Ana Lund"
    assert body["classifying", "text/plain"] == "direct"


def test_a_quote_of_two_parts_has_two_targets(document: Document) -> None:
    quote = document.quotes[0]
    parts = (*quote.parts, document.quotes[0].cue)
    two = document.model_copy(update={"quotes": (quote.model_copy(update={"parts": parts}),)})
    [annotation] = annotations(two, View.of("quotes", text=False))["items"]
    assert [target["selector"][1] for target in annotation["target"]] == [
        {"type": "TextQuoteSelector", "exact": "We will pay £5m by Friday"},
        {"type": "TextQuoteSelector", "exact": "said"},
    ]


def test_it_can_stand_in_a_page(hostile: Document) -> None:
    stream = io.StringIO()
    writer("annotations")([hostile], stream, View())
    assert "<" not in stream.getvalue()
    assert json.loads(stream.getvalue())["items"][0]["body"]
