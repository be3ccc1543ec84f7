"""Bylines and date lines in plain text: who wrote it, and when it was published."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime
from functools import cache

from onrecord.article.names import names_in
from onrecord.languages import page_words
from onrecord.page.moments import is_ambiguous, parse_date

__all__ = [
    "authors_in",
    "date_in",
    "dates_in",
    "is_byline",
    "is_date_line",
    "is_later",
    "is_stamp",
    "is_time_line",
]

_NAME = r"[^\W\d_][\w'’.-]*(?:\s+(?:de|del|der|van|von|da|di|bin|al|el|la|le|[^\W\d_a-z][\w'’.-]*)){0,4}"


@dataclass(frozen=True, slots=True)
class _Patterns:
    """Bylines and dates, by the words of all languages.

    Attributes:
        byline: a line that is one; group ``names``.
        opening: the word it opens with.
        date: a day, with its time where it has one.
        date_words: what stands with one and tells nothing.
        clock: a time of day, or a zone.
        updated: before a date that is not the first one.
    """

    byline: re.Pattern[str]
    opening: re.Pattern[str]
    date: re.Pattern[str]
    date_words: re.Pattern[str]
    clock: re.Pattern[str]
    updated: re.Pattern[str]


@cache
def _patterns() -> _Patterns:
    words = page_words()
    by = "|".join(words.by)
    month = rf"(?:{'|'.join(words.months)})[a-z]*\.?"
    return _Patterns(
        byline=re.compile(
            rf"^\W{{0,2}}(?:(?:{by})\s*:?\s+|(?:{'|'.join(words.author_labels)})\s*:\s*)"
            r"(?P<names>[A-ZÀ-ÞА-Я].{1,160})$",
            re.I,
        ),
        opening=re.compile(rf"^\W{{0,2}}(?:{by})\b", re.I),
        date=re.compile(
            rf"\b(?:{month}\s+\d{{1,2}}(?:st|nd|rd|th)?,?\s+\d{{4}}"
            rf"|\d{{1,2}}(?:st|nd|rd|th|\.)?\s+{month},?\s+\d{{4}}|\d{{4}}-\d{{2}}-\d{{2}}"
            r"|\d{1,2}\.\d{1,2}\.\d{4}|\d{4}[./]\d{1,2}[./]\d{1,2}|\d{1,2}/\d{1,2}/\d{4})(?!\d)"
            r"(?:,?\s*(?:at|\||-|–|—|,|T)?\s*\d{1,2}[:.]\d{2}(?::\d{2})?\s*(?:[ap]\.?m\.?)?"
            r"(?:\s*(?:UTC|GMT|Z|E[SD]?T|C[SD]?T|P[SD]?T|M[SD]?T|BST|CEST|CET|[+-]\d{2}:?\d{2}))?)?",
            re.I,
        ),
        date_words=re.compile(rf"\b(?:{'|'.join(words.date_words)})\b", re.I),
        updated=re.compile(rf"\b(?:{'|'.join(words.updated)})\b", re.I),
        clock=re.compile(rf"\b(?:\d{{1,2}}[:.]\d{{2}}|{'|'.join(words.clock)})\b"),
    )


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


def is_time_line(line: str) -> bool:
    """Whether a line tells a time and nothing else: "Posted 3 hours ago", "10:42 GMT"."""
    rest = _patterns().clock.sub(
        " ", _patterns().date_words.sub(" ", _patterns().date.sub(" ", line))
    )
    return len(line) <= 80 and not re.search(r"[^\W\d_]{2,}", rest)


def is_stamp(line: str) -> bool:
    """Whether a line tells a date and, in a few words beside it, who or where: "PTI | Pune | 3 May 2024"."""
    line = line.strip()
    found = _patterns().date.search(line) if len(line) <= 160 else None
    if found is None or line.endswith((".", "!", "?", ":")):
        return False
    rest = _patterns().date_words.sub(" ", _patterns().date.sub(" | ", line))
    pieces = [piece.split() for piece in re.split(r"[|•·,/–—:]+|\s-\s", rest)]
    return all(len(words) <= 5 for words in pieces) and sum(map(len, pieces)) <= 14


def authors_in(line: str) -> tuple[str, ...]:
    """The names in a byline."""
    line = line.strip()
    if _patterns().date.search(line):
        line = _patterns().date_words.sub(" ", _patterns().date.sub(" | ", line))
    return names_in(line)


def _moment(words: str) -> datetime | date | None:
    """The moment that words tell, or the day, where the time of day cannot be read."""
    if is_ambiguous(words):
        return None
    moment = parse_date(words)
    if moment is not None and _TIME.search(words):
        return moment
    day = moment or parse_date(_BEHIND_DAY.sub("", words))
    return day.date() if day is not None else None


_TIME = re.compile(r"(?<![\d.])\d{1,2}[:.]\d{2}(?!\d|\.\d)")
_BEHIND_DAY = re.compile(r"(?<=\d{4})\D.*$")


def dates_in(line: str) -> Iterator[tuple[datetime | date, bool]]:
    """The dates in a line, in order, each with whether the line calls it a later one than the first."""
    behind = 0
    for found in _patterns().date.finditer(line):
        moment = _moment(found[0])
        if moment is not None:
            yield moment, _patterns().updated.search(line, behind, found.start()) is not None
        behind = found.end()


def is_later(words: str) -> bool:
    """Whether words call the date behind them a later one than the first: "Updated"."""
    return _patterns().updated.search(words) is not None


def date_in(line: str) -> datetime | date | None:
    """The first date in a line, with its time and zone where the line gives them."""
    return next((moment for moment, _ in dates_in(line)), None)
