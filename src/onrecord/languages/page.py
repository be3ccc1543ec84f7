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
        talk_headers: head what readers say of the article ("Comments (3)").
        furniture_lines: furniture by themselves, wherever they stand ("Share article").
        offers: stand in an offer to read on for money ("Cancel at any time").
        goes_on: stand at the end of a text that goes on elsewhere ("Continue reading …").
        comments: tell of a feed that it is one of comments.
        leads: open a line that leads to another article ("Read more: …").
        by: open a byline.
        joiners: stand between two names.
        author_labels: stand with a colon before the names of authors ("Words: …").
        no_authors: stand before the names of others who made something of it ("Pictures: …").
        behind_names: begin what stands behind a name in a byline ("in London", "Updated …").
        bodies: words, not expressions, that make a name an organisation's.
        roles: words, not expressions, for what a person or desk does; in no person's name.
        topics: the same for sections, which stand before a role or by themselves.
        modifiers: the same for words that may be names, but not before a role.
        places: places of several words, not expressions, that a byline may name.
        updated: open a date that is not the first one.
        months: by their short forms.
        date_words: stand with a date and tell nothing: weekdays, "published", "ago".
        clock: marks of a time of day.
        source_lines: open a line that says where an article was taken from.
        republished: stand before the outlet that had an article first, in a sentence.
        bare: those of them that need a colon to be one.
        files: open a credit for what others contributed ("With files from …").
        signed: stand before an agency at an article's end ("with reporting by").
        hat_tips: open a hat tip.
        vias: open a line of one ("via …").
        captions: tell a caption, wherever they stand in it.
        boilerplate: head the standing words of a press release.
        about_body: do so too, but elsewhere as well ("About Acme").
        letters: tell in a title that an article is a letter.
        letter_openings: open a letter.
        about_writer: stand behind a name in a line that says who the writer is.
        first_person: words of one who speaks of himself, as they are written.
        frequent: words, not expressions, that are frequent in this language and, but for a few, in no
            other; empty where a detector has to tell.
    """

    box_headers: tuple[str, ...] = ()
    talk_headers: tuple[str, ...] = ()
    furniture_lines: tuple[str, ...] = ()
    offers: tuple[str, ...] = ()
    goes_on: tuple[str, ...] = ()
    comments: tuple[str, ...] = ()
    leads: tuple[str, ...] = ()
    by: tuple[str, ...] = ()
    joiners: tuple[str, ...] = ()
    author_labels: tuple[str, ...] = ()
    no_authors: tuple[str, ...] = ()
    behind_names: tuple[str, ...] = ()
    bodies: tuple[str, ...] = ()
    roles: tuple[str, ...] = ()
    topics: tuple[str, ...] = ()
    modifiers: tuple[str, ...] = ()
    places: tuple[str, ...] = ()
    updated: tuple[str, ...] = ()
    months: tuple[str, ...] = ()
    date_words: tuple[str, ...] = ()
    clock: tuple[str, ...] = ()
    source_lines: tuple[str, ...] = ()
    republished: tuple[str, ...] = ()
    bare: tuple[str, ...] = ()
    files: tuple[str, ...] = ()
    signed: tuple[str, ...] = ()
    hat_tips: tuple[str, ...] = ()
    vias: tuple[str, ...] = ()
    captions: tuple[str, ...] = ()
    boilerplate: tuple[str, ...] = ()
    about_body: tuple[str, ...] = ()
    letters: tuple[str, ...] = ()
    letter_openings: tuple[str, ...] = ()
    about_writer: tuple[str, ...] = ()
    first_person: tuple[str, ...] = ()
    frequent: tuple[str, ...] = ()


def merged(pages: Iterable[PageWords]) -> PageWords:
    """The words of several languages as one."""
    every = list(pages)
    of: Callable[[str], tuple[str, ...]] = lambda name: tuple(  # noqa: E731
        word for page in every for word in getattr(page, name)
    )
    return PageWords(**{field.name: of(field.name) for field in fields(PageWords)})
