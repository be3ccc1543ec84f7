"""Millions of pages, on one machine or many: `docs/scale.md`."""

from __future__ import annotations
