"""Linked data, read back by parsers that know the vocabularies. The article is made up."""

from __future__ import annotations

import json
from datetime import UTC, datetime
from typing import Any

import pytest
from prov.model import ProvDocument
from pyld import jsonld
from rdflib import Graph, Literal, Namespace, URIRef
from rdflib.namespace import PROV, RDF, SDO

from marked import reading_of, resolve, trace, with_continued
from onrecord import Article, Reading
from onrecord.formats.provenance import provenance
from onrecord.formats.schemaorg import news_article
from onrecord.formats.webannotation import annotation_page
from onrecord.records import Credit

# The parsers' own warnings about themselves.
pytestmark = [
    pytest.mark.filterwarnings(rf"ignore::DeprecationWarning:{module}\..*")
    for module in ("rdflib", "prov")
]

URL = "https://example.org/dam"
OA = Namespace("http://www.w3.org/ns/oa#")
#: The terms used here of the Recommendation's own context, which no test may fetch.
_ANNO = {
    "oa": str(OA),
    "rdf": str(RDF),
    "dc": "http://purl.org/dc/elements/1.1/",
    "as": "http://www.w3.org/ns/activitystreams#",
    "id": {"@id": "@id", "@type": "@id"},
    "type": {"@id": "@type", "@type": "@vocab"},
    **{
        name: f"oa:{name}"
        for name in (
            "Annotation", "TextualBody", "SpecificResource", "TextQuoteSelector",
            "TextPositionSelector", "describing", "tagging", "linking",
        )
    },
    **{name: {"@id": f"oa:{name}"} for name in ("exact", "prefix", "suffix", "start", "end")},
    "AnnotationPage": "as:OrderedCollectionPage",
    "items": {"@id": "as:items", "@type": "@id", "@container": "@list"},
    "body": {"@id": "oa:hasBody", "@type": "@id"},
    "target": {"@id": "oa:hasTarget", "@type": "@id"},
    "source": {"@id": "oa:hasSource", "@type": "@id"},
    "selector": {"@id": "oa:hasSelector", "@type": "@id"},
    "motivation": {"@id": "oa:motivatedBy", "@type": "@vocab"},
    "purpose": {"@id": "oa:hasPurpose", "@type": "@vocab"},
    "value": "rdf:value",
    "format": "dc:format",
}  # fmt: skip


@pytest.fixture(scope="module")
def reading() -> Reading:
    plain = reading_of(
        "{“We, the neighbours, will not move,”} [Ada Reed] <told> the New York Times.\n\n"
        "[The report] <says> {that the dam leaks}. [Two officials] <denied> {that}."
    )
    article = Article(
        "dam",
        plain.article.text,
        title="The dam",
        authors=("N. Writer",),
        published=datetime(2026, 5, 1, 12, tzinfo=UTC),
        outlet="The Daily Example",
        credits=(Credit("Reuters", "agency"),),
        url=URL,
    )
    return trace(with_continued(resolve(Reading(article, plain.attributions))))


def expanded(document: dict[str, Any], context: dict[str, Any]) -> Graph:
    """A graph of JSON-LD whose context stands elsewhere: that context, and no other, is put in."""

    def loader(url: str, _options: object) -> dict[str, Any]:
        assert url == "http://www.w3.org/ns/anno.jsonld"
        return {"contextUrl": None, "documentUrl": url, "document": {"@context": context}}

    whole = jsonld.expand(document, {"documentLoader": loader})
    return Graph().parse(data=json.dumps(whole), format="json-ld")


