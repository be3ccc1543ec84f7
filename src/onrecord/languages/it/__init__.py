"""Italian: unfinished. Its pages are read; its articles are not attributed."""

from __future__ import annotations

from onrecord.languages import Language
from onrecord.languages.page import PageWords

__all__ = ["LANGUAGE"]

_PAGE = PageWords(
    talk_headers=(r"(?:\d+ )?commenti(?: ?\(?\d+\)?)?",),
    box_headers=(r"articoli correlati|leggi anche|commenti",),
    leads=(r"leggi anche",),
    by=(r"di",),
    source_lines=(r"fonti",),
    roles=tuple(
        "redazione redattore inviato inviata corrispondente giornalista agenzia agenzie".split()
    ),
    first_person=(
        r"[Ii]o",
        r"[Mm]io",
        r"mi",
        r"ci",
    ),
    letters=(r"lettere? al direttore",),
    letter_openings=(r"(?:gentile|caro) direttore",),
    offers=(r"\babbon(?:ati|amento)\b",),
    updated=(r"aggiornat[oa](?: il)?",),
    no_authors=(r"(?:foto|video)",),
    behind_names=(r"(?:in|per)",),
)
LANGUAGE = Language("it", "Italian", _PAGE)
