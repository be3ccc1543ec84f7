"""The tables of the archive, one schema for SQLite and PostgreSQL.

Moments are ISO 8601 text in UTC, days ``2026-01-31``: they sort as they are and mean the same in both
databases. Full-text indexes are not here, for each database has its own kind: see `fulltext`.

::

    page ── version ── article ── address
               │          ├── credit
            reading       ├── source ── actor ── actor_name, apart
               │          └── statement ── route
             change
    article ── story, vector, salient, likeness, fingerprint, derivation
                                          frequency, story_change, comparison, story_summary
    feed ── entry ── article          fetch, backup, counter

Those of the site that is served from it stand in `onrecord.archive.site`.
"""

from __future__ import annotations

from sqlalchemy import (
    BigInteger,
    Boolean,
    Column,
    Float,
    ForeignKey,
    Index,
    Integer,
    LargeBinary,
    MetaData,
    String,
    Table,
    UniqueConstraint,
)

__all__ = [
    "actor",
    "actor_about",
    "actor_name",
    "address",
    "apart",
    "article",
    "backup",
    "change",
    "comparison",
    "counter",
    "credit",
    "derivation",
    "entry",
    "feed",
    "fetch",
    "fingerprint",
    "forgotten",
    "frequency",
    "likeness",
    "metadata",
    "page",
    "reading",
    "route",
    "salient",
    "source",
    "stands",
    "statement",
    "story",
    "story_change",
    "story_summary",
    "vector",
    "version",
]

metadata = MetaData(
    naming_convention={
        "ix": "ix_%(table_name)s_%(column_0_N_name)s",
        "uq": "uq_%(table_name)s_%(column_0_N_name)s",
        "fk": "fk_%(table_name)s_%(column_0_N_name)s",
        "pk": "pk_%(table_name)s",
    }
)


def _id() -> Column[int]:
    # Numbers are given out by `counter`, and never twice: an address outlives what it led to.
    return Column("id", Integer, primary_key=True, autoincrement=False)


def _of(name: str, target: str, *, null: bool = False) -> Column[int]:
    return Column(name, Integer, ForeignKey(target, ondelete="CASCADE"), nullable=null)


def _own(name: str) -> Column[int]:
    """An article's, by whose number it is known."""
    gone = ForeignKey("article.id", ondelete="CASCADE")
    return Column(name, gone, primary_key=True, autoincrement=False)


