"""Versions of a page that never rests are thinned, not piled up.

The first stays, the last ones, and between them one an hour of the first day and one a day after it.
Of the others it stays known that they were there and what each changed; their pages and readings go.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime, timedelta

from sqlalchemy import Connection, delete, select, update

from onrecord.archive import schema
from onrecord.archive.pages import drop_unneeded

__all__ = ["FEW", "superfluous", "thin"]

#: Versions of an article that are never thinned.
FEW = 8
_LAST = 4  # the latest, which are kept
_HOURLY = timedelta(days=1)  # from the first version on


def superfluous(seen: Sequence[datetime]) -> list[int]:
    """Places of the versions that may go, of moments in order."""
    if len(seen) <= FEW:
        return []
    gone: list[int] = []
    before = seen[0]
    for place in range(1, len(seen) - _LAST):
        pause = timedelta(hours=1) if seen[place] - seen[0] < _HOURLY else timedelta(days=1)
        if seen[place] - before < pause:
            gone.append(place)
        else:
            before = seen[place]
    return gone


def thin(connection: Connection, article: int) -> int:
    """Thin the versions of an article; how many went."""
    version, reading = schema.version, schema.reading
    rows = connection.execute(
        select(version.c.id, version.c.seen, version.c.page_digest)
        .where(version.c.article_id == article, version.c.state == "whole")
        .order_by(version.c.seen, version.c.number)
    ).all()
    gone = [
        rows[place] for place in superfluous([datetime.fromisoformat(row.seen) for row in rows])
    ]
    if not gone:
        return 0
    ids = [row.id for row in gone]
    connection.execute(delete(reading).where(reading.c.version_id.in_(ids)))
    values = {"page_digest": None, "state": "thinned"}
    connection.execute(update(version).where(version.c.id.in_(ids)).values(values))
    drop_unneeded(connection, {row.page_digest for row in gone})
    return len(gone)
