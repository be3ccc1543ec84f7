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
from dataclasses import dataclass, field, replace
from functools import lru_cache
from typing import NamedTuple

from lxml.etree import iterwalk
from lxml.html import HtmlElement

from onrecord.article.credit import is_credit_line
from onrecord.article.furniture import is_box_header, is_furniture_line, is_offer
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
#: Names of elements by what they say of what is in them: words between blanks, hyphens, underscores.
#: ``soft`` is furniture unless it holds the story: an offer to pay, or the part that is free.
_NAMES = re.compile(
    r"(?:^|[\s_-])(?:(?P<furniture>related|recommend\w*|promo\w*|newsletter\w*|mpu|share\w*|sharing|social\w*|comments?|"
    r"disqus|sidebar|advert\w*|ad|ads|sponsor\w*|breadcrumbs?|crumbs|nav\w*|menu|footer|cookie\w*|"
    r"signup|sign-up|popular|trending|most-?(?:read|viewed)|read-more|readmore|pull-?quote\w*|"
    r"also-read|toolbar|tags?|tag-list|taboola|outbrain|author-bio|authorbio|bio|poll|quiz|widget\w*|"
    r"modal|popup|banner|correction-form|hidden|visually-hidden|sr-only|screen-reader\w*)"
    r"|(?P<note>corrections?|corrected|clarifications?|amendments?|erratum|errata|editors?-?note)"
    r"|(?P<soft>(?:pay|reg|meter)-?wall\w*|subscri\w*|teaser\w*|premium|offers?|piano\w*)"
    r"|(?P<post>(?:twitter|instagram|bluesky|mastodon|tiktok|threads|telegram|facebook|reddit|x)[\s_-]?"
    r"(?:tweet|media|embed|post|status)|tweet-?embed|fb-post))(?=$|[\s_-])",
    re.I,
)
#: The same for names that are also written in one: ``articleByline``.
_JOINED_NAMES = re.compile(
    r"(?:^|[\s_-]|(?-i:(?<=[a-z])(?=[A-Z])))(?:(?P<standfirst>standfirst|sub-?title|sub-?head(?:line|ing)?|dek|deck|"
    r"summary|lead|lede|intro|ingress|excerpt|chapo|strapline|entradilla|bajada|sottotitolo|abstract|kicker-text|"
    r"article-?description)"
    r"|(?P<byline>by-?lines?|authors?|author-?names?|writers?|contributors?|auteurs?|autor(?:es)?|reporters?|"
    r"signature|firma)"
    r"|(?P<stamp>date(?:line|time)?|time(?:stamp)?|stamp|published?|pub-?date|posted(?:-on)?|meta(?:data)?|datum|"
    r"fecha))(?=$|[\s_-]|(?-i:[A-Z]))",
    re.I,
)
_AUTHOR_ADDRESS = re.compile(
    r"/(?:authors?|profiles?|people|staff|writers?|reporters?|journalists?|contributors?|by|autor(?:es|en)?|auteurs?|autori|"
    r"redaktion|firmas?|columnists?)/",
    re.I,
)
_CAPTION_WORDS = frozenset({"bildunterschrift", "legend"})
_NAME_BORDERS = re.compile(r"[\s_-]+")
_LONGEST_NAME = 1_000  # code points of an element's class and id that are looked at
_HIDDEN = re.compile(r"display\s{0,20}:\s{0,20}none")
_FEWEST_WORDS = 4
_NEAR = 6  # levels up to an element that holds two columns of one story
_LARGEST_INSET, _LARGEST_OFFER = 3, 12  # leaves
_LONG = 15  # words of a paragraph that is surely one
_FEWEST_LINKED = 9  # words of a paragraph that is wholly a link
_MOST_PIECES = 40  # of a line whose inline elements are told apart
_GLUED = re.compile(r"([^\W\d_]|\d)\0(?=[^\W_])")  # two inline elements with nothing between them
_LINK_SHARE = 0.5
_COVERED = 0.8  # of a line of the extractor, by leaves that stand for it
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
        boxes: those elements, by their number, from the root down; below zero those that may hold the
            story all the same.
        standfirst: whether an element around it is named as one.
        bold: whether all of it is bold.
        italic: whether all of it is in italics.
        byline: whether an element around it is named as one, or as an author's.
        stamp: whether an element around it is named as a date's.
        times: of the ``<time>`` elements in it: what each says to machines, and the words before it.
        title: whether it is the page's ``<h1>``.
        platform: of an embedded post: where it was posted.
        note: whether an element around it is named as a note of correction.
    """

    text: str
    key: str
    path: tuple[int, ...]
    kind: BlockKind
    linked: float
    furniture: bool
    standfirst: bool
    bold: bool
    italic: bool = False
    byline: bool = False
    note: bool = False
    stamp: bool = False
    times: tuple[tuple[str, str], ...] = ()
    title: bool = False
    boxes: tuple[int, ...] = ()
    platform: str | None = None

    @property
    def is_prose(self) -> bool:
        """Whether it reads as a sentence of the story, by its form and where it stands."""
        return not self.furniture and self.linked <= _LINK_SHARE and self.is_sentence

    @property
    def is_sentence(self) -> bool:
        """Whether it reads as a sentence by its form."""
        return len(self.text.split()) >= _FEWEST_WORDS and self.text.rstrip("\"'”’»)]")[
            -1:
        ] in tuple(".!?…。！？")


def _key(text: str) -> str:
    return _NOT_WORDS.sub("", text).casefold()


@dataclass(slots=True)
class _Run:
    """Words gathered since the last block border."""

    words: list[str]
    linked: int = 0
    bold: int = 0
    italic: int = 0
    byline: bool = False
    times: list[tuple[str, str]] = field(default_factory=list)

    @property
    def is_new(self) -> bool:
        """Whether nothing was gathered yet."""
        return not (self.words or self.byline or self.times)


@dataclass(frozen=True, slots=True)
class _Named:
    """What an element's class and id say it is."""

    furniture: bool
    standfirst: bool
    caption: bool
    byline: bool
    stamp: bool
    soft: bool
    note: bool
    platform: str | None


