"""French: unfinished. Its pages are read; its articles are not attributed."""

from __future__ import annotations

from onrecord.languages import Language
from onrecord.languages.page import PageWords

__all__ = ["LANGUAGE"]

_PAGE = PageWords(
    talk_headers=(r"(?:\d+ )?commentaires?(?: ?\(?\d+\)?)?",),
    box_headers=(
        r"articles liés|sur le même sujet|à lire aussi|commentaires|les plus lus|partager",
    ),
    furniture_lines=(
        r"s'abonner.{0,60}",
        r"publicité",
    ),
    leads=(
        r"lire aussi",
        r"à lire",
    ),
    by=(r"par",),
    joiners=(r"et",),
    source_lines=(r"avec",),
    bare=(r"avec",),
    roles=tuple(
        "rédaction rédacteur rédactrice correspondant correspondante journaliste agence agences envoyé envoyée spécial spéciale avec".split()
    ),
    first_person=(
        r"[Jj]e",
        r"[Jj][’']\w+",
        r"[Mm]on",
        r"[Mm]a",
        r"[Nn]ous",
    ),
    letters=(r"courrier des lecteurs",),
    letter_openings=(r"monsieur le",),
    offers=(r"\babonne(?:z|ment|r)\b|\bsans engagement",),
    updated=(r"mis à jour(?: le)?|modifié(?: le)?",),
    no_authors=(r"(?:photos?|vidéos?)",),
    behind_names=(r"(?:à|pour|en|le)",),
)
LANGUAGE = Language("fr", "French", _PAGE)
