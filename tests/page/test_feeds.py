"""A feed file is read as its entries."""

from __future__ import annotations

import json
from contextlib import suppress
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from onrecord import FormatError, Page, read, read_all
from onrecord.page import Announced
from onrecord.page.feeds import read_feed
from onrecord.page.inputs import pages

RSS = """<?xml version="1.0"?><rss version="2.0" xmlns:content="http://purl.org/rss/1.0/modules/content/"
 xmlns:dc="http://purl.org/dc/elements/1.1/"><channel><title>Courier</title>
<item><title>It leaks</title><link>https://x.example/1</link><dc:creator>Ada Reed</dc:creator>
<pubDate>Tue, 06 Oct 2026 07:00:00 GMT</pubDate><description>Short.</description>
<content:encoded><![CDATA[<p>The mayor said on Monday that the tunnel leaks badly.</p>
<p>“We saw it,” said Bo Li, an engineer.</p>]]></content:encoded></item>
<item><title>Two</title><link>https://x.example/2</link><description>Only a &lt;b&gt;summary&lt;/b&gt;.</description></item>
<item><title>Nothing in it</title><link>https://x.example/3</link></item>
</channel></rss>"""
ATOM = """<feed xmlns="http://www.w3.org/2005/Atom"><title>C</title><entry><title>It leaks</title>
<link href="https://x.example/1"/><author><name>Ada Reed</name></author><updated>2026-10-06T07:00:00Z</updated>
<content type="html">&lt;p&gt;The mayor said that it leaks.&lt;/p&gt;</content></entry></feed>"""


@pytest.mark.parametrize("name", ["a.xml", "a.rss"])
def test_rss(tmp_path: Path, name: str) -> None:
    (tmp_path / name).write_text(RSS)
    found = list(pages([tmp_path / name]))
    assert [name for name, _ in found] == [
        "https://x.example/1",
        "https://x.example/2",
        f"{tmp_path / name}:3",
    ]
    first = found[0][1]
    assert isinstance(first, Page)
    assert (first.title, first.authors, first.url) == (
        "It leaks",
        ("Ada Reed",),
        "https://x.example/1",
    )
    assert first.published is not None
    assert first.published.isoformat() == "2026-10-06T07:00:00+00:00"
    assert isinstance(found[2][1], FormatError)


def test_entries_are_articles(tmp_path: Path) -> None:
    (tmp_path / "a.xml").write_text(RSS)
    article = next(iter(read_all([tmp_path / "a.xml"])))[1]
    assert not isinstance(article, Exception)
    assert "The mayor said on Monday that the tunnel leaks badly." in article.text
    assert "“We saw it,” said Bo Li, an engineer." in article.text
    assert article.title == "It leaks"


def test_atom(tmp_path: Path) -> None:
    (tmp_path / "a.atom").write_text(ATOM)
    ((_, page),) = pages([tmp_path / "a.atom"])
    assert isinstance(page, Page)
    assert page.authors == ("Ada Reed",)


def test_xml_that_is_no_feed_is_a_page(tmp_path: Path) -> None:
    (tmp_path / "a.xml").write_text(
        "<html><body><p>The mayor said that it leaks.</p></body></html>"
    )
    ((_, page),) = pages([tmp_path / "a.xml"])
    assert isinstance(page, Page)
    assert page.title is None


@pytest.mark.parametrize("text", ["<rss>", "<rss><channel></channel></rss>", "<feed"])
def test_a_broken_feed_is_an_error(tmp_path: Path, text: str) -> None:
    (tmp_path / "a.rss").write_text(text)
    ((_, error),) = pages([tmp_path / "a.rss"])
    assert isinstance(error, FormatError)


def test_what_a_feed_says_holds_for_what_the_page_does_not_tell() -> None:
    told = Announced(title="Feed", authors=("Ada",), outlet="Courier", taken_from="Orr Wire")
    page = Page(
        "<html><head><title>Page</title></head><body><article><h1>Page</h1><p>The mayor said on Monday that the tunnel "
        "leaks badly.</p></article></body></html>",
        kind="html",
        announced=told,
    )
    article = read(page)
    assert (article.title, article.authors, article.outlet) == ("Page", ("Ada",), "Courier")
    assert [(one.name, one.form) for one in article.credits] == [("Orr Wire", "source_line")]


@pytest.mark.parametrize(
    ("words", "whole"),
    [
        ("<p>" + "word " * 150 + "end.</p>", True),
        ("<p>" + "word " * 150 + "…</p>", False),
        ("<p>" + "word " * 150 + '</p><p><a href="x">Read more</a></p>', False),
        ("<p>" + "word " * 150 + "Continue reading the story »</p>", False),
        ("<p>A summary.</p>", False),
    ],
)
def test_a_beginning_is_no_article(words: str, whole: bool) -> None:
    feed = f"<rss version='2.0'><channel><item><link>https://x.example/1</link><description><![CDATA[{words}]]></description></item></channel></rss>"
    (entry,) = read_feed(feed.encode(), "https://x.example/feed").entries
    assert entry.whole is whole


def test_relative_links_are_the_sites() -> None:
    feed = b"<rss version='2.0'><channel><link>https://x.example/news/</link><item><link>/1</link></item></channel></rss>"
    assert read_feed(feed, "https://feeds.example/x").entries[0].url == "https://x.example/1"


def test_json_feed() -> None:
    items = [
        {"id": 7, "url": "https://x.example/1", "title": "T", "author": {"name": "Ada"}, "content_text": "a & b\n\nc",
         "date_published": "2026-03-04T07:00:00Z", "language": "en"},
        {"id": "8", "content_html": "<p>x</p>"},
        "no item",
    ]  # fmt: skip
    data = json.dumps(
        {"version": "https://jsonfeed.org/version/1", "title": "C", "items": items}
    ).encode()
    feed = read_feed(data, "https://x.example/feed.json")
    first, second = feed.entries
    assert (feed.title, first.key, first.words) == ("C", "7", "<p>a &amp; b</p><p>c</p>")
    assert first.announced.authors == ("Ada",)
    assert (second.url, second.words) == (None, "<p>x</p>")


@pytest.mark.parametrize("data", [b"", b"<html></html>", b"{}", b'{"items": 5}', b"\xff\xfe\x00"])
def test_what_is_no_feed(data: bytes) -> None:
    with pytest.raises(FormatError):
        feed = read_feed(data, "x")
        raise AssertionError(feed)


@given(st.binary(max_size=300))
def test_any_bytes_are_a_feed_or_refused(data: bytes) -> None:
    for head in (
        b"",
        b"<rss version='2.0'>",
        b'{"version": "https://jsonfeed.org/version/1", ',
        b"<urlset>",
    ):
        with suppress(FormatError):
            read_feed(head + data, "https://x.example/feed")
