"""German: unfinished. Its pages are read; its articles are not attributed."""

from __future__ import annotations

from onrecord.languages import Language
from onrecord.languages.page import PageWords

__all__ = ["LANGUAGE"]

_PAGE = PageWords(
    box_headers=(
        r"mehr zum thema|auch interessant|das könnte sie auch interessieren|kommentare|meistgelesen|verwandte artikel|artikel teilen",
    ),
    furniture_lines=(
        r"anzeige",
        r"werbung",
        r"jetzt (abonnieren|anmelden).{0,60}",
        r"teilen",
    ),
    leads=(
        r"lesen sie auch",
        r"mehr dazu",
    ),
    by=(r"von",),
    joiners=(r"und",),
    source_lines=(
        r"quelle",
        r"quellen",
        r"mit material von",
    ),
)
LANGUAGE = Language("de", "German", _PAGE)
