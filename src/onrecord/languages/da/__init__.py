"""Danish: unfinished. Its pages are read; its articles are not attributed."""

from __future__ import annotations

from onrecord.languages import Language
from onrecord.languages.page import PageWords

__all__ = ["LANGUAGE"]

_PAGE = PageWords(
    by=(r"af",),
    joiners=(r"og",),
    roles=tuple("redaktionen journalist korrespondent nyheder".split()),
    first_person=(
        r"[Jj]eg",
        r"[Mm]in",
        r"mig",
        r"[Vv]i",
    ),
    letters=(r"læserbreve?",),
    letter_openings=(r"til redaktionen",),
    offers=(r"\babonn\w+|\bbliv medlem",),
    updated=(r"opdateret",),
    no_authors=(r"(?:foto)",),
    behind_names=(r"(?:i|for)",),
)
LANGUAGE = Language("da", "Danish", _PAGE)