#: The next free number of each table that has numbers.
counter = Table(
    "counter",
    metadata,
    Column("name", String, primary_key=True),
    Column("next", Integer, nullable=False),
)
#: A page as it came, known by the digest of its bytes.
page = Table(
    "page",
    metadata,
    Column("digest", String, primary_key=True),
    Column("data", LargeBinary, nullable=False),  # compressed by zlib
    Column("size", Integer, nullable=False),  # of the bytes as they came
    Column("kind", String),  # what the giver said it was; null: to be looked for
    Column("charset", String),  # that the server declared
    Column("text", Boolean, nullable=False),  # whether it came as text, whose UTF-8 this is
)
article = Table(
    "article",
    metadata,
    _id(),
    Column("identity", String, nullable=False, unique=True),
    Column("url", String),
    Column("title", String),
    Column("outlet", String),
    Column("outlet_key", String),
    Column("published", String),
    Column("day", String, nullable=False),  # of publication, else when it was first seen
    Column("language", String),
    Column("first_seen", String, nullable=False),
    Column("cut", Boolean, nullable=False, default=False),
    Column("version", Integer, nullable=False),  # number of the one that stands
    Index(None, "day"),
    Index(None, "outlet_key", "day"),
    Index(None, "language"),
)
#: Every address under which an article was found, tracking parameters and fragments apart.
address = Table(
    "address",
    metadata,
    Column("url", String, primary_key=True),
    _of("article_id", "article.id"),
    Index(None, "article_id"),
)
version = Table(
    "version",
    metadata,
    _id(),
    _of("article_id", "article.id"),
    Column("number", Integer, nullable=False),  # 1 for the first
    Column(
        "page_digest", String, ForeignKey("page.digest")
    ),  # null: thinned, forgotten, or no page
    Column("text_digest", String, nullable=False),
    Column("seen", String, nullable=False),
    Column("origin", String),
    Column("state", String, nullable=False, default="whole"),  # whole, thinned, redacted
    UniqueConstraint("article_id", "number"),
    Index(None, "page_digest"),
)
#: That a version is the one of its article that stands.
stands = (version.c.article_id == article.c.id) & (version.c.number == article.c.version)
reading = Table(
    "reading",
    metadata,
    _of("version_id", "version.id"),
    Column("software", String, nullable=False),
    Column("model", String),
    Column("settings", String, nullable=False),
    Column("made", String, nullable=False),
    Column("error", String),  # why its article was not attributed
    Column("data", LargeBinary, nullable=False),  # the reading's JSON, compressed by zlib
    Column("uncorrected", LargeBinary),  # the same before editors' corrections, where there are any
)
reading.append_constraint(UniqueConstraint(reading.c.version_id))
credit = Table(
    "credit",
    metadata,
    _of("article_id", "article.id"),
    Column("name", String, nullable=False),
    Column("key", String, nullable=False),
    Column("form", String, nullable=False),
    Index(None, "article_id"),
    Index(None, "key"),
)
actor = Table(
    "actor",
    metadata,
    _id(),
    Column("name", String, nullable=False),
    Column("kind", String, nullable=False),
    Column("into", Integer),  # the actor that it was joined with by hand
)
#: Words of an actor's roles and affiliations, each once.
actor_about = Table(
    "actor_about",
    metadata,
    Column("actor_id", ForeignKey("actor.id", ondelete="CASCADE"), primary_key=True),
    Column("word", String, primary_key=True),
)
actor_name = Table(
    "actor_name",
    metadata,
    _of("actor_id", "actor.id"),
    Column("name", String, nullable=False),
    Column("key", String, nullable=False),  # by which sources are joined; empty: by none
    Column("folded", String, nullable=False),  # by which it is looked for
    Column("last", String, nullable=False),  # its last word, likewise
    UniqueConstraint("actor_id", "name"),
    Index(None, "key"),
    Index(None, "folded"),
    Index(None, "last"),
)
#: Joins that were undone, and stay so: sources of this key in this article are not this actor.
apart = Table(
    "apart",
    metadata,
    Column("identity", String, primary_key=True),
    Column("key", String, primary_key=True),
    Column("actor_id", Integer, primary_key=True, autoincrement=False),
)
source = Table(
    "source",
    metadata,
    _id(),
    _of("article_id", "article.id"),
    Column("local", String, nullable=False),
    Column("name", String, nullable=False),
    Column("kind", String),
    Column("named", Boolean, nullable=False),
    Column("role", String),
    Column("affiliation", String),
    Column("terms", String),
    _of("actor_id", "actor.id", null=True),
    Index(None, "article_id"),
    Index(None, "actor_id"),
)
#: The statements of the version of each article that stands.
statement = Table(
    "statement",
    metadata,
    _id(),
    _of("article_id", "article.id"),
    Column("local", String, nullable=False),
    _of("source_id", "source.id", null=True),
    _of("actor_id", "actor.id", null=True),
    Column("day", String, nullable=False),  # the article's
    Column("outlet_key", String),
    Column("language", String),
    Column(
        "words", String, nullable=False
    ),  # of its content; of a refusal that gives none, its cue
    Column("who", String, nullable=False),  # its source's name, role and affiliation
    Column("act", String),
    Column("kind", String),
    Column("terms", String),
    Column("channel", String),
    Column("form", String),
    Column("parent", String),
    Column("score", Float, nullable=False),
    Index(None, "article_id"),
    Index(None, "source_id"),
    Index(None, "actor_id", "day"),
    # What is counted of an actor is read from the index alone.
    Index("ix_statement_counts", "actor_id", "terms", "act", "outlet_key", "article_id"),
    Index(None, "terms", "day"),
    Index(None, "act", "day"),
    Index(None, "day"),
)
#: Outlets that carried a statement before.
route = Table(
    "route",
    metadata,
    Column("statement_id", ForeignKey("statement.id", ondelete="CASCADE"), nullable=False),
    Column("name", String, nullable=False),
    Column("key", String, nullable=False),
    _of("actor_id", "actor.id", null=True),  # the statement's
    Index(None, "statement_id"),
    Index(None, "key", "statement_id"),
    Index(None, "actor_id", "key"),
)
#: What was changed from one version of an article to the next.
change = Table(
    "change",
    metadata,
    _id(),
    _of("article_id", "article.id"),
    Column("version", Integer, nullable=False),  # number of the later one
    Column("kind", String, nullable=False),
    Column("before", String),
    Column("after", String),
    Column("seen", String, nullable=False),
    Index(None, "article_id"),
    Index(None, "seen"),
)
#: What an article is about, as words that are counted; by which stories are found.
vector = Table(
    "vector",
    metadata,
    _own("article_id"),
    Column("day", String, nullable=False),
    Column("data", LargeBinary, nullable=False),  # its bags of words as JSON, compressed by zlib
    Index(None, "day"),
)
#: The words that tell most of what an article is about.
salient = Table(
    "salient",
    metadata,
    Column("word", String, primary_key=True),
    _own("article_id"),
    Index(None, "article_id"),
)
#: In how many articles a word occurs; of the empty word how many articles there are.
frequency = Table(
    "frequency",
    metadata,
    Column("kind", String, primary_key=True),
    Column("word", String, primary_key=True),
    Column("count", Integer, nullable=False),
)
#: How alike two articles are, the smaller number first.
likeness = Table(
    "likeness",
    metadata,
    _own("one"),
    _own("other"),
    Column("value", Float, nullable=False),
    Index(None, "other"),
)
#: Hashes of runs of an article's own words, by which copies are found.
fingerprint = Table(
    "fingerprint",
    metadata,
    Column("hash", BigInteger, primary_key=True, autoincrement=False),
    _own("article_id"),
    Index(None, "article_id"),
)
#: Which story an article belongs to; its number is that of the story's first article.
story = Table(
    "story",
    metadata,
    _own("article_id"),
    Column("story_id", Integer, nullable=False),
    Index(None, "story_id"),
)
#: Stories that were put together or taken apart; an address outlives its story.
story_change = Table(
    "story_change",
    metadata,
    _id(),
    Column("at", String, nullable=False),
    Column("kind", String, nullable=False),  # merged, split
    Column("story_id", Integer, nullable=False),  # that is now
    Column("other_id", Integer, nullable=False),  # that was put into it, or taken out of it
    Index(None, "other_id"),
    Index(None, "story_id"),
)
#: What the network said of pairs of a story's statements, so that it is not asked twice.
comparison = Table(
    "comparison",
    metadata,
    Column("story_id", Integer, primary_key=True, autoincrement=False),
    Column("made_of", String, nullable=False),  # name of the network
    Column(
        "data", LargeBinary, nullable=False
    ),  # answers by the digests of their pairs, JSON compressed by zlib
)
#: What the list of stories shows, and a story as it was compared; stale while ``data`` is null.
story_summary = Table(
    "story_summary",
    metadata,
    Column("story_id", Integer, primary_key=True, autoincrement=False),
    Column("title", String),
    Column("articles", Integer, nullable=False),
    Column("outlets", Integer, nullable=False),
    Column("first_day", String, nullable=False),
    Column("last_day", String, nullable=False),
    Column("changed", String, nullable=False),  # when articles last came or went
    Column("terms", String, nullable=False),  # of its statements, apart by spaces
    Column("claims", Integer),  # that several articles have
    Column("disputed", Integer),  # of them
    Column("unnamed", Integer),  # of them, that rest on unnamed people alone
    Column("lead", String),  # its foremost claims, as JSON
    Column("made_of", String),  # by what software and network it was compared
    Column("data", LargeBinary),  # the story's JSON and its articles' numbers, compressed by zlib
    Index(None, "last_day", "story_id"),
    Index(None, "articles", "last_day"),
)
#: How an article came about beside the others of its story, as it was last compared.
derivation = Table(
    "derivation",
    metadata,
    _own("article_id"),
    Column("kind", String, nullable=False),
    Column("claims", Integer, nullable=False),  # of several articles that it carries
    Column("first", Integer, nullable=False),  # of them, that it had first
    Index(None, "kind"),
)
feed = Table(
    "feed",
    metadata,
    _id(),
    Column("url", String, nullable=False, unique=True),
    Column("title", String),
    Column("site", String),
    Column("added", String, nullable=False),
    Column("state", String, nullable=False, default="live"),  # live, gone
    Column("etag", String),
    Column("modified", String),
    Column("interval", Float, nullable=False),  # seconds until it is asked again
    Column("due", String, nullable=False),
    Column("held_until", String),  # when its server wants no earlier question
    Column("asked", String),
    Column("succeeded", String),
    Column("silent_since", String),  # when it last had something new
    Column("failures", Integer, nullable=False, default=0),  # in a row
    Column("error", String),  # of the last one
    Index(None, "due"),
)
#: What feeds announced: each once, whatever its feed says later.
entry = Table(
    "entry",
    metadata,
    _id(),
    _of("feed_id", "feed.id"),
    Column("key", String, nullable=False),  # its id, else its address, else the digest of its words
    Column("url", String),
    Column(
        "digest", String, nullable=False
    ),  # of what the feed gave: another one is looked at again
    Column("given", String, nullable=False),  # what the feed says of it, as JSON
    Column("page_digest", String, ForeignKey("page.digest")),
    Column("state", String, nullable=False),  # new, fetched, read, failed
    Column("tries", Integer, nullable=False, default=0),
    Column("error", String),
    Column("seen", String, nullable=False),
    _of("article_id", "article.id", null=True),
    UniqueConstraint("feed_id", "key"),
    Index(None, "state", "id"),
    Index(None, "page_digest"),
    Index(None, "article_id"),
)
#: What was asked of the network when, with every refusal.
fetch = Table(
    "fetch",
    metadata,
    _id(),
    Column("url", String, nullable=False),
    Column("feed_id", Integer),
    Column("at", String, nullable=False),
    Column("status", Integer),
    Column("size", Integer),
    Column("error", String),
    Index(None, "feed_id", "at"),
    Index(None, "at"),
)
#: Digests of addresses that were forgotten, so that no feed brings them back.
forgotten = Table(
    "forgotten",
    metadata,
    Column("digest", String, primary_key=True),
)
#: Copies of the archive that were made, so that what is forgotten can be looked for in them.
backup = Table(
    "backup",
    metadata,
    Column("path", String, primary_key=True),
    Column("made", String, nullable=False),
)
