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

from onrecord.records import Article, Attribution, Dated, Reading, Span, TimeExpression
from onrecord.text.sentences import Sentences, sentences_of

__all__ = ["made_on", "time_expressions"]

_MONTHS = "january february march april may june july august september october november december"
_WEEKDAYS = "monday tuesday wednesday thursday friday saturday sunday"
_COUNTS = "a an one two three four five six seven eight nine ten eleven twelve"
_COUNT_OF = {"a": 1, "an": 1} | {
    word: number for number, word in enumerate(_COUNTS.split()[2:], start=1)
}
_MONTH = (
    r"(?:Jan(?:uary|\.)|Feb(?:ruary|\.)|Mar(?:ch|\.)|Apr(?:il|\.)|May|June?\b|July?\b|Aug(?:ust|\.)"
    r"|Sept?(?:ember|\.)|Oct(?:ober|\.)|Nov(?:ember|\.)|Dec(?:ember|\.))(?!\w)"
)
_WEEKDAY = r"(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day"
_DAY = r"(?:3[01]|[12]\d|0?[1-9])(?:st|nd|rd|th)?(?![\d%]|[.,:]\d)"
_YEAR = r"(?:1[89]|20)\d\d"
_PART = r"(?:\s+(?:morning|afternoon|evening|night))?"
_UNIT = r"(?:day|week|month|year)"
_TENS = "twenty thirty forty fifty sixty seventy eighty ninety"
_COUNT = rf"(?i:(?:(?:{'|'.join(_TENS.split())})-?)?(?:{'|'.join(_COUNTS.split())})|{'|'.join(_TENS.split())}|\d{{1,3}})"
_EXPRESSION = re.compile(
    rf"""
    \b(?=[\dA-Z]|th|la|ne|on|to|ye|ea|mi|ov|[as]|tw|f|e|ni|te|be)(?:
      (?P<iso>{_YEAR}-\d\d-\d\d)
    | (?:(?:[Tt]his|[Ll]ast|[Nn]ext|[Oo]n)\s+)?(?:(?P<dmy_weekday>{_WEEKDAY}),?\s+)?(?:the\s+)?
      (?P<dmy_day>{_DAY})\s+(?:of\s+)?(?P<dmy_month>{_MONTH})(?:,?\s+(?P<dmy_year>{_YEAR})\b)?
    | (?:(?P<mdy_when>[Tt]his|[Ll]ast|[Nn]ext)\s+)?(?:(?P<mdy_weekday>{_WEEKDAY}),?\s+)?
      (?P<mdy_month>{_MONTH})\s+(?P<mdy_day>{_DAY})(?:,?\s+(?P<mdy_year>{_YEAR})\b)?
    | (?:(?P<month_part>[Ee]arly|[Ll]ate|[Mm]id-?|(?:the\s+)?(?:beginning|start|middle|end)\s+of|[Ll]ast|[Nn]ext|[Tt]his)\s*)?
      (?P<month>{_MONTH})(?:(?:\s+of)?,?\s+(?P<month_year>{_YEAR})\b)?
    | (?:(?P<weekday_when>[Ll]ast|[Nn]ext|[Tt]his(?:\s+(?:past|coming))?)\s+)?(?P<weekday>{_WEEKDAY})\b(?!s){_PART}
    | (?P<deictic>[Tt]oday|[Tt]onight|[Yy]esterday|[Tt]omorrow|[Tt]his\s+(?:morning|afternoon|evening))\b{_PART}
    | (?P<near_when>(?:[Ee]arlier\s+|[Ll]ater\s+)?[Tt]his|[Ll]ast|[Nn]ext)\s+(?P<near_unit>weekend|{_UNIT})\b(?!-)
    | (?:[Oo]ver\s+)?(?P<weekend>the\s+weekend)\b
    | (?<!-)(?P<ago_count>{_COUNT})\s+(?P<ago_unit>{_UNIT})s?\s+(?P<ago>ago)\b
    | (?P<event>(?:{_COUNT}|several|[Tt]he)\s+{_UNIT}s?\s+(?:after|before|earlier|later|since))\b
    | [Tt]he\s+(?P<same>same|following|next|previous)\s+(?P<same_unit>{_UNIT})\b
    | (?P<year_part>[Ee]arly|[Ll]ate|[Mm]id-?|(?:the\s+)?(?:beginning|start|middle|end)\s+of)?\s*
      (?P<year>(?<=\b[Ii]n\s){_YEAR}|(?<=\b[Ss]ince\s){_YEAR}|(?<=\b[Uu]ntil\s){_YEAR}|(?<=\b[Bb]y\s){_YEAR}
        |(?<=\b[Oo]f\s){_YEAR}|(?<=\b[Ff]rom\s){_YEAR}|(?<=\b[Dd]uring\s){_YEAR}|(?<=\b[Ee]arly\s){_YEAR}
        |(?<=\b[Ll]ate\s){_YEAR}|(?<=\b[Bb]efore\s){_YEAR}|(?<=\b[Aa]fter\s){_YEAR})\b(?!\s*(?:people|votes|percent|%))
    )
    """,
    re.VERBOSE,
)
_NEEDS_PREPOSITION = re.compile(
    r"\b(?:in|since|until|by|during|through|from|of|before|after|between|this|last|next|every)\s+$",
    re.IGNORECASE,
)
_AHEAD = re.compile(
    r"\b(?:will|won['’]t|shall|to\s+be|is\s+set|are\s+set|scheduled|plans?|planned|expected|upcoming|due"
    r"|ahead\s+of|deadline|going\s+to|would|begin(?:s|ning)?\s+on|takes?\s+effect|(?:until|by)\s*$"
    r"|if|when\s+\w+\s+\w+s)\b",
    re.IGNORECASE,
)
_BACK = re.compile(
    r"\b(?:said|told|was|were|had|has|did|after|since|wrote|came|went|made|took|met|gave|wake|held|began"
    r"|won|lost|\w{2,}ed)\b",
    re.IGNORECASE,
)
_REACH = 160  # code points before and behind an expression that tell whether it lies ahead
_ANCHOR_REACH = 700  # code points from an anaphoric expression back to what it hangs on
_WEEK = timedelta(days=7)


