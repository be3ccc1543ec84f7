"""The stories of an archive as a list: the latest first, by outlet, terms and what they are about."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from sqlalchemy import Connection, Select, func, select

from onrecord.archive import schema
from onrecord.archive.fulltext import fold, stem, words

__all__ = ["Listed", "Topic", "listed", "one_listed", "topics"]

_RECENT = 400  # stories whose articles tell what is written about now
_COMMON = 0.2  # share of them from which a word tells nothing


@dataclass(frozen=True, slots=True)
class Listed:
    """A story of an archive.

    Attributes:
        id: its number, for good.
        title: headline that stands for it.
        articles: how many it has.
        outlets: of how many outlets.
        first, last: days of its first and its last article.
        changed: moment at which an article last came or went.
        terms: of its statements.
        claims: how many several articles have; None of a story that was not compared yet.
        disputed, unnamed: how many of them are disputed, rest on unnamed people alone.
        lead: its foremost claims, each with ``id``, ``wording``, ``articles``, ``origins_least``,
            ``origins_most``, ``named`` and ``disputed_by`` (how many).
    """

    id: int
    title: str | None
    articles: int
    outlets: int
    first: str
    last: str
    changed: str
    terms: tuple[str, ...] = ()
    claims: int | None = None
    disputed: int | None = None
    unnamed: int | None = None
    lead: tuple[Mapping[str, Any], ...] = field(default=(), hash=False)


@dataclass(frozen=True, slots=True)
class Topic:
    """A word that tells what some stories are about.

    Attributes:
        word: its stem, by which they are found.
        shown: as their headlines have it.
        stories: how many of the latest have it.
    """

    word: str
    shown: str
    stories: int


def listed(
    connection: Connection,
    *,
    least: int = 2,
    limit: int = 50,
    before: tuple[str, int] | None = None,
    topic: str | None = None,
    outlet: str | None = None,
    terms: str | None = None,
    unnamed: bool = False,
    disputed: bool = False,
) -> list[Listed]:
    """The stories, the latest first.

    Args:
        connection: to the archive's database.
        least: how many articles a story has that is listed.
        limit: how many are.
        before: last day and number of a story; those behind it in the order.
        topic: a word that tells what one of its articles is about.
        outlet: key of an outlet that has an article of it.
        terms: that a statement of it has.
        unnamed: whether only those are listed of which a claim rests on unnamed people alone.
        disputed: whether only those are listed of which a claim is disputed.
    """
    table = schema.story_summary
    asked = select(table).where(table.c.articles >= least)
    if before is not None:
        day, number = before
        asked = asked.where(
            (table.c.last_day < day) | ((table.c.last_day == day) & (table.c.story_id < number))
        )
    if topic is not None:
        asked = asked.where(_about(topic))
    if outlet is not None:
        asked = asked.where(_of_outlet(outlet))
    if terms is not None:
        asked = asked.where(_holds(table.c.terms, terms))
    if unnamed:
        asked = asked.where(table.c.unnamed > 0)
    if disputed:
        asked = asked.where(table.c.disputed > 0)
    return [_listed(row) for row in connection.execute(_latest(asked).limit(limit))]


def _about(topic: str) -> Any:
    """That an article of a story is about something."""
    table, story, salient = schema.story_summary, schema.story, schema.salient
    stems = {fold(topic), stem(topic, "en"), stem(topic, None)}
    return (
        select(story.c.article_id)
        .join(salient, salient.c.article_id == story.c.article_id)
        .where(story.c.story_id == table.c.story_id, salient.c.word.in_(stems))
        .exists()
    )


def _of_outlet(key: str) -> Any:
    """That an outlet has an article of a story."""
    table, story, article = schema.story_summary, schema.story, schema.article
    return (
        select(story.c.article_id)
        .join(article, article.c.id == story.c.article_id)
        .where(story.c.story_id == table.c.story_id, article.c.outlet_key == key)
        .exists()
    )


def one_listed(connection: Connection, number: int) -> Listed | None:
    """A story as a list has it; None where there is none of that number."""
    table = schema.story_summary
    row = connection.execute(select(table).where(table.c.story_id == number)).first()
    return _listed(row) if row is not None else None


def _holds(column: Any, word: str) -> Any:
    return (" " + column + " ").contains(f" {word} ", autoescape=True)


def _latest(asked: Select[Any]) -> Select[Any]:
    table = schema.story_summary
    return asked.order_by(table.c.last_day.desc(), table.c.story_id.desc())


def _listed(row: Any) -> Listed:
    lead: Sequence[Mapping[str, Any]] = json.loads(row.lead) if row.lead else ()
    return Listed(
        row.story_id, row.title, row.articles, row.outlets, row.first_day, row.last_day, row.changed,
        tuple(row.terms.split()), row.claims, row.disputed, row.unnamed, tuple(lead),
    )  # fmt: skip


def topics(connection: Connection, *, limit: int = 20) -> list[Topic]:
    """What the latest stories are about, in words of their headlines; those of most stories first."""
    table, story, salient = schema.story_summary, schema.story, schema.salient
    recent = _latest(select(table.c.story_id).where(table.c.articles > 1)).limit(_RECENT).subquery()
    many = func.count(story.c.story_id.distinct())
    total = connection.execute(select(func.count()).select_from(recent)).scalar_one()
    asked = (
        select(salient.c.word, many)
        .join(story, story.c.article_id == salient.c.article_id)
        .join(recent, recent.c.story_id == story.c.story_id)
        .where(func.length(salient.c.word) > 3)
        .group_by(salient.c.word)
        .having(many <= max(2, int(_COMMON * total)))
        .order_by(many.desc(), salient.c.word)
        .limit(20 * limit)
    )
    counted: dict[str, int] = dict(map(tuple, connection.execute(asked)))
    shown: dict[str, Counter[str]] = {}
    titles = select(schema.article.c.title, schema.article.c.language)
    within_recent = titles.join(story, story.c.article_id == schema.article.c.id).join(
        recent, recent.c.story_id == story.c.story_id
    )
    for title, language in connection.execute(within_recent):
        for word in words(title or "", language):
            told = (title or "")[word.start : word.end]
            # A capital inside a headline is a name; other words tell less of what it is about.
            if word.start and told[:1].isupper() and word.stem in counted:
                shown.setdefault(word.stem, Counter())[told] += 1
    found = [
        Topic(word, shown[word].most_common(1)[0][0], counted[word])
        for word in counted
        if word in shown
    ]
    return found[:limit]
