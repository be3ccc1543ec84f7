"""The archive: what was read, kept; one's sources, followed; who said what, found."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path
from types import TracebackType
from typing import TYPE_CHECKING, Any

from sqlalchemy import select

from onrecord.archive import schema
from onrecord.archive.changes import Change
from onrecord.archive.database import Database
from onrecord.archive.filing import Added, add_pages, add_readings
from onrecord.archive.forgetting import Forgotten, article_number, forget_page, forget_person
from onrecord.archive.history import History, history, standing_actor
from onrecord.archive.joins import join_actors, split_source
from onrecord.archive.query import Query
from onrecord.archive.rereading import reread
from onrecord.archive.search import LIMIT, Found, readings_of, search
from onrecord.archive.upkeep import Info, backup, check, info, readings, restore
from onrecord.archive.writing import Filed, Kept
from onrecord.batch import PAGE_TIMEOUT
from onrecord.errors import ArchiveError, FormatError, OnRecordError
from onrecord.page import Page
from onrecord.pipeline import Settings
from onrecord.records import Reading

if TYPE_CHECKING:
    from onrecord.archive.following import Health, Round
    from onrecord.page.fetch import Fetcher

__all__ = ["Archive"]


class Archive:
    """An archive, opened; to be closed, or used in a ``with`` statement.

    ::

        with Archive("news.db") as archive:
            archive.add(onrecord.attribute(onrecord.read("page.html")))
            for hit in archive.search('dam source:"Ana Ruiz" since:2026-01').statements:
                print(hit.source.name, hit.reading.text_of(hit.attribution), hit.link)

    Attributes:
        database: that it is kept in.
    """

    def __init__(self, place: str | Path | None = None, *, create: bool = True) -> None:
        """Open an archive.

        Args:
            place: a file, or a ``postgresql://`` URL; None for ``onrecord.db`` in the user's data folder.
            create: whether one that is not there is made.

        Raises:
            ArchiveError: it cannot be opened, is none, or one of a newer version.
        """
        self.database = Database(place, create=create)

    def __enter__(self) -> Archive:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self.close()

    def close(self) -> None:
        """Close its connections."""
        self.database.close()

    def add(self, *readings: Reading | Filed) -> list[Kept]:
        """Keep readings that were made already; those of a hundred articles are one transaction."""
        return list(add_readings(self.database, readings))

    def add_pages(
        self,
        pages: Iterable[tuple[str, Page | OnRecordError]],
        settings: Settings | None = None,
        *,
        jobs: int = 1,
        page_timeout: float | None = PAGE_TIMEOUT,
    ) -> Iterator[Added]:
        """Read pages and keep them; see `onrecord.archive.filing.add_pages`."""
        return add_pages(self.database, pages, settings, jobs=jobs, page_timeout=page_timeout)

    def search(self, question: str | Query, *, limit: int = LIMIT, offset: int = 0) -> Found:
        """Find statements and articles.

        Args:
            question: in the language of `onrecord.archive.query`.
            limit: how many of each.
            offset: how many statements to leave out, of a question that was asked before.

        Raises:
            QueryError: the question cannot be read.
        """
        with self.database.read() as connection:
            return search(connection, question, limit=limit, offset=offset)

    def reading(self, article: int | str, version: int | None = None) -> Reading:
        """The reading of an article, by its number or an address of it.

        Args:
            article: which.
            version: which; None for the one that stands.

        Raises:
            ArchiveError: there is no such article, or that version was thinned out.
        """
        with self.database.read() as connection:
            number = article_number(connection, article)
            if version is None:
                found = readings_of(connection, [number])
                if number not in found:
                    raise ArchiveError(f"article {number}: its reading cannot be read; see check")
                return found[number]
            table, reading = schema.version, schema.reading
            asked = (
                select(reading.c.data)
                .join(table, table.c.id == reading.c.version_id)
                .where(table.c.article_id == number, table.c.number == version)
            )
            data = connection.execute(asked).scalar()
        if data is None:
            raise ArchiveError(f"article {number}: no version {version} is kept")
        from onrecord.archive.pages import unpacked

        return unpacked(data)

    def readings(self) -> Iterator[tuple[int, Reading | FormatError]]:
        """All readings that stand, with the numbers of their articles, in order; an error in the place of one
        that cannot be read.
        """
        with self.database.read() as connection:
            yield from readings(connection)

    def addresses(self, article: int | str) -> list[str]:
        """All addresses of an article, as they are known."""
        with self.database.read() as connection:
            number = article_number(connection, article)
            table = schema.address
            asked = select(table.c.url).where(table.c.article_id == number).order_by(table.c.url)
            return list(connection.execute(asked).scalars())

    def changes(self, article: int | str) -> list[tuple[int, Change]]:
        """What was changed in an article: the number of the later version, and the change."""
        with self.database.read() as connection:
            number = article_number(connection, article)
            table = schema.change
            asked = select(table).where(table.c.article_id == number).order_by(table.c.id)
            return [
                (row.version, Change(row.kind, row.before, row.after))
                for row in connection.execute(asked)
            ]

    def actor(self, asked: str | int, *, limit: int = 500) -> History:
        """What a person or body said over all articles, by name or number.

        Raises:
            ArchiveError: nobody of that name speaks in the archive.
        """
        with self.database.read() as connection:
            return history(connection, standing_actor(connection, asked), limit=limit)

    def split(self, article: int | str, source: str) -> int:
        """Undo a wrong join: a source of an article is somebody else, and stays so.

        Args:
            article: its number or address.
            source: the source's id in its reading.

        Returns:
            the number of the actor that it is now.
        """
        with self.database.write() as connection:
            return split_source(connection, article_number(connection, article), source)

    def join(self, actor: int, into: int) -> None:
        """Say that two actors are one; whoever asks for the first is led to the second."""
        with self.database.write() as connection:
            join_actors(connection, actor, into)

    def follow(self, feeds: Sequence[tuple[str, str | None]]) -> list[tuple[int, bool]]:
        """Follow feeds, by address and title; of each its number, and whether it is new."""
        from onrecord.archive.following import follow

        with self.database.write() as connection:
            return follow(connection, feeds)

    def unfollow(self, urls: Iterable[str]) -> None:
        """Follow feeds no longer; what was read of them stays.

        Raises:
            ArchiveError: one of them is not followed; then all are, as before.
        """
        from onrecord.archive.following import unfollow

        with self.database.write() as connection:
            for url in urls:
                unfollow(connection, url)

    def opml(self) -> bytes:
        """The feeds that are followed, for other readers."""
        from onrecord.archive.following import write_opml

        feed = schema.feed
        with self.database.read() as connection:
            rows = connection.execute(select(feed.c.url, feed.c.title).order_by(feed.c.id)).all()
        return write_opml((url, title) for url, title in rows)

    def update(self, fetcher: Fetcher | None = None, **options: Any) -> Round:
        """Ask the feeds that are followed, and read and keep what is new; see `following.update`."""
        from onrecord.archive.following import update
        from onrecord.page.fetch import shared_fetcher

        return update(self.database, fetcher or shared_fetcher(), **options)

    def feeds(self) -> list[Health]:
        """How the feeds are doing."""
        from onrecord.archive.following import health

        with self.database.read() as connection:
            return health(connection)

    def reread(self, settings: Settings | None = None, *, jobs: int = 1) -> Iterator[Added]:
        """Read again what an older model read; see `onrecord.archive.rereading.reread`."""
        return reread(self.database, settings, jobs=jobs)

    def info(self) -> Info:
        """What is in it."""
        return info(self.database)

    def check(self) -> list[str]:
        """Its faults: none where digests, offsets and indexes are sound."""
        return list(check(self.database))

    def backup(self, path: Path | str) -> None:
        """Copy it into a new file."""
        backup(self.database, Path(path))

    def restore(self, path: Path | str) -> None:
        """Fill it, while it is empty, from a backup."""
        restore(self.database, Path(path))

    def number(self, article: int | str) -> int:
        """The number of an article, by number or address.

        Raises:
            ArchiveError: there is none.
        """
        with self.database.read() as connection:
            return article_number(connection, article)

    def forget(self, article: int | str) -> Forgotten:
        """Forget an article for good."""
        return forget_page(self.database, str(article))

    def forget_actor(self, actor: str | int) -> Forgotten:
        """Forget a person or body for good, in every article that names them."""
        with self.database.read() as connection:
            number = standing_actor(connection, actor)
        return forget_person(self.database, number)
