"""Dates and times as machines and people write them, and whether they can be at all."""

from __future__ import annotations

import html
import re
import warnings
from datetime import UTC, date, datetime

__all__ = ["is_ambiguous", "parse_date", "parse_moment"]

_LONGEST = 60  # code points of a date
_DAY_FIRST = re.compile(r"\s*\d{1,2}[./]\d{1,2}[./]\d{4}")
#: The third of April to some, the fourth of March to others. With full stops the day stands first everywhere.
_AMBIGUOUS = re.compile(r"\s*(0?[1-9]|1[0-2])([/-])(0?[1-9]|1[0-2])\2")
_DIGITS = re.compile(r"(?:19|20)\d{6}(?:\d{4}|\d{6})?")
_SINCE_1970 = re.compile(r"(1[0-8]\d{8})(\d{3})?")
_ZONES = {
    "EST": -18000, "EDT": -14400, "ET": -18000, "CST": -21600, "CDT": -18000, "MST": -25200,
    "MDT": -21600, "PST": -28800, "PDT": -25200, "BST": 3600, "CET": 3600, "CEST": 7200,
}  # fmt: skip


def parse_date(words: str) -> datetime | None:
    """A date written in any common way; what it leaves open is the first of its kind, or zero."""
    from dateutil import parser, tz  # late: only pages with a date in words need it

    zones = {name: tz.tzoffset(name, offset) for name, offset in _ZONES.items()}
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # a zone it does not know is left out, which is right
        try:
            moment = parser.parse(
                words[:_LONGEST],
                tzinfos=zones,
                default=datetime(1, 1, 1),
                dayfirst=_DAY_FIRST.match(words) is not None,
            )
        except (ValueError, OverflowError, TypeError, AttributeError):
            return None
    return _with_a_zone_that_is(moment)


def is_ambiguous(words: str) -> bool:
    """Whether nobody knows which number of a date is the day: "03/04/2026"."""
    found = _AMBIGUOUS.match(words)
    return found is not None and int(found[1]) != int(found[3])


def parse_moment(value: object) -> datetime | date | None:
    """A machine-written moment (ISO 8601, RFC 2822 and near misses, seconds or milliseconds since 1970); None if it is
    none, or may be two.
    """
    if isinstance(value, datetime):
        return _with_a_zone_that_is(value)
    if isinstance(value, date):
        return value
    if isinstance(value, int | float) and not isinstance(value, bool):
        since = _SINCE_1970.fullmatch(f"{value:.0f}")
        return datetime.fromtimestamp(int(since[1]), UTC) if since else None
    text = " ".join(html.unescape(value).split()) if isinstance(value, str) else ""
    if not text or len(text) > _LONGEST or not re.search(r"\d{4}", text) or is_ambiguous(text):
        return None
    if since := _SINCE_1970.fullmatch(text):
        return datetime.fromtimestamp(int(since[1]), UTC)
    if text.isdigit() and not _DIGITS.fullmatch(text):
        return None
    kind: type[date] = date if re.fullmatch(r"\d{4}(-?)\d{2}\1\d{2}", text) else datetime
    try:
        found = kind.fromisoformat(text)
    except (ValueError, OverflowError):
        moment = parse_date(text)
        if moment is None:
            return None
        return moment if re.search(r"\d:\d\d", text) else moment.date()
    return _with_a_zone_that_is(found) if isinstance(found, datetime) else found


def _with_a_zone_that_is(moment: datetime) -> datetime:
    """A moment whose zone can be told; an offset of a day or more is none, and is left out."""
    try:
        moment.isoformat()
        moment.utcoffset()
    except (ValueError, OverflowError):
        return moment.replace(tzinfo=None)
    return moment
