"""Time expressions, and what days they mean: "this Monday", "in early November", "two weeks ago".

Expressions are found by their form and resolved against the article's date, calendar arithmetic
by dateutil. Values are ISO 8601: a day ``2024-11-11``, a week ``2024-W46``, a month ``2024-11``, a
year ``2024``, an interval ``2024-11-09/2024-11-10``. The kinds of expressions and what they hang
on follow TimeML's TIMEX3 (Pustejovsky et al. 2003): calendar dates by themselves, deictic ones on the
article's date, anaphoric ones ("the same week") on the expression before. What hangs on an event
("a week after the election") or on a date that is not known is left open.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Callable, Sequence
from datetime import date, datetime, timedelta
from typing import NamedTuple

from onrecord.languages import Words
from onrecord.languages.times import Times
from onrecord.records import Article, Attribution, Dated, Reading, Span, TimeExpression
from onrecord.text import Document, Sentences

__all__ = ["made_on", "time_expressions"]

_REACH = 160  # code points before and behind an expression that tell whether it lies ahead
_ANCHOR_REACH = 700  # code points from an anaphoric expression back to what it hangs on
_WEEK = timedelta(days=7)


def time_expressions(
    reading: Reading, document: Document, lang: Words
) -> tuple[TimeExpression, ...]:
    """The time expressions of an article, in order, with the statements that they belong to.

    An expression inside a content belongs to what is said there; one outside, in the sentence of a
    cue, tells when it was said.
    """
    resolver = _Resolver(lang.times, _day_of(reading.article, document, lang.times))
    silent = document.spans_of("byline", "credit")
    tie = _ties(reading.attributions, document.sentences)
    found: list[TimeExpression] = []
    for match in lang.times.expression.finditer(document.text):
        span = _trimmed(match)
        if any(block.start <= span.start < block.end for block in silent):
            continue
        if match["month"] and not _is_month(document.text, match, lang.times):
            continue
        value = resolver.value(match, span, ahead=_ahead(document, span, lang.times))
        role, holder = tie(span)
        found.append(TimeExpression(span, value, holder, role))
    return tuple(found)


def made_on(reading: Reading) -> dict[str, str]:
    """When statements were made, as far as their sentences tell: values by attribution id."""
    return {
        one.attribution: one.value
        for one in reversed(reading.times)
        if one.dates == "statement" and one.attribution and one.value
    }


def _day_of(article: Article, document: Document, words: Times) -> date | None:
    """The day that "Friday" is reckoned from: that of publication, or of the last change where the page
    gives no other, or where the article was rewritten: it tells of a day after its publication as past.
    """
    first, last = _day(article.published), _day(article.modified)
    if first is None or last is None or last <= first:
        return first or last
    resolver = _Resolver(words, first)
    for match in words.expression.finditer(document.text):
        if not (match["iso"] or match["dmy_day"] or match["mdy_day"]):
            continue
        span = _trimmed(match)
        if _ahead(document, span, words):
            continue
        value = resolver.value(match, span, ahead=False) or ""
        if first.isoformat() < value <= last.isoformat():
            return last
    return first


def _day(moment: datetime | date | None) -> date | None:
    return moment.date() if isinstance(moment, datetime) else moment


def _ahead(document: Document, span: Span, words: Times) -> bool | None:
    """Whether the sentence of an expression speaks of what is to come; None where it does not tell."""
    sentence = document.sentences.around(span)
    before = document.text[max(sentence.start, span.start - _REACH) : span.start]
    behind = document.text[span.end : min(sentence.end, span.end + _REACH)]
    return _looks_ahead(before, behind, words)


def _trimmed(match: re.Match[str]) -> Span:
    words = match[0]
    return Span(match.end() - len(words.lstrip()), match.start() + len(words.rstrip()))


def _is_month(text: str, match: re.Match[str], words: Times) -> bool:
    """Whether a month by itself is one: "in May", not "May said"; "March 2016", not "the March"."""
    if match["month_year"] or match["month_part"]:
        return True
    return (
        words.needs_preposition.search(text[max(match.start() - 12, 0) : match.start()]) is not None
    )


def _looks_ahead(before: str, behind: str, words: Times) -> bool | None:
    """Whether a sentence speaks of what is to come or of what has been; None where it does not tell.

    The nearest word before the expression decides; where there is none, the nearest behind it.
    """
    ahead = max((match.end() for match in words.ahead.finditer(before)), default=-1)
    back = max((match.end() for match in words.back.finditer(before)), default=-1)
    if ahead == back:
        beyond = len(behind)
        ahead = -min((match.start() for match in words.ahead.finditer(behind)), default=beyond)
        back = -min((match.start() for match in words.back.finditer(behind)), default=beyond)
    return None if ahead == back else ahead > back


class _Resolved(NamedTuple):
    """What an expression means: its value, its first day, and its unit."""

    value: str
    day: date
    unit: str


class _Resolver:
    """Resolves the expressions of one article, in order.

    Args:
        words: the language's.
        base: the article's day, where it has one.
    """

    def __init__(self, words: Times, base: date | None) -> None:
        self._words, self._base = words, base
        self._last: tuple[int, _Resolved] | None = None  # where the last one resolved ends

    def value(self, match: re.Match[str], span: Span, *, ahead: bool | None) -> str | None:
        """The value of an expression; None where it stays open."""
        try:
            resolved = self._resolved(match, span, ahead=ahead)
        except (ValueError, OverflowError):  # the 31st of June; a thousand years ago
            return None
        if resolved is None:
            return None
        self._last = (span.end, resolved)
        return resolved.value

    def _resolved(
        self, match: re.Match[str], span: Span, *, ahead: bool | None
    ) -> _Resolved | None:
        if match["iso"]:
            return _as("day", date.fromisoformat(match["iso"]))
        for order in ("dmy", "mdy"):
            if match[f"{order}_day"]:
                return self._calendar_day(match, order, ahead=ahead)
        if match["month"]:
            return self._month(match, ahead=ahead)
        if match["year"]:
            return _as("year", date(int(match["year"]), 1, 1))
        if match["same"]:
            return self._anaphoric(match["same"].lower(), match["same_unit"], span)
        return self._deictic(match, self._base, ahead=ahead) if self._base is not None else None

    def _calendar_day(
        self, match: re.Match[str], order: str, *, ahead: bool | None
    ) -> _Resolved | None:
        month = _number(self._words.months, match[f"{order}_month"])
        day = int(re.match(r"\d+", match[f"{order}_day"])[0])  # type: ignore[index]
        if match[f"{order}_year"]:
            return _as("day", date(int(match[f"{order}_year"]), month, day))
        base = self._base
        if base is None:
            return None
        weekday = match[f"{order}_weekday"]
        near = [_date_or_none(base.year + by, month, day) for by in (-1, 0, 1)]
        days = [one for one in near if one is not None]
        if weekday:
            # The weekday tells the year where the day and month do not.
            number = _number(self._words.weekdays, weekday) - 1
            days = [one for one in days if one.weekday() == number] or days
        if not days:
            return None
        coming = [one for one in days if one >= base]
        if ahead and coming:
            return _as("day", min(coming))
        return _as("day", min(days, key=lambda one: abs(one - base)))

    def _month(self, match: re.Match[str], *, ahead: bool | None) -> _Resolved | None:
        month = _number(self._words.months, match["month"])
        if match["month_year"]:
            return _as("month", date(int(match["month_year"]), month, 1))
        base = self._base
        if base is None:
            return None
        here = base.replace(day=1)
        years = [date(base.year + by, month, 1) for by in (-1, 0, 1)]
        step = self._words.steps.get((match["month_part"] or "").lower())
        if step == -1:
            return _as("month", max(one for one in years if one < here))
        if step == 1:
            return _as("month", min(one for one in years if one > here))
        if step == 0:
            return _as("month", date(base.year, month, 1))
        if ahead:
            return _as("month", min(one for one in years if one >= here))
        if ahead is None:
            return _as("month", min(years, key=lambda one: abs(one - here)))
        return _as("month", max(one for one in years if one <= here))

    def _anaphoric(self, which: str, word: str, span: Span) -> _Resolved | None:
        """As in "the same week": by the expression before."""
        if self._last is None or span.start - self._last[0] > _ANCHOR_REACH:
            return None
        unit, before = self._words.units[word], self._last[1]
        if _UNITS.index(before.unit) > _UNITS.index(unit):
            return None  # of a month it is not known which week
        return _as(unit, _moved(before.day, unit, self._words.steps[which]))

    def _deictic(self, match: re.Match[str], base: date, *, ahead: bool | None) -> _Resolved | None:
        """By the article's day."""
        if match["weekday"]:
            return _as("day", self._weekday(match, base, ahead=ahead))
        if match["deictic"]:
            step = self._words.days.get(match["deictic"].lower(), 0)
            return _as("day", base + timedelta(days=step))
        if match["weekend"]:
            return _weekend(base, 0 if ahead else -1)
        if match["near_unit"]:
            step = self._words.steps[match["near_when"].lower().split()[-1]]
            if match["near_unit"] == self._words.weekend:
                return _weekend(base, step)
            unit = self._words.units[match["near_unit"]]
            return _as(unit, _moved(base, unit, step))
        if match["ago"]:
            unit = self._words.units[match["ago_unit"]]
            return _as(unit, _moved(base, unit, -self._count(match["ago_count"].lower())))
        return None  # hangs on an event

    def _weekday(self, match: re.Match[str], base: date, *, ahead: bool | None) -> date:
        wanted = _number(self._words.weekdays, match["weekday"]) - 1
        when = " ".join((match["weekday_when"] or "").lower().split())
        step = self._words.steps.get(when)
        past = base - timedelta(
            days=(base.weekday() - wanted) % 7
        )  # base itself, if it is that day
        if step == -1:
            return past - _WEEK if past == base else past
        if when in self._words.coming:
            return past + _WEEK
        if ahead and when not in self._words.past:
            return past if past == base else past + _WEEK
        if step == 0:
            return base + timedelta(days=wanted - base.weekday())
        return past

    def _count(self, words: str) -> int:
        """74 for seventy-four, 2 for two, 1 for a."""
        if words.isdecimal():
            return int(words)
        tens = next((ten for ten in self._words.tens if words.startswith(ten)), "")
        rest = words.removeprefix(tens).removeprefix("-")
        return self._words.tens.get(tens, 0) + self._words.counts.get(rest, 0)


