"""When what was said: who had a claim first, how its figures changed, what a story's articles date."""

from __future__ import annotations

import re
from collections.abc import Collection, Sequence
from datetime import UTC, date, datetime, time

from onrecord.archive.fulltext import fold
from onrecord.records import Reading, Span
from onrecord.stories._model import Event, Figure, Place, Row
from onrecord.stories.texts import Text

__all__ = [
    "are_apart",
    "delays",
    "figures",
    "first",
    "in_order",
    "is_later",
    "is_update",
    "timeline",
    "when",
]

_FIGURE = r"\b(?!(?:19|20)\d\d\b)\d+(?:,\d{3})*(?:\.\d+)?"  # no year
_NUMBER = re.compile(rf"{_FIGURE}\b")
#: How many of what: no hour, whose words behind are short.
_COUNT = re.compile(rf"{_FIGURE}(\s+)([^\W\d_]{{4,}})")
_DAY = re.compile(r"\d{4}(?:-\d{2}(?:-\d{2})?|-W\d{2})?(?:/\d{4}-\d{2}-\d{2})?$")


def when(reading: Reading) -> datetime | date | None:
    """When an article was published; else when its page was fetched, by which articles stand in order; None where
    neither is known.
    """
    if reading.article.published is not None:
        return reading.article.published
    made = reading.provenance or reading.article.provenance
    return made.fetched if made else None


def _moment(told: datetime | date) -> datetime:
    """A moment in UTC; of a bare day its beginning."""
    if not isinstance(told, datetime):
        return datetime.combine(told, time(), UTC)
    try:
        return told.replace(tzinfo=UTC) if told.tzinfo is None else told.astimezone(UTC)
    except OverflowError:  # at the edge of the calendar a zone leads beyond it
        return told.replace(tzinfo=UTC)


def is_later(reading: Reading, moment: datetime | date) -> bool:
    """Whether an article came after a moment, or nobody knows when; a bare day is meant with its end."""
    told = when(reading)
    if told is None:
        return True
    if not isinstance(moment, datetime):  # a day is meant with its end
        return _moment(told).date() > moment
    return _moment(told) > _moment(moment)


def are_apart(one: datetime | date, other: datetime | date) -> bool:
    """Whether two moments are surely not one; of a bare day nobody knows when on it."""
    if isinstance(one, datetime) and isinstance(other, datetime):
        return _moment(one) != _moment(other)
    return _moment(one).date() != _moment(other).date()


def in_order(readings: Sequence[Reading]) -> list[int]:
    """The numbers of readings in order of time, those without one last; of one time in that of their ids, and then of their
    words, however they came.
    """

    def key(place: int) -> tuple[bool, datetime, str, str, int]:
        told, article = when(readings[place]), readings[place].article
        moment = _moment(told) if told else datetime.max.replace(tzinfo=UTC)
        return told is None, moment, article.id, article.text, place

    return sorted(range(len(readings)), key=key)


def first(rows: Sequence[Row], readings: Sequence[Reading]) -> int | None:
    """The row of the article that asserted a claim first.

    None where no article that asserts it says when it was published, or two of a bare day, or of the same moment,
    could be it. When a page was fetched tells nothing of who had it first.
    """
    timed = [
        (told, place)
        for place, row in enumerate(rows)
        if row.stance == "asserts"
        and (told := readings[row.place.article].article.published) is not None
    ]
    if not timed:
        return None
    told, place = min(timed, key=lambda one: (_moment(one[0]), one[1]))
    for other, number in timed:
        if rows[number].place.article == rows[place].place.article:
            continue
        bare = not isinstance(told, datetime) or not isinstance(other, datetime)
        if bare and _moment(other).date() == _moment(told).date():
            return None
        if not bare and _moment(other) == _moment(told):
            return None
    return place


def delays(
    rows: Sequence[Row], readings: Sequence[Reading], earliest: int | None
) -> tuple[float | None, ...]:
    """Hours from the first row to each; None where not known to the hour."""
    if earliest is None:
        return (None,) * len(rows)
    begun = readings[rows[earliest].place.article].article.published
    if not isinstance(begun, datetime):
        return (None,) * len(rows)
    found: list[float | None] = []
    for row in rows:
        told = readings[row.place.article].article.published
        known = isinstance(told, datetime)
        found.append(
            round((_moment(told) - _moment(begun)).total_seconds() / 3600, 2)
            if told and known
            else None
        )
    return tuple(found)


def figures(
    rows: Sequence[Row], texts: Sequence[Text], months: Collection[str] = ()
) -> tuple[Figure, ...]:
    """How the figure of a claim changed from article to article.

    It is the number that stands before the same word in statements of several articles: "12 people", "15 people".
    Years and days are none, and what denies the claim changes nothing.

    Args:
        rows: of the claim.
        texts: of the story.
        months: the names of months; a number before one is a day.
    """
    told: dict[str, list[Figure]] = {}
    for row in rows:
        if row.stance != "asserts":
            continue
        start, end = row.place.span
        words = texts[row.place.article].article.text
        for found in _NUMBER.finditer(words, start, end):
            behind = re.match(r"\s+([^\W\d_]+)", words[found.end() : end])
            if behind is None or fold(behind[1]) in months:
                continue
            told_at = texts[row.place.article].article.published
            place = Place(row.place.article, Span(*found.span()))
            figure = Figure(place, found[0], told_at.isoformat() if told_at else None)
            told.setdefault(fold(behind[1]), []).append(figure)
    best: list[Figure] = []
    for listed in told.values():
        by_article: dict[int, Figure] = {}
        for figure in listed:
            by_article.setdefault(figure.place.article, figure)
        changing = [by_article[article] for article in sorted(by_article)]
        if len({figure.value for figure in changing}) > 1 and len(changing) > len(best):
            best = changing
    return tuple(best)


def is_update(one: str, other: str, months: Collection[str]) -> bool:
    """Whether two statements are the same but for how many there are: at different hours both can be true.

    Args:
        one, other: the statements.
        months: the names of months; a number before one is a day.
    """

    def masked(said: str) -> str:
        return _COUNT.sub(
            lambda found: found[0] if found[2] in months else f"0{found[1]}{found[2]}", fold(said)
        )

    return fold(one) != fold(other) and masked(one) == masked(other)


def timeline(texts: Sequence[Text]) -> tuple[Event, ...]:
    """The days that a story's articles date, each with the sentences that do and the statements in them."""
    places: dict[str, list[Place]] = {}
    said: dict[str, list[tuple[int, str]]] = {}
    for number, text in enumerate(texts):
        for expression in text.reading.times:
            if not expression.value or not _DAY.match(expression.value):
                continue
            sentence = text.sentence_at(expression.span.start)
            if sentence is None:
                continue
            place = Place(number, sentence.span)
            if place not in places.setdefault(expression.value, []):
                places[expression.value].append(place)
            if expression.attribution is not None:
                said.setdefault(expression.value, []).append((number, expression.attribution))
    return tuple(
        Event(day, tuple(places[day]), tuple(dict.fromkeys(said.get(day, ()))))
        for day in sorted(places, key=_begins)
    )


def _begins(day: str) -> tuple[str, str]:
    """By what the days of a timeline are in order: when they begin; the longer span before the day in it."""
    first = day.partition("/")[0]
    if "W" in first:
        try:
            first = date.fromisoformat(f"{first}-1").isoformat()
        except ValueError:
            first = first[:4]
    return first, day
