"""A page read by its kind, with what is known of where it came from."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from urllib.parse import urldefrag, urlsplit

from onrecord._log import logger
from onrecord.about import SOFTWARE
from onrecord.article.credit import find_credits, is_credit_line
from onrecord.article.language import identify
from onrecord.article.plain import lines_of, read_plain
from onrecord.page import Announced, Page
from onrecord.page.decode import decode, sniff
from onrecord.page.repair import repaired
from onrecord.records import (
    SCHEMA_VERSION,
    Article,
    Block,
    Credit,
    PageKind,
    Provenance,
    Span,
)

__all__ = ["read_page"]

_log = logger(__name__)


def read_page(page: Page) -> Article:
    """Read the article out of a page; see `onrecord.read`.

    What whoever gave the page says of it goes before what the page itself tells.
    """
    text, by = decode(page), None
    kind = page.kind or sniff(text)
    if kind != "raw":
        text, by = repaired(text)
    article = _READERS[kind](text, page.name, page.url)
    _log.info(
        "%s: read as %s, %d blocks kept, %d pieces of furniture left out",
        page.name,
        kind,
        len(article.blocks),
        len(article.furniture),
    )
    told = page.announced or Announced()
    return replace(
        article,
        title=page.title or article.title or told.title,
        authors=page.authors or article.authors or told.authors,
        outlet=page.outlet or article.outlet or told.outlet,
        published=page.published or article.published or told.published,
        language=page.language or article.language or told.language,
        credits=_with_taken_from(article.credits, told.taken_from),
        url=article.url if _is_address(article.url) else None,
        provenance=Provenance(
            software=SOFTWARE,
            schema=SCHEMA_VERSION,
            origin=page.origin,
            fetched=page.fetched,
            digest=page.digest,
            repaired=by,
        ),
        columns=dict(page.columns),
    )


def _with_taken_from(credits: tuple[Credit, ...], name: str | None) -> tuple[Credit, ...]:
    """The credits of an article that a feed took from somewhere."""
    if name is None or any(one.name.casefold() == name.casefold() for one in credits):
        return credits
    return (*credits, Credit(name, "source_line"))


def _is_address(url: str | None) -> bool:
    """Whether a URL can be taken apart: whoever gave it may have given anything."""
    if not url:
        return False
    try:
        _ = urldefrag(url), urlsplit(url).port
    except ValueError:
        return False
    return True


def _html(text: str, id: str, url: str | None) -> Article:
    from onrecord.article.html import read_html  # late: a text needs no parser of HTML

    return read_html(text, id, url)


def _as_it_is(text: str, id: str, url: str | None) -> Article:
    """Every code point of a page as the article's text, in one block."""
    blocks = (Block("paragraph", Span(0, len(text)), page_start=0),) if text else ()
    lines = [
        Block("credit" if is_credit_line(text[slice(*span)]) else "paragraph", span)
        for span in lines_of(text)
    ]
    return Article(
        id=id,
        text=text,
        blocks=blocks,
        credits=find_credits(text, lines),
        language=identify(text),
        url=url,
    )


_READERS: dict[PageKind, Callable[[str, str, str | None], Article]] = {
    "html": _html,
    "text": read_plain,
    "raw": _as_it_is,
}
