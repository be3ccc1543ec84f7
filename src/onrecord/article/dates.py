"""When an article was published and last changed, by what its page says of itself.

A date is taken from where a page dates its article, and from nowhere else: not from a copyright line, an
address, an act, an event. None is better than a wrong one.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from datetime import date, datetime
from typing import TypeAlias

from onrecord.article.byline import dates_in, is_byline, is_date_line, is_later, is_stamp
from onrecord.article.evidence import Evidence, decide
from onrecord.article.leaves import Leaf
from onrecord.article.model import PageModel
from onrecord.page.moments import parse_moment

__all__ = ["MODIFIED", "PUBLISHED", "dateline_date", "modified", "published"]

Moment: TypeAlias = datetime | date

_PUBLISHED_METAS = (
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
_MODIFIED_METAS = ("article:modified_time", "og:updated_time", "datemodified", "last-modified")
_DATELINE = re.compile(r"[^\W\d_][^\n]{0,80}?(?:\([^()\n]{2,40}\)\s*)?(?:--?|[—–])\s")


def published(page: PageModel) -> Moment | None:
    """When an article was published first."""
    return decide(page, PUBLISHED)


def modified(page: PageModel) -> Moment | None:
    """When an article was changed last."""
    return decide(page, MODIFIED)


def dateline_date(paragraph: str) -> Moment | None:
    """The date in the dateline that opens a paragraph: "TARN, May 3, 2024 (AP) — "."""
    found = _DATELINE.match(paragraph)
    return next((moment for moment, _ in dates_in(found[0])), None) if found else None


def _first(values: Iterator[object]) -> Moment | None:
    return next((moment for value in values if (moment := parse_moment(value))), None)


def _of_items(name: str) -> Evidence[PageModel, Moment]:
    def find(page: PageModel) -> Moment | None:
        return _first(item.get(name) for item in page.markup.items)

    return Evidence(f"JSON-LD {name}", 1.0, 84, find)


def _of_metas(*names: str) -> Evidence[PageModel, Moment]:
    def find(page: PageModel) -> Moment | None:
        return _first(page.markup.meta(name) for name in names)

    return Evidence("meta dates", 1.0, 62, find)


def _of_times(name: str) -> Evidence[PageModel, Moment]:
    def find(page: PageModel) -> Moment | None:
        return _first(iter(page.markup.times.get(name, ())))

    return Evidence(f"time {name}", 1.0, 2, find)


def _leaves(page: PageModel) -> list[Leaf]:
    return [page.page[index] for index in page.dated]


def _machine_times(page: PageModel, *, later: bool) -> Iterator[Moment]:
    """What ``<time>`` elements round the title say to machines."""
    for leaf in _leaves(page):
        for value, before in leaf.times:
            if is_later(before) == later and (moment := parse_moment(value)):
                yield moment


def _named_lines(page: PageModel, *, later: bool) -> Iterator[Moment]:
    """The dates in lines round the title whose elements are named a date's or a byline's."""
    for leaf in _leaves(page):
        if (leaf.stamp or leaf.byline or leaf.times) and not leaf.is_prose:
            yield from (moment for moment, called in dates_in(leaf.text) if called == later)


def _lines(page: PageModel, *, later: bool) -> Iterator[Moment]:
    """The dates in lines round the title that are a date and little else.

    A page that describes itself to machines, but for its date, has other dates in such lines too: of it
    only lines that are nothing but a date are taken.
    """
    silent = not page.markup.items and not page.markup.meta("og:title")
    for leaf in _leaves(page):
        if is_date_line(leaf.text) or (silent and _is_dated(leaf.text)):
            yield from (moment for moment, called in dates_in(leaf.text) if called == later)


def _is_dated(line: str) -> bool:
    return is_byline(line) or is_stamp(line)


def _round_the_title(*, later: bool) -> tuple[Evidence[PageModel, Moment], ...]:
    def of(find: Callable[..., Iterator[Moment]]) -> Callable[[PageModel], Moment | None]:
        return lambda page: next(find(page, later=later), None)

    return (
        Evidence("line named a date", 1.0, 40, of(_named_lines)),
        Evidence("line of a date", 1.0, 17, of(_lines)),
        Evidence("time round the title", 0.97, 39, of(_machine_times)),
    )


def _from_dateline(page: PageModel) -> Moment | None:
    return dateline_date(page.page[page.story].text) if page.story < len(page.page) else None


PUBLISHED: tuple[Evidence[PageModel, Moment], ...] = (
    _of_items("datePublished"),
    _of_metas(*_PUBLISHED_METAS),
    _of_times("datePublished"),
    *_round_the_title(later=False),
    Evidence("dateline", 0.95, 1, _from_dateline),  # one page is no measure
)
MODIFIED: tuple[Evidence[PageModel, Moment], ...] = (
    _of_items("dateModified"),
    _of_metas(*_MODIFIED_METAS),
    _of_times("dateModified"),
    *_round_the_title(later=True),
)