def time_expressions(reading: Reading) -> tuple[TimeExpression, ...]:
    """The time expressions of an article, in order, with the statements that they belong to.

    An expression inside a content belongs to what is said there; one outside, in the sentence of a
    cue, tells when it was said.
    """
    article, text = reading.article, reading.article.text
    silent = [block.span for block in article.blocks if block.kind in ("byline", "credit")]
    sentences = sentences_of(text)
    tie = _ties(reading.attributions, sentences)
    base = _day_of(article)
    found: list[TimeExpression] = []
    anchor: tuple[int, date, str] | None = (
        None  # place, first day and unit of the last one resolved
    )
    for match in _EXPRESSION.finditer(text):
        span = _trimmed(match)
        if any(block.start <= span.start < block.end for block in silent):
            continue
        if match["month"] and not _is_month(text, match):
            continue
        sentence = sentences.around(span)
        before = text[max(sentence.start, span.start - _REACH) : span.start]
        behind = text[span.end : min(sentence.end, span.end + _REACH)]
        near = anchor if anchor and span.start - anchor[0] <= _ANCHOR_REACH else None
        resolved = _resolved(match, base, _looks_ahead(before, behind), near)
        if resolved is not None:
            anchor = (span.end, *resolved[1:])
        role, holder = tie(span)
        found.append(TimeExpression(span, resolved[0] if resolved else None, holder, role))
    return tuple(found)


def made_on(reading: Reading) -> dict[str, str]:
    """When statements were made, as far as their sentences tell: values by attribution id."""
    return {
        one.attribution: one.value
        for one in reversed(reading.times)
        if one.dates == "statement" and one.attribution and one.value
    }


def _day_of(article: Article) -> date | None:
    moment = article.published
    return moment.date() if isinstance(moment, datetime) else moment


def _trimmed(match: re.Match[str]) -> Span:
    words = match[0]
    return Span(match.end() - len(words.lstrip()), match.start() + len(words.rstrip()))


