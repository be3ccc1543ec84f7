"""A database, opened: SQLite in one file, or PostgreSQL; brought to the newest schema."""

from __future__ import annotations

import os
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any

from sqlalchemy import (
    Connection,
    Engine,
    Table,
    create_engine,
    delete,
    event,
    make_url,
    select,
    text,
)
from sqlalchemy.exc import ArgumentError, DBAPIError
from sqlalchemy.pool import QueuePool

from onrecord.archive import site  # noqa: F401  # its tables belong to the same schema
from onrecord.archive.fulltext import stems
from onrecord.archive.schema import counter
from onrecord.errors import ArchiveError

if TYPE_CHECKING:
    from alembic.config import Config

__all__ = [
    "HEAD",
    "MOST",
    "Database",
    "default_place",
    "insert",
    "migrations",
    "moment",
    "numbers",
    "remove",
    "some_of",
    "within",
]

#: The revision of the schema that this version writes.
HEAD = "0003"
#: The greatest number that a row may have.
MOST = 2**31 - 1
_WAIT = 60.0  # seconds that a writer waits for another
_LOCK = 6_007_211  # of PostgreSQL's advisory locks the one of our writers
_CACHE = -65_536  # KiB of a connection's page cache
_MAPPED = 1 << 30  # bytes of the file that are read as memory
_AT_ONCE = 500  # values of one question


def default_place() -> Path:
    """The archive's file in the user's data folder."""
    from platformdirs import user_data_path

    return user_data_path("onrecord", appauthor=False) / "onrecord.db"


class Database:
    """A database that holds an archive. Its connections may be used from several threads.

    Attributes:
        place: as it was named, without a password.
        engine: SQLAlchemy's.
    """

    def __init__(self, place: str | Path | None = None, *, create: bool = True) -> None:
        """Open, and bring to the newest schema.

        Args:
            place: a file, or a ``postgresql://`` URL; None for the file in the user's data folder.
            create: whether one that is not there is made.

        Raises:
            ArchiveError: it cannot be opened, is no archive, or one of a newer version.
        """
        self.engine, self.place, self.path = _engine(place, create=create)
        try:
            self._upgrade()
        except (DBAPIError, OSError) as error:
            self.close()
            raise ArchiveError(f"{self.place}: cannot be opened ({_plain(error)})") from error
        except ArchiveError:
            self.close()
            raise

    @property
    def is_sqlite(self) -> bool:
        """Whether it is a file of SQLite's."""
        return self.engine.dialect.name == "sqlite"

    @contextmanager
    def read(self) -> Iterator[Connection]:
        """A connection that sees one state of the archive from its first question on."""
        with self._plainly(), self.engine.connect() as connection, connection.begin():
            yield connection

    @contextmanager
    def write(self) -> Iterator[Connection]:
        """A connection that writes; others wait. What is written holds when the block ends, or nothing."""
        with self._plainly(), self.engine.connect() as connection:
            connection = connection.execution_options(onrecord_writes=True)
            with connection.begin():
                if not self.is_sqlite:
                    connection.execute(text(f"SELECT pg_advisory_xact_lock({_LOCK})"))
                yield connection

    @contextmanager
    def _plainly(self) -> Iterator[None]:
        try:
            yield
        except DBAPIError as error:
            raise ArchiveError(f"{self.place}: {_plain(error)}") from error

    def close(self) -> None:
        """Close all connections."""
        self.engine.dispose()

    def _upgrade(self) -> None:
        with self.engine.connect() as connection:
            found = _revision(connection, self.place)
        if found == HEAD:
            return
        from alembic import command
        from alembic.util import CommandError

        with self.write() as connection:
            if _revision(connection, self.place) == HEAD:
                return  # another was faster
            try:
                command.upgrade(migrations(connection), "head")
            except CommandError as error:
                raise ArchiveError(
                    f"{self.place}: of a schema ({found}) that this onrecord does not know; it was "
                    "written by a newer version"
                ) from error


def migrations(connection: Connection) -> Config:
    """Alembic's configuration, bound to a connection."""
    from alembic.config import Config

    config = Config()
    config.set_main_option("script_location", str(Path(__file__).parent / "migrations"))
    config.attributes["connection"] = connection
    return config


def numbers(connection: Connection, name: str, many: int) -> range:
    """Numbers for new rows of a table: never given out before. Within a writer's block only."""
    if not many:
        return range(0)
    first = connection.execute(select(counter.c.next).where(counter.c.name == name)).scalar()
    if first is None:
        connection.execute(counter.insert().values(name=name, next=1 + many))
        return range(1, 1 + many)
    connection.execute(counter.update().where(counter.c.name == name).values(next=first + many))
    return range(first, first + many)


def moment(when: datetime | None = None) -> str:
    """A moment as it is kept: UTC, to the millisecond; of now where none is given."""
    when = when or datetime.now(UTC)
    when = when.replace(tzinfo=UTC) if when.tzinfo is None else when.astimezone(UTC)
    return when.isoformat(timespec="milliseconds")


def within(connection: Connection, asked: Any, column: Any, values: Iterable[Any]) -> Iterator[Any]:
    """Rows whose column is one of many values."""
    for some in some_of(values):
        yield from connection.execute(asked.where(column.in_(some)))


