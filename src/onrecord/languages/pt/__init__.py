"""Portuguese: unfinished. Its pages are read; its articles are not attributed."""

from __future__ import annotations

from onrecord.languages import Language
from onrecord.languages.page import PageWords

__all__ = ["LANGUAGE"]

_PAGE = PageWords(
    box_headers=(r"artigos relacionados|leia (também|mais)|comentários",),
    leads=(r"leia também",),
    joiners=(r"e",),
    source_lines=(r"fonte",),
)
LANGUAGE = Language("pt", "Portuguese", _PAGE)
