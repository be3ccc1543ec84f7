"""Pages as they came, kept by the digest of their bytes; readings as compressed JSON."""

from __future__ import annotations

import hashlib
import json
import zlib
from collections.abc import Iterable, Mapping
from typing import Any

from sqlalchemy import Connection, RowMapping, select

from onrecord.archive import schema
from onrecord.archive.database import remove, within
from onrecord.errors import FormatError
from onrecord.page import Page
from onrecord.records import Reading

__all__ = [
    "drop_unneeded",
    "packed",
    "page_of",
    "row_of",
    "settings_text",
    "text_digest",
    "unpacked",
    "unpacked_json",
]

_LEVEL = 1  # of compression: a page is read once and written once; 6 takes three times as long


def row_of(page: Page) -> dict[str, Any]:
    """The row that keeps a page's bytes."""
    text = isinstance(page.data, str)
    data = page.data.encode("utf-8", "surrogatepass") if isinstance(page.data, str) else page.data
    return {
        "digest": page.digest,
        "data": zlib.compress(data, _LEVEL),
        "size": len(data),
        "kind": page.kind,
        "charset": page.charset,
        "text": text,
    }


def page_of(row: RowMapping, *, origin: str | None, url: str | None) -> Page:
    """A page as it came."""
    data = zlib.decompress(row["data"])
    return Page(
        data.decode("utf-8", "surrogatepass") if row["text"] else data,
        url=url,
        kind=row["kind"],
        charset=row["charset"],
        origin=origin,
    )


def text_digest(reading: Reading) -> str:
    """By what two readings have the same text: words that a reader sees, and whose page it is."""
    article = reading.article
    told = "\0".join((article.title or "", article.text))
    return hashlib.sha256(told.encode("utf-8", "surrogatepass")).hexdigest()


def packed(reading: Reading) -> bytes:
    """A reading as it is kept."""
    return zlib.compress(reading.to_json().encode("utf-8", "surrogatepass"), _LEVEL)


def settings_text(settings: Mapping[str, Any]) -> str:
    """The settings of a reading as they are kept, and compared."""
    return json.dumps(dict(settings), sort_keys=True)


def unpacked(data: bytes) -> Reading:
    """A reading that was kept.

    Raises:
        FormatError: what was kept is none.
    """
    return Reading.from_json(unpacked_json(data))


def unpacked_json(data: bytes) -> str:
    """A reading that was kept, as JSON.

    Raises:
        FormatError: what was kept cannot be unpacked.
    """
    try:
        return zlib.decompress(data).decode("utf-8", "surrogatepass")
    except (zlib.error, UnicodeDecodeError) as error:
        raise FormatError(f"a reading that cannot be unpacked ({error})") from error


def drop_unneeded(connection: Connection, digests: Iterable[str | None]) -> None:
    """Drop those pages that no version and no entry needs any more."""
    page, version, entry = schema.page, schema.version, schema.entry
    wanted = {digest for digest in digests if digest}
    for column in (version.c.page_digest, entry.c.page_digest):
        wanted -= {row[0] for row in within(connection, select(column), column, wanted)}
    remove(connection, page, page.c.digest, wanted)
