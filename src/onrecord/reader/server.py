"""The server: uvicorn with the application of a site."""

from __future__ import annotations

import gc
import os
import socket
import tempfile
import zlib
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import IO

import anyio.to_thread
from starlette.applications import Starlette

from onrecord.archive import Archive
from onrecord.errors import SiteError
from onrecord.reader.app import application
from onrecord.reader.background import (
    Background,
    Task,
    drop_old,
    tell_stories,
    watch_feeds,
    write_letters,
)
from onrecord.reader.site import Site

__all__ = ["Served", "factory", "run"]

_PLACE, _CACHED, _WATCH, _WORKERS = (
    "ONRECORD_SERVED", "ONRECORD_CACHED", "ONRECORD_WATCH", "ONRECORD_WORKERS",
)  # fmt: skip


_THREADS = 6  # in which pages are made


@dataclass(frozen=True, slots=True)
class Served:
    """What is served, and how.

    Attributes:
        place: of the archive.
        host, port: where it listens.
        workers: processes that answer.
        proxies: addresses of proxies that are believed who a request comes from; comma-separated.
        cached: bytes of answers that each process keeps in memory.
        watch: whether the feeds are followed in the same process.
    """

    place: str | None
    host: str = "127.0.0.1"
    port: int = 8000
    workers: int = 1
    proxies: str = ""
    cached: int = 64 << 20
    watch: bool = False


def run(served: Served) -> None:
    """Serve until interrupted.

    Raises:
        SiteError: its address cannot be had.
    """
    import uvicorn

    _check(served.host, served.port)
    os.environ[_PLACE] = served.place or ""
    os.environ[_CACHED] = str(served.cached)
    os.environ[_WATCH] = "1" if served.watch else ""
    os.environ[_WORKERS] = str(served.workers)
    uvicorn.run(
        "onrecord.reader.server:factory", factory=True, host=served.host, port=served.port,
        workers=served.workers, log_level="warning", access_log=False, server_header=False, date_header=True,
        proxy_headers=bool(served.proxies), forwarded_allow_ips=served.proxies or None,
        timeout_keep_alive=15, limit_concurrency=4_096, timeout_graceful_shutdown=10,
    )  # fmt: skip


def _check(host: str, port: int) -> None:
    family = socket.AF_INET6 if ":" in host else socket.AF_INET
    with socket.socket(family) as tried:
        tried.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            tried.bind((host, port))
        except OSError as error:
            raise SiteError(
                f"{host}:{port} cannot be listened at ({error.strerror}); name another --port"
            ) from error


def factory() -> Starlette:
    """The application of the archive that the environment names; one for each process."""
    archive = Archive(os.environ.get(_PLACE) or None)
    site = Site(archive, cached=int(os.environ.get(_CACHED, 64 << 20)))
    made = application(site)
    background = Background(tasks(site)) if _is_first() else None

    @asynccontextmanager
    async def lifespan(app: Starlette) -> AsyncIterator[None]:
        # Pages are made by one interpreter at a time: more threads would only make each other wait.
        anyio.to_thread.current_default_thread_limiter().total_tokens = _THREADS
        gc.freeze()  # what is there now stays; the collector need not look at it again and again
        if background is not None:
            site.jobs.begin()
            site.letters.begin()
            background.start()
        yield
        if background is not None:
            background.stop()
        site.close()
        archive.close()

    made.router.lifespan_context = lifespan
    return made


def tasks(site: Site) -> list[Task]:
    """What a site does while nobody waits for it."""
    feeds = [Task("feeds", lambda: watch_feeds(site), 30.0)] if os.environ.get(_WATCH) else []
    return [
        *feeds,
        Task("stories", lambda: tell_stories(site), 30.0),
        Task("dropping", lambda: drop_old(site), 3_600.0),
        Task("jobs", site.jobs.work, 1.0),
        Task("letters", lambda: write_letters(site), 600.0),
        Task("mail", site.letters.send, 30.0),
    ]


def _is_first() -> bool:
    """Whether this is the one process of a site that does what nobody waits for: whoever holds the lock."""
    if int(os.environ.get(_WORKERS, "1")) == 1:
        return True
    import fcntl  # several processes there are where this is, too

    name = f"onrecord-{os.getppid()}-{zlib.crc32(os.environ.get(_PLACE, '').encode())}.lock"
    held = (Path(tempfile.gettempdir()) / name).open("w")
    try:
        fcntl.flock(held, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except OSError:
        held.close()
        return False
    _held.append(held)
    return True


#: The lock, held as long as the process lives.
_held: list[IO[str]] = []
