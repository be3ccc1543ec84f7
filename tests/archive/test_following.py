"""Following feeds of a real site."""

from __future__ import annotations

import random
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from sqlalchemy import select, update

from archive_publishing import STORY, Site, rss, site
from onrecord.archive import Archive
from onrecord.archive.following import discover, read_opml, write_opml
from onrecord.archive.schema import entry, feed, fetch
from onrecord.errors import ArchiveError, FetchError, FormatError
from onrecord.page.fetch import Fetcher, read_cookies


@pytest.fixture
def published() -> Iterator[Site]:
    with site() as made:
        yield made


@pytest.fixture
def fetcher() -> Fetcher:
    return Fetcher(allow_private=True, pause=0.0, timeout=5.0)


def whole(number: int = 1, story: str = STORY, more: str = "") -> str:
    """An item with its whole text."""
    return (
        f"<item><title>Dam {number} is safe</title><link>https://courier.example/{number}</link>"
        f"<dc:creator>Ines Okafor</dc:creator><pubDate>Wed, 04 Mar 2026 07:00:00 GMT</pubDate>{more}"
        f"<content:encoded><![CDATA[{story}]]></content:encoded></item>"
    )


def followed(archive: Archive, url: str) -> None:
    archive.follow([(url, None)])


def states(archive: Archive) -> list[str]:
    with archive.database.read() as connection:
        return list(connection.execute(select(entry.c.state).order_by(entry.c.id)).scalars())


def test_whole_entries_are_read_as_they_stand(
    archive: Archive, published: Site, fetcher: Fetcher
) -> None:
    more = '<source url="https://wire.example/">Orr Wire</source>'
    followed(
        archive, published.put("/feed", rss(whole(1), whole(2, STORY.replace("Orr", "Ems"), more)))
    )
    done = archive.update(fetcher)
    assert (done.asked, done.announced, done.fetched, done.kept, done.errors) == (1, 2, 0, 2, 0)
    # The latest of a feed stands first in it, and was announced last.
    second, first = archive.reading(1).article, archive.reading(2).article
    assert (first.title, first.authors, first.url) == (
        "Dam 1 is safe", ("Ines Okafor",), "https://courier.example/1",
    )  # fmt: skip
    assert first.published == datetime(2026, 3, 4, 7, tzinfo=UTC)
    assert first.outlet == "Westhaven Courier"
    assert [one.name for one in second.credits] == ["Orr Wire"]
    assert archive.search('source:"Ana Ruiz" safe').statements
    assert archive.check() == []


def test_the_same_feed_ten_times(archive: Archive, published: Site, fetcher: Fetcher) -> None:
    url = published.put("/feed", rss(whole()), headers=(("ETag", '"one"'),))
    followed(archive, url)
    for _ in range(10):
        archive.update(fetcher)
    assert published.asked["/feed"] == 10
    told = [headers.get("if-none-match") for path, headers in published.headers if path == "/feed"]
    assert told == [None, *['"one"'] * 9]
    assert archive.info().rows["article"] == 1


def test_without_validators_nothing_comes_twice(
    archive: Archive, published: Site, fetcher: Fetcher
) -> None:
    followed(archive, published.put("/feed", rss(whole())))
    assert [archive.update(fetcher).kept for _ in range(3)] == [1, 0, 0]


def test_a_beginning_leads_to_its_page(archive: Archive, published: Site, fetcher: Fetcher) -> None:
    page = published.put("/dam", f"<html><head><title>Dam</title></head><body><article><h1>The dam</h1>{STORY}"
                         "</article></body></html>", kind="text/html")  # fmt: skip
    item = (f"<item><title>Dam in the feed</title><link>{page}?utm_source=rss</link><dc:creator>Ines Okafor</dc:creator>"
            "<description>The dam is …</description></item>")  # fmt: skip
    followed(archive, published.put("/feed", rss(item)))
    followed(archive, published.put("/other", rss(item.replace("?utm_source=rss", ""))))
    done = archive.update(fetcher)
    assert (done.fetched, published.asked["/dam"] + published.asked["/dam?utm_source=rss"]) == (
        1,
        1,
    )
    assert archive.info().rows["article"] == 1
    article = archive.reading(1).article
    assert (article.title, article.authors) == ("The dam", ("Ines Okafor",))
    assert states(archive) == ["read", "read"]


def test_an_entry_that_was_changed_is_a_version(
    archive: Archive, published: Site, fetcher: Fetcher
) -> None:
    url = published.put("/feed", rss(whole()))
    followed(archive, url)
    archive.update(fetcher)
    published.put("/feed", rss(whole(story=STORY.replace("Orr is safe", "Orr may be safe"))))
    assert archive.update(fetcher).kept == 1
    assert [(number, one.kind) for number, one in archive.changes(1)] == [(2, "statement_reworded")]


