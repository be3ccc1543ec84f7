"""What a run reads, and that its stretches hold each page once."""

from __future__ import annotations

import gzip
import hashlib
import json
from pathlib import Path

import pyarrow as pa
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from pyarrow import parquet

from onrecord import FormatError, OnRecordError, Page, PageError
from onrecord.page.inputs import Columns, pages
from onrecord.scale.inputs import STRETCH, entries, found_inputs, stretches
from scaled import jsonl, record, warc_of

MANY = 3 * STRETCH + 5


def through(path: Path, columns: Columns | None = None) -> list[tuple[str, object]]:
    """The pages of a file, stretch by stretch, the last one first."""
    (one,) = found_inputs([str(path)])
    several = [
        list(entries(one, stretch, columns or Columns())) for stretch in reversed(stretches(one))
    ]
    return [entry for own in reversed(several) for entry in own]


def made(folder: Path, name: str) -> Path:
    path = folder / name
    texts = [f"page {number}" for number in range(MANY)]
    if "warc" in name:
        return warc_of(path, texts)
    if name.endswith(".parquet"):
        table = pa.table({"id": list(map(str, range(MANY))), "text": texts})
        parquet.write_table(table, path, row_group_size=20)
        return path
    jsonl(path.with_suffix("") if name.endswith(".gz") else path, ({"id": str(n), "text": text} for n, text in enumerate(texts)))  # fmt: skip
    if name.endswith(".gz"):
        path.write_bytes(gzip.compress(path.with_suffix("").read_bytes()))
    return path


@pytest.mark.parametrize("name", ["a.warc.gz", "a.jsonl", "a.jsonl.gz", "a.parquet"])
def test_stretches_hold_the_pages_that_read_gives(tmp_path: Path, name: str) -> None:
    path = made(tmp_path, name)
    (one,) = found_inputs([str(path)])
    cut = stretches(one)
    assert len(cut) == 4
    assert sum(stretch.pages for stretch in cut) == MANY
    assert [str(name) for name, _ in through(path)] == [name for name, _ in pages([path])]
    assert through(path) == list(pages([path]))


@pytest.mark.parametrize("together", [1, 7, MANY])
def test_stretches_of_records_that_are_packed_together(tmp_path: Path, together: int) -> None:
    path = tmp_path / "a.warc.gz"
    several = [record(number, b"<p>x</p>") for number in range(MANY)]
    path.write_bytes(
        b"".join(
            gzip.compress(b"".join(several[start : start + together]))
            for start in range(0, MANY, together)
        )
    )
    found = through(path)
    assert [name for name, _ in found] == [f"https://x.example/{number}" for number in range(MANY)]


@settings(max_examples=40, deadline=None)
@given(
    lines=st.lists(
        st.sampled_from([b'{"id": "a", "text": "x"}', b"", b"  ", b"{broken", b"[]"]), max_size=60
    )
)
def test_lines_that_are_empty_or_broken(
    tmp_path_factory: pytest.TempPathFactory, lines: list[bytes]
) -> None:
    path = tmp_path_factory.mktemp("lines") / "a.jsonl"
    path.write_bytes(b"\n".join(lines))
    told = [(name, page if isinstance(page, Page) else str(page)) for name, page in through(path)]
    expected = [
        (name, page if isinstance(page, Page) else str(page)) for name, page in pages([path])
    ]
    assert told == (expected if any(line.strip() for line in lines) else [])


def test_columns_of_a_table(tmp_path: Path) -> None:
    path = tmp_path / "a.parquet"
    parquet.write_table(pa.table({"body": ["x"], "who": ["y"]}), path)
    ((_, page),) = through(path, Columns(text="body", id="who"))
    assert isinstance(page, Page)
    assert (page.data, page.id) == ("x", "y")
    ((_, wrong),) = through(path)
    assert isinstance(wrong, FormatError)


