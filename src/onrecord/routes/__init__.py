"""By what route each statement came to this page."""

from __future__ import annotations

from onrecord.routes.chain import chain, stations
from onrecord.routes.trace import trace

__all__ = ["chain", "stations", "trace"]
