"""The mark of the archive, in both databases."""

from __future__ import annotations

from archiving import article_of
from onrecord.archive import Archive
from onrecord.reader.revision import Revision
from storied import WIRE


def test_it_changes_with_what_is_written_and_with_nothing_else(archive: Archive) -> None:
    revision = Revision(archive.database)
    first = revision.now()
    archive.search("ferry")
    archive.info()
    assert revision.now() == first
    archive.add(article_of(WIRE, url="https://a.example/1"))
    second = revision.now()
    assert second != first and revision.now() == second
    archive.forget(1)
    assert revision.now() != second
    revision.close()


def test_a_connection_that_is_lost_is_made_anew(archive: Archive) -> None:
    revision = Revision(archive.database)
    revision.now()
    assert revision._connection is not None
    revision._connection.driver_connection.close()
    assert revision.now()
    revision.close()