#: Attributes that say what an element is.
_NAMING = frozenset({"class", "id", "rel", "itemprop"})
_NAMELESS = _Named(
    furniture=False,
    standfirst=False,
    note=False,
    caption=False,
    byline=False,
    stamp=False,
    soft=False,
    platform=None,
)


class _Open(NamedTuple):
    """An element that words stand in.

    Attributes:
        number: in order of the document.
        tag: its name.
        named: what its attributes say it is.
        boxes: the furniture that it stands in or is, by number.
        quoted: whether it stands in a block quotation, or is one.
        platform: of the embedded post that it stands in.
    """

    number: int
    tag: str
    named: _Named
    boxes: tuple[int, ...]
    quoted: bool
    platform: str | None


class _Reader:
    """Reads the leaves of a tree; each element is looked at once, however many leaves it holds."""

    def __init__(self) -> None:
        self.found: list[Leaf] = []
        self._stack: list[_Open] = []
        self._links = self._bolds = self._italics = 0
        self._unseen = False  # whether the element at hand is
        self._run = _Run([])

    def open(self, number: int, element: HtmlElement, tag: str) -> bool:
        """An element begins; whether what is in it can be seen."""
        if tag in _UNSEEN_TAGS or not tag or _is_hidden(element):
            self._unseen = True
            return False
        if tag in _BLOCK_TAGS or tag == "br":
            self.close_leaf()
        self._links += tag == "a"
        self._bolds += tag in ("b", "strong")
        self._italics += tag in ("i", "em")
        if tag == "a" and _AUTHOR_ADDRESS.search(element.get("href") or ""):
            self._run.byline = True
        if tag == "time":
            self._run.times.append((element.get("datetime") or "", "".join(self._run.words)[-60:]))
        named = self._named(element)
        self._run.byline |= named.byline
        self._push(number, tag, named)
        self._add(element.text)
        return True

    def _push(self, number: int, tag: str, named: _Named) -> None:
        above = self._stack[-1] if self._stack else _NOWHERE
        quoted = above.quoted or tag == "blockquote"
        boxes = above.boxes
        # A footer in a block quotation says whose words it is.
        if named.furniture or (tag in _FURNITURE_TAGS and not quoted and not named.note):
            boxes = (*boxes, number)
        elif named.soft:
            boxes = (*boxes, -number)
        platform = above.platform or named.platform
        self._stack.append(_Open(number, tag, named, boxes, quoted, platform))

    def close(self, element: HtmlElement, tag: str) -> None:
        """An element ends."""
        if self._unseen:
            self._unseen = False
        else:
            if tag in _BLOCK_TAGS:
                self.close_leaf()
            self._links -= tag == "a"
            self._bolds -= tag in ("b", "strong")
            self._italics -= tag in ("i", "em")
            self._stack.pop()
        self._add(element.tail)

    def _named(self, element: HtmlElement) -> _Named:
        given = [value for key, value in element.items() if key in _NAMING]
        if not given:
            return _NAMELESS
        return _by_name(" ".join(given)[:_LONGEST_NAME])

    def _add(self, text: str | None) -> None:
        if text:
            self._run.words.append(text)
            letters = len(text) if text.strip() else 0
            self._run.linked += letters if self._links else 0
            self._run.bold += letters if self._bolds else 0
            self._run.italic += letters if self._italics else 0

    def close_leaf(self) -> None:
        """A block border: what was gathered is a leaf."""
        if self._run.is_new:
            return  # nothing since the border before, as at most borders
        run, self._run = self._run, _Run([])
        text = clean("".join(run.words))
        if not text:
            return
        if (run.byline or run.times) and len(run.words) <= _MOST_PIECES:
            text = clean(_GLUED.sub(r"\1 ", "\0".join(run.words)).replace("\0", ""))
        letters = sum(len(words) for words in run.words if words.strip())
        tags = [one.tag for one in self._stack]
        near = [one.named for one in self._stack[-3:]]
        inner = self._stack[-1] if self._stack else _NOWHERE
        self.found.append(
            Leaf(
                text=text,
                key=_key(text),
                path=tuple(one.number for one in self._stack if one.tag in _BLOCK_TAGS),
                kind=_kind(tags, caption=any(one.caption for one in near)),
                linked=run.linked / letters,
                furniture=bool(inner.boxes),
                standfirst=any(one.standfirst for one in near),
                note=any(one.note for one in near),
                bold=run.bold == letters,
                italic=run.italic == letters,
                byline=run.byline or any(one.byline for one in near),
                stamp=any(one.stamp for one in near),
                boxes=inner.boxes,
                platform=inner.platform,
                times=tuple(run.times),
                title="h1" in tags,
            )
        )


