"""Dutch: unfinished. Its pages are read; its articles are not attributed."""

from __future__ import annotations

from onrecord.languages import Language
from onrecord.languages.page import PageWords

__all__ = ["LANGUAGE"]

_PAGE = PageWords(
    by=(r"door",),
    source_lines=(r"bron",),
    roles=tuple(
        "redactie redacteur verslaggever verslaggeefster correspondent journalist nieuws".split()
    ),
    first_person=(
        r"[Ii]k",
        r"[Mm]ijn",
        r"[Ww]ij",
        r"we",
    ),
    letters=(r"ingezonden|lezersbrieven",),
    letter_openings=(r"geachte",),
    offers=(r"\babonne(?:ment|ren)\b|\bprobeer gratis",),
    updated=(r"bijgewerkt|laatste update",),
    no_authors=(r"(?:foto|beeld)",),
    behind_names=(r"(?:in|voor)",),
)
LANGUAGE = Language("nl", "Dutch", _PAGE)
