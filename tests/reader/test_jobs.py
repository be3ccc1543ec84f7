"""What readers bring: read and compared in turn, within bounds."""

from __future__ import annotations

import re
from collections.abc import Iterator

import httpx
import pytest
from sqlalchemy import update

from onrecord.archive import Archive
from onrecord.archive.site import job
from onrecord.errors import FetchError, SiteError
from onrecord.page.fetch import Fetched, Fetcher
from onrecord.reader.jobs import Jobs
from reading_site import DEMO, Server, served

TEXT = "The dam holds\n\n“It will hold,” said Ana Ruiz, an engineer, on Tuesday in Westhaven."


@pytest.fixture
def jobs(archive: Archive) -> Jobs:
    return Jobs(archive.database, Fetcher())


def test_a_text_is_read(jobs: Jobs) -> None:
    token = jobs.submit("read", [TEXT], "me")
    found = jobs.get(token)
    assert found is not None and (found.state, found.before) == ("waiting", 0)
    assert jobs.work() and not jobs.work()
    found = jobs.get(token)
    assert found is not None and found.state == "done"
    assert found.result["sources"][0]["name"] == "Ana Ruiz"
    assert jobs.get("guessed") is None


def test_texts_are_compared(jobs: Jobs) -> None:
    token = jobs.submit("compare", [TEXT, TEXT.replace("holds", "held"), ""], None)
    jobs.work()
    found = jobs.get(token)
    assert found is not None
    assert [one["id"] for one in found.result["story"]["articles"]] == ["text 1", "text 2"]


@pytest.mark.parametrize(
    "address",
    [
        "http://127.0.0.1/x",
        "http://localhost:8000/",
        "http://169.254.169.254/latest",
        "http://[::1]/",
    ],
)
def test_no_address_of_the_house_is_asked(jobs: Jobs, address: str) -> None:
    token = jobs.submit("read", [address], None)
    jobs.work()
    found = jobs.get(token)
    assert found is not None and found.state == "failed" and found.error


@pytest.mark.parametrize(
    ("kind", "brought", "told"),
    [
        ("read", [" "], "an address or a text"), ("compare", [TEXT], "two or more"),
        ("read", ["x" * 200_001], "at most 200000"), ("compare", ["x"] * 21, "at most 20"),
    ],
)  # fmt: skip
def test_bounds_of_what_is_brought(jobs: Jobs, kind: str, brought: list[str], told: str) -> None:
    with pytest.raises(SiteError, match=told):
        jobs.submit(kind, brought, None)  # type: ignore[arg-type]


def test_bounds_of_what_waits(jobs: Jobs) -> None:
    for _ in range(3):
        jobs.submit("read", [TEXT], "me")
    with pytest.raises(SiteError, match="read first"):
        jobs.submit("read", [TEXT], "me")
    for number in range(57):
        jobs.submit("read", [TEXT], str(number))
    with pytest.raises(SiteError, match="too many wait"):
        jobs.submit("read", [TEXT], "you")


def test_what_was_being_read_when_the_site_went_down_is_tried_once_more(
    jobs: Jobs, archive: Archive
) -> None:
    token = jobs.submit("read", [TEXT], None)

    def goes_down() -> str:
        with archive.database.write() as connection:
            connection.execute(update(job).values(state="running"))
        jobs.begin()
        found = jobs.get(token)
        assert found is not None
        return found.state

    assert [goes_down(), goes_down()] == ["waiting", "failed"]


class Canned(Fetcher):
    """Gets pages out of a folder."""

    def fetch(self, url: str, known: object = None) -> Fetched:
        from datetime import UTC, datetime

        path = DEMO / "story" / url.rpartition("/")[2]
        if not path.is_file():
            raise FetchError(f"{url}: 404")
        return Fetched(path.read_bytes(), url, "utf-8", datetime.now(UTC))


@pytest.fixture
def open_site(own_archive: Archive) -> Iterator[Server]:
    from onrecord.reader import settings

    settings.change(own_archive.database, {"open_read": True, "open_compare": True})
    with served(own_archive, fetcher=Canned()) as made:
        yield made


def bring(server: Server, kind: str, *brought: str) -> httpx.Response:
    sent = httpx.post(f"{server.url}/{kind}", data={"brought": list(brought)}, timeout=60)
    assert sent.status_code == 303, sent.text
    place = sent.headers["location"]
    waiting = httpx.get(server.url + place)
    assert waiting.status_code == 200 and "ask again" in waiting.text
    server.site.jobs.work()
    assert httpx.get(f"{server.url}{place}.json").json()["state"] in ("done", "failed")
    return httpx.get(server.url + place)


def test_from_the_form_to_what_comes_out(open_site: Server) -> None:
    before = open_site.archive.info().rows["article"]
    read = bring(open_site, "read", TEXT)
    assert "Ana Ruiz" in read.text and "It will hold" in read.text
    addresses = "\n".join(
        f"https://news.example/{path.name}" for path in sorted((DEMO / "story").glob("*.html"))[:3]
    )
    compared = bring(open_site, "compare", addresses + "\nhttps://news.example/none.html")
    assert compared.text.count('class="claim"') >= 3 and "404" in compared.text
    failed = bring(open_site, "read", "https://news.example/none.html")
    assert "404" in failed.text
    assert open_site.archive.info().rows["article"] == before  # nothing is stored unasked


def test_of_a_page_of_others_only_what_is_laid_to_a_source_is_shown(open_site: Server) -> None:
    from onrecord.reader import settings

    settings.change(open_site.archive.database, {"extent": "quotations"})
    shown = bring(open_site, "read", "https://news.example/1-courier.html").text
    assert "the rest stands on the outlet" in re.sub(r"\s+", " ", shown)


def test_it_is_for_those_who_are_signed_in_unless_the_owner_opens_it(server: Server) -> None:
    for kind in ("read", "compare"):
        assert "signed in" in httpx.get(f"{server.url}/{kind}").text
        assert httpx.post(f"{server.url}/{kind}", data={"brought": [TEXT, TEXT]}).status_code == 422
