"""Names that Babel (the Unicode CLDR) has in every language: months, weekdays, countries."""

from __future__ import annotations

from collections.abc import Iterable
from functools import cache

from babel import Locale

__all__ = ["countries", "months", "weekdays"]


@cache
def _locale(code: str) -> Locale:
    return Locale.parse(code)


def months(code: str) -> tuple[str, ...]:
    """The months' names in a language, January first."""
    names = _locale(code).months["format"]["wide"]
    return tuple(names[number] for number in range(1, 13))


def weekdays(code: str) -> tuple[str, ...]:
    """The weekdays' names in a language, Monday first."""
    names = _locale(code).days["format"]["wide"]
    return tuple(names[number] for number in range(7))


def countries(code: str, wanted: Iterable[str]) -> tuple[str, ...]:
    """The names of countries in a language, by their ISO 3166 codes, in the codes' order."""
    names = _locale(code).territories
    return tuple(names[country] for country in wanted)
