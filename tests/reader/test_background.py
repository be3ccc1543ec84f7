"""What a site does while nobody waits for it."""

from __future__ import annotations

import threading
from datetime import UTC, datetime, timedelta

from sqlalchemy import select, update

from archiving import article_of
from onrecord.archive import Archive
from onrecord.archive.database import moment
from onrecord.archive.site import comment
from onrecord.errors import ArchiveError
from onrecord.reader import Site, settings
from onrecord.reader.background import Background, Task, drop_old, tell_stories, write_letters
from onrecord.reader.server import tasks
from storied import WIRE


def test_stories_are_grouped_and_compared(archive: Archive) -> None:
    site = Site(archive)
    for number in range(3):
        archive.add(
            article_of(
                WIRE, url=f"https://{number}.example/a", outlet=f"Outlet {number}", title="Ferry"
            )
        )
    assert tell_stories(site) is False
    assert site.stories.untold() == []
    (listed,) = site.stories.listed()
    assert listed.articles == 3 and listed.claims is not None and listed.lead
    archive.add(article_of(WIRE, url="https://3.example/a", outlet="Outlet 3", title="Ferry"))
    site.stories.work_in()
    assert site.stories.untold() == [listed.id]
    site.close()


def test_digests_of_addresses_are_dropped_in_time(archive: Archive) -> None:
    site = Site(archive)
    archive.add(article_of(WIRE, url="https://a.example/1"))
    for age in (10, 31):
        number, _ = site.discussion.write(1, "Ada", "Words", author="a", by="digest")
        at = moment(datetime.now(UTC) - timedelta(days=age))
        with archive.database.write() as connection:
            connection.execute(update(comment).where(comment.c.id == number).values(at=at))
    drop_old(site)
    with archive.database.read() as connection:
        assert list(connection.execute(select(comment.c.by).order_by(comment.c.id)).scalars()) == [
            "digest",
            None,
        ]
    site.close()


def test_without_an_address_for_links_no_letter_is_written(archive: Archive) -> None:
    site = Site(archive)
    settings.change(archive.database, {"mail_server": "smtp://127.0.0.1:1"})
    assert write_letters(site) is False
    assert {task.name for task in tasks(site)} >= {"stories", "jobs", "mail", "letters", "dropping"}
    site.close()


def test_a_task_that_fails_harms_no_other() -> None:
    done = threading.Event()
    ran: list[str] = []

    def fails() -> bool:
        ran.append("fails")
        raise ArchiveError("locked")

    def breaks() -> bool:
        ran.append("breaks")
        raise ZeroDivisionError

    def works() -> bool:
        if len(ran) >= 4:
            done.set()
        return False

    background = Background(
        [Task("a", fails, 0.01), Task("b", breaks, 0.01), Task("c", works, 0.01)]
    )
    background.start()
    assert done.wait(10)
    background.stop()
