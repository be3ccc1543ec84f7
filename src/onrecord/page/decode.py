"""Bytes → text, and whether the text is HTML."""

from __future__ import annotations

import codecs
import re

from onrecord.errors import BinaryPageError
from onrecord.page._page import Page
from onrecord.records import PageKind, to_values

__all__ = ["decode", "sniff"]

_MAGIC = {
    b"%PDF-": "a PDF",
    b"PK\x03\x04": "a ZIP archive or an Office document",
    b"\x89PNG": "a PNG image",
    b"\xff\xd8\xff": "a JPEG image",
    b"GIF8": "a GIF image",
    b"\x1f\x8b": "gzip data",
    b"\x7fELF": "a program",
    b"\xd0\xcf\x11\xe0": "an old Office document",
    b"RIFF": "an image, sound or video file",
    b"Rar!": "a RAR archive",
    b"7z\xbc\xaf": "a 7-Zip archive",
}
_BOMS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF32_LE, "utf-32"),
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
_META_CHARSET = re.compile(rb"<meta[^>]{0,200}?charset\s*=\s*[\"']?\s*([\w.:-]{2,40})", re.I)
_HEAD = 4096  # bytes or characters looked at to tell what a page is
_SAMPLE = 65_536  # bytes the encoding detector sees
_CONTROLS = re.compile(r"[\x00-\x08\x0e-\x1a\x1c-\x1f]")
_HTML = re.compile(
    r"<!doctype\s+html|<html[\s>]|<head[\s>]|<body[\s>]|<\?xml[^>]*>\s*<html"
    r"|<(?:article|main|section|div|p|h[1-6]|meta|script)(?:\s[^<>]*)?>",
    re.I,
)


def decode(page: Page) -> str:
    """Decode a page: byte order mark, then what server or markup declare, then UTF-8, then a guess.

    A wrong declaration is noticed when the bytes do not fit it. Every code point keeps its place: a
    byte order mark is one, and half a code point becomes a replacement character.

    Raises:
        BinaryPageError: the bytes are no text.
    """
    if isinstance(page.data, str):
        return str(to_values(page.data))
    data = page.data
    for bom, encoding in _BOMS:
        if data.startswith(bom):
            return data.decode(encoding, errors="replace")
    for magic, what in _MAGIC.items():
        if data.startswith(magic):
            raise BinaryPageError(f"{page.name}: this is {what}, not a page of text")
    text = _decoded(data, page.charset)
    sample = text[:_HEAD]
    if sample and len(_CONTROLS.findall(sample)) > len(sample) // 50:
        raise BinaryPageError(f"{page.name}: the bytes are no text in any known encoding")
    return text


def _decoded(data: bytes, declared: str | None) -> str:
    candidates = [declared] if declared else []
    if meta := _META_CHARSET.search(data[:_HEAD]):
        candidates.append(meta[1].decode("ascii", "ignore"))
    # Most pages are UTF-8 whatever they say, and text in another encoding is hardly ever valid
    # UTF-8, so it goes first.
    for encoding in ("utf-8", *candidates):
        try:
            return data.decode(_as_browsers_do(encoding))
        except (UnicodeDecodeError, LookupError, ValueError):
            continue
    from charset_normalizer import from_bytes  # late: rarely needed

    # A page that is UTF-8 but for a stray byte is told by how little of it is lost.
    lenient = data.decode("utf-8", errors="replace")
    if lenient.count("\ufffd") <= max(1, len(lenient) // 1000):
        return lenient
    guess = from_bytes(data[:_SAMPLE]).best()
    return data.decode(guess.encoding if guess else "cp1252", errors="replace")


def _as_browsers_do(encoding: str) -> str:
    """Latin-1 and ASCII on the web mean Windows-1252 (WHATWG Encoding Standard)."""
    name = encoding.strip().lower()
    return "cp1252" if name in {"iso-8859-1", "latin1", "latin-1", "ascii", "us-ascii"} else name


def sniff(text: str) -> PageKind:
    """Whether a text is HTML or plain text.

    News text may hold a stray ``<`` or a quoted tag, so a text that opens with words is HTML only
    if it holds more than one tag.
    """
    head = text[:_HEAD].lstrip("\ufeff \t\r\n")
    if head.startswith("<") and _HTML.search(head):
        return "html"
    return "html" if len(_HTML.findall(text[: 4 * _HEAD])) >= 4 else "text"
