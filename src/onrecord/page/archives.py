"""Files that hold many pages: JSONL and WARC. Read as streams, one bad record at a time."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path
from typing import IO, TYPE_CHECKING, Any

from onrecord.errors import FormatError, OnRecordError, TooLargeError
from onrecord.page._page import Page
from onrecord.page.limits import MAX_PAGE_BYTES, MAX_SKIPPED_BYTES

if TYPE_CHECKING:
    from warcio.recordloader import ArcWarcRecord

__all__ = ["jsonl_pages", "warc_pages"]

_CHUNK = 1 << 20


def jsonl_pages(lines: IO[bytes], name: str) -> Iterator[tuple[str, Page | OnRecordError]]:
    """Pages of a JSONL file: ``{"id", "url", "html" | "text", …}`` a line.

    A line that is broken or too long gives an error in its place.
    """
    number = 0
    while line := lines.readline(MAX_PAGE_BYTES + 1):
        number += 1
        place = f"{name}:{number}"
        if len(line) > MAX_PAGE_BYTES:
            while line and not line.endswith(b"\n"):
                line = lines.readline(_CHUNK)
            yield place, TooLargeError(f"{place}: line longer than {MAX_PAGE_BYTES:,} bytes")
        elif line.strip():
            page = _jsonl_page(line, place)
            yield (page.id or place) if isinstance(page, Page) else place, page


def _jsonl_page(line: bytes, place: str) -> Page | OnRecordError:
    try:
        record: Any = json.loads(line)
    except (ValueError, RecursionError) as error:
        return FormatError(f"{place}: not JSON ({error}); one JSON object a line is expected")
    if not isinstance(record, dict):
        return FormatError(f"{place}: a JSON object is expected, not {type(record).__name__}")
    html, text = record.get("html"), record.get("text")
    words = html if isinstance(html, str) else text
    if not isinstance(words, str):
        return FormatError(f'{place}: needs "html" or "text" with a string')
    # A lone surrogate (half an emoji, cut off upstream) is no code point: nothing could write it.
    words = words.encode("utf-16", "surrogatepass").decode("utf-16", "replace")
    identity, url = record.get("id"), record.get("url")
    return Page(
        words,
        url=url if isinstance(url, str) else None,
        id=str(identity) if isinstance(identity, str | int) else url or place,
        kind="html" if isinstance(html, str) else "text",
    )


def warc_pages(path: Path) -> Iterator[tuple[str, Page | OnRecordError]]:
    """Pages of a WARC file: its successful HTML and plain text responses.

    A record that expands beyond all measure ends the file with an error, as what is behind it can
    only be reached by expanding it.
    """
    from warcio.archiveiterator import ArchiveIterator
    from warcio.exceptions import ArchiveLoadFailed

    with path.open("rb") as file:
        try:
            for number, record in enumerate(ArchiveIterator(file), start=1):
                place = f"{path}:{number}"
                try:
                    page = _warc_page(record, place)
                except OnRecordError as error:
                    yield place, error
                    if not _skipped(record):
                        yield (
                            str(path),
                            FormatError(
                                f"{path}: record {number} expands to more than "
                                f"{MAX_SKIPPED_BYTES:,} bytes; the rest of the file is not read"
                            ),
                        )
                        return
                    continue
                if page is not None:
                    yield page.id or place, page
        except (ArchiveLoadFailed, OSError, EOFError, ValueError) as error:
            yield str(path), FormatError(f"{path}: not a whole WARC file ({error})")


def _warc_page(record: ArcWarcRecord, place: str) -> Page | None:
    headers = record.http_headers
    if record.rec_type != "response" or headers is None:
        return None
    kind = headers.get_header("Content-Type") or ""
    if not (headers.get_statuscode() or "").startswith("2") or not kind.startswith(
        ("text/html", "application/xhtml", "text/plain")
    ):
        return None
    data = record.content_stream().read(MAX_PAGE_BYTES + 1)
    if len(data) > MAX_PAGE_BYTES:
        raise TooLargeError(f"{place}: the page is larger than {MAX_PAGE_BYTES:,} bytes")
    url = record.rec_headers.get_header("WARC-Target-URI")
    _, _, charset = kind.partition("charset=")
    return Page(
        data,
        url=url,
        id=url or place,
        kind="text" if kind.startswith("text/plain") else "html",
        charset=charset.strip(" \"';") or None,
    )


def _skipped(record: ArcWarcRecord) -> bool:
    """Read a record to its end; False if it has none in sight."""
    seen = 0
    while chunk := record.raw_stream.read(_CHUNK):
        seen += len(chunk)
        if seen > MAX_SKIPPED_BYTES:
            return False
    return True
