"""The archive: a store of readings, feeds that are followed, and what is found in them."""

from __future__ import annotations

from onrecord.archive._archive import Archive
from onrecord.archive.changes import Change
from onrecord.archive.filing import Added
from onrecord.archive.history import History, Said
from onrecord.archive.query import Query, parse
from onrecord.archive.search import ArticleHit, Found, StatementHit
from onrecord.archive.upkeep import Info
from onrecord.archive.writing import Filed, Kept

__all__ = [
    "Added",
    "Archive",
    "ArticleHit",
    "Change",
    "Filed",
    "Found",
    "History",
    "Info",
    "Kept",
    "Query",
    "Said",
    "StatementHit",
    "parse",
]
