"""An HTML page → an article: the extractor's body in its place, and the page's notes on itself."""

from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import date, datetime
from urllib.parse import urljoin, urlsplit

from lxml import etree
from lxml.html import HtmlElement, HTMLParser, document_fromstring

from onrecord._log import logger
from onrecord.article.assemble import Piece, lay_out
from onrecord.article.body import Leaf, join_split, leaves, select
from onrecord.article.byline import authors_in, is_byline, is_date_line
from onrecord.article.credit import agency_in, find_credits, is_credit_line
from onrecord.article.language import identify
from onrecord.article.markup import Markup, clean, read_markup
from onrecord.article.plain import mark_turns
from onrecord.page.moments import parse_moment
from onrecord.records import Article, Furniture

__all__ = ["read_html"]

_log = logger(__name__)

_WORD = re.compile(r"\w+")
_BAR = re.compile(r"\s+[|–—·-]\s+")
#: Characters that no markup can hold, and the mark of byte order.
_CONTROLS = re.compile("[\x00-\x08\x0b\x0e-\x1f\x7f\ufeff\ufffe\uffff]")
#: A tag with more in it than any page needs: the parser takes time by the square of its attributes.
_LONG_TAG = re.compile(r"<([a-zA-Z][\w:-]*+)([^<>]{4000,}+)>")
_MOST_ATTRIBUTES = 200
_MOST_OPEN = 500  # tags in a script that are not closed
_DEEPEST = 200  # elements: deeper trees are flattened, libraries down the line recurse
_MOST_ELEMENTS = 20_000  # the extractor takes time by the square; real pages have some 4,000
_MOST_FURNITURE = 2_000


def read_html(html: str, id: str, url: str | None = None) -> Article:
    """Read the article out of an HTML page; a page without one gives an article without text."""
    tree = _parse(html)
    if tree is None:
        return Article(id=id, text="", url=url)
    markup = read_markup(tree)
    page = leaves(tree)
    if sum(1 for _ in tree.iter()) <= _MOST_ELEMENTS:
        extracted = _extract(tree, url)
        page = join_split(page, extracted.text)
    else:
        _log.warning("%s: too large for the extractor, read without it", id)
        extracted = _Extracted()
        extracted.text = "\n".join(leaf.text for leaf in page if leaf.is_prose)
    chosen, missing = select(page, extracted.text)
    if not chosen and not missing:
        # Pages that a script fills in often carry their story in the structured data.
        missing = [line for line in markup.body.splitlines() if line.strip()]
    title = _title(markup, extracted.title)
    standfirst = _standfirst(page, chosen, markup, title)
    pieces = _pieces(page, chosen, missing, title, standfirst)
    authors = _authors(markup, extracted.authors, pieces)
    text, blocks = lay_out(mark_turns(pieces))
    inside = {page[index].text for index in chosen} | {title, standfirst}
    return Article(
        id=id,
        text=text,
        blocks=blocks,
        title=title,
        standfirst=standfirst,
        authors=authors,
        published=markup.published or extracted.published,
        modified=markup.modified,
        outlet=markup.outlet or extracted.outlet,
        credits=find_credits(text, blocks, authors),
        language=identify(text) or (markup.language if text else None),
        url=_absolute(markup.url, url),
        furniture=tuple(
            Furniture(leaf.text) for leaf in page[:_MOST_FURNITURE] if leaf.text not in inside
        ),
    )


def _parse(html: str) -> HtmlElement | None:
    # An encoding declared in the markup is obsolete: the text is decoded already.
    html = _LONG_TAG.sub(_without_attributes, _CONTROLS.sub("", html))
    html = re.sub(r"^\s{0,100}<\?xml[^>]{0,1000}\?>", "", html)
    parser = HTMLParser(encoding="utf-8", remove_comments=True, remove_pis=True, huge_tree=False)
    try:
        tree = document_fromstring(html.encode("utf-8", "replace"), parser=parser)
    except (etree.LxmlError, ValueError, AssertionError):
        return None
    return _flattened(tree)


