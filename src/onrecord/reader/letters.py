"""Letters: written down before they are sent, and marked before they are handed over.

After a crash those that may have gone out are shown as unknown, and sent again only when somebody says so, under the
same Message-ID.
"""

from __future__ import annotations

import email
import email.policy
import zlib
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import Any
from urllib.parse import urlsplit

from sqlalchemy import Connection, func, select, update

from onrecord.archive.database import Database, insert, moment, numbers
from onrecord.archive.site import letter, subscriber
from onrecord.reader.mail import connected, deliver
from onrecord.reader.settings import SiteSettings

__all__ = ["Letter", "Letters", "sender"]

_TRIES = 5
_BOUNCES = 3  # from which nothing more is sent to an address


@dataclass(frozen=True, slots=True)
class Letter:
    """A letter as whoever looks after the mail sees it."""

    id: int
    mail: str
    state: str
    at: str
    tries: int
    error: str | None
    message_id: str


class Letters:
    """The letters of a site.

    Args:
        database: of the archive.
        settings: what the owner decided, as it is now.
    """

    def __init__(self, database: Database, settings: Callable[[], SiteSettings]) -> None:
        self._database, self._settings = database, settings

    def write(
        self, connection: Connection, number: int, of: int | None, message_id: str, data: bytes
    ) -> None:
        """Write one down.

        Args:
            connection: within a writer's block.
            number: of its reader.
            of: number of the mailing that it is of; None of one by itself.
            message_id: by which it is known, for good.
            data: the mail.
        """
        (key,) = numbers(connection, letter.name, 1)
        insert(connection, letter.name, [{
            "id": key, "mailing_id": of, "subscriber_id": number, "message_id": message_id,
            "data": zlib.compress(data), "state": "waiting", "at": moment(), "tries": 0,
        }])  # fmt: skip

    def begin(self) -> int:
        """What was being handed over when the site went down: nobody knows what became of it. How many."""
        with self._database.write() as connection:
            done = connection.execute(
                update(letter)
                .where(letter.c.state == "sending")
                .values(state="unknown", error="the site went down")
            )
        return int(done.rowcount)

    def send(self, limit: int = 50) -> bool:
        """Hand over letters that wait; whether more do.

        Raises:
            SiteError: the server cannot be had; nothing was sent then.
        """
        server = self._settings().mail_server
        asked = (
            select(letter.c.id)
            .where(letter.c.state == "waiting")
            .order_by(letter.c.id)
            .limit(limit)
        )
        with self._database.read() as connection:
            waiting = list(connection.execute(asked).scalars())
        if not waiting or not server:
            return False
        with connected(server) as smtp:
            for number in waiting:
                if not self._hand_over(smtp, number):
                    return False
        return len(waiting) == limit

    def _hand_over(self, smtp: Any, number: int) -> bool:
        """Send one letter; whether the server takes more."""
        row = self._taken(number)
        if row is None:
            return True
        settings = self._settings()
        done = deliver(smtp, sender(settings), row.mail, zlib.decompress(row.data))
        state: str = done.outcome
        if done.outcome == "later":
            state = "waiting" if row.tries + 1 < _TRIES else "failed"
        # What was sent is not kept: it may say what the archive has to forget.
        kept = {"data": b""} if state == "sent" else {}
        with self._database.write() as connection:
            connection.execute(
                update(letter)
                .where(letter.c.id == number)
                .values(state=state, error=done.error, at=moment(), **kept)
            )
            if done.outcome == "failed":
                _bounce(connection, row.id)
        return done.outcome in ("sent", "failed")

    def _taken(self, number: int) -> Any:
        """A letter that is marked as being handed over; None where its reader left, or nothing gets through."""
        own = letter.c.id == number
        with self._database.write() as connection:
            row = connection.execute(
                select(
                    letter.c.data,
                    letter.c.tries,
                    subscriber.c.mail,
                    subscriber.c.id,
                    subscriber.c.state,
                )
                .join(subscriber, subscriber.c.id == letter.c.subscriber_id)
                .where(own, letter.c.state == "waiting")
            ).first()
            if row is None:
                return None
            if row.state == "bounced":
                gone = {"state": "failed", "error": "bounced before"}
                connection.execute(update(letter).where(own).values(**gone))
                return None
            taken = {"state": "sending", "tries": row.tries + 1, "at": moment()}
            connection.execute(update(letter).where(own).values(**taken))
        return row

    def listed(self, state: str | None = None, limit: int = 200) -> list[Letter]:
        """Letters, the latest first."""
        asked = (
            select(
                letter.c.id,
                subscriber.c.mail,
                letter.c.state,
                letter.c.at,
                letter.c.tries,
                letter.c.error,
                letter.c.message_id,
            )
            .join(subscriber, subscriber.c.id == letter.c.subscriber_id)
            .order_by(letter.c.id.desc())
            .limit(limit)
        )
        if state is not None:
            asked = asked.where(letter.c.state == state)
        with self._database.read() as connection:
            return [Letter(*tuple(row)) for row in connection.execute(asked)]

    def counts(self) -> dict[str, int]:
        """How many letters there are, by state."""
        with self._database.read() as connection:
            rows = connection.execute(select(letter.c.state, func.count()).group_by(letter.c.state))
            return {row[0]: row[1] for row in rows}

    def again(self, chosen: Iterable[int]) -> int:
        """Send letters again of which nobody knows, or that failed; how many."""
        with self._database.write() as connection:
            done = connection.execute(
                update(letter)
                .where(letter.c.id.in_(list(chosen)), letter.c.state.in_(("unknown", "failed")))
                .values(state="waiting", tries=0, error=None)
            )
        return int(done.rowcount)

    def bounced(self, report: bytes) -> bool:
        """Take a report of a mail that came back (RFC 3464); whether it was one of ours, and for good."""
        message = email.message_from_bytes(report, policy=email.policy.default)
        permanent = any(
            str(part.get("Action", "")).strip().lower() == "failed"
            or str(part.get("Status", "")).strip().startswith("5.")
            for part in message.walk()
            if part.get_content_type() != "message/rfc822"
        )
        ids = {str(part.get("Message-ID", "")).strip("<> \r\n\t") for part in message.walk()} - {""}
        if not permanent or not ids:
            return False
        with self._database.write() as connection:
            row = connection.execute(
                select(letter.c.id, letter.c.subscriber_id).where(letter.c.message_id.in_(ids))
            ).first()
            if row is None:
                return False
            connection.execute(
                update(letter)
                .where(letter.c.id == row.id)
                .values(state="failed", error="came back")
            )
            _bounce(connection, row.subscriber_id)
        return True


def sender(settings: SiteSettings) -> str:
    """The address that mail comes from."""
    host = urlsplit(settings.base).hostname or "localhost"
    return settings.mail_from or f"news@{host}"


def _bounce(connection: Connection, number: int) -> None:
    """Count a mail that came back; of too many nothing more is sent to that address."""
    row = connection.execute(
        select(subscriber.c.bounces, subscriber.c.state).where(subscriber.c.id == number)
    ).one()
    many = row.bounces + 1
    values: dict[str, Any] = {"bounces": many}
    if many >= _BOUNCES or row.state == "asked":
        values["state"] = "bounced"
    connection.execute(update(subscriber).where(subscriber.c.id == number).values(**values))
