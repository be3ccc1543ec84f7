"""A round: every feed asked, what is new fetched, read and kept.

Each step is kept before the next begins, and goes on where a dead process left it: a feed's answer with
its entries (``new``, or ``fetched`` where the feed gives the whole text), the page of an entry
(``fetched``), its reading (``read``). Whatever cannot be had says why (``failed``), and is tried again
when the feed announces something else under the same key.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import FIRST_COMPLETED, Future, ThreadPoolExecutor, wait
from dataclasses import asdict, dataclass, replace
from datetime import UTC, datetime
from itertools import islice
from typing import Any, TypeAlias, TypeVar

from sqlalchemy import Connection, Row, func, select
from sqlalchemy import update as sql_update

from onrecord.archive import schema
from onrecord.archive.addresses import same_address
from onrecord.archive.database import Database, moment, numbers, within
from onrecord.archive.filing import filed
from onrecord.archive.following.feeds import answered, failed, logged, to_ask
from onrecord.archive.forgetting import tombstone
from onrecord.archive.pages import drop_unneeded, page_of, row_of
from onrecord.archive.sample import fetched
from onrecord.archive.writing import Filed, Kept, write
from onrecord.batch import PAGE_TIMEOUT, run
from onrecord.errors import FetchError, InternalError, OnRecordError
from onrecord.page import Announced, Page
from onrecord.page.feeds import Entry, Feed, entry_page, read_feed
from onrecord.page.fetch import Fetched, Fetcher, Known, without_credentials
from onrecord.page.moments import parse_moment
from onrecord.pipeline import Settings

__all__ = ["WORKERS", "Round", "ask_feeds", "fetch_pages", "next_due", "read_fetched", "update"]

WORKERS = 16  # questions that are under way at a time, whatever the number of feeds
_AHEAD = 2  # for each of them, questions that wait
_BATCH = 32  # answers of a transaction
_TRIES = 3  # of an entry's page
_MOST_FURTHER = 5  # sitemaps that an index leads to, the last ones

_T = TypeVar("_T")
_O = TypeVar("_O")
Outcome: TypeAlias = "tuple[Fetched, Feed | None] | OnRecordError"


@dataclass(slots=True)
class Round:
    """What a round did.

    Attributes:
        asked, unchanged, failed: feeds.
        announced: entries that are new, or other than they were.
        fetched: pages that were fetched for them.
        kept: articles that are new or were changed.
        errors: pages that could not be had or read.
    """

    asked: int = 0
    unchanged: int = 0
    failed: int = 0
    announced: int = 0
    fetched: int = 0
    kept: int = 0
    errors: int = 0


#: Told of each page that was kept, or why it was not, after its transaction has ended.
Report: TypeAlias = Callable[[str, Kept | OnRecordError], None]


def update(
    database: Database,
    fetcher: Fetcher,
    settings: Settings | None = None,
    *,
    due_only: bool = False,
    jobs: int = 1,
    workers: int = WORKERS,
    page_timeout: float | None = PAGE_TIMEOUT,
    report: Report | None = None,
) -> Round:
    """Ask the feeds, fetch what is new, read and keep it.

    Args:
        database: of the archive.
        fetcher: to fetch with.
        settings: of the pipeline.
        due_only: ask only the feeds whose time has come.
        jobs, page_timeout: as those of `onrecord.batch.run`.
        workers: questions that are under way at a time.
        report: is told of each page.
    """
    done = Round()
    ask_feeds(database, fetcher, done, due_only=due_only, workers=workers)
    fetch_pages(database, fetcher, done, workers=workers)
    for name, outcome in read_fetched(
        database, settings or Settings(), jobs=jobs, page_timeout=page_timeout
    ):
        done.errors += isinstance(outcome, OnRecordError)
        done.kept += isinstance(outcome, Kept) and outcome.state in ("new", "changed")
        if report is not None:
            report(name, outcome)
    return done


def next_due(database: Database) -> datetime | None:
    """When the next feed is to be asked; None where none is followed."""
    feed = schema.feed
    with database.read() as connection:
        due = connection.execute(
            select(func.min(feed.c.due)).where(feed.c.state == "live")
        ).scalar()
    return datetime.fromisoformat(due) if due else None


def ask_feeds(
    database: Database, fetcher: Fetcher, done: Round, *, due_only: bool, workers: int = WORKERS
) -> None:
    """Ask feeds, and keep what they announce."""
    with database.read() as connection:
        rows = to_ask(connection, due_only=due_only)
    for some in _batches(_at_a_time(lambda row: _ask(row, fetcher), rows, workers)):
        with database.write() as connection:
            for row, outcome in some:
                _keep_answer(connection, row, outcome, done)


def _batches(items: Iterable[_T]) -> Iterator[list[_T]]:
    listed = iter(items)
    while some := list(islice(listed, _BATCH)):
        yield some


def _at_a_time(
    ask: Callable[[_T], _O], items: Iterable[_T], workers: int
) -> Iterator[tuple[_T, _O]]:
    """Each item with its outcome, as they come; never more of them in memory than are under way."""
    waiting = iter(items)
    with ThreadPoolExecutor(workers) as pool:
        under_way: dict[Future[_O], _T] = {}
        while True:
            for item in islice(waiting, workers * _AHEAD - len(under_way)):
                under_way[pool.submit(ask, item)] = item
            if not under_way:
                return
            finished, _ = wait(under_way, return_when=FIRST_COMPLETED)
            for future in finished:
                yield under_way.pop(future), future.result()


def _ask(row: Row[Any], fetcher: Fetcher) -> Outcome:
    """A feed's answer; of an index of sitemaps that of the last of them."""
    try:
        known = Known(row.etag, row.modified) if row.etag or row.modified else None
        found = fetched(row.url, fetcher, known)
        if found.unchanged:
            return found, None
        feed = read_feed(found.data, found.url, found.charset)
        for place in feed.further[-_MOST_FURTHER:]:
            further = fetcher.fetch(place)
            entries = read_feed(further.data, further.url, further.charset).entries
            feed = replace(feed, entries=(*feed.entries, *entries))
        return found, feed
    except OnRecordError as error:
        return error
    except Exception as error:  # a fault of ours must not lose the other feeds
        return InternalError(f"{without_credentials(row.url)}: {type(error).__name__}: {error}")


