from __future__ import annotations

import gzip
import io
import os
from pathlib import Path

import pytest

from onrecord import (
    FormatError,
    InternalError,
    OnRecordError,
    Page,
    PageError,
    TooLargeError,
)
from onrecord.page import inputs as sources
from onrecord.page.inputs import count, pages, urls_in


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    (tmp_path / "a.html").write_text("<p>a</p>")
    (tmp_path / "sub").mkdir()
    (tmp_path / "sub" / "b.txt").write_text("b")
    (tmp_path / "sub" / "c.html.gz").write_bytes(gzip.compress(b"<p>c</p>"))
    (tmp_path / "notes.pdf").write_bytes(b"%PDF-")
    (tmp_path / "more.jsonl").write_text('{"id": "d", "text": "d"}\n')
    return tmp_path


def test_folder_is_searched_for_pages(folder: Path) -> None:
    found = dict(pages([folder]))
    assert [Path(name).name for name in found] == ["a.html", "d", "b.txt", "c.html.gz"]
    assert [page.data for page in found.values() if isinstance(page, Page)] == [
        b"<p>a</p>",
        "d",
        b"b",
        b"<p>c</p>",
    ]


def test_glob(folder: Path) -> None:
    assert [Path(name).name for name, _ in pages([f"{folder}/**/*.txt"])] == ["b.txt"]


def test_kind_is_laid_on_every_page(folder: Path) -> None:
    assert all(isinstance(p, Page) and p.kind == "raw" for _, p in pages([folder], kind="raw"))


def test_missing_file_does_not_stop_the_others(folder: Path) -> None:
    found = list(pages([folder / "none.html", folder / "a.html"]))
    assert isinstance(found[0][1], PageError)
    assert isinstance(found[1][1], Page)


def test_standard_input(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sources.sys, "stdin", io.TextIOWrapper(io.BytesIO(b"hello")))
    ((name, page),) = pages(["-"])
    assert name == "stdin"
    assert isinstance(page, Page)
    assert page.data == b"hello"


def test_huge_file_is_refused(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("onrecord.page.files.MAX_PAGE_BYTES", 100)
    (tmp_path / "huge.html").write_bytes(b"x" * 101)
    ((_, error),) = pages([tmp_path / "huge.html"])
    assert isinstance(error, TooLargeError)


def test_gzip_bomb_is_refused(tmp_path: Path) -> None:
    (tmp_path / "bomb.html.gz").write_bytes(gzip.compress(b"\0" * 40_000_000))
    ((_, error),) = pages([tmp_path / "bomb.html.gz"])
    assert isinstance(error, TooLargeError)


def test_broken_gzip(tmp_path: Path) -> None:
    (tmp_path / "cut.html.gz").write_bytes(gzip.compress(b"hello" * 1000)[:-20])
    (tmp_path / "cut.jsonl.gz").write_bytes(b"not gzip")
    found = list(pages([tmp_path]))
    assert [type(error) for _, error in found] == [PageError, FormatError]


def test_a_locked_folder_and_file_end_nothing(tmp_path: Path) -> None:
    if os.geteuid() == 0:
        pytest.skip("root may read everything")
    (tmp_path / "a").mkdir()
    (tmp_path / "a" / "x.txt").write_text("words")
    (tmp_path / "b.txt").write_text("words")
    (tmp_path / "c.txt").write_text("words")
    (tmp_path / "a").chmod(0)
    (tmp_path / "b.txt").chmod(0)
    found = [type(page) for _, page in pages([tmp_path])]
    (tmp_path / "a").chmod(0o700)
    assert found == [PageError, PageError, Page]


@pytest.mark.parametrize("name", ["x" * 5000, "a\0b", "no/such/[", "~nobody/x", "http:/half"])
def test_names_that_no_file_can_have(name: str) -> None:
    ((_, error),) = pages([name])
    assert isinstance(error, OnRecordError)


def test_a_name_that_is_no_text_can_be_written(tmp_path: Path) -> None:
    name = os.fsencode(tmp_path) + b"/\xff\xfe.txt"
    Path(os.fsdecode(name)).write_text("words")
    ((shown, page),) = pages([tmp_path])
    assert isinstance(page, Page)
    shown.encode("utf-8")


def test_files_come_in_the_order_of_their_names(tmp_path: Path) -> None:
    for name in ("b/2.txt", "a.txt", "b/1.html", "c.txt", "b/x.png"):
        (tmp_path / name).parent.mkdir(exist_ok=True)
        (tmp_path / name).write_text("words")
    assert [Path(name).relative_to(tmp_path).as_posix() for name, _ in pages([tmp_path])] == [
        "a.txt",
        "b/1.html",
        "b/2.txt",
        "c.txt",
    ]


def test_urls_in_a_list(tmp_path: Path) -> None:
    path = tmp_path / "urls.txt"
    path.write_text("# ours\nhttps://x.example/1\n\n  http://x.example/2  \n")
    assert urls_in(path) == ["https://x.example/1", "http://x.example/2"]
    path.write_text("https://x.example/1\nfile:///etc/passwd\n")
    with pytest.raises(FormatError, match=r"urls\.txt:2"):
        urls_in(path)


def test_how_many_pages(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text("words")
    (tmp_path / "b.jsonl").write_text('{"text": "a"}\n\n{"text": "b"}\n')
    assert count([tmp_path]) == 3
    assert count([tmp_path, "https://x.example/1"]) == 4
    (tmp_path / "c.warc").write_bytes(b"")
    assert count([tmp_path]) is None


def test_a_fault_in_one_input_ends_only_it(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def broken(*_: object) -> None:
        raise ZeroDivisionError("oops")

    monkeypatch.setattr("onrecord.page.inputs.jsonl_pages", broken)
    (tmp_path / "a.jsonl").write_text("{}")
    (tmp_path / "b.txt").write_text("words")
    found = [page for _, page in pages([tmp_path / "a.jsonl", tmp_path / "b.txt"])]
    assert isinstance(found[0], InternalError)
    assert isinstance(found[1], Page)


def test_an_empty_path_is_not_the_folder_one_is_in() -> None:
    ((_, error),) = pages("")
    assert isinstance(error, FormatError)


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="there are no pipes here")
def test_nobody_waits_for_a_pipe_in_a_folder(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "a.html")
    (tmp_path / "b.txt").write_text("Reed left.")
    assert [name for name, _ in pages(tmp_path)] == [str(tmp_path / "b.txt")]
