"""Feeds (RSS, Atom, JSON Feed, news sitemaps): what they announce, and the pages in them."""

from __future__ import annotations

import io
import json
import re
from calendar import timegm
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from functools import cache
from typing import Any
from urllib.parse import urljoin

from onrecord.errors import FormatError, OnRecordError
from onrecord.languages import page_words
from onrecord.page._page import Announced, Page
from onrecord.page.moments import parse_moment
from onrecord.records import to_values

__all__ = ["HEAD", "Entry", "Feed", "entry_page", "feed_pages", "is_feed", "read_feed"]

#: Bytes in which a feed says that it is one.
HEAD = 65_536
_MOST_ENTRIES = 2_000  # of one feed that are looked at, the first
_WHOLE = 120  # words of an entry that is an article, at least
_TAG = re.compile(r"<[^<>]*>")
#: Marks at the end of a text that goes on elsewhere.
_MARKS = r"(?:…|\.\.\.|\[&#8230;\]|&hellip;|\[…\]|\[\.\.\.\]|»|→)\W*$"
_JSON_FEED = b"jsonfeed.org/version"
_SITEMAP = "{http://www.sitemaps.org/schemas/sitemap/0.9}"
_NEWS = "{http://www.google.com/schemas/sitemap-news/0.9}"


@dataclass(frozen=True, slots=True)
class Entry:
    """What a feed announces.

    Attributes:
        key: by which the feed knows it; its address where it gives none.
        url: of its page; None where the feed gives none.
        announced: what the feed says of it.
        words: its text as the feed gives it, HTML; empty where it gives none.
        whole: whether that is the article, and no beginning or summary of it.
    """

    key: str
    url: str | None
    announced: Announced
    words: str = ""
    whole: bool = False


@dataclass(frozen=True, slots=True)
class Feed:
    """A feed as it was read.

    Attributes:
        title: of the feed.
        site: whose it is.
        entries: in its order.
        further: addresses of feeds that this one, an index, leads to.
    """

    title: str | None
    site: str | None
    entries: tuple[Entry, ...]
    further: tuple[str, ...] = ()


def is_feed(head: bytes) -> bool:
    """Whether a file's beginning is that of a feed: its root element is one's."""
    text = _plain(head)
    marks = (b"<rss", b"<feed", b"<rdf:rdf", b"<urlset", b"<sitemapindex")
    return _JSON_FEED in text or any(mark in text for mark in marks)


def _plain(data: bytes) -> bytes:
    """The beginning of a file in small letters, of UTF-16 as ASCII."""
    head = data[:HEAD]
    if head[:2] in (b"\xff\xfe", b"\xfe\xff"):
        head = head.decode("utf-16", "replace").encode("ascii", "replace")
    return head.lower()


def read_feed(
    data: bytes, url: str, charset: str | None = None, *, most: int | None = _MOST_ENTRIES
) -> Feed:
    """Read a feed.

    Args:
        data: its bytes.
        url: where it is from, for addresses that are relative, and for messages.
        charset: the character encoding that the server declared.
        most: entries that are looked at, the first; None for all.

    Raises:
        FormatError: it is none.
    """
    head = _plain(data)
    try:
        if head.lstrip(b"\xef\xbb\xbf \r\n\t").startswith(b"{"):
            return _json_feed(data, url, most)
        if b"<urlset" in head or b"<sitemapindex" in head:
            return _sitemap(data, url, most)
        return _xml_feed(data, url, charset, most)
    except FormatError:
        raise
    except Exception as error:  # whatever a library stumbles over in somebody's feed
        raise FormatError(f"{url}: no feed that can be read ({_told(error)})") from error


def _told(error: object) -> str:
    return " ".join(str(to_values(str(error))).split())[:200]


def _xml_feed(data: bytes, url: str, charset: str | None, most: int | None) -> Feed:
    import feedparser  # late: most runs read no feed

    told = {"content-type": f"application/xml; charset={charset}"} if charset else {}
    feed = feedparser.parse(
        io.BytesIO(data),
        sanitize_html=False,
        resolve_relative_uris=False,
        response_headers=told,
    )
    if not feed.version:
        reason = feed.get("bozo_exception", "it is no RSS and no Atom")
        raise FormatError(f"{url}: no feed that can be read ({_told(reason)})")
    site = _address(feed.feed.get("link"), url)
    entries = tuple(
        _xml_entry(entry, site or url, str(number))
        for number, entry in enumerate(feed.entries[:most], start=1)
    )
    return Feed(_line(feed.feed.get("title")), site, entries)


def _xml_entry(entry: Any, base: str, place: str) -> Entry:
    link = _address(entry.get("link"), base)
    authors = [one.get("name") for one in entry.get("authors", ()) if isinstance(one, dict)]
    published = entry.get("published_parsed") or entry.get("updated_parsed")
    taken = entry.get("source")
    words = _words(entry)
    return Entry(
        key=str(to_values(entry.get("id") or link or place))[:2_000],
        url=link,
        announced=Announced(
            title=_line(entry.get("title")),
            authors=tuple(name for one in authors if (name := _line(one))),
            published=_moment(published),
            taken_from=_line(taken.get("title")) if isinstance(taken, dict) else None,
        ),
        words=words,
        whole=_is_whole(words),
    )


