"""Readings as flat rows, for tables: one of attributions, one of sources, one of routes.

The tables are joined by ``page`` and ``source_id`` or ``attribution``. Offsets are whole numbers;
where a role stands in several pieces, ``*_start`` is that of the first and ``*_end`` that of the
last, and ``*_span`` has them all, as brat writes them: ``10 20;30 40``.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from typing import Any, TypeAlias

from onrecord.errors import OnRecordError
from onrecord.formats.fragments import text_fragment
from onrecord.records import Article, Attribution, Reading, Source, Span
from onrecord.routes import stations
from onrecord.times import made_on

__all__ = [
    "ATTRIBUTION_FIELDS",
    "ROUTE_FIELDS",
    "SOURCE_FIELDS",
    "Row",
    "attribution_rows",
    "error_row",
    "route_rows",
    "source_rows",
]

Value: TypeAlias = str | float | int | bool | None
Row: TypeAlias = dict[str, Any]

_PAGE = {
    "page": str,
    "identity": str,
    "url": str,
    "outlet": str,
    "authors": str,
    "published": str,
    "modified": str,
    "language": str,
    "title": str,
    "credit": str,
}
#: Columns of the table of attributions, with the types of their values.
ATTRIBUTION_FIELDS: Mapping[str, type] = {
    **_PAGE,
    "attribution": str,
    "source": str,
    "cue": str,
    "content": str,
    "form": str,
    "score": float,
    "parent": str,
    "continued": str,
    "act": str,
    "source_id": str,
    "source_name": str,
    "source_score": float,
    "named_by": str,
    "kind": str,
    "named": bool,
    "role": str,
    "affiliation": str,
    "count": int,
    "terms": str,
    "condition": str,
    "reason": str,
    "channel": str,
    "via": str,
    "relays": str,
    "asked": str,
    "made_on": str,
    "link": str,
    "source_start": int,
    "source_end": int,
    "cue_start": int,
    "cue_end": int,
    "content_start": int,
    "content_end": int,
    "source_span": str,
    "cue_span": str,
    "content_span": str,
    "error": str,
}
#: Columns of the table of sources.
SOURCE_FIELDS: Mapping[str, type] = {
    "page": str,
    "identity": str,
    "source_id": str,
    "name": str,
    "kind": str,
    "named": bool,
    "composed": bool,
    "role": str,
    "affiliation": str,
    "count": int,
    "terms": str,
    "condition": str,
    "reason": str,
    "score": float,
    "candidates": str,
    "statements": int,
    "mentions": str,
}
#: Columns of the table of routes: a row a station of a statement's way.
ROUTE_FIELDS: Mapping[str, type] = {
    "page": str,
    "identity": str,
    "attribution": str,
    "position": int,
    "station": str,
    "name": str,
    "start": int,
    "end": int,
    "words": str,
}


def attribution_rows(reading: Reading) -> Iterator[Row]:
    """One row for each attribution, with the keys of `ATTRIBUTION_FIELDS`; absent values are None."""
    article = reading.article
    days = made_on(reading)
    sources = {source.id: source for source in reading.sources}
    page = _page(article)
    for one in reading:
        source = sources.get(one.source_id or "")
        yield {
            **page,
            **_statement(article, one),
            **_source(article, source),
            "made_on": days.get(one.id),
            "error": None,
        }


def _page(article: Article) -> Row:
    return {
        "page": article.id,
        "identity": article.identity,
        "url": article.url,
        "outlet": article.outlet,
        "authors": _listed(article.authors),
        "published": article.published.isoformat() if article.published else None,
        "modified": article.modified.isoformat() if article.modified else None,
        "language": article.language,
        "title": article.title,
        "credit": _listed(credit.name for credit in article.credits),
    }


def _statement(article: Article, one: Attribution) -> Row:
    row: Row = {**dict.fromkeys(ATTRIBUTION_FIELDS)}
    for key in _PAGE:
        row.pop(key)
    roles = {"source": one.source, "cue": one.cue, "content": one.content}
    for role, spans in roles.items():
        row[role] = article.words(*spans) or None
        row[f"{role}_start"] = spans[0].start if spans else None
        row[f"{role}_end"] = spans[-1].end if spans else None
        row[f"{role}_span"] = _offsets(spans)
    return {
        **row,
        "attribution": one.id,
        "form": one.form,
        "score": one.score,
        "parent": one.parent,
        "continued": one.continued,
        "act": one.act,
        "source_id": one.source_id,
        "source_score": one.source_score,
        "named_by": article.words(*one.named_by) or None,
        "terms": one.terms,
        "channel": one.channel,
        "via": _listed(hop.name for hop in one.via),
        "relays": _listed(hop.name for hop in one.relays),
        "asked": article.words(*one.asked) or None,
        "link": text_fragment(article, (one.content or one.cue)[0]),
    }


def _source(article: Article, source: Source | None) -> Row:
    if source is None:
        return {}
    return {
        "source_name": source.name,
        "kind": source.kind,
        "named": source.named,
        "role": source.role,
        "affiliation": source.affiliation,
        "count": source.count,
        "condition": _words(article, source.condition),
        "reason": _words(article, source.reason),
    }


def source_rows(reading: Reading) -> Iterator[Row]:
    """One row for each source, with the keys of `SOURCE_FIELDS`."""
    article = reading.article
    for source in reading.sources:
        yield {
            "page": article.id,
            "identity": article.identity,
            "source_id": source.id,
            "name": source.name,
            "kind": source.kind,
            "named": source.named,
            "composed": source.composed,
            "role": source.role,
            "affiliation": source.affiliation,
            "count": source.count,
            "terms": source.terms,
            "condition": _words(article, source.condition),
            "reason": _words(article, source.reason),
            "score": source.score,
            "candidates": _listed(source.candidates),
            "statements": sum(1 for one in reading if one.source_id == source.id),
            "mentions": _offsets(source.mentions),
        }


def route_rows(reading: Reading) -> Iterator[Row]:
    """One row for each station on the way of each statement, with the keys of `ROUTE_FIELDS`."""
    article = reading.article
    sources = {source.id: source for source in reading.sources}
    for one in reading:
        hops = stations(article, one, sources.get(one.source_id or ""))
        for position, hop in enumerate(hops, start=1):
            yield {
                "page": article.id,
                "identity": article.identity,
                "attribution": one.id,
                "position": position,
                "station": hop.station,
                "name": hop.name,
                "start": hop.span.start if hop.span else None,
                "end": hop.span.end if hop.span else None,
                "words": _words(article, hop.span),
            }


def error_row(page: str, error: OnRecordError) -> Row:
    """The row that stands for a page that could not be read."""
    what = f"{type(error).__name__}: {error}"
    return {**dict.fromkeys(ATTRIBUTION_FIELDS), "page": page, "error": what}


def _listed(names: Iterable[str]) -> str | None:
    return "; ".join(names) or None


def _words(article: Article, span: Span | None) -> str | None:
    return None if span is None else article.words(span)


def _offsets(spans: Iterable[Span]) -> str | None:
    return ";".join(f"{start} {end}" for start, end in spans) or None