_UNITS = ("day", "week", "month", "year")


def _moved(day: date, unit: str, by: int) -> date:
    """A day some units on."""
    from dateutil.relativedelta import relativedelta

    delta: dict[str, int] = {f"{unit}s": by}
    return day + relativedelta(**delta)  # type: ignore[arg-type]


def _as(unit: str, day: date) -> _Resolved:
    if unit == "day":
        return _Resolved(day.isoformat(), day, unit)
    if unit == "week":
        first = day - timedelta(days=day.weekday())
        year, week, _ = first.isocalendar()
        return _Resolved(f"{year:04}-W{week:02}", first, unit)
    if unit == "month":
        return _Resolved(day.isoformat()[:7], day.replace(day=1), unit)
    return _Resolved(day.isoformat()[:4], day.replace(month=1, day=1), "year")


def _date_or_none(year: int, month: int, day: int) -> date | None:
    try:
        return date(year, month, day)
    except ValueError:
        return None


def _weekend(base: date, step: int) -> _Resolved:
    """Saturday and Sunday; on a Monday "the weekend" and "last weekend" are those just past."""
    saturday = base - timedelta(days=(base.weekday() - 5) % 7)  # the last one up to today
    if step >= 0 and base.weekday() < 5:
        saturday += _WEEK
    if step > 0 and base.weekday() >= 5:
        saturday += _WEEK
    if step < 0 and base.weekday() >= 5:
        saturday -= _WEEK
    sunday = saturday + timedelta(days=1)
    return _Resolved(f"{saturday.isoformat()}/{sunday.isoformat()}", saturday, "day")


