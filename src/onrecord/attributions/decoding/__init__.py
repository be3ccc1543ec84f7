"""Scores → consistent spans: windows, candidates, the dynamic programme."""

from __future__ import annotations

__all__: list[str] = []
