"""Putting an article right in the archive, as soon as an editor says so."""

from __future__ import annotations

from pathlib import Path

from sqlalchemy import Connection, select, update

from onrecord.archive import schema
from onrecord.archive.corrections import accepted, corrected, write_labelled
from onrecord.archive.database import Database
from onrecord.archive.pages import packed
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
    told = accepted(connection, [article]).get(article, [])
    reading = readings_of(connection, [article]).get(article)
    if reading is None:
        return False
    made = corrected(reading, told)
    if made == reading:
        return False
    table, version = schema.article, schema.version
    row = connection.execute(
        select(table.c.identity, table.c.version, version.c.id)
        .join(version, schema.stands)
        .where(table.c.id == article)
    ).one()
    # The index forgets the words of the reading that is there, so it goes before another takes its place.
    take_out(connection, [article])
    connection.execute(
        update(schema.reading)
        .where(schema.reading.c.version_id == row[2])
        .values(data=packed(made))
    )
    write_standing(connection, article, row[0], Filed(made), number=row[1])
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