_NOWHERE = _Open(0, "", _NAMELESS, (), False, None)


def leaves(tree: HtmlElement) -> list[Leaf]:
    """All stretches of visible text, in order of the document; no recursion, so depth is no harm."""
    reader = _Reader()
    walk = iterwalk(tree, events=("start", "end"))
    for number, (event, element) in enumerate(walk):
        tag = element.tag if isinstance(element.tag, str) else ""
        if event == "end":
            reader.close(element, tag)
        elif not reader.open(number, element, tag):
            walk.skip_subtree()
    reader.close_leaf()
    return reader.found


def _is_hidden(element: HtmlElement) -> bool:
    if element.get("hidden") is not None or element.get("aria-hidden") == "true":
        return element.tag not in ("body", "html", "main", "article")
    style = element.get("style")
    return bool(style) and _HIDDEN.search(style) is not None


@lru_cache(maxsize=8_192)  # the pages of a site name their elements alike
def _by_name(name: str) -> _Named:
    """What an element's class and id say it is."""
    kinds = {found.lastgroup: found[0] for found in _NAMES.finditer(name)}
    kinds |= {found.lastgroup: found[0] for found in _JOINED_NAMES.finditer(name)}
    lower = name.lower()
    caption = "caption" in lower or not _CAPTION_WORDS.isdisjoint(_NAME_BORDERS.split(lower))
    if not kinds and not caption:
        return _NAMELESS
    return _Named(
        furniture="furniture" in kinds,
        standfirst="standfirst" in kinds,
        note="note" in kinds,
        caption=caption,
        byline="byline" in kinds,
        stamp="stamp" in kinds,
        soft="soft" in kinds,
        platform=_platform(kinds.get("post", "")),
    )


