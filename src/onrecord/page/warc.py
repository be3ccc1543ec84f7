"""Pages of a WARC file, read as a stream, one bad record at a time."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

from onrecord.errors import FormatError, OnRecordError, TooLargeError
from onrecord.page._page import Page
from onrecord.page.decode import sniff
from onrecord.page.files import UNREADABLE, shown
from onrecord.page.limits import MAX_PAGE_BYTES, MAX_SKIPPED_BYTES
from onrecord.page.moments import parse_moment
from onrecord.records import to_values

if TYPE_CHECKING:
    from warcio.recordloader import ArcWarcRecord
    from warcio.statusandheaders import StatusAndHeaders

__all__ = ["pages_of_record", "warc_pages"]

_CHUNK = 1 << 20
_SHOWN = 200  # code points of what a library says of a record, which may be all of the record
_HEAD = 4_096  # bytes that tell what a response is whose server did not say it
_PAGES = ("text/html", "application/xhtml", "text/plain")
#: How a record begins: inside another one, its length swallowed this one.
_BEGINNING = (b"\r\n\r\nWARC/1.0\r\n", b"\r\n\r\nWARC/1.1\r\n")


def warc_pages(path: Path) -> Iterator[tuple[str, Page | OnRecordError]]:
    """Pages of a WARC file: its successful HTML and plain text responses.

    A record that is cut, or whose length swallows the next one, is an error and no half page. One
    that expands beyond all measure ends the file with an error, as what is behind it can only be
    reached by expanding it.
    """
    from warcio.archiveiterator import ArchiveIterator
    from warcio.exceptions import ArchiveLoadFailed

    class Records(ArchiveIterator):  # type: ignore[misc]
        INC_RECORD = (
            ""  # the library would write to standard error; what is wrong we tell ourselves
        )

    name = shown(path)
    number = 0
    try:
        with path.open("rb") as file:
            for number, record in enumerate(Records(file, no_record_parse=True), start=1):
                place = f"{name}:{number}"
                found = list(pages_of_record(record, place))
                yield from found
                if not _skipped(record):
                    raise FormatError(
                        f"{name}: record {number} expands to more than {MAX_SKIPPED_BYTES:,} bytes; "
                        "the rest of the file is not read"
                    )
                if not found and (cut := _cut(record, place)) is not None:
                    yield place, cut
    except FormatError as error:
        yield name, error
    except (ArchiveLoadFailed, AttributeError, TypeError, *UNREADABLE) as error:
        # The library trips over records without the headers that every record must have.
        what = f"{type(error).__name__}: {shown(error)}"
        yield (
            name,
            FormatError(
                f"{name}: not a whole WARC file; what stands behind record {number} is not read "
                f"({what})"
            ),
        )


def pages_of_record(
    record: ArcWarcRecord, place: str
) -> Iterator[tuple[str, Page | OnRecordError]]:
    """The page of a record, or its error; nothing where it holds no page."""
    try:
        page = _page(record, place)
    except OnRecordError as error:
        yield place, error
    except (AttributeError, TypeError, *UNREADABLE) as error:  # the library's own faults too
        yield place, FormatError(f"{place}: the record cannot be read ({shown(error)[:_SHOWN]})")
    else:
        if page is not None:
            yield page.id or place, page


def _page(record: ArcWarcRecord, place: str) -> Page | None:
    if record.rec_type is None:
        raise FormatError(f"{place}: a record without a WARC-Type")
    if record.rec_type != "response":
        return None
    headers = _http_headers(record, place)
    if headers is None:
        return None
    kind = (headers.get_header("Content-Type") or "").strip().lower()
    if not (headers.get_statuscode() or "").startswith("2") or (
        kind and not kind.startswith(_PAGES)
    ):
        return None
    data = _content(record, headers)
    if not kind and sniff(data[:_HEAD].decode("latin-1")) != "html":
        return None
    if len(data) > MAX_PAGE_BYTES:
        raise TooLargeError(f"{place}: the page is larger than {MAX_PAGE_BYTES:,} bytes")
    _check_whole(record, data, place)
    url = record.rec_headers.get_header("WARC-Target-URI")
    url = to_values(url) if url else None
    fetched = parse_moment(record.rec_headers.get_header("WARC-Date"))
    _, _, charset = kind.partition("charset=")
    return Page(
        data,
        url=url,
        id=url or place,
        kind="text" if kind.startswith("text/plain") else "html",
        charset=charset.strip(" \"';") or None,
        origin=place,
        fetched=fetched if hasattr(fetched, "hour") else None,  # type: ignore[arg-type]
    )


def _content(record: ArcWarcRecord, headers: StatusAndHeaders) -> bytes:
    """A response's page, unpacked, up to one byte more than a page may have.

    Raises:
        FormatError: it is packed by Brotli, which is not installed, or badly.
    """
    if (headers.get_header("Content-Encoding") or "").strip().lower() != "br":
        data: bytes = record.content_stream().read(MAX_PAGE_BYTES + 1)
        return data
    from warcio.bufferedreaders import ChunkedDataReader

    stream = record.raw_stream
    if (headers.get_header("Transfer-Encoding") or "").strip().lower() == "chunked":
        stream = ChunkedDataReader(stream)
    packed = stream.read(MAX_PAGE_BYTES + 1)
    try:
        import brotli

        # The library unpacks it too, but not with the releases of today.
        data = brotli.Decompressor().process(packed, output_buffer_limit=MAX_PAGE_BYTES + 1)
    except ModuleNotFoundError:
        raise FormatError("packed by Brotli: pip install brotli") from None
    except brotli.error as error:
        raise FormatError(f"not packed by Brotli, as it says ({error})") from error
    return data


def _http_headers(record: ArcWarcRecord, place: str) -> StatusAndHeaders | None:
    """The headers of a record's response, read off its stream; None where it holds none."""
    from warcio.statusandheaders import StatusAndHeadersParser, StatusAndHeadersParserException

    if "application/http" not in (record.rec_headers.get_header("Content-Type") or ""):
        return None
    try:
        headers = StatusAndHeadersParser(["HTTP/1.0", "HTTP/1.1", "HTTP/2", "HTTP/3"]).parse(
            record.raw_stream
        )
    except (StatusAndHeadersParserException, *UNREADABLE) as error:
        what = shown(error)[:_SHOWN]
        raise FormatError(f"{place}: no HTTP response in it ({what})") from error
    record.http_headers = headers
    return headers


def _check_whole(record: ArcWarcRecord, data: bytes, place: str) -> None:
    """Whether a record is as long as it says, and holds no other one.

    Raises:
        FormatError: it is not.
    """
    if (cut := _cut(record, place)) is not None:
        raise cut
    if any(mark in data for mark in _BEGINNING):
        raise FormatError(
            f"{place}: the record says that it is longer than it is, and holds the next one"
        )


def _cut(record: ArcWarcRecord, place: str) -> FormatError | None:
    """What is wrong with a record that was read to its end, where that came too soon."""
    left = getattr(record.raw_stream, "limit", 0)
    if not left or left < 0:
        return None
    return FormatError(f"{place}: the file ends inside this record, {left} bytes short")


def _skipped(record: ArcWarcRecord) -> bool:
    """Read a record to its end; False if it has none in sight."""
    seen = 0
    while chunk := record.raw_stream.read(_CHUNK):
        seen += len(chunk)
        if seen > MAX_SKIPPED_BYTES:
            return False
    return True
