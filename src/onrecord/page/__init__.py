"""Where pages come from, and how bytes become text."""

from __future__ import annotations

from onrecord.page._page import Page

__all__ = ["Page"]
