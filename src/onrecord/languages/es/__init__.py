"""Spanish: unfinished. Its pages are read; its articles are not attributed."""

from __future__ import annotations

from onrecord.languages import Language
from onrecord.languages.page import PageWords

__all__ = ["LANGUAGE"]

_PAGE = PageWords(
    talk_headers=(r"(?:\d+ )?comentarios?(?: ?\(?\d+\)?)?",),
    box_headers=(
        r"artículos relacionados|noticias relacionadas|comentarios|lo más (leído|visto)|últimas noticias|deja (un|una) (comentario|respuesta)",
    ),
    furniture_lines=(
        r"suscríbete.{0,80}",
        r"comparte( este artículo)?",
        r"compartir",
        r"publicidad",
    ),
    leads=(
        r"lee también",
        r"te puede interesar",
    ),
    by=(r"por",),
    joiners=(r"y",),
    source_lines=(
        r"fuente",
        r"fuentes",
        r"con información de",
    ),
    captions=(r"foto",),
    roles=tuple(
        "redacción redactor redactora corresponsal enviado enviada especial agencias agencia periodista noticias".split()
    ),
    first_person=(
        r"[Yy]o",
        r"[Mm]i",
        r"me",
        r"nos",
    ),
    letters=(r"cartas? al director",),
    letter_openings=(r"señor director",),
    offers=(r"\bsuscr[íi]b\w+|\bprueba gratis",),
    updated=(r"(?:última )?actualiza(?:do|ción)(?: el)?",),
    no_authors=(r"(?:fotos?|fotografías?|vídeos?)",),
    behind_names=(r"(?:en|para|desde)",),
)
LANGUAGE = Language("es", "Spanish", _PAGE)
