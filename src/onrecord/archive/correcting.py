"""Putting an article right in the archive, as soon as an editor says so."""

from __future__ import annotations

from pathlib import Path

from sqlalchemy import Connection, select, update

from onrecord.archive import schema
from onrecord.archive.corrections import accepted, corrected, write_labelled
from onrecord.archive.database import Database
from onrecord.archive.pages import packed, unpacked
from onrecord.archive.search import readings_of
from onrecord.archive.site import correction
from onrecord.archive.writing import Filed, take_out, write_standing

__all__ = ["export_corrected", "put_right"]


def put_right(connection: Connection, article: int) -> bool:
    """Let the standing reading of an article be as its accepted corrections have it.

    Args:
        connection: within a writer's block.
        article: its number.

    Returns:
        whether the reading says something else now.
    """
    table, version, reading = schema.article, schema.version, schema.reading
    row = connection.execute(
        select(
            table.c.identity, table.c.version, version.c.id, reading.c.data, reading.c.uncorrected
        )
        .join(version, schema.stands)
        .join(reading, reading.c.version_id == version.c.id)
        .where(table.c.id == article)
    ).first()
    if row is None:
        return False
    # Always from what was read: a correction applied twice would meet other statements.
    before = unpacked(row.uncorrected or row.data)
    made = corrected(before, accepted(connection, [article]).get(article, []))
    if made == unpacked(row.data):
        return False
    # The index forgets the words of the reading that is there, so it goes before another takes its place.
    take_out(connection, [article])
    connection.execute(
        update(reading)
        .where(reading.c.version_id == row.id)
        .values(data=packed(made), uncorrected=packed(before) if made != before else None)
    )
    write_standing(connection, article, row.identity, Filed(made), number=row.version)
    return True


def export_corrected(database: Database, folder: Path) -> int:
    """Write all articles with accepted corrections as labelled data; how many they were."""
    with database.read() as connection:
        asked = select(correction.c.article_id).where(correction.c.state == "accepted").distinct()
        numbers = sorted(connection.execute(asked).scalars())
        readings = readings_of(connection, numbers)
    return write_labelled(
        ((f"article-{one}", readings[one]) for one in numbers if one in readings), folder
    )
