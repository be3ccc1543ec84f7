"""The feeds that are followed: when each is asked next, and how it is doing."""

from __future__ import annotations

import random
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from typing import Any

from sqlalchemy import Connection, Row, delete, select, update

from onrecord.archive.database import moment, numbers
from onrecord.archive.schema import feed, fetch
from onrecord.errors import ArchiveError, FetchError, OnRecordError
from onrecord.page.fetch import Fetched, without_credentials

__all__ = [
    "Health",
    "answered",
    "failed",
    "follow",
    "health",
    "logged",
    "to_ask",
    "unfollow",
]

_FIRST, _LEAST, _MOST = 3_600.0, 600.0, 86_400.0  # seconds between two questions
_BUSIER, _QUIETER, _WORSE = 0.6, 1.4, 2.0  # what a question's answer makes of the interval
_JITTER = 0.1  # of an interval, so that feeds that were added together drift apart
_HELD_MOST = 7 * 86_400.0  # seconds that a server may ask us to stay away
_GONE = 410
_KEPT_FETCHES = 50  # of a feed, the last ones


@dataclass(frozen=True, slots=True)
class Health:
    """How a feed is doing.

    Attributes:
        id, url, title: of the feed; the address without a password.
        state: ``live``, ``failing``: its last questions failed, or ``gone``: its server says for good.
        succeeded: when it last answered; None if never.
        silent_since: when it last had something new; None if never.
        failures: questions in a row that failed.
        error: why the last one did.
        interval: seconds between two questions.
        due: when it is asked again.
    """

    id: int
    url: str
    title: str | None
    state: str
    succeeded: str | None
    silent_since: str | None
    failures: int
    error: str | None
    interval: float
    due: str


def follow(
    connection: Connection, feeds: Iterable[tuple[str, str | None]]
) -> list[tuple[int, bool]]:
    """Add feeds, by address and title.

    Returns:
        of each its number, and whether it is new.
    """
    done: list[tuple[int, bool]] = []
    for url, title in feeds:
        known = connection.execute(select(feed.c.id).where(feed.c.url == url)).scalar()
        if known is None:
            (number,) = numbers(connection, "feed", 1)
            now = moment()
            connection.execute(feed.insert().values(
                id=number, url=url, title=title, added=now, state="live", interval=_FIRST, due=now, failures=0,
            ))  # fmt: skip
        done.append((known or number, known is None))
    return done


def unfollow(connection: Connection, url: str) -> None:
    """Follow a feed no longer; what was read of it stays.

    Raises:
        ArchiveError: it is not followed.
    """
    known = connection.execute(select(feed.c.id).where(feed.c.url == url)).scalar()
    if known is None:
        raise ArchiveError(f"{without_credentials(url)}: is not followed")
    connection.execute(delete(feed).where(feed.c.id == known))


def to_ask(connection: Connection, *, due_only: bool) -> list[Row[Any]]:
    """The feeds to ask now: all, or those that are due; none that is gone or wants no question yet."""
    now = moment()
    asked = select(feed).where(
        feed.c.state == "live", (feed.c.held_until.is_(None)) | (feed.c.held_until <= now)
    )
    if due_only:
        asked = asked.where(feed.c.due <= now)
    return list(connection.execute(asked.order_by(feed.c.due, feed.c.id)))


def logged(
    connection: Connection, url: str, feed_id: int | None, *,
    status: int | None, size: int | None = None, error: str | None = None,
) -> None:  # fmt: skip
    """Keep that something was asked of the network, and what came of it."""
    (number,) = numbers(connection, "fetch", 1)
    connection.execute(fetch.insert().values(
        id=number, url=without_credentials(url), feed_id=feed_id, at=moment(), status=status, size=size,
        error=error,
    ))  # fmt: skip
    if feed_id is not None and number % _KEPT_FETCHES == 0:
        own = select(fetch.c.id).where(fetch.c.feed_id == feed_id)
        last = own.order_by(fetch.c.id.desc()).offset(_KEPT_FETCHES).limit(1)
        if (oldest := connection.execute(last).scalar()) is not None:
            gone = (fetch.c.feed_id == feed_id) & (fetch.c.id <= oldest)
            connection.execute(delete(fetch).where(gone))


def answered(
    connection: Connection, row: Row[Any], found: Fetched, *, title: str | None, site: str | None, new: int
) -> None:  # fmt: skip
    """A feed has answered: ask sooner where it had something new, later where not."""
    now = datetime.now(UTC)
    interval = row.interval * (_BUSIER if new else _QUIETER)
    interval = min(max(interval, _LEAST), _MOST)
    values: dict[str, Any] = {
        "interval": interval,
        "due": _later(now, interval),
        "held_until": None,
        "asked": moment(now),
        "succeeded": moment(now),
        "failures": 0,
        "error": None,
        "etag": found.etag or (row.etag if found.unchanged else None),
        "modified": found.modified or (row.modified if found.unchanged else None),
    }
    if new:
        values["silent_since"] = moment(now)
    if title and not row.title:
        values["title"] = title
    if site and not row.site:
        values["site"] = site
    if found.moved and not _is_followed(connection, found.moved):
        values["url"] = found.moved
    connection.execute(update(feed).where(feed.c.id == row.id).values(values))
    status = 304 if found.unchanged else 200
    logged(connection, row.url, row.id, status=status, size=len(found.data))


def _is_followed(connection: Connection, url: str) -> bool:
    return connection.execute(select(feed.c.id).where(feed.c.url == url)).first() is not None


def failed(connection: Connection, row: Row[Any], error: OnRecordError) -> None:
    """A feed could not be had: ask less and less often; never again what is gone for good."""
    status = error.status if isinstance(error, FetchError) else None
    wait = error.retry_after if isinstance(error, FetchError) else None
    now = datetime.now(UTC)
    interval = min(max(row.interval * _WORSE, _LEAST), _MOST)
    told = without_credentials(str(error))
    values: dict[str, Any] = {
        "interval": interval,
        "due": _later(now, max(interval, wait or 0)),
        "asked": moment(now),
        "failures": row.failures + 1,
        "error": told,
    }
    if wait:
        values["held_until"] = moment(now + timedelta(seconds=min(wait, _HELD_MOST)))
    if status == _GONE:
        values["state"] = "gone"
    connection.execute(update(feed).where(feed.c.id == row.id).values(values))
    logged(connection, row.url, row.id, status=status, error=told)


def _later(now: datetime, seconds: float) -> str:
    jitter = 1 + random.uniform(-_JITTER, _JITTER)
    return moment(now + timedelta(seconds=min(seconds, _HELD_MOST) * jitter))


def health(connection: Connection) -> list[Health]:
    """How all feeds are doing, those that fail first, then those that have long been silent."""
    rows = connection.execute(
        select(feed).order_by(feed.c.failures.desc(), feed.c.silent_since, feed.c.id)
    )
    return [
        Health(
            id=row.id,
            url=without_credentials(row.url),
            title=row.title,
            state="failing" if row.state == "live" and row.failures else row.state,
            succeeded=row.succeeded,
            silent_since=row.silent_since,
            failures=row.failures,
            error=row.error,
            interval=row.interval,
            due=row.due,
        )
        for row in rows
    ]
