"""One page from whatever names or holds it."""

from __future__ import annotations

from pathlib import Path

import pytest

from onrecord import PageError
from onrecord.page.load import is_url, load


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


@pytest.mark.parametrize(
    ("name", "is_one"),
    [
        ("https://a.test/x", True),
        ("http://a.test", True),
        ("https://a.test/x and more", False),
        ("ftp://a.test/x", False),
        ("a.txt", False),
    ],
)
def test_what_is_an_address(name: str, is_one: bool) -> None:
    assert is_url(name) == is_one