def _platform(name: str) -> str | None:
    """The platform of an embedded post, by the name of its element."""
    word = name.strip(" _-").lower()
    return next(
        (platform for start, platform in _PLATFORMS.items() if word.startswith(start)), None
    )


_PLATFORMS = {
    "twitter": "X",
    "tweet": "X",
    "x": "X",
    "fb": "Facebook",
    "facebook": "Facebook",
    "tiktok": "TikTok",
    "instagram": "Instagram",
    "bluesky": "Bluesky",
    "mastodon": "Mastodon",
    "threads": "Threads",
    "telegram": "Telegram",
    "reddit": "Reddit",
}
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


def select(page: Sequence[Leaf], extracted: str) -> tuple[list[Leaf], list[int], list[str]]:
    """Which leaves of a page are the article.

    Args:
        page: the page's leaves.
        extracted: the extractor's text, a block a line.

    Returns:
        the leaves, those that a box holds with the whole story no longer called furniture; indices of
        the article's, in order; and the extractor's lines that could not be laid over the page.
    """
    kept, missing = _aligned(page, extracted)
    page = _excused(page, kept)
    kept = _without_cards(page, _without_strays(page, kept))
    if kept:
        # What corrects the story is of it, wherever its site puts that.
        notes = (index for index in range(kept[0], len(page)) if page[index].note)
        kept = sorted({*kept, *(index for index in notes if not page[index].furniture)})
    if not kept:
        kept = [index for index, leaf in enumerate(page) if leaf.is_prose and leaf.boxes]
    if not kept:
        return page, [], missing
    return page, _without_insets(page, sorted({*kept, *_recovered(page, kept)})), missing


def _excused(page: Sequence[Leaf], kept: Sequence[int]) -> list[Leaf]:
    """The leaves without boxes that hold the story: by name furniture, but what is left without them?"""
    held = Counter(box for index in kept if page[index].is_sentence for box in page[index].boxes)
    prose = sum(page[index].is_sentence for index in kept)
    inside: dict[int, list[Leaf]] = {}
    for leaf in page:
        for box in leaf.boxes:
            inside.setdefault(box, []).append(leaf)
    free = {
        box
        for box, leaves in inside.items()
        if (held[box] >= 2 and 2 * held[box] >= prose)
        or (box < 0 and (held[box] or _is_story(leaves)))
        if box > 0 or not _is_offered(leaves)
    }
    return [
        replace(leaf, furniture=not free.issuperset(leaf.boxes)) if free and leaf.boxes else leaf
        for leaf in page
    ]


def _is_story(leaves: Sequence[Leaf]) -> bool:
    """Whether what stands in a box is prose: paragraphs, or one that has the box for itself."""
    if len(leaves) == 1:
        long_enough = leaves[0].is_sentence and len(leaves[0].text.split()) >= _LONG
        return (long_enough or leaves[0].kind == "heading") and not is_offer(leaves[0].text)
    prose = sum(len(leaf.text.split()) >= _FEWEST_LINKED and leaf.is_sentence for leaf in leaves)
    return prose >= 2


def _is_offered(leaves: Sequence[Leaf]) -> bool:
    """Whether offers are a good part of what stands in a box."""
    offers = sum(is_offer(leaf.text) for leaf in leaves)
    return offers >= 1 and 3 * offers >= sum(leaf.is_sentence for leaf in leaves)


def _aligned(page: Sequence[Leaf], extracted: str) -> tuple[list[int], list[str]]:
    """Lay the extractor's lines over the page's leaves, in order where words come twice."""
    places: dict[str, list[int]] = {}
    for index, leaf in enumerate(page):
        places.setdefault(leaf.key, []).append(index)
    starts: dict[str, list[int]] = {}
    for index, leaf in enumerate(page):
        starts.setdefault(leaf.key[:_START], []).append(index)
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
            elif run := _run_of(page, key, starts):
                kept.update(run)
            else:
                missing.append(cell.strip())
    return sorted(kept), missing


