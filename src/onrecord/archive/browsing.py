"""What pages of a site list: the latest articles, what hangs together with one, who speaks, what outlets do."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import Any

from sqlalchemy import Connection, Select, func, select

from onrecord.archive import schema, site
from onrecord.archive.actors import folded_name

__all__ = [
    "ActorCount",
    "ArticleHead",
    "Habits",
    "OutletCount",
    "actors",
    "actors_of",
    "article_head",
    "habits",
    "latest",
    "others_of_story",
    "outlets",
    "suggestions",
]

_MOST_SUGGESTED = 8


@dataclass(frozen=True, slots=True)
class ArticleHead:
    """What a list shows of an article.

    Attributes:
        id: its number.
        title, url, outlet, day, language: as the archive keeps them.
        outlet_key: by which its outlet is known.
        story: number of its story; None where it is in none yet.
        original: number of the article that it is a translation of.
        translations: numbers of its translations.
    """

    id: int
    title: str | None
    url: str | None
    outlet: str | None
    outlet_key: str | None
    day: str
    language: str | None
    story: int | None = None
    original: int | None = None
    translations: tuple[int, ...] = ()


@dataclass(frozen=True, slots=True)
class ActorCount:
    """A person or body with the number of its statements."""

    id: int
    name: str
    kind: str
    statements: int


@dataclass(frozen=True, slots=True)
class OutletCount:
    """An outlet with the number of its articles."""

    key: str
    name: str
    articles: int


@dataclass(frozen=True, slots=True)
class Habits:
    """What an outlet does.

    Attributes:
        key, name: of the outlet.
        articles, statements: how many the archive has.
        by_terms: statements by the terms of their source.
        second_hand: statements that came through another outlet.
        by_derivation: articles of stories by how they came about.
        first: claims of several articles that it had first; `carried`: that it has at all.
        relays: outlets that its statements came through, with how many.
    """

    key: str
    name: str
    articles: int
    statements: int
    by_terms: Mapping[str, int] = field(hash=False, default_factory=dict)
    second_hand: int = 0
    by_derivation: Mapping[str, int] = field(hash=False, default_factory=dict)
    first: int = 0
    carried: int = 0
    relays: Mapping[str, int] = field(hash=False, default_factory=dict)


def _heads() -> Select[Any]:
    article, story = schema.article, schema.story
    return select(
        article.c.id, article.c.title, article.c.url, article.c.outlet, article.c.outlet_key,
        article.c.day, article.c.language, story.c.story_id,
    ).join(story, story.c.article_id == article.c.id, isouter=True)  # fmt: skip


def latest(
    connection: Connection,
    *,
    limit: int = 30,
    before: tuple[str, int] | None = None,
    outlet: str | None = None,
) -> list[ArticleHead]:
    """The latest articles.

    Args:
        connection: to the archive's database.
        limit: how many.
        before: day and number of one; those behind it in the order.
        outlet: key of the outlet that they are of.
    """
    article = schema.article
    asked = _heads().order_by(article.c.day.desc(), article.c.id.desc()).limit(limit)
    if before is not None:
        day, number = before
        asked = asked.where(
            (article.c.day < day) | ((article.c.day == day) & (article.c.id < number))
        )
    if outlet is not None:
        asked = asked.where(article.c.outlet_key == outlet)
    return [ArticleHead(*row) for row in connection.execute(asked)]


def article_head(connection: Connection, number: int) -> ArticleHead | None:
    """What is known of an article; None where there is none of that number."""
    row = connection.execute(_heads().where(schema.article.c.id == number)).first()
    if row is None:
        return None
    table = site.original
    of = connection.execute(select(table.c.of).where(table.c.article_id == number)).scalar()
    told = select(table.c.article_id).where(table.c.of == number).order_by(table.c.article_id)
    translations = tuple(connection.execute(told).scalars())
    return replace(ArticleHead(*row), original=of, translations=translations)


def others_of_story(
    connection: Connection, head: ArticleHead, *, limit: int = 8
) -> list[ArticleHead]:
    """The other articles of an article's story, in order of time."""
    if head.story is None:
        return []
    article, story = schema.article, schema.story
    asked = (
        _heads()
        .where(story.c.story_id == head.story, article.c.id != head.id)
        .order_by(article.c.day, article.c.id)
        .limit(limit)
    )
    return [ArticleHead(*row) for row in connection.execute(asked)]


