"""The archive's upkeep: what is in it, whether it is sound, copies of it, and what is to be forgotten."""

from __future__ import annotations

import sqlite3
import zlib
from collections.abc import Iterable, Iterator, Sequence
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from sqlalchemy import Connection, func, select, text

from onrecord.archive import indexes, schema
from onrecord.archive.database import HEAD, Database, moment
from onrecord.archive.pages import text_digest, unpacked
from onrecord.errors import ArchiveError, FormatError, OnRecordError
from onrecord.page import Page
from onrecord.records import Reading, to_values

__all__ = ["Info", "backup", "check", "copy_tables", "info", "readings", "restore"]

_CHUNK = 500  # rows that are copied or looked at together


@dataclass(frozen=True, slots=True)
class Info:
    """What is in an archive.

    Attributes:
        place: of the archive.
        schema: revision of its tables.
        size: bytes of the database.
        rows: of each table, by name.
        languages: articles by language.
        models: readings by the model that made them.
        first, last: days of the oldest and the newest article.
        not_attributed: articles that could not be attributed.
        pending: entries of feeds that are not read yet, and those that failed.
    """

    place: str
    schema: str
    size: int
    rows: dict[str, int]
    languages: dict[str, int]
    models: dict[str, int]
    first: str | None
    last: str | None
    not_attributed: int
    pending: dict[str, int]


def info(database: Database) -> Info:
    """Count what is in an archive."""
    article, reading, entry = schema.article, schema.reading, schema.entry
    with database.read() as connection:
        rows = {
            table.name: connection.execute(select(func.count()).select_from(table)).scalar_one()
            for table in schema.metadata.sorted_tables
            if table.name != "counter"
        }
        first, last = connection.execute(
            select(func.min(article.c.day), func.max(article.c.day))
        ).one()
        failed = select(func.count()).where(reading.c.error.is_not(None))
        return Info(
            place=database.place,
            schema=HEAD,
            size=_size(database, connection),
            rows=rows,
            languages=_by(connection, article.c.language),
            models=_by(connection, reading.c.model),
            first=first,
            last=last,
            not_attributed=connection.execute(failed).scalar_one(),
            pending={k: v for k, v in _by(connection, entry.c.state).items() if k != "read"},
        )


def _by(connection: Connection, column: Any) -> dict[str, int]:
    asked = select(column, func.count()).group_by(column).order_by(func.count().desc())
    return {value or "none": count for value, count in connection.execute(asked)}


def _size(database: Database, connection: Connection) -> int:
    if database.path is not None:
        beside = (database.path, Path(f"{database.path}-wal"))
        return sum(path.stat().st_size for path in beside if path.exists())
    found: int = connection.execute(
        text("SELECT pg_database_size(current_database())")
    ).scalar_one()
    return found


def readings(connection: Connection) -> Iterator[tuple[int, Reading | FormatError]]:
    """The readings of all versions that stand, by the numbers of their articles, in order; an error in the
    place of one that cannot be read.
    """
    article, version, reading = schema.article, schema.version, schema.reading
    last = 0
    while True:
        asked = (
            select(article.c.id, reading.c.data)
            .join(version, schema.stands)
            .join(reading, reading.c.version_id == version.c.id)
            .where(article.c.id > last)
            .order_by(article.c.id)
            .limit(_CHUNK)
        )  # fmt: skip
        rows = connection.execute(asked).all()
        for number, data in rows:
            try:
                yield number, unpacked(data)
            except FormatError as error:
                yield number, FormatError(f"article {number}: {error}")
        if not rows:
            return
        last = rows[-1][0]


def check(database: Database) -> Iterator[str]:
    """Prove digests, offsets and indexes.

    Yields:
        the faults; none of an archive that is sound.
    """
    try:
        yield from _all_faults(database)
    except ArchiveError as error:  # the database itself cannot be read on
        yield str(error)


def _all_faults(database: Database) -> Iterator[str]:
    with database.read() as connection:
        if database.is_sqlite:
            for (told,) in connection.exec_driver_sql("PRAGMA integrity_check"):
                if told != "ok":
                    yield f"the file is damaged: {told}"
            for row in connection.exec_driver_sql("PRAGMA foreign_key_check"):
                yield f"table {row[0]}: row {row[1]} belongs to a row of {row[2]} that is not there"
        yield from _page_faults(connection)
        yield from _reading_faults(connection)
        yield from _count_faults(connection)
        yield from _orphans(connection)
        yield from _story_faults(connection)
    with database.write() as connection:
        for what in indexes.COLUMNS:
            yield from indexes.faults(connection, what)