def test_a_file_that_is_damaged_is_one_error(tmp_path: Path) -> None:
    path = tmp_path / "a.parquet"
    path.write_bytes(b"PAR1 nonsense PAR1")
    ((_, wrong),) = through(path)
    assert isinstance(wrong, FormatError)


def test_folders_and_globs(tmp_path: Path) -> None:
    (tmp_path / "deep").mkdir()
    for name in ("b.warc.gz", "a.jsonl", "deep/c.parquet", "notes.txt"):
        (tmp_path / name).write_bytes(b"")
    found = found_inputs([str(tmp_path)])
    assert [(one.name, one.form) for one in found] == [
        (f"{tmp_path}/a.jsonl", "jsonl"),
        (f"{tmp_path}/b.warc.gz", "warc"),
        (f"{tmp_path}/deep/c.parquet", "parquet"),
    ]
    assert found_inputs([f"{tmp_path}/*.jsonl", f"{tmp_path}/a.jsonl"]) == found[:1]


@pytest.mark.parametrize(
    ("name", "error"), [("gone.warc", PageError), ("page.html", FormatError), ("empty", PageError)]
)
def test_what_leads_to_nothing(tmp_path: Path, name: str, error: type[Exception]) -> None:
    (tmp_path / "page.html").write_bytes(b"<p>x</p>")
    (tmp_path / "empty").mkdir()
    with pytest.raises(error):
        found_inputs([str(tmp_path / name)])


def test_an_address_that_no_file_system_knows() -> None:
    with pytest.raises(FormatError, match="no file system"):
        found_inputs(["nowhere://bucket/a.warc"])


@pytest.mark.parametrize("share", [0.1, 0.5, 0.9, 0.999])
def test_a_packed_file_that_breaks_off_gives_what_is_before_and_an_error(
    tmp_path: Path, share: float
) -> None:
    path = made(tmp_path, "a.jsonl.gz")
    texts = [f'{{"text": "{hashlib.sha256(str(n).encode()).hexdigest()}"}}\n' for n in range(400)]
    whole = gzip.compress("".join(texts).encode())
    path.write_bytes(whole[: int(share * len(whole))])
    found = through(path)
    *good, (_, last) = found
    assert all(isinstance(page, Page) for _, page in good)
    assert isinstance(last, FormatError) and "cannot be read on" in str(last)
    read = [page for _, page in pages([path]) if isinstance(page, Page)]
    assert [page for _, page in good] == read


def test_stretches_of_a_packed_file_are_longer_the_further_behind(tmp_path: Path) -> None:
    path = tmp_path / "a.jsonl.gz"
    many = 10_000
    path.write_bytes(gzip.compress(b"".join(b'{"text": "%d"}\n' % n for n in range(many))))
    (one,) = found_inputs([str(path)])
    cut = stretches(one)
    assert sum(stretch.pages for stretch in cut) == many
    assert {stretch.pages for stretch in cut[:100]} == {STRETCH}
    assert max(stretch.pages for stretch in cut) == 6 * STRETCH
    found = list(entries(one, cut[-1], Columns()))
    assert len(found) == cut[-1].pages
    assert isinstance(found[-1][1], Page) and found[-1][1].data == str(many - 1)


def test_a_packed_file_that_breaks_off_behind_a_bad_line(tmp_path: Path) -> None:
    path = tmp_path / "a.jsonl.gz"
    good = [json.dumps({"id": str(n), "text": f"Reed said {n}."}) for n in range(10)]
    whole = gzip.compress(("\n".join([*good, "not json"]) + "\n").encode())
    path.write_bytes(whole)
    told = through(path)
    path.write_bytes(whole + gzip.compress(good[0].encode())[:14])
    *same, (_, error) = through(path)
    assert [type(page) for _, page in same] == [type(page) for _, page in told]
    assert isinstance(same[-1][1], OnRecordError)
    assert "cannot be read on" in str(error)