def actors_of(connection: Connection, article: int) -> dict[str, int]:
    """The actors that the sources of an article are, by the sources' own ids."""
    source = schema.source
    asked = select(source.c.local, source.c.actor_id).where(
        source.c.article_id == article, source.c.actor_id.is_not(None)
    )
    return {row[0]: row[1] for row in connection.execute(asked)}


def actors(
    connection: Connection, *, limit: int = 100, since: str | None = None
) -> list[ActorCount]:
    """Who speaks most.

    Args:
        connection: to the archive's database.
        limit: how many.
        since: the day from which on statements are counted; None of all.
    """
    actor, statement = schema.actor, schema.statement
    many = func.count()
    counted = select(statement.c.actor_id, many.label("many")).where(
        statement.c.actor_id.is_not(None)
    )
    if since is not None:
        counted = counted.where(statement.c.day >= since)
    most = (
        counted.group_by(statement.c.actor_id)
        .order_by(many.desc(), statement.c.actor_id)
        .limit(limit)
        .subquery()
    )
    asked = (
        select(actor.c.id, actor.c.name, actor.c.kind, most.c.many)
        .join(most, most.c.actor_id == actor.c.id)
        .order_by(most.c.many.desc(), actor.c.id)
    )
    return [ActorCount(*row) for row in connection.execute(asked)]


def outlets(connection: Connection, *, limit: int = 500) -> list[OutletCount]:
    """The outlets of the archive, those of most articles first."""
    article = schema.article
    many = func.count()
    asked = (
        select(article.c.outlet_key, func.max(article.c.outlet), many)
        .where(article.c.outlet_key.is_not(None))
        .group_by(article.c.outlet_key)
        .order_by(many.desc(), article.c.outlet_key)
        .limit(limit)
    )
    return [OutletCount(*row) for row in connection.execute(asked)]


def habits(connection: Connection, key: str) -> Habits | None:
    """What an outlet does; None where the archive has nothing of it."""
    article, statement = schema.article, schema.statement
    counted = select(func.max(article.c.outlet), func.count()).where(article.c.outlet_key == key)
    name, articles = connection.execute(counted).one()
    if not articles:
        return None
    terms = (
        select(statement.c.terms, func.count())
        .where(statement.c.outlet_key == key)
        .group_by(statement.c.terms)
    )
    by_terms = {told or "unclear": count for told, count in connection.execute(terms)}
    second_hand, relays = _relayed(connection, key)
    derived = _derived(connection, key)
    return Habits(
        key=key,
        name=name,
        articles=articles,
        statements=sum(by_terms.values()),
        by_terms=by_terms,
        second_hand=second_hand,
        by_derivation={row[0]: row[1] for row in derived},
        first=sum(int(row[2] or 0) for row in derived),
        carried=sum(int(row[3] or 0) for row in derived),
        relays=relays,
    )


def _derived(connection: Connection, key: str) -> Sequence[Any]:
    """How an outlet's articles came about: kind, how many, claims had first, claims carried."""
    article, table = schema.article, schema.derivation
    asked = (
        select(table.c.kind, func.count(), func.sum(table.c.first), func.sum(table.c.claims))
        .join(article, article.c.id == table.c.article_id)
        .where(article.c.outlet_key == key)
        .group_by(table.c.kind)
    )
    return connection.execute(asked).all()


def _relayed(connection: Connection, key: str) -> tuple[int, dict[str, int]]:
    """How many statements of an outlet came through others, and through which most."""
    statement, route = schema.statement, schema.route
    said = statement.c.outlet_key == key
    many = func.count(statement.c.id.distinct())
    through = (
        select(func.max(route.c.name), many)
        .join(statement, statement.c.id == route.c.statement_id)
        .where(said)
        .group_by(route.c.key)
        .order_by(many.desc())
        .limit(12)
    )
    second = select(many).join(route, route.c.statement_id == statement.c.id).where(said)
    relays: dict[str, int] = dict(map(tuple, connection.execute(through)))
    return connection.execute(second).scalar_one(), relays


def suggestions(connection: Connection, begun: str) -> list[str]:
    """Names of actors that begin as a reader began to type."""
    folded = folded_name(begun)
    if len(folded) < 2:
        return []
    table = schema.actor_name
    end = folded[:-1] + chr(ord(folded[-1]) + 1)
    asked = (
        select(table.c.name)
        .where(table.c.folded >= folded, table.c.folded < end, table.c.name.not_like("~%"))
        .order_by(table.c.folded)
        .limit(_MOST_SUGGESTED)
    )
    return list(dict.fromkeys(connection.execute(asked).scalars()))