def _orphans(connection: Connection) -> Iterator[str]:
    """Pages that nothing needs: of what was forgotten nothing may be left."""
    page, version, entry = schema.page, schema.version, schema.entry
    asked = (
        select(func.count())
        .select_from(page)
        .where(
            page.c.digest.not_in(select(version.c.page_digest).where(version.c.page_digest.is_not(None))),
            page.c.digest.not_in(select(entry.c.page_digest).where(entry.c.page_digest.is_not(None))),
        )
    )  # fmt: skip
    many = connection.execute(asked).scalar_one()
    if many:
        yield f"{many} pages are kept that no article and no entry needs"


def _story_faults(connection: Connection) -> Iterator[str]:
    """Stories that are not called by the number of their first article."""
    story = schema.story
    first = func.min(story.c.article_id)
    asked = (
        select(story.c.story_id, first).group_by(story.c.story_id).having(first != story.c.story_id)
    )
    for row in connection.execute(asked):
        yield f"story {row[0]}: its first article is {row[1]}"


def _page_faults(connection: Connection) -> Iterator[str]:
    page = schema.page
    last = ""
    while True:
        asked = select(page.c.digest, page.c.data, page.c.size).where(page.c.digest > last)
        rows = connection.execute(asked.order_by(page.c.digest).limit(_CHUNK)).all()
        for row in rows:
            try:
                data = zlib.decompress(row.data)
            except zlib.error as error:
                yield f"page {row.digest}: cannot be unpacked ({error})"
                continue
            if Page(data).digest != row.digest or len(data) != row.size:
                yield f"page {row.digest}: its bytes are not those that came"
        if not rows:
            return
        last = rows[-1].digest


def _reading_faults(connection: Connection) -> Iterator[str]:
    """Faults of readings: each can be read, is of its version's text, and its statements' rows are its."""
    version, reading, article = schema.version, schema.reading, schema.article
    last = 0
    while True:
        asked = (
            select(version, reading.c.data, article.c.version.label("standing"))
            .join(reading, reading.c.version_id == version.c.id, isouter=True)
            .join(article, article.c.id == version.c.article_id)
            .where(version.c.id > last)
            .order_by(version.c.id)
            .limit(_CHUNK)
        )
        rows = connection.execute(asked).all()
        standing = [row.article_id for row in rows if row.number == row.standing]
        kept = _statement_words(connection, standing)
        for row in rows:
            yield from _faults_of(row, kept)
        if not rows:
            return
        last = rows[-1].id


def _statement_words(
    connection: Connection, articles: Sequence[int]
) -> dict[int, dict[str, tuple[str, Any]]]:
    statement = schema.statement
    found: dict[int, dict[str, tuple[str, Any]]] = {}
    asked = select(statement.c.article_id, statement.c.local, statement.c.words, statement.c.act)
    for row in connection.execute(asked.where(statement.c.article_id.in_(articles))):
        found.setdefault(row[0], {})[row[1]] = (row[2], row[3])
    return found


def _faults_of(row: Any, kept: dict[int, dict[str, tuple[str, Any]]]) -> Iterator[str]:
    name = f"article {row.article_id}, version {row.number}"
    if row.data is None:
        if row.state == "whole":
            yield f"{name}: its reading is not there"
        return
    try:
        reading = unpacked(row.data)
    except (OnRecordError, ValueError) as error:
        yield f"{name}: its reading cannot be read ({error})"
        return
    if row.state == "whole" and text_digest(reading) != row.text_digest:
        yield f"{name}: its reading is of another text"
    end = len(reading.article.text)
    for one in reading:
        if any(span.end > end for span in one.spans):
            yield f"{name}: statement {one.id} points beyond the text"
    if row.number == row.standing:
        own = kept.get(row.article_id, {})
        if own.keys() != {one.id for one in reading}:
            yield f"{name}: the statements that are found are not those of its reading"
            return
        for one in reading:
            words = reading.article.words(*(one.content or one.asked or one.cue))
            if own[one.id] != (" ".join(words.split()), one.act):
                yield f"{name}: statement {one.id} is found by other words than it has"


