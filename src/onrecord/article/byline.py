"""Bylines and date lines in plain text: who wrote it, and when it was published."""

from __future__ import annotations

import re
import warnings
from datetime import date, datetime

__all__ = ["authors_in", "date_in", "is_byline", "is_date_line", "parse_date", "split_names"]

_NAME = r"[^\W\d_][\w'’.-]*(?:\s+(?:de|del|der|van|von|da|di|bin|al|el|la|le|[^\W\d_a-z][\w'’.-]*)){0,4}"
_BYLINE = re.compile(
    r"^\W{0,2}(?:(?:by|written by|reported by|story by|text by|words by|por|par|von|di|af|av|door)"
    r"\s*:?\s+)(?P<names>[A-ZÀ-ÞА-Я].{1,160})$",
    re.I,
)
_BYLINE_WORD = re.compile(
    r"^\W{0,2}(?:by|por|par|von|di|af|av|door|written by|reported by)\b", re.I
)
_AFTER_NAMES = re.compile(
    r"\s*(?:[|•·—–@/(]|\bfor\b|\bin\b [A-Z]|,?\s*(?:staff|special to|senior|chief|political|national|"
    r"associated press|reuters|afp|correspondent|reporter|editor|writer|columnist|contributor|"
    r"published|posted|updated|last updated|\d|"
    r"(?:mon|tues|wednes|thurs|fri|satur|sun)day|"
    r"(?:jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)[a-z]*\.? \d)).*$",
    re.I,
)
_SEPARATOR = re.compile(r"\s*(?:,|;|&|\band\b|\bund\b|\by\b|\bet\b|\be\b|\bog\b|\boch\b)\s*", re.I)
_MONTH = r"(?:jan|feb|mar|apr|may|jun|jul|aug|sep|sept|oct|nov|dec)[a-z]*\.?"
_DATE = re.compile(
    rf"\b(?:{_MONTH}\s+\d{{1,2}}(?:st|nd|rd|th)?,?\s+\d{{4}}|\d{{1,2}}(?:st|nd|rd|th)?\s+{_MONTH},?\s+\d{{4}}"
    r"|\d{4}-\d{2}-\d{2})"
    r"(?:,?\s*(?:at|\||-|–|—|,|T)?\s*\d{1,2}[:.]\d{2}(?::\d{2})?\s*(?:[ap]\.?m\.?)?"
    r"(?:\s*(?:UTC|GMT|Z|E[SD]?T|C[SD]?T|P[SD]?T|M[SD]?T|BST|CEST|CET|[+-]\d{2}:?\d{2}))?)?",
    re.I,
)
_DATE_WORDS = re.compile(
    r"(?:mon|tues|wednes|thurs|fri|satur|sun)day|published|posted|updated|last|modified|created|first|on|at|date|"
    r"time|UTC|GMT|E[SD]?T|[ap]\.?m|\d+ (?:hours?|minutes?|days?) ago",
    re.I,
)
_CLOCK = re.compile(r"\b(?:\d{1,2}[:.]\d{2}|UTC|GMT|BST|CES?T|[ECMP][SD]?T)\b")
_ZONES = {
    "EST": -18000, "EDT": -14400, "ET": -18000, "CST": -21600, "CDT": -18000, "MST": -25200,
    "MDT": -21600, "PST": -28800, "PDT": -25200, "BST": 3600, "CET": 3600, "CEST": 7200,
}  # fmt: skip


def is_byline(line: str) -> bool:
    """Whether a line is a byline: "By Ana Pérez and Bo Li", "Ana Pérez | May 3, 2024"."""
    line = line.strip()
    if not line or len(line) > 180:
        return False
    match = _BYLINE.match(line)
    if match:
        return bool(authors_in(line)) and not line.endswith(("!", "?"))
    # A name and a date on one line, with nothing else
    found = _DATE.search(line)
    if found is None:
        return False
    before = re.sub(r"[\W\d]+$", "", _DATE_WORDS.sub("", line[: found.start()])).strip()
    return bool(before) and re.fullmatch(_NAME, before) is not None and " " in before


def is_date_line(line: str) -> bool:
    """Whether a line holds a date and nothing else of weight."""
    line = line.strip()
    found = _DATE.search(line) if len(line) <= 120 else None
    if found is None:
        return False
    rest = _DATE_WORDS.sub("", _DATE.sub("", line))
    return not re.search(r"[^\W\d_]{2,}", _CLOCK.sub("", rest)) and date_in(line) is not None


def authors_in(line: str) -> tuple[str, ...]:
    """The names in a byline."""
    line = line.strip()
    match = _BYLINE.match(line)
    if match:
        names = match["names"]
    else:
        found = _DATE.search(line)
        names = _DATE_WORDS.sub("", line[: found.start()]) if found else ""
    return split_names(_AFTER_NAMES.sub("", names))


def split_names(names: str) -> tuple[str, ...]:
    """Split "Ana Pérez, Bo Li and Cy Young" into names; what is no name is left out."""
    names = _BYLINE_WORD.sub("", names)
    parts = (part.strip(" \t.,;:|-–—*_") for part in _SEPARATOR.split(names))
    kept = [part for part in parts if part and re.fullmatch(_NAME, part)]
    return tuple(dict.fromkeys(kept))


def date_in(line: str) -> datetime | date | None:
    """The date in a line, with its time and zone where the line gives them."""
    found = _DATE.search(line)
    if found is None:
        return None
    moment = parse_date(found[0])
    if moment is None:
        return None
    return moment if re.search(r"\d[:.]\d{2}", found[0]) else moment.date()


def parse_date(words: str) -> datetime | None:
    """A date written in any common way; what it leaves open is the first of its kind, or zero."""
    from dateutil import parser, tz  # late: only pages with a date in words need it

    zones = {name: tz.tzoffset(name, offset) for name, offset in _ZONES.items()}
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # a zone it does not know is left out, which is right
        try:
            moment: datetime = parser.parse(words, tzinfos=zones, default=datetime(1, 1, 1))
        except (ValueError, OverflowError):
            return None
    return moment
