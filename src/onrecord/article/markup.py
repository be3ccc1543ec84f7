"""What the page's markup says about itself: JSON-LD (schema.org), OpenGraph, meta tags, ``<time>``.

The same fact often stands in several places and they do not always agree: an SEO title here, a
social media title there, the outlet's name as the author. `titles`, `authors` and so on keep every
note, and `article.html` chooses.
"""

from __future__ import annotations

import html
import json
import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime
from itertools import islice
from typing import Any

from lxml.html import HtmlElement

from onrecord.article.byline import split_names
from onrecord.page.moments import parse_moment
from onrecord.records import to_values

__all__ = ["Markup", "clean", "read_markup"]

_ARTICLE_TYPES = re.compile(r"Article|BlogPosting|Report$|Review|LiveBlog|NewsItem", re.I)
_MOST_JSON = 2_000_000  # characters of JSON-LD looked at
_DEEPEST = 40
_MOST_HEADINGS = 20  # h1 that may be the title
_SPACES = re.compile(r"\s+")
_SOFT = str.maketrans("", "", "\u00ad\u200b\u2060\ufeff")


@dataclass(frozen=True, slots=True)
class Markup:
    """The notes of a page about itself, each kind in the order of their worth."""

    headlines: tuple[str, ...] = ()  # JSON-LD headline, h1, og:title, twitter:title, <title>
    descriptions: tuple[str, ...] = ()
    authors: tuple[str, ...] = ()
    published: datetime | date | None = None
    modified: datetime | date | None = None
    outlet: str | None = None
    url: str | None = None
    language: str | None = None
    body: str = ""


def read_markup(tree: HtmlElement) -> Markup:
    """Read a page's markup; what is malformed is passed over."""
    metas = _metas(tree)
    items = list(_articles(tree))
    return Markup(
        headlines=_texts(
            *(item.get("headline") for item in items[:1]),
            *(_visible(element) for element in islice(tree.iter("h1"), _MOST_HEADINGS)),
            metas.get("og:title"),
            metas.get("twitter:title"),
            tree.findtext(".//title"),
        ),
        descriptions=_texts(
            *(item.get("description") for item in items[:1]),
            metas.get("og:description"),
            metas.get("description"),
        ),
        authors=_authors(items, metas),
        published=_first_moment(
            *(item.get("datePublished") for item in items),
            *(metas.get(name) for name in _PUBLISHED),
            *_times(tree, "datePublished"),
        ),
        modified=_first_moment(
            *(item.get("dateModified") for item in items),
            metas.get("article:modified_time"),
            metas.get("og:updated_time"),
            *_times(tree, "dateModified"),
        ),
        outlet=_outlet(items, metas),
        url=_canonical(tree, metas),
        language=_language(tree, metas),
        body=next((_lines(item["articleBody"]) for item in items if item.get("articleBody")), ""),
    )


_PUBLISHED = (
    "article:published_time",
    "og:published_time",
    "article:published",
    "datepublished",
    "date",
    "dc.date",
    "dc.date.issued",
    "dcterms.created",
    "parsely-pub-date",
    "sailthru.date",
    "pubdate",
    "publish-date",
    "publication_date",
)


def clean(text: object) -> str:
    """One line of text from a markup value: entities resolved, soft hyphens and spaces folded."""
    if not isinstance(text, str):
        return ""
    return _SPACES.sub(" ", str(to_values(html.unescape(text))).translate(_SOFT)).strip()


def _lines(text: object) -> str:
    if not isinstance(text, str):
        return ""
    if "<" in text:
        text = re.sub(r"<(?:br|/p|/div|/li|/h\d)\b[^<>]*>", "\n", text)
        text = re.sub(r"<[^<>]*>", "", text)
    return "\n".join(clean(line) for line in html.unescape(text).splitlines())


def _texts(*values: object) -> tuple[str, ...]:
    return tuple(text for value in values if (text := clean(value)))


def _visible(element: HtmlElement) -> str:
    return str(element.text_content())


def _metas(tree: HtmlElement) -> dict[str, str]:
    metas: dict[str, str] = {}
    for element in tree.iter("meta"):
        name = element.get("property") or element.get("name") or element.get("itemprop")
        content = element.get("content")
        if name and content and content.strip():
            metas.setdefault(name.strip().lower(), content)
    return metas


def _articles(tree: HtmlElement) -> Iterator[dict[str, Any]]:
    """The JSON-LD objects that describe an article, outermost first."""
    budget = _MOST_JSON
    for script in tree.iter("script"):
        if "ld+json" not in (script.get("type") or ""):
            continue
        source = script.text or ""
        budget -= len(source)
        if budget < 0:
            return
        try:
            yield from _walk(json.loads(source, strict=False), 0)
        except (ValueError, RecursionError):
            continue


def _walk(value: object, depth: int) -> Iterator[dict[str, Any]]:
    if depth > _DEEPEST:
        return
    if isinstance(value, list):
        for entry in value:
            yield from _walk(entry, depth + 1)
    elif isinstance(value, dict):
        kinds = value.get("@type")
        if any(_ARTICLE_TYPES.search(str(kind)) for kind in _listed(kinds)):
            yield value
            return
        for entry in value.values():
            if isinstance(entry, list | dict):
                yield from _walk(entry, depth + 1)


def _listed(value: object) -> list[Any]:
    if value is None:
        return []
    return value if isinstance(value, list) else [value]


def _authors(items: list[dict[str, Any]], metas: dict[str, str]) -> tuple[str, ...]:
    names: list[str] = []
    for item in items[:1]:
        for author in _listed(item.get("author")) + _listed(item.get("creator")):
            entries = author.get("name") if isinstance(author, dict) else author
            for entry in _listed(entries):
                name = entry.get("name") if isinstance(entry, dict) else entry
                if text := clean(name):
                    names.extend(split_names(text) or (text,))
    if not names:
        for key in ("author", "parsely-author", "sailthru.author", "dc.creator", "byl"):
            text = clean(metas.get(key))
            if text and "://" not in text:
                names.extend(split_names(text))
                break
    return tuple(dict.fromkeys(name for name in names if "://" not in name))


def _outlet(items: list[dict[str, Any]], metas: dict[str, str]) -> str | None:
    for item in items:
        for publisher in _listed(item.get("publisher")):
            name = publisher.get("name") if isinstance(publisher, dict) else publisher
            if (text := clean(name)) and "://" not in text:
                return text
    return clean(metas.get("og:site_name")) or clean(metas.get("application-name")) or None


def _canonical(tree: HtmlElement, metas: dict[str, str]) -> str | None:
    for link in tree.iter("link"):
        if (link.get("rel") or "").lower() == "canonical" and clean(link.get("href")):
            return clean(link.get("href"))
    return clean(metas.get("og:url")) or None


def _language(tree: HtmlElement, metas: dict[str, str]) -> str | None:
    declared = tree.get("lang") or metas.get("og:locale") or metas.get("content-language") or ""
    code = re.match(r"[a-zA-Z]{2}(?![a-zA-Z])", declared.strip())
    return code[0].lower() if code else None


def _times(tree: HtmlElement, itemprop: str) -> Iterator[str]:
    for element in tree.iter("time"):
        if itemprop in (element.get("itemprop") or ""):
            yield element.get("datetime") or _visible(element)
    if itemprop == "datePublished":
        for element in tree.iter("time"):
            if element.get("datetime") and element.get("pubdate") is not None:
                yield element.get("datetime")


def _first_moment(*values: object) -> datetime | date | None:
    return next((moment for value in values if (moment := parse_moment(value))), None)
