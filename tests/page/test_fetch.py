"""The fetcher against a real server on this machine."""

from __future__ import annotations

import gzip
import socket
import threading
import time
from collections.abc import Iterator
from contextlib import suppress
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

import pytest

import onrecord
from archive_publishing import site as publishing
from onrecord import BinaryPageError, FetchError, Page, TooLargeError
from onrecord.page.addresses import is_public, without_credentials
from onrecord.page.fetch import Fetcher, Known, _split
from onrecord.page.inputs import pages

RULES = b"User-agent: *\nDisallow: /agent\n"
TOLD = {"/agent": "User-Agent", "/who": "Authorization"}  # headers that are sent back
AWAY = {"/loop": "/loop", "/away": "file:///etc/passwd"}


class Site(BaseHTTPRequestHandler):
    busy = 0
    robots: bytes | None = None

    def do_GET(self) -> None:
        where = self.path.partition("?")[0]
        if where == "/robots.txt" and self.robots is not None:
            self.rules(self.robots)
        elif where == "/rules.txt":
            self.answer(200, "text/plain", RULES)
        elif where == "/page":
            self.answer(200, "text/html; charset=koi8-r", "Привет".encode("koi8-r"))
        elif where in TOLD:
            self.answer(200, "text/plain", self.headers.get(TOLD[where], "").encode())
        elif where == "/old":
            self.answer(301, "text/html", b"", ("Location", "/page"))
        elif where in AWAY:
            self.answer(302, "text/html", b"", ("Location", AWAY[where]))
        elif where == "/bomb":
            self.answer(
                200, "text/html", gzip.compress(b"\0" * 20_000_000), ("Content-Encoding", "gzip")
            )
        elif where == "/picture":
            self.answer(200, "image/png", b"\x89PNG")
        elif where == "/busy":
            type(self).busy += 1
            code = 503 if type(self).busy == 1 else 200
            self.answer(code, "text/html", b"<p>back</p>", ("Retry-After", "0"))
        elif where == "/slow":
            self.send_response(200)
            self.send_header("Content-Type", "text/html")
            self.end_headers()
            for _ in range(50):
                time.sleep(0.1)
                self.wfile.write(b"x")
                self.wfile.flush()
        else:
            self.answer(404, "text/html", b"no")

    def rules(self, robots: bytes) -> None:
        if robots.startswith(b"/"):
            self.answer(301, "text/plain", b"", ("Location", robots.decode()))
        elif robots.startswith(b"cut"):
            self.send_response(200)
            self.send_header("Content-Type", "text/plain")
            self.send_header("Content-Length", str(len(robots) + 50))
            self.end_headers()
            self.wfile.write(robots[3:])
        else:
            self.answer(200, "text/plain", robots)

    def answer(self, code: int, kind: str, body: bytes, *headers: tuple[str, str]) -> None:
        self.send_response(code)
        self.send_header("Content-Type", kind)
        self.send_header("Content-Length", str(len(body)))
        for name, value in headers:
            self.send_header(name, value)
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, format: str, *args: object) -> None:
        pass


class Server(ThreadingHTTPServer):
    daemon_threads = True

    def handle_error(self, request: object, client_address: object) -> None:
        pass  # a client that hangs up is what some tests are about


@pytest.fixture(scope="module")
def site() -> Iterator[str]:
    with Server(("127.0.0.1", 0), Site) as server:
        threading.Thread(target=server.serve_forever, daemon=True).start()
        yield f"http://127.0.0.1:{server.server_address[1]}"
        server.shutdown()


@pytest.fixture
def fetcher() -> Fetcher:
    return Fetcher(allow_private=True, pause=0, max_bytes=1_000_000)


def test_page_with_its_charset(site: str, fetcher: Fetcher) -> None:
    page = fetcher.fetch(f"{site}/page?a=1")
    assert page.data == "Привет".encode("koi8-r")
    assert page.charset == "koi8-r"
    assert page.url == f"{site}/page?a=1"


def test_true_user_agent(site: str, fetcher: Fetcher) -> None:
    data = fetcher.fetch(f"{site}/agent").data
    assert isinstance(data, bytes)
    assert data.startswith(b"onrecord/")


