"""News outlets and agencies by a maintained list.

``data/outlets.tsv`` and ``data/agencies.tsv`` say of themselves where they come from and when. Short
names that could be anything ("the Times", "the Post") stand for an outlet only in an article that
gives its full name.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from pathlib import Path

__all__ = ["Outlet", "agencies", "all_names", "known_outlet", "without_the"]

_DATA = Path(__file__).with_name("data")


@dataclass(frozen=True, slots=True)
class Outlet:
    """A news outlet of the list.

    Attributes:
        name: as people write it, without "the".
        kind: newspaper, broadcaster, agency, state agency, state broadcaster, magazine, site.
        country: ISO 3166 code of its seat.
        shorts: short names that stand for it where its full name is in the article.
        article: whether it is one by its article only: "the Hill", "The Age".
    """

    name: str
    kind: str
    country: str
    shorts: tuple[str, ...] = ()
    article: bool = False


def _rows(name: str) -> Iterator[str]:
    for line in (_DATA / name).read_text(encoding="utf-8").splitlines():
        if line.strip() and not line.startswith("#"):
            yield line


@cache
def _outlets() -> dict[str, Outlet]:
    found: dict[str, Outlet] = {}
    for line in _rows("outlets.tsv"):
        name, others, kind, country = line.split("\t")
        names = [name, *(other for other in others.split("|") if other)]
        shorts = tuple(one[1:-1] for one in names if one.startswith("("))
        article = name.startswith("The ") and name.count(" ") == 1
        outlet = Outlet(without_the(name), kind, country, shorts, article)
        for one in names:
            if not one.startswith("("):
                found[_key(one)] = outlet
    return found


def agencies() -> tuple[str, ...]:
    """The names and short forms of news agencies that stand in bylines and datelines."""
    return tuple(_rows("agencies.tsv"))


def all_names() -> list[str]:
    """Every full name of the list, as people write it, without "the"."""
    names: list[str] = []
    for line in _rows("outlets.tsv"):
        name, others, _, _ = line.split("\t")
        names += [name, *(other for other in others.split("|") if other and other[0] != "(")]
    return sorted({without_the(name) for name in names})


def known_outlet(name: str) -> Outlet | None:
    """The outlet of a name, with or without "the"; None where the list has none.

    A name must be written with capitals: "the hill" is no newspaper.
    """
    if not any(char.isupper() for char in without_the(name)):
        return None
    return _outlets().get(_key(name))


def without_the(name: str) -> str:
    """A name without its article: "The Times" is "Times"."""
    return re.sub(r"^[Tt]he\s+", "", name)


def _key(name: str) -> str:
    return without_the(" ".join(name.replace("’", "'").split())).casefold()
