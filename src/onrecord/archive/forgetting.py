"""What is to be forgotten: a page, or a person; gone from tables, indexes and freed pages.

A page goes whole. A person goes from every article that names them: their statements and sources are
taken out, the page as it came goes (its bytes cannot be mended), and in the texts that are kept each of
their names is covered, a mark for each letter, so that all other statements stay where they are.
SQLite overwrites what is freed (``secure_delete``), and the indexes are merged, in which words would
otherwise outlive their rows.
"""

from __future__ import annotations

import hashlib
import json
import re
import zlib
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from sqlalchemy import Connection, delete, select, update

from onrecord.archive import indexes, schema
from onrecord.archive.actors import folded_name
from onrecord.archive.addresses import same_address
from onrecord.archive.database import MOST, Database
from onrecord.archive.pages import text_digest, unpacked
from onrecord.archive.writing import Filed, take_out, write_standing
from onrecord.errors import ArchiveError
from onrecord.records import Reading, to_values

__all__ = ["Forgotten", "forget_page", "forget_person", "tombstone"]

_COVER = "█"


@dataclass(frozen=True, slots=True)
class Forgotten:
    """What was forgotten.

    Attributes:
        articles: numbers of those that went, or in which names were covered.
        backups: files that still hold them.
    """

    articles: tuple[int, ...]
    backups: tuple[str, ...]


def tombstone(key: str) -> str:
    """What is kept of an entry that was forgotten, so that its feed does not bring it back."""
    return f"forgotten:{hashlib.sha256(key.encode('utf-8', 'surrogatepass')).hexdigest()}"


def forget_page(database: Database, asked: str) -> Forgotten:
    """Forget an article, with all its versions, addresses and whatever was said in it.

    Args:
        database: of the archive.
        asked: its number, or an address of it.

    Raises:
        ArchiveError: there is no such article.
    """
    with database.write() as connection:
        number = article_number(connection, asked)
        addresses = set(
            _column(connection, schema.address.c.url, schema.address.c.article_id == number)
        )
        pages = set(
            _column(connection, schema.version.c.page_digest, schema.version.c.article_id == number)
        )
        _forget_entries(connection, number, addresses)
        take_out(connection, [number])
        _forget_fetches(connection, addresses)
        identity = connection.execute(
            select(schema.article.c.identity).where(schema.article.c.id == number)
        ).scalar_one()
        connection.execute(delete(schema.apart).where(schema.apart.c.identity == identity))
        connection.execute(delete(schema.article).where(schema.article.c.id == number))
        _drop_pages(connection, pages)
        _drop_actors(connection)
    _clean(database)
    return Forgotten((number,), _backups(database))


def article_number(connection: Connection, asked: str | int) -> int:
    """The number of an article, by number or address.

    Raises:
        ArchiveError: there is none.
    """
    article, address = schema.article, schema.address
    told = str(to_values(str(asked))).strip()
    if told.isascii() and told.isdigit():
        number = int(told[:20])
        asked_for = select(article.c.id).where(article.c.id == number)
        found = connection.execute(asked_for).scalar() if number <= MOST else None
    else:
        url = same_address(told) or told
        found = connection.execute(
            select(address.c.article_id).where(address.c.url == url)
        ).scalar()
        if found is None:
            found = connection.execute(
                select(article.c.id).where(article.c.identity == told)
            ).scalar()
    if found is None:
        raise ArchiveError(f"{told}: no such article in the archive")
    return int(found)


def _column(connection: Connection, column: Any, held: Any) -> list[Any]:
    return list(connection.execute(select(column).where(held)).scalars())


def _forget_entries(connection: Connection, number: int, addresses: set[str]) -> None:
    entry = schema.entry
    rows = connection.execute(
        select(entry.c.id, entry.c.key, entry.c.url, entry.c.article_id)
    ).all()
    for row in rows:
        if row.article_id == number or (row.url and same_address(row.url) in addresses):
            values = {
                "key": tombstone(row.key), "url": None, "digest": "", "given": "{}", "page_digest": None,
                "state": "forgotten", "error": None, "article_id": None,
            }  # fmt: skip
            connection.execute(update(entry).where(entry.c.id == row.id).values(values))


