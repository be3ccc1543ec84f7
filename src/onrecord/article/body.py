"""The body of an HTML page: what the extractor keeps, put back in its place in the document.

The extractor (trafilatura) decides what is article and what is furniture. It loses some of what
matters here: a paragraph that opens with a quotation mark and looks like a teaser, block
quotations, captions, the standfirst. So its text is laid over the page's own blocks, which tells
each block's kind, and blocks that it left out between those it kept are taken back, unless they
are furniture by tag, by name, by form or by being mostly links.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from lxml.etree import iterwalk
from lxml.html import HtmlElement

from onrecord.article.credit import is_credit_line
from onrecord.article.furniture import is_box_header, is_furniture_line
from onrecord.article.markup import clean
from onrecord.records import BlockKind

__all__ = ["Leaf", "join_split", "leaves", "select"]

_BLOCK_TAGS = frozenset(
    [
        "address",
        "article",
        "aside",
        "blockquote",
        "body",
        "center",
        "dd",
        "details",
        "dialog",
        "div",
        "dl",
        "dt",
        "fieldset",
        "figcaption",
        "figure",
        "footer",
        "form",
        "h1",
        "h2",
        "h3",
        "h4",
        "h5",
        "h6",
        "header",
        "hr",
        "li",
        "main",
        "nav",
        "ol",
        "p",
        "pre",
        "section",
        "summary",
        "table",
        "tbody",
        "td",
        "tfoot",
        "th",
        "thead",
        "tr",
        "ul",
        "html",
    ]
)
_UNSEEN_TAGS = frozenset(
    [
        "script",
        "style",
        "noscript",
        "template",
        "svg",
        "math",
        "iframe",
        "object",
        "embed",
        "canvas",
        "select",
        "option",
        "textarea",
        "button",
        "input",
        "audio",
        "video",
        "head",
        "title",
        "link",
        "meta",
        "map",
        "datalist",
        "progress",
        "meter",
    ]
)
_FURNITURE_TAGS = frozenset({"nav", "footer", "aside", "form", "dialog", "menu"})
_FURNITURE_NAMES = re.compile(
    r"(?:^|[\s_-])(?:related|recommend\w*|promo\w*|newsletter\w*|share\w*|sharing|social\w*|comments?|"
    r"disqus|sidebar|advert\w*|ad|ads|sponsor\w*|teaser\w*|breadcrumbs?|nav\w*|menu|footer|cookie\w*|"
    r"paywall\w*|subscri\w*|signup|sign-up|popular|trending|most-read|mostread|read-more|readmore|"
    r"also-read|toolbar|tags?|tag-list|taboola|outbrain|author-bio|authorbio|bio|poll|quiz|widget\w*|"
    r"modal|popup|banner|correction-form|hidden|visually-hidden|sr-only|screen-reader\w*)(?:$|[\s_-])",
    re.I,
)
_STANDFIRST_NAMES = re.compile(
    r"(?:^|[\s_-]|[a-z](?=[A-Z]))(?:standfirst|sub-?title|sub-?head(?:line|ing)?|dek|deck|summary|lead|lede|"
    r"intro|ingress|excerpt|chapo|strapline|entradilla|bajada|sottotitolo|abstract|kicker-text|"
    r"article-?description)(?:$|[\s_-]|(?=[A-Z]))",
    re.I,
)
_CAPTION_WORDS = frozenset({"bildunterschrift", "legend"})
_NAME_BORDERS = re.compile(r"[\s_-]+")
_LONGEST_NAME = 1_000  # code points of an element's class and id that are looked at
_HIDDEN = re.compile(r"display\s{0,20}:\s{0,20}none")
_FEWEST_WORDS = 4
_LINK_SHARE = 0.5
_START = 8  # code points by which a line is looked up
_NOT_WORDS = re.compile(r"\W+")


@dataclass(frozen=True, slots=True, eq=False)
class Leaf:
    """A stretch of visible text of the page with no block border inside.

    Attributes:
        text: its words, spaces folded.
        key: its letters and digits, case folded: what it is compared by.
        path: its block elements from the root down, by their number; the last holds the words.
        kind: what it is if it is in the article.
        linked: share of its letters that are links.
        furniture: whether an element around it is furniture by tag or name.
        standfirst: whether an element around it is named as one.
        bold: whether all of it is bold.
    """

    text: str
    key: str
    path: tuple[int, ...]
    kind: BlockKind
    linked: float
    furniture: bool
    standfirst: bool
    bold: bool

    @property
    def is_prose(self) -> bool:
        """Whether it reads as a sentence of the story, by its form and where it stands."""
        return (
            not self.furniture
            and self.linked <= _LINK_SHARE
            and len(self.text.split()) >= _FEWEST_WORDS
            and self.text.rstrip("\"'”’»)]")[-1:] in tuple(".!?…。！？")
        )


def _key(text: str) -> str:
    return _NOT_WORDS.sub("", text).casefold()


@dataclass(slots=True)
class _Run:
    """Words gathered since the last block border."""

    words: list[str]
    linked: int = 0
    bold: int = 0


@dataclass(frozen=True, slots=True)
class _Named:
    """What an element's class and id say it is."""

    furniture: bool
    standfirst: bool
    caption: bool