def _moment(parsed: Any) -> datetime | None:
    try:
        return datetime.fromtimestamp(timegm(parsed), UTC) if parsed else None
    except (ValueError, OverflowError, OSError):
        return None


def _words(entry: Any) -> str:
    """The longest of an entry's texts."""
    texts = [one.get("value") or "" for one in entry.get("content", ())]
    return str(to_values(max([*texts, entry.get("summary") or ""], key=len)))


def _is_whole(words: str) -> bool:
    plain = " ".join(_TAG.sub(" ", words).split())
    return len(plain.split()) >= _WHOLE and not _goes_on().search(plain[-80:])


@cache
def _goes_on() -> re.Pattern[str]:
    """How a text ends that goes on elsewhere."""
    told = "|".join(page_words().goes_on)
    return re.compile(rf"{_MARKS}|(?:{told})\W*(?:\w+\W*){{0,3}}$", re.IGNORECASE)


def _json_feed(data: bytes, url: str, most: int | None) -> Feed:
    """A JSON Feed (jsonfeed.org, version 1.1)."""
    values = json.loads(data)
    if not isinstance(values, Mapping) or not isinstance(values.get("items"), list):
        raise FormatError(f"{url}: JSON, but no JSON Feed")
    site = _address(values.get("home_page_url"), url)
    entries = tuple(
        _json_entry(item, site or url, str(number))
        for number, item in enumerate(values["items"][:most], start=1)
        if isinstance(item, Mapping)
    )
    return Feed(_line(values.get("title")), site, entries)


def _json_entry(item: Mapping[str, Any], base: str, place: str) -> Entry:
    link = _address(item.get("url"), base)
    authors = item.get("authors") or [item.get("author")]
    names = [one.get("name") for one in authors if isinstance(one, Mapping)]
    html, text = item.get("content_html"), item.get("content_text")
    words = html if isinstance(html, str) else ""
    if not words and isinstance(text, str):
        from html import escape

        words = "".join(f"<p>{escape(line)}</p>" for line in text.splitlines() if line.strip())
    published = parse_moment(item.get("date_published"))
    return Entry(
        key=str(to_values(item.get("id") or link or place))[:2_000],
        url=link,
        announced=Announced(
            title=_line(item.get("title")),
            authors=tuple(name for one in names if (name := _line(one))),
            published=published,
            language=_line(item.get("language")),
        ),
        words=str(to_values(words)),
        whole=_is_whole(words),
    )


def _sitemap(data: bytes, url: str, most: int | None) -> Feed:
    """A sitemap of news (sitemaps.org; Google News sitemaps), or an index of sitemaps."""
    from lxml import etree

    parser = etree.XMLParser(resolve_entities=False, no_network=True, recover=True)
    root = etree.fromstring(data, parser)
    if root is None:
        raise FormatError(f"{url}: no sitemap that can be read")
    further: list[str] = []
    entries: list[Entry] = []
    for node in root.iterchildren(f"{_SITEMAP}sitemap", f"{_SITEMAP}url"):
        place = _address(node.findtext(f"{_SITEMAP}loc"), url)
        if place is None:
            continue
        if node.tag == f"{_SITEMAP}sitemap":
            further.append(place)
        elif (most is None or len(entries) < most) and (
            news := node.find(f"{_NEWS}news")
        ) is not None:
            name, language = (
                news.findtext(f"{_NEWS}publication/{_NEWS}{tag}") for tag in ("name", "language")
            )
            told = Announced(
                title=_line(news.findtext(f"{_NEWS}title")),
                published=parse_moment(news.findtext(f"{_NEWS}publication_date")),
                outlet=_line(name),
                language=_line(language),
            )
            entries.append(Entry(place, place, told))
    return Feed(None, None, tuple(entries), tuple(further))


def _line(value: object) -> str | None:
    return " ".join(str(to_values(value)).split()) or None if isinstance(value, str) else None


def _address(value: object, base: str) -> str | None:
    """An address that may be relative; None of what is none."""
    if not isinstance(value, str) or not value.strip():
        return None
    try:
        made = str(to_values(urljoin(base, value.strip())))
    except ValueError:
        return None
    return made if made.startswith(("http://", "https://")) else None


def entry_page(entry: Entry, place: str) -> Page | None:
    """The page that an entry's own text is; None where the feed gives none.

    Args:
        entry: of a feed.
        place: of the entry, which a page without an address is called by.
    """
    if not entry.words.strip():
        return None
    # A fragment is no page: it is put where a page has its article.
    return Page(
        f"<html><body><article>{entry.words}</article></body></html>",
        url=entry.url,
        id=entry.url or place,
        kind="html",
        origin=place,
        title=entry.announced.title,
        authors=entry.announced.authors,
        published=entry.announced.published,
        announced=entry.announced,
    )


def feed_pages(data: bytes, name: str) -> Iterator[tuple[str, Page | OnRecordError]]:
    """The entries of a feed as pages: its full text where the feed gives it, else its summary."""
    feed = read_feed(data, name, most=None)
    if not feed.entries:
        yield name, FormatError(f"{name}: a feed without entries")
    for number, entry in enumerate(feed.entries, start=1):
        place = f"{name}:{number}"
        page = entry_page(entry, place)
        if page is None:
            error = FormatError(f"{place}: an entry without text; its page is {entry.url!r}")
            yield place, error
        else:
            yield page.name, page
