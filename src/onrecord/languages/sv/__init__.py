"""Swedish: unfinished. Its pages are read; its articles are not attributed."""

from __future__ import annotations

from onrecord.languages import Language
from onrecord.languages.page import PageWords

__all__ = ["LANGUAGE"]

_PAGE = PageWords(
    by=(r"av",),
    joiners=(r"och",),
    roles=tuple("redaktionen reporter korrespondent journalist nyheter".split()),
    first_person=(
        r"[Jj]ag",
        r"[Mm]in",
        r"mig",
        r"[Vv]i",
    ),
    letters=(r"insändare",),
    letter_openings=(r"till redaktionen",),
    offers=(r"\bprenumer\w+|\bbli (?:medlem|kund)",),
    updated=(r"uppdaterad",),
    no_authors=(r"(?:foto|bild)",),
    behind_names=(r"(?:i|för)",),
)
LANGUAGE = Language("sv", "Swedish", _PAGE)
