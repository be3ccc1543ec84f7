from __future__ import annotations

import gzip
import io
from pathlib import Path

import pytest

from onrecord import FormatError, Page, PageError, TooLargeError
from onrecord.page import inputs as sources
from onrecord.page.inputs import load, pages


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


def test_load_tells_text_from_paths(tmp_path: Path) -> None:
    path = tmp_path / "a.html"
    path.write_bytes(b"<p>")
    assert load(str(path)).data == str(path)  # what a user typed opens no file
    assert load(path).data == b"<p>"
    assert load("One line\nand another").data == "One line\nand another"
    assert load("<p>text").data == "<p>text"
    assert load(b"bytes").data == b"bytes"
    with pytest.raises(PageError, match="Page\\(text\\)"):
        load(tmp_path / "no-such-file.html")
    with pytest.raises(PageError):
        load(tmp_path)