@dataclass(frozen=True, slots=True)
class _Open:
    """An element that words stand in."""

    number: int
    tag: str
    named: _Named


class _Reader:
    """Reads the leaves of a tree; each element is looked at once, however many leaves it holds."""

    def __init__(self) -> None:
        self.found: list[Leaf] = []
        self._stack: list[_Open] = []
        self._links = self._bolds = self._unseen = 0
        self._run = _Run([])
        self._known: dict[str, _Named] = {}

    def open(self, number: int, element: HtmlElement, tag: str) -> None:
        """An element begins."""
        if self._unseen or tag in _UNSEEN_TAGS or not tag or _is_hidden(element):
            self._unseen += 1
            return
        if tag in _BLOCK_TAGS or tag == "br":
            self.close_leaf()
        self._links += tag == "a"
        self._bolds += tag in ("b", "strong")
        self._stack.append(_Open(number, tag, self._named(element)))
        self._add(element.text)

    def close(self, element: HtmlElement, tag: str) -> None:
        """An element ends."""
        if self._unseen:
            self._unseen -= 1
        else:
            if tag in _BLOCK_TAGS:
                self.close_leaf()
            self._links -= tag == "a"
            self._bolds -= tag in ("b", "strong")
            self._stack.pop()
        if not self._unseen:
            self._add(element.tail)

    def _named(self, element: HtmlElement) -> _Named:
        name = f"{element.get('class') or ''} {element.get('id') or ''}"[:_LONGEST_NAME]
        known = self._known.get(name)
        if known is None:
            words = _NAME_BORDERS.split(name.lower())
            known = self._known[name] = _Named(
                furniture=not name.isspace() and _FURNITURE_NAMES.search(name) is not None,
                standfirst=_STANDFIRST_NAMES.search(name) is not None,
                caption=any("caption" in word or word in _CAPTION_WORDS for word in words),
            )
        return known

    def _add(self, text: str | None) -> None:
        if text:
            self._run.words.append(text)
            letters = len(text) if text.strip() else 0
            self._run.linked += letters if self._links else 0
            self._run.bold += letters if self._bolds else 0

    def close_leaf(self) -> None:
        """A block border: what was gathered is a leaf."""
        run, self._run = self._run, _Run([])
        text = clean("".join(run.words))
        if not text:
            return
        letters = sum(len(words) for words in run.words if words.strip())
        tags = [one.tag for one in self._stack]
        self.found.append(
            Leaf(
                text=text,
                key=_key(text),
                path=tuple(one.number for one in self._stack if one.tag in _BLOCK_TAGS),
                kind=_kind(tags, caption=any(one.named.caption for one in self._stack[-3:])),
                linked=run.linked / letters,
                furniture=not _FURNITURE_TAGS.isdisjoint(_around_quotation(tags))
                or any(one.named.furniture for one in self._stack),
                standfirst=any(one.named.standfirst for one in self._stack[-3:]),
                bold=run.bold == letters,
            )
        )


def leaves(tree: HtmlElement) -> list[Leaf]:
    """All stretches of visible text, in order of the document; no recursion, so depth is no harm."""
    reader = _Reader()
    for number, (event, element) in enumerate(iterwalk(tree, events=("start", "end"))):
        tag = element.tag if isinstance(element.tag, str) else ""
        if event == "start":
            reader.open(number, element, tag)
        else:
            reader.close(element, tag)
    reader.close_leaf()
    return reader.found


def _is_hidden(element: HtmlElement) -> bool:
    if element.get("hidden") is not None or element.get("aria-hidden") == "true":
        return element.tag not in ("body", "html", "main", "article")
    style = element.get("style")
    return bool(style) and _HIDDEN.search(style) is not None


def _around_quotation(tags: Sequence[str]) -> Sequence[str]:
    """The elements round a block quotation: a footer in it says whose words it is."""
    return tags[: tags.index("blockquote")] if "blockquote" in tags else tags


_HEADINGS = frozenset({"h1", "h2", "h3", "h4", "h5", "h6"})


def _kind(tags: Sequence[str], *, caption: bool) -> BlockKind:
    if caption or "figcaption" in tags:
        return "caption"
    if "figure" in tags and "blockquote" not in tags:
        return "caption"
    if "blockquote" in tags:
        return "block_quotation"
    if not _HEADINGS.isdisjoint(tags[-3:]):
        return "heading"
    return "list_item" if "li" in tags or "dd" in tags else "paragraph"


def select(page: Sequence[Leaf], extracted: str) -> tuple[list[int], list[str]]:
    """Which leaves of a page are the article.

    Args:
        page: the page's leaves.
        extracted: the extractor's text, a block a line.

    Returns:
        indices of the article's leaves, in order; and the extractor's lines that could not be laid
        over the page.
    """
    kept, missing = _aligned(page, extracted)
    if not kept:
        return [], missing
    kept = _without_strays(page, kept)
    return sorted({*kept, *_recovered(page, kept)}), missing


