"""The newsletter: who wants mail of what, and what is new for them. What becomes of letters: `onrecord.reader.letters`."""

from __future__ import annotations

import email
import email.policy
import logging
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from email.message import EmailMessage
from typing import Any, Literal, Protocol, TypeAlias
from urllib.parse import urlsplit

from sqlalchemy import delete, func, or_, select, update

from onrecord.archive import Archive, parse
from onrecord.archive.database import insert, moment, numbers
from onrecord.archive.rows import outlet_key
from onrecord.archive.search import StatementHit, search
from onrecord.archive.site import mailing, subscriber
from onrecord.errors import ArchiveError, OnRecordError, SiteError
from onrecord.reader import addresses, languages
from onrecord.reader.letters import Letters, sender
from onrecord.reader.mail import checked_address, connected, deliver, made
from onrecord.reader.protection import new_token
from onrecord.reader.settings import SiteSettings
from onrecord.stories.listing import Listed, listed
from onrecord.stories.store import Stories

__all__ = ["RHYTHMS", "Item", "Newsletter", "Rhythm", "What"]

Rhythm: TypeAlias = Literal["daily", "weekly"]
What: TypeAlias = Literal["stories", "story", "search"]
RHYTHMS: tuple[Rhythm, ...] = ("daily", "weekly")
_log = logging.getLogger(__name__)
_DUE = {"daily": timedelta(hours=22), "weekly": timedelta(days=6, hours=22)}
_ITEMS = 12  # of a letter
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


class Whole(Protocol):
    """What a newsletter needs of its site."""

    archive: Archive
    stories: Stories

    @property
    def settings(self) -> SiteSettings:
        """What the owner decided."""

    def standing(self, lead: Mapping[str, Any], language: str) -> str:
        """What stands behind a claim of a list, in words."""

    def render(self, template: str, language: str, context: Mapping[str, Any]) -> str:
        """A page, or a mail."""


class Newsletter:
    """The newsletter of a site.

    Args:
        site: whose.
        letters: of the site.
    """

    def __init__(self, site: Whole, letters: Letters) -> None:
        self._site, self._letters = site, letters
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
            self._site.stories.standing(addresses.number_in(asked) or 0)
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
            self._letters.write(
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
            sender=sender(self._site.settings), to=mail, subject=subject,
            text=self._site.render(f"{template}.txt.j2", language, context),
            html=self._site.render(f"{template}.html.j2", language, context),
            message_id=message_id, leave=leave,
        )  # fmt: skip
        return message_id, data

    def drop_unconfirmed(self) -> None:
        """Forget those who asked and did not confirm it in time."""
        old = moment(datetime.now(UTC) - timedelta(days=_ASKED_DAYS))
        with self._database.write() as connection:
            connection.execute(
                delete(subscriber).where(subscriber.c.state == "asked", subscriber.c.made < old)
            )

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
                found = search(connection, asked, limit=_ITEMS, kept_since=since)
                return [
                    Item(
                        addresses.statement(one.article, one.attribution.id),
                        one.source.name if one.source else one.reading.article.title or "",
                        (*self._said(one), one.reading.article.outlet or ""),
                    )
                    for one in found.statements
                ]
            stories = [one for one in listed(connection, limit=200) if one.changed > since]
        if what == "story":
            number = self._standing(asked)
            stories = [one for one in stories if one.id == number]
        return [self._item(one, language) for one in stories[:_ITEMS]]

    def _said(self, one: StatementHit) -> tuple[str, ...]:
        """The words of a statement, where the site shows words of its outlet."""
        extent = self._site.settings.extent_of(outlet_key(one.reading.article.outlet))
        return () if extent == "links" else (one.reading.text_of(one.attribution),)

    def _standing(self, asked: str) -> int | None:
        try:
            return self._site.stories.standing(int(asked))
        except (ArchiveError, ValueError):
            return None

    def _item(self, one: Listed, language: str) -> Item:
        lines = [f"{lead['wording']}: {self._site.standing(lead, language)}" for lead in one.lead]
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
            try:
                items = self.new_for(row.what, row.asked, row.served or row.confirmed, row.language)
            except OnRecordError as error:  # it costs no other reader a letter
                _log.warning("subscriber %d gets no letter: %s", row.id, error)
                continue
            with self._database.write() as connection:
                own = (subscriber.c.id == row.id) & subscriber.c.served.is_not_distinct_from(
                    row.served
                )
                marked = connection.execute(update(subscriber).where(own).values(served=now))
                if not marked.rowcount:
                    continue  # served by another run meanwhile
                if items:
                    if number is None:
                        (number,) = numbers(connection, mailing.name, 1)
                        insert(
                            connection,
                            mailing.name,
                            [{"id": number, "rhythm": rhythm, "made": now, "made_by": made_by}],
                        )
                    self._letters.write(connection, row.id, number, *self.compose(row, items, base))
                    many += 1
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
            done = deliver(connection, sender(self._site.settings), to, data)
        return done.outcome if done.error is None else f"{done.outcome}: {done.error}"


@dataclass(frozen=True, slots=True)
class _Nobody:
    """Whom a preview is for."""

    language: str
    mail: str = "reader@example.org"
    token: str = "preview"
    what: str = "stories"
    asked: str = ""
