"""What is kept of an article for the stories: taken out when the article goes, or says something else.

Put in by `onrecord.stories`, which stands above the archive.
"""

from __future__ import annotations

import json
import zlib
from collections import Counter
from collections.abc import Iterable, Mapping
from typing import Any

from sqlalchemy import Connection, delete, func, select, update

from onrecord.archive import schema
from onrecord.archive.database import insert, moment, numbers, remove, within

__all__ = ["COUNTED", "Bags", "counted", "packed_bags", "ungroup", "unpacked_bags"]

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
        (story, story.c.article_id),
    ):
        remove(connection, table, column, gone)
    remove(connection, schema.comparison, schema.comparison.c.story_id, touched)
    for number in sorted(touched & gone):
        _rename(connection, number)


def _rename(connection: Connection, number: int) -> None:
    """Give a story whose first article has gone the number of the next one; the old one leads to it."""
    story, change = schema.story, schema.story_change
    own = story.c.story_id == number
    following = connection.execute(select(func.min(story.c.article_id)).where(own)).scalar()
    if following is None:
        return
    connection.execute(update(story).where(own).values(story_id=following))
    (row,) = numbers(connection, "story_change", 1)
    insert(connection, change.name, [
        {"id": row, "at": moment(), "kind": "merged", "story_id": following, "other_id": number}
    ])  # fmt: skip