def _without_attributes(tag: re.Match[str]) -> str:
    """A tag without its attributes, where it has too many."""
    return tag[0] if tag[2].count("=") + tag[2].count(" ") <= _MOST_ATTRIBUTES else f"<{tag[1]}>"


def _flattened(tree: HtmlElement) -> HtmlElement:
    """Cut what is nested deeper than any page by people is; its text is kept as flat text."""
    level: list[HtmlElement] = [tree]
    for _ in range(_DEEPEST):
        level = [child for element in level for child in element]
        if not level:
            return tree
    for element in level:
        words = " ".join(str(part) for part in element.itertext() if str(part).strip())
        tail = element.tail
        element.clear()
        element.text, element.tail = words, tail
    return tree


class _Extracted:
    """What the extractor says; empty where it finds nothing or fails."""

    __slots__ = ("authors", "outlet", "published", "text", "title")

    def __init__(self) -> None:
        self.text = ""
        self.title: str | None = None
        self.authors: tuple[str, ...] = ()
        self.published: datetime | date | None = None
        self.outlet: str | None = None


def _extract(tree: HtmlElement, url: str | None) -> _Extracted:
    from copy import deepcopy

    from trafilatura import bare_extraction  # late: it is slow to import

    result = _Extracted()
    try:
        document = bare_extraction(
            _for_extractor(deepcopy(tree)), url=url, with_metadata=True, include_comments=False
        )
    except (ValueError, TypeError, AttributeError, KeyError, IndexError, RecursionError) as error:
        # Broken markup trips the extractor now and then; the page's own notes still stand.
        _log.warning("the extractor failed: %s: %s", type(error).__name__, error)
        return result
    if document is None:
        return result
    result.text = document.text or ""
    result.title = clean(document.title) or None
    result.authors = tuple(
        name for part in (document.author or "").split(";") if (name := clean(part))
    )
    result.published = parse_moment(document.date)
    result.outlet = clean(document.sitename) or None
    return result


def _for_extractor(tree: HtmlElement) -> HtmlElement:
    """A page without structured data whose tags are never closed: the extractor takes time by the
    square of them.
    """
    for script in tree.iter("script"):
        text = script.text or ""
        if text.count("<") - text.count(">") > _MOST_OPEN:
            script.text = None
    return tree


def _fold(text: str) -> str:
    return " ".join(_WORD.findall(text.casefold()))


def _title(markup: Markup, extracted: str | None) -> str | None:
    """The title that most of the page's own notes agree on; the earliest note on a tie.

    An outlet's name behind a bar or dash ("Title | The Paper") counts as agreement.
    """
    candidates = [*markup.headlines, *([extracted] if extracted else [])]
    if not candidates:
        return None
    votes = [sum(_agrees(other, title) for other in candidates) for title in candidates]
    best = max(range(len(candidates)), key=lambda index: (votes[index], -index))
    return _without_outlet(candidates[best], markup.outlet or "") or None


def _agrees(other: str, title: str) -> bool:
    """Whether another note is this title, or this title and a section or outlet behind a bar."""
    if _fold(other) == _fold(title):
        return True
    return other.startswith(title) and _BAR.match(other, len(title)) is not None


def _without_outlet(title: str, outlet: str) -> str:
    bars = list(_BAR.finditer(title))
    if not bars or not outlet:
        return title
    behind, name = _key(title[bars[-1].end() :]), _key(outlet)
    return title[: bars[-1].start()] if behind in name or name in behind else title