def _forget_fetches(connection: Connection, addresses: set[str]) -> None:
    fetch = schema.fetch
    gone = [
        row.id
        for row in connection.execute(select(fetch.c.id, fetch.c.url))
        if same_address(row.url) in addresses
    ]
    for start in range(0, len(gone), 500):
        connection.execute(delete(fetch).where(fetch.c.id.in_(gone[start : start + 500])))


def _drop_pages(connection: Connection, digests: Iterable[str | None]) -> None:
    """Drop pages that no version and no entry needs any more."""
    page, version, entry = schema.page, schema.version, schema.entry
    for digest in filter(None, digests):
        needed = (
            connection.execute(
                select(version.c.id).where(version.c.page_digest == digest).limit(1)
            ).first()
            or connection.execute(
                select(entry.c.id).where(entry.c.page_digest == digest).limit(1)
            ).first()
        )
        if needed is None:
            connection.execute(delete(page).where(page.c.digest == digest))


def _drop_actors(connection: Connection) -> None:
    """Drop actors that no source is any more."""
    actor, source = schema.actor, schema.source
    speaking = select(source.c.actor_id).where(source.c.actor_id.is_not(None))
    joined = select(actor.c.into).where(actor.c.into.is_not(None))
    gone = actor.c.id.not_in(speaking) & actor.c.id.not_in(joined)
    connection.execute(delete(actor).where(gone))


def forget_person(database: Database, actor: int) -> Forgotten:
    """Forget a person or body in every article that names them.

    Args:
        database: of the archive.
        actor: its number.
    """
    with database.write() as connection:
        names = _names(connection, actor)
        articles = _naming(connection, actor, names)
        for number in articles:
            _cover_article(connection, number, names)
        connection.execute(delete(schema.actor).where(schema.actor.c.id == actor))
        _drop_actors(connection)
    _clean(database)
    return Forgotten(tuple(articles), _backups(database))


def _names(connection: Connection, actor: int) -> re.Pattern[str]:
    """All names of an actor, the longest first; of a person the surname by itself too."""
    table, who = schema.actor_name, schema.actor
    kind = connection.execute(select(who.c.kind).where(who.c.id == actor)).scalar()
    if kind is None:
        raise ArchiveError(f"{actor}: no such actor in the archive")
    rows = connection.execute(
        select(table.c.name, table.c.last).where(table.c.actor_id == actor)
    ).all()
    told = {row.name for row in rows}
    if kind == "person":
        told |= {part for row in rows for part in row.name.split() if folded_name(part) == row.last}
    listed = sorted(told, key=lambda name: (-len(name), name))
    pattern = "|".join(r"\s+".join(map(re.escape, name.split())) for name in listed)
    return re.compile(rf"(?<!\w)(?:{pattern})(?!\w)", re.IGNORECASE)


def _naming(connection: Connection, actor: int, names: re.Pattern[str]) -> list[int]:
    """Articles in which an actor speaks, or is named."""
    statement, source, version, reading = (
        schema.statement, schema.source, schema.version, schema.reading
    )  # fmt: skip
    own = set(_column(connection, source.c.article_id, source.c.actor_id == actor))
    own |= set(_column(connection, statement.c.article_id, statement.c.actor_id == actor))
    last = 0
    while True:
        asked = (
            select(version.c.id, version.c.article_id, reading.c.data)
            .join(reading, reading.c.version_id == version.c.id)
            .where(version.c.id > last)
            .order_by(version.c.id)
            .limit(500)
        )
        rows = connection.execute(asked).all()
        for row in rows:
            if row.article_id not in own and names.search(_texts(row.data)):
                own.add(row.article_id)
        if not rows:
            return sorted(own)
        last = rows[-1].id


def _texts(data: bytes) -> str:
    return json.dumps(json.loads(zlib.decompress(data)), ensure_ascii=False)


