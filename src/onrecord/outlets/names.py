"""News outlets: by a maintained list, and by the form of their names.

The list (``data/outlets.tsv``) says of itself where it comes from and when. Short names that could
be anything ("the Times", "the Post") stand for an outlet only in an article that gives its full
name; a name that ends as newspapers' names do ("the Springfield Herald") is an outlet by its form.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache
from pathlib import Path

__all__ = [
    "Outlet",
    "all_names",
    "is_bare_short",
    "known_outlet",
    "looks_like_outlet",
    "short_name_of",
    "without_the",
]

_DATA = Path(__file__).with_name("data") / "outlets.tsv"
_FORM = re.compile(
    r"^(?:[A-Z][\w.’'-]+\s+){1,4}(?:News|Times|Post|Herald|Tribune|Gazette|Chronicle|Courier|Journal|"
    r"Dispatch|Examiner|Observer|Register|Telegraph|Guardian|Inquirer|Sentinel|Star|Globe|Mail|"
    r"Press|Daily|Weekly|Magazine|magazine|Radio|TV|Television|Today|Review|Standard|Sun|Mirror|"
    r"Express|News\s+Agency|News\s+Service|Broadcasting(?:\s+\w+)?|Echo|Argus|Reporter|Record)$"
)
_FORM_FIRST = re.compile(r"^(?:Radio|TV|Canal|Channel|Television) [A-Z0-9][\w-]+(?: [A-Z][\w-]+)?$")
_NO_OUTLET = re.compile(
    r"\b(?:University|Institute|Department|Wall Street|Square|Court)\b(?!\s+Journal)"
)


@dataclass(frozen=True, slots=True)
class Outlet:
    """A news outlet of the list.

    Attributes:
        name: as people write it, without "the".
        kind: newspaper, broadcaster, agency, state agency, state broadcaster, magazine, site.
        country: ISO 3166 code of its seat.
        shorts: short names that stand for it where its full name is in the article.
    """

    name: str
    kind: str
    country: str
    shorts: tuple[str, ...] = ()


@cache
def _outlets() -> dict[str, Outlet]:
    found: dict[str, Outlet] = {}
    for line in _DATA.read_text(encoding="utf-8").splitlines():
        if line.startswith("#") or not line.strip():
            continue
        name, others, kind, country = line.split("\t")
        names = [name, *(other for other in others.split("|") if other)]
        shorts = tuple(one[1:-1] for one in names if one.startswith("("))
        outlet = Outlet(without_the(name), kind, country, shorts)
        for one in names:
            if not one.startswith("("):
                found[_key(one)] = outlet
    return found


def all_names() -> list[str]:
    """Every full name of the list, as people write it, without "the"."""
    names: list[str] = []
    for line in _DATA.read_text(encoding="utf-8").splitlines():
        if line.startswith("#") or not line.strip():
            continue
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


def looks_like_outlet(name: str) -> bool:
    """Whether a capitalised name has the form of an outlet's."""
    bare = without_the(" ".join(name.split()))
    if _FORM_FIRST.match(bare):
        return True
    return bool(_FORM.match(bare)) and not _NO_OUTLET.search(bare)


#: Last words of newspapers' names that stand for one with "the" before them.
_BARE = frozenset(
    "Post Times Journal Herald Tribune Globe Guardian Telegraph Examiner Inquirer Chronicle Gazette "
    "Courier Observer Economist Independent Mail Mirror Standard".split()
)


def is_bare_short(words: str) -> bool:
    """Whether "the Post" stands without a full name: still a newspaper, whichever it is."""
    match = re.fullmatch(r"[Tt]he\s+(\w+)", " ".join(words.split()))
    return match is not None and match[1] in _BARE


def short_name_of(short: str, full: str) -> bool:
    """Whether a name may be short for an outlet whose full name the article gives."""
    known = known_outlet(full)
    bare = without_the(short)
    if known is not None and bare in known.shorts:
        return True
    words = without_the(full).split()
    return looks_like_outlet(full) and len(words) > 1 and bare == words[-1]


def without_the(name: str) -> str:
    """A name without its article: "The Times" is "Times"."""
    return re.sub(r"^[Tt]he\s+", "", name)


def _key(name: str) -> str:
    return without_the(" ".join(name.replace("’", "'").split())).casefold()
