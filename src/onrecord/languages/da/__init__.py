"""Danish: unfinished. Its pages are read; its articles are not attributed."""

from __future__ import annotations

from onrecord.languages import Language
from onrecord.languages.page import PageWords

__all__ = ["LANGUAGE"]

_PAGE = PageWords(
    by=(r"af",),
    joiners=(r"og",),
)
LANGUAGE = Language("da", "Danish", _PAGE)
