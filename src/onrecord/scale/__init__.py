"""Millions of pages, on one machine or many: `docs/scale.md`. Needs ``onrecord[scale]``; on a cluster ``onrecord[ray]``."""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from onrecord.scale.happenings import StoriesSummary, stories
    from onrecord.scale.plan import Order
    from onrecord.scale.running import Progress, Summary, run
    from onrecord.scale.tables import readings_in

__all__ = ["Order", "Progress", "StoriesSummary", "Summary", "readings_in", "run", "stories"]

_WHERE = {
    "Order": "plan",
    "Progress": "running",
    "Summary": "running",
    "run": "running",
    "StoriesSummary": "happenings",
    "stories": "happenings",
    "readings_in": "tables",
}


def __getattr__(name: str) -> Any:
    """Loaded when it is asked for: the processes that read pages enter this package too, and need none of it."""
    if name not in _WHERE:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    return getattr(import_module(f"{__name__}.{_WHERE[name]}"), name)
