"""The page in a WARC record: what a server answered, unpacked."""

from __future__ import annotations

import io
import zlib
from collections.abc import Iterator
from typing import TYPE_CHECKING

from onrecord.errors import FormatError, OnRecordError, TooLargeError
from onrecord.page._page import Page
from onrecord.page.decode import sniff
from onrecord.page.files import UNREADABLE, shown
from onrecord.page.limits import MAX_PAGE_BYTES
from onrecord.page.moments import parse_moment
from onrecord.records import to_values

if TYPE_CHECKING:
    from warcio.statusandheaders import StatusAndHeaders

__all__ = ["pages_of_response"]

_SHOWN = 200  # code points of what a library says of a record, which may be all of the record
_HEAD = 4_096  # bytes that tell what a response is whose server did not say it
_GZIP = b"\x1f\x8b"
#: Of content encodings: how zlib is told of them.
_WINDOWS = {"gzip": (31,), "x-gzip": (31,), "deflate": (15, -15)}
_PAGES = ("text/html", "application/xhtml", "text/plain")
#: How a record begins: inside another one, its length swallowed this one.
_BEGINNING = (b"\r\n\r\nWARC/1.0\r\n", b"\r\n\r\nWARC/1.1\r\n")


def pages_of_response(
    told: StatusAndHeaders, block: bytes, place: str
) -> Iterator[tuple[str, Page | OnRecordError]]:
    """The page of a record, or its error; nothing where it holds no page.

    Args:
        told: the headers of the record.
        block: what it holds: the response, with its own headers.
        place: of the record, for messages; the id of a page without an address.
    """
    try:
        page = _page(told, io.BytesIO(block), place)
    except OnRecordError as error:
        yield place, error
    except (AttributeError, TypeError, *UNREADABLE) as error:  # the library's own faults too
        yield place, FormatError(f"{place}: the record cannot be read ({shown(error)[:_SHOWN]})")
    else:
        if page is not None:
            yield page.id or place, page


def _page(told: StatusAndHeaders, stream: io.BytesIO, place: str) -> Page | None:
    if "application/http" not in (told.get_header("Content-Type") or ""):
        return None
    headers = _http_headers(stream, place)
    kind = (headers.get_header("Content-Type") or "").strip().lower()
    if not (headers.get_statuscode() or "").startswith("2") or (
        kind and not kind.startswith(_PAGES)
    ):
        return None
    data = _content(stream, headers)
    if not kind and sniff(data[:_HEAD].decode("latin-1")) != "html":
        return None
    if len(data) > MAX_PAGE_BYTES:
        raise TooLargeError(f"{place}: the page is larger than {MAX_PAGE_BYTES:,} bytes")
    _check_alone(data, place)
    url = told.get_header("WARC-Target-URI")
    url = to_values(url) if url else None
    fetched = parse_moment(told.get_header("WARC-Date"))
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


def _content(stream: io.BytesIO, headers: StatusAndHeaders) -> bytes:
    """A response's page, unpacked, up to one byte more than a page may have.

    Raises:
        FormatError: it is packed by Brotli, which is not installed, or badly, or breaks off.
    """
    from warcio.bufferedreaders import ChunkedDataReader

    chunked = (headers.get_header("Transfer-Encoding") or "").strip().lower() == "chunked"
    body = ChunkedDataReader(stream) if chunked else stream
    data: bytes = body.read(MAX_PAGE_BYTES + 1)
    encoding = (headers.get_header("Content-Encoding") or "").strip().lower()
    if encoding == "br":
        return _unpacked_by_brotli(data)
    if encoding in _WINDOWS:
        return _inflated(data, encoding)
    return data


def _inflated(packed: bytes, encoding: str) -> bytes:
    """What was packed by zlib; the bytes themselves where they were stored unpacked, whatever the server said."""
    for window in _WINDOWS[encoding]:
        packing = zlib.decompressobj(window)
        try:
            data = packing.decompress(packed, MAX_PAGE_BYTES + 1)
        except zlib.error as error:
            if packed.startswith(_GZIP):
                raise FormatError(f"the page is not whole in its packing ({error})") from error
            continue
        if not packing.eof and len(data) <= MAX_PAGE_BYTES:
            raise FormatError("the page breaks off in its packing")
        return data
    return packed


def _unpacked_by_brotli(packed: bytes) -> bytes:
    try:
        import brotli

        data: bytes = brotli.Decompressor().process(packed, output_buffer_limit=MAX_PAGE_BYTES + 1)
    except ModuleNotFoundError:
        raise FormatError("packed by Brotli: pip install brotli") from None
    except brotli.error as error:
        raise FormatError(f"not packed by Brotli, as it says ({error})") from error
    return data


def _http_headers(stream: io.BytesIO, place: str) -> StatusAndHeaders:
    """The headers of a response, read off its stream.

    Raises:
        FormatError: there are none.
    """
    from warcio.statusandheaders import StatusAndHeadersParser, StatusAndHeadersParserException

    try:
        return StatusAndHeadersParser(["HTTP/1.0", "HTTP/1.1", "HTTP/2", "HTTP/3"]).parse(stream)
    except (StatusAndHeadersParserException, *UNREADABLE) as error:
        what = shown(error)[:_SHOWN]
        raise FormatError(f"{place}: no HTTP response in it ({what})") from error


def _check_alone(data: bytes, place: str) -> None:
    """Whether a record's page holds no other record.

    Raises:
        FormatError: it does.
    """
    if any(mark in data for mark in _BEGINNING):
        raise FormatError(
            f"{place}: the record says that it is longer than it is, and holds the next one"
        )
