"""Lists as feeds (RFC 4287)."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from xml.etree import ElementTree

__all__ = ["Entry", "Feed"]

_ATOM = "http://www.w3.org/2005/Atom"
#: What XML 1.0 cannot hold.
_FORBIDDEN = re.compile("[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
_NEVER = "1970-01-01T00:00:00Z"


@dataclass(frozen=True, slots=True)
class Entry:
    """One thing of a list.

    Attributes:
        path: its address, from the slash on; it is known by it.
        title: what it is called.
        updated: when it last changed: a moment, or a day.
        summary: what it says, in plain words.
        author: who it is from.
    """

    path: str
    title: str
    updated: str
    summary: str = ""
    author: str | None = None


@dataclass(frozen=True, slots=True)
class Feed:
    """A list.

    Attributes:
        path: address of its page.
        own: address of the feed itself.
        title: what it is called.
        entries: in order.
    """

    path: str
    own: str
    title: str
    entries: Sequence[Entry]

    def to_xml(self, base: str) -> bytes:
        """The feed as it is sent; addresses begin with that of the site."""
        ElementTree.register_namespace("", _ATOM)
        root = ElementTree.Element(f"{{{_ATOM}}}feed")
        _put(root, "id", base + self.path)
        _put(root, "title", self.title)
        _put(root, "updated", max((_moment(one.updated) for one in self.entries), default=_NEVER))
        ElementTree.SubElement(root, f"{{{_ATOM}}}link", rel="self", href=base + self.own)
        ElementTree.SubElement(root, f"{{{_ATOM}}}link", rel="alternate", href=base + self.path)
        _author(root, self.title)
        for one in self.entries:
            entry = ElementTree.SubElement(root, f"{{{_ATOM}}}entry")
            _put(entry, "id", base + one.path)
            _put(entry, "title", one.title)
            _put(entry, "updated", _moment(one.updated))
            ElementTree.SubElement(entry, f"{{{_ATOM}}}link", rel="alternate", href=base + one.path)
            if one.author:
                _author(entry, one.author)
            if one.summary:
                _put(entry, "summary", one.summary)
        told: bytes = ElementTree.tostring(root, encoding="utf-8", xml_declaration=True)
        return told


def _put(parent: ElementTree.Element, name: str, text: str) -> None:
    ElementTree.SubElement(parent, f"{{{_ATOM}}}{name}").text = _FORBIDDEN.sub("\ufffd", text)


def _author(parent: ElementTree.Element, name: str) -> None:
    author = ElementTree.SubElement(parent, f"{{{_ATOM}}}author")
    _put(author, "name", name)


def _moment(told: str) -> str:
    """A moment as the format wants it, in UTC, so that moments are in order as text is; of a day its beginning. One
    without a zone is taken for UTC.
    """
    moment = datetime.fromisoformat(told)
    moment = moment.replace(tzinfo=UTC) if moment.tzinfo is None else moment.astimezone(UTC)
    return moment.isoformat(timespec="milliseconds").replace("+00:00", "Z")
