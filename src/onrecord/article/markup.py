"""What the page's markup says about itself: JSON-LD (schema.org), OpenGraph, meta tags, ``<time>``.

The same fact often stands in several places and they do not always agree: an SEO title here, a
social media title there, the outlet's name as the author. Every note is kept, and `titles`, `authors`
and `dates` choose.
"""

from __future__ import annotations

import html
import json
import re
from collections.abc import Iterable, Iterator, Mapping
from contextlib import suppress
from dataclasses import dataclass, field
from itertools import islice
from typing import Any

from lxml.html import HtmlElement

from onrecord.records import to_values

__all__ = ["Markup", "clean", "read_markup"]

_ARTICLE_TYPES = re.compile(r"Article|BlogPosting|Report$|Review|LiveBlog|NewsItem", re.I)
_SITE_TYPES = re.compile(r"NewsMediaOrganization|^Organization|WebSite|Newspaper")
_MOST_JSON = 2_000_000  # characters of JSON-LD looked at
_DEEPEST = 40
_MOST_HEADINGS = 20  # h1 that may be the title
_SPACES = re.compile(r"\s+")
_SOFT = str.maketrans("", "", "\u00ad\u200b\u2060\ufeff")


@dataclass(frozen=True, slots=True)
class Markup:
    """The notes of a page about itself.

    Attributes:
        items: the JSON-LD objects of its article, the best first; those of other articles are left out.
        metas: of ``<meta>``, the first of a name; ask `meta`.
        site: the name that a JSON-LD object of the site or its publisher gives.
        headings: its ``<h1>``, in order.
        title: its ``<title>``.
        times: machine-written times in elements that say that they are the article's, by the name of
            the property (``datePublished``).
        url: its canonical address.
        language: that it declares, ISO 639-1.
    """

    items: tuple[dict[str, Any], ...] = ()
    metas: Mapping[str, str] = field(default_factory=dict)
    site: str | None = None
    headings: tuple[str, ...] = ()
    title: str | None = None
    times: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    url: str | None = None
    language: str | None = None

    @property
    def headlines(self) -> tuple[str, ...]:
        """What may be the title: JSON-LD, ``<h1>``, OpenGraph, Twitter, ``<title>``."""
        return _texts(
            *(item.get("headline") for item in self.items[:1]),
            *self.headings,
            self.meta("og:title"),
            self.meta("twitter:title"),
            self.title,
        )

    @property
    def descriptions(self) -> tuple[str, ...]:
        """What sums the article up, in its own notes."""
        return _texts(
            *(item.get("description") for item in self.items[:1]),
            self.meta("og:description"),
            self.meta("description"),
        )

    @property
    def outlet(self) -> str | None:
        """The name of the site or of who publishes it."""
        for item in self.items:
            for name in _names_of(item.get("publisher")):
                if "://" not in name:
                    return name
        site = clean(self.meta("og:site_name", "application-name"))
        return site if site and "://" not in site else self.site

    @property
    def body(self) -> str:
        """The article's text, where a JSON-LD object carries it, a block a line."""
        return next(
            (_lines(item["articleBody"]) for item in self.items if item.get("articleBody")), ""
        )

    @property
    def is_free(self) -> bool:
        """Whether nothing says that the article is for those who pay."""
        values = (item.get("isAccessibleForFree") for item in self.items)
        return all(str(value).casefold() != "false" for value in values)

    def meta(self, *names: str) -> str | None:
        """What the first of some ``<meta>`` says, by property, name or itemprop."""
        return next((value for name in names if (value := self.metas.get(_plain(name)))), None)

    def authors(self, *properties: str, persons: bool = False) -> tuple[str, ...]:
        """The values of properties (``author``, ``creator``) of the article's JSON-LD object.

        Args:
            properties: of which, in order.
            persons: leave out what is said to be an organisation.
        """
        values = [
            one
            for item in self.items[:1]
            for name in properties
            for value in _listed(item.get(name))
            if not (persons and isinstance(value, dict) and "Organi" in str(value.get("@type")))
            for one in _names_of(value)
        ]
        return tuple(dict.fromkeys(value for value in values if "://" not in value))


