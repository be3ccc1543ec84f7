"""An address that a person gives → the feed behind it."""

from __future__ import annotations

import re
from functools import cache
from urllib.parse import urljoin

from onrecord.archive.sample import fetched
from onrecord.errors import FetchError, OnRecordError
from onrecord.languages import page_words
from onrecord.page.feeds import Feed, read_feed
from onrecord.page.feeds import is_feed as looks_like_feed
from onrecord.page.fetch import Fetched, Fetcher, without_credentials

__all__ = ["discover"]

#: What a page calls its feeds.
_TYPES = (
    "application/rss+xml",
    "application/atom+xml",
    "application/feed+json",
    "application/json",
)
#: Where sites have them that do not say so, the commonest first.
_PLACES = ("/feed", "/rss", "/rss.xml", "/feed.xml", "/atom.xml", "/index.xml", "/feed.json")
_SITEMAP = re.compile(r"(?im)^\s*sitemap\s*:\s*(\S+)")


def discover(url: str, fetcher: Fetcher) -> tuple[str, Feed]:
    """The feed of an address: itself, what its page calls its feed, what stands where feeds stand, or
    the sitemap of news that its site names.

    Raises:
        FetchError: the address could not be fetched, or there is no feed behind it.
    """
    found = fetched(url, fetcher)
    if looks_like_feed(found.data):
        return found.moved or url, read_feed(found.data, found.url, found.charset)
    if found.data.lstrip(b"\xef\xbb\xbf \r\n\t")[:5].lower() in (b"<?xml", b"<rss ", b"<feed") or (
        found.data.lstrip()[:1] in (b"{", b"[")
    ):
        # What was named is a document itself, and no page that names another.
        raise FetchError(f"{without_credentials(url)}: no feed that can be read")
    for place in (*_linked(found), *(urljoin(found.url, place) for place in _PLACES)):
        feed = _feed_at(place, fetcher)
        if feed is not None:
            return place, feed
    for place in _sitemaps(found.url, fetcher):
        feed = _feed_at(place, fetcher)
        if feed is not None and (feed.entries or feed.further):
            return place, feed
    raise FetchError(f"{without_credentials(url)}: no feed, and its page names none")


def _linked(found: Fetched) -> list[str]:
    """The feeds that a page names, in its order, those of comments last."""
    from lxml import etree, html

    try:
        root = html.fromstring(found.data[:2_000_000])
    except (etree.ParserError, etree.XMLSyntaxError, ValueError):
        return []
    named: list[tuple[bool, str]] = []
    for node in root.iter("link", "a"):
        kind = (node.get("type") or "").partition(";")[0].strip().lower()
        rel = (node.get("rel") or "").lower().split()
        place = (node.get("href") or "").strip()
        if "alternate" in rel and kind in _TYPES and place:
            told = f"{node.get('title') or ''} {place}"
            try:
                named.append((bool(_of_comments().search(told)), urljoin(found.url, place)))
            except ValueError:
                continue
    return [place for _, place in sorted(named, key=lambda one: one[0])]


@cache
def _of_comments() -> re.Pattern[str]:
    return re.compile("|".join(page_words().comments), re.IGNORECASE)


def _feed_at(place: str, fetcher: Fetcher) -> Feed | None:
    try:
        found = fetcher.fetch(place)
        return (
            read_feed(found.data, found.url, found.charset) if looks_like_feed(found.data) else None
        )
    except OnRecordError:
        return None


def _sitemaps(url: str, fetcher: Fetcher) -> list[str]:
    try:
        robots = fetcher.fetch(urljoin(url, "/robots.txt")).data.decode("utf-8", "replace")
    except (OnRecordError, ValueError):
        return []
    listed = _SITEMAP.findall(robots)
    # Of a site's sitemaps that of the news is the one to follow.
    return sorted(listed, key=lambda place: "news" not in place.lower())[:4]
