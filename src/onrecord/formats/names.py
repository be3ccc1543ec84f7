"""Names of files for pages: a file's own, or an address's, made fit for a file system."""

from __future__ import annotations

import re

__all__ = ["Names"]

_SUFFIX = re.compile(r"\.(html?|xhtml|txt)(\.gz)?$", re.I)
#: What a file may not be called by on some system, and control characters.
_UNFIT = re.compile(r"[\x00-\x1f\x7f-\x9f<>:\"|?*\\/\ud800-\udfff]+")
_LONGEST = 200  # bytes, with room for an ending


class Names:
    """Gives each page a name of its own, in the order in which pages come.

    A page's file is called as its text's is (``a-.txt`` gives ``a-``); a name that is taken, on a
    system that does not tell capitals from small letters too, gets a number behind it.
    """

    def __init__(self) -> None:
        self._taken: set[str] = set()
        self._numbers: dict[str, int] = {}

    def of(self, id: str) -> str:
        """The name of the next page."""
        base = _fit(id)
        name = base
        while name.casefold() in self._taken:
            # Numbers go on from the last one given: thousands of one name are no matter.
            number = self._numbers[base.casefold()] = self._numbers.get(base.casefold(), 1) + 1
            name = f"{base}-{number}"
        self._taken.add(name.casefold())
        return name


def _fit(id: str) -> str:
    path = _SUFFIX.sub("", id.rstrip("/").rpartition("/")[2] or id)
    name = _UNFIT.sub("-", path)
    name = name.encode("utf-8", "replace")[:_LONGEST].decode("utf-8", "ignore").strip()
    if not name.strip(". "):
        return "page"
    # A leading dot hides a file, and a trailing one some systems lose.
    return re.sub(r"^\.", "_", re.sub(r"\.$", "_", name))