def _count_faults(connection: Connection) -> Iterator[str]:
    """Numbers that were given out twice, or will be; articles without a version that stands."""
    for name, following in connection.execute(select(schema.counter)):
        table = schema.metadata.tables[name]
        most = connection.execute(select(func.max(table.c.id))).scalar() or 0
        if most >= following:
            yield f"table {name}: number {most} would be given out again"
    article, version = schema.article, schema.version
    lost = (
        select(article.c.id)
        .join(version, schema.stands, isouter=True)
        .where(version.c.id.is_(None))
    )
    for (number,) in connection.execute(lost):
        yield f"article {number}: the version that stands is not there"


def backup(database: Database, path: Path) -> None:
    """Copy an archive into a file of SQLite's, whatever it is kept in; readers and writers go on.

    Raises:
        ArchiveError: there is a file of that name, or it cannot be written.
    """
    if path.exists():
        raise ArchiveError(f"{path}: is there already; name another file")
    if not path.absolute().parent.is_dir():
        raise ArchiveError(f"{path}: there is no such folder")
    other = path.with_name(f".{path.name}.part")
    other.unlink(missing_ok=True)
    try:
        if database.path is not None:
            with (
                closing(sqlite3.connect(database.path)) as source,
                closing(sqlite3.connect(other)) as target,
            ):
                source.backup(target, pages=4_096, sleep=0.01)
                target.execute("PRAGMA journal_mode = DELETE")
        else:
            copied = Database(other)
            with database.read() as source_connection, copied.write() as target_connection:
                copy_tables(source_connection, target_connection)
            copied.close()
            with closing(sqlite3.connect(other)) as target:
                target.execute("PRAGMA journal_mode = DELETE")
        other.replace(path)
    except (OSError, sqlite3.Error) as error:
        raise ArchiveError(f"{path}: cannot be written ({error})") from error
    finally:
        for ending in ("", "-wal", "-shm"):
            Path(f"{other}{ending}").unlink(missing_ok=True)
    made = {"path": str(to_values(str(path.resolve()))), "made": moment()}
    with database.write() as connection:
        connection.execute(schema.backup.delete().where(schema.backup.c.path == made["path"]))
        connection.execute(schema.backup.insert().values(made))


def restore(database: Database, path: Path) -> None:
    """Fill an empty archive from a backup; into either kind of database.

    Raises:
        ArchiveError: the archive is not empty, or the file is no backup.
    """
    with database.read() as connection:
        for table in (schema.article, schema.feed, schema.actor):
            if connection.execute(select(table.c.id).limit(1)).first() is not None:
                what = f"holds {table.name}s already"
                raise ArchiveError(f"{database.place}: {what}; restore into a new archive")
    source = Database(path, create=False)
    try:
        with source.read() as source_connection, database.write() as target:
            for table in reversed(schema.metadata.sorted_tables):
                target.execute(table.delete())
            copy_tables(source_connection, target)
    finally:
        source.close()


def copy_tables(source: Connection, target: Connection) -> None:
    """Copy all rows into empty tables, and index them anew."""
    for table in schema.metadata.sorted_tables:
        result = source.execution_options(yield_per=_CHUNK).execute(select(table))
        for some in result.partitions(_CHUNK):
            target.execute(table.insert(), [dict(row._mapping) for row in some])
    reindex(target)


def reindex(connection: Connection) -> None:
    """Fill empty full-text indexes from the tables."""
    statement = schema.statement
    asked = select(statement.c.id, statement.c.words, statement.c.who, statement.c.language)
    for some in _chunks(connection, asked, statement.c.id):
        indexes.add(connection, "statement", (indexes.Entry(*row) for row in some))
    for number, reading in readings(connection):
        if isinstance(reading, FormatError):
            continue
        article = reading.article
        entry = indexes.Entry(number, article.title or "", article.text, article.language)
        indexes.add(connection, "article", [entry])


def _chunks(connection: Connection, asked: Any, number: Any) -> Iterable[Sequence[Any]]:
    last = 0
    while True:
        rows = connection.execute(asked.where(number > last).order_by(number).limit(_CHUNK)).all()
        if not rows:
            return
        yield rows
        last = rows[-1][0]
