"""A reading in the words of schema.org, as JSON-LD: a NewsArticle with its quotations and claims.

Words in quotation marks are a ``Quotation``; what is reported without them is nobody's words and so
a ``Claim``. Both carry who said it, the act and terms as keywords, and a link to the words.
"""

from __future__ import annotations

from onrecord.formats.fragments import text_fragment
from onrecord.formats.linked import Json, base_of, said_by, source_id
from onrecord.records import Article, Attribution, Reading, Source

__all__ = ["news_article"]

_AGENTS = {"person": "Person", "organisation": "Organization", "outlet": "NewsMediaOrganization"}


def news_article(reading: Reading) -> Json:
    """A reading's article, with each statement that has content."""
    article, sources = reading.article, said_by(reading)
    node: Json = {
        "@context": {"@vocab": "https://schema.org/"},
        "@id": base_of(article),
        "@type": "NewsArticle",
    }
    if article.url:
        node["url"] = article.url
    if article.title:
        node["headline"] = article.title
    if article.authors:
        node["author"] = [{"@type": "Person", "name": name} for name in article.authors]
    if article.published is not None:
        node["datePublished"] = article.published.isoformat()
    if article.outlet:
        node["publisher"] = {"@type": "NewsMediaOrganization", "name": article.outlet}
    node["hasPart"] = [
        _statement(article, one, sources.get(one.id)) for one in reading if one.content
    ]
    return node


def _statement(article: Article, one: Attribution, source: Source | None) -> Json:
    quoted = one.form in ("direct", "mixed")
    node: Json = {
        "@id": f"{base_of(article)}#{one.id}",
        "@type": "Quotation" if quoted else "Claim",
        "text": " ".join(article.words(*one.content).split()),
        "keywords": [one.act, *([one.terms] if one.terms else [])],
    }
    if link := text_fragment(article, one.content[0]):
        node["url"] = link
    if source is not None:
        if source.kind == "document":
            node["isBasedOn"] = _source(article, source)
        else:
            node["spokenByCharacter" if quoted else "author"] = _source(article, source)
    if one.via:
        node["sourceOrganization"] = [
            {"@type": "NewsMediaOrganization", "name": hop.name} for hop in one.via
        ]
    return node


def _source(article: Article, source: Source) -> Json:
    """A source; of whom it is not clear that they are a person or a body, only the name."""
    kind = "CreativeWork" if source.kind == "document" else _AGENTS.get(source.kind or "", "Thing")
    node: Json = {"@id": source_id(article, source), "@type": kind, "name": source.name}
    if kind == "Person":
        if source.role:
            node["jobTitle"] = source.role
        if source.affiliation:
            node["affiliation"] = {"@type": "Organization", "name": source.affiliation}
    return node
