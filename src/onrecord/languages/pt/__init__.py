"""Portuguese: unfinished. Its pages are read; its articles are not attributed."""

from __future__ import annotations

from onrecord.languages import Language
from onrecord.languages.page import PageWords

__all__ = ["LANGUAGE"]

_PAGE = PageWords(
    talk_headers=(r"(?:\d+ )?comentários?(?: ?\(?\d+\)?)?",),
    box_headers=(r"artigos relacionados|leia (também|mais)|comentários",),
    leads=(r"leia também",),
    joiners=(r"e",),
    source_lines=(r"fonte",),
    roles=tuple("redação redator repórter correspondente jornalista agência agências".split()),
    first_person=(
        r"[Ee]u",
        r"[Mm]eu",
        r"[Mm]inha",
        r"me",
        r"nós",
    ),
    letters=(r"cartas? do leitor",),
    letter_openings=(r"senhor diretor",),
    offers=(r"\bassin(?:e|atura)\b",),
    updated=(r"atualizad[oa](?: em)?",),
    no_authors=(r"(?:fotos?|vídeos?)",),
    behind_names=(r"(?:em|para)",),
)
LANGUAGE = Language("pt", "Portuguese", _PAGE)