def _aligned(page: Sequence[Leaf], extracted: str) -> tuple[list[int], list[str]]:
    """Lay the extractor's lines over the page's leaves, in order where words come twice."""
    places: dict[str, list[int]] = {}
    for index, leaf in enumerate(page):
        places.setdefault(leaf.key, []).append(index)
    spare = dict.fromkeys(places, 0)  # of each key, the first place that was passed over
    kept: set[int] = set()
    missing: list[str] = []
    last = -1
    for line in extracted.splitlines():
        for cell in [line] if _key(line) in places else line.split("|"):
            key = _key(cell)
            if not key:
                continue
            free = places.get(key, [])
            ahead = bisect_right(free, last)
            if ahead < len(free):
                last = free[ahead]
                kept.add(last)
                continue
            while spare.get(key, 0) < len(free) and free[spare[key]] in kept:
                spare[key] += 1
            if key in spare and spare[key] < len(free):
                kept.add(free[spare[key]])
            else:
                missing.append(cell.strip())
    return sorted(kept), missing


def join_split(page: Sequence[Leaf], extracted: str) -> list[Leaf]:
    """Join neighbouring leaves that are one line to the extractor.

    A break or a stray block element inside a sentence splits it in the page; the extractor knows
    what belongs together.
    """
    whole = {leaf.key for leaf in page}
    split = {key: line for line in extracted.splitlines() if (key := _key(line)) not in whole}
    split.pop("", None)
    by_start: dict[str, list[str]] = {}
    for key in split:
        by_start.setdefault(key[:_START], []).append(key)
    joined: list[Leaf] = []
    index = 0
    while index < len(page):
        end = _run_end(page, index, by_start)
        if end is None:
            joined.append(page[index])
            index += 1
            continue
        run = page[index:end]
        key = "".join(leaf.key for leaf in run)
        text = split.pop(key, " ".join(leaf.text for leaf in run))
        joined.append(replace(run[0], text=clean(text), key=key))
        index = end
    return joined


def _run_end(page: Sequence[Leaf], index: int, by_start: Mapping[str, Sequence[str]]) -> int | None:
    """The end of the run of leaves from an index that makes up one of the lines, if one does."""
    start = "".join(leaf.key for leaf in page[index : index + _START])[:_START]
    for line in by_start.get(start, ()):
        position, end = 0, index
        while end < len(page) and position < len(line) and line.startswith(page[end].key, position):
            position += len(page[end].key)
            end += 1
        if position == len(line) and end > index + 1:
            return end
    return None


def _without_strays(page: Sequence[Leaf], kept: Sequence[int]) -> list[int]:
    """Leave out box headers and furniture lines that the extractor took for article."""
    return [
        index
        for index in kept
        if not is_furniture_line(page[index].text)
        and not (
            is_box_header(page[index].text)
            and (page[index].linked > _LINK_SHARE or page[index].kind != "paragraph")
        )
    ]


def _recovered(page: Sequence[Leaf], kept: Sequence[int]) -> list[int]:
    """Leaves that the extractor lost: in the story's own container, between or next to its own."""
    story = _containers(page, kept)
    if not story:
        return []
    chosen, span = set(kept), (min(kept), max(kept))
    return [
        index
        for index, leaf in enumerate(page)
        if index not in chosen and _may_be_article(leaf) and _belongs(leaf, index, story, span)
    ]


def _containers(page: Sequence[Leaf], kept: Sequence[int]) -> set[int]:
    """The elements that hold the story's paragraphs."""
    holders = Counter(
        page[index].path[-2] for index in kept if len(page[index].path) > 1 and page[index].is_prose
    )
    return {holder for holder, count in holders.items() if count >= 2} or set(holders)


def _may_be_article(leaf: Leaf) -> bool:
    if leaf.furniture or leaf.linked > _LINK_SHARE:
        return False
    return not is_furniture_line(leaf.text) and not is_box_header(leaf.text)


def _belongs(leaf: Leaf, index: int, story: set[int], span: tuple[int, int]) -> bool:
    """Whether a leaf stands in the story as what it is.

    It is a sibling of the story's paragraphs, or one level below one: in a quotation, a list.
    """
    first, last = span
    inside = first < index < last
    depth = _depth_below(leaf.path, story)
    if depth is None or (depth > 2 and not inside):
        return False
    long_enough = len(leaf.text.split()) >= _FEWEST_WORDS
    if leaf.kind == "caption":
        return inside and long_enough
    if leaf.is_prose or (is_credit_line(leaf.text) and index > first):
        return True
    below = leaf.kind in ("block_quotation", "list_item") and depth > 2
    return below and inside and long_enough


def _depth_below(path: tuple[int, ...], story: set[int]) -> int | None:
    """How many elements up the nearest of the story's containers is; None if not near."""
    return next((up for up in (2, 3, 4) if up <= len(path) and path[-up] in story), None)
