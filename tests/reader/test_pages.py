"""The pages as they are sent: each in its forms, cached while nothing changes, with what holds for all."""

from __future__ import annotations

import gzip
import json
from xml.etree import ElementTree

import httpx
import pytest
from lxml.html import document_fromstring

from archiving import article_of
from onrecord.reader.app import POLICY
from onrecord.stories.json_form import schema as story_schema
from reading_site import Server
from storied import OTHER

PAGES = [
    "/", "/articles", "/story/1", "/article/1", "/article/8", "/article/8?source=s1", "/actors", "/actor/1", "/outlets",
    "/outlet/westhaven-courier", "/search", "/search?q=ferry", "/about", "/imprint", "/privacy", "/read", "/compare",
    "/subscribe", "/article/1/comment", "/article/1/correct?statement=a1", "/share/1", "/share/1/a1", "/share/story/1",
    "/embed/story/1", "/embed/statement/1/a1", "/api", "/desk/sign-in", "/desk/first", "/mine", "/?only=disputed",
    "/?topic=ferry&terms=unnamed",
]  # fmt: skip
AS_DATA = [
    "/index", "/articles", "/story/1", "/article/1", "/actors", "/actor/1", "/outlets", "/outlet/westhaven-courier",
    "/search", "/about",
]  # fmt: skip
FEEDS = ["/index", "/articles", "/story/1", "/actor/1", "/outlet/westhaven-courier"]
ATOM = "{http://www.w3.org/2005/Atom}"


def get(server: Server, path: str, **options: object) -> httpx.Response:
    return httpx.get(server.url + path, timeout=30, **options)  # type: ignore[arg-type]


@pytest.mark.parametrize("path", PAGES)
def test_every_page_is_there_and_every_link_of_it_leads_on(shared: Server, path: str) -> None:
    answer = get(shared, path)
    assert answer.status_code == 200, answer.text[:400]
    page = document_fromstring(answer.text)
    assert len(page.xpath("//h1")) == 1 and page.xpath("//title")[0].text
    ids = [element.get("id") for element in page.iter() if element.get("id")]
    assert len(ids) == len(set(ids))
    for href in {str(one) for one in page.xpath("//a/@href")}:
        if href.startswith("#"):
            assert href[1:] in ids, href
        elif href.startswith("/") and not href.startswith(("/desk", "/mine")):
            assert get(shared, href).status_code == 200, f"{path} → {href}"


@pytest.mark.parametrize("path", PAGES)
def test_no_page_holds_anything_from_elsewhere(shared: Server, path: str) -> None:
    answer = get(shared, path)
    page = document_fromstring(answer.text)
    loaded = page.xpath(
        "//script/@src | //link[@rel='stylesheet' or @rel='icon']/@href | //img/@src"
    )
    assert all(str(one).startswith("/static/") for one in loaded)
    assert not page.xpath("//script[not(@src)] | //style | //@style | //@onclick | //iframe")
    policy = answer.headers["content-security-policy"]
    assert "unsafe" not in policy and policy.startswith("default-src 'none'")
    assert answer.headers["x-content-type-options"] == "nosniff"
    if "/embed/" not in path:
        assert policy == POLICY and answer.headers["x-frame-options"] == "DENY"


@pytest.mark.parametrize("path", AS_DATA)
def test_every_page_is_also_data(shared: Server, path: str) -> None:
    answer = get(shared, f"{path}.json")
    assert answer.status_code == 200 and answer.headers["content-type"] == "application/json"
    assert isinstance(answer.json(), dict)


def test_a_story_as_data_is_of_its_schema(shared: Server) -> None:
    import jsonschema

    values = get(shared, "/story/1.json").json()
    jsonschema.validate(values, {**story_schema(), "additionalProperties": True})
    assert values["number"] == 1 and len(values["article_numbers"]) == len(values["articles"])


@pytest.mark.parametrize("path", FEEDS)
def test_every_list_is_also_a_feed(shared: Server, path: str) -> None:
    answer = get(shared, f"{path}.atom")
    assert answer.headers["content-type"].startswith("application/atom+xml")
    root = ElementTree.fromstring(answer.content)
    entries = root.findall(f"{ATOM}entry")
    assert entries
    ids = [entry.findtext(f"{ATOM}id") for entry in entries]
    assert len(set(ids)) == len(ids)
    for entry in entries:
        assert str(entry.findtext(f"{ATOM}id")).startswith(shared.url)
        assert "T" in str(entry.findtext(f"{ATOM}updated"))


def test_a_search_as_a_feed(shared: Server) -> None:
    root = ElementTree.fromstring(get(shared, "/search.atom?q=ferry").content)
    assert len(root.findall(f"{ATOM}entry")) > 3


