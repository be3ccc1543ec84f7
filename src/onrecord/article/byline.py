"""Bylines and date lines in plain text: who wrote it, and when it was published."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date, datetime
from functools import cache

from onrecord.languages import page_words
from onrecord.page.moments import parse_date

__all__ = ["authors_in", "date_in", "is_byline", "is_date_line", "split_names"]

_NAME = r"[^\W\d_][\w'’.-]*(?:\s+(?:de|del|der|van|von|da|di|bin|al|el|la|le|[^\W\d_a-z][\w'’.-]*)){0,4}"


@dataclass(frozen=True, slots=True)
class _Patterns:
    """Bylines and dates, by the words of all languages.

    Attributes:
        byline: a line that is one; group ``names``.
        opening: the word it opens with.
        after_names: what stands behind its names.
        separator: between two names.
        date: a day, with its time where it has one.
        date_words: what stands with one and tells nothing.
        clock: a time of day, or a zone.
    """

    byline: re.Pattern[str]
    opening: re.Pattern[str]
    after_names: re.Pattern[str]
    separator: re.Pattern[str]
    date: re.Pattern[str]
    date_words: re.Pattern[str]
    clock: re.Pattern[str]


@cache
def _patterns() -> _Patterns:
    words = page_words()
    by = "|".join(words.by)
    joiners = "|".join(rf"\b{joiner}\b" for joiner in words.joiners)
    month = rf"(?:{'|'.join(words.months)})[a-z]*\.?"
    return _Patterns(
        byline=re.compile(
            rf"^\W{{0,2}}(?:(?:{by})\s*:?\s+)(?P<names>[A-ZÀ-ÞА-Я].{{1,160}})$", re.I
        ),
        opening=re.compile(rf"^\W{{0,2}}(?:{by})\b", re.I),
        after_names=re.compile(rf"\s*(?:[|•·—–@/(]|{'|'.join(words.after_names)}).*$", re.I),
        separator=re.compile(rf"\s*(?:,|;|&|{joiners})\s*", re.I),
        date=re.compile(
            rf"\b(?:{month}\s+\d{{1,2}}(?:st|nd|rd|th)?,?\s+\d{{4}}"
            rf"|\d{{1,2}}(?:st|nd|rd|th)?\s+{month},?\s+\d{{4}}|\d{{4}}-\d{{2}}-\d{{2}})"
            r"(?:,?\s*(?:at|\||-|–|—|,|T)?\s*\d{1,2}[:.]\d{2}(?::\d{2})?\s*(?:[ap]\.?m\.?)?"
            r"(?:\s*(?:UTC|GMT|Z|E[SD]?T|C[SD]?T|P[SD]?T|M[SD]?T|BST|CEST|CET|[+-]\d{2}:?\d{2}))?)?",
            re.I,
        ),
        date_words=re.compile("|".join(words.date_words), re.I),
        clock=re.compile(rf"\b(?:\d{{1,2}}[:.]\d{{2}}|{'|'.join(words.clock)})\b"),
    )


_LONGEST_NAMES = 1_000  # code points of a field of names that are looked at


def is_byline(line: str) -> bool:
    """Whether a line is a byline: "By Ana Pérez and Bo Li", "Ana Pérez | May 3, 2024"."""
    line = line.strip()
    if not line or len(line) > 180:
        return False
    match = _patterns().byline.match(line)
    if match:
        return bool(authors_in(line)) and not line.endswith(("!", "?"))
    # A name and a date on one line, with nothing else
    found = _patterns().date.search(line)
    if found is None:
        return False
    before = re.sub(r"[\W\d]+$", "", _patterns().date_words.sub("", line[: found.start()])).strip()
    return bool(before) and re.fullmatch(_NAME, before) is not None and " " in before


def is_date_line(line: str) -> bool:
    """Whether a line holds a date and nothing else of weight."""
    line = line.strip()
    found = _patterns().date.search(line) if len(line) <= 120 else None
    if found is None:
        return False
    rest = _patterns().date_words.sub("", _patterns().date.sub("", line))
    return (
        not re.search(r"[^\W\d_]{2,}", _patterns().clock.sub("", rest))
        and date_in(line) is not None
    )


def authors_in(line: str) -> tuple[str, ...]:
    """The names in a byline."""
    line = line.strip()
    match = _patterns().byline.match(line)
    if match:
        names = match["names"]
    else:
        found = _patterns().date.search(line)
        names = _patterns().date_words.sub("", line[: found.start()]) if found else ""
    return split_names(_patterns().after_names.sub("", names))


def split_names(names: str) -> tuple[str, ...]:
    """Split "Ana Pérez, Bo Li and Cy Young" into names; what is no name is left out."""
    names = " ".join(names[:_LONGEST_NAMES].split())
    names = _patterns().opening.sub("", names)
    parts = (part.strip(" \t.,;:|-–—*_") for part in _patterns().separator.split(names))
    kept = [part for part in parts if part and re.fullmatch(_NAME, part)]
    return tuple(dict.fromkeys(kept))


def date_in(line: str) -> datetime | date | None:
    """The date in a line, with its time and zone where the line gives them."""
    found = _patterns().date.search(line)
    if found is None:
        return None
    moment = parse_date(found[0])
    if moment is None:
        return None
    return moment if re.search(r"\d[:.]\d{2}", found[0]) else moment.date()
