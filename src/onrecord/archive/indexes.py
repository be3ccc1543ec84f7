"""The full-text indexes: FTS5 with external content in SQLite, ``tsvector`` in PostgreSQL.

Both hold the same stems (`fulltext`). FTS5's content are views that take the words from the tables
and stem them when they are asked: nothing is kept twice, and its own integrity check proves the index
against the words themselves.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Literal, NamedTuple, TypeAlias

from sqlalchemy import Connection, text

from onrecord.archive.database import insert
from onrecord.archive.fulltext import stems

__all__ = ["COLUMNS", "LONGEST_WORD", "Entry", "Indexed", "add", "faults", "remove"]

#: What is indexed.
Indexed: TypeAlias = Literal["statement", "article"]
#: Its columns of words, the first of which queries ask.
COLUMNS: dict[Indexed, tuple[str, str]] = {
    "statement": ("words", "who"),
    "article": ("title", "body"),
}
_LONGEST_TSVECTOR = 16_383  # positions that a tsvector tells apart
LONGEST_WORD = 500  # code points of a word that a tsvector takes for sure; it holds no more of one


class Entry(NamedTuple):
    """A row of an index: its number, its words, and the language by which they are cut to stems."""

    id: int
    first: str
    second: str
    language: str | None


def add(connection: Connection, what: Indexed, entries: Iterable[Entry]) -> None:
    """Put rows into an index; they must stand in their table."""
    first, second = COLUMNS[what]
    sqlite = connection.dialect.name == "sqlite"
    cut, key = (stems, "rowid") if sqlite else (_vector, "id")
    rows = [
        {key: one.id, first: cut(one.first, one.language), second: cut(one.second, one.language)}
        for one in entries
    ]
    insert(connection, f"{what}_fts", rows)


def _vector(words: str, language: str | None) -> str:
    """A tsvector in its own notation; stems hold letters and digits only, and need no more care."""
    places: dict[str, list[str]] = {}
    for place, word in enumerate(stems(words, language).split(), start=1):
        if place <= _LONGEST_TSVECTOR:
            places.setdefault(word[:LONGEST_WORD], []).append(str(place))
    return " ".join(f"'{word}':{','.join(at[:255])}" for word, at in places.items())


def remove(connection: Connection, what: Indexed, articles: Sequence[int]) -> None:
    """Take the rows of articles out of an index, before they go from their table."""
    if connection.dialect.name != "sqlite":
        return  # there the rows go with those of the table
    first, second = COLUMNS[what]
    connection.exec_driver_sql(
        f"INSERT INTO {what}_fts({what}_fts, rowid, {first}, {second}) "
        f"SELECT 'delete', id, {first}, {second} FROM {what}_stems WHERE article_id = ?",
        [(one,) for one in articles],
    )


def faults(connection: Connection, what: Indexed) -> list[str]:
    """What is wrong with an index: rows that are missing or too many, words that are others."""
    if connection.dialect.name == "sqlite":
        try:
            connection.exec_driver_sql(
                f"INSERT INTO {what}_fts({what}_fts, rank) VALUES ('integrity-check', 1)"
            )
        except Exception as error:  # sqlite3's, as SQLAlchemy wraps it
            return [f"the full-text index of {what}s does not hold what they say ({error})"]
        return []
    missing = connection.execute(
        text(
            f"SELECT count(*) FROM {what} LEFT JOIN {what}_fts USING (id) WHERE {what}_fts.id IS NULL"
        )
    ).scalar_one()
    return [f"{missing} {what}s are missing in the full-text index"] if missing else []