@pytest.mark.parametrize(
    ("path", "status"),
    [
        ("/nothing", 404), ("/story/99999", 404), ("/story/99999999999999999999", 404), ("/article/0", 404),
        ("/article/x", 404), ("/actor/4000000000", 404), ("/outlet/none", 404), ("/static/none.css", 404),
        ("/search?q=day%3Axx", 400), ("/search?q=terms%3Anone", 400), ("/article/1/correct", 404),
        ("/share/1/a999", 404), ("/embed/story/77", 404), ("/oembed?url=https%3A%2F%2Felsewhere.example%2Fstory%2F1", 404),
        ("/job/none", 404), ("/confirm/none", 404), ("/api/queue", 401), ("/desk/queue.atom", 401),
        (f"/search?q={'x' * 3_000}", 414),
    ],
)  # fmt: skip
def test_what_is_not_there_is_said_plainly(shared: Server, path: str, status: int) -> None:
    answer = get(shared, path)
    assert answer.status_code == status
    assert "Traceback" not in answer.text


def test_a_fault_of_an_address_for_programs_is_json(shared: Server) -> None:
    answer = get(shared, "/story/99999.json")
    assert answer.status_code == 404
    assert answer.headers["content-type"].startswith("application/problem+json")
    assert answer.json()["status"] == 404


def test_an_answer_is_not_sent_twice_and_is_new_when_the_archive_is(server: Server) -> None:
    first = get(server, "/")
    again = get(server, "/", headers={"If-None-Match": first.headers["etag"]})
    assert again.status_code == 304 and not again.content
    server.archive.add(
        article_of(OTHER, url="https://new.example/a", title="A new one", day="2026-07-01")
    )
    changed = get(server, "/", headers={"If-None-Match": first.headers["etag"]})
    assert changed.status_code == 200 and "A new one" in changed.text


def test_answers_are_packed_for_those_who_can_unpack(shared: Server) -> None:
    with httpx.stream(
        "GET", shared.url + "/article/8", headers={"Accept-Encoding": "gzip"}
    ) as answer:
        raw = b"".join(answer.iter_raw())
    assert answer.headers["content-encoding"] == "gzip"
    plain = get(shared, "/article/8", headers={"Accept-Encoding": "identity"})
    assert gzip.decompress(raw) == plain.content and len(raw) < len(plain.content) / 2


@pytest.mark.parametrize("path", ["/", "/story/1", "/article/8", "/search?q=ferry", "/actor/1"])
def test_a_first_visit_is_light(shared: Server, path: str) -> None:
    page = get(shared, path)
    parts = document_fromstring(page.text).xpath(
        "//script/@src | //link[@rel='stylesheet' or @rel='icon']/@href"
    )
    size = 0
    for part in (path, *map(str, parts)):
        with httpx.stream("GET", shared.url + part, headers={"Accept-Encoding": "gzip"}) as answer:
            size += sum(map(len, answer.iter_raw()))
    assert size <= 60_000


def test_the_language_is_the_readers(shared: Server) -> None:
    german = get(shared, "/", headers={"Accept-Language": "de-AT,de;q=0.9,en;q=0.5"})
    assert german.headers["content-language"] == "de" and 'lang="de"' in german.text
    assert (
        get(shared, "/", headers={"Accept-Language": "xx;q=nan, *"}).headers["content-language"]
        == "en"
    )
    with httpx.Client(base_url=shared.url) as client:
        moved = client.post("/language", data={"language": "es", "back": "/about"})
        assert moved.status_code == 303 and moved.headers["location"] == "/about"
        assert client.get("/about").headers["content-language"] == "es"


@pytest.mark.parametrize(
    "back", ["//evil.example", "https://evil.example", "/\\evil.example", "/a\nb", ""]
)
def test_nobody_is_led_away(shared: Server, back: str) -> None:
    moved = httpx.post(shared.url + "/language", data={"language": "de", "back": back})
    assert moved.headers["location"] == "/"


def test_old_numbers_of_stories_lead_on(server: Server) -> None:
    stories = server.site.stories
    one, other = (listed.id for listed in stories.listed()[:2])
    stories.join(other, one)
    kept = stories.standing(other)
    assert get(server, f"/story/{other}.json").json()["number"] == kept
    assert get(server, f"/story/{one}.json").json()["number"] == kept


def test_only_what_the_owner_lets_be_shown_is(server: Server) -> None:
    from onrecord.reader import settings

    reading = server.archive.reading(8)
    unsaid = "Ines Okafor and Tom Lindqvist"
    quoted = reading.article.words(*reading.attributions[3].content)[:30]
    whole = get(server, "/article/8")
    assert unsaid in whole.text and quoted in whole.text
    settings.change(server.archive.database, {"extent": "quotations"})
    page, data = get(server, "/article/8"), get(server, "/article/8.json")
    assert quoted in page.text and "By Ines Okafor" not in page.text
    assert quoted in data.text and "reading" not in data.json()
    settings.change(server.archive.database, {"extent": "links"})
    page, data = get(server, "/article/8"), get(server, "/article/8.json")
    assert quoted not in page.text and quoted not in data.text and "Halima Brandt" in page.text
    settings.change(server.archive.database, {"own_outlets": ["The Westhaven Courier"]})
    assert "By Ines Okafor" in get(server, "/article/8").text


