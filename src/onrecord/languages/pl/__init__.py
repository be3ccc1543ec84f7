"""Polish: unfinished. Its pages are read; its articles are not attributed."""

from __future__ import annotations

from onrecord.languages import Language
from onrecord.languages.page import PageWords

__all__ = ["LANGUAGE"]

_PAGE = PageWords(
    source_lines=(r"źródło",),
    roles=tuple("redakcja redaktor dziennikarz korespondent oprac".split()),
    first_person=(
        r"[Jj]a",
        r"mnie",
        r"mi",
        r"[Mm]y",
    ),
    letters=(r"listy? do redakcji",),
    letter_openings=(r"szanowna redakcjo",),
    offers=(r"\bprenumerat\w+|\bsubskrypcj\w+",),
    updated=(r"aktualizacja|zaktualizowano",),
    no_authors=(r"(?:fot\.?|zdjęcia)",),
    behind_names=(r"(?:w|dla)",),
)
LANGUAGE = Language("pl", "Polish", _PAGE)
