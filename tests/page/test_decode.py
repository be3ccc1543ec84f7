from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from onrecord import BinaryPageError, Page
from onrecord.page.decode import decode, sniff


def test_a_mark_of_byte_order_keeps_its_place() -> None:
    """Offsets are those of the file, which has it for its first code point."""
    assert decode(Page("\ufeffé".encode())) == "\ufeffé"


@pytest.mark.parametrize("encoding", ["utf-8", "utf-16", "utf-32"])
def test_unicode_encodings(encoding: str) -> None:
    text = "Źródło: „Gazeta” — été"
    assert decode(Page(text.encode(encoding))) == text


def test_declared_by_the_server() -> None:
    assert decode(Page("Привет, мир".encode("koi8-r"), charset="koi8-r")) == "Привет, мир"


def test_declared_in_the_markup() -> None:
    html = '<html><head><meta charset="windows-1251"></head><body>Привет</body></html>'
    assert "Привет" in decode(Page(html.encode("cp1251")))


def test_utf8_wins_over_a_false_declaration() -> None:
    assert decode(Page("naïve café".encode(), charset="iso-8859-1")) == "naïve café"


def test_latin1_means_windows_1252() -> None:
    assert decode(Page("“so”".encode("cp1252"), charset="iso-8859-1")) == "“so”"


def test_a_false_declaration_that_does_not_fit_is_passed_over() -> None:
    text = "Die Ministerin sagte am Montag, für Österreich ändere sich nichts. " * 5
    assert "sagte am Montag" in decode(Page(text.encode("cp1252"), charset="no-such-charset"))


def test_one_stray_byte_does_not_spoil_a_page() -> None:
    data = ("The mayor said “no” — twice. " * 100).encode() + b"\xff"
    assert decode(Page(data)).startswith("The mayor said “no” — twice.")


@pytest.mark.parametrize(
    "data",
    [
        b"%PDF-1.7 x",
        b"PK\x03\x04xx",
        b"\x89PNG\r\n",
        b"\xff\xd8\xff\xe0",
        b"\x1f\x8b\x08",
        bytes(range(256)) * 40,
    ],
)
def test_binary_is_refused(data: bytes) -> None:
    with pytest.raises(BinaryPageError, match="thing"):
        decode(Page(data, id="thing"))


@given(st.binary(max_size=400))
def test_any_bytes_give_text_or_a_clear_error(data: bytes) -> None:
    try:
        text = decode(Page(data))
    except BinaryPageError:
        return
    assert "\x00" not in text


@given(st.text())
def test_raw_text_is_never_changed(text: str) -> None:
    assert decode(Page(text, kind="raw")) == text


@pytest.mark.parametrize(
    "text",
    [
        "<!DOCTYPE html><p>Hello",
        "<html lang=en><body>Hello",
        "\ufeff  <div><p>a</p></div>",
        "Skip\n<p>a</p><p>b</p><p>c</p><p>d</p>",
    ],
)
def test_html_is_seen(text: str) -> None:
    assert sniff(text) == "html"


@pytest.mark.parametrize(
    "text",
    ["", "He said 3 < 4 and a <b> tag", ">> CHAIR: order\n>> MEMBER: no", "A title\n\nA text."],
)
def test_plain_text_is_seen(text: str) -> None:
    assert sniff(text) == "text"