def _number(names: Sequence[str], name: str) -> int:
    """1 for January or Jan., for Monday …"""
    stem = name.lower()[:3]
    return next(n for n, one in enumerate(names, start=1) if one.lower().startswith(stem))


_Tie = Callable[[Span], tuple[Dated | None, str | None]]


def _ties(attributions: Sequence[Attribution], sentences: Sentences) -> _Tie:
    """A function that tells what an expression dates, and of which attribution."""
    contents = sorted(
        (piece.start, piece.end, one.id) for one in attributions for piece in one.content
    )
    longest = max((end - start for start, end, _ in contents), default=0)
    cues = sorted((one.cue[0].start, one.id) for one in attributions if one.cue and not one.parent)

    def tie(span: Span) -> tuple[Dated | None, str | None]:
        low = bisect_left(contents, (span.start - longest, 0, ""))
        high = bisect_left(contents, (span.end, 0, ""))
        holding = [one for one in contents[low:high] if one[0] <= span.start and span.end <= one[1]]
        if holding:
            return "content", min(holding, key=lambda one: one[1] - one[0])[2]
        sentence = sentences.around(span)
        near = cues[bisect_left(cues, (sentence.start, "")) : bisect_left(cues, (sentence.end, ""))]
        if near:
            return "statement", min(near, key=lambda one: abs(one[0] - span.start))[1]
        return None, None

    return tie
