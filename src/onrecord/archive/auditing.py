"""Counts over an archive: of each article, or of all of an outlet or a month together."""

from __future__ import annotations

from collections.abc import Iterator

from onrecord.archive.database import Database
from onrecord.archive.upkeep import readings
from onrecord.audit import Audit, audit, total
from onrecord.errors import FormatError
from onrecord.records import Reading

__all__ = ["audits_of"]

_UNKNOWN = "unknown"
_TOGETHER = 200  # audits that are summed at a time


def audits_of(
    database: Database, by: str | None = None
) -> Iterator[tuple[str, Audit | FormatError]]:
    """Audits with the names of what they are of.

    Args:
        database: of the archive.
        by: ``outlet`` or ``month``; None for each article by itself.
    """
    groups: dict[str, list[Audit]] = {}
    with database.read() as connection:
        for number, reading in readings(connection):
            if isinstance(reading, FormatError):
                yield f"article {number}", reading
                continue
            counted = audit(reading)
            if by is None:
                yield reading.article.url or reading.article.id, counted
                continue
            group = groups.setdefault(_group(reading, by), [])
            group.append(counted)
            if len(group) >= _TOGETHER:
                group[:] = [total(group)]
    for name in sorted(groups):
        yield name, total(groups[name])


def _group(reading: Reading, by: str) -> str:
    article = reading.article
    if by == "outlet":
        return article.outlet or _UNKNOWN
    return article.published.isoformat()[:7] if article.published else _UNKNOWN
