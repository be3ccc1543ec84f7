"""Readings as people, programs and annotators want them; the formats are registered, not chained."""

from __future__ import annotations

from onrecord.formats.registry import FORMATS, Format, Options, by_suffix

__all__ = ["FORMATS", "Format", "Options", "by_suffix"]