def test_redirect_is_followed_and_told(site: str, fetcher: Fetcher) -> None:
    page = Page.from_url(f"{site}/old", fetcher=fetcher)
    assert (page.id, page.url) == (f"{site}/old", f"{site}/page")
    assert page.origin == f"{site}/old"
    assert page.fetched is not None


def test_endless_redirects(site: str, fetcher: Fetcher) -> None:
    with pytest.raises(FetchError, match="redirects"):
        fetcher.fetch(f"{site}/loop")


def test_redirect_to_another_scheme(site: str, fetcher: Fetcher) -> None:
    with pytest.raises(FetchError, match="no http or https"):
        fetcher.fetch(f"{site}/away")


def test_not_found(site: str, fetcher: Fetcher) -> None:
    with pytest.raises(FetchError, match="404"):
        fetcher.fetch(f"{site}/none")


def test_compressed_bomb(site: str, fetcher: Fetcher) -> None:
    with pytest.raises(TooLargeError):
        fetcher.fetch(f"{site}/bomb")


def test_picture(site: str, fetcher: Fetcher) -> None:
    with pytest.raises(BinaryPageError, match="image/png"):
        fetcher.fetch(f"{site}/picture")


def test_busy_server_is_asked_once_more(site: str, fetcher: Fetcher) -> None:
    Site.busy = 0
    assert fetcher.fetch(f"{site}/busy").data == b"<p>back</p>"


def test_slow_server(site: str) -> None:
    fetcher = Fetcher(allow_private=True, pause=0, timeout=0.5)
    with pytest.raises(FetchError):
        fetcher.fetch(f"{site}/slow")


def test_private_addresses_are_refused(site: str) -> None:
    for url in (site, "http://localhost/", "http://[::1]/", "http://169.254.169.254/latest"):
        with pytest.raises(FetchError, match="--allow-private"):
            Fetcher(pause=0).fetch(url)


@pytest.mark.parametrize(
    "url",
    ["http://", "ftp://x.example/", "http://x:99999999/", "http://[half/", "http://no.invalid/"],
)
def test_urls_that_lead_nowhere(url: str, fetcher: Fetcher) -> None:
    with pytest.raises(FetchError):
        fetcher.fetch(url)


def test_pause_between_requests(site: str) -> None:
    fetcher = Fetcher(allow_private=True, pause=0.2)
    began = time.monotonic()
    fetcher.fetch(f"{site}/page")
    fetcher.fetch(f"{site}/page")
    assert time.monotonic() - began >= 0.2


def raw(*answers: bytes, pause: float = 0.0) -> Iterator[str]:
    """A server that sends just these bytes, one after the other, and hangs up."""
    with socket.create_server(("127.0.0.1", 0)) as listening:

        def serve() -> None:
            while True:
                try:
                    connection, _ = listening.accept()
                except OSError:
                    return
                with connection, suppress(OSError):
                    connection.recv(65_536)
                    for answer in answers:
                        connection.sendall(answer)
                        time.sleep(pause)

        threading.Thread(target=serve, daemon=True).start()
        yield f"http://127.0.0.1:{listening.getsockname()[1]}/"


