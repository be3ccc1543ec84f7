"""The second stage: page → article."""

from __future__ import annotations

from onrecord.article.html import read_html
from onrecord.article.plain import read_plain
from onrecord.page.decode import decode, sniff
from onrecord.records import Article, Block, Page, Span

__all__ = ["read_page"]


def read_page(page: Page) -> Article:
    """Read the article out of a page; see `onrecord.read`."""
    text = decode(page)
    name = page.id or page.url or "page"
    kind = page.kind or sniff(text)
    if kind == "html":
        return read_html(text, id=name, url=page.url)
    if kind == "text":
        return read_plain(text, id=name, url=page.url)
    return _as_it_is(text, id=name, url=page.url)


def _as_it_is(text: str, *, id: str, url: str | None) -> Article:
    """Every code point of a page as the article's text, in one block."""
    from onrecord.article.language import identify

    blocks = (Block("paragraph", Span(0, len(text)), page_start=0),) if text else ()
    return Article(id=id, text=text, blocks=blocks, language=identify(text), url=url)
