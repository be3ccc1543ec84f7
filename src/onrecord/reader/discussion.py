"""What readers say: comments on articles and statements, held until somebody lets them stand."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import UTC, datetime, timedelta
from typing import Any, Literal, TypeAlias

from sqlalchemy import Connection, Select, delete, func, or_, select, update

from onrecord.archive import schema
from onrecord.archive.database import Database, insert, moment, numbers, within
from onrecord.archive.search import readings_of
from onrecord.archive.site import blocked, comment, report
from onrecord.errors import SiteError
from onrecord.reader.handles import handle_of, id_in, known_by
from onrecord.reader.protection import digest_of
from onrecord.records import Reading

__all__ = ["Comment", "Discussion", "Queued", "State", "check_block", "cleaned"]

State: TypeAlias = Literal["held", "approved", "rejected", "withdrawn"]
_LONGEST_NAME, _LONGEST = 60, 5_000  # code points
_DEEPEST = 6  # answers to answers
_MANY_REPORTS = 3  # from which a comment is held again
_LINKS = 3  # links of a comment, at most
_BLOCK_DAYS = 90
_JOINERS = "\u200c\u200d"  # that Persian words and some pictures are written with
_LINK = re.compile(r"https?://|www\.", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Comment:
    """What a reader said.

    Attributes:
        id: its number.
        article, statement: what it is said of; None of the whole article, and of a statement that is gone.
        on_gone: whether it was said of a statement whose words the article has no more.
        parent: number of the comment that it answers.
        name: that the reader goes by.
        words: in plain text.
        at, edited: when it was written, and changed.
        answers: to it, in order.
    """

    id: int
    article: int
    statement: str | None
    parent: int | None
    name: str
    words: str
    at: str
    edited: str | None = None
    answers: tuple[Comment, ...] = ()
    on_gone: bool = False


@dataclass(frozen=True, slots=True)
class Queued:
    """A comment as whoever moderates sees it.

    Attributes:
        comment: it.
        state: what became of it.
        title: of its article.
        by: digest of the address that it came from, while that is kept.
        reports: what readers say against it.
        decided_by: who let it stand, or not.
    """

    comment: Comment
    state: State
    title: str | None
    by: str | None
    reports: tuple[str, ...] = ()
    decided_by: str | None = None

    @property
    def seen(self) -> str:
        """By what it is told whether its words are still those that were looked at."""
        return _seen(self.comment.words)


def _seen(words: str) -> str:
    return digest_of(words)[:16]


def cleaned(words: str, longest: int, what: str, *, lines: bool = False) -> str:
    """A text that a reader typed, without what nobody types.

    Raises:
        SiteError: nothing is left, or it is too long.
    """
    even = unicodedata.normalize("NFC", words.replace("\r\n", "\n").replace("\r", "\n"))
    kept = "".join(
        char
        if char.isprintable() or char in _JOINERS or (lines and char == "\n")
        else " "
        if char.isspace()
        else ""
        for char in even
    )
    told = (
        re.sub(r"\n{3,}", "\n\n", "\n".join(line.rstrip() for line in kept.split("\n"))).strip()
        if lines
        else " ".join(kept.split())
    )
    if not told.strip(_JOINERS + " \n"):
        raise SiteError(f"{what}: please write something")
    if len(told) > longest:
        raise SiteError(f"{what}: at most {longest} characters, these are {len(told)}")
    return told


class Discussion:
    """Comments of a site.

    Args:
        database: of the archive.
    """

    def __init__(self, database: Database) -> None:
        self._database = database

    def of_article(self, article: int) -> tuple[Comment, ...]:
        """What stands under an article: comments in order, each with its answers."""
        asked = (
            select(comment)
            .where(comment.c.article_id == article, comment.c.state == "approved")
            .order_by(comment.c.id)
        )
        with self._database.read() as connection:
            rows = connection.execute(asked).all()
            there = any(row.statement for row in rows)
            reading = readings_of(connection, [article]).get(article) if there else None
        return _threaded([_placed(_comment(row), row.statement, reading) for row in rows])

    def write(
        self,
        article: int,
        name: str,
        words: str,
        *,
        author: str,
        by: str | None,
        statement: str | None = None,
        parent: int | None = None,
        known: bool = False,
    ) -> tuple[int, State]:
        """Keep a comment.

        Args:
            article: that it is on.
            name, words: as they were typed.
            author: the secret by which its writer may change it.
            by: digest of the address that it came from.
            statement: that it is on.
            parent: number of the comment that it answers.
            known: whether it stands at once where its writer has one that was approved.

        Returns:
            its number, and whether it is held.

        Raises:
            SiteError: it cannot be.
        """
        name = cleaned(name, _LONGEST_NAME, "name")
        words = cleaned(words, _LONGEST, "comment", lines=True)
        if len(_LINK.findall(words)) > _LINKS:
            raise SiteError(f"comment: at most {_LINKS} links")
        with self._database.write() as connection:
            check_block(connection, by)
            self._check(connection, article, parent)
            handle = _handle(connection, article, statement)
            trusted = known and self._has_approved(connection, digest_of(author))
            state: State = "approved" if trusted else "held"
            (number,) = numbers(connection, comment.name, 1)
            insert(connection, comment.name, [{
                "id": number, "article_id": article, "statement": handle, "parent_id": parent, "name": name,
                "words": words, "state": state, "at": moment(), "by": by, "author": digest_of(author), "reports": 0,
            }])  # fmt: skip
        return number, state

    def _check(self, connection: Connection, article: int, parent: int | None) -> None:
        there = select(schema.article.c.id).where(schema.article.c.id == article)
        if connection.execute(there).first() is None:
            raise SiteError("there is no such article")
        depth = 0
        while parent is not None:
            row = connection.execute(
                select(comment.c.parent_id).where(
                    comment.c.id == parent,
                    comment.c.article_id == article,
                    comment.c.state == "approved",
                )
            ).first()
            if row is None:
                raise SiteError("the comment that you answer is not there any more")
            depth += 1
            if depth > _DEEPEST:
                raise SiteError("answers to answers end here; please begin anew")
            parent = row[0]

    def _has_approved(self, connection: Connection, author: str) -> bool:
        asked = select(comment.c.id).where(
            comment.c.author == author, comment.c.state == "approved"
        )
        return connection.execute(asked.limit(1)).first() is not None

    def own(self, number: int, author: str, minutes: int) -> Comment:
        """A comment of whoever holds its secret, while it may be changed.

        Raises:
            SiteError: it may not.
        """
        soonest = moment(datetime.now(UTC) - timedelta(minutes=minutes))
        asked = select(comment).where(
            comment.c.id == number,
            comment.c.author == digest_of(author),
            comment.c.at >= soonest,
            comment.c.state.in_(("held", "approved")),
        )
        with self._database.read() as connection:
            row = connection.execute(asked).first()
        if row is None:
            raise SiteError("this comment cannot be changed any more, or not by you")
        return _comment(row)

    def edit(self, number: int, words: str, *, author: str, minutes: int) -> None:
        """Change the words of one's own comment; none withdraw it.

        Raises:
            SiteError: it may not be changed.
        """
        self.own(number, author, minutes)
        values: dict[str, Any] = {"edited": moment()}
        if words.strip():
            values["words"] = cleaned(words, _LONGEST, "comment", lines=True)
            values["state"] = "held"  # what was let stand were other words
        else:
            values["state"] = "withdrawn"
        with self._database.write() as connection:
            connection.execute(update(comment).where(comment.c.id == number).values(values))

    def report(self, number: int, why: str, by: str | None) -> None:
        """Say that a comment should not stand; of many it is held again.

        Raises:
            SiteError: there is no such comment.
        """
        why = cleaned(why, 500, "reason")
        with self._database.write() as connection:
            check_block(connection, by)
            row = connection.execute(
                select(comment.c.reports, comment.c.decided_by).where(
                    comment.c.id == number, comment.c.state == "approved"
                )
            ).first()
            if row is None:
                raise SiteError("there is no such comment")
            again = select(report.c.id).where(report.c.comment_id == number, report.c.by == by)
            if by is not None and connection.execute(again).first() is not None:
                return
            (key,) = numbers(connection, report.name, 1)
            insert(
                connection,
                report.name,
                [{"id": key, "comment_id": number, "why": why, "at": moment(), "by": by}],
            )
            values: dict[str, Any] = {"reports": row.reports + 1}
            if row.reports + 1 >= _MANY_REPORTS and row.reports < _MANY_REPORTS:
                values["state"] = "held"
            connection.execute(update(comment).where(comment.c.id == number).values(values))

    def queue(self, state: str = "held", *, limit: int = 100) -> list[Queued]:
        """Comments that wait, the oldest first; of another state the latest first; reported ones before all."""
        order = (
            (comment.c.reports.desc(), comment.c.id) if state == "held" else (comment.c.id.desc(),)
        )
        asked = _with_titles().where(comment.c.state == state).order_by(*order).limit(limit)
        with self._database.read() as connection:
            return _queued(connection, connection.execute(asked).all())

    def reported(self, *, limit: int = 100) -> list[Queued]:
        """Comments that stand, and that readers think should not."""
        asked = (
            _with_titles()
            .where(comment.c.state == "approved", comment.c.reports > 0)
            .order_by(comment.c.reports.desc(), comment.c.id)
            .limit(limit)
        )
        with self._database.read() as connection:
            return _queued(connection, connection.execute(asked).all())

    def waiting(self) -> int:
        """How many wait."""
        asked = select(func.count()).where(
            or_(
                comment.c.state == "held", (comment.c.state == "approved") & (comment.c.reports > 0)
            )
        )
        with self._database.read() as connection:
            return int(connection.execute(asked).scalar_one())

    def decide(
        self,
        chosen: Iterable[int],
        state: State,
        by: str,
        *,
        seen: Mapping[str, str] | None = None,
    ) -> int:
        """Let comments stand, or not; how many.

        Args:
            chosen: their numbers.
            state: ``approved`` or ``rejected``.
            by: name of who decides.
            seen: of each (its number as text) the words that were looked at (`Queued.seen`); what was changed
                since is left in the queue. None: whatever their words are now.
        """
        with self._database.write() as connection:
            if seen is not None:
                asked = select(comment.c.id, comment.c.words)
                rows = within(connection, asked, comment.c.id, chosen)
                chosen = [row[0] for row in rows if seen.get(str(row[0])) == _seen(row[1])]
            done = connection.execute(
                update(comment)
                .where(comment.c.id.in_(list(chosen)), comment.c.state != "withdrawn")
                .values(state=state, decided_by=by, decided_at=moment(), reports=0)
            )
            connection.execute(delete(report).where(report.c.comment_id.in_(list(chosen))))
        return int(done.rowcount)

    def block(self, by: str, made_by: str) -> None:
        """Let nothing come from an address for a while, by its digest; what waits of it is rejected."""
        until = moment(datetime.now(UTC) + timedelta(days=_BLOCK_DAYS))
        with self._database.write() as connection:
            connection.execute(delete(blocked).where(blocked.c.by == by))
            connection.execute(blocked.insert().values(by=by, until=until, made_by=made_by))
            connection.execute(
                update(comment)
                .where(comment.c.by == by, comment.c.state == "held")
                .values(state="rejected", decided_by=made_by, decided_at=moment())
            )

    def block_writers(self, chosen: Iterable[int], made_by: str) -> None:
        """Let nothing come from where comments came from, whatever became of these."""
        asked = select(comment.c.by).where(comment.c.by.is_not(None))
        with self._database.read() as connection:
            found = {row[0] for row in within(connection, asked, comment.c.id, chosen)}
        for by in sorted(found):
            self.block(by, made_by)

    def of_author(self, author: str) -> list[dict[str, Any]]:
        """All that is kept of whoever holds a secret, as plain values."""
        asked = select(
            comment.c.id, comment.c.article_id, comment.c.statement, comment.c.name, comment.c.words,
            comment.c.state, comment.c.at, comment.c.edited,
        ).where(comment.c.author == digest_of(author))  # fmt: skip
        with self._database.read() as connection:
            return [
                {**row, "statement": row["statement"] and id_in(row["statement"])}
                for row in connection.execute(asked).mappings()
            ]

    def forget_author(self, author: str) -> int:
        """Delete all comments of whoever holds a secret; how many they were."""
        with self._database.write() as connection:
            own = comment.c.author == digest_of(author)
            gone = list(connection.execute(select(comment.c.id).where(own)).scalars())
            connection.execute(
                update(comment).where(comment.c.parent_id.in_(gone)).values(parent_id=None)
            )
            connection.execute(delete(comment).where(own))
        return len(gone)


def check_block(connection: Connection, by: str | None) -> None:
    """Check that something may come from an address, by its digest.

    Raises:
        SiteError: it may not, just now.
    """
    asked = select(blocked.c.by).where(blocked.c.by == by, blocked.c.until > moment())
    if by is not None and connection.execute(asked).first() is not None:
        raise SiteError("nothing is taken from where you write just now")


def _comment(row: Any) -> Comment:
    return Comment(
        row.id,
        row.article_id,
        row.statement and id_in(row.statement),
        row.parent_id,
        row.name,
        row.words,
        row.at,
        row.edited,
    )


def _handle(connection: Connection, article: int, statement: str | None) -> str | None:
    """By what a statement that is written of is known for good.

    Raises:
        SiteError: there is none of that id.
    """
    if statement is None:
        return None
    reading = readings_of(connection, [article]).get(article)
    one = next((one for one in reading or () if one.id == statement), None)
    if reading is None or one is None:
        raise SiteError("there is no such statement in this article")
    return handle_of(reading, one)


def _placed(one: Comment, handle: str | None, reading: Reading | None) -> Comment:
    """A comment with the id that its statement has now."""
    if handle is None:
        return one
    found = known_by(reading, handle) if reading is not None else None
    return replace(one, statement=found.id if found else None, on_gone=found is None)


def _threaded(found: Sequence[Comment]) -> tuple[Comment, ...]:
    """Comments with their answers; one whose parent does not stand is one by itself."""
    there = {one.id for one in found}
    under: dict[int | None, list[Comment]] = {}
    for one in found:
        under.setdefault(one.parent if one.parent in there else None, []).append(one)

    def with_answers(one: Comment) -> Comment:
        return replace(one, answers=tuple(with_answers(other) for other in under.get(one.id, ())))

    return tuple(with_answers(one) for one in under.get(None, ()))


def _with_titles() -> Select[Any]:
    return select(comment, schema.article.c.title).join(
        schema.article, schema.article.c.id == comment.c.article_id
    )


def _queued(connection: Connection, rows: Sequence[Any]) -> list[Queued]:
    reasons: dict[int, list[str]] = {}
    asked = select(report.c.comment_id, report.c.why).order_by(report.c.id)
    for row in within(connection, asked, report.c.comment_id, [row.id for row in rows]):
        reasons.setdefault(row[0], []).append(row[1])
    return [
        Queued(
            _comment(row),
            row.state,
            row.title,
            row.by,
            tuple(reasons.get(row.id, ())),
            row.decided_by,
        )
        for row in rows
    ]
