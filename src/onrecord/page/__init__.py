"""Where pages come from, and how bytes become text."""

from __future__ import annotations

from onrecord.page._page import Announced, Page

__all__ = ["Announced", "Page"]