def _is_month(text: str, match: re.Match[str]) -> bool:
    """Whether a month by itself is one: "in May", not "May said"; "March 2016", not "the March"."""
    if match["month_year"] or match["month_part"]:
        return True
    return _NEEDS_PREPOSITION.search(text[max(match.start() - 12, 0) : match.start()]) is not None


_Resolved = tuple[str, date, str]  # value, first day, unit


def _resolved(
    match: re.Match[str],
    base: date | None,
    ahead: bool | None,
    anchor: tuple[int, date, str] | None,
) -> _Resolved | None:
    """Value, first day and unit of an expression; None where it stays open."""
    try:
        if match["iso"]:
            return _as("day", date.fromisoformat(match["iso"]))
        for order in ("dmy", "mdy"):
            if match[f"{order}_day"]:
                return _calendar_day(match, order, base, ahead=ahead)
        if match["month"]:
            return _month(match, base, ahead=ahead)
        if match["year"]:
            return _as("year", date(int(match["year"]), 1, 1))
        if match["same"]:
            return _anaphoric(match["same"].lower(), match["same_unit"], anchor)
        return _deictic(match, base, ahead=ahead) if base is not None else None
    except (ValueError, OverflowError):  # the 31st of June; a thousand years ago
        return None


def _looks_ahead(before: str, behind: str) -> bool | None:
    """Whether a sentence speaks of what is to come or of what has been; None where it does not tell.

    The nearest word before the expression decides; where there is none, the nearest behind it.
    """
    ahead = max((match.end() for match in _AHEAD.finditer(before)), default=-1)
    back = max((match.end() for match in _BACK.finditer(before)), default=-1)
    if ahead == back:
        beyond = len(behind)
        ahead = -min((match.start() for match in _AHEAD.finditer(behind)), default=beyond)
        back = -min((match.start() for match in _BACK.finditer(behind)), default=beyond)
    return None if ahead == back else ahead > back


def _as(unit: str, day: date) -> _Resolved:
    if unit == "day":
        return day.isoformat(), day, unit
    if unit == "week":
        first = day - timedelta(days=day.weekday())
        year, week, _ = first.isocalendar()
        return f"{year:04}-W{week:02}", first, unit
    if unit == "month":
        return day.isoformat()[:7], day.replace(day=1), unit
    return day.isoformat()[:4], day.replace(month=1, day=1), "year"


def _calendar_day(
    match: re.Match[str], order: str, base: date | None, *, ahead: bool | None
) -> _Resolved | None:
    month = _number(_MONTHS, match[f"{order}_month"])
    day = int(re.match(r"\d+", match[f"{order}_day"])[0])  # type: ignore[index]
    if match[f"{order}_year"]:
        return _as("day", date(int(match[f"{order}_year"]), month, day))
    if base is None:
        return None
    weekday = match[f"{order}_weekday"]
    near = [_date_or_none(base.year + by, month, day) for by in (-1, 0, 1)]
    days = [one for one in near if one is not None]
    if weekday:
        # The weekday tells the year where the day and month do not.
        days = [one for one in days if one.weekday() == _number(_WEEKDAYS, weekday) - 1] or days
    if not days:
        return None
    if ahead and any(one >= base for one in days):
        return _as("day", min(one for one in days if one >= base))
    return _as("day", min(days, key=lambda one: abs(one - base)))


def _date_or_none(year: int, month: int, day: int) -> date | None:
    try:
        return date(year, month, day)
    except ValueError:
        return None


def _month(match: re.Match[str], base: date | None, *, ahead: bool | None) -> _Resolved | None:
    month = _number(_MONTHS, match["month"])
    if match["month_year"]:
        return _as("month", date(int(match["month_year"]), month, 1))
    if base is None:
        return None
    when = (match["month_part"] or "").lower()
    here = base.replace(day=1)
    years = [date(base.year + by, month, 1) for by in (-1, 0, 1)]
    if when == "last":
        return _as("month", max(one for one in years if one < here))
    if when == "next":
        return _as("month", min(one for one in years if one > here))
    if when == "this":
        return _as("month", date(base.year, month, 1))
    if ahead:
        return _as("month", min(one for one in years if one >= here))
    if ahead is None:
        return _as("month", min(years, key=lambda one: abs(one - here)))
    return _as("month", max(one for one in years if one <= here))