def _keep_answer(connection: Connection, row: Row[Any], outcome: Outcome, done: Round) -> None:
    done.asked += 1
    if isinstance(outcome, OnRecordError):
        done.failed += 1
        failed(connection, row, outcome)
        return
    found, feed = outcome
    new = _keep_entries(connection, row.id, feed.entries) if feed is not None else 0
    done.unchanged += found.unchanged
    done.announced += new
    if feed is not None and feed.further:
        # That an index is unchanged says nothing of the sitemaps it leads to.
        found = found._replace(etag=None, modified=None)
    title, site = (feed.title, feed.site) if feed is not None else (None, None)
    answered(connection, row, found, title=title, site=site, new=new)


def _keep_entries(connection: Connection, feed_id: int, entries: Iterable[Entry]) -> int:
    """Keep what a feed announces that it did not before, or not so; how many entries that are."""
    table = schema.entry
    by_key = _without_forgotten(connection, feed_id, _by_key(entries))
    asked = select(table.c.id, table.c.key, table.c.digest, table.c.page_digest).where(
        table.c.feed_id == feed_id
    )
    known: dict[str, tuple[int, str]] = {}
    replaced: list[str | None] = []
    pages: dict[str, str | None] = {}
    for row in within(connection, asked, table.c.key, by_key):
        known[row.key] = (row.id, row.digest)
        pages[row.key] = row.page_digest
    fresh = {
        key: (one, digest)
        for key, one in by_key.items()
        if (digest := _digest(one)) != known.get(key, (0, ""))[1]
    }
    # A feed lists its latest first; they are read in the order in which they appeared.
    new = [key for key in reversed(fresh) if key not in known]
    ids = dict(zip(new, numbers(connection, "entry", len(new)), strict=True))
    rows = []
    for key in reversed(fresh):
        one, digest = fresh[key]
        values = _values(connection, one, digest)
        if key in known:
            # Seen again, with other words: another version, if the page says so too.
            values["seen"] = moment()
            replaced.append(pages[key])
            connection.execute(sql_update(table).where(table.c.id == known[key][0]).values(values))
        else:
            rows.append(
                {"id": ids[key], "feed_id": feed_id, "key": key, "seen": moment(), **values}
            )
    if rows:
        connection.execute(table.insert(), rows)
    drop_unneeded(connection, replaced)
    return len(fresh)


