"""German: unfinished. Its pages are read; its articles are not attributed."""

from __future__ import annotations

from onrecord.languages import Language
from onrecord.languages.page import PageWords

__all__ = ["LANGUAGE"]

_PAGE = PageWords(
    talk_headers=(r"(?:\d+ )?(?:leser)?kommentare?(?: ?\(?\d+\)?)?",),
    box_headers=(
        r"mehr zum thema|lesen sie auch|hauptinhalt|auch interessant|das könnte sie auch interessieren|kommentare|meistgelesen|verwandte artikel|artikel teilen",
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
    roles=tuple(
        "redaktion redakteur redakteurin korrespondent korrespondentin reporter reporterin nachrichten autor autorin agentur agenturen dpa mitarbeit".split()
    ),
    first_person=(
        r"[Ii]ch",
        r"[Mm]ein\w*",
        r"mir",
        r"mich",
        r"[Ww]ir",
        r"uns\w*",
    ),
    letters=(r"leserbriefe?",),
    letter_openings=(r"sehr geehrte",),
    offers=(
        r"\babonnement\b|\babonnieren\b|\bjederzeit kündbar|\bprobemonat|\bweiterlesen\b|\bjetzt (?:testen|freischalten)",
    ),
    updated=(r"(?:zuletzt )?(?:aktualisiert|geändert)(?: am)?",),
    no_authors=(r"(?:fotos?|bilder|grafik)",),
    behind_names=(r"(?:in|für|aus|am|und)",),
)
LANGUAGE = Language("de", "German", _PAGE)
