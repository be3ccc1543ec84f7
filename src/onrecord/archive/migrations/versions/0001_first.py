"""The first schema. What a released migration does is never changed."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

__all__ = ["down_revision", "revision", "upgrade"]

revision = "0001"
down_revision = None

_SQLITE = """
CREATE VIEW statement_stems AS SELECT id, article_id,
    onrecord_stems(words, language) AS words, onrecord_stems(who, language) AS who FROM statement;
CREATE VIRTUAL TABLE statement_fts USING fts5(words, who, content='statement_stems',
    content_rowid='id', tokenize="unicode61 remove_diacritics 0");
CREATE VIEW article_stems AS SELECT article.id AS id, article.id AS article_id,
    onrecord_stems(article.title, article.language) AS title,
    onrecord_stems(onrecord_text(reading.data), article.language) AS body
    FROM article JOIN version ON version.article_id = article.id AND version.number = article.version
    JOIN reading ON reading.version_id = version.id;
CREATE VIRTUAL TABLE article_fts USING fts5(title, body, content='article_stems',
    content_rowid='id', tokenize="unicode61 remove_diacritics 0");
"""
_POSTGRESQL = """
CREATE TABLE statement_fts (id INTEGER PRIMARY KEY REFERENCES statement ON DELETE CASCADE,
    words TSVECTOR NOT NULL, who TSVECTOR NOT NULL);
CREATE INDEX ix_statement_fts_words ON statement_fts USING gin (words);
CREATE INDEX ix_statement_fts_who ON statement_fts USING gin (who);
CREATE TABLE article_fts (id INTEGER PRIMARY KEY REFERENCES article ON DELETE CASCADE,
    title TSVECTOR NOT NULL, body TSVECTOR NOT NULL);