def test_what_fails_is_told_and_asked_less_often(
    archive: Archive, published: Site, fetcher: Fetcher
) -> None:
    followed(archive, published.put("/busy", status=500))
    followed(archive, published.put("/html", "<p>no feed</p>", kind="text/html"))
    followed(archive, published.put("/good", rss(whole())))
    done = archive.update(fetcher)
    assert (done.asked, done.failed, done.kept) == (3, 2, 1)
    found = {one.url.rpartition("/")[2]: one for one in archive.feeds()}
    assert {name: one.state for name, one in found.items()} == {
        "busy": "failing", "html": "failing", "good": "live",
    }  # fmt: skip
    assert "500" in (found["busy"].error or "")
    assert found["busy"].interval == 7_200
    assert found["good"].interval < 3_600
    assert found["good"].silent_since is not None
    with archive.database.read() as connection:
        rows = connection.execute(select(fetch.c.status, fetch.c.error)).all()
    assert sorted((row.status or 0, bool(row.error)) for row in rows) == [
        (0, True),
        (200, False),
        (500, True),
    ]


def test_gone_and_moved_for_good(archive: Archive, published: Site, fetcher: Fetcher) -> None:
    followed(archive, published.put("/gone", status=410))
    new = published.put("/new", rss(whole()))
    followed(archive, published.put("/old", status=301, headers=(("Location", "/new"),)))
    followed(archive, published.put("/away", status=302, headers=(("Location", "/new"),)))
    for _ in range(2):
        archive.update(fetcher)
    urls = {one.url: one.state for one in archive.feeds()}
    assert urls[f"{published.address}/gone"] == "gone"
    assert new in urls
    assert f"{published.address}/old" not in urls
    assert f"{published.address}/away" in urls
    assert published.asked["/gone"] == 1
    assert published.asked["/old"] == 1


def test_a_server_that_wants_no_question_yet(
    archive: Archive, published: Site, fetcher: Fetcher
) -> None:
    followed(archive, published.put("/feed", status=429, headers=(("Retry-After", "3600"),)))
    archive.update(fetcher)
    archive.update(fetcher)
    assert published.asked["/feed"] == 1
    with archive.database.write() as connection:
        due = connection.execute(select(feed.c.due)).scalar_one()
        assert datetime.fromisoformat(due) > datetime.now(UTC) + timedelta(minutes=50)
        connection.execute(update(feed).values(held_until="2026-01-01"))
    archive.update(fetcher)
    assert published.asked["/feed"] == 2


def test_only_what_is_due_is_watched(archive: Archive, published: Site, fetcher: Fetcher) -> None:
    followed(archive, published.put("/feed", rss(whole())))
    assert archive.update(fetcher, due_only=True).asked == 1
    assert archive.update(fetcher, due_only=True).asked == 0


def test_robots_and_private_addresses_are_heeded(
    archive: Archive, published: Site, fetcher: Fetcher
) -> None:
    published.put("/robots.txt", "User-agent: *\nDisallow: /feed", kind="text/plain")
    followed(archive, published.put("/feed", rss(whole())))
    assert archive.update(fetcher).failed == 1
    assert published.asked["/feed"] == 0
    assert archive.update(Fetcher(pause=0.0)).failed == 1
    assert "private" in (archive.feeds()[0].error or "")


def test_a_round_that_died_is_gone_on_with(
    archive: Archive, published: Site, fetcher: Fetcher
) -> None:
    from onrecord.archive.following.rounds import Round, ask_feeds, read_fetched
    from onrecord.pipeline import Settings

    followed(archive, published.put("/feed", rss(whole(1), whole(2, STORY[:-4]))))
    ask_feeds(archive.database, fetcher, Round(), due_only=False)
    assert states(archive) == ["fetched", "fetched"]
    assert archive.info().rows["page"] == 2
    assert len(list(read_fetched(archive.database, Settings()))) == 2
    assert states(archive) == ["read", "read"]


def test_what_was_forgotten_does_not_come_back(
    archive: Archive, published: Site, fetcher: Fetcher
) -> None:
    followed(archive, published.put("/feed", rss(whole(1))))
    archive.update(fetcher)
    archive.forget(1)
    published.put("/feed", rss(whole(1), whole(2)))
    assert archive.update(fetcher).kept == 1
    assert [one.url for one in (archive.reading(2).article,)] == ["https://courier.example/2"]
    assert archive.info().rows["article"] == 1