@pytest.mark.parametrize(
    ("answer", "told"),
    [
        (b"HTTP/1.1 204 No Content\r\n\r\n", "204"),
        (b"HTTP/1.1 304 Not Modified\r\n\r\n", "304"),
        (b"HTTP/1.1 302 Found\r\nContent-Length: 0\r\n\r\n", "without a place"),
        (b"HTTP/1.1 302 Found\r\nLocation: http://[\r\nContent-Length: 0\r\n\r\n", "no URL"),
        (
            b"HTTP/1.1 302 Found\r\nLocation: http://\xe4\xb8\xad..x/\r\nContent-Length: 0\r\n\r\n",
            ".",
        ),
        (b"HTTP/1.1 503 Busy\r\nRetry-After: \xc2\xb2\r\nContent-Length: 0\r\n\r\n", "503"),
        (b"HTTP/1.1 503 Busy\r\nRetry-After: 99999999999\r\nContent-Length: 0\r\n\r\n", "503"),
        (b"HTTP/1.1 200 OK\r\nContent-Type: text/html\r\nContent-Length: 900\r\n\r\n<p>half", "."),
        (b"HTTP/1.1 200 OK\r\nContent-Encoding: gzip\r\n\r\nnot gzip", "."),
        (b"HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\nzz\r\n", "."),
        (b"garbage\r\n\r\n", "."),
        (b"", "."),
        (b"HTTP/1.1 200 OK\r\n" + b"X: y\r\n" * 500 + b"\r\n", "."),
        (b"HTTP/1.1 200 OK\r\nX: " + b"y" * 100_000 + b"\r\n\r\n", "."),
    ],
)
def test_hostile_answers_are_errors(fetcher: Fetcher, answer: bytes, told: str) -> None:
    for url in raw(answer):
        with pytest.raises(FetchError, match=told):
            fetcher.fetch(url)


@pytest.mark.parametrize(
    "drip",
    [
        (b"HTTP/1.1 100 Continue\r\n\r\n",) * 200,
        (b"HTTP/1.1 200 OK\r\n", *(b"X-%d: y\r\n" % n for n in range(90))),
        (b"HTTP/1.1 200 OK\r\nContent-Type: text/html\r\n\r\n", *(b"x",) * 200),
    ],
    ids=["continue", "headers", "body"],
)
def test_a_drip_does_not_outlast_the_limit(drip: tuple[bytes, ...]) -> None:
    fetcher = Fetcher(allow_private=True, pause=0, timeout=0.8, robots=False)
    for url in raw(*drip, pause=0.1):
        began = time.monotonic()
        with pytest.raises(FetchError, match=r"took longer than 0\.8 s"):
            fetcher.fetch(url)
        assert time.monotonic() - began < 3


@pytest.mark.parametrize(
    "address",
    ["64:ff9b::7f00:1", "64:ff9b::a00:1", "64:ff9b:1::1", "2002:7f00:1::", "2002:808:808::", "::127.0.0.1",
     "::ffff:10.0.0.1", "::ffff:127.0.0.1", "::1", "::", "fe80::1%eth0", "fec0::1", "fc00::1", "2001::1",
     "ff02::1", "0.0.0.0", "127.1.2.3", "10.0.0.1", "172.16.0.1", "192.168.0.1", "169.254.169.254",
     "100.64.0.1", "192.0.2.1", "198.18.0.1", "224.0.0.1", "240.0.0.1", "255.255.255.255", "nonsense"],
)  # fmt: skip
def test_special_addresses_are_not_public(address: str) -> None:
    assert not is_public(address)


@pytest.mark.parametrize(
    "address", ["8.8.8.8", "2606:4700::1111", "64:ff9b::808:808", "::ffff:8.8.8.8"]
)
def test_public_addresses_are(address: str) -> None:
    assert is_public(address)


def test_robots_are_heeded(site: str) -> None:
    fetcher = Fetcher(allow_private=True, pause=0)
    Site.robots = b"User-agent: *\nDisallow: /agent\nCrawl-delay: 0\n"
    try:
        assert fetcher.fetch(f"{site}/page").data
        with pytest.raises(FetchError, match=r"robots\.txt asks"):
            fetcher.fetch(f"{site}/agent")
        assert Fetcher(allow_private=True, pause=0, robots=False).fetch(f"{site}/agent").data
    finally:
        Site.robots = None


def test_the_librarys_fetcher_keeps_its_pauses(site: str) -> None:
    """The pauses towards a host hold over calls, and over threads."""
    fetcher = Fetcher(allow_private=True, pause=0.15)
    began = time.monotonic()
    threads = [
        threading.Thread(target=onrecord.read, args=(f"{site}/page",), kwargs={"fetcher": fetcher})
        for _ in range(4)
    ]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert time.monotonic() - began >= 0.45


