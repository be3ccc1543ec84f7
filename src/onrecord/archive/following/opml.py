"""Lists of feeds as other readers write and read them (OPML 2.0)."""

from __future__ import annotations

from collections.abc import Iterable

from lxml import etree

from onrecord.errors import FormatError
from onrecord.page.feeds import HEAD

__all__ = ["is_opml", "read_opml", "write_opml"]


def is_opml(data: bytes) -> bool:
    """Whether a file's beginning is that of a list of feeds."""
    return b"<opml" in data[:HEAD].lower()


def read_opml(data: bytes, name: str) -> list[tuple[str, str | None]]:
    """The feeds of a list: address and title, each once, in order.

    Raises:
        FormatError: it is none, or lists no feed.
    """
    parser = etree.XMLParser(resolve_entities=False, no_network=True, recover=True)
    try:
        root = etree.fromstring(data, parser)
    except (etree.XMLSyntaxError, ValueError) as error:
        raise FormatError(f"{name}: no OPML that can be read ({error})") from error
    found: dict[str, str | None] = {}
    for node in root.iter("outline") if root is not None else ():
        url = next((node.get(key) for key in ("xmlUrl", "xmlurl", "xmlURL") if node.get(key)), None)
        if url and url.strip().startswith(("http://", "https://")):
            found.setdefault(url.strip(), node.get("title") or node.get("text"))
    if not found:
        raise FormatError(f"{name}: an OPML file that lists no feed")
    return list(found.items())


def write_opml(feeds: Iterable[tuple[str, str | None]]) -> bytes:
    """A list of feeds: address and title."""
    root = etree.Element("opml", version="2.0")
    etree.SubElement(etree.SubElement(root, "head"), "title").text = "Feeds followed by onrecord"
    body = etree.SubElement(root, "body")
    for url, title in feeds:
        told = _sound(title or url)
        etree.SubElement(body, "outline", type="rss", text=told, title=told, xmlUrl=_sound(url))
    made: bytes = etree.tostring(root, xml_declaration=True, encoding="utf-8", pretty_print=True)
    return made


def _sound(text: str) -> str:
    """A text without what XML cannot hold."""
    return "".join(
        char for char in text
        if char in "\t\n\r" or " " <= char <= "\ud7ff" or "\ue000" <= char <= "\ufffd" or char > "\uffff"
    )  # fmt: skip
