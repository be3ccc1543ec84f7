"""The second stage: page → article."""

from __future__ import annotations

import logging
import re

from onrecord.article.html import read_html
from onrecord.article.plain import read_plain
from onrecord.page.decode import decode, sniff
from onrecord.records import Article, Block, Page, Span

__all__ = ["read_page"]

_log = logging.getLogger(__name__)


def read_page(page: Page) -> Article:
    """Read the article out of a page; see `onrecord.read`."""
    text = decode(page)
    name = page.id or page.url or "page"
    kind = page.kind or sniff(text)
    how = {"html": read_html, "text": read_plain, "raw": _as_it_is}[kind]
    article = how(text, id=name, url=page.url)
    _log.info(
        "%s: read as %s, %d blocks kept, %d pieces of furniture left out",
        name,
        kind,
        len(article.blocks),
        len(article.furniture),
    )
    return article


def _as_it_is(text: str, *, id: str, url: str | None) -> Article:
    """Every code point of a page as the article's text, in one block."""
    from onrecord.article.credit import find_credits, is_credit_line
    from onrecord.article.language import identify

    blocks = (Block("paragraph", Span(0, len(text)), page_start=0),) if text else ()
    lines = [
        Block("credit" if is_credit_line(line[0]) else "paragraph", Span(*line.span()))
        for line in re.finditer(r"[^\n]*\S[^\n]*", text)
    ]
    return Article(
        id=id,
        text=text,
        blocks=blocks,
        credits=find_credits(text, lines),
        language=identify(text),
        url=url,
    )
