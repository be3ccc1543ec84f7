"""Readings for the archive's tests, made by hand out of marked text."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime

from sqlalchemy import create_engine

from marked import reading_of, resolve, trace
from onrecord import Article, Page, Provenance, Reading
from onrecord.archive import Filed
from onrecord.records import Block, Span

__all__ = ["article_of", "emptied", "filed"]


def emptied(server: str, name: str) -> str:
    """The address of a database of a PostgreSQL server, without anything in it."""
    engine = create_engine(
        server.replace("postgresql://", "postgresql+psycopg://"), isolation_level="AUTOCOMMIT"
    )
    with engine.connect() as connection:
        connection.exec_driver_sql(f"DROP DATABASE IF EXISTS {name} WITH (FORCE)")
        connection.exec_driver_sql(f"CREATE DATABASE {name} TEMPLATE template0")
    engine.dispose()
    return server.replace("@/postgres?", f"@/{name}?")


def article_of(
    marked: str,
    *,
    url: str | None = None,
    title: str | None = None,
    day: str | None = "2026-03-04",
    outlet: str | None = "Westhaven Courier",
    language: str | None = "en",
    origin: str | None = None,
) -> Reading:
    """A reading of a text with [sources], <cues> and {contents}, resolved and traced."""
    made = reading_of(f"{title}\n\n{marked}" if title else marked)
    article = made.article
    blocks = [Block("title", Span(0, len(title)))] if title else []
    blocks.append(Block("paragraph", Span(len(title) + 2 if title else 0, len(article.text))))
    article = replace(
        article,
        blocks=tuple(blocks),
        url=url,
        title=title,
        outlet=outlet,
        language=language,
        published=datetime.fromisoformat(f"{day}T08:00:00+00:00") if day else None,
        provenance=Provenance("onrecord test", "2.2", origin=origin or url),
    )
    reading = trace(resolve(replace(made, article=article)))
    provenance = replace(article.provenance or Provenance("", ""), model="by-hand")
    return replace(reading, provenance=provenance)


def filed(reading: Reading, *, page: bool = True, minute: int = 0) -> Filed:
    """A reading with the page that it is of, and when it was seen."""
    article: Article = reading.article
    return Filed(
        reading,
        Page(article.text, kind="text", url=article.url) if page else None,
        seen=datetime(2026, 3, 4, 9, minute, tzinfo=UTC),
    )
