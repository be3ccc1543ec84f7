"""Pages → the archive: read, attributed, kept, each batch in one transaction."""

from __future__ import annotations

from collections import deque
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import islice

from sqlalchemy import Connection, delete, select

from onrecord.archive import schema
from onrecord.archive.addresses import same_address
from onrecord.archive.database import Database, moment
from onrecord.archive.forgetting import tombstone
from onrecord.archive.pages import settings_text
from onrecord.archive.writing import Filed, Kept, write
from onrecord.attributions import MODEL, read_manifest
from onrecord.batch import PAGE_TIMEOUT, Result, run
from onrecord.errors import LanguageError, OnRecordError
from onrecord.page import Page
from onrecord.pipeline import Settings, read
from onrecord.records import Reading

__all__ = ["Added", "add_pages", "add_readings", "filed", "written"]

_BATCH = 32  # readings of a transaction


@dataclass(frozen=True, slots=True)
class Added:
    """What became of a page.

    Attributes:
        id: what the page is called.
        outcome: how it is kept, or why it is not.
    """

    id: str
    outcome: Kept | OnRecordError


def filed(result: Result, page: Page | OnRecordError) -> Filed | OnRecordError:
    """What the archive is to keep of a page; the article alone where it could not be attributed."""
    kept = page if isinstance(page, Page) and len(page.data) else None
    if isinstance(result.outcome, Reading):
        return Filed(result.outcome, kept)
    if isinstance(result.outcome, LanguageError) and kept is not None:
        try:
            article = read(kept)
        except OnRecordError as error:
            return error
        return Filed(Reading(article, (), provenance=article.provenance), kept, str(result.outcome))
    return result.outcome


def add_pages(
    database: Database,
    pages: Iterable[tuple[str, Page | OnRecordError]],
    settings: Settings | None = None,
    *,
    jobs: int = 1,
    page_timeout: float | None = PAGE_TIMEOUT,
) -> Iterator[Added]:
    """Read pages and keep them. What is yielded is kept: its transaction has ended.

    A page whose very bytes are kept, read by the same model in the same way, is not read again.

    Args:
        database: to keep them in.
        pages: each with its id.
        settings: of the pipeline.
        jobs, page_timeout: as those of `onrecord.batch.run`.
    """
    settings = settings or Settings()
    waiting: deque[Page | OnRecordError] = deque()
    skipped: dict[int, Added] = {}  # by place in the order
    taken = 0

    def unread() -> Iterator[tuple[str, Page | OnRecordError]]:
        nonlocal taken
        for name, page in pages:
            told = isinstance(page, Page) and not (page.title or page.outlet or page.published)
            same = _known(database, page, settings) if told and isinstance(page, Page) else None
            if same is not None:
                skipped[taken] = Added(name, same)
            taken += 1
            if same is None:
                waiting.append(page)
                yield name, page

    done = 0
    batch: list[tuple[str, Filed | OnRecordError]] = []
    for result in run(unread(), settings, jobs=jobs, page_timeout=page_timeout):
        while done in skipped:
            yield from written(database, batch)
            batch = []
            yield skipped.pop(done)
            done += 1
        batch.append((result.id, filed(result, waiting.popleft())))
        done += 1
        if len(batch) >= _BATCH or not waiting:
            yield from written(database, batch)
            batch = []
    yield from written(database, batch)
    yield from (skipped[place] for place in sorted(skipped))


def written(
    database: Database, batch: list[tuple[str, Filed | OnRecordError]], *, handed_over: bool = True
) -> list[Added]:
    """Keep a batch in one transaction; what could not be read passes through.

    Args:
        database: to keep it in.
        batch: each with its id.
        handed_over: whether somebody gave the pages, so that what was forgotten once is kept again.
    """
    good = [one for _, one in batch if isinstance(one, Filed)]
    kept: Iterator[Kept] = iter(())
    if good:
        with database.write() as connection:
            if handed_over:
                _remembered(connection, good)
            kept = iter(write(connection, good))
    return [Added(name, next(kept) if isinstance(one, Filed) else one) for name, one in batch]


def _remembered(connection: Connection, added: Sequence[Filed]) -> None:
    """Let be kept again what was forgotten once, where somebody hands it over."""
    gone = schema.forgotten
    addresses = {
        same_address(url)
        for one in added
        for url in (one.reading.article.url, one.page.url if one.page else None)
    }
    told = [tombstone(url) for url in addresses if url]
    connection.execute(delete(gone).where(gone.c.digest.in_(told)))


def add_readings(database: Database, readings: Iterable[Reading | Filed]) -> Iterator[Kept]:
    """Keep readings that were made already."""
    waiting = (one if isinstance(one, Filed) else Filed(one) for one in readings)
    while batch := list(islice(waiting, 4 * _BATCH)):
        with database.write() as connection:
            kept = write(connection, batch)
        yield from kept


def _known(database: Database, page: Page, settings: Settings) -> Kept | None:
    """How a page is kept whose bytes are known, and were read as they would be read now."""
    made_by = _made_by(settings)
    article, version, reading = schema.article, schema.version, schema.reading
    # The version that stands, or an older one of the same moment: a capture that was added before.
    held = version.c.number == article.c.version
    if page.fetched is not None:
        held |= version.c.seen == moment(page.fetched)
    asked = (
        select(article.c.id, article.c.version)
        .join(version, version.c.article_id == article.c.id)
        .where(held)
        .join(reading, reading.c.version_id == version.c.id)
        .where(version.c.page_digest == page.digest, version.c.origin == page.origin)
        .where(reading.c.model == made_by[0], reading.c.software == made_by[1])
        .where(reading.c.settings == settings_text(settings.recorded()))
    )
    with database.read() as connection:
        row = connection.execute(asked).first()
    return Kept(row[0], "same", row[1]) if row else None


def _made_by(settings: Settings) -> tuple[str, str]:
    from onrecord.about import SOFTWARE

    folder = settings.model or MODEL
    return read_manifest(folder / "manifest.json").name, SOFTWARE