def _run_of(page: Sequence[Leaf], key: str, starts: Mapping[str, Sequence[int]]) -> range | None:
    """The neighbouring leaves that make up a line of the extractor: a table's cell is one line to it."""
    for index in starts.get(key[:_START], ()):
        position, end = 0, index
        while end < len(page) and page[end].key and key.startswith(page[end].key, position):
            position += len(page[end].key)
            end += 1
        if position >= _COVERED * len(key):
            return range(index, end)
    return None


def join_split(page: Sequence[Leaf], extracted: str) -> list[Leaf]:
    """Join neighbouring leaves that are one line to the extractor.

    A break or a stray block element inside a sentence splits it in the page; the extractor knows
    what belongs together.
    """
    whole = {leaf.key for leaf in page}
    lines = (
        line for line in extracted.splitlines() if not line.startswith("|")
    )  # no rows of a table
    split = {key: line for line in lines if (key := _key(line)) not in whole}
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
        if any(leaf.is_sentence or leaf.kind == "heading" for leaf in run[:-1]):
            joined.append(page[index])  # whole pieces, which the extractor ran together
            index += 1
            continue
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
    """Leave out box headers, furniture lines and offers that the extractor took for article."""
    return [index for index in kept if not _is_stray(page[index])]


def _without_cards(page: Sequence[Leaf], kept: Sequence[int]) -> list[int]:
    """Leave out what stands at the end under links, each a title with a sentence: other articles."""
    rest = list(kept)
    cards = 0
    while rest:
        above = page[rest[-1] - 1] if rest[-1] else None
        if page[rest[-1]].linked > 0.9 and not page[rest[-1]].is_sentence:
            rest.pop()  # the title of one
        elif above is not None and above.linked > 0.9 and not above.is_sentence:
            rest.pop()
            cards += 1
        else:
            break
    return rest if cards >= 2 else list(kept)


def _without_insets(page: Sequence[Leaf], kept: Sequence[int]) -> list[int]:
    """Leave out boxes in the story that a linked heading opens: teasers of other articles."""
    if not kept:
        return []
    story = _containers(page, kept)
    headings = [
        leaf
        for leaf in page[kept[0] : kept[-1] + 1]
        if leaf.kind == "heading" and not leaf.title and len(leaf.path) > 1
    ]
    teasers = {leaf.path[-2] for leaf in headings if leaf.linked > 0.9} - story
    offers = {leaf.path[-2] for leaf in headings if is_offer(leaf.text)} - story
    held = Counter(
        box for index in kept for box in (teasers | offers).intersection(page[index].path)
    )
    small = {
        box
        for box, count in held.items()
        if count <= (_LARGEST_OFFER if box in offers else _LARGEST_INSET) and 3 * count <= len(kept)
    }
    return [index for index in kept if small.isdisjoint(page[index].path)]


def _is_stray(leaf: Leaf) -> bool:
    if is_furniture_line(leaf.text):
        return True
    if is_box_header(leaf.text) and (leaf.linked > _LINK_SHARE or leaf.kind != "paragraph"):
        return True
    if leaf.furniture and any(box < 0 for box in leaf.boxes):
        return True  # of an offer
    aside = leaf.kind in ("paragraph", "list_item") and not leaf.is_sentence
    return aside and leaf.linked > 0.95 and not is_credit_line(leaf.text)


def _recovered(page: Sequence[Leaf], kept: Sequence[int]) -> list[int]:
    """Leaves that the extractor lost: in the story's own container, between or next to its own."""
    story = _containers(page, kept)
    if not story:
        return []
    story |= _like_the_story(page, kept, story)
    chosen, span = set(kept), (min(kept), max(kept))
    return [
        index
        for index, leaf in enumerate(page)
        if index not in chosen
        and _may_be_article(leaf)
        and (
            _belongs(leaf, index, story, span)
            or _opens(page, index, chosen)
            or _is_cut(page, index, chosen)
        )
    ]


