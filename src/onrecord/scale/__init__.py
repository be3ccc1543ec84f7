"""Millions of pages, on one machine or many: `docs/scale.md`. Needs ``onrecord[ray]``."""

from __future__ import annotations

from onrecord.scale.plan import Order
from onrecord.scale.running import Progress, Summary, run
from onrecord.scale.stories import StoriesSummary, stories
from onrecord.scale.tables import readings_in

__all__ = ["Order", "Progress", "StoriesSummary", "Summary", "readings_in", "run", "stories"]
