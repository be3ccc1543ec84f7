"""Joins of sources to actors that people make and undo, which stay as they say."""

from __future__ import annotations

from sqlalchemy import Connection, delete, select, tuple_, update

from onrecord.archive import schema
from onrecord.archive.actors import folded_name, last_name, named
from onrecord.archive.database import MOST, numbers
from onrecord.archive.joining import apart_key, apart_rows
from onrecord.archive.rows import outlet_key
from onrecord.archive.search import readings_of
from onrecord.errors import ArchiveError
from onrecord.languages import actor_words

__all__ = ["join_actors", "split_source"]


def split_source(connection: Connection, article: int, local: str) -> int:
    """Let a source of an article be an actor of its own; the join that is undone is never made again.

    Raises:
        ArchiveError: there is no such source, or it is nobody's.
    """
    source, statement, actor = schema.source, schema.statement, schema.actor
    row = connection.execute(
        select(source).where(source.c.article_id == article, source.c.local == local)
    ).first()
    if row is None or row.actor_id is None:
        raise ArchiveError(f"article {article}: no source {local!r} that is joined with others")
    reading = readings_of(connection, [article])[article]
    own = next(one for one in reading.sources if one.id == local)
    words = actor_words(reading.article.language)
    known = named(own, reading.article, words, outlet_key(reading.article.outlet) or "")
    identity = connection.execute(
        select(schema.article.c.identity).where(schema.article.c.id == article)
    ).scalar_one()
    (number,) = numbers(connection, "actor", 1)
    connection.execute(actor.insert().values(id=number, name=row.name, kind=row.kind, into=None))
    names = schema.actor_name.insert()
    if known is None:
        folded = folded_name(row.name)
        last = last_name(folded, words)
        connection.execute(
            names.values(actor_id=number, name=row.name, key="", folded=folded, last=last)
        )
    else:
        connection.execute(names, apart_rows(number, row.name, known, identity))
        for word in known.about:
            connection.execute(schema.actor_about.insert().values(actor_id=number, word=word))
        connection.execute(schema.apart.insert().values(
            identity=identity, key=apart_key(known), actor_id=row.actor_id,
        ))  # fmt: skip
    connection.execute(update(source).where(source.c.id == row.id).values(actor_id=number))
    own = statement.c.source_id == row.id
    connection.execute(update(statement).where(own).values(actor_id=number))
    carried = schema.route.c.statement_id.in_(select(statement.c.id).where(own))
    connection.execute(update(schema.route).where(carried).values(actor_id=number))
    return number


def join_actors(connection: Connection, actor: int, into: int) -> None:
    """Make two actors one.

    Raises:
        ArchiveError: one of them is not there, or they are one already.
    """
    table, name, about = schema.actor, schema.actor_name, schema.actor_about
    known = [number for number in (actor, into) if 0 < number <= MOST]
    rows = connection.execute(select(table).where(table.c.id.in_(known))).all()
    if len(rows) != 2 or any(row.into is not None for row in rows):
        raise ArchiveError(f"{actor} and {into}: not two actors of the archive")
    # What was said last holds: a join that was undone in one of their articles is made again.
    source, article = schema.source, schema.article
    theirs = (
        select(article.c.identity)
        .join(source, source.c.article_id == article.c.id)
        .where(source.c.actor_id.in_([actor, into]))
    )
    apart = schema.apart
    undone = apart.c.actor_id.in_([actor, into]) & apart.c.identity.in_(theirs)
    connection.execute(delete(apart).where(undone))
    # Joins that were undone in other articles are not made again under the other number.
    told = select(apart.c.identity, apart.c.key).where(apart.c.actor_id == into)
    double = (apart.c.actor_id == actor) & tuple_(apart.c.identity, apart.c.key).in_(told)
    connection.execute(delete(apart).where(double))
    connection.execute(update(apart).where(apart.c.actor_id == actor).values(actor_id=into))
    for one in (schema.source, schema.statement, schema.route):
        connection.execute(update(one).where(one.c.actor_id == actor).values(actor_id=into))
    names = set(connection.execute(select(name.c.name).where(name.c.actor_id == into)).scalars())
    connection.execute(delete(name).where(name.c.actor_id == actor, name.c.name.in_(names)))
    connection.execute(update(name).where(name.c.actor_id == actor).values(actor_id=into))
    words = set(connection.execute(select(about.c.word).where(about.c.actor_id == into)).scalars())
    connection.execute(delete(about).where(about.c.actor_id == actor, about.c.word.in_(words)))
    connection.execute(update(about).where(about.c.actor_id == actor).values(actor_id=into))
    connection.execute(update(table).where(table.c.into == actor).values(into=into))
    connection.execute(update(table).where(table.c.id == actor).values(into=into))
