"""Pages of a JSONL file, read as a stream, one bad line at a time."""

from __future__ import annotations

import json
from collections.abc import Iterator
from typing import IO, Any

from onrecord.errors import FormatError, OnRecordError, TooLargeError
from onrecord.page._page import Page
from onrecord.page.given import Columns, page_of
from onrecord.page.limits import MAX_PAGE_BYTES

__all__ = ["jsonl_pages", "numbered"]

_CHUNK = 1 << 20


def jsonl_pages(
    lines: IO[bytes], name: str, columns: Columns | None = None, number: int = 0
) -> Iterator[tuple[str, Page | OnRecordError]]:
    """Pages of a JSONL file: ``{"id", "url", "html" | "text", …}`` a line.

    ``title``, ``authors``, ``outlet``, ``published`` and ``language`` are used, all others pass
    through to the results. A line that is broken or too long gives an error in its place.

    Args:
        lines: of the file, from its beginning or from some line on.
        name: of the file.
        columns: which fields hold what.
        number: of the line before.
    """
    for at, _, line in numbered(lines, number):
        place = f"{name}:{at}"
        if line is None:
            yield place, TooLargeError(f"{place}: line longer than {MAX_PAGE_BYTES:,} bytes")
        else:
            page = _page(line, place, columns or Columns())
            yield (page.id or place) if isinstance(page, Page) else place, page


def numbered(lines: IO[bytes], number: int = 0) -> Iterator[tuple[int, int, bytes | None]]:
    """Lines that hold something: number, bytes before it since the beginning, and itself; None of one that is too long."""
    before = 0
    while line := lines.readline(MAX_PAGE_BYTES + 1):
        number += 1
        start, before = before, before + len(line)
        if len(line) > MAX_PAGE_BYTES:
            while line and not line.endswith(b"\n"):
                line = lines.readline(_CHUNK)
                before += len(line)
            yield number, start, None
        elif line.strip(b" \t\r\n\xef\xbb\xbf"):
            yield number, start, line


def _page(line: bytes, place: str, columns: Columns) -> Page | OnRecordError:
    try:
        record: Any = json.loads(line.removeprefix(b"\xef\xbb\xbf"))
    except (ValueError, RecursionError) as error:
        return FormatError(f"{place}: not JSON ({error}); one JSON object a line is expected")
    if not isinstance(record, dict):
        return FormatError(f"{place}: a JSON object is expected, not {type(record).__name__}")
    try:
        return page_of(record, columns, place)
    except RecursionError:
        return FormatError(f"{place}: its fields are nested too deeply")
