"""What is kept of an article for the stories: taken out when the article goes, or says something else.

Put in by `onrecord.stories`, which stands above the archive.
"""

from __future__ import annotations

import json
import zlib
from collections import Counter
from collections.abc import Iterable, Mapping
from typing import Any

from sqlalchemy import Connection, Select, delete, func, select, update

from onrecord.archive import schema
from onrecord.archive.database import insert, moment, numbers, remove, within

__all__ = [
    "COUNTED",
    "Bags",
    "counted",
    "packed_bags",
    "renew",
    "summarise",
    "ungroup",
    "unpacked_bags",
]

#: What an article is about: for each kind of bag how often it has what.
Bags = Mapping[str, Mapping[str, int]]
#: Bags whose words are counted over the articles; pairs and numbers are rare as they are.
COUNTED = ("words", "names")
#: The word under which the number of articles is counted.
ARTICLES = ("", "")


def packed_bags(bags: Bags) -> bytes:
    """What an article is about, as it is kept."""
    return zlib.compress(json.dumps(bags, ensure_ascii=False).encode("utf-8", "surrogatepass"), 1)


def unpacked_bags(data: bytes) -> dict[str, dict[str, int]]:
    """The same again."""
    values: dict[str, dict[str, int]] = json.loads(zlib.decompress(data))
    return values


def counted(connection: Connection, bags: Iterable[tuple[Bags, int]]) -> None:
    """Count words of articles that came, or went.

    Args:
        connection: within a writer's block.
        bags: of each article, with 1 or -1.
    """
    changed: Counter[tuple[str, str]] = Counter()
    for held, by in bags:
        changed[ARTICLES] += by
        for kind in COUNTED:
            for word in held.get(kind, ()):
                changed[kind, word] += by
    table = schema.frequency
    for kind in ("", *COUNTED):
        words = {word for of, word in changed if of == kind}
        asked = select(table.c.word, table.c.count).where(table.c.kind == kind)
        known: dict[str, int] = dict(map(tuple, within(connection, asked, table.c.word, words)))
        fresh: list[dict[str, Any]] = [
            {"kind": kind, "word": word, "count": changed[kind, word]}
            for word in sorted(words - set(known))
        ]
        insert(connection, table.name, [row for row in fresh if row["count"] > 0])
        for word in sorted(set(known)):
            by = changed[kind, word]
            own = (table.c.kind == kind) & (table.c.word == word)
            if known[word] + by > 0:
                connection.execute(update(table).where(own).values(count=known[word] + by))
            else:
                connection.execute(delete(table).where(own))


def ungroup(connection: Connection, articles: Iterable[int]) -> None:
    """Take out all that is kept of articles for the stories; they are grouped anew where they still stand."""
    gone = set(articles)
    vector, story = schema.vector, schema.story
    held = [
        (unpacked_bags(row[0]), -1)
        for row in within(connection, select(vector.c.data), vector.c.article_id, gone)
    ]
    if held:
        counted(connection, held)
    of = select(story.c.story_id)
    touched = {row[0] for row in within(connection, of, story.c.article_id, gone)}
    for table, column in (
        (vector, vector.c.article_id),
        (schema.salient, schema.salient.c.article_id),
        (schema.likeness, schema.likeness.c.one),
        (schema.likeness, schema.likeness.c.other),
        (schema.fingerprint, schema.fingerprint.c.article_id),
        (schema.derivation, schema.derivation.c.article_id),
        (story, story.c.article_id),
    ):
        remove(connection, table, column, gone)
    remove(connection, schema.comparison, schema.comparison.c.story_id, touched)
    renamed = {_rename(connection, number) for number in sorted(touched & gone)} - {None}
    summarise(connection, touched | {number for number in renamed if number is not None})


def renew(connection: Connection, articles: Iterable[int]) -> None:
    """Let the stories of articles be compared anew whose texts are as they were: none of them comes or goes."""
    of = select(schema.story.c.story_id)
    touched = {row[0] for row in within(connection, of, schema.story.c.article_id, articles)}
    summarise(connection, touched, changed=False)


def summarise(connection: Connection, stories: Iterable[int], *, changed: bool = True) -> None:
    """Count again what stories hold; what was compared of them holds no longer.

    Args:
        connection: within a writer's block.
        stories: their numbers.
        changed: whether articles came or went.
    """
    table, story, article = schema.story_summary, schema.story, schema.article
    wanted = set(stories)
    moments = select(table.c.story_id, table.c.changed)
    before = (
        {} if changed else dict(map(tuple, within(connection, moments, table.c.story_id, wanted)))
    )
    remove(connection, table, table.c.story_id, wanted)
    counted_of = (
        select(
            story.c.story_id, func.count(), func.count(article.c.outlet_key.distinct()),
            func.min(article.c.day), func.max(article.c.day),
        )
        .join(article, article.c.id == story.c.article_id)
        .group_by(story.c.story_id)
    )  # fmt: skip
    titles = select(article.c.id, article.c.title)
    titled = {row[0]: row[1] for row in within(connection, titles, article.c.id, wanted)}
    terms: dict[int, set[str]] = {}
    for number, told in within(connection, _terms(), story.c.story_id, wanted):
        terms.setdefault(number, set()).add(told)
    at = moment()
    insert(connection, table.name, [
        {
            "story_id": row[0], "title": titled.get(row[0]), "articles": row[1], "outlets": row[2],
            "first_day": row[3], "last_day": row[4], "changed": before.get(row[0], at),
            "terms": " ".join(sorted(terms.get(row[0], ()))),
        }
        for row in within(connection, counted_of, story.c.story_id, wanted)
    ])  # fmt: skip


def _terms() -> Select[Any]:
    """The terms of the statements of stories."""
    story, statement = schema.story, schema.statement
    return (
        select(story.c.story_id, statement.c.terms)
        .join(statement, statement.c.article_id == story.c.article_id)
        .where(statement.c.terms.is_not(None))
        .distinct()
    )


def _rename(connection: Connection, number: int) -> int | None:
    """Give a story whose first article has gone the number of the next one; the old one leads to it."""
    story, change = schema.story, schema.story_change
    own = story.c.story_id == number
    following = connection.execute(select(func.min(story.c.article_id)).where(own)).scalar()
    if following is None:
        return None
    connection.execute(update(story).where(own).values(story_id=following))
    (row,) = numbers(connection, "story_change", 1)
    insert(connection, change.name, [
        {"id": row, "at": moment(), "kind": "merged", "story_id": following, "other_id": number}
    ])  # fmt: skip
    return int(following)
