"""A site with feeds, on this machine, that counts what it is asked."""

from __future__ import annotations

import threading
from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any

__all__ = ["STORY", "Answer", "Site", "rss", "site"]

STORY = (
    "<p>The dam on the river Orr is safe, Ana Ruiz, the mayor of Westhaven, said on Monday.</p>"
    "<p>“The gates were tested in May,” she said. “Nobody has found a fault in them.”</p>"
    "<p>Two officials, who asked not to be named, said the gates had never been tested.</p>"
    + "<p>The dam was built in 1931 and holds four million cubic metres of water. It lies above the old "
    "town, whose streets were flooded when an earlier wall broke in a storm.</p>" * 4
)


@dataclass(frozen=True, slots=True)
class Answer:
    """What a site answers."""

    body: bytes = b""
    kind: str = "application/rss+xml"
    status: int = 200
    headers: tuple[tuple[str, str], ...] = ()


@dataclass
class Site:
    """What a site holds, and what it was asked."""

    address: str
    pages: dict[str, Answer] = field(default_factory=dict)
    asked: Counter[str] = field(default_factory=Counter)
    headers: list[tuple[str, dict[str, str]]] = field(default_factory=list)

    def put(self, path: str, body: str | bytes = b"", **answer: Any) -> str:
        """Publish something; its address."""
        data = body.encode() if isinstance(body, str) else body
        self.pages[path] = Answer(data, **answer)
        return self.address + path


@contextmanager
def site() -> Iterator[Site]:
    """A site while a test runs."""

    class Handler(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            made.asked[self.path] += 1
            made.headers.append(
                (self.path, {key.lower(): value for key, value in self.headers.items()})
            )
            answer = made.pages.get(self.path.partition("?")[0], Answer(b"no", "text/html", 404))
            etag = dict(answer.headers).get("ETag")
            status = answer.status
            if etag and self.headers.get("If-None-Match") == etag:
                status = 304
            self.send_response(status)
            self.send_header("Content-Type", answer.kind)
            self.send_header("Content-Length", "0" if status == 304 else str(len(answer.body)))
            for header in answer.headers:
                self.send_header(*header)
            self.end_headers()
            if status != 304:
                self.wfile.write(answer.body)

        def log_message(self, *_: object) -> None:
            """Say nothing."""

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    made = Site(f"http://127.0.0.1:{server.server_port}")
    thread = threading.Thread(target=server.serve_forever, daemon=True)
    thread.start()
    yield made
    server.shutdown()
    server.server_close()
    thread.join()


def rss(*items: str, title: str = "Westhaven Courier") -> str:
    """A feed of items."""
    return (
        '<?xml version="1.0"?><rss version="2.0" xmlns:content="http://purl.org/rss/1.0/modules/content/" '
        'xmlns:dc="http://purl.org/dc/elements/1.1/"><channel>'
        f"<title>{title}</title><link>https://courier.example/</link>{''.join(items)}</channel></rss>"
    )