def test_annotations_point_to_the_very_words(reading: Reading) -> None:
    graph = expanded(annotation_page(reading), _ANNO)
    text = reading.article.text
    statements = {one.id: one for one in reading}
    seen = 0
    for annotation in graph.subjects(RDF.type, OA.Annotation):
        assert graph.value(annotation, OA.motivatedBy) in (OA.describing, OA.linking)
        targets = list(graph.objects(annotation, OA.hasTarget))
        assert targets
        for target in targets:
            assert graph.value(target, OA.hasSource) == URIRef(URL)
            words: dict[URIRef, str] = {}
            for selector in graph.objects(target, OA.hasSelector):
                kind = graph.value(selector, RDF.type)
                if kind == OA.TextQuoteSelector:
                    exact, prefix, suffix = (
                        str(graph.value(selector, OA[name]))
                        for name in ("exact", "prefix", "suffix")
                    )
                    assert prefix + exact + suffix in text
                    words[kind] = exact
                else:
                    start, end = (
                        int(graph.value(selector, OA[name]))
                        for name in ("start", "end")  # type: ignore[arg-type]
                    )
                    words[kind] = text[start:end]
            assert words[OA.TextQuoteSelector] == words[OA.TextPositionSelector]
            seen += 1
    assert seen == sum(len(one.spans) for one in statements.values())


def test_roles_link_to_their_statement(reading: Reading) -> None:
    graph = expanded(annotation_page(reading), _ANNO)
    linked = set(graph.objects(None, OA.hasSource)) - {URIRef(URL)}
    assert linked == {URIRef(f"{URL}#{one.id}") for one in reading}


def test_provenance_is_read_by_a_prov_library(reading: Reading) -> None:
    document = ProvDocument.deserialize(
        content=json.dumps(provenance(reading)), format="rdf", rdf_format="json-ld"
    )
    kinds = {type(record).__name__ for record in document.get_records()}
    assert {"ProvEntity", "ProvAgent", "ProvAttribution", "ProvDerivation"} <= kinds


def test_a_chain_is_a_chain_of_derivations(reading: Reading) -> None:
    graph = Graph().parse(data=json.dumps(provenance(reading)), format="json-ld")
    label = URIRef("http://www.w3.org/2000/01/rdf-schema#label")
    names: list[str] = []
    entity = URIRef(f"{URL}#a1")
    assert graph.value(entity, PROV.value) == Literal("“We, the neighbours, will not move,”")
    while entity is not None:
        agent = graph.value(entity, PROV.wasAttributedTo)
        names.append(str(graph.value(agent, label)))
        entity = graph.value(entity, PROV.wasDerivedFrom)  # type: ignore[assignment]
    assert names == ["The Daily Example", "Reuters", "New York Times", "Ada Reed"]


def test_provenance_uses_no_word_that_prov_has_not(reading: Reading) -> None:
    graph = Graph().parse(data=json.dumps(provenance(reading)), format="json-ld")
    for predicate in set(graph.predicates()):
        if predicate.startswith(str(PROV)):
            assert predicate in PROV


def test_a_document_is_a_primary_source(reading: Reading) -> None:
    graph = Graph().parse(data=json.dumps(provenance(reading)), format="json-ld")
    (said,) = graph.subjects(PROV.hadPrimarySource, None)
    assert said == URIRef(f"{URL}#a2-said")


def test_schema_org_knows_every_word(reading: Reading) -> None:
    graph = Graph().parse(data=json.dumps(news_article(reading)), format="json-ld")
    assert len(graph)
    schema = "https://schema.org/"
    used = {*graph.predicates(), *graph.objects(None, RDF.type)} - {RDF.type}
    for term in used:
        assert str(term).startswith(schema), term
        assert str(term).removeprefix(schema) in SDO, term


def test_quoted_words_are_quotations_and_others_claims(reading: Reading) -> None:
    graph = Graph().parse(data=json.dumps(news_article(reading)), format="json-ld")
    schema = Namespace("https://schema.org/")
    assert list(graph.subjects(RDF.type, schema.Quotation)) == [URIRef(f"{URL}#a1")]
    assert set(graph.subjects(RDF.type, schema.Claim)) == {URIRef(f"{URL}#a2"), URIRef(f"{URL}#a3")}
    speaker = graph.value(URIRef(f"{URL}#a1"), schema.spokenByCharacter)
    assert graph.value(speaker, schema.name) == Literal("Ada Reed")


def test_pages_without_url_and_statements_have_names_too() -> None:
    empty = Reading(Article("no url.txt", "Nothing is said."), ())
    for make in (annotation_page, provenance, news_article):
        document = json.dumps(make(empty))
        assert "urn:onrecord:no%20url.txt" in document
