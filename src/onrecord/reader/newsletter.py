"""The newsletter: who wants mail of what, what is new for them, and what became of each letter.

A letter is written down before it is sent, and marked before it is handed over: after a crash those that may have
gone out are shown as unknown, and sent again only when somebody says so, under the same Message-ID.
"""

from __future__ import annotations

import email
import email.policy
import zlib
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from email.message import EmailMessage
from typing import TYPE_CHECKING, Any, Literal, Protocol, TypeAlias
from urllib.parse import urlsplit

from sqlalchemy import Connection, delete, func, or_, select, update

from onrecord.archive import Archive, parse
from onrecord.archive.database import insert, moment, numbers
from onrecord.archive.search import search
from onrecord.archive.site import letter, mailing, subscriber
from onrecord.errors import ArchiveError, SiteError
from onrecord.reader import addresses, languages
from onrecord.reader.mail import checked_address, connected, deliver, made
from onrecord.reader.protection import new_token
from onrecord.reader.settings import SiteSettings
from onrecord.stories.listing import Listed, listed
from onrecord.stories.store import Stories

if TYPE_CHECKING:
    from jinja2 import Environment

__all__ = ["RHYTHMS", "Item", "Letter", "Newsletter", "Rhythm", "What"]

Rhythm: TypeAlias = Literal["daily", "weekly"]
What: TypeAlias = Literal["stories", "story", "search"]
RHYTHMS: tuple[Rhythm, ...] = ("daily", "weekly")
_DUE = {"daily": timedelta(hours=22), "weekly": timedelta(days=6, hours=22)}
_ITEMS = 12  # of a letter
_TRIES = 5
_BOUNCES = 3  # from which nothing more is sent to an address
_ASKED_DAYS = 7  # within which an address is confirmed, else forgotten


@dataclass(frozen=True, slots=True)
class Item:
    """Something new for a reader.

    Attributes:
        path: its address on the site.
        title: what it is.
        lines: what it says.
    """

    path: str
    title: str
    lines: tuple[str, ...] = ()


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


class Whole(Protocol):
    """What a newsletter needs of its site."""

    archive: Archive
    stories: Stories

    @property
    def settings(self) -> SiteSettings:
        """What the owner decided."""

    def environment(self, language: str) -> Environment:
        """The templates in a language."""

    def render(self, template: str, language: str, context: Mapping[str, Any]) -> str:
        """A page, or a mail."""


