"""A small service: POST a page, get its reading. One model for all threads; no framework.

uvicorn service:app          then: curl --data-binary @page.html localhost:8000/?id=page
"""

from __future__ import annotations

import asyncio
import json
from collections.abc import Awaitable, Callable
from concurrent.futures import ThreadPoolExecutor
from typing import Any
from urllib.parse import parse_qs

import onrecord

THREADS = ThreadPoolExecutor(8)


def reading_of(body: bytes, id: str) -> tuple[int, bytes]:
    """Status and answer for a page."""
    try:
        article = onrecord.read(onrecord.Page(body, id=id))
        reading = onrecord.attribute(article, threads=1)
    except onrecord.OnRecordError as error:
        return 422, json.dumps({"error": type(error).__name__, "message": str(error)}).encode()
    return 200, reading.to_json().encode()


async def app(
    scope: dict[str, Any],
    receive: Callable[[], Awaitable[dict[str, Any]]],
    send: Callable[[dict[str, Any]], Awaitable[None]],
) -> None:
    """An ASGI application."""
    if scope["type"] != "http":
        return
    body = b""
    more = True
    while more:
        message = await receive()
        body += message.get("body", b"")
        more = message.get("more_body", False)
    (name,) = parse_qs(scope["query_string"].decode()).get("id", ["page"])
    loop = asyncio.get_running_loop()
    status, answer = await loop.run_in_executor(THREADS, reading_of, body, name)
    headers = [(b"content-type", b"application/json"), (b"content-length", b"%d" % len(answer))]
    await send({"type": "http.response.start", "status": status, "headers": headers})
    await send({"type": "http.response.body", "body": answer})