def _by_key(entries: Iterable[Entry]) -> dict[str, Entry]:
    """Entries by key; of one key and one address the first, which is the newest; of two addresses both."""
    found: dict[str, Entry] = {}
    for one in entries:
        if one.key in found and one.url and one.url != found[one.key].url:
            found.setdefault(f"{one.key} {one.url}", one)
        else:
            found.setdefault(one.key, one)
    return found


def _without_forgotten(
    connection: Connection, feed_id: int, by_key: dict[str, Entry]
) -> dict[str, Entry]:
    """Entries without those that the archive was told to forget."""
    entry = schema.entry
    asked = select(entry.c.key).where(entry.c.feed_id == feed_id, entry.c.state == "forgotten")
    gone = set(connection.execute(asked).scalars())
    told = {
        tombstone(address): key
        for key, one in by_key.items()
        if (address := same_address(one.url)) is not None
    }
    digest = schema.forgotten.c.digest
    addresses = set(connection.execute(select(digest).where(digest.in_(told))).scalars())
    left = {told[one] for one in addresses}
    return {
        key: one
        for key, one in by_key.items()
        if key not in left and (not gone or tombstone(key) not in gone)
    }


def _digest(entry: Entry) -> str:
    told = json.dumps([entry.url, _given(entry.announced), entry.words], sort_keys=True)
    return hashlib.sha256(told.encode("utf-8", "surrogatepass")).hexdigest()[:32]


def _given(announced: Announced) -> dict[str, Any]:
    """What a feed says of an entry, as JSON values."""
    values = asdict(announced)
    values["published"] = announced.published.isoformat() if announced.published else None
    return {name: value for name, value in values.items() if value}


def _values(connection: Connection, one: Entry, digest: str) -> dict[str, Any]:
    """How an entry is kept: its own text where that is the article, else its address to be fetched."""
    page = entry_page(one, one.key) if one.whole or one.url is None else None
    if page is not None:
        _put_page(connection, page)
    state = "fetched" if page is not None else "new" if one.url else "failed"
    return {
        "url": one.url,
        "digest": digest,
        "given": json.dumps(_given(one.announced), sort_keys=True),
        "page_digest": page.digest if page is not None else None,
        "state": state,
        "tries": 0,
        "error": "neither a text nor an address" if state == "failed" else None,
    }


def _put_page(connection: Connection, page: Page) -> None:
    table = schema.page
    if (
        connection.execute(select(table.c.digest).where(table.c.digest == page.digest)).first()
        is None
    ):
        connection.execute(table.insert().values(row_of(page)))


def fetch_pages(
    database: Database, fetcher: Fetcher, done: Round, *, workers: int = WORKERS
) -> None:
    """Fetch the pages of entries that give no more than a beginning."""
    table = schema.entry
    with database.read() as connection:
        rows = connection.execute(
            select(table.c.id, table.c.url, table.c.feed_id, table.c.tries)
            .where(table.c.state == "new")
            .order_by(table.c.id)
        ).all()
    # Several feeds announce one page; it is fetched once.
    by_address: dict[str, list[Any]] = {}
    for row in rows:
        by_address.setdefault(same_address(row.url) or row.url, []).append(row)

    def ask(some: list[Any]) -> Page | OnRecordError:
        try:
            return Page.from_url(some[0].url, fetcher=fetcher)
        except OnRecordError as error:
            return error
        except Exception as error:
            return InternalError(
                f"{without_credentials(some[0].url)}: {type(error).__name__}: {error}"
            )

    for answers in _batches(_at_a_time(ask, by_address.values(), workers)):
        with database.write() as connection:
            for some, outcome in answers:
                _keep_page(connection, some, outcome, done)