def remove(connection: Connection, table: Table, column: Any, values: Iterable[Any]) -> None:
    """Delete the rows of a table whose column is one of many values."""
    for some in some_of(values):
        connection.execute(delete(table).where(column.in_(some)))


def some_of(values: Iterable[Any]) -> Iterator[list[Any]]:
    """Many values, each once and in order, as many at a time as one question may hold."""
    listed = sorted(set(values))
    for start in range(0, len(listed), _AT_ONCE):
        yield listed[start : start + _AT_ONCE]


def insert(connection: Connection, table: str, rows: Sequence[Mapping[str, Any]]) -> None:
    """Put many rows into a table, all of the same columns, the fastest way that the database has."""
    if not rows:
        return
    columns = list(rows[0])
    listed = ", ".join(f'"{name}"' for name in columns)
    if connection.dialect.name == "sqlite":
        marks = ", ".join("?" * len(columns))
        told = [tuple(row[name] for name in columns) for row in rows]
        connection.exec_driver_sql(f'INSERT INTO "{table}" ({listed}) VALUES ({marks})', told)
        return
    raw = connection.connection.driver_connection
    assert raw is not None  # a connection that is open has its driver's
    with raw.cursor() as cursor, cursor.copy(f'COPY "{table}" ({listed}) FROM STDIN') as copy:
        for row in rows:
            copy.write_row([row[name] for name in columns])


def _engine(place: str | Path | None, *, create: bool) -> tuple[Engine, str, Path | None]:
    name = os.fspath(place) if place is not None else str(default_place())
    if name.startswith(("postgresql:", "postgres:", "postgresql+")):
        return (*_postgresql(name), None)
    if "://" in name:
        raise ArchiveError(f"{name}: an archive is a file, or postgresql://…")
    path = Path(name).expanduser().absolute()  # ":memory:" is a file's name here like any other
    if path.is_dir():
        raise ArchiveError(f"{path}: is a folder; an archive is a file")
    if not path.exists() and not create:
        raise ArchiveError(f"{path}: there is no archive here; `onrecord add` makes one")
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise ArchiveError(f"{path}: cannot be made ({error})") from error
    engine = create_engine(
        "sqlite://",
        creator=lambda: _sqlite(path),
        poolclass=QueuePool,
        pool_size=8,
        max_overflow=64,
    )
    event.listen(engine, "begin", _begin)
    return engine, str(path), path


def _sqlite(path: Path) -> Any:
    import sqlite3

    connection = sqlite3.connect(
        path, timeout=_WAIT, isolation_level=None, check_same_thread=False, cached_statements=256
    )
    # What the views of the full-text indexes ask (`indexes`).
    connection.create_function("onrecord_stems", 2, stems, deterministic=True)
    connection.create_function("onrecord_text", 1, _text_in, deterministic=True)
    for pragma in (
        "journal_mode = WAL",
        "synchronous = FULL",  # what was said to be kept is kept, power cuts included
        "foreign_keys = ON",
        "secure_delete = ON",  # what is forgotten is overwritten
        f"cache_size = {_CACHE}",
        f"mmap_size = {_MAPPED}",
        "temp_store = MEMORY",
    ):
        connection.execute(f"PRAGMA {pragma}")
    return connection


def _text_in(data: bytes) -> str:
    """The article's text in a reading as it is kept."""
    import json
    import zlib

    try:
        text: str = json.loads(zlib.decompress(data))["article"]["text"]
    except (zlib.error, ValueError, KeyError, TypeError):
        return ""  # what is damaged `check` tells; it must not keep others from their work
    return text


def _begin(connection: Connection) -> None:
    writes = connection.get_execution_options().get("onrecord_writes")
    # A writer that began as a reader could not be made to wait for another.
    connection.exec_driver_sql("BEGIN IMMEDIATE" if writes else "BEGIN")


def _postgresql(name: str) -> tuple[Engine, str]:
    try:
        url = make_url(name).set(drivername="postgresql+psycopg")
    except ArgumentError as error:
        raise ArchiveError("not a postgresql:// URL that can be read") from error
    try:
        engine = create_engine(url, pool_size=8, max_overflow=64, pool_pre_ping=True)
    except ModuleNotFoundError as error:
        raise ArchiveError(
            "PostgreSQL needs the extra: pip install 'onrecord[postgres]'"
        ) from error
    return engine, url.set(drivername="postgresql").render_as_string(hide_password=True)


def _revision(connection: Connection, place: str) -> str | None:
    """The schema that a database has; None of an empty one.

    Raises:
        ArchiveError: it holds something else.
    """
    from sqlalchemy import inspect

    tables = inspect(connection).get_table_names()
    if "alembic_version" in tables:
        found: str | None = connection.execute(
            text("SELECT version_num FROM alembic_version")
        ).scalar()
        return found
    if tables:
        raise ArchiveError(f"{place}: a database that holds something else than an archive")
    return None


def _plain(error: Exception) -> str:
    cause = error.orig if isinstance(error, DBAPIError) else error
    return " ".join(str(cause).split())
