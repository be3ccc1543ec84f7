"""WARC files of pages that nobody wrote: our own invented articles, mixed, with other names in them.

Each page has the paragraphs of a few of the articles of ``demo/``, in which each name is another one throughout, and
a site's furniture round them. So pages differ as crawled ones do, and are as long as asked for.
"""

from __future__ import annotations

import gzip
import json
import random
import re
from collections.abc import Iterator
from html import escape
from pathlib import Path

__all__ = ["articles", "html_of", "tiny", "write_warc"]

_OWN = Path(__file__).parents[1] / "demo" / "news.jsonl"
_NAME = re.compile(r"(?<![.!?“]\s)(?<=[a-z,]\s)[A-Z][a-z]{3,}")
_SYLLABLES = "ba den fir gol kur lam mer nip ros sal tev vin wol dre flo gra stu tre".split()


def _word(rng: random.Random) -> str:
    return "".join(rng.choice(_SYLLABLES) for _ in range(rng.randint(2, 3))).capitalize()


def articles(many: int, *, words: int = 400, seed: int = 1) -> Iterator[tuple[str, list[str]]]:
    """Titles and paragraphs.

    Args:
        many: how many articles.
        words: of each, about.
        seed: of what is drawn.
    """
    own = [json.loads(line) for line in _OWN.read_text(encoding="utf-8").splitlines()]
    for number in range(many):
        rng = random.Random(f"{seed}:{number}")
        paragraphs: list[str] = []
        while sum(len(one.split()) for one in paragraphs) < words:
            paragraphs += rng.choice(own)["text"].split("\n\n")[1:]
        text = _renamed("\n\n".join(paragraphs), rng)
        yield f"{_word(rng)} {rng.choice(own)['title']}", text.split("\n\n")


def _renamed(text: str, rng: random.Random) -> str:
    """A text with other names and numbers."""
    other: dict[str, str] = {}
    text = _NAME.sub(lambda found: other.setdefault(found[0], _word(rng)), text)
    return re.sub(r"\d+", lambda found: str(rng.randint(2, 900)), text)


def tiny(many: int, *, first: int = 0) -> Iterator[tuple[str, list[str]]]:
    """Titles and paragraphs of articles of few words."""
    for number in range(first, first + many):
        rng = random.Random(number)
        one, two, three = (_word(rng) for _ in range(3))
        yield (
            f"Bridge {number} of {one} closes",
            [
                f"The bridge number {number} at {one} was closed, mayor Ada {two} said on Monday.",
                f"“We will not wait for {three} any longer,” said Bo {three}, an engineer.",
                f"The builder, {one} & {two}, declined to comment on bridge {number}.",
            ],
        )


def html_of(number: int, title: str, paragraphs: list[str]) -> str:
    """A page as a site would send it."""
    links = "".join(f'<li><a href="/{one}">{one.title()}</a></li>' for one in ("news", "sport", "weather", "about"))  # fmt: skip
    body = "".join(f"<p>{escape(one)}</p>" for one in paragraphs)
    return (
        f'<!DOCTYPE html><html lang="en"><head><title>{escape(title)} | The Made-up Mail</title>'
        f'<meta property="og:site_name" content="The Made-up Mail">'
        f'<meta property="article:published_time" content="2026-{number % 12 + 1:02}-{number % 28 + 1:02}T08:00:00Z">'
        f"</head><body><nav><ul>{links}</ul></nav><article><h1>{escape(title)}</h1>"
        f'<p class="byline">By Ada Reed</p>{body}</article><aside><h2>Most read</h2><ul>{links}</ul></aside>'
        f"<footer><p>© 2026 The Made-up Mail. All rights reserved.</p></footer></body></html>"
    )


def write_warc(path: Path, pages: Iterator[tuple[str, list[str]]]) -> Path:
    """Write pages as a WARC file, a record packed by itself as crawlers do."""
    with path.open("wb") as file:
        for number, (title, paragraphs) in enumerate(pages):
            body = html_of(number, title, paragraphs).encode()
            http = b"HTTP/1.1 200 OK\r\nContent-Type: text/html; charset=utf-8\r\n\r\n" + body
            head = (
                "WARC/1.0\r\nWARC-Type: response\r\n"
                f"WARC-Record-ID: <urn:uuid:00000000-0000-4000-8000-{number:012}>\r\n"
                f"WARC-Target-URI: https://mail.example/{number}\r\n"
                "WARC-Date: 2026-11-01T00:00:00Z\r\n"
                "Content-Type: application/http; msgtype=response\r\n"
                f"Content-Length: {len(http)}\r\n\r\n"
            )
            file.write(gzip.compress(head.encode() + http + b"\r\n\r\n", 1))
    return path
