"""A reading's parts as rows of the tables."""

from __future__ import annotations

from collections.abc import Mapping
from functools import lru_cache
from typing import Any, TypeAlias

from onrecord.archive.actors import folded_name
from onrecord.outlets import known_outlet, without_the
from onrecord.records import Attribution, Reading, Source

__all__ = ["article_row", "credit_rows", "outlet_key", "source_rows", "statement_rows"]

Row: TypeAlias = dict[str, Any]


@lru_cache(maxsize=4_096)
def outlet_key(name: str | None) -> str | None:
    """What an outlet is known by, under whatever name and domain."""
    if not name:
        return None
    known = known_outlet(name)
    return folded_name(without_the(known.name if known else name)) or None


def article_row(reading: Reading, id: int, identity: str, first_seen: str) -> Row:
    """The row of an article by one of its readings."""
    article = reading.article
    published = article.published.isoformat() if article.published else None
    return {
        "id": id,
        "identity": identity,
        "url": article.url,
        "title": article.title,
        "outlet": article.outlet,
        "outlet_key": outlet_key(article.outlet),
        "published": published,
        "day": (published or first_seen)[:10],
        "language": article.language,
        "first_seen": first_seen,
        "cut": article.cut,
        "version": 1,
    }


def credit_rows(reading: Reading, article: int) -> list[Row]:
    """The rows of an article's credits."""
    return [
        {
            "article_id": article,
            "name": one.name,
            "key": outlet_key(one.name) or folded_name(one.name),
            "form": one.form,
        }
        for one in reading.article.credits
    ]


def source_rows(reading: Reading, article: int) -> list[Row]:
    """The rows of its sources, in order; nobody has said yet which actors they are."""
    return [
        {
            "article_id": article,
            "local": one.id,
            "name": one.name,
            "kind": one.kind,
            "named": one.named,
            "role": one.role,
            "affiliation": one.affiliation,
            "terms": one.terms,
            "actor_id": None,
        }
        for one in reading.sources
    ]


def statement_rows(
    reading: Reading, article: int, day: str, sources: Mapping[tuple[int, str], Row]
) -> tuple[list[Row], list[Row]]:
    """The rows of its statements, and of the outlets that carried them."""
    of = {one.id: one for one in reading.sources}
    key = outlet_key(reading.article.outlet)
    rows: list[Row] = []
    routes: list[Row] = []
    for one in reading:
        row = sources.get((article, one.source_id or ""))
        source = of.get(one.source_id or "")
        rows.append({
            "article_id": article,
            "local": one.id,
            "source_id": row["id"] if row else None,
            "actor_id": row["actor_id"] if row else None,
            "day": day,
            "outlet_key": key,
            "language": reading.article.language,
            "words": _words(reading, one),
            "who": _who(source),
            "act": one.act,
            "kind": source.kind if source else None,
            "terms": one.terms,
            "channel": one.channel,
            "form": one.form,
            "parent": one.parent,
            "score": one.score,
        })  # fmt: skip
        routes += (
            {
                "article_id": article,
                "local": one.id,
                "name": hop.name,
                "key": outlet_key(hop.name) or folded_name(hop.name),
                "actor_id": row["actor_id"] if row else None,
            }
            for hop in one.via
        )
    return rows, routes


def _words(reading: Reading, one: Attribution) -> str:
    """What is said; of a refusal that gives nothing, the words that refuse."""
    return " ".join(reading.article.words(*(one.content or one.asked or one.cue)).split())


def _who(source: Source | None) -> str:
    if source is None:
        return ""
    told = (source.name, source.role, source.affiliation)
    return " ".join(dict.fromkeys(" ".join(one.split()) for one in told if one))