def read_markup(tree: HtmlElement) -> Markup:
    """Read a page's markup; what is malformed is passed over."""
    metas = _metas(tree)
    values = _json_ld(tree)
    headings = tuple(clean(_visible(one)) for one in islice(tree.iter("h1"), _MOST_HEADINGS))
    title = tree.findtext(".//title")
    url = _canonical(tree, metas)
    return Markup(
        items=tuple(
            _of_this_page(list(_articles(values)), (*headings, metas.get("ogtitle"), title), url)
        ),
        metas=metas,
        site=_site(values),
        headings=headings,
        title=title,
        times={name: tuple(_times(tree, name)) for name in ("datePublished", "dateModified")},
        url=url,
        language=_language(tree, metas),
    )


def _of_this_page(
    items: list[dict[str, Any]], titles: Iterable[str | None], url: str | None
) -> list[dict[str, Any]]:
    """Those of some articles that are the page's own, the best first; all, where none can be told."""
    keys = {_folded(title) for title in titles if title}

    def fits(item: dict[str, Any]) -> bool:
        headline = _folded(clean(item.get("headline") or item.get("name")))
        page = item.get("mainEntityOfPage")
        address = item.get("url") or (page.get("@id") if isinstance(page, dict) else page)
        own = bool(url) and isinstance(address, str) and _path(address) == _path(url or "")
        return own or any(headline and (headline in key or key in headline) for key in keys if key)

    return [item for item in items if fits(item)] or items[:1]


def _folded(text: str) -> str:
    return re.sub(r"\W+", "", text).casefold()


def _path(address: str) -> str:
    """An address without scheme, host, query and closing slash."""
    return re.sub(r"^[a-z]+://[^/]*|[?#].*$", "", address).rstrip("/")


def _plain(name: str) -> str:
    """The name of a note without the marks that sites write differently: ``article:published-time``."""
    return re.sub(r"[\W_]", "", name).lower()


def _names_of(value: object) -> tuple[str, ...]:
    """The names in a JSON-LD value: of a text, an object with a name, a list of them."""
    names: list[str] = []
    for one in _listed(value):
        if not isinstance(one, dict):
            names.append(clean(one))
            continue
        name = one.get("name") or f"{clean(one.get('givenName'))} {clean(one.get('familyName'))}"
        for entry in _listed(name):
            names.append(clean(entry.get("name") if isinstance(entry, dict) else entry))
    return tuple(name for name in names if name)


def clean(text: object) -> str:
    """One line of text from a markup value: entities resolved, soft hyphens and spaces folded."""
    if not isinstance(text, str):
        return ""
    if "&" in text:
        text = html.unescape(text)
    if not text.isascii():
        text = str(to_values(text)).translate(_SOFT)
    return " ".join(text.split())


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
            metas.setdefault(_plain(name), content)
    return metas


def _json_ld(tree: HtmlElement) -> list[object]:
    """The values of a page's JSON-LD; what cannot be read is passed over."""
    budget = _MOST_JSON
    found: list[object] = []
    for script in tree.iter("script"):
        if "ld+json" not in (script.get("type") or ""):
            continue
        source = script.text or ""
        budget -= len(source)
        if budget < 0:
            break
        with suppress(ValueError, RecursionError):
            found.append(json.loads(source, strict=False))
    return found


def _articles(values: list[object]) -> Iterator[dict[str, Any]]:
    """The JSON-LD objects that describe an article, outermost first."""
    for value in values:
        with suppress(RecursionError):
            yield from _walk(value, 0)


def _site(values: list[object]) -> str | None:
    """The name of the outlet in an object of its own, beside the article's."""
    for value in values:
        graph = value.get("@graph") if isinstance(value, dict) else None
        for one in (*_listed(value), *_listed(graph)):
            if isinstance(one, dict) and _SITE_TYPES.search(str(one.get("@type"))):
                name = clean(one.get("name"))
                if name and "://" not in name:
                    return name
    return None


#: Where a page describes other articles than its own.
_OF_OTHERS = frozenset(
    "itemListElement relatedLink isRelatedTo mentions citation comment review hasPart video image".split()
)


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
        for name, entry in value.items():
            if isinstance(entry, list | dict) and name not in _OF_OTHERS:
                yield from _walk(entry, depth + 1)


def _listed(value: object) -> list[Any]:
    if value is None:
        return []
    return value if isinstance(value, list) else [value]


def _canonical(tree: HtmlElement, metas: dict[str, str]) -> str | None:
    for link in tree.iter("link"):
        if (link.get("rel") or "").lower() == "canonical" and clean(link.get("href")):
            return clean(link.get("href"))
    return clean(metas.get("ogurl")) or None


def _language(tree: HtmlElement, metas: dict[str, str]) -> str | None:
    declared = tree.get("lang") or metas.get("oglocale") or metas.get("contentlanguage") or ""
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
