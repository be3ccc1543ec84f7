"""Sites for the reader's tests: an archive that is filled once, served by a real server."""

from __future__ import annotations

import socket
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

import uvicorn

import onrecord
from onrecord import Reading
from onrecord.archive import Archive
from onrecord.reader import Site, application

__all__ = ["DEMO", "Server", "demo_readings", "served"]

DEMO = Path(__file__).parent.parent / "demo"


def demo_readings() -> list[Reading]:
    """The demo's articles, read: a story of seven outlets, and a page by itself."""
    pages = [*sorted((DEMO / "story").glob("*.html")), DEMO / "page.html"]
    return [onrecord.attribute(onrecord.read(path)) for path in pages]


@dataclass(frozen=True)
class Server:
    """A site that answers at an address."""

    site: Site
    archive: Archive
    url: str


@contextmanager
def served(archive: Archive, **options: object) -> Iterator[Server]:
    """Serve an archive until the block ends."""
    site = Site(archive, patience=0.0, **options)  # type: ignore[arg-type]
    with socket.socket() as listening:
        listening.bind(("127.0.0.1", 0))
        port = listening.getsockname()[1]
        config = uvicorn.Config(
            application(site), log_level="error", access_log=False, lifespan="off"
        )
        server = uvicorn.Server(config)
        thread = threading.Thread(target=server.run, kwargs={"sockets": [listening]}, daemon=True)
        thread.start()
        while not server.started:
            time.sleep(0.01)
        yield Server(site, archive, f"http://127.0.0.1:{port}")
        server.should_exit = True
        thread.join(10)
    site.close()
