"""The leaves of an HTML page: its stretches of visible text with no block border inside."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import NamedTuple

from lxml.etree import iterwalk
from lxml.html import HtmlElement

from onrecord.article.markup import clean
from onrecord.article.naming import NAMELESS, Naming, naming_of
from onrecord.records import BlockKind

__all__ = ["BLOCK_TAGS", "FEWEST_WORDS", "LINK_SHARE", "UNSEEN_TAGS", "Leaf", "key_of", "leaves"]

BLOCK_TAGS = frozenset(
    (
        "address article aside blockquote body center dd details dialog div dl dt fieldset "
        "figcaption figure footer form h1 h2 h3 h4 h5 h6 header hr li main nav ol p pre section "
        "summary table tbody td tfoot th thead tr ul html"
    ).split()
)
UNSEEN_TAGS = frozenset(
    (
        "script style noscript template svg math iframe object embed canvas select option "
        "textarea button input audio video head title link meta map datalist progress meter"
    ).split()
)
_FURNITURE_TAGS = frozenset({"nav", "footer", "aside", "form", "dialog", "menu"})
_HEADINGS = frozenset({"h1", "h2", "h3", "h4", "h5", "h6"})
_AUTHOR_ADDRESS = re.compile(
    r"/(?:authors?|profiles?|people|staff|writers?|reporters?|journalists?|contributors?|by|autor(?:es|en)?|auteurs?|autori|"
    r"redaktion|firmas?|columnists?)/",
    re.I,
)
_HIDDEN = re.compile(r"display\s{0,20}:\s{0,20}none")
_MOST_PIECES = 40  # of a line whose inline elements are told apart
_GLUED = re.compile(r"([^\W\d_]|\d)\0(?=[^\W_])")  # two inline elements with nothing between them
_NOT_WORDS = re.compile(r"\W+")
#: Words of what may be a sentence.
FEWEST_WORDS = 4
#: Of letters that are links, above which a leaf is no prose.
LINK_SHARE = 0.5


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
        return not self.furniture and self.linked <= LINK_SHARE and self.is_sentence

    @property
    def is_sentence(self) -> bool:
        """Whether it reads as a sentence by its form."""
        return len(self.text.split()) >= FEWEST_WORDS and self.text.rstrip("\"'”’»)]")[
            -1:
        ] in tuple(".!?…。！？")


def key_of(text: str) -> str:
    """The letters and digits of a text, case folded: what leaves and lines are compared by."""
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
    named: Naming
    boxes: tuple[int, ...]
    quoted: bool
    platform: str | None


_NOWHERE = _Open(0, "", NAMELESS, (), False, None)


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
        if tag in UNSEEN_TAGS or not tag or _is_hidden(element):
            self._unseen = True
            return False
        if tag in BLOCK_TAGS or tag == "br":
            self.close_leaf()
        self._links += tag == "a"
        self._bolds += tag in ("b", "strong")
        self._italics += tag in ("i", "em")
        if tag == "a" and _AUTHOR_ADDRESS.search(element.get("href") or ""):
            self._run.byline = True
        if tag == "time":
            self._run.times.append((element.get("datetime") or "", "".join(self._run.words)[-60:]))
        named = naming_of(element)
        self._run.byline |= named.byline
        self._push(number, tag, named)
        self._add(element.text)
        return True

    def _push(self, number: int, tag: str, named: Naming) -> None:
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
            if tag in BLOCK_TAGS:
                self.close_leaf()
            self._links -= tag == "a"
            self._bolds -= tag in ("b", "strong")
            self._italics -= tag in ("i", "em")
            self._stack.pop()
        self._add(element.tail)

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
                key=key_of(text),
                path=tuple(one.number for one in self._stack if one.tag in BLOCK_TAGS),
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