class Newsletter:
    """The newsletter of a site.

    Args:
        site: whose.
    """

    def __init__(self, site: Whole) -> None:
        self._site = site
        self._database = site.archive.database

    def ask(self, mail: str, what: str, asked: str, rhythm: str, language: str) -> None:
        """Write down that somebody wants mail, and write to them to confirm it.

        Whether the address is known already is told to nobody. Links lead to the address that the owner gave, never
        to one that a request names.

        Raises:
            SiteError: it cannot be.
        """
        mail = checked_address(mail)
        if what not in ("stories", "story", "search") or rhythm not in RHYTHMS:
            raise SiteError("please choose what you want, and how often")
        asked = " ".join(asked.split())[:500] if what != "stories" else ""
        if what == "search":
            parse(asked)
        if what == "story":
            self._site.stories.standing(
                int(asked) if asked.isascii() and asked.isdigit() and len(asked) < 10 else 0
            )
        base = self._site.settings.base
        if not self._site.settings.mail_server or not base:
            raise SiteError("this site sends no mail yet")
        with self._database.write() as connection:
            held = (
                (subscriber.c.mail == mail)
                & (subscriber.c.what == what)
                & (subscriber.c.asked == asked)
            )
            known = connection.execute(select(subscriber).where(held)).first()
            if known is not None and known.state in ("confirmed", "bounced"):
                return
            if known is not None:
                connection.execute(delete(subscriber).where(subscriber.c.id == known.id))
            token = new_token()
            (number,) = numbers(connection, subscriber.name, 1)
            insert(connection, subscriber.name, [{
                "id": number, "mail": mail, "what": what, "asked": asked, "rhythm": rhythm, "language": language,
                "state": "asked", "token": token, "made": moment(), "bounces": 0,
            }])  # fmt: skip
            self._write_letter(
                connection, number, None, *self._confirmation(mail, token, language, base)
            )

    def _confirmation(self, mail: str, token: str, language: str, base: str) -> tuple[str, bytes]:
        told = languages.translations(language).gettext
        name = self._site.settings.name
        context = {"link": f"{base}/confirm/{token}", "days": _ASKED_DAYS}
        return self._message(
            mail,
            told("Confirm: mail from %(name)s") % {"name": name},
            "mail_confirm",
            context,
            language,
            base,
            None,
        )

    def _message(
        self, mail: str, subject: str, template: str, context: dict[str, Any], language: str, base: str,
        leave: str | None,
    ) -> tuple[str, bytes]:  # fmt: skip
        context = {"base": base, "leave": leave, "subject": subject, **context}
        host = urlsplit(base).hostname or "localhost"
        message_id = f"{new_token().replace('_', '-')}@{host}"
        data = made(
            sender=self._site.settings.mail_from or f"news@{host}", to=mail, subject=subject,
            text=self._site.render(f"{template}.txt.j2", language, context),
            html=self._site.render(f"{template}.html.j2", language, context),
            message_id=message_id, leave=leave,
        )  # fmt: skip
        return message_id, data

    def _write_letter(
        self, connection: Connection, number: int, of: int | None, message_id: str, data: bytes
    ) -> None:
        (key,) = numbers(connection, letter.name, 1)
        insert(connection, letter.name, [{
            "id": key, "mailing_id": of, "subscriber_id": number, "message_id": message_id,
            "data": zlib.compress(data), "state": "waiting", "at": moment(), "tries": 0,
        }])  # fmt: skip

    def known(self, token: str) -> dict[str, Any] | None:
        """What is wanted by whoever has a token."""
        asked = select(
            subscriber.c.mail, subscriber.c.what, subscriber.c.asked, subscriber.c.rhythm, subscriber.c.state,
            subscriber.c.made, subscriber.c.confirmed,
        ).where(subscriber.c.token == token)  # fmt: skip
        with self._database.read() as connection:
            row = connection.execute(asked).mappings().first()
        return dict(row) if row else None

    def confirm(self, token: str) -> bool:
        """Send mail from now on; whether somebody had asked for it."""
        own = (subscriber.c.token == token) & (subscriber.c.state == "asked")
        with self._database.write() as connection:
            now = moment()
            done = connection.execute(
                update(subscriber).where(own).values(state="confirmed", confirmed=now, served=now)
            )
        return bool(done.rowcount)

    def leave(self, token: str) -> bool:
        """Send no mail any more, and forget the address; whether it was known."""
        with self._database.write() as connection:
            done = connection.execute(delete(subscriber).where(subscriber.c.token == token))
        return bool(done.rowcount)

    def subscribers(self) -> dict[str, int]:
        """How many there are, by state and rhythm."""
        asked = select(subscriber.c.state, subscriber.c.rhythm, func.count()).group_by(
            subscriber.c.state, subscriber.c.rhythm
        )
        with self._database.read() as connection:
            return {f"{row[0]}, {row[1]}": row[2] for row in connection.execute(asked)}

    def new_for(self, what: str, asked: str, since: str, language: str) -> list[Item]:
        """What is new since a moment."""
        with self._database.read() as connection:
            if what == "search":
                day = since[:10]
                found = search(connection, f"{asked} since:{day}", limit=_ITEMS)
                return [
                    Item(
                        addresses.statement(one.article, one.attribution.id),
                        one.source.name if one.source else one.reading.article.title or "",
                        (one.reading.text_of(one.attribution), one.reading.article.outlet or ""),
                    )
                    for one in found.statements
                ]
            stories = [one for one in listed(connection, limit=200) if one.changed > since]
        if what == "story":
            number = self._standing(asked)
            stories = [one for one in stories if one.id == number]
        return [self._item(one, language) for one in stories[:_ITEMS]]

    def _standing(self, asked: str) -> int | None:
        try:
            return self._site.stories.standing(int(asked))
        except (ArchiveError, ValueError):
            return None

    def _item(self, one: Listed, language: str) -> Item:
        module = self._site.environment(language).get_template("_claims.html.j2").module
        lines = [
            f"{lead['wording']}: "
            + str(
                module.standing(  # type: ignore[attr-defined]  # a macro of the template
                    lead["articles"],
                    lead["origins_least"],
                    lead["origins_most"],
                    lead["named"],
                    lead["disputed_by"],
                )
            )
            for lead in one.lead
        ]
        return Item(addresses.story(one.id), one.title or "", tuple(lines))

    def make(self, rhythm: str, base: str, made_by: str = "") -> int:
        """Write letters to all whose time has come; how many.

        Each reader's letter and the mark until when they were served are one transaction.
        """
        if not self._site.settings.mail_server:
            return 0
        before = moment(datetime.now(UTC) - _DUE[rhythm])
        due = select(subscriber).where(
            subscriber.c.state == "confirmed", subscriber.c.rhythm == rhythm,
            or_(subscriber.c.served.is_(None), subscriber.c.served <= before),
        )  # fmt: skip
        with self._database.read() as connection:
            rows = connection.execute(due.order_by(subscriber.c.id)).all()
        many, number = 0, None
        for row in rows:
            now = moment()
            items = self.new_for(row.what, row.asked, row.served or row.confirmed, row.language)
            with self._database.write() as connection:
                if items:
                    if number is None:
                        (number,) = numbers(connection, mailing.name, 1)
                        insert(
                            connection,
                            mailing.name,
                            [{"id": number, "rhythm": rhythm, "made": now, "made_by": made_by}],
                        )
                    self._write_letter(connection, row.id, number, *self.compose(row, items, base))
                    many += 1
                connection.execute(
                    update(subscriber).where(subscriber.c.id == row.id).values(served=now)
                )
        return many

    def compose(self, row: Any, items: Sequence[Item], base: str) -> tuple[str, bytes]:
        """A letter: its Message-ID, and it."""
        told = languages.translations(row.language).gettext
        subject = f"{self._site.settings.name}: {items[0].title}" if items else told("nothing new")
        leave = f"{base}/unsubscribe/{row.token}"
        return self._message(
            row.mail,
            subject,
            "mail_news",
            {"items": items, "asked": row.asked, "what": row.what},
            row.language,
            base,
            leave,
        )

    def preview(self, language: str, base: str) -> EmailMessage:
        """The letter that would go out now to somebody who wants all stories of the last week."""
        since = moment(datetime.now(UTC) - timedelta(days=7))
        row = _Nobody(language)
        _, data = self.compose(row, self.new_for("stories", "", since, language), base)
        return email.message_from_bytes(data, policy=email.policy.default)

    def send_test(self, to: str, language: str, base: str) -> str:
        """Send the preview to an address at once; what became of it.

        Raises:
            SiteError: there is no server, or no such address.
        """
        to = checked_address(to)
        since = moment(datetime.now(UTC) - timedelta(days=7))
        row = _Nobody(language, to)
        _, data = self.compose(row, self.new_for("stories", "", since, language), base)
        with connected(self._site.settings.mail_server) as connection:
            done = deliver(connection, self._sender(base), to, data)
        return done.outcome if done.error is None else f"{done.outcome}: {done.error}"

    def _sender(self, base: str) -> str:
        return self._site.settings.mail_from or f"news@{urlsplit(base).hostname or 'localhost'}"

    def begin(self) -> int:
        """What was being handed over when the site went down: nobody knows what became of it. How many."""
        with self._database.write() as connection:
            done = connection.execute(
                update(letter)
                .where(letter.c.state == "sending")
                .values(state="unknown", error="the site went down")
            )
            old = moment(datetime.now(UTC) - timedelta(days=_ASKED_DAYS))
            connection.execute(
                delete(subscriber).where(subscriber.c.state == "asked", subscriber.c.made < old)
            )
        return int(done.rowcount)

    def send(self, limit: int = 50) -> bool:
        """Hand over letters that wait; whether more do.

        Raises:
            SiteError: the server cannot be had; nothing was sent then.
        """
        server = self._site.settings.mail_server
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
        sender = self._sender(self._site.settings.base or "http://localhost")
        done = deliver(smtp, sender, row.mail, zlib.decompress(row.data))
        state: str = done.outcome
        if done.outcome == "later":
            state = "waiting" if row.tries + 1 < _TRIES else "failed"
        with self._database.write() as connection:
            connection.execute(
                update(letter)
                .where(letter.c.id == number)
                .values(state=state, error=done.error, at=moment())
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

    def letters(self, state: str | None = None, limit: int = 200) -> list[Letter]:
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


@dataclass(frozen=True, slots=True)
class _Nobody:
    """Whom a preview is for."""

    language: str
    mail: str = "reader@example.org"
    token: str = "preview"
    what: str = "stories"
    asked: str = ""


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