def test_an_empty_archive_looks_right(tmp_path: object) -> None:
    from pathlib import Path

    from onrecord.archive import Archive
    from reading_site import served

    with Archive(Path(str(tmp_path)) / "empty.db") as archive, served(archive) as made:
        for path in (
            "/",
            "/articles",
            "/actors",
            "/outlets",
            "/search?q=x",
            "/index.json",
            "/index.atom",
        ):
            assert get(made, path).status_code == 200
        assert "a story begins where two articles" in get(made, "/").text


def test_a_translation_stands_beside_its_original(server: Server) -> None:
    server.site.link_original(2, 1)
    assert "A translation of" in get(server, "/article/2").text
    assert "There is a translation" in get(server, "/article/1").text
    assert get(server, "/article/2/beside").text.count("<article") == 2
    assert get(server, "/article/1/beside").status_code == 404


def test_an_address_is_told_how_to_be_embedded(shared: Server) -> None:
    values = get(shared, f"/oembed?url={shared.url}/story/1&maxwidth=300").json()
    assert values["type"] == "rich" and values["width"] == 300 and "sandbox" in values["html"]
    framed = get(shared, "/embed/story/1").headers
    assert (
        "frame-ancestors *" in framed["content-security-policy"] and "x-frame-options" not in framed
    )


def test_the_interface_describes_itself(shared: Server) -> None:
    document = get(shared, "/api/openapi.json").json()
    assert document["openapi"].startswith("3.1")
    for path in document["paths"]:
        if "{" not in path and not path.startswith("/api") and path != "/oembed":
            assert get(shared, path).status_code == 200, path
    assert json.dumps(document)


def test_words_of_pages_are_escaped_even_where_they_are_looked_up_as_texts(server: Server) -> None:
    """What a catalogue is asked for may come from a page: a facet's value, a fault's words."""
    from dataclasses import replace

    hurt = "<script>alert(1)</script>"
    for number in range(2):
        made = article_of(
            OTHER, url=f"https://{number}.example/a", outlet=f"{hurt} {number}", day="2026-07-01"
        )
        server.archive.add(replace(made, article=replace(made.article, title=hurt)))
    for path in (
        "/search?q=council",
        f"/search?q=terms:{hurt}",
        "/",
        "/outlets",
        f"/?topic={hurt}",
    ):
        answer = get(server, path)
        assert hurt not in answer.text, path
    assert "&lt;script&gt;" in get(server, "/outlets").text


@pytest.mark.parametrize(
    "host", ["news.example/articles#", "a b", "x/../y", "[::1", "a:b:c", "é.example"]
)
def test_a_host_that_is_none_is_not_answered(shared: Server, host: str) -> None:
    answer = get(shared, "/imprint", headers={"Host": host.encode("utf-8")})
    assert answer.status_code == 400


def test_answers_are_kept_apart_by_host(shared: Server) -> None:
    first = get(shared, "/index.atom", headers={"Host": "one.example"})
    second = get(shared, "/index.atom", headers={"Host": "two.example"})
    assert b"http://one.example/" in first.content and b"one.example" not in second.content


@pytest.mark.parametrize(
    "path",
    [f"/article/{'9' * 400}", "/subscribe?story=%C2%B2", "/article/1/comment?answers=%C2%B2"],
)
def test_odd_numbers_are_no_fault(shared: Server, path: str) -> None:
    assert get(shared, path).status_code in (200, 404)
    assert get(shared, f"/article/{'9' * 6_000}").status_code == 400


def test_a_fault_in_german_has_no_head_of_the_catalogue(shared: Server) -> None:
    answer = get(shared, "/nothing", headers={"Accept-Language": "de"})
    assert answer.status_code == 404 and "Project-Id-Version" not in answer.text


def test_search_and_people_keep_to_what_is_shown(server: Server) -> None:
    from onrecord.reader import settings

    said = "before the autumn of 2027"
    assert said in get(server, "/search?q=tunnel").text
    settings.change(server.archive.database, {"extent": "links"})
    actor = server.archive.actor("Halima Brandt").actor
    paths = (
        "/search?q=tunnel",
        "/search.json?q=tunnel",
        "/search.atom?q=tunnel",
        f"/actor/{actor}",
        f"/actor/{actor}.json",
    )
    for path in paths:
        answer = get(server, path)
        assert answer.status_code == 200 and said not in answer.text, path


def test_the_same_work_is_not_taken_twice(server: Server) -> None:
    import hashlib
    from itertools import count

    from onrecord.reader import settings

    settings.change(server.archive.database, {"work": 8})
    challenge = server.site.seals.sealed("comment", "1")
    answer = next(
        str(one)
        for one in count()
        if hashlib.sha256(f"{challenge}:{one}".encode()).digest()[0] == 0
    )
    data = {"name": "A", "words": "B", "challenge": challenge, "answer": answer}
    codes = [httpx.post(f"{server.url}/article/1/comment", data=data).status_code for _ in range(2)]
    assert codes == [303, 429]