@pytest.mark.parametrize(
    ("kind", "body"),
    [
        ("application/feed+json", '{"version": "https://jsonfeed.org/version/1.1", "title": "C", "items": [{"id": "1", '
         '"url": "https://c.example/1", "title": "T", "authors": [{"name": "Ada"}], "content_text": "%s"}]}'
         % ("She said it leaks. " * 60)),
        ("application/xml", '<urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9" '
         'xmlns:news="http://www.google.com/schemas/sitemap-news/0.9"><url><loc>https://c.example/1</loc><news:news>'
         "<news:publication><news:name>C</news:name></news:publication><news:title>T</news:title>"
         "<news:publication_date>2026-03-04</news:publication_date></news:news></url></urlset>"),
    ],
)  # fmt: skip
def test_other_kinds_of_feeds(
    archive: Archive, published: Site, fetcher: Fetcher, kind: str, body: str
) -> None:
    place, found = discover(published.put("/f", body, kind=kind), fetcher)
    assert place.endswith("/f")
    assert [(one.url, one.announced.title) for one in found.entries] == [
        ("https://c.example/1", "T")
    ]


def test_an_index_of_sitemaps_leads_to_the_last(
    archive: Archive, published: Site, fetcher: Fetcher
) -> None:
    page = published.put(
        "/dam",
        f"<html><body><article><h1>The dam</h1>{STORY}</article></body></html>",
        kind="text/html",
    )
    space = 'xmlns="http://www.sitemaps.org/schemas/sitemap/0.9"'
    inner = published.put(
        "/inner.xml",
        f'<urlset {space} xmlns:n="http://www.google.com/schemas/sitemap-news/0.9"><url><loc>{page}</loc>'
        "<n:news><n:title>T</n:title></n:news></url></urlset>",
        kind="application/xml",
    )
    followed(archive, published.put("/index.xml", f"<sitemapindex {space}><sitemap><loc>{inner}</loc></sitemap></sitemapindex>",
                                    kind="application/xml"))  # fmt: skip
    assert archive.update(fetcher).kept == 1


def test_a_site_whose_feed_is_looked_for(published: Site, fetcher: Fetcher) -> None:
    home = published.put("/", '<link rel="alternate" type="application/rss+xml" title="Comments" href="/c">'
                         '<link rel="alternate" type="application/rss+xml" href="/news.rss">', kind="text/html")  # fmt: skip
    published.put("/c", rss(title="Comments"))
    published.put("/news.rss", rss(whole()))
    assert discover(home, fetcher)[0] == f"{published.address}/news.rss"
    del published.pages["/news.rss"], published.pages["/c"]
    published.put("/feed.xml", rss(whole()))
    assert discover(home, fetcher)[0] == f"{published.address}/feed.xml"
    del published.pages["/feed.xml"]
    published.put("/robots.txt", f"Sitemap: {published.address}/news-map.xml", kind="text/plain")
    published.put("/news-map.xml", '<sitemapindex xmlns="http://www.sitemaps.org/schemas/sitemap/0.9"><sitemap><loc>'
                  "https://x.example/1.xml</loc></sitemap></sitemapindex>", kind="application/xml")  # fmt: skip
    fresh = Fetcher(allow_private=True, pause=0.0)
    assert discover(home, fresh)[0] == f"{published.address}/news-map.xml"
    del published.pages["/news-map.xml"]
    with pytest.raises(FetchError, match="no feed"):
        discover(home, fresh)


def test_opml_both_ways() -> None:
    feeds = [("https://a.example/f?a=1&b=2", "A <b> & c"), ("https://b.example/f", None)]
    assert read_opml(write_opml(feeds), "x") == [
        feeds[0],
        ("https://b.example/f", "https://b.example/f"),
    ]
    for data in (b"", b"<opml>", b"<opml><body/></opml>", b"\x00"):
        with pytest.raises(FormatError):
            read_opml(data, "x")


@given(st.lists(st.text(max_size=20), max_size=5))
def test_any_title_can_be_written(titles: list[str]) -> None:
    feeds = [(f"https://a.example/{number}", title) for number, title in enumerate(titles)]
    if feeds:
        assert [url for url, _ in read_opml(write_opml(feeds), "x")] == [url for url, _ in feeds]


def test_no_longer_followed(archive: Archive, published: Site, fetcher: Fetcher) -> None:
    from onrecord.archive.following import unfollow

    url = published.put("/feed", rss(whole()))
    followed(archive, url)
    archive.update(fetcher)
    with archive.database.write() as connection:
        unfollow(connection, url)
        with pytest.raises(ArchiveError, match="not followed"):
            unfollow(connection, url)
    assert archive.feeds() == []
    assert archive.info().rows["article"] == 1


