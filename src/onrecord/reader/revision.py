"""Whether anything in the archive has changed, asked so cheaply that each request may."""

from __future__ import annotations

import threading

from sqlalchemy import Connection

from onrecord.archive.database import Database

__all__ = ["Revision"]


class Revision:
    """A mark that changes with every transaction that writes to a database.

    SQLite tells a connection whether another has committed (``PRAGMA data_version``), PostgreSQL which
    transaction comes next.

    Args:
        database: of the archive.
    """

    def __init__(self, database: Database) -> None:
        self._database = database
        self._lock = threading.Lock()
        self._connection: Connection | None = None

    def now(self) -> str:
        """The mark."""
        asked = (
            "PRAGMA data_version"
            if self._database.is_sqlite
            else "SELECT pg_snapshot_xmax(pg_current_snapshot())::text"
        )
        with self._lock:
            if self._connection is None:
                self._connection = self._database.engine.connect().execution_options(
                    isolation_level="AUTOCOMMIT"
                )
            return str(self._connection.exec_driver_sql(asked).scalar())

    def close(self) -> None:
        """Give its connection back."""
        with self._lock:
            if self._connection is not None:
                self._connection.close()
                self._connection = None