def _standfirst(
    page: Sequence[Leaf], chosen: Sequence[int], markup: Markup, title: str | None
) -> str | None:
    """The standfirst as it stands on the page: named so, or the description in so many words.

    It stands before the second paragraph of the story, and is no paragraph among its paragraphs
    unless the markup names it.
    """
    paragraphs = [index for index in chosen if page[index].kind == "paragraph"]
    if not paragraphs:
        return None
    key = _key(title) if title else None
    start = next((i for i, leaf in enumerate(page) if key is not None and leaf.key == key), 0)
    end = paragraphs[0] if len(paragraphs) < 2 else paragraphs[1]
    descriptions = {_key(text) for text in markup.descriptions}
    for index in range(start, min(end + 1, len(page))):
        leaf = page[index]
        if leaf.key == key or not _may_be_standfirst(leaf):
            continue
        described = leaf.key in descriptions
        if leaf.standfirst and (not leaf.furniture or described):
            return leaf.text
        if described and index < end and _stands_apart(page, index, paragraphs):
            return leaf.text
    return None


def _may_be_standfirst(leaf: Leaf) -> bool:
    if not 4 <= len(leaf.text.split()) <= 90 or leaf.linked > 0.5 or leaf.kind == "caption":
        return False
    return not is_byline(leaf.text) and not is_date_line(leaf.text)


def _key(text: str) -> str:
    return re.sub(r"\W+", "", text).casefold()


def _stands_apart(page: Sequence[Leaf], index: int, paragraphs: Sequence[int]) -> bool:
    """Whether a leaf is not a child of the element that holds the story's paragraphs."""
    others = [page[other].path[:-1] for other in paragraphs if other != index][:3]
    leaf = page[index]
    return leaf.kind == "heading" or leaf.path[:-1] not in others


def _pieces(
    page: Sequence[Leaf],
    chosen: Sequence[int],
    missing: Sequence[str],
    title: str | None,
    standfirst: str | None,
) -> list[Piece]:
    pieces = [Piece("title", title or ""), Piece("standfirst", standfirst or "")]
    before = {_key(title or ""), _key(standfirst or "")}
    body: list[Piece] = []
    for index in chosen:
        leaf = page[index]
        if leaf.key in before and len(body) < 6:
            continue
        if len(body) < 6 and (is_byline(leaf.text) or is_date_line(leaf.text)):
            body.append(Piece("byline", leaf.text))
        elif is_credit_line(leaf.text):
            body.append(Piece("credit", leaf.text))
        else:
            body.append(Piece(leaf.kind, leaf.text))
    # Lines of the extractor that stand nowhere on the page whole (joined from inline pieces).
    body.extend(Piece("paragraph", line) for line in missing if _key(line) not in before)
    return [*pieces, *body]


def _authors(markup: Markup, extracted: Sequence[str], pieces: Sequence[Piece]) -> tuple[str, ...]:
    """Names by the page's structured data, else by the extractor, else by the byline.

    An outlet given as its own author says nothing, unless nobody else is named.
    """
    outlet = _fold(markup.outlet or "")
    byline = [name for piece in pieces if piece.kind == "byline" for name in authors_in(piece.text)]
    candidates = (
        tuple(name for name in markup.authors if not _is_outlet(name, outlet)),
        tuple(name for name in extracted if not _is_outlet(name, outlet)),
        tuple(byline),
        markup.authors,
        tuple(extracted),
    )
    return next((_once(names) for names in candidates if names), ())


def _once(names: Sequence[str]) -> tuple[str, ...]:
    seen: dict[str, str] = {}
    for name in names:
        seen.setdefault(_fold(name), name)
    return tuple(seen.values())


def _is_outlet(name: str, outlet: str) -> bool:
    folded = _fold(name)
    return bool(outlet) and (folded == outlet or folded in outlet) and agency_in(name) is None


def _absolute(canonical: str | None, url: str | None) -> str | None:
    """The canonical URL, resolved; the page's own where there is none; never a script's."""
    try:
        joined = urljoin(url or "", canonical or "")
        return joined if urlsplit(joined).scheme in ("http", "https") else None
    except ValueError:
        return None
