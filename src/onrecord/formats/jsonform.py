"""The JSON form of a reading, described by ``reading.schema.json`` beside this file.

The version is that of the form, not of the software: its first number changes when a program that
read the form before could no longer do so.
"""

from __future__ import annotations

import json
from collections.abc import Iterable
from datetime import date
from pathlib import Path
from typing import Any

from onrecord.errors import OnRecordError
from onrecord.formats.fragments import text_fragment
from onrecord.records import Article, Attribution, Hop, Reading, Source, Span
from onrecord.routes import stations

__all__ = ["SCHEMA", "VERSION", "error_record", "record", "schema"]

VERSION = "1.2"
SCHEMA = Path(__file__).with_name("reading.schema.json")


def schema() -> dict[str, Any]:
    """The JSON Schema of the form."""
    loaded: dict[str, Any] = json.loads(SCHEMA.read_text(encoding="utf-8"))
    return loaded


def record(reading: Reading) -> dict[str, Any]:
    """A reading as plain JSON values."""
    sources = {source.id: source for source in reading.sources}
    return {
        "version": VERSION,
        "id": reading.article.id,
        "article": _article(reading.article),
        "attributions": [
            _attribution(reading.article, one, sources.get(one.source_id or "")) for one in reading
        ],
        "sources": [_source(reading.article, source) for source in reading.sources],
        "times": [
            {
                **_span(reading.article, one.span),
                "value": one.value,
                "attribution": one.attribution,
                "dates": one.dates,
            }
            for one in reading.times
        ],
    }


def error_record(page: str, error: OnRecordError) -> dict[str, Any]:
    """The record that stands for a page that could not be read."""
    return {
        "version": VERSION,
        "id": page,
        "error": {"kind": type(error).__name__, "message": str(error)},
    }


def _article(article: Article) -> dict[str, Any]:
    return {
        "url": article.url,
        "title": article.title,
        "standfirst": article.standfirst,
        "authors": list(article.authors),
        "published": _moment(article.published),
        "modified": _moment(article.modified),
        "outlet": article.outlet,
        "credits": [
            {
                "name": credit.name,
                "form": credit.form,
                "span": _span(article, credit.span) if credit.span else None,
            }
            for credit in article.credits
        ],
        "language": article.language,
        "text": article.text,
        "blocks": [
            {
                "kind": block.kind,
                "start": block.span.start,
                "end": block.span.end,
                "page_start": block.page_start,
            }
            for block in article.blocks
        ],
        "furniture": [
            {"text": piece.text, "page_start": piece.page_start} for piece in article.furniture
        ],
    }


def _attribution(article: Article, one: Attribution, source: Source | None) -> dict[str, Any]:
    return {
        "id": one.id,
        "source": _spans(article, one.source),
        "cue": _spans(article, one.cue),
        "content": _spans(article, one.content),
        "form": one.form,
        "score": one.score,
        "parent": one.parent,
        "continued": one.continued,
        "act": one.act,
        "source_id": one.source_id,
        "terms": one.terms,
        "channel": one.channel,
        "via": [hop.name for hop in one.via],
        "chain": [_hop(article, hop) for hop in stations(article, one, source)],
        "link": text_fragment(article, (one.content or one.cue)[0]),
    }


def _hop(article: Article, hop: Hop) -> dict[str, Any]:
    return {
        "name": hop.name,
        "station": hop.station,
        "span": _span(article, hop.span) if hop.span else None,
    }


def _source(article: Article, source: Source) -> dict[str, Any]:
    return {
        "id": source.id,
        "name": source.name,
        "kind": source.kind,
        "named": source.named,
        "role": source.role,
        "affiliation": source.affiliation,
        "count": source.count,
        "terms": source.terms,
        "condition": _span(article, source.condition) if source.condition else None,
        "reason": _span(article, source.reason) if source.reason else None,
        "mentions": _spans(article, source.mentions),
    }


def _spans(article: Article, spans: Iterable[Span]) -> list[dict[str, Any]]:
    return [_span(article, span) for span in spans]


def _span(article: Article, span: Span) -> dict[str, Any]:
    return {"start": span.start, "end": span.end, "words": article.words(span)}


def _moment(moment: date | None) -> str | None:
    return moment.isoformat() if moment else None
