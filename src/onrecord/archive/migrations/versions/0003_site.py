"""The site: who signs in, what readers write, what is sent out; stories as they were compared.

What a released migration does is never changed.
"""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

__all__ = ["down_revision", "downgrade", "revision", "upgrade"]

revision = "0003"
down_revision = "0002"


def upgrade() -> None:
    """Make the tables of the site."""
    op.create_table(
        "derivation",
        sa.Column("article_id", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("kind", sa.String(), nullable=False),
        sa.Column("claims", sa.Integer(), nullable=False),
        sa.Column("first", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["article_id"],
            ["article.id"],
            name=op.f("fk_derivation_article_id_article"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("article_id", name=op.f("pk_derivation")),
    )
    op.create_index(op.f("ix_derivation_kind"), "derivation", ["kind"], unique=False)
    op.create_table(
        "blocked",
        sa.Column("by", sa.String(), nullable=False),
        sa.Column("until", sa.String(), nullable=False),
        sa.Column("made_by", sa.String(), nullable=False),
        sa.PrimaryKeyConstraint("by", name=op.f("pk_blocked")),
    )
    op.create_table(
        "job",
        sa.Column("id", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("token", sa.String(), nullable=False),
        sa.Column("kind", sa.String(), nullable=False),
        sa.Column("state", sa.String(), nullable=False),
        sa.Column("asked", sa.LargeBinary(), nullable=False),
        sa.Column("result", sa.LargeBinary(), nullable=True),
        sa.Column("error", sa.String(), nullable=True),
        sa.Column("at", sa.String(), nullable=False),
        sa.Column("took", sa.Float(), nullable=True),
        sa.Column("by", sa.String(), nullable=True),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_job")),
        sa.UniqueConstraint("token", name=op.f("uq_job_token")),
    )
    op.create_index(op.f("ix_job_at"), "job", ["at"], unique=False)
    op.create_index(op.f("ix_job_state_id"), "job", ["state", "id"], unique=False)
    op.create_table(
        "mailing",
        sa.Column("id", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("rhythm", sa.String(), nullable=False),
        sa.Column("made", sa.String(), nullable=False),
        sa.Column("made_by", sa.String(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_mailing")),
    )
    op.create_table(
        "member",
        sa.Column("id", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("login", sa.String(), nullable=False),
        sa.Column("name", sa.String(), nullable=False),
        sa.Column("role", sa.String(), nullable=False),
        sa.Column("password", sa.String(), nullable=False),
        sa.Column("active", sa.Boolean(), nullable=False),
        sa.Column("made", sa.String(), nullable=False),
        sa.Column("seen", sa.String(), nullable=True),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_member")),
        sa.UniqueConstraint("login", name=op.f("uq_member_login")),
    )
    op.create_table(
        "setting",
        sa.Column("name", sa.String(), nullable=False),
        sa.Column("value", sa.String(), nullable=False),
        sa.PrimaryKeyConstraint("name", name=op.f("pk_setting")),
    )
    op.create_table(
        "story_summary",
        sa.Column("story_id", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("title", sa.String(), nullable=True),
        sa.Column("articles", sa.Integer(), nullable=False),
        sa.Column("outlets", sa.Integer(), nullable=False),
        sa.Column("first_day", sa.String(), nullable=False),
        sa.Column("last_day", sa.String(), nullable=False),
        sa.Column("changed", sa.String(), nullable=False),
        sa.Column("terms", sa.String(), nullable=False),
        sa.Column("claims", sa.Integer(), nullable=True),
        sa.Column("disputed", sa.Integer(), nullable=True),
        sa.Column("unnamed", sa.Integer(), nullable=True),
        sa.Column("lead", sa.String(), nullable=True),
        sa.Column("made_of", sa.String(), nullable=True),
        sa.Column("data", sa.LargeBinary(), nullable=True),
        sa.PrimaryKeyConstraint("story_id", name=op.f("pk_story_summary")),
    )
    op.create_index(
        op.f("ix_story_summary_articles_last_day"),
        "story_summary",
        ["articles", "last_day"],
        unique=False,
    )
    op.create_index(
        op.f("ix_story_summary_last_day_story_id"),
        "story_summary",
        ["last_day", "story_id"],
        unique=False,
    )
    op.create_table(
        "subscriber",
        sa.Column("id", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("mail", sa.String(), nullable=False),
        sa.Column("what", sa.String(), nullable=False),
        sa.Column("asked", sa.String(), nullable=False),
        sa.Column("rhythm", sa.String(), nullable=False),
        sa.Column("language", sa.String(), nullable=False),
        sa.Column("state", sa.String(), nullable=False),
        sa.Column("token", sa.String(), nullable=False),
        sa.Column("made", sa.String(), nullable=False),
        sa.Column("confirmed", sa.String(), nullable=True),
        sa.Column("served", sa.String(), nullable=True),
        sa.Column("bounces", sa.Integer(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_subscriber")),
        sa.UniqueConstraint("mail", "what", "asked", name=op.f("uq_subscriber_mail_what_asked")),
        sa.UniqueConstraint("token", name=op.f("uq_subscriber_token")),
    )
    op.create_index(
        op.f("ix_subscriber_state_rhythm"), "subscriber", ["state", "rhythm"], unique=False
    )
    op.create_table(
        "access_token",
        sa.Column("id", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("member_id", sa.Integer(), nullable=False),
        sa.Column("name", sa.String(), nullable=False),
        sa.Column("digest", sa.String(), nullable=False),
        sa.Column("scopes", sa.String(), nullable=False),
        sa.Column("made", sa.String(), nullable=False),
        sa.Column("used", sa.String(), nullable=True),
        sa.ForeignKeyConstraint(
            ["member_id"], ["member.id"], name=op.f("fk_access_token_member_id"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_access_token")),
        sa.UniqueConstraint("digest", name=op.f("uq_access_token_digest")),
    )
    op.create_index(op.f("ix_access_token_member_id"), "access_token", ["member_id"], unique=False)
    op.create_table(
        "code",
        sa.Column("digest", sa.String(), nullable=False),
        sa.Column("role", sa.String(), nullable=False),
        sa.Column("member_id", sa.Integer(), nullable=True),
        sa.Column("expires", sa.String(), nullable=False),
        sa.ForeignKeyConstraint(
            ["member_id"], ["member.id"], name=op.f("fk_code_member_id"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("digest", name=op.f("pk_code")),
    )
    op.create_table(
        "comment",
        sa.Column("id", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("article_id", sa.Integer(), nullable=False),
        sa.Column("statement", sa.String(), nullable=True),
        sa.Column("parent_id", sa.Integer(), nullable=True),
        sa.Column("name", sa.String(), nullable=False),
        sa.Column("words", sa.String(), nullable=False),
        sa.Column("state", sa.String(), nullable=False),
        sa.Column("at", sa.String(), nullable=False),
        sa.Column("edited", sa.String(), nullable=True),
        sa.Column("by", sa.String(), nullable=True),
        sa.Column("author", sa.String(), nullable=False),
        sa.Column("reports", sa.Integer(), nullable=False),
        sa.Column("decided_by", sa.String(), nullable=True),
        sa.Column("decided_at", sa.String(), nullable=True),
        sa.ForeignKeyConstraint(
            ["article_id"], ["article.id"], name=op.f("fk_comment_article_id"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_comment")),
    )
    op.create_index(
        op.f("ix_comment_article_id_state"), "comment", ["article_id", "state"], unique=False
    )
    op.create_index(op.f("ix_comment_author"), "comment", ["author"], unique=False)
    op.create_index(op.f("ix_comment_by"), "comment", ["by"], unique=False)
    op.create_index(op.f("ix_comment_state_at"), "comment", ["state", "at"], unique=False)
    op.create_table(
        "passkey",
        sa.Column("id", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("member_id", sa.Integer(), nullable=False),
        sa.Column("credential", sa.String(), nullable=False),
        sa.Column("key", sa.LargeBinary(), nullable=False),
        sa.Column("signatures", sa.Integer(), nullable=False),
        sa.Column("name", sa.String(), nullable=False),
        sa.Column("made", sa.String(), nullable=False),
        sa.Column("used", sa.String(), nullable=True),
        sa.ForeignKeyConstraint(
            ["member_id"],
            ["member.id"],
            name=op.f("fk_passkey_member_id_member"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_passkey")),
        sa.UniqueConstraint("credential", name=op.f("uq_passkey_credential")),
    )
    op.create_index(op.f("ix_passkey_member_id"), "passkey", ["member_id"], unique=False)
    op.create_table(
        "correction",
        sa.Column("id", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("article_id", sa.Integer(), nullable=False),
        sa.Column("statement", sa.String(), nullable=False),
        sa.Column("words", sa.String(), nullable=False),
        sa.Column("start", sa.Integer(), nullable=False),
        sa.Column("field", sa.String(), nullable=False),
        sa.Column("value", sa.String(), nullable=True),
        sa.Column("note", sa.String(), nullable=True),
        sa.Column("name", sa.String(), nullable=True),
        sa.Column("state", sa.String(), nullable=False),
        sa.Column("at", sa.String(), nullable=False),
        sa.Column("by", sa.String(), nullable=True),
        sa.Column("author", sa.String(), nullable=True),
        sa.Column("decided_by", sa.String(), nullable=True),
        sa.Column("decided_at", sa.String(), nullable=True),
        sa.ForeignKeyConstraint(
            ["article_id"],
            ["article.id"],
            name=op.f("fk_correction_article_id"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_correction")),
    )
    op.create_index(
        op.f("ix_correction_article_id_state"), "correction", ["article_id", "state"], unique=False
    )
    op.create_index(op.f("ix_correction_state_at"), "correction", ["state", "at"], unique=False)
    op.create_index(op.f("ix_correction_author"), "correction", ["author"], unique=False)
    op.create_table(
        "letter",
        sa.Column("id", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("mailing_id", sa.Integer(), nullable=True),
        sa.Column("subscriber_id", sa.Integer(), nullable=False),
        sa.Column("message_id", sa.String(), nullable=False),
        sa.Column("data", sa.LargeBinary(), nullable=False),
        sa.Column("state", sa.String(), nullable=False),
        sa.Column("at", sa.String(), nullable=False),
        sa.Column("tries", sa.Integer(), nullable=False),
        sa.Column("error", sa.String(), nullable=True),
        sa.ForeignKeyConstraint(
            ["mailing_id"], ["mailing.id"], name=op.f("fk_letter_mailing_id"), ondelete="CASCADE"
        ),
        sa.ForeignKeyConstraint(
            ["subscriber_id"],
            ["subscriber.id"],
            name=op.f("fk_letter_subscriber_id"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_letter")),
        sa.UniqueConstraint("message_id", name=op.f("uq_letter_message_id")),
    )
    op.create_index(op.f("ix_letter_mailing_id"), "letter", ["mailing_id"], unique=False)
    op.create_index(op.f("ix_letter_state_id"), "letter", ["state", "id"], unique=False)
    op.create_index(op.f("ix_letter_subscriber_id"), "letter", ["subscriber_id"], unique=False)
    op.create_table(
        "original",
        sa.Column("article_id", sa.Integer(), nullable=False),
        sa.Column("of", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["article_id"], ["article.id"], name=op.f("fk_original_article_id"), ondelete="CASCADE"
        ),
        sa.ForeignKeyConstraint(
            ["of"], ["article.id"], name=op.f("fk_original_of"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("article_id", name=op.f("pk_original")),
    )
    op.create_index(op.f("ix_original_of"), "original", ["of"], unique=False)
    op.create_table(
        "session",
        sa.Column("digest", sa.String(), nullable=False),
        sa.Column("member_id", sa.Integer(), nullable=False),
        sa.Column("made", sa.String(), nullable=False),
        sa.Column("expires", sa.String(), nullable=False),
        sa.ForeignKeyConstraint(
            ["member_id"], ["member.id"], name=op.f("fk_session_member_id"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("digest", name=op.f("pk_session")),
    )
    op.create_index(op.f("ix_session_expires"), "session", ["expires"], unique=False)
    op.create_index(op.f("ix_session_member_id"), "session", ["member_id"], unique=False)
    op.create_table(
        "report",
        sa.Column("id", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("comment_id", sa.Integer(), nullable=False),
        sa.Column("why", sa.String(), nullable=False),
        sa.Column("at", sa.String(), nullable=False),
        sa.Column("by", sa.String(), nullable=True),
        sa.ForeignKeyConstraint(
            ["comment_id"], ["comment.id"], name=op.f("fk_report_comment_id"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_report")),
    )
    op.create_index(op.f("ix_report_comment_id"), "report", ["comment_id"], unique=False)
    op.add_column("reading", sa.Column("uncorrected", sa.LargeBinary(), nullable=True))
    _summaries()


def _summaries() -> None:
    """Count what the stories of an older archive hold."""
    connection = op.get_bind()
    connection.execute(
        sa.text(
            "INSERT INTO story_summary (story_id, articles, outlets, first_day, last_day, changed, terms, title) "
            "SELECT s.story_id, count(*), count(DISTINCT a.outlet_key), min(a.day), max(a.day), max(a.first_seen), '', "
            "(SELECT title FROM article f WHERE f.id = s.story_id) "
            "FROM story s JOIN article a ON a.id = s.article_id GROUP BY s.story_id"
        )
    )
    terms: dict[int, list[str]] = {}
    asked = (
        "SELECT DISTINCT s.story_id, t.terms FROM story s JOIN statement t ON t.article_id = s.article_id "
        "WHERE t.terms IS NOT NULL ORDER BY 1, 2"
    )
    for number, told in connection.execute(sa.text(asked)):
        terms.setdefault(number, []).append(told)
    if terms:
        connection.execute(
            sa.text("UPDATE story_summary SET terms = :terms WHERE story_id = :number"),
            [{"number": number, "terms": " ".join(told)} for number, told in terms.items()],
        )


def downgrade() -> None:
    """Drop them, with all that readers wrote."""
    op.drop_column("reading", "uncorrected")
    for table in (
        "passkey",
        "report",
        "session",
        "original",
        "letter",
        "correction",
        "comment",
        "code",
        "access_token",
        "subscriber",
        "story_summary",
        "setting",
        "member",
        "mailing",
        "job",
        "blocked",
        "derivation",
    ):
        op.drop_table(table)
