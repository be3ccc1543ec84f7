"""Ten thousand feeds on loopback, each on a host of its own, some of them broken, slow or hostile."""

from __future__ import annotations

import random
import socket
import subprocess
import sys
import time

__all__ = ["serve"]

_ENTRY = (
    "<item><title>Gate {entry} of dam {feed}</title><link>https://courier{feed}.example/{entry}</link>"
    "<pubDate>Wed, 08 Apr 2026 06:30:00 GMT</pubDate><content:encoded><![CDATA[<p>Gate {entry} of dam {feed} is safe, "
    "mayor Halima Brandt said.</p>{filling}]]></content:encoded></item>"
)
_FILLING = (
    "<p>The dam above the old town was built in 1931 and holds four million cubic metres of water. Its wall was "
    "raised in 1958, after a flood that drowned the lower streets for nine days and cost the town its old market "
    "hall.</p>" * 4
)
_BAD = ("missing", "broken", "slow", "endless", "huge", "loop", "garbage", "hangs")


def host_of(number: int) -> str:
    """An address of loopback of its own for each feed: 127.x.y.z."""
    number += 256
    return f"127.{1 + number // 65_536}.{number // 256 % 256}.{number % 256}"


def is_bad(number: int, seed: int) -> str | None:
    rng = random.Random(f"{seed}:{number}")
    return rng.choice(_BAD) if rng.random() < 0.05 else None


def serve(feeds: int, seed: int) -> tuple[subprocess.Popen[bytes], list[str], int]:
    """Start the server in a process of its own; the addresses of its feeds, and how many are healthy."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    server = subprocess.Popen([sys.executable, __file__, str(port), str(seed)])
    for _ in range(100):
        try:
            socket.create_connection((host_of(0), port), 1).close()
            break
        except OSError:
            time.sleep(0.1)
    urls = [f"http://{host_of(number)}:{port}/{number}/feed.xml" for number in range(feeds)]
    return server, urls, sum(is_bad(number, seed) is None for number in range(feeds))


def body_of(number: int) -> bytes:
    items = "".join(
        _ENTRY.format(entry=entry, feed=number, filling=_FILLING) for entry in range(10)
    )
    return (
        '<?xml version="1.0"?><rss version="2.0" xmlns:content="http://purl.org/rss/1.0/modules/content/"><channel>'
        f"<title>Courier {number}</title>{items}</channel></rss>"
    ).encode()


async def answer(path: str, seed: int, write, wait) -> None:  # type: ignore[no-untyped-def]
    """Write what a feed answers."""
    number = path.split("/")[1]
    if not number.isdigit():
        write(b"HTTP/1.1 404 Not Found\r\nContent-Length: 0\r\nConnection: close\r\n\r\n")
        return
    bad = is_bad(int(number), seed)
    head = b"HTTP/1.1 200 OK\r\nContent-Type: application/rss+xml\r\nConnection: close\r\n"
    body = body_of(int(number))
    if bad == "missing":
        write(b"HTTP/1.1 404 Not Found\r\nContent-Length: 0\r\nConnection: close\r\n\r\n")
    elif bad == "broken":
        write(head + b"Content-Length: 9999999\r\n\r\n" + body[:500])
    elif bad == "slow":
        write(head + b"\r\n")
        for byte in body[:40]:
            write(bytes([byte]))
            await wait(1.0)
    elif bad == "endless":
        write(head + b"\r\n<rss>")
        for _ in range(400):
            write(b"<item>" * 8_192)
            await wait(0.0)
    elif bad == "huge":
        import gzip

        write(head + b"Content-Encoding: gzip\r\n\r\n" + gzip.compress(b"\0" * 64_000_000))
    elif bad == "loop":
        write(
            f"HTTP/1.1 302 Found\r\nLocation: {path}?\r\nContent-Length: 0\r\nConnection: close\r\n\r\n".encode()
        )
    elif bad == "garbage":
        write(head + b"\r\n" + random.Random(number).randbytes(5_000))
    elif bad == "hangs":
        await wait(60.0)
    else:
        write(head + f"Content-Length: {len(body)}\r\n\r\n".encode() + body)


def run(port: int, seed: int) -> None:
    import asyncio
    from contextlib import suppress

    async def handle(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        with suppress(OSError, asyncio.IncompleteReadError, ValueError, IndexError):
            request = await reader.readuntil(b"\r\n\r\n")
            path = request.split(b" ")[1].decode("ascii", "replace")

            async def wait(seconds: float) -> None:
                await writer.drain()
                await asyncio.sleep(seconds)

            if path == "/robots.txt":
                writer.write(
                    b"HTTP/1.1 404 Not Found\r\nContent-Length: 0\r\nConnection: close\r\n\r\n"
                )
            else:
                await answer(path, seed, writer.write, wait)
            await writer.drain()
        with suppress(OSError):
            writer.close()

    async def serving() -> None:
        server = await asyncio.start_server(handle, "0.0.0.0", port, backlog=1_024)
        async with server:
            await server.serve_forever()

    asyncio.run(serving())


if __name__ == "__main__":
    run(int(sys.argv[1]), int(sys.argv[2]))
