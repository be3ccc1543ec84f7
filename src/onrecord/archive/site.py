"""The tables of the site that is served from an archive: who signs in, what readers write, what is sent out.

::

    member ── session, access_token, passkey        setting    job
    article ── comment ── report           subscriber ── letter ── mailing
    article ── correction                  blocked    code    original

They stand in the archive's own database: one backup, one transaction. Of readers no address is kept as it is
(`comment.by`, `report.by`, `blocked`): a keyed digest, dropped after some days.
"""

from __future__ import annotations

from typing import Any

from sqlalchemy import (
    Boolean,
    Column,
    Float,
    ForeignKey,
    Index,
    Integer,
    LargeBinary,
    String,
    Table,
    UniqueConstraint,
)

from onrecord.archive.schema import metadata

__all__ = [
    "access_token",
    "blocked",
    "code",
    "comment",
    "correction",
    "job",
    "letter",
    "mailing",
    "member",
    "original",
    "passkey",
    "report",
    "session",
    "setting",
    "subscriber",
]


def _id() -> Column[int]:
    # Numbers are given out by `counter`, and never twice.
    return Column("id", Integer, primary_key=True, autoincrement=False)


def _of(name: str, target: str, **more: Any) -> Column[int]:
    return Column(name, Integer, ForeignKey(target, ondelete="CASCADE"), **more)


