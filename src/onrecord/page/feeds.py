"""A feed file (RSS, Atom), read as its entries."""

from __future__ import annotations

import io
from calendar import timegm
from collections.abc import Iterator
from datetime import UTC, datetime
from typing import Any

from onrecord.errors import FormatError, OnRecordError
from onrecord.page._page import Page
from onrecord.records import to_values

__all__ = ["feed_pages", "is_feed"]

_HEAD = 2_048  # bytes in which a feed says that it is one


def is_feed(head: bytes) -> bool:
    """Whether a file's beginning is that of a feed: its root element is one's."""
    text = head[:_HEAD].lower()
    return any(mark in text for mark in (b"<rss", b"<feed", b"<rdf:rdf"))


def feed_pages(data: bytes, name: str) -> Iterator[tuple[str, Page | OnRecordError]]:
    """The entries of a feed as pages: its full text where the feed gives it, else its summary."""
    import feedparser  # late: most runs read no feed

    feed = feedparser.parse(io.BytesIO(data), sanitize_html=False, resolve_relative_uris=False)
    if not feed.entries:
        reason = feed.get("bozo_exception", "no entries")
        yield name, FormatError(f"{name}: no feed that can be read ({to_values(str(reason))})")
        return
    for number, entry in enumerate(feed.entries, start=1):
        place = f"{name}:{number}"
        page = _page(entry, place)
        yield (page.id or place) if isinstance(page, Page) else place, page


def _page(entry: Any, place: str) -> Page | OnRecordError:
    words = _words(entry)
    if not words.strip():
        return FormatError(f"{place}: an entry without text; its page is {entry.get('link')!r}")
    link = entry.get("link")
    authors = [one.get("name") for one in entry.get("authors", ()) if isinstance(one, dict)]
    published = entry.get("published_parsed") or entry.get("updated_parsed")
    title = " ".join(str(to_values(entry.get("title", ""))).split())
    # A fragment is no page: its title is put where a page has it.
    return Page(
        to_values(f"<html><body><article>{words}</article></body></html>"),
        url=to_values(link) if isinstance(link, str) else None,
        id=to_values(link or entry.get("id") or place),
        kind="html",
        origin=place,
        title=title or None,
        authors=tuple(to_values(name) for name in authors if name),
        published=datetime.fromtimestamp(timegm(published), UTC) if published else None,
    )


def _words(entry: Any) -> str:
    """The longest of an entry's texts."""
    texts = [one.get("value") or "" for one in entry.get("content", ())]
    return max([*texts, entry.get("summary") or ""], key=len)
