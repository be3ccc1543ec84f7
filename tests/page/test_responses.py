"""WARC files: one bad record at a time, and nothing lost without a word."""

from __future__ import annotations

import gzip
import zlib
from pathlib import Path

import pytest

from onrecord import FormatError, OnRecordError, Page, TooLargeError
from onrecord.page import responses
from onrecord.page import warc as archives
from onrecord.page.warc import warc_pages


def warc(path: Path, *responses: tuple[str, str, str, bytes]) -> Path:
    with path.open("wb") as file:
        for url, status, kind, body in responses:
            http = f"HTTP/1.1 {status}\r\nContent-Type: {kind}\r\n\r\n".encode() + body
            record = (
                (
                    f"WARC/1.0\r\nWARC-Type: response\r\nWARC-Target-URI: {url}\r\n"
                    "WARC-Date: 2026-01-01T00:00:00Z\r\nWARC-Record-ID: <urn:uuid:1>\r\n"
                    "Content-Type: application/http; msgtype=response\r\n"
                    f"Content-Length: {len(http)}\r\n\r\n"
                ).encode()
                + http
                + b"\r\n\r\n"
            )
            file.write(gzip.compress(record) if path.suffix == ".gz" else record)
    return path


@pytest.mark.parametrize("name", ["a.warc", "a.warc.gz"])
def test_warc(tmp_path: Path, name: str) -> None:
    path = warc(
        tmp_path / name,
        ("https://x.example/1", "200 OK", "text/html; charset=koi8-r", "Привет".encode("koi8-r")),
        ("https://x.example/2", "404 Not Found", "text/html", b"gone"),
        ("https://x.example/3", "200 OK", "image/png", b"\x89PNG"),
        ("https://x.example/4", "200 OK", "text/plain", b"words"),
    )
    found = dict(warc_pages(path))
    assert list(found) == ["https://x.example/1", "https://x.example/4"]
    first = found["https://x.example/1"]
    assert isinstance(first, Page)
    assert (first.charset, first.kind) == ("koi8-r", "html")


def test_media_types_in_any_letters_and_none(tmp_path: Path) -> None:
    html = b"<html><body><p>words</p></body></html>"
    kinds = ("text/html", "Text/HTML; charset=utf-8", "TEXT/PLAIN", "text/html; Charset=KOI8-R", "")
    path = warc(
        tmp_path / "a.warc",
        *((f"https://x.example/{n}", "200 OK", kind, html) for n, kind in enumerate(kinds)),
        ("https://x.example/none", "200 OK", "", b"\x89PNG"),
    )
    found = [page for _, page in warc_pages(path)]
    told = [(page.kind, page.charset) for page in found if isinstance(page, Page)]
    assert told == [
        ("html", None), ("html", "utf-8"), ("text", None), ("html", "koi8-r"), ("html", None),
    ]  # fmt: skip