def _keep_page(
    connection: Connection, rows: list[Any], outcome: Page | OnRecordError, done: Round
) -> None:
    table = schema.entry
    if isinstance(outcome, Page):
        done.fetched += 1
        _put_page(connection, outcome)
        values = {
            "state": "fetched",
            "page_digest": outcome.digest,
            "error": None,
            "seen": moment(outcome.fetched),
        }
        logged(connection, rows[0].url, rows[0].feed_id, status=200, size=len(outcome.data))
    else:
        done.errors += 1
        told = without_credentials(str(outcome))
        status = outcome.status if isinstance(outcome, FetchError) else None
        logged(connection, rows[0].url, rows[0].feed_id, status=status, error=told)
        # What may be had another time stays new.
        passing = isinstance(outcome, FetchError) and (
            status is None or status in (429, 500, 502, 503, 504)
        )
        again = passing and rows[0].tries + 1 < _TRIES
        values = {"state": "new" if again else "failed", "error": told}
    for row in rows:
        own = {**values, "tries": row.tries + 1}
        connection.execute(sql_update(table).where(table.c.id == row.id).values(own))


def read_fetched(
    database: Database,
    settings: Settings,
    *,
    jobs: int = 1,
    page_timeout: float | None = PAGE_TIMEOUT,
) -> Iterator[tuple[str, Kept | OnRecordError]]:
    """Read the pages that were fetched, and keep the readings; each when its transaction has ended."""
    waiting: list[tuple[int, Page]] = []

    def pages() -> Iterator[tuple[str, Page | OnRecordError]]:
        for number, page in _fetched(database):
            waiting.append((number, page))
            yield page.name, page

    batch: list[tuple[int, str, Filed | OnRecordError]] = []
    for result in run(pages(), settings, jobs=jobs, page_timeout=page_timeout):
        number, page = waiting.pop(0)
        batch.append((number, result.id, filed(result, page)))
        if len(batch) >= _BATCH or not waiting:
            yield from _keep_readings(database, batch)
            batch = []
    yield from _keep_readings(database, batch)


def _fetched(database: Database) -> Iterator[tuple[int, Page]]:
    """Entries whose pages are at hand, in order; each once, some at a time."""
    entry, page, feed = schema.entry, schema.page, schema.feed
    last = 0
    while True:
        asked = (
            select(entry.c.id, entry.c.url, entry.c.key, entry.c.given, entry.c.seen, page, feed.c.title.label("feed"))
            .join(page, page.c.digest == entry.c.page_digest)
            .join(feed, feed.c.id == entry.c.feed_id)
            .where(entry.c.state == "fetched", entry.c.id > last)
            .order_by(entry.c.id)
            .limit(4 * _BATCH)
        )  # fmt: skip
        with database.read() as connection:
            rows = connection.execute(asked).mappings().all()
        for row in rows:
            given = json.loads(row["given"])
            made = page_of(row, origin=row["url"] or row["key"], url=row["url"])
            yield (
                row["id"],
                replace(
                    made,
                    id=row["url"] or row["key"],
                    fetched=datetime.fromisoformat(row["seen"]).astimezone(UTC),
                    announced=_announced(given, row["feed"]),
                ),
            )
        if not rows:
            return
        last = rows[-1]["id"]


def _announced(given: dict[str, Any], feed: str | None) -> Announced:
    return Announced(
        title=given.get("title"),
        authors=tuple(given.get("authors", ())),
        published=parse_moment(given.get("published")),
        outlet=given.get("outlet") or feed,
        language=given.get("language"),
        taken_from=given.get("taken_from"),
    )


def _keep_readings(
    database: Database, batch: list[tuple[int, str, Filed | OnRecordError]]
) -> Iterator[tuple[str, Kept | OnRecordError]]:
    if not batch:
        return
    table = schema.entry
    outcomes: list[tuple[str, Kept | OnRecordError]] = []
    with database.write() as connection:
        kept = iter(write(connection, [one for _, _, one in batch if isinstance(one, Filed)]))
        for number, name, one in batch:
            outcome = next(kept) if isinstance(one, Filed) else one
            values: dict[str, Any] = (
                {"state": "read", "article_id": outcome.id, "error": None}
                if isinstance(outcome, Kept)
                else {"state": "failed", "error": without_credentials(str(outcome))}
            )
            connection.execute(sql_update(table).where(table.c.id == number).values(values))
            outcomes.append((name, outcome))
    yield from outcomes
