"""Records of a WARC file, each with the place from which it can be read again; a bad one ends nothing but itself.

FastWARC reads the stream. Where it stumbles, the next record is looked for in the file's bytes: behind a
packed record's magic number, or the line that begins one.
"""

from __future__ import annotations

import re
import zlib
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, BinaryIO

from fastwarc.warc import ArchiveIterator, WarcRecordType

from onrecord.errors import FormatError, OnRecordError
from onrecord.page._page import Page
from onrecord.page.files import shown
from onrecord.page.limits import MAX_PAGE_BYTES, MAX_SKIPPED_BYTES
from onrecord.page.responses import pages_of_response
from onrecord.records import to_values

if TYPE_CHECKING:
    from fastwarc.warc import WarcRecord

__all__ = ["Found", "pages_of", "records", "warc_pages"]

_CHUNK = 1 << 20
_MAGIC = b"\x1f\x8b\x08"
_BEGINNING = b"WARC/1."
#: How a record begins, or what packs one; and fewer bytes than that.
_MARK, _LONGEST = re.compile(rb"\x1f\x8b\x08|WARC/1\.[01]\r?\n"), 9
_NEEDED = ("WARC-Type", "Content-Length")
_HEADERS = 1 << 16  # bytes of an HTTP response before its page, at most
#: What FastWARC and the streams below it raise where bytes are not what they should be.
_BROKEN = (OSError, EOFError, ValueError, OverflowError, zlib.error)


@dataclass(frozen=True, slots=True)
class Found:
    """A record as it was met.

    Attributes:
        number: of the record in its file, from 1; bad ones count.
        position: byte from which it can be read; of several that are packed together the same.
        record: itself, readable until the next one is asked for; or why it is none.
    """

    number: int
    position: int
    record: WarcRecord | FormatError

    @property
    def is_response(self) -> bool:
        """Whether it holds what a server answered, or cannot be read."""
        record = self.record
        return isinstance(record, FormatError) or record.record_type == WarcRecordType.response


def warc_pages(path: Path) -> Iterator[tuple[str, Page | OnRecordError]]:
    """Pages of a WARC file: its successful HTML and plain text responses.

    A record that is cut, whose length swallows the next one, or that expands beyond all measure is an error and no half
    page; reading goes on with the next one that can be found.
    """
    name = shown(path)
    try:
        with path.open("rb") as file:
            for found in records(file, name):
                yield from pages_of(found, name)
    except OSError as error:
        yield name, FormatError(f"{name}: cannot be read ({shown(error)})")


def records(file: BinaryIO, name: str, position: int = 0, number: int = 0) -> Iterator[Found]:
    """The records of a file from one place on.

    Args:
        file: that can be sought in.
        name: of the file, for messages.
        position: byte at which a record, or what packs it, begins.
        number: of the record before.
    """
    base: int | None = position
    while base is not None:
        last, fresh, why, told = base, False, None, False
        try:
            file.seek(base)
            for record in ArchiveIterator(file, parse_http=False):
                last, fresh = record.stream_pos, True
                number += 1
                if record.content_length > MAX_SKIPPED_BYTES:
                    raise ValueError(f"a record of {record.content_length:,} bytes")
                lacks = [header for header in _NEEDED if header not in record.headers]
                told = bool(lacks)
                yield Found(number, last, _lacking(name, number, lacks) if lacks else record)
        except _BROKEN as error:
            why = error
        following = _next_record(file, last + 1)
        if why is None and not fresh and base != position:
            # A record that the file ends in is passed over without a word.
            why = EOFError("the file ends in it")
        begun, base = base, following
        if why is None or told or (not fresh and begun != position and following is not None):
            continue  # it was told, or a place that was looked at in vain is no record
        number += 1
        what = f"{name}:{number}: the record cannot be read ({to_values(str(why))})"
        if following is None:
            what += "; behind it none can be found"
        yield Found(number, last, FormatError(what))
    if not number:
        yield Found(1, position, FormatError(f"{name}: no pages in it, and no WARC record"))


def _lacking(name: str, number: int, headers: list[str]) -> FormatError:
    return FormatError(f"{name}:{number}: a record without {' and '.join(headers)}")


def _next_record(file: BinaryIO, start: int) -> int | None:
    """The first byte, from a place on, at which a record begins, or what packs one; None where there is none."""
    position, held = start, b""
    while True:
        file.seek(position + len(held))
        fresh = file.read(_CHUNK)
        held += fresh
        for match in _MARK.finditer(held):
            found = position + match.start()
            if match[0] != _MAGIC or _begins(file, found):
                return found
        if not fresh:
            return None
        position, held = position + max(0, len(held) - _LONGEST), held[-_LONGEST:]


def _begins(file: BinaryIO, place: int) -> bool:
    """Whether what is packed at a place begins as a record does."""
    file.seek(place)
    try:
        head = zlib.decompressobj(31).decompress(file.read(1 << 12), len(_BEGINNING))
    except zlib.error:
        return False
    return head == _BEGINNING


def pages_of(found: Found, name: str) -> Iterator[tuple[str, Page | OnRecordError]]:
    """The page of a record, or its error; nothing where it holds no page.

    What a page is, and how it is unpacked, is told by `onrecord.page.responses`.
    """
    from warcio.statusandheaders import StatusAndHeaders  # late: it is slow to import

    place = f"{name}:{found.number}"
    record = found.record
    if isinstance(record, FormatError):
        yield place, record
        return
    if record.record_type != WarcRecordType.response:
        return
    try:
        block = record.reader.read(MAX_PAGE_BYTES + _HEADERS)
    except _BROKEN as error:
        yield place, FormatError(f"{place}: the record cannot be read ({to_values(str(error))})")
        return
    if (short := min(record.content_length, MAX_PAGE_BYTES + _HEADERS) - len(block)) > 0:
        yield place, FormatError(f"{place}: the file ends inside this record, {short} bytes short")
        return
    headers = StatusAndHeaders("WARC/1.0", list(record.headers.items()))
    yield from pages_of_response(headers, block, place)