def _anaphoric(which: str, unit: str, anchor: tuple[int, date, str] | None) -> _Resolved | None:
    from dateutil.relativedelta import relativedelta

    if anchor is None:
        return None
    _, day, known = anchor
    units = ("day", "week", "month", "year")
    if units.index(known) > units.index(unit):
        return None  # of a month it is not known which week
    step = {"same": 0, "following": 1, "next": 1, "previous": -1}[which]
    by: dict[str, int] = {f"{unit}s": step}
    return _as(unit, day + relativedelta(**by))  # type: ignore[arg-type]


def _deictic(match: re.Match[str], base: date, *, ahead: bool | None) -> _Resolved | None:
    if match["weekday"]:
        return _as("day", _weekday(match, base, ahead=ahead))
    if match["deictic"]:
        word = match["deictic"].lower()
        return _as("day", base + timedelta(days={"yesterday": -1, "tomorrow": 1}.get(word, 0)))
    if match["weekend"]:
        return _weekend(base, 0 if ahead else -1)
    if match["near_unit"]:
        return _near(match["near_when"].lower().split()[-1], match["near_unit"], base)
    if match["ago"]:
        return _ago(match["ago_count"].lower(), match["ago_unit"], base)
    return None  # hangs on an event


def _weekday(match: re.Match[str], base: date, *, ahead: bool | None) -> date:
    wanted = _number(_WEEKDAYS, match["weekday"]) - 1
    when = " ".join((match["weekday_when"] or "").lower().split())
    past = base - timedelta(days=(base.weekday() - wanted) % 7)  # base itself, if it is that day
    if when == "last":
        return past - _WEEK if past == base else past
    if when in ("next", "this coming"):
        return past + _WEEK
    if ahead and when != "this past":
        return past if past == base else past + _WEEK
    if when == "this":
        return base + timedelta(days=wanted - base.weekday())
    return past


def _near(when: str, unit: str, base: date) -> _Resolved:
    from dateutil.relativedelta import relativedelta

    step = {"this": 0, "last": -1, "next": 1}[when]
    if unit == "weekend":
        return _weekend(base, step)
    by: dict[str, int] = {f"{unit}s": step}
    return _as(unit, base + relativedelta(**by))  # type: ignore[arg-type]


def _weekend(base: date, step: int) -> _Resolved:
    """Saturday and Sunday; on a Monday "the weekend" and "last weekend" are those just past."""
    saturday = base - timedelta(days=(base.weekday() - 5) % 7)  # the last one up to today
    if step >= 0 and base.weekday() < 5:
        saturday += _WEEK
    if step > 0 and base.weekday() >= 5:
        saturday += _WEEK
    if step < 0 and base.weekday() >= 5:
        saturday -= _WEEK
    return f"{saturday.isoformat()}/{(saturday + timedelta(days=1)).isoformat()}", saturday, "day"


def _ago(count: str, unit: str, base: date) -> _Resolved:
    from dateutil.relativedelta import relativedelta

    number = int(count) if count.isdecimal() else _count(count)
    by: dict[str, int] = {f"{unit}s": -number}
    return _as(unit, base + relativedelta(**by))  # type: ignore[arg-type]


def _count(words: str) -> int:
    """74 for seventy-four, 2 for two, 1 for a."""
    tens = next((ten for ten in _TENS.split() if words.startswith(ten)), "")
    return 10 * (_TENS.split().index(tens) + 2 if tens else 0) + _COUNT_OF.get(
        words.removeprefix(tens).removeprefix("-"), 0
    )


def _number(names: str, name: str) -> int:
    """1 for January or Jan., for Monday …"""
    stem = name.lower()[:3]
    return next(n for n, one in enumerate(names.split(), start=1) if one.startswith(stem))


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
