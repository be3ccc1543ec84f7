"""Spanish: unfinished. Its pages are read; its articles are not attributed."""

from __future__ import annotations

from onrecord.languages import Language
from onrecord.languages.page import PageWords

__all__ = ["LANGUAGE"]

_PAGE = PageWords(
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
)
LANGUAGE = Language("es", "Spanish", _PAGE)
