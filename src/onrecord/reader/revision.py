"""Whether anything in the archive has changed, asked so cheaply that each request may."""

from __future__ import annotations

import threading
from typing import Any

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
        self._connection: Any = None

    def now(self) -> str:
        """The mark."""
        with self._lock:
            try:
                return self._asked()
            except Exception:  # the server may have gone and come back; the second time it is told
                self._drop()
                return self._asked()

    def _asked(self) -> str:
        if self._connection is None:
            self._connection = self._database.engine.raw_connection()
            if not self._database.is_sqlite:
                self._connection.driver_connection.autocommit = True
        # Without a transaction, within which nothing would ever change. The whole snapshot: of two that write at
        # once the later one may end first.
        asked = (
            "PRAGMA data_version"
            if self._database.is_sqlite
            else "SELECT pg_current_snapshot()::text"
        )
        return str(self._connection.driver_connection.execute(asked).fetchone()[0])

    def close(self) -> None:
        """Give its connection back."""
        with self._lock:
            self._drop()

    def _drop(self) -> None:
        if self._connection is not None:
            self._connection.invalidate()
            self._connection = None
