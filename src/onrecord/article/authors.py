"""Who wrote an article, by what its page says: names of persons, but where it names none at all."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence

from onrecord.article.byline import authors_in
from onrecord.article.credit import agency_in
from onrecord.article.evidence import Evidence, decide
from onrecord.article.model import PageModel
from onrecord.article.names import is_desk, names_in

__all__ = ["AUTHORS", "authors"]

Names = tuple[str, ...]

_METAS = ("author", "article:author", "parsely-author", "sailthru.author", "dc.creator", "byl")


def authors(page: PageModel) -> Names:
    """The authors of an article, each once, as the page writes them."""
    return decide(page, AUTHORS) or ()


def _shown(page: PageModel) -> Names:
    """Those of the byline that readers see, where it says of itself that it is one."""
    return _of_leaves(page, [i for i in page.bylines if page.is_named_byline(i)])


def _alone(page: PageModel) -> Names:
    """Those of a line round the title that is names and nothing else."""
    return _of_leaves(page, page.bylines)


def _of_leaves(page: PageModel, places: Iterable[int]) -> Names:
    found: list[str] = []
    for index in places:
        leaf = page.page[index]
        names = authors_in(leaf.text)
        if not _overlap(names, found or names):
            continue  # the authors of something else
        if not names and leaf.byline and leaf.linked > 0.9:
            names = names_in(leaf.text, single=True)
        found.extend(names)
    return _persons(found, page)


def _noted(page: PageModel) -> Names:
    """Those of the JSON-LD that are no organisations."""
    values = page.markup.authors("author", "creator", persons=True)
    return _persons((name for value in values for name in names_in(value, single=True)), page)


def _of_metas(page: PageModel) -> Names:
    values = (page.markup.meta(name) or "" for name in _METAS)
    found = (names_in(value, single=True) for value in values if "://" not in value)
    return _persons(next((names for names in found if names), ()), page)


def _bodies(page: PageModel) -> Names:
    """An organisation that the page gives as its author, where it names no person."""
    values = [
        *page.markup.authors("author", "creator"),
        *(page.markup.meta(name) or "" for name in _METAS),
    ]
    kept = (
        value
        for value in values
        if value and not _is_handle(value, page) and agency_in(value) is None and not is_desk(value)
    )
    return next(((value,) for value in kept), ())


def _is_handle(value: str, page: PageModel) -> bool:
    """Whether a value is an address, or a word in small letters that is not the outlet's name."""
    return (
        "://" in value
        or "@" in value
        or (value.islower() and _fold(value) != _fold(page.outlet or ""))
    )


def _persons(names: Iterable[str], page: PageModel) -> Names:
    outlet = _fold(page.outlet or "")
    kept: dict[str, str] = {}
    for name in names:
        folded = _fold(name)
        own = bool(outlet) and (folded in outlet or _has_sign(name, outlet))
        if agency_in(name) is None and not own:
            kept.setdefault(folded, name)
    return tuple(kept.values())


def _has_sign(name: str, outlet: str) -> bool:
    """Whether a name holds the outlet's in capitals: "MDR THÜRINGEN"."""
    signs = [word for word in outlet.split() if len(word) > 2]
    return any(word.isupper() and word.casefold() in signs for word in name.split())


def _most(first: Names, second: Names) -> Names:
    """Two lists of which one holds the other: the longer."""
    return second if {_fold(name) for name in first} < {_fold(name) for name in second} else first


def _fold(text: str) -> str:
    return " ".join(re.findall(r"\w+", text.casefold()))


def _together(page: PageModel) -> Names:
    """Those of the JSON-LD and of the byline, where they do not contradict each other."""
    noted, shown = _noted(page), _shown(page)
    if noted and shown:
        return _most(noted, shown) if _overlap(noted, shown) else ()
    return ()


def _overlap(first: Sequence[str], second: Sequence[str]) -> bool:
    return not {_fold(name) for name in first}.isdisjoint(_fold(name) for name in second)


AUTHORS: tuple[Evidence[PageModel, Names], ...] = (
    Evidence("JSON-LD and byline", 0.98, 40, lambda page: _together(page) or None),
    Evidence("JSON-LD", 0.94, 59, lambda page: _noted(page) or None),
    Evidence("byline", 0.93, 57, lambda page: _shown(page) or None),
    Evidence("names alone", 0.89, 61, lambda page: _alone(page) or None),
    Evidence("meta names", 0.87, 29, lambda page: _of_metas(page) or None),
    Evidence("organisation", 0.83, 85, lambda page: _bodies(page) or None),
)