def test_a_login_by_the_user_s_own_cookies(published: Site, tmp_path: Path) -> None:
    file = tmp_path / "cookies.txt"
    file.write_text(
        "# Netscape HTTP Cookie File\n127.0.0.1\tFALSE\t/\tFALSE\t4102444800\tpass\tsecret\n"
        ".other.example\tTRUE\t/\tFALSE\t4102444800\tmine\tother\n"
    )
    fetcher = Fetcher(allow_private=True, pause=0.0, cookies=read_cookies(file))
    fetcher.fetch(published.put("/page", "<p>x</p>", kind="text/html"))
    sent = dict(published.headers)["/page"]
    assert sent["cookie"] == "pass=secret"
    file.write_text("no cookies")
    with pytest.raises(FormatError, match="cookies"):
        read_cookies(file)


def test_no_password_is_kept(archive: Archive, published: Site, fetcher: Fetcher) -> None:
    url = published.put("/feed", status=500).replace("http://", "http://ana:secret@")
    followed(archive, url)
    archive.update(fetcher)
    (health,) = archive.feeds()
    assert "secret" not in health.url + (health.error or "")
    with archive.database.read() as connection:
        assert all("secret" not in str(row) for row in connection.execute(select(fetch)))


@pytest.mark.parametrize("seed", range(6))
def test_a_hostile_feed_costs_itself_and_no_other(
    archive: Archive, published: Site, fetcher: Fetcher, seed: int
) -> None:
    bodies = (
        b'<!DOCTYPE r [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;&a;&a;&a;">]><rss version="2.0"><channel><item><title>&b;'
        b"</title></item></channel></rss>",
        rss(*["<item><title>x</title></item>"] * 3_000).encode(),
        b"<rss" + b"\xff\x00" * 500,
        b'{"version": "https://jsonfeed.org/version/1", "items": [1, {"url": 5, "content_html": []}, {}]}',
        rss(whole(story="\x00\ud7ff" + "<p>" * 2_000)).encode("utf-8", "replace"),
        bytes(random.Random(seed).randbytes(4_000)),
    )
    followed(archive, published.put("/bad", bodies[seed]))
    followed(archive, published.put("/good", rss(whole(9))))
    archive.update(fetcher)
    assert archive.search("source:Ruiz safe").statements
    assert archive.check() == []


def test_what_was_forgotten_comes_by_no_other_feed(
    archive: Archive, published: Site, fetcher: Fetcher
) -> None:
    followed(archive, published.put("/feed", rss(whole(1))))
    archive.update(fetcher)
    archive.forget("https://courier.example/1")
    followed(archive, published.put("/other", rss(whole(1).replace("Dam 1", "The dam"))))
    assert archive.update(fetcher).kept == 0
    assert archive.info().rows["article"] == 0
    assert archive.check() == []


def test_two_items_of_one_id(archive: Archive, published: Site, fetcher: Fetcher) -> None:
    same = "<guid>one</guid></item>"
    items = (whole(1), whole(2, STORY[:-4]), whole(1, STORY.replace("safe", "xyzzy")))
    followed(
        archive, published.put("/feed", rss(*(item.replace("</item>", same) for item in items)))
    )
    archive.update(fetcher)
    assert archive.info().rows["article"] == 2
    assert "xyzzy" not in archive.reading("https://courier.example/1").article.text


def test_the_newest_version_stands(archive: Archive, published: Site, fetcher: Fetcher) -> None:
    followed(archive, published.put("/feed", rss(whole(1))))
    for words in ("may be safe", "cannot be safe", "must be safe"):
        archive.update(fetcher)
        published.put("/feed", rss(whole(1, STORY.replace("is safe", words))))
    archive.update(fetcher)
    assert "must be safe" in archive.reading(1).article.text
    assert archive.info().rows["version"] == 4
    assert archive.check() == []


def test_the_server_s_encoding_of_a_feed(
    archive: Archive, published: Site, fetcher: Fetcher
) -> None:
    feed = rss(title="Новости города").encode("windows-1251")
    _, found = discover(
        published.put("/f", feed, kind="application/rss+xml; charset=windows-1251"), fetcher
    )
    assert found.title == "Новости города"
    assert discover(published.put("/u", rss(title="Ü").encode("utf-16")), fetcher)[1].title == "Ü"


def test_a_document_that_is_no_feed_is_not_taken_for_its_neighbour(
    published: Site, fetcher: Fetcher
) -> None:
    published.put("/feed", rss(whole()))
    with pytest.raises(FetchError, match="no feed that can be read"):
        discover(published.put("/x.xml", "<?xml version='1.0'?><other/>", kind="text/xml"), fetcher)
