"""The words of a news page round its article: furniture, bylines, credits, captions.

They are looked for in all languages at once, for what a page is in is told by its article, and its
article by these.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass, fields

__all__ = ["PageWords", "merged"]


@dataclass(frozen=True, slots=True, eq=False, repr=False)
class PageWords:
    """What sites and newsrooms write round an article. Entries are regular expressions, case ignored.

    Attributes:
        box_headers: open a box that the site put on the page ("Related articles").
        furniture_lines: furniture by themselves, wherever they stand ("Share article").
        leads: open a line that leads to another article ("Read more: …").
        by: open a byline.
        joiners: stand between two names.
        after_names: end the names of a byline.
        months: by their short forms.
        date_words: stand with a date and tell nothing: weekdays, "published", "ago".
        clock: marks of a time of day.
        source_lines: open a line that says where an article was taken from.
        bare: those of them that need a colon to be one.
        files: open a credit for what others contributed ("With files from …").
        signed: stand before an agency at an article's end ("with reporting by").
        hat_tips: open a hat tip.
        vias: open a line of one ("via …").
        captions: tell a caption, wherever they stand in it.
        frequent: words, not expressions, that are frequent in this language and, but for a few, in no
            other; empty where a detector has to tell.
    """

    box_headers: tuple[str, ...] = ()
    furniture_lines: tuple[str, ...] = ()
    leads: tuple[str, ...] = ()
    by: tuple[str, ...] = ()
    joiners: tuple[str, ...] = ()
    after_names: tuple[str, ...] = ()
    months: tuple[str, ...] = ()
    date_words: tuple[str, ...] = ()
    clock: tuple[str, ...] = ()
    source_lines: tuple[str, ...] = ()
    bare: tuple[str, ...] = ()
    files: tuple[str, ...] = ()
    signed: tuple[str, ...] = ()
    hat_tips: tuple[str, ...] = ()
    vias: tuple[str, ...] = ()
    captions: tuple[str, ...] = ()
    frequent: tuple[str, ...] = ()


def merged(pages: Iterable[PageWords]) -> PageWords:
    """The words of several languages as one."""
    every = list(pages)
    of: Callable[[str], tuple[str, ...]] = lambda name: tuple(  # noqa: E731
        word for page in every for word in getattr(page, name)
    )
    return PageWords(**{field.name: of(field.name) for field in fields(PageWords)})