def test_what_is_known_need_not_be_sent_again() -> None:
    with publishing() as made:
        url = made.put(
            "/page",
            "<p>x</p>",
            kind="text/html",
            headers=(("ETag", '"1"'), ("Last-Modified", "Mon, 02 Mar 2026 07:00:00 GMT")),
        )
        fetcher = Fetcher(allow_private=True, pause=0.0)
        first = fetcher.fetch(url)
        assert (first.etag, first.unchanged, first.modified) == (
            '"1"',
            False,
            "Mon, 02 Mar 2026 07:00:00 GMT",
        )
        again = fetcher.fetch(url, Known(first.etag, first.modified))
        assert (again.unchanged, again.data) == (True, b"")
        sent = made.headers[-1][1]
        assert (sent["if-none-match"], sent["if-modified-since"]) == ('"1"', first.modified)


def test_where_an_address_has_moved_for_good() -> None:
    with publishing() as made:
        made.put("/end", "<p>x</p>", kind="text/html")
        made.put("/soon", status=302, headers=(("Location", "/end"),))
        made.put("/old", status=301, headers=(("Location", "/middle"),))
        made.put("/middle", status=308, headers=(("Location", "/end"),))
        made.put("/half", status=301, headers=(("Location", "/soon"),))
        fetcher = Fetcher(allow_private=True, pause=0.0)
        moved = {
            name: fetcher.fetch(f"{made.address}/{name}").moved
            for name in ("soon", "old", "half", "end")
        }
        assert moved == {
            "soon": None,
            "old": f"{made.address}/end",
            "half": f"{made.address}/soon",
            "end": None,
        }


def test_an_error_tells_status_and_when_to_come_back() -> None:
    with publishing() as made:
        url = made.put("/busy", status=429, headers=(("Retry-After", "120"),))
        with pytest.raises(FetchError) as caught:
            Fetcher(allow_private=True, pause=0.0).fetch(url)
        assert (caught.value.status, caught.value.retry_after) == (429, 120.0)


def test_no_password_is_told_of_a_page() -> None:
    with publishing() as made:
        url = made.put("/page", "<p>x</p>", kind="text/html").replace("//", "//ana:secret@")
        page = Page.from_url(url, fetcher=Fetcher(allow_private=True, pause=0.0))
        assert "secret" not in f"{page.id} {page.url} {page.origin}"


@pytest.mark.parametrize(
    "robots",
    [b"\xef\xbb\xbf" + RULES, b"/rules.txt", RULES + b"# more\n" * 100_000, b"cut" + RULES],
    ids=["marked", "moved", "large", "cut off"],
)
def test_robots_in_any_shape_are_heeded(site: str, robots: bytes) -> None:
    Site.robots = robots
    try:
        with pytest.raises(FetchError, match=r"robots\.txt asks"):
            Fetcher(allow_private=True, pause=0).fetch(f"{site}/agent")
        assert Fetcher(allow_private=True, pause=0).fetch(f"{site}/page").data
    finally:
        Site.robots = None


def test_who_asks_is_told_to_the_server_and_to_nobody_else(site: str) -> None:
    fetcher = Fetcher(allow_private=True, pause=0)
    asked = site.replace("//", "//ada:p%40ss@")
    assert fetcher.fetch(f"{asked}/who").data == b"Basic YWRhOnBAc3M="
    with pytest.raises(FetchError) as error:
        fetcher.fetch(f"{asked}/nothing")
    assert "p%40ss" not in str(error.value)
    ((name, page),) = pages(f"{asked}/nothing", fetcher=fetcher)
    assert isinstance(page, FetchError)
    assert name == f"{site}/nothing" and "ada" not in str(page)


def test_a_host_in_letters_of_its_own_is_asked_as_dns_has_it() -> None:
    parts = _split("https://ada@münchen.test:8443/ü", "https://ada@münchen.test:8443/ü")
    assert parts.geturl() == "https://ada@xn--mnchen-3ya.test:8443/%C3%BC"
    assert parts.hostname == "xn--mnchen-3ya.test"


def test_addresses_without_users_and_passwords() -> None:
    assert without_credentials("at https://user:p@ss@host/a?b@c: no") == "at https://host/a?b@c: no"
