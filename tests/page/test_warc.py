"""Records of a WARC file, from any place on; a bad one ends nothing but itself."""

from __future__ import annotations

import gzip
import io
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from onrecord import FormatError, OnRecordError, Page
from onrecord.page.warc import pages_of, records, warc_pages
from scaled import record


def found(
    data: bytes, position: int = 0, number: int = 0
) -> list[tuple[str, Page | OnRecordError]]:
    return [
        entry
        for one in records(io.BytesIO(data), "n", position, number)
        for entry in pages_of(one, "n")
    ]


def numbers(data: bytes) -> list[int]:
    """Of the pages that are found, by their addresses."""
    return [int(name.rpartition("/")[2]) for name, page in found(data) if isinstance(page, Page)]


def packed(number: int) -> bytes:
    return gzip.compress(record(number, b"<p>page %d</p>" % number))


def plain(number: int) -> bytes:
    return record(number, b"<p>page %d</p>" % number)


@pytest.mark.parametrize("make", [plain, packed])
def test_records_are_found_from_each_place_on(make) -> None:
    data = b"".join(make(number) for number in range(6))
    for one in list(records(io.BytesIO(data), "n")):
        again = found(data, one.position, one.number - 1)
        assert [name for name, _ in again] == [
            f"https://x.example/{n}" for n in range(one.number - 1, 6)
        ]


@pytest.mark.parametrize("name", ["a.warc", "a.warc.gz"])
def test_pages_are_those_of_read(tmp_path: Path, name: str) -> None:
    make = packed if name.endswith(".gz") else plain
    path = tmp_path / name
    path.write_bytes(b"".join(make(number) for number in range(4)))
    theirs = [(name, page) for name, page in warc_pages(path)]
    ours = [
        entry
        for one in records(io.BytesIO(path.read_bytes()), str(path))
        for entry in pages_of(one, str(path))
    ]
    assert ours == theirs


def test_records_that_are_packed_together() -> None:
    data = b"".join(
        gzip.compress(b"".join(plain(number) for number in range(start, start + 3)))
        for start in range(0, 9, 3)
    )
    assert numbers(data) == list(range(9))


@settings(max_examples=60, deadline=None)
@given(
    st.integers(2, 8),
    st.sets(st.integers(0, 7), max_size=3),
    st.sampled_from(["cut", "zeros", "nonsense"]),
    st.booleans(),
)
def test_a_bad_record_ends_nothing_but_itself(many: int, bad: set[int], how: str, gz: bool) -> None:
    def spoilt(data: bytes) -> bytes:
        if how == "cut":
            return data[: len(data) // 2]
        if how == "zeros":
            return b"\0" * 40 + data[40:]
        return b"nonsense" * 9 + b"\r\n\r\n"

    make = packed if gz else plain
    several = [spoilt(make(n)) if n in bad else make(n) for n in range(many)]
    told = found(b"".join(several))
    pages = {name for name, page in told if isinstance(page, Page)}
    sound = {n for n in range(many) if n not in bad}
    missing = {f"https://x.example/{n}" for n in sound} - pages
    assert not missing
    if bad & set(range(many)):
        assert any(isinstance(page, FormatError) for _, page in told)


def test_a_length_that_swallows_the_next_record() -> None:
    data = plain(0) + record(1, b"<p>x</p>", length=150) + plain(2) + plain(3)
    assert numbers(data) == [0, 2, 3]


@pytest.mark.parametrize(
    "data", [b"hello", gzip.compress(b"hello"), b"\x1f\x8b\x08", b"WARC/1.0\r\n\r\n"]
)
def test_what_is_no_warc_file_is_one_error(data: bytes) -> None:
    told = found(data)
    assert len(told) == 1
    assert isinstance(told[0][1], FormatError)


def test_an_empty_file_is_an_error() -> None:
    ((name, error),) = found(b"")
    assert name == "n:1"
    assert "no WARC record" in str(error)
