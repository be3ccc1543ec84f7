"""The queue of what readers find wrong in readings, and what editors make of it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any, get_args

from sqlalchemy import Connection, delete, func, select, update

from onrecord.archive import schema
from onrecord.archive.correcting import put_right
from onrecord.archive.corrections import FIELDS, Field
from onrecord.archive.database import Database, insert, moment, numbers
from onrecord.archive.grouped import summarise
from onrecord.archive.search import readings_of
from onrecord.archive.site import correction
from onrecord.errors import SiteError
from onrecord.formats.wording import TERMS
from onrecord.reader.discussion import check_block, cleaned
from onrecord.reader.protection import digest_of
from onrecord.records import Reading, Terms

__all__ = ["TOLD", "Corrections", "Shown"]

#: What was wrong, in words.
TOLD: dict[Field, str] = {
    "source": "source corrected",
    "terms": "terms corrected",
    "words": "words corrected",
    "no_statement": "no statement",
    "claim": "not of the claim that it was shown with",
}
_LONGEST_VALUE, _LONGEST_NOTE = 1_000, 1_000


@dataclass(frozen=True, slots=True)
class Shown:
    """A correction as it is shown.

    Attributes:
        id: its number; `article`, `title`: what it is of; `statement`, `words`: likewise.
        field, value, note: what is wrong, what is right, and why.
        name: of who says so.
        state: ``held``, ``accepted``, ``rejected``.
        at, decided_by, decided_at: when, and who decided.
    """

    id: int
    article: int
    title: str | None
    statement: str
    words: str
    field: Field
    value: str | None
    note: str | None
    name: str | None
    state: str
    at: str
    decided_by: str | None
    decided_at: str | None

    @property
    def told(self) -> str:
        """What was wrong, in words."""
        return TOLD[self.field]

    @property
    def shown(self) -> str:
        """What is right, in words."""
        return (
            TERMS.get(self.value or "", self.value or "")
            if self.field == "terms"
            else self.value or ""
        )


class Corrections:
    """Corrections of a site.

    Args:
        database: of the archive.
    """

    def __init__(self, database: Database) -> None:
        self._database = database

    def propose(
        self,
        article: int,
        statement: str,
        field: str,
        value: str,
        *,
        note: str = "",
        name: str = "",
        by: str | None = None,
        author: str | None = None,
    ) -> int:
        """Keep what a reader says is wrong; its number.

        Raises:
            SiteError: it cannot be.
        """
        if field not in FIELDS:
            raise SiteError("please say what is wrong")
        with self._database.read() as connection:
            reading = readings_of(connection, [article]).get(article)
        one = next((one for one in reading or () if one.id == statement), None)
        if reading is None or one is None:
            raise SiteError("there is no such statement in this article")
        right = _checked(field, value, reading)
        spans = one.content or one.cue
        with self._database.write() as connection:
            check_block(connection, by)
            (number,) = numbers(connection, correction.name, 1)
            insert(connection, correction.name, [{
                "id": number, "article_id": article, "statement": statement,
                "words": reading.article.text[spans[0].start : spans[0].end], "start": spans[0].start,
                "field": field, "value": right,
                "note": cleaned(note, _LONGEST_NOTE, "note", lines=True) if note.strip() else None,
                "name": cleaned(name, 60, "name") if name.strip() else None,
                "state": "held", "at": moment(), "by": by,
                "author": digest_of(author) if author else None,
            }])  # fmt: skip
        return number

    def queue(self, state: str = "held", *, limit: int = 100) -> list[Shown]:
        """Those that wait, the oldest first; of another state the latest first."""
        order = correction.c.id if state == "held" else correction.c.id.desc()
        return self._listed(correction.c.state == state, order, limit)

    def accepted(self, article: int) -> list[Shown]:
        """Those that hold of an article."""
        held = (correction.c.article_id == article) & (correction.c.state == "accepted")
        return self._listed(held, correction.c.id, 200)

    def _listed(self, held: Any, order: Any, limit: int) -> list[Shown]:
        article = schema.article
        asked = (
            select(
                correction.c.id, correction.c.article_id, article.c.title, correction.c.statement,
                correction.c.words, correction.c.field, correction.c.value, correction.c.note,
                correction.c.name, correction.c.state, correction.c.at, correction.c.decided_by,
                correction.c.decided_at,
            )
            .join(article, article.c.id == correction.c.article_id)
            .where(held)
            .order_by(order)
            .limit(limit)
        )  # fmt: skip
        with self._database.read() as connection:
            return [Shown(*tuple(row)) for row in connection.execute(asked)]

    def waiting(self) -> int:
        """How many wait."""
        asked = select(func.count()).where(correction.c.state == "held")
        with self._database.read() as connection:
            return int(connection.execute(asked).scalar_one())

    def decide(self, number: int, *, accept: bool, by: str) -> bool:
        """Accept or reject one; whether the article says something else now.

        One that changes nothing in the article as it is read now is not accepted but rejected; a note on a claim,
        which changes no reading, is accepted as it is. One that was accepted and is rejected later is taken back.

        Raises:
            SiteError: there is none of that number.
        """
        own = correction.c.id == number
        with self._database.write() as connection:
            row = connection.execute(
                select(correction.c.article_id, correction.c.state, correction.c.field).where(own)
            ).first()
            if row is None:
                raise SiteError("there is no such correction")
            decided = {"decided_by": by, "decided_at": moment()}
            state = "accepted" if accept else "rejected"
            connection.execute(update(correction).where(own).values(state=state, **decided))
            if row.field == "claim":
                # The story is compared anew, with the statement by itself.
                summarise(connection, _story(connection, row.article_id))
                return accept
            changed = (
                put_right(connection, row.article_id)
                if accept or row.state == "accepted"
                else False
            )
            if accept and not changed and row.state != "accepted":
                connection.execute(update(correction).where(own).values(state="rejected"))
        return changed

    def of_author(self, author: str) -> list[dict[str, Any]]:
        """All that is kept of what whoever holds a secret found wrong, as plain values."""
        asked = select(
            correction.c.id, correction.c.article_id, correction.c.statement, correction.c.field, correction.c.value,
            correction.c.note, correction.c.name, correction.c.state, correction.c.at,
        ).where(correction.c.author == digest_of(author))  # fmt: skip
        with self._database.read() as connection:
            return [dict(row) for row in connection.execute(asked).mappings()]

    def forget_author(self, author: str) -> int:
        """Delete what waits of whoever holds a secret, and their name from what was accepted; how many."""
        own = correction.c.author == digest_of(author)
        with self._database.write() as connection:
            gone = connection.execute(
                delete(correction).where(own, correction.c.state != "accepted")
            )
            kept = connection.execute(
                update(correction).where(own).values(name=None, note=None, author=None, by=None)
            )
        return int(gone.rowcount + kept.rowcount)


def _story(connection: Connection, article: int) -> list[int]:
    """The story of an article, if it is in one."""
    table = schema.story
    asked = select(table.c.story_id).where(table.c.article_id == article)
    return list(connection.execute(asked).scalars())


def _checked(field: Field, value: str, reading: Reading) -> str | None:
    """What is right, as it is kept.

    Raises:
        SiteError: it cannot be right.
    """
    if field == "no_statement":
        return None
    if field == "claim" and not value.strip():
        return None
    told = cleaned(value, _LONGEST_VALUE, "what is right")
    if field == "terms" and told not in get_args(Terms):
        raise SiteError(f"terms are one of {', '.join(get_args(Terms))}")
    if field == "words":
        for piece in filter(None, (part.strip() for part in told.split("…"))):
            if piece not in reading.article.text:
                raise SiteError(
                    "the words must stand in the article just so; leave out pieces by …"
                )
    return told