def _cover_article(connection: Connection, number: int, names: re.Pattern[str]) -> None:
    """Take a person out of all versions of an article."""
    article, version, reading, change, entry = (
        schema.article, schema.version, schema.reading, schema.change, schema.entry
    )  # fmt: skip
    identity, standing = connection.execute(
        select(article.c.identity, article.c.version).where(article.c.id == number)
    ).one()
    rows = connection.execute(
        select(version, reading.c.data, reading.c.error)
        .join(reading, reading.c.version_id == version.c.id)
        .where(version.c.article_id == number)
    ).all()
    pages = {row.page_digest for row in rows}
    take_out(connection, [number])  # while the index's words are still those of the readings
    for row in rows:
        covered = _covered(unpacked(row.data), names)
        digest = text_digest(covered)
        connection.execute(
            update(version).where(version.c.id == row.id)
            .values(page_digest=None, text_digest=digest, state="redacted")
        )  # fmt: skip
        told = covered.to_json().encode("utf-8", "surrogatepass")
        connection.execute(
            update(reading).where(reading.c.version_id == row.id).values(data=zlib.compress(told))
        )
        if row.number == standing:
            write_standing(
                connection, number, identity, Filed(covered, error=row.error), number=standing
            )
    connection.execute(
        update(entry).where(entry.c.article_id == number).values(page_digest=None, given="{}")
    )
    for row in connection.execute(select(change).where(change.c.article_id == number)).all():
        values = {
            name: names.sub(_cover, getattr(row, name) or "") or None
            for name in ("before", "after")
        }
        connection.execute(update(change).where(change.c.id == row.id).values(values))
    _drop_pages(connection, pages)


def _cover(found: re.Match[str]) -> str:
    return re.sub(r"\S", _COVER, found[0])


def _covered(reading: Reading, names: re.Pattern[str]) -> Reading:
    """A reading without a person: names covered, their sources and statements gone."""
    values = reading.to_dict()
    gone = {one["id"] for one in values["sources"] if names.search(one["name"])}
    lost = {one["id"] for one in values["attributions"] if one["source_id"] in gone}
    values["sources"] = [one for one in values["sources"] if one["id"] not in gone]
    values["attributions"] = [
        {**one, "parent": None if one["parent"] in lost else one["parent"]}
        for one in values["attributions"]
        if one["id"] not in lost and one["continued"] not in lost
    ]
    left = {one["id"] for one in values["attributions"]}
    for one in values["times"]:
        if one["attribution"] not in left:
            one["attribution"] = one["dates"] = None
    return Reading.from_dict(_each(values, names))


def _each(value: Any, names: re.Pattern[str]) -> Any:
    """JSON values with names covered in all their strings but identities."""
    if isinstance(value, str):
        return names.sub(_cover, value)
    if isinstance(value, list):
        return [_each(one, names) for one in value]
    if isinstance(value, dict):
        return {
            key: one if key in ("digest", "id") else _each(one, names) for key, one in value.items()
        }
    return value


def _clean(database: Database) -> None:
    """Let no freed page and no index hold what is gone."""
    if database.is_sqlite:
        with database.write() as connection:
            for what in indexes.COLUMNS:
                connection.exec_driver_sql(
                    f"INSERT INTO {what}_fts({what}_fts) VALUES ('optimize')"
                )
        with database.engine.connect() as connection:
            raw = connection.connection.driver_connection
            assert raw is not None  # a connection that is open has its driver's
            raw.execute("PRAGMA wal_checkpoint(TRUNCATE)")
        return
    with database.engine.connect() as connection:
        plain = connection.execution_options(isolation_level="AUTOCOMMIT")
        for table in (*schema.metadata.tables, "statement_fts", "article_fts"):
            plain.exec_driver_sql(f'VACUUM FULL "{table}"')


def _backups(database: Database) -> tuple[str, ...]:
    """Backups that are still there: all were made before."""
    with database.read() as connection:
        listed = _column(connection, schema.backup.c.path, schema.backup.c.path.is_not(None))
    return tuple(path for path in sorted(listed) if Path(path).exists())
