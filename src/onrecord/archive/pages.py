"""Pages as they came, kept by the digest of their bytes; readings as compressed JSON."""

from __future__ import annotations

import hashlib
import zlib
from collections.abc import Iterable
from typing import Any

from sqlalchemy import Connection, RowMapping, delete, select

from onrecord.archive import schema
from onrecord.errors import FormatError
from onrecord.page import Page
from onrecord.records import Reading

__all__ = ["digest_of", "drop_unneeded", "packed", "page_of", "row_of", "text_digest", "unpacked"]

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


def digest_of(data: bytes) -> str:
    """As `Page.digest`."""
    return f"sha256:{hashlib.sha256(data).hexdigest()}"


def text_digest(reading: Reading) -> str:
    """By what two readings have the same text: words that a reader sees, and whose page it is."""
    article = reading.article
    told = "\0".join((article.title or "", article.text))
    return hashlib.sha256(told.encode("utf-8", "surrogatepass")).hexdigest()


def packed(reading: Reading) -> bytes:
    """A reading as it is kept."""
    return zlib.compress(reading.to_json().encode("utf-8", "surrogatepass"), _LEVEL)


def unpacked(data: bytes) -> Reading:
    """A reading that was kept.

    Raises:
        FormatError: what was kept is none.
    """
    try:
        told = zlib.decompress(data).decode("utf-8", "surrogatepass")
    except (zlib.error, UnicodeDecodeError) as error:
        raise FormatError(f"a reading that cannot be unpacked ({error})") from error
    return Reading.from_json(told)


def drop_unneeded(connection: Connection, digests: Iterable[str | None]) -> None:
    """Drop those pages that no version and no entry needs any more."""
    page, version, entry = schema.page, schema.version, schema.entry
    wanted = sorted({digest for digest in digests if digest})
    for start in range(0, len(wanted), 500):
        some = wanted[start : start + 500]
        needed: set[str] = set()
        for column in (version.c.page_digest, entry.c.page_digest):
            asked = select(column).where(column.in_(some))
            needed.update(connection.execute(asked).scalars())
        connection.execute(
            delete(page).where(page.c.digest.in_([one for one in some if one not in needed]))
        )
