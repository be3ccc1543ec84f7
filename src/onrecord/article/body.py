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
_CAPTION_NAMES = re.compile(
    r"(?:^|[\s_-])(?:\w*caption\w*|bildunterschrift|legend)(?:$|[\s_-])", re.I
)
_SENTENCE_END = re.compile(r"[.!?…。！？][\"'”’»)\]]*$")
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
            and _SENTENCE_END.search(self.text) is not None
        )


def _key(text: str) -> str:
    return _NOT_WORDS.sub("", text).casefold()


@dataclass(slots=True)
class _Run:
    """Words gathered since the last block border."""

    words: list[str]
    linked: int = 0
    bold: int = 0


def leaves(tree: HtmlElement) -> list[Leaf]:
    """All stretches of visible text, in order of the document; no recursion, so depth is no harm."""
    found: list[Leaf] = []
    stack: list[tuple[int, HtmlElement]] = []
    links = bolds = unseen = 0
    run = _Run([])
    for number, (event, element) in enumerate(iterwalk(tree, events=("start", "end"))):
        tag = element.tag if isinstance(element.tag, str) else ""
        if event == "start":
            if unseen or tag in _UNSEEN_TAGS or not tag or _is_hidden(element):
                unseen += 1
            else:
                if tag in _BLOCK_TAGS or tag == "br":
                    _close(run, stack, found)
                    run = _Run([])
                links += tag == "a"
                bolds += tag in ("b", "strong")
                stack.append((number, element))
                _add(run, element.text, links, bolds)
        else:
            if unseen:
                unseen -= 1
            else:
                if tag in _BLOCK_TAGS:
                    _close(run, stack, found)
                    run = _Run([])
                links -= tag == "a"
                bolds -= tag in ("b", "strong")
                stack.pop()
            if not unseen:
                _add(run, element.tail, links, bolds)
    _close(run, stack, found)
    return found


def _is_hidden(element: HtmlElement) -> bool:
    if element.get("hidden") is not None or element.get("aria-hidden") == "true":
        return element.tag not in ("body", "html", "main", "article")
    style = element.get("style")
    return bool(style) and re.search(r"display\s*:\s*none", style) is not None


def _add(run: _Run, text: str | None, links: int, bolds: int) -> None:
    if text:
        run.words.append(text)
        letters = len(text) if text.strip() else 0
        run.linked += letters if links else 0
        run.bold += letters if bolds else 0


def _close(run: _Run, stack: Sequence[tuple[int, HtmlElement]], found: list[Leaf]) -> None:
    joined = "".join(run.words)
    text = clean(joined)
    if not text:
        return
    letters = sum(len(words) for words in run.words if words.strip())
    tags = [str(element.tag) for _, element in stack]
    names = [f"{element.get('class') or ''} {element.get('id') or ''}" for _, element in stack]
    found.append(
        Leaf(
            text=text,
            key=_key(text),
            path=tuple(number for number, element in stack if element.tag in _BLOCK_TAGS),
            kind=_kind(tags, names),
            linked=run.linked / letters,
            furniture=not _FURNITURE_TAGS.isdisjoint(_around_quotation(tags))
            or any(_FURNITURE_NAMES.search(name) for name in names if not name.isspace()),
            standfirst=any(_STANDFIRST_NAMES.search(name) for name in names[-3:]),
            bold=run.bold == letters,
        )
    )


def _around_quotation(tags: Sequence[str]) -> Sequence[str]:
    """The elements round a block quotation: a footer in it says whose words it is."""
    return tags[: tags.index("blockquote")] if "blockquote" in tags else tags


def _kind(tags: Sequence[str], names: Sequence[str]) -> BlockKind:
    if "figcaption" in tags or any(_CAPTION_NAMES.search(name) for name in names[-3:]):
        return "caption"
    if "figure" in tags and "blockquote" not in tags:
        return "caption"
    if "blockquote" in tags:
        return "block_quotation"
    if any(re.fullmatch(r"h[1-6]", tag) for tag in tags[-3:]):
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
    chosen = set(kept)
    holders = Counter(
        page[index].path[-2] for index in kept if len(page[index].path) > 1 and page[index].is_prose
    )
    if not holders:
        return []
    story = {holder for holder, count in holders.items() if count >= 2} or set(holders)
    first, last = min(kept), max(kept)
    recovered: list[int] = []
    for index, leaf in enumerate(page):
        if index in chosen or leaf.furniture or leaf.linked > _LINK_SHARE:
            continue
        if is_furniture_line(leaf.text) or is_box_header(leaf.text):
            continue
        # A sibling of the story's paragraphs, or one level below one: in a quotation, a list.
        depth = _depth_below(leaf.path, story)
        if depth is None or (depth > 2 and not first < index < last):
            continue
        if leaf.kind == "caption":
            if first < index < last and len(leaf.text.split()) >= _FEWEST_WORDS:
                recovered.append(index)
        elif leaf.is_prose or (is_credit_line(leaf.text) and index > first):
            recovered.append(index)
        elif leaf.kind in ("block_quotation", "list_item") and first < index < last and depth > 2:
            if len(leaf.text.split()) >= _FEWEST_WORDS:
                recovered.append(index)
    return recovered


def _depth_below(path: tuple[int, ...], story: set[int]) -> int | None:
    """How many elements up the nearest of the story's containers is; None if not near."""
    return next((up for up in (2, 3, 4) if up <= len(path) and path[-up] in story), None)
