"""The pages: what each shows, from the archive alone."""

from __future__ import annotations

__all__: list[str] = []
