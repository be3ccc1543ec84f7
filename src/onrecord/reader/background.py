"""What a site does while nobody waits for it: stories compared, pages read for those who asked, feeds followed,
mail sent, what is kept of readers dropped in time.
"""

from __future__ import annotations

import threading
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta

from sqlalchemy import delete, update

from onrecord._log import logger
from onrecord.archive.database import moment
from onrecord.archive.site import blocked, comment, correction, job, report, session
from onrecord.errors import OnRecordError
from onrecord.reader.newsletter import RHYTHMS
from onrecord.reader.site import Site

__all__ = ["Background", "Task", "drop_old", "tell_stories", "watch_feeds", "write_letters"]

_log = logger(__name__)
_PAUSE = 1.0  # seconds between two looks for work
_AT_ONCE = 8  # stories that are compared before anything else gets its turn
_JOB_DAYS = 2  # that what was read or compared for somebody is kept


@dataclass(frozen=True, slots=True)
class Task:
    """Something that is done again and again.

    Attributes:
        name: for the log.
        run: what is done; gives whether there is more of it to do at once.
        every: seconds between two times.
    """

    name: str
    run: Callable[[], bool]
    every: float


class Background:
    """A thread that does tasks in turn. What fails is told in the log and tried again at its next turn.

    Args:
        tasks: to be done.
    """

    def __init__(self, tasks: Sequence[Task]) -> None:
        self._tasks = tasks
        self._due = dict.fromkeys((task.name for task in tasks), 0.0)
        self._stopped = threading.Event()
        self._thread = threading.Thread(target=self._run, name="onrecord-background", daemon=True)

    def start(self) -> None:
        """Begin."""
        self._thread.start()

    def stop(self, seconds: float = 10.0) -> None:
        """End as soon as the task that is being done has ended; wait so long for it."""
        self._stopped.set()
        self._thread.join(seconds)

    def _run(self) -> None:
        while not self._stopped.is_set():
            for task in self._tasks:
                if self._stopped.is_set():
                    return
                if time.monotonic() >= self._due[task.name]:
                    self._due[task.name] = time.monotonic() + (
                        0 if self._done(task) else task.every
                    )
            soonest = min(self._due.values(), default=0.0) - time.monotonic()
            self._stopped.wait(min(max(soonest, 0.0), _PAUSE))

    def _done(self, task: Task) -> bool:
        try:
            return task.run()
        except OnRecordError as error:
            _log.warning("%s: %s", task.name, error)
        except Exception:  # whatever it was, the next task is not to suffer from it
            _log.exception("%s", task.name)
        return False


def tell_stories(site: Site) -> bool:
    """Group what came in, and compare some stories that wait for it; whether more wait."""
    site.stories.work_in()
    waiting = site.stories.untold(_AT_ONCE + 1)
    for number in waiting[:_AT_ONCE]:
        site.stories.told(number)
    return len(waiting) > _AT_ONCE


def watch_feeds(site: Site) -> bool:
    """Ask the feeds whose time has come, and read and keep what is new."""
    # In processes of their own: there a page's time is limited, and a crash is one page's.
    site.archive.update(site.fetcher, due_only=True, jobs=2)
    return False


def drop_old(site: Site) -> bool:
    """Drop what is kept of readers no longer than the owner says, and what nobody comes back for."""
    now = datetime.now(UTC)
    old = moment(now - timedelta(days=site.settings.keep_days))
    site.newsletter.drop_unconfirmed()
    with site.archive.database.write() as connection:
        for table in (comment, report, correction):
            connection.execute(
                update(table).where(table.c.at < old, table.c.by.is_not(None)).values(by=None)
            )
        connection.execute(delete(blocked).where(blocked.c.until < moment(now)))
        connection.execute(delete(session).where(session.c.expires < moment(now)))
        connection.execute(delete(job).where(job.c.at < moment(now - timedelta(days=_JOB_DAYS))))
    return False


def write_letters(site: Site) -> bool:
    """Write to those whose time has come; an address for links must be known."""
    if site.settings.base and site.settings.mail_server:
        for rhythm in RHYTHMS:
            site.newsletter.make(rhythm, site.settings.base)
    return False
