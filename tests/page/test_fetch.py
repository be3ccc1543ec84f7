"""The fetcher against a real server on this machine."""

from __future__ import annotations

import gzip
import threading
import time
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

import pytest

from onrecord import BinaryPageError, FetchError, Page, TooLargeError
from onrecord.page.fetch import Fetcher


class Site(BaseHTTPRequestHandler):
    busy = 0

    def do_GET(self) -> None:
        where = self.path.partition("?")[0]
        if where == "/page":
            self.answer(200, "text/html; charset=koi8-r", "Привет".encode("koi8-r"))
        elif where == "/agent":
            self.answer(200, "text/plain", self.headers["User-Agent"].encode())
        elif where == "/old":
            self.answer(301, "text/html", b"", ("Location", "/page"))
        elif where == "/loop":
            self.answer(302, "text/html", b"", ("Location", "/loop"))
        elif where == "/away":
            self.answer(302, "text/html", b"", ("Location", "file:///etc/passwd"))
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
