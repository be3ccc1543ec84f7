"""Small crawls for the tests of `onrecord.scale`, and steps of it that go wrong on purpose."""

from __future__ import annotations

import gzip
import json
import os
import signal
from collections.abc import Iterable, Mapping
from functools import partial
from pathlib import Path
from typing import Any

import pyarrow as pa
from pyarrow import dataset

from onrecord.page import Page
from onrecord.pipeline import Settings
from onrecord.scale import steps
from onrecord.scale.beside import Held, attributed, taken
from onrecord.scale.places import Folder
from onrecord.scale.plan import Order
from onrecord.scale.rows import Rows
from onrecord.scale.running import Engine, Summary, carried_out, prepared

__all__ = ["PAGES", "Deadly", "Failing", "jsonl", "ran", "record", "rows", "warc_of"]

#: Articles of our own; the third is the first, cut; the fourth in another language.
PAGES = (
    "The tunnel under Westhaven harbour will open in May, the mayor, Ada Reed, said on Monday. “We have waited long "
    "enough,” she told Radio Sund. Two officials who asked not to be named said that three joints of it leak. The "
    "builder declined to comment. A report of the insurers, seen by the Courier, puts the cost of the work at four "
    "million, and says that no lorry should be let through before the winter is over. The council meets on Friday.",
    "Bus drivers in Halden begin a strike on Thursday, their union said. “We have driven for two years on the wages "
    "of three years ago,” said Bo Vik, who speaks for them. The company said that it could not pay what it did not "
    "earn. Only the night bus to the hospital will run, and schools in the north of the town are to open late. A "
    "second day of strikes is planned before the end of the month, according to a letter to the members.",
    "The tunnel under Westhaven harbour will open in May, the mayor, Ada Reed, said on Monday. “We have waited long "
    "enough,” she told Radio Sund. Two officials who asked not to be named said that three joints of it leak. The "
    "builder declined to comment. A report of the insurers, seen by the Courier, puts the cost of the work at four "
    "million, and says that no lorry should be let through before the winter is over.",
    "Der Minister sagte am Montag, der Tunnel werde im Mai eröffnet, und niemand glaubte es. Die Baufirma wollte sich "
    "dazu nicht äußern. Zwei Beamte, die nicht genannt werden wollten, sprachen von drei undichten Fugen.",
)


def record(number: int, body: bytes, *, length: int = 0) -> bytes:
    """A record of a WARC file whose length is told so many bytes too long."""
    http = b"HTTP/1.1 200 OK\r\nContent-Type: text/html; charset=utf-8\r\n\r\n" + body
    head = (
        f"WARC/1.0\r\nWARC-Type: response\r\nWARC-Record-ID: <urn:uuid:{number}>\r\n"
        f"WARC-Target-URI: https://x.example/{number}\r\nWARC-Date: 2026-05-0{number % 9 + 1}T08:00:00Z\r\n"
        "Content-Type: application/http; msgtype=response\r\n"
        f"Content-Length: {len(http) + length}\r\n\r\n"
    )
    return head.encode() + http + b"\r\n\r\n"


def warc_of(path: Path, texts: Iterable[str]) -> Path:
    """A WARC file of pages, each packed by itself."""
    with path.open("wb") as file:
        for number, text in enumerate(texts):
            body = f"<html><body><article><p>{text}</p></article></body></html>"
            file.write(gzip.compress(record(number, body.encode())))
    return path


def jsonl(path: Path, rows: Iterable[Mapping[str, Any]]) -> Path:
    """A JSONL file."""
    path.write_text("".join(json.dumps(row) + "\n" for row in rows), encoding="utf-8")
    return path


def ran(output: Path, *inputs: Path, **options: Any) -> Summary:
    """A run in this process, without a cluster."""
    folder = Folder(str(output))
    order = Order(tuple(map(str, inputs)), **options)
    return carried_out(Engine(2), folder, prepared(order, folder))


def rows(output: Path, table: str) -> list[dict[str, Any]]:
    """The rows of a table, by their keys."""
    # The years are told apart: where no article has one, none could be read off the names.
    years = dataset.partitioning(pa.schema({"year": pa.int32()}), flavor="hive")
    held = dataset.dataset(output / table, format="parquet", partitioning=years).to_table()
    return sorted(held.to_pylist(), key=lambda row: (row["key"], row.get("number", 0)))


def _dying(page: Page, *, language: str | None) -> Any:
    if b"deadly" in (page.data if isinstance(page.data, bytes) else page.data.encode()):
        os.kill(os.getpid(), signal.SIGKILL)
    return taken(page, language=language)


class Deadly(steps.ReadPages):
    """Reading pages, of which some kill the process that reads them."""

    def _work(self) -> Any:
        return partial(_dying, language="en")


def _failing(held: Held) -> Rows:
    if held.key == 0:
        os.kill(os.getpid(), signal.SIGKILL)
    return attributed(held, settings=Settings(threads=1))


class Failing(steps.AttributeArticles):
    """Attributing, which kills its process at the first article."""

    def _work(self) -> Any:
        return _failing
