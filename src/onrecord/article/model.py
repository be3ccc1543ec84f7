"""What the fields of an HTML page are decided from."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property

from onrecord.article.byline import authors_in, is_byline, is_stamp
from onrecord.article.furniture import is_offer
from onrecord.article.leaves import Leaf
from onrecord.article.markup import Markup, clean
from onrecord.article.names import are_names

__all__ = ["PageModel"]

_SIGNS = 12  # leaves at the page's beginning and end among which the site's sign is
_BARS = re.compile(r"\s+[|–—·:-]\s+|\s*[｜|]\s*")
_OFFER = 6  # leaves behind the story among which an offer begins
_POST = 6  # leaves of an embedded post
_SIGNATURE = re.compile(r"[—―–-]\s*(?P<name>[^—―–\n]{1,60}?)\s*\(@[\w.@-]+\)")
_HEAD = 40  # leaves between the title and the story, at most
_NEAR = 3  # leaves above the title among which its date may be
_ABOVE = 6  # leaves above the title in which a byline or a date may stand
_LONGEST_BYLINE = 30  # words
_SHORTEST = 8  # words of a paragraph that is the story's first


@dataclass(frozen=True)
class PageModel:
    """An HTML page with its notes and its words.

    Attributes:
        markup: its notes about itself.
        page: its leaves.
        chosen: those of the article, in order.
        title: of the article.
    """

    markup: Markup
    page: Sequence[Leaf]
    chosen: Sequence[int]
    title: str | None = None

    @cached_property
    def outlet(self) -> str | None:
        """The name of the site or of who publishes it."""
        return self.markup.outlet or self._outlet_of_title

    @property
    def _outlet_of_title(self) -> str | None:
        """What stands in ``<title>`` behind a bar, or alone, and on the page as the site's sign."""
        tag = clean(self.markup.title)
        signs = {leaf.key for leaf in self.page[:_SIGNS] if leaf.linked > 0.9}
        signs |= {key for leaf in self.page[-_SIGNS:] if "©" in leaf.text for key in [leaf.key]}
        parts = [tag, *(tag[bar.end() :] for bar in _BARS.finditer(tag))]
        return next(
            (
                part
                for part in reversed(parts)
                if (key := _key(part)) and any(key in sign for sign in signs)
            ),
            None,
        )

    @cached_property
    def story(self) -> int:
        """The first leaf of the story itself."""
        prose = (
            index
            for index in self.chosen
            if self.page[index].is_prose and len(self.page[index].text.split()) >= _SHORTEST
        )
        return next(prose, self.chosen[0] if self.chosen else len(self.page))

    @cached_property
    def head(self) -> list[int]:
        """The leaves round the title, up to the story's second paragraph, for the first may be its
        standfirst, in which byline and date stand.
        """
        end = self.story
        later = (i for i in range(end + 1, len(self.page)) if self._is_long(i))
        after = range(end + 1, min(next(later, end), end + _HEAD))
        title = self._title_before(end)
        start = max(0, (end if title is None else title) - _ABOVE)
        below = end if title is None else title
        return [
            index
            for index in (*range(start, end), *after)
            if index < end or self.page[index].kind == "paragraph"
            if not self.page[index].furniture or (self.page[index].byline and index > below)
        ]

    @cached_property
    def dated(self) -> list[int]:
        """The leaves of the head that may date the article, those below the title first.

        Above it stands today's date on many pages: what does is looked at only where it is named a
        date, and near.
        """
        title = self._title_before(self.story)
        below = [index for index in self.head if title is None or index > title]
        above = [
            index for index in self.head if title is not None and title - _NEAR <= index < title
        ]
        named = [
            i for i in above if self.page[i].stamp or self.page[i].times or self.page[i].byline
        ]
        return below + named

    @cached_property
    def bylines(self) -> list[int]:
        """The leaves of the head that are the byline, in order."""
        return [index for index in self.head if self._is_byline(index)]

    @property
    def is_cut(self) -> bool:
        """Whether the story breaks off, and an offer to read on for money stands behind it."""
        if not self.chosen:
            return False
        last = self.chosen[-1]
        behind = self.page[last + 1 : last + 1 + _OFFER]
        offered = any(
            is_offer(leaf.text) and (leaf.kind == "heading" or any(box < 0 for box in leaf.boxes))
            for leaf in behind
        )
        broken = not self.page[last].is_sentence or any(box < 0 for box in self.page[last].boxes)
        return offered and (broken or not self.markup.is_free)

    def posted_by(self, index: int) -> str | None:
        """Who wrote the embedded post that a leaf is of, as its signature says."""
        platform = self.page[index].platform
        for leaf in self.page[index : index + _POST]:
            if leaf.platform == platform and (found := _SIGNATURE.search(leaf.text)):
                return found["name"].strip()
        return None

    def _is_long(self, index: int) -> bool:
        leaf = self.page[index]
        if leaf.kind == "heading":
            return True
        long_enough = len(leaf.text.split()) >= _SHORTEST
        return long_enough and not is_stamp(leaf.text) and not is_byline(leaf.text)

    def _is_byline(self, index: int) -> bool:
        leaf = self.page[index]
        if leaf.kind in ("caption", "heading") or len(leaf.text.split()) > _LONGEST_BYLINE:
            return False
        if self.is_named_byline(index):
            return True
        once = sum(other.key == leaf.key for other in self.page) == 1
        if is_stamp(leaf.text) and authors_in(leaf.text):
            return True
        tag = leaf.linked > 0.5 and not leaf.byline
        return (
            once
            and not tag
            and are_names(leaf.text)
            and index > (self._title_before(self.story) or 0)
        )

    def is_named_byline(self, index: int) -> bool:
        """Whether a leaf is called a byline by its element, or calls itself one ("By …")."""
        leaf = self.page[index]
        return is_byline(leaf.text) or (leaf.byline and not leaf.is_prose)

    def _is_title(self, index: int) -> bool:
        leaf = self.page[index]
        return leaf.title or (self.title is not None and leaf.key == _key(self.title))

    def _title_before(self, end: int) -> int | None:
        """The first leaf that is the title, of those near the story."""
        titles = [i for i in range(max(0, end - _HEAD), end) if self._is_title(i)]
        return next(
            (i for i in titles if not self.page[i].furniture), titles[-1] if titles else None
        )


def _key(text: str) -> str:
    return "".join(filter(str.isalnum, text.casefold()))