CREATE INDEX ix_article_fts_title ON article_fts USING gin (title);
CREATE INDEX ix_article_fts_body ON article_fts USING gin (body);
"""


def upgrade() -> None:
    """Make all tables and indexes."""
    _tables()
    made = _SQLITE if op.get_bind().dialect.name == "sqlite" else _POSTGRESQL
    for statement in made.split(";\n"):
        if statement.strip():
            op.execute(statement)


def _tables() -> None:
    op.create_table(
        "actor",
        sa.Column("id", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("name", sa.String(), nullable=False),
        sa.Column("kind", sa.String(), nullable=False),
        sa.Column("into", sa.Integer(), nullable=True),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_actor")),
    )
    op.create_table(
        "apart",
        sa.Column("identity", sa.String(), nullable=False),
        sa.Column("key", sa.String(), nullable=False),
        sa.Column("actor_id", sa.Integer(), autoincrement=False, nullable=False),
        sa.PrimaryKeyConstraint("identity", "key", "actor_id", name=op.f("pk_apart")),
    )
    op.create_table(
        "article",
        sa.Column("id", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("identity", sa.String(), nullable=False),
        sa.Column("url", sa.String(), nullable=True),
        sa.Column("title", sa.String(), nullable=True),
        sa.Column("outlet", sa.String(), nullable=True),
        sa.Column("outlet_key", sa.String(), nullable=True),
        sa.Column("published", sa.String(), nullable=True),
        sa.Column("day", sa.String(), nullable=False),
        sa.Column("language", sa.String(), nullable=True),
        sa.Column("first_seen", sa.String(), nullable=False),
        sa.Column("cut", sa.Boolean(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_article")),
        sa.UniqueConstraint("identity", name=op.f("uq_article_identity")),
    )
    op.create_index(op.f("ix_article_day"), "article", ["day"], unique=False)
    op.create_index(op.f("ix_article_language"), "article", ["language"], unique=False)
    op.create_index(
        op.f("ix_article_outlet_key_day"), "article", ["outlet_key", "day"], unique=False
    )
    op.create_table(
        "backup",
        sa.Column("path", sa.String(), nullable=False),
        sa.Column("made", sa.String(), nullable=False),
        sa.PrimaryKeyConstraint("path", name=op.f("pk_backup")),
    )
    op.create_table(
        "counter",
        sa.Column("name", sa.String(), nullable=False),
        sa.Column("next", sa.Integer(), nullable=False),
        sa.PrimaryKeyConstraint("name", name=op.f("pk_counter")),
    )
    op.create_table(
        "feed",
        sa.Column("id", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("url", sa.String(), nullable=False),
        sa.Column("title", sa.String(), nullable=True),
        sa.Column("site", sa.String(), nullable=True),
        sa.Column("added", sa.String(), nullable=False),
        sa.Column("state", sa.String(), nullable=False),
        sa.Column("etag", sa.String(), nullable=True),
        sa.Column("modified", sa.String(), nullable=True),
        sa.Column("interval", sa.Float(), nullable=False),
        sa.Column("due", sa.String(), nullable=False),
        sa.Column("held_until", sa.String(), nullable=True),
        sa.Column("asked", sa.String(), nullable=True),
        sa.Column("succeeded", sa.String(), nullable=True),
        sa.Column("silent_since", sa.String(), nullable=True),
        sa.Column("failures", sa.Integer(), nullable=False),
        sa.Column("error", sa.String(), nullable=True),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_feed")),
        sa.UniqueConstraint("url", name=op.f("uq_feed_url")),
    )
    op.create_index(op.f("ix_feed_due"), "feed", ["due"], unique=False)
    op.create_table(
        "fetch",
        sa.Column("id", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("url", sa.String(), nullable=False),
        sa.Column("feed_id", sa.Integer(), nullable=True),
        sa.Column("at", sa.String(), nullable=False),
        sa.Column("status", sa.Integer(), nullable=True),
        sa.Column("size", sa.Integer(), nullable=True),
        sa.Column("error", sa.String(), nullable=True),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_fetch")),
    )
    op.create_index(op.f("ix_fetch_at"), "fetch", ["at"], unique=False)
    op.create_index(op.f("ix_fetch_feed_id_at"), "fetch", ["feed_id", "at"], unique=False)
    op.create_table(
        "forgotten",
        sa.Column("digest", sa.String(), nullable=False),
        sa.PrimaryKeyConstraint("digest", name=op.f("pk_forgotten")),
    )
    op.create_table(
        "page",
        sa.Column("digest", sa.String(), nullable=False),
        sa.Column("data", sa.LargeBinary(), nullable=False),
        sa.Column("size", sa.Integer(), nullable=False),
        sa.Column("kind", sa.String(), nullable=True),
        sa.Column("charset", sa.String(), nullable=True),
        sa.Column("text", sa.Boolean(), nullable=False),
        sa.PrimaryKeyConstraint("digest", name=op.f("pk_page")),
    )
    op.create_table(
        "actor_about",
        sa.Column("actor_id", sa.Integer(), nullable=False),
        sa.Column("word", sa.String(), nullable=False),
        sa.ForeignKeyConstraint(
            ["actor_id"], ["actor.id"], name=op.f("fk_actor_about_actor_id"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("actor_id", "word", name=op.f("pk_actor_about")),
    )
    op.create_table(
        "actor_name",
        sa.Column("actor_id", sa.Integer(), nullable=False),
        sa.Column("name", sa.String(), nullable=False),
        sa.Column("key", sa.String(), nullable=False),
        sa.Column("folded", sa.String(), nullable=False),
        sa.Column("last", sa.String(), nullable=False),
        sa.ForeignKeyConstraint(
            ["actor_id"], ["actor.id"], name=op.f("fk_actor_name_actor_id"), ondelete="CASCADE"
        ),
        sa.UniqueConstraint("actor_id", "name", name=op.f("uq_actor_name_actor_id_name")),
    )
    op.create_index(op.f("ix_actor_name_folded"), "actor_name", ["folded"], unique=False)
    op.create_index(op.f("ix_actor_name_key"), "actor_name", ["key"], unique=False)
    op.create_index(op.f("ix_actor_name_last"), "actor_name", ["last"], unique=False)
    op.create_table(
        "address",
        sa.Column("url", sa.String(), nullable=False),
        sa.Column("article_id", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["article_id"], ["article.id"], name=op.f("fk_address_article_id"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("url", name=op.f("pk_address")),
    )
    op.create_index(op.f("ix_address_article_id"), "address", ["article_id"], unique=False)
    op.create_table(
        "change",
        sa.Column("id", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("article_id", sa.Integer(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("kind", sa.String(), nullable=False),
        sa.Column("before", sa.String(), nullable=True),
        sa.Column("after", sa.String(), nullable=True),
        sa.Column("seen", sa.String(), nullable=False),
        sa.ForeignKeyConstraint(
            ["article_id"], ["article.id"], name=op.f("fk_change_article_id"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_change")),
    )
    op.create_index(op.f("ix_change_article_id"), "change", ["article_id"], unique=False)
    op.create_index(op.f("ix_change_seen"), "change", ["seen"], unique=False)
    op.create_table(
        "credit",
        sa.Column("article_id", sa.Integer(), nullable=False),
        sa.Column("name", sa.String(), nullable=False),
        sa.Column("key", sa.String(), nullable=False),
        sa.Column("form", sa.String(), nullable=False),
        sa.ForeignKeyConstraint(
            ["article_id"], ["article.id"], name=op.f("fk_credit_article_id"), ondelete="CASCADE"
        ),
    )
    op.create_index(op.f("ix_credit_article_id"), "credit", ["article_id"], unique=False)
    op.create_index(op.f("ix_credit_key"), "credit", ["key"], unique=False)
    op.create_table(
        "entry",
        sa.Column("id", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("feed_id", sa.Integer(), nullable=False),
        sa.Column("key", sa.String(), nullable=False),
        sa.Column("url", sa.String(), nullable=True),
        sa.Column("digest", sa.String(), nullable=False),
        sa.Column("given", sa.String(), nullable=False),
        sa.Column("page_digest", sa.String(), nullable=True),
        sa.Column("state", sa.String(), nullable=False),
        sa.Column("tries", sa.Integer(), nullable=False),
        sa.Column("error", sa.String(), nullable=True),
        sa.Column("seen", sa.String(), nullable=False),
        sa.Column("article_id", sa.Integer(), nullable=True),
        sa.ForeignKeyConstraint(
            ["article_id"], ["article.id"], name=op.f("fk_entry_article_id"), ondelete="CASCADE"
        ),
        sa.ForeignKeyConstraint(
            ["feed_id"], ["feed.id"], name=op.f("fk_entry_feed_id"), ondelete="CASCADE"
        ),
        sa.ForeignKeyConstraint(
            ["page_digest"], ["page.digest"], name=op.f("fk_entry_page_digest")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_entry")),
        sa.UniqueConstraint("feed_id", "key", name=op.f("uq_entry_feed_id_key")),
    )
    op.create_index(op.f("ix_entry_article_id"), "entry", ["article_id"], unique=False)
    op.create_index(op.f("ix_entry_page_digest"), "entry", ["page_digest"], unique=False)
    op.create_index(op.f("ix_entry_state_id"), "entry", ["state", "id"], unique=False)
    op.create_table(
        "source",
        sa.Column("id", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("article_id", sa.Integer(), nullable=False),
        sa.Column("local", sa.String(), nullable=False),
        sa.Column("name", sa.String(), nullable=False),
        sa.Column("kind", sa.String(), nullable=True),
        sa.Column("named", sa.Boolean(), nullable=False),
        sa.Column("role", sa.String(), nullable=True),
        sa.Column("affiliation", sa.String(), nullable=True),
        sa.Column("terms", sa.String(), nullable=True),
        sa.Column("actor_id", sa.Integer(), nullable=True),
        sa.ForeignKeyConstraint(
            ["actor_id"], ["actor.id"], name=op.f("fk_source_actor_id"), ondelete="CASCADE"
        ),
        sa.ForeignKeyConstraint(
            ["article_id"], ["article.id"], name=op.f("fk_source_article_id"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_source")),
    )
    op.create_index(op.f("ix_source_actor_id"), "source", ["actor_id"], unique=False)
    op.create_index(op.f("ix_source_article_id"), "source", ["article_id"], unique=False)
    op.create_table(
        "version",
        sa.Column("id", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("article_id", sa.Integer(), nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("page_digest", sa.String(), nullable=True),
        sa.Column("text_digest", sa.String(), nullable=False),
        sa.Column("seen", sa.String(), nullable=False),
        sa.Column("origin", sa.String(), nullable=True),
        sa.Column("state", sa.String(), nullable=False),
        sa.ForeignKeyConstraint(
            ["article_id"], ["article.id"], name=op.f("fk_version_article_id"), ondelete="CASCADE"
        ),
        sa.ForeignKeyConstraint(
            ["page_digest"], ["page.digest"], name=op.f("fk_version_page_digest")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_version")),
        sa.UniqueConstraint("article_id", "number", name=op.f("uq_version_article_id_number")),
    )
    op.create_index(op.f("ix_version_page_digest"), "version", ["page_digest"], unique=False)
    op.create_table(
        "reading",
        sa.Column("version_id", sa.Integer(), nullable=False),
        sa.Column("software", sa.String(), nullable=False),
        sa.Column("model", sa.String(), nullable=True),
        sa.Column("settings", sa.String(), nullable=False),
        sa.Column("made", sa.String(), nullable=False),
        sa.Column("error", sa.String(), nullable=True),
        sa.Column("data", sa.LargeBinary(), nullable=False),
        sa.ForeignKeyConstraint(
            ["version_id"], ["version.id"], name=op.f("fk_reading_version_id"), ondelete="CASCADE"
        ),
        sa.UniqueConstraint("version_id", name=op.f("uq_reading_version_id")),
    )
    op.create_table(
        "statement",
        sa.Column("id", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("article_id", sa.Integer(), nullable=False),
        sa.Column("local", sa.String(), nullable=False),
        sa.Column("source_id", sa.Integer(), nullable=True),
        sa.Column("actor_id", sa.Integer(), nullable=True),
        sa.Column("day", sa.String(), nullable=False),
        sa.Column("outlet_key", sa.String(), nullable=True),
        sa.Column("language", sa.String(), nullable=True),
        sa.Column("words", sa.String(), nullable=False),
        sa.Column("who", sa.String(), nullable=False),
        sa.Column("act", sa.String(), nullable=True),
        sa.Column("kind", sa.String(), nullable=True),
        sa.Column("terms", sa.String(), nullable=True),
        sa.Column("channel", sa.String(), nullable=True),
        sa.Column("form", sa.String(), nullable=True),
        sa.Column("parent", sa.String(), nullable=True),
        sa.Column("score", sa.Float(), nullable=False),
        sa.ForeignKeyConstraint(
            ["actor_id"], ["actor.id"], name=op.f("fk_statement_actor_id"), ondelete="CASCADE"
        ),
        sa.ForeignKeyConstraint(
            ["article_id"], ["article.id"], name=op.f("fk_statement_article_id"), ondelete="CASCADE"
        ),
        sa.ForeignKeyConstraint(
            ["source_id"], ["source.id"], name=op.f("fk_statement_source_id"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_statement")),
    )
    op.create_index(op.f("ix_statement_act_day"), "statement", ["act", "day"], unique=False)
    op.create_index(
        op.f("ix_statement_actor_id_day"), "statement", ["actor_id", "day"], unique=False
    )
    op.create_index(op.f("ix_statement_article_id"), "statement", ["article_id"], unique=False)
    op.create_index(
        "ix_statement_counts",
        "statement",
        ["actor_id", "terms", "act", "outlet_key", "article_id"],
        unique=False,
    )
    op.create_index(op.f("ix_statement_day"), "statement", ["day"], unique=False)
    op.create_index(op.f("ix_statement_source_id"), "statement", ["source_id"], unique=False)
    op.create_index(op.f("ix_statement_terms_day"), "statement", ["terms", "day"], unique=False)
    op.create_table(
        "route",
        sa.Column("statement_id", sa.Integer(), nullable=False),
        sa.Column("name", sa.String(), nullable=False),
        sa.Column("key", sa.String(), nullable=False),
        sa.Column("actor_id", sa.Integer(), nullable=True),
        sa.ForeignKeyConstraint(
            ["actor_id"], ["actor.id"], name=op.f("fk_route_actor_id"), ondelete="CASCADE"
        ),
        sa.ForeignKeyConstraint(
            ["statement_id"],
            ["statement.id"],
            name=op.f("fk_route_statement_id"),
            ondelete="CASCADE",
        ),
    )
    op.create_index(op.f("ix_route_actor_id_key"), "route", ["actor_id", "key"], unique=False)
    op.create_index(
        op.f("ix_route_key_statement_id"), "route", ["key", "statement_id"], unique=False
    )
    op.create_index(op.f("ix_route_statement_id"), "route", ["statement_id"], unique=False)