#: What the owner decided, by name; as JSON.
setting = Table(
    "setting",
    metadata,
    Column("name", String, primary_key=True),
    Column("value", String, nullable=False),
)
#: Who may sign in.
member = Table(
    "member",
    metadata,
    _id(),
    Column("login", String, nullable=False, unique=True),
    Column("name", String, nullable=False),  # under which decisions are signed
    Column("role", String, nullable=False),  # owner, editor, moderator
    Column("password", String, nullable=False),  # argon2id
    Column("active", Boolean, nullable=False, default=True),
    Column("made", String, nullable=False),
    Column("seen", String),
)
#: Sign-ins that hold, known by the digest of their cookie.
session = Table(
    "session",
    metadata,
    Column("digest", String, primary_key=True),
    _of("member_id", "member.id", nullable=False),
    Column("made", String, nullable=False),
    Column("expires", String, nullable=False),
    Index(None, "member_id"),
    Index(None, "expires"),
)
#: Keys of members' own devices, by which they sign in without a password.
passkey = Table(
    "passkey",
    metadata,
    _id(),
    _of("member_id", "member.id", nullable=False),
    Column("credential", String, nullable=False, unique=True),  # its id, base64url
    Column("key", LargeBinary, nullable=False),  # the public one (COSE)
    Column("signatures", Integer, nullable=False),  # how many it made
    Column("name", String, nullable=False),
    Column("made", String, nullable=False),
    Column("used", String),
    Index(None, "member_id"),
)
#: Codes that work once: the first owner's, invitations, new passwords.
code = Table(
    "code",
    metadata,
    Column("digest", String, primary_key=True),
    Column("role", String, nullable=False),
    _of("member_id", "member.id", nullable=True),  # whose password it changes
    Column("expires", String, nullable=False),
)
#: What programs sign in with.
access_token = Table(
    "access_token",
    metadata,
    _id(),
    _of("member_id", "member.id", nullable=False),
    Column("name", String, nullable=False),
    Column("digest", String, nullable=False, unique=True),
    Column("scopes", String, nullable=False),  # read, moderate, write: apart by spaces
    Column("made", String, nullable=False),
    Column("used", String),
    Index(None, "member_id"),
)
#: What readers say of articles and statements.
comment = Table(
    "comment",
    metadata,
    _id(),
    _of("article_id", "article.id", nullable=False),
    Column("statement", String),  # the statement's id in its reading
    Column("parent_id", Integer),  # that it answers
    Column("name", String, nullable=False),
    Column("words", String, nullable=False),
    Column("state", String, nullable=False),  # held, approved, rejected, withdrawn
    Column("at", String, nullable=False),
    Column("edited", String),
    Column("by", String),  # keyed digest of the address that it came from
    Column(
        "author", String, nullable=False
    ),  # digest of the cookie by which its writer may edit it
    Column("reports", Integer, nullable=False, default=0),
    Column("decided_by", String),
    Column("decided_at", String),
    Index(None, "article_id", "state"),
    Index(None, "state", "at"),
    Index(None, "author"),
    Index(None, "by"),
)
#: That a reader thinks a comment should not stand.
report = Table(
    "report",
    metadata,
    _id(),
    _of("comment_id", "comment.id", nullable=False),
    Column("why", String, nullable=False),
    Column("at", String, nullable=False),
    Column("by", String),
    Index(None, "comment_id"),
)
#: Addresses that may write nothing for a while, as keyed digests.
blocked = Table(
    "blocked",
    metadata,
    Column("by", String, primary_key=True),
    Column("until", String, nullable=False),
    Column("made_by", String, nullable=False),
)
#: That a statement was read wrongly, and what is right.
correction = Table(
    "correction",
    metadata,
    _id(),
    _of("article_id", "article.id", nullable=False),
    Column("statement", String, nullable=False),  # its id in the reading that it was made for
    Column("words", String, nullable=False),  # of its content then, by which it is found again
    Column("start", Integer, nullable=False),
    Column("field", String, nullable=False),  # source, terms, words, claim, no_statement
    Column("value", String),  # what is right
    Column("note", String),
    Column("name", String),  # of who says so
    Column("state", String, nullable=False),  # held, accepted, rejected
    Column("at", String, nullable=False),
    Column("by", String),
    Column("author", String),  # digest of the cookie of who says so
    Column("decided_by", String),
    Column("decided_at", String),
    Index(None, "article_id", "state"),
    Index(None, "state", "at"),
    Index(None, "author"),
)
#: Who gets mail, of what, how often.
subscriber = Table(
    "subscriber",
    metadata,
    _id(),
    Column("mail", String, nullable=False),
    Column("what", String, nullable=False),  # stories, story, search
    Column("asked", String, nullable=False),  # number of the story, words of the search
    Column("rhythm", String, nullable=False),  # daily, weekly
    Column("language", String, nullable=False),
    Column("state", String, nullable=False),  # asked, confirmed, left, bounced
    Column("token", String, nullable=False, unique=True),  # by which it is confirmed and left
    Column("made", String, nullable=False),
    Column("confirmed", String),
    Column("served", String),  # what came in until then was sent
    Column("bounces", Integer, nullable=False, default=0),
    UniqueConstraint("mail", "what", "asked"),
    Index(None, "state", "rhythm"),
)
#: One time that mail was made for all who wait for it.
mailing = Table(
    "mailing",
    metadata,
    _id(),
    Column("rhythm", String, nullable=False),
    Column("made", String, nullable=False),
    Column("made_by", String, nullable=False),
)
#: A mail to one of them; what it was when is never guessed.
letter = Table(
    "letter",
    metadata,
    _id(),
    _of("mailing_id", "mailing.id", nullable=True),
    _of("subscriber_id", "subscriber.id", nullable=False),
    Column("message_id", String, nullable=False, unique=True),
    Column("data", LargeBinary, nullable=False),  # the mail, compressed by zlib
    Column("state", String, nullable=False),  # waiting, sending, sent, unknown, failed
    Column("at", String, nullable=False),
    Column("tries", Integer, nullable=False, default=0),
    Column("error", String),
    Index(None, "state", "id"),
    Index(None, "mailing_id"),
    Index(None, "subscriber_id"),
)
#: Work that pages wait for: texts to read, articles to compare.
job = Table(
    "job",
    metadata,
    _id(),
    Column("token", String, nullable=False, unique=True),  # by which who asked finds it
    Column("kind", String, nullable=False),  # read, compare
    Column("state", String, nullable=False),  # waiting, running, done, failed
    Column("asked", LargeBinary, nullable=False),  # JSON, compressed by zlib
    Column("result", LargeBinary),
    Column("error", String),
    Column("at", String, nullable=False),
    Column("took", Float),
    Column("by", String),
    Index(None, "state", "id"),
    Index(None, "at"),
)
#: An article and the one that it is a translation of.
original = Table(
    "original",
    metadata,
    Column("article_id", ForeignKey("article.id", ondelete="CASCADE"), primary_key=True),
    Column("of", ForeignKey("article.id", ondelete="CASCADE"), nullable=False),
    Index(None, "of"),
)
