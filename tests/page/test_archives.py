from __future__ import annotations

import gzip
import io
import json
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from onrecord import FormatError, OnRecordError, Page, TooLargeError
from onrecord.page import archives
from onrecord.page.archives import jsonl_pages, warc_pages


def lines(*records: object) -> io.BytesIO:
    return io.BytesIO("".join(json.dumps(record) + "\n" for record in records).encode())


def test_jsonl() -> None:
    found = list(
        jsonl_pages(
            lines(
                {"id": 7, "url": "https://x.example/1", "html": "<p>a</p>"},
                {"url": "https://x.example/2", "text": "b"},
                {"text": "c"},
            ),
            "f.jsonl",
        )
    )
    assert [name for name, _ in found] == ["7", "https://x.example/2", "f.jsonl:3"]
    assert [(page.kind, page.data) for _, page in found if isinstance(page, Page)] == [
        ("html", "<p>a</p>"),
        ("text", "b"),
        ("text", "c"),
    ]


def test_a_bad_line_does_not_stop_the_others() -> None:
    data = io.BytesIO(b'{"text": "a"}\n{broken\n[1]\n{"id": 1}\n\n{"text": "b"}')
    found = list(jsonl_pages(data, "f"))
    assert [type(page) for _, page in found] == [Page, FormatError, FormatError, FormatError, Page]
    assert [name for name, _ in found] == ["f:1", "f:2", "f:3", "f:4", "f:6"]


def test_an_endless_line_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(archives, "MAX_PAGE_BYTES", 100)
    data = io.BytesIO(b'{"text": "' + b"x" * 500 + b'"}\n{"text": "b"}\n')
    found = list(jsonl_pages(data, "f"))
    assert isinstance(found[0][1], TooLargeError)
    assert isinstance(found[1][1], Page)


def test_half_an_emoji() -> None:
    ((_, page),) = jsonl_pages(io.BytesIO(b'{"text": "a\\ud83d b"}'), "f")
    assert isinstance(page, Page)
    assert isinstance(page.data, str)
    page.data.encode("utf-8")


@given(st.binary(max_size=200))
def test_any_bytes_as_jsonl(data: bytes) -> None:
    for _, page in jsonl_pages(io.BytesIO(data), "f"):
        assert isinstance(page, Page | OnRecordError)


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


def test_warc_record_over_the_limit(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(archives, "MAX_PAGE_BYTES", 1000)
    path = warc(
        tmp_path / "a.warc.gz",
        ("https://x.example/1", "200 OK", "text/html", b"x" * 5000),
        ("https://x.example/2", "200 OK", "text/html", b"<p>fine</p>"),
    )
    found = [page for _, page in warc_pages(path)]
    assert isinstance(found[0], TooLargeError)
    assert isinstance(found[1], Page)


def test_warc_bomb_ends_the_file(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(archives, "MAX_PAGE_BYTES", 1000)
    monkeypatch.setattr(archives, "MAX_SKIPPED_BYTES", 100_000)
    path = warc(
        tmp_path / "a.warc.gz", ("https://x.example/1", "200 OK", "text/html", b"\0" * 5_000_000)
    )
    found = [page for _, page in warc_pages(path)]
    assert [type(page) for page in found] == [TooLargeError, FormatError]


@pytest.mark.parametrize(
    "data", [b"", b"not a warc\n", gzip.compress(b"nor this"), b"WARC/1.0\r\n\r\n"]
)
def test_broken_warc(tmp_path: Path, data: bytes) -> None:
    path = tmp_path / "x.warc"
    path.write_bytes(data)
    assert all(isinstance(page, OnRecordError) for _, page in warc_pages(path))
