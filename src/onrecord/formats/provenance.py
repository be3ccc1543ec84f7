"""The routes of a reading in PROV-O (W3C Recommendation, 2013), as JSON-LD.

Each statement is an entity. As its source said it, as each outlet carried it, and as it stands on
this page are entities of their own, each derived from the one before and attributed to who said or
carried it: the chain of the statement, a hop an entity. A source that is a document is an entity
too: what is said in it is derived from it.
"""

from __future__ import annotations

from onrecord.formats.linked import Json, base_of, outlet_id, said_by, source_id
from onrecord.records import Article, Attribution, Hop, Reading, Source
from onrecord.routes import stations

__all__ = ["provenance"]

_CONTEXT: Json = {
    "prov": "http://www.w3.org/ns/prov#",
    "rdfs": "http://www.w3.org/2000/01/rdf-schema#",
    "dcterms": "http://purl.org/dc/terms/",
    "xsd": "http://www.w3.org/2001/XMLSchema#",
    "id": "@id",
    "type": "@type",
    "label": "rdfs:label",
    "value": "prov:value",
    "partOf": {"@id": "dcterms:isPartOf", "@type": "@id"},
    "wasAttributedTo": {"@id": "prov:wasAttributedTo", "@type": "@id"},
    "wasDerivedFrom": {"@id": "prov:wasDerivedFrom", "@type": "@id"},
    "wasQuotedFrom": {"@id": "prov:wasQuotedFrom", "@type": "@id"},
    "hadPrimarySource": {"@id": "prov:hadPrimarySource", "@type": "@id"},
    "generatedAtTime": {"@id": "prov:generatedAtTime", "@type": "xsd:dateTime"},
}
#: What an agent is besides: PROV readers that draw no conclusions want the general class as well.
_AGENTS = {
    "person": "prov:Person",
    "organisation": "prov:Organization",
    "outlet": "prov:Organization",
}


def provenance(reading: Reading) -> Json:
    """The routes of all statements of a reading."""
    article, sources = reading.article, said_by(reading)
    nodes: dict[str, Json] = {}
    page: Json = {"id": base_of(article), "type": "prov:Entity"}
    if article.title:
        page["label"] = article.title
    if article.published is not None and hasattr(article.published, "hour"):
        page["generatedAtTime"] = article.published.isoformat()
    if article.outlet:
        page["wasAttributedTo"] = _outlet(article.outlet, nodes)
    nodes[page["id"]] = page
    for source in reading.sources:
        nodes[source_id(article, source)] = _source(article, source)
    for one in reading:
        if one.content:
            _statement(article, one, sources.get(one.id), nodes)
    return {"@context": _CONTEXT, "@graph": list(nodes.values())}


def _statement(
    article: Article, one: Attribution, source: Source | None, nodes: dict[str, Json]
) -> None:
    here = f"{base_of(article)}#{one.id}"
    words = " ".join(article.words(*one.content).split())
    node: Json = {"id": here, "type": "prov:Entity", "value": words, "partOf": base_of(article)}
    if article.outlet:
        node["wasAttributedTo"] = _outlet(article.outlet, nodes)
    before: str | None = None  # the entity that the next one is derived from
    carried = [hop for hop in stations(article, one, source) if hop.station in ("via", "credit")]
    if source is not None:
        before = f"{here}-said"
        nodes[before] = _as_said(article, before, source)
    for number, hop in enumerate(carried, start=1):
        passed = f"{here}-carried-{number}"
        nodes[passed] = _as_carried(passed, hop, before, nodes)
        before = passed
    if before is not None:
        quoted = one.form == "direct" and not carried
        node["wasQuotedFrom" if quoted else "wasDerivedFrom"] = before
    nodes[here] = node


def _as_said(article: Article, id: str, source: Source) -> Json:
    by = source_id(article, source)
    role = "hadPrimarySource" if source.kind == "document" else "wasAttributedTo"
    return {"id": id, "type": "prov:Entity", role: by}


def _as_carried(id: str, hop: Hop, before: str | None, nodes: dict[str, Json]) -> Json:
    node: Json = {"id": id, "type": "prov:Entity", "wasAttributedTo": _outlet(hop.name, nodes)}
    if before is not None:
        node["wasDerivedFrom"] = before
    return node


def _outlet(name: str, nodes: dict[str, Json]) -> str:
    key = outlet_id(name)
    nodes.setdefault(key, {"id": key, "type": ["prov:Agent", "prov:Organization"], "label": name})
    return key


def _source(article: Article, source: Source) -> Json:
    if source.kind == "document":
        kinds = ["prov:Entity"]
    else:
        kinds = ["prov:Agent", *([_AGENTS[source.kind]] if source.kind in _AGENTS else [])]
    return {"id": source_id(article, source), "type": kinds, "label": source.name}
