"""Stories: what articles are about, which hang together. What a released migration does is never changed."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

__all__ = ["down_revision", "downgrade", "revision", "upgrade"]

revision = "0002"
down_revision = "0001"


def upgrade() -> None:
    """Make the tables of stories."""
    op.create_table(
        "vector",
        _article("article_id"),
        sa.Column("day", sa.String(), nullable=False),
        sa.Column("data", sa.LargeBinary(), nullable=False),
        _of_article("vector", "article_id"),
        sa.PrimaryKeyConstraint("article_id", name=op.f("pk_vector")),
    )
    op.create_index(op.f("ix_vector_day"), "vector", ["day"])
    op.create_table(
        "salient",
        sa.Column("word", sa.String(), nullable=False),
        _article("article_id"),
        _of_article("salient", "article_id"),
        sa.PrimaryKeyConstraint("word", "article_id", name=op.f("pk_salient")),
    )
    op.create_index(op.f("ix_salient_article_id"), "salient", ["article_id"])
    op.create_table(
        "frequency",
        sa.Column("kind", sa.String(), nullable=False),
        sa.Column("word", sa.String(), nullable=False),
        sa.Column("count", sa.Integer(), nullable=False),
        sa.PrimaryKeyConstraint("kind", "word", name=op.f("pk_frequency")),
    )
    op.create_table(
        "likeness",
        _article("one"),
        _article("other"),
        sa.Column("value", sa.Float(), nullable=False),
        _of_article("likeness", "one"),
        _of_article("likeness", "other"),
        sa.PrimaryKeyConstraint("one", "other", name=op.f("pk_likeness")),
    )
    op.create_index(op.f("ix_likeness_other"), "likeness", ["other"])
    op.create_table(
        "fingerprint",
        sa.Column("hash", sa.BigInteger(), autoincrement=False, nullable=False),
        _article("article_id"),
        _of_article("fingerprint", "article_id"),
        sa.PrimaryKeyConstraint("hash", "article_id", name=op.f("pk_fingerprint")),
    )
    op.create_index(op.f("ix_fingerprint_article_id"), "fingerprint", ["article_id"])
    op.create_table(
        "story",
        _article("article_id"),
        sa.Column("story_id", sa.Integer(), nullable=False),
        _of_article("story", "article_id"),
        sa.PrimaryKeyConstraint("article_id", name=op.f("pk_story")),
    )
    op.create_index(op.f("ix_story_story_id"), "story", ["story_id"])
    op.create_table(
        "story_change",
        sa.Column("id", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("at", sa.String(), nullable=False),
        sa.Column("kind", sa.String(), nullable=False),
        sa.Column("story_id", sa.Integer(), nullable=False),
        sa.Column("other_id", sa.Integer(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_story_change")),
    )
    op.create_index(op.f("ix_story_change_other_id"), "story_change", ["other_id"])
    op.create_index(op.f("ix_story_change_story_id"), "story_change", ["story_id"])
    op.create_table(
        "comparison",
        sa.Column("story_id", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("made_of", sa.String(), nullable=False),
        sa.Column("data", sa.LargeBinary(), nullable=False),
        sa.PrimaryKeyConstraint("story_id", name=op.f("pk_comparison")),
    )


def _article(name: str) -> sa.Column[int]:
    return sa.Column(name, sa.Integer(), autoincrement=False, nullable=False)


def _of_article(table: str, name: str) -> sa.ForeignKeyConstraint:
    return sa.ForeignKeyConstraint(
        [name], ["article.id"], name=op.f(f"fk_{table}_{name}_article"), ondelete="CASCADE"
    )


def downgrade() -> None:
    """Drop them: an older onrecord knows nothing of stories."""
    for table in (
        *("comparison", "story_change", "story", "fingerprint", "likeness", "frequency"),
        *("salient", "vector"),
    ):
        op.drop_table(table)
