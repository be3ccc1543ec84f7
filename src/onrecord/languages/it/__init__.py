"""Italian: unfinished. Its pages are read; its articles are not attributed."""

from __future__ import annotations

from onrecord.languages import Language
from onrecord.languages.page import PageWords

__all__ = ["LANGUAGE"]

_PAGE = PageWords(
    box_headers=(r"articoli correlati|leggi anche|commenti",),
    leads=(r"leggi anche",),
    by=(r"di",),
    source_lines=(r"fonti",),
)
LANGUAGE = Language("it", "Italian", _PAGE)