def _is_cut(page: Sequence[Leaf], index: int, chosen: set[int]) -> bool:
    """Whether a paragraph is the last that is free: it breaks off, and an offer stands behind it."""
    leaf, behind = page[index], page[index + 1 : index + 2]
    if leaf.kind != "paragraph" or len(leaf.text.split()) < _FEWEST_LINKED:
        return False
    beside = index - 1 in chosen and page[index - 1].path[:-1] == leaf.path[:-1]
    return beside and bool(behind) and is_offer(behind[0].text)


def _opens(page: Sequence[Leaf], index: int, chosen: set[int]) -> bool:
    """Whether a heading stands over what is the article's, in the same element."""
    leaf = page[index]
    if leaf.kind != "heading" or leaf.title or index + 1 not in chosen or not min(chosen) < index:
        return False
    return leaf.path[:-1] == page[index + 1].path[:-1]


def _containers(page: Sequence[Leaf], kept: Sequence[int]) -> set[int]:
    """The elements that hold the story's paragraphs, or each a box with one of them."""
    prose = [page[index].path for index in kept if page[index].is_prose]
    holders = Counter(path[-2] for path in prose if len(path) > 1)
    several = {holder for holder, count in holders.items() if count >= 2}
    boxes = Counter(path[-3] for path in prose if len(path) > 2)
    return several or {box for box, count in boxes.items() if count >= 2} or set(holders)


def _like_the_story(page: Sequence[Leaf], kept: Sequence[int], story: set[int]) -> set[int]:
    """Elements with as much prose as the story's own, beside them: a story in several columns."""
    round_it = {
        element
        for index in kept
        if page[index].path[-2:-1] and page[index].path[-2] in story
        for element in page[index].path[-_NEAR:-2]
    }
    prose = Counter(
        leaf.path[-2]
        for leaf in page
        if not round_it.isdisjoint(leaf.path[-_NEAR:-2])
        and leaf.kind == "paragraph"
        and leaf.is_prose
        if len(leaf.text.split()) >= _LONG
    )
    fewest = 3 if sum(page[index].is_prose for index in kept) > 2 else 2
    return {holder for holder, count in prose.items() if count >= fewest}


def _may_be_article(leaf: Leaf) -> bool:
    if leaf.furniture or (leaf.linked > _LINK_SHARE and not _is_linked_paragraph(leaf)):
        return False
    return not is_furniture_line(leaf.text) and not is_box_header(leaf.text)


def _is_linked_paragraph(leaf: Leaf) -> bool:
    """Whether a paragraph is the story's although all of it is a link: a teaser ends in no stop."""
    long_enough = len(leaf.text.split()) >= _FEWEST_LINKED
    return leaf.kind == "paragraph" and leaf.is_sentence and long_enough


def _belongs(leaf: Leaf, index: int, story: set[int], span: tuple[int, int]) -> bool:
    """Whether a leaf stands in the story as what it is.

    It is a sibling of the story's paragraphs, or one level below one: in a quotation, a list.
    """
    first, last = span
    inside = first < index < last
    depth = _depth_below(leaf.path, story)
    quoted = leaf.kind == "block_quotation"
    if depth is None or (depth > 2 and not inside) or (depth > 4 and not quoted):
        return False
    long_enough = len(leaf.text.split()) >= _FEWEST_WORDS
    if leaf.kind == "caption":
        return inside and long_enough
    if leaf.is_prose or (is_credit_line(leaf.text) and index > first):
        return True
    if leaf.linked > _LINK_SHARE:
        return inside and depth <= 3 and not is_offer(leaf.text)
    if leaf.platform:
        return inside
    below = leaf.kind in ("block_quotation", "list_item") and depth > 2
    return below and inside and long_enough


def _depth_below(path: tuple[int, ...], story: set[int]) -> int | None:
    """How many elements up the nearest of the story's containers is; None if not near."""
    return next((up for up in range(2, _NEAR + 1) if up <= len(path) and path[-up] in story), None)
