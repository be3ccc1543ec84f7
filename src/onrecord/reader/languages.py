"""The texts of the interface in the reader's language: catalogues of gettext's, read by Babel."""

from __future__ import annotations

import io
import re
from collections.abc import Mapping
from datetime import date, datetime, timedelta
from functools import cache
from pathlib import Path

from babel.core import Locale, negotiate_locale
from babel.dates import format_date, format_interval, format_skeleton, format_time
from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po
from babel.support import NullTranslations, Translations

__all__ = ["CODES", "chosen", "dated", "direction", "names", "translations"]

_MONTH, _WEEK = re.compile(r"\d{4}-\d{2}"), re.compile(r"\d{4}-W\d{2}")
_CATALOGUES = Path(__file__).with_name("catalogue")
#: Languages of the interface: English, and those that have a catalogue.
CODES = ("en", *sorted(path.stem for path in _CATALOGUES.glob("*.po")))


@cache
def translations(code: str) -> NullTranslations:
    """The catalogue of a language; of English, and of one that has none, the texts as they are."""
    path = _CATALOGUES / f"{code}.po"
    if not path.is_file():
        return NullTranslations()
    with path.open("rb") as file:
        catalogue = read_po(file, locale=code)
    compiled = io.BytesIO()
    write_mo(compiled, catalogue)
    compiled.seek(0)
    return Translations(compiled)


def chosen(asked: str | None, header: str | None, usual: str) -> str:
    """The language of an answer.

    Args:
        asked: that the reader chose before.
        header: ``Accept-Language`` of the request.
        usual: of the site.
    """
    if asked in CODES:
        return str(asked)
    wanted = []
    for part in (header or "").split(",")[:12]:
        name, _, weight = part.strip().partition(";q=")
        try:
            wanted.append((float(weight or 1), name.replace("-", "_")))
        except ValueError:
            continue
    ordered = [name for weight, name in sorted(wanted, key=lambda one: -one[0]) if weight > 0]
    found = negotiate_locale(ordered, CODES) if ordered else None
    return found or (usual if usual in CODES else "en")


@cache
def _locale(code: str) -> Locale:
    return Locale.parse(code)


def direction(code: str | None) -> str:
    """In which direction a language is written: ``ltr`` or ``rtl``."""
    try:
        return str(_locale(code or "en").text_direction)
    except (ValueError, LookupError):
        return "ltr"


def dated(told: date | str | None, code: str) -> str:
    """A day, a moment, a week or a month in the words of a language; what is none, as it is."""
    if told is None:
        return ""
    locale = _locale(code)
    if isinstance(told, str):
        try:
            if _MONTH.fullmatch(told):
                return str(
                    format_skeleton("yMMMM", date.fromisoformat(f"{told}-01"), locale=locale)
                )
            if _WEEK.fullmatch(told):
                first = date.fromisoformat(f"{told}-1")
                return str(
                    format_interval(first, first + timedelta(days=6), "yMMMd", locale=locale)
                )
            told = date.fromisoformat(told) if len(told) == 10 else datetime.fromisoformat(told)
        except (ValueError, OverflowError):
            return str(told)
    day = str(format_date(told, "long", locale=locale))
    if isinstance(told, datetime):
        return f"{day}, {format_time(told, 'short', locale=locale)}"
    return day


def names() -> Mapping[str, str]:
    """The languages of the interface, each in its own words."""
    return {code: str(_locale(code).get_display_name(code)) for code in CODES}
