"""Pages that a browser saved whole (``.mhtml``) and newsletters that a mail program did (``.eml``)."""

from __future__ import annotations

import re
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from onrecord.errors import PageError
from onrecord.page.moments import parse_moment
from onrecord.records import PageKind

if TYPE_CHECKING:
    from email.message import EmailMessage

__all__ = ["Saved", "belongs_to_a_page", "saved_from", "saved_page"]

_MAIL = ".eml"
#: Folders that browsers make beside a page for what belongs to it.
_FOLDER = re.compile(
    r"(?P<page>.+)(?:_files|-Dateien|_archivos|_fichiers|_file|_bestanden|-filer|_arquivos|\.files)"
)
_SAVED_FROM = re.compile(r"<!--\s*saved from url=\(\d{4}\)(?P<url>https?://\S+?)\s*-->")
_FORWARDED = re.compile(r"^(?:\s*(?:fwd?|re|aw|wg|tr|rv)\s*:)+\s*", re.I)


class Saved(NamedTuple):
    """What an archive or a mail holds, by the names that `Page` has for it."""

    data: bytes
    kind: PageKind
    charset: str | None
    url: str | None = None
    fetched: datetime | None = None
    title: str | None = None
    outlet: str | None = None
    published: datetime | None = None


def saved_page(data: bytes, name: str) -> Saved:
    """The page in a browser's archive (RFC 2557), or the newsletter in a mail (RFC 5322).

    Of a mail the subject is the title, the date that of publication, and the sender's name the outlet.

    Raises:
        PageError: there is no text in it.
    """
    from email import (  # late: it takes longer to load than most pages to read
        message_from_bytes,
        policy,
    )

    message = message_from_bytes(data, policy=policy.default)
    body = _body(message)
    words = body.get_payload(decode=True) if body is not None else None
    if body is None or not isinstance(words, bytes) or not words.strip():
        raise PageError(f"{name}: no page in it")
    kind: PageKind = "html" if body.get_content_subtype() == "html" else "text"
    page = Saved(words, kind, body.get_content_charset())
    if name.lower().endswith(_MAIL):
        return _newsletter(page, message)
    location = _header(message, "Snapshot-Content-Location") or _header(body, "Content-Location")
    return page._replace(url=location if _is_address(location) else None, fetched=_date(message))


def _body(message: EmailMessage) -> EmailMessage | None:
    """The part that is the page: the one that the archive names, the first in HTML, the first text."""
    parts = list(message.walk())
    start = message.get_param("start")
    for part in parts:
        if start and _header(part, "Content-ID") == start and part.get_content_maintype() == "text":
            return part
    texts = [
        part for part in parts if part.get_content_maintype() == "text" and not part.is_attachment()
    ]
    html = (part for part in texts if part.get_content_subtype() == "html")
    return next(html, None) or next(iter(texts), None)


def _newsletter(page: Saved, message: EmailMessage) -> Saved:
    from email.utils import parseaddr

    title = _FORWARDED.sub("", _header(message, "Subject") or "").strip()
    sender = parseaddr(_header(message, "From") or "")[0].strip()
    return page._replace(title=title or None, outlet=sender or None, published=_date(message))


def _header(message: EmailMessage, name: str) -> str | None:
    try:
        value = message.get(name)
    except (
        ValueError,
        IndexError,
        AttributeError,
        TypeError,
    ):  # the library trips over broken ones
        return None
    return " ".join(str(value).split()) if value is not None else None


def _date(message: EmailMessage) -> datetime | None:
    moment = parse_moment(_header(message, "Date"))
    return moment if isinstance(moment, datetime) else None


def _is_address(location: str | None) -> bool:
    return location is not None and location.startswith(("http://", "https://"))


def saved_from(html: str) -> str | None:
    """The address that a browser wrote into a page when it saved it; None where it did not."""
    found = _SAVED_FROM.search(html[:2_000])
    return found["url"] if found else None


def belongs_to_a_page(folder: Path) -> bool:
    """Whether a folder holds what a browser saved beside a page: frames and scripts, no articles."""
    found = _FOLDER.fullmatch(folder.name)
    if found is None:
        return False
    return any(
        (folder.parent / f"{found['page']}{ending}").is_file() for ending in (".html", ".htm")
    )
