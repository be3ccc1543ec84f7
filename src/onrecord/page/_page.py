"""A page as it was fetched or pasted, before anyone has read it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any, get_args

from onrecord.records import PageKind

if TYPE_CHECKING:
    from onrecord.page.fetch import Fetcher

__all__ = ["Announced", "Page"]


@dataclass(frozen=True, slots=True)
class Announced:
    """What a feed says of a page: it holds for what the page itself does not tell.

    Attributes:
        title, authors, published, outlet, language: as those of a page.
        taken_from: the outlet that the feed took it from (``<source>``): a credit.
    """

    title: str | None = None
    authors: tuple[str, ...] = ()
    published: datetime | date | None = None
    outlet: str | None = None
    language: str | None = None
    taken_from: str | None = None


@dataclass(frozen=True, slots=True)
class Page:
    """What was fetched or pasted, never changed.

    Attributes:
        data: the page as bytes, or as text that is already decoded.
        url: its address, if it has one.
        id: what the page is called in output: a path, a URL, the id of a JSONL line.
        kind: ``html``, ``text`` (scraped or pasted, furniture and all), ``raw`` (text to be taken
            as it is, every code point), or None to look.
        charset: the character encoding that the page's server declared.
        origin: where it was taken from: the URL that was asked for, a path, a place in an archive.
        fetched: when it was fetched from the network, if it was.
        title, authors, outlet, published, language: what whoever gave the page says of it; these go
            before what the page itself tells. None and empty where nothing is said.
        columns: further fields that came with the page; they come out with its results.
        announced: what a feed says of it, which holds for what the page itself does not tell.
    """

    data: bytes | str
    url: str | None = None
    id: str | None = None
    kind: PageKind | None = None
    charset: str | None = None
    origin: str | None = None
    fetched: datetime | None = None
    title: str | None = None
    authors: tuple[str, ...] = ()
    outlet: str | None = None
    published: datetime | date | None = None
    language: str | None = None
    columns: Mapping[str, Any] = field(default_factory=dict, hash=False)
    announced: Announced | None = None

    def __post_init__(self) -> None:
        if not isinstance(self.data, bytes | str):
            raise TypeError(f"a page is text or bytes, not {type(self.data).__name__}")
        if self.kind not in (None, *get_args(PageKind)):
            raise ValueError(f"no kind of page: {self.kind!r}; see Page")

    def __repr__(self) -> str:
        unit = "bytes" if isinstance(self.data, bytes) else "code points"
        return f"<Page {self.name!r}: {self.kind or 'of a kind to be looked for'}, {len(self.data)} {unit}>"

    @property
    def name(self) -> str:
        """What the page is called in output and messages."""
        return self.id or self.url or self.origin or "page"

    @property
    def digest(self) -> str:
        """``sha256:`` and the digest of the page's bytes; of text, of its UTF-8 form."""
        import hashlib  # late: loading it takes longer than all of this module

        data = self.data
        if isinstance(data, str):
            data = data.encode("utf-8", "surrogatepass")
        return f"sha256:{hashlib.sha256(data).hexdigest()}"

    @classmethod
    def from_text(
        cls, text: str, *, id: str | None = None, url: str | None = None, raw: bool = False
    ) -> Page:
        """A page that is at hand as text: scraped or pasted, or HTML.

        Args:
            text: the page.
            id: what to call it in output.
            url: its address, if it has one.
            raw: whether to take it as it is, every code point, without looking for furniture.
        """
        return cls(text, url=url, id=id, kind="raw" if raw else None)

    @classmethod
    def from_file(cls, path: Path | str) -> Page:
        """A page in a file, packed by gzip or not; of a browser's archive or a saved mail its page.

        Raises:
            PageError: there is no such file, or it cannot be read or is too large; or it is an archive
                or a mail without a page.
        """
        from onrecord.page.files import is_saved, read_bytes, shown  # late: it loads zlib

        name = shown(path)
        data = read_bytes(Path(path))
        if is_saved(name):
            from onrecord.page.saved import saved_page  # late: it loads what reads mail

            return cls(id=name, origin=name, **saved_page(data, name)._asdict())
        return cls(data, id=name, origin=name)

    @classmethod
    def from_url(
        cls, url: str, *, fetcher: Fetcher | None = None, allow_private: bool = False
    ) -> Page:
        """Fetch a page, politely.

        Args:
            url: of the page.
            fetcher: to fetch with; its pauses hold over all calls. None for the one of this process.
            allow_private: whether the URL may lead to a private or local address; a fetcher that is
                handed over has its own say.

        Raises:
            FetchError: it could not be had, or its site asks programs not to.
        """
        # Late: most programs fetch nothing.
        from onrecord.page.fetch import shared_fetcher, without_credentials

        if fetcher is None:
            fetcher = shared_fetcher(allow_private=allow_private)
        found = fetcher.fetch(url)
        asked = without_credentials(url)  # what is told and kept of it
        return cls(
            found.data,
            url=without_credentials(found.url),
            id=asked,
            charset=found.charset,
            origin=asked,
            fetched=found.fetched,
        )