def test_warc_record_over_the_limit(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(responses, "MAX_PAGE_BYTES", 1000)
    path = warc(
        tmp_path / "a.warc.gz",
        ("https://x.example/1", "200 OK", "text/html", b"x" * 5000),
        ("https://x.example/2", "200 OK", "text/html", b"<p>fine</p>"),
    )
    found = [page for _, page in warc_pages(path)]
    assert isinstance(found[0], TooLargeError)
    assert isinstance(found[1], Page)


def test_a_bomb_costs_itself(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(archives, "MAX_SKIPPED_BYTES", 100_000)
    path = warc(
        tmp_path / "a.warc.gz",
        ("https://x.example/1", "200 OK", "text/html", b"\0" * 5_000_000),
        ("https://x.example/2", "200 OK", "text/html", b"<p>fine</p>"),
    )
    found = [page for _, page in warc_pages(path)]
    assert [type(page) for page in found] == [FormatError, Page]


@pytest.mark.parametrize(
    "data", [b"", b"not a warc\n", gzip.compress(b"nor this"), b"WARC/1.0\r\n\r\n"]
)
def test_broken_warc(tmp_path: Path, data: bytes) -> None:
    path = tmp_path / "x.warc"
    path.write_bytes(data)
    assert all(isinstance(page, OnRecordError) for _, page in warc_pages(path))


def test_when_a_record_was_fetched(tmp_path: Path) -> None:
    path = warc(tmp_path / "a.warc", ("https://x.example/1", "200 OK", "text/html", b"<p>a</p>"))
    ((_, page),) = warc_pages(path)
    assert isinstance(page, Page)
    assert page.fetched is not None
    assert page.fetched.isoformat() == "2026-01-01T00:00:00+00:00"


TWO = (
    ("https://x.example/1", "200 OK", "text/html", b"<p>one</p>"),
    ("https://x.example/2", "200 OK", "text/html", b"<p>two</p>"),
)


def test_a_length_that_swallows_the_next_record_is_an_error(tmp_path: Path) -> None:
    path = warc(tmp_path / "a.warc", *TWO)
    data = path.read_bytes()
    length = data[data.index(b"Content-Length: ") + 16 :].split(b"\r\n")[0]
    path.write_bytes(data.replace(b"Content-Length: " + length, b"Content-Length: 400", 1))
    found = [page for _, page in warc_pages(path)]
    assert isinstance(found[0], FormatError)
    assert [page.id for page in found[1:] if isinstance(page, Page)] == ["https://x.example/2"]


@pytest.mark.parametrize("name", ["a.warc", "a.warc.gz"])
@pytest.mark.parametrize("cut", [8, 30])
def test_a_record_that_is_cut_is_no_half_page(tmp_path: Path, name: str, cut: int) -> None:
    path = warc(tmp_path / name, *TWO)
    path.write_bytes(path.read_bytes()[:-cut])
    found = [page for _, page in warc_pages(path)]
    assert isinstance(found[0], Page)
    assert all(isinstance(page, OnRecordError) or page.data == b"<p>two</p>" for page in found[1:])
    assert len(found) > 1


@pytest.mark.parametrize(
    "header", ["WARC-Type: response\r\n", "WARC-Target-URI: https://x.example/1\r\n"]
)
def test_a_record_without_a_header_loses_no_other(tmp_path: Path, header: str) -> None:
    path = warc(tmp_path / "a.warc", *TWO)
    path.write_bytes(path.read_bytes().replace(header.encode(), b"", 1))
    found = list(warc_pages(path))
    assert found[-1][0] == "https://x.example/2"
    assert len(found) == 2
    if "Type" in header:
        assert isinstance(found[0][1], FormatError)
    else:
        assert found[0][0] == f"{path}:1"


@pytest.mark.parametrize("chunked", [False, True])
def test_a_page_packed_by_brotli(tmp_path: Path, chunked: bool) -> None:
    brotli = pytest.importorskip("brotli", reason="no Brotli here")
    body = brotli.compress("<p>Grüße</p>".encode())
    kind = "text/html; charset=utf-8\r\nContent-Encoding: br"
    if chunked:
        kind += "\r\nTransfer-Encoding: chunked"
        body = b"%x\r\n%b\r\n0\r\n\r\n" % (len(body), body)
    path = warc(
        tmp_path / "a.warc",
        ("https://x.example/1", "200 OK", kind, body),
        ("https://x.example/2", "200 OK", "text/html\r\nContent-Encoding: br", b"no"),
        TWO[1],
    )
    first, second, third = (page for _, page in warc_pages(path))
    assert isinstance(first, Page)
    assert first.data == "<p>Grüße</p>".encode()
    assert isinstance(second, FormatError)
    assert isinstance(third, Page)


PACKED = {
    "gzip": gzip.compress(b"<p>some words</p>" * 40),
    "deflate": zlib.compress(b"<p>some words</p>" * 40),
}


def record_of(encoding: str, data: bytes) -> bytes:
    head = f"HTTP/1.1 200 OK\r\nContent-Type: text/html\r\nContent-Encoding: {encoding}\r\n\r\n"
    block = head.encode() + data
    return (
        b"WARC/1.0\r\nWARC-Type: response\r\nWARC-Target-URI: https://x.example/1\r\n"
        b"Content-Type: application/http; msgtype=response\r\n"
        b"Content-Length: %d\r\n\r\n%s\r\n\r\n" % (len(block), block)
    )


@pytest.mark.parametrize("encoding", PACKED)
def test_a_page_that_breaks_off_in_its_packing_is_an_error(tmp_path: Path, encoding: str) -> None:
    path = tmp_path / "a.warc"
    path.write_bytes(record_of(encoding, PACKED[encoding]))
    ((_, page),) = warc_pages(path)
    assert isinstance(page, Page)
    assert page.data == b"<p>some words</p>" * 40
    path.write_bytes(record_of(encoding, PACKED[encoding][:-6]))
    ((_, error),) = warc_pages(path)
    assert isinstance(error, FormatError)


@pytest.mark.parametrize("encoding", ["gzip", "deflate", "identity"])
def test_a_page_that_was_stored_unpacked(tmp_path: Path, encoding: str) -> None:
    path = tmp_path / "a.warc"
    path.write_bytes(record_of(encoding, b"<p>words</p>"))
    ((_, page),) = warc_pages(path)
    assert isinstance(page, Page)
    assert page.data == b"<p>words</p>"
