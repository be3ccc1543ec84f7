"""The reader: the site that is served from an archive, and everything that readers and owners do on it."""

from __future__ import annotations

from onrecord.reader.app import application
from onrecord.reader.site import Site

__all__ = ["Site", "application"]
