"""One page from whatever names or holds it."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from onrecord.errors import TooLargeError
from onrecord.page._page import Page
from onrecord.page.limits import MAX_PAGE_BYTES

if TYPE_CHECKING:
    from onrecord.page.fetch import Fetcher

__all__ = ["is_url", "load"]


def load(
    page: Page | Path | str | bytes,
    *,
    allow_private: bool = False,
    fetcher: Fetcher | None = None,
) -> Page:
    """One page from whatever names or holds it; see `onrecord.read`.

    Raises:
        PageError: there is no such file, it is too large, or the URL could not be fetched.
    """
    if isinstance(page, Path):
        return Page.from_file(page)
    if isinstance(page, str) and is_url(page):
        return Page.from_url(page, fetcher=fetcher, allow_private=allow_private)
    if isinstance(page, str | bytes):
        page = Page(page)
    if not isinstance(page, Page):
        raise TypeError(
            f"a page is a URL, text, bytes, a Path or a Page, not {type(page).__name__}"
        )
    if len(page.data) > MAX_PAGE_BYTES:
        raise TooLargeError(f"{page.name}: larger than {MAX_PAGE_BYTES:,} bytes")
    return page


def is_url(name: str) -> bool:
    """Whether a string is a web address and nothing else."""
    return name.startswith(("http://", "https://")) and not any(char.isspace() for char in name)
