"""Alembic's environment: migrations run on the connection that the archive hands over."""

from __future__ import annotations

from alembic import context

__all__: list[str] = []

context.configure(connection=context.config.attributes["connection"], transactional_ddl=False)
context.run_migrations()
