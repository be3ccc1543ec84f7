"""What the forms of linked data share: names for an article's things, and kinds of agents."""

from __future__ import annotations

from typing import Any
from urllib.parse import quote, urldefrag

from onrecord.records import Article, Reading, Source

__all__ = ["Json", "base_of", "outlet_id", "said_by", "source_id"]

Json = dict[str, Any]


def base_of(article: Article) -> str:
    """The IRI of an article: its page's URL, or a URN made of its id."""
    return (
        urldefrag(article.url).url
        if article.url
        else f"urn:onrecord:{quote(article.id, safe='', errors='replace')}"
    )


def source_id(article: Article, source: Source) -> str:
    """The IRI of a source: sources are known by article, not across them."""
    return f"{base_of(article)}#{source.id}"


def outlet_id(name: str) -> str:
    """The IRI of an outlet, the same in all articles that call it so."""
    return f"urn:onrecord:outlet:{quote(name.casefold(), safe='', errors='replace')}"


def said_by(reading: Reading) -> dict[str, Source]:
    """The source of each attribution that has one, by the attribution's id."""
    sources = {source.id: source for source in reading.sources}
    return {
        one.id: sources[one.source_id]
        for one in reading
        if one.source_id and one.source_id in sources
    }
