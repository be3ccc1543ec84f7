"""Following what is published: feeds that are asked again and again, and the pages they announce."""

from __future__ import annotations

from onrecord.archive.following.discover import discover
from onrecord.archive.following.feeds import Health, follow, health, unfollow
from onrecord.archive.following.opml import read_opml, write_opml
from onrecord.archive.following.rounds import Round, next_due, read_fetched, update

__all__ = [
    "Health",
    "Round",
    "discover",
    "follow",
    "health",
    "next_due",
    "read_fetched",
    "read_opml",
    "unfollow",
    "update",
    "write_opml",
]
