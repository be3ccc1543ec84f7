"""Who had it first, how a figure changed, what is dated."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime
from itertools import permutations

import pytest

from onrecord import Reading
from onrecord.records import Article, Span, TimeExpression
from onrecord.stories._model import Place, Row, Stance
from onrecord.stories.order import (
    are_apart,
    delays,
    figures,
    first,
    in_order,
    is_later,
    is_update,
    timeline,
)
from onrecord.stories.texts import Text


def reading(published: datetime | date | None, words: str = "Some words of it here.") -> Reading:
    return Reading(Article("a", words, published=published, language="en"), ())


def row(article: int, stance: Stance = "asserts", span: Span = Span(0, 4)) -> Row:  # noqa: B008
    return Row(Place(article, span), stance, "o1", None, None, None, False, None, (), 1.0)


def at(hour: int, day: int = 3) -> datetime:
    return datetime(2026, 6, day, hour, tzinfo=UTC)


def test_in_order_of_time_those_without_one_last() -> None:
    told = [reading(None), reading(at(9)), reading(date(2026, 6, 3)), reading(at(7))]
    assert in_order(told) == [2, 3, 1, 0]


@pytest.mark.parametrize("moment", [None, at(9)])
def test_of_one_time_they_stand_alike_however_they_came(moment: datetime | None) -> None:
    told = [reading(moment, words) for words in ("It fell.", "It rose.", "It stood.")]
    for some in permutations(told):
        words = [some[place].article.text for place in in_order(some)]
        assert words == ["It fell.", "It rose.", "It stood."]


def test_the_first_and_how_long_until_the_next() -> None:
    told = [reading(at(9)), reading(at(7)), reading(at(12))]
    rows = [row(0), row(1), row(2, "denies")]
    assert first(rows, told) == 1
    assert delays(rows, told, 1) == (2.0, 0.0, 5.0)


def test_who_denies_had_nothing_first() -> None:
    told = [reading(at(6)), reading(at(7))]
    assert first([row(0, "denies"), row(1)], told) == 1


@pytest.mark.parametrize(
    "moments",
    [[None, None], [date(2026, 6, 3), at(9)], [at(9), date(2026, 6, 3)], [at(9), at(9)]],
)
def test_where_the_dates_do_not_tell_nobody_was_first(
    moments: list[datetime | date | None],
) -> None:
    told = [reading(one) for one in moments]
    assert first([row(0), row(1)], told) is None
    assert delays([row(0), row(1)], told, None) == (None, None)


def test_a_bare_day_tells_no_hours() -> None:
    told = [reading(date(2026, 6, 2)), reading(at(9))]
    assert first([row(0), row(1)], told) == 0
    assert delays([row(0), row(1)], told, 0) == (None, None)


def test_a_later_toll_is_told_as_a_change_of_the_figure() -> None:
    words = [
        "At least 12 people died there.",
        "The fire killed 15 people.",
        "It killed 15 people, all of them at work.",
    ]
    texts = [Text(reading(at(6 + number), one)) for number, one in enumerate(words)]
    rows = [row(number, span=Span(0, len(one))) for number, one in enumerate(words)]
    assert [one.value for one in figures(rows, texts)] == ["12", "15", "15"]
    for one in figures(rows, texts):
        assert words[one.place.article][slice(*one.place.span)] == one.value
    assert figures(rows[1:], texts) == ()
    denied = [rows[0], replace(rows[1], stance="denies"), replace(rows[2], stance="denies")]
    assert figures(denied, texts) == ()


def test_years_and_days_are_no_figures() -> None:
    words = ["The 2020 election was on 3 May.", "The 2024 election was on 5 May."]
    texts = [Text(reading(at(6 + number), one)) for number, one in enumerate(words)]
    rows = [row(number, span=Span(0, len(one))) for number, one in enumerate(words)]
    assert figures(rows, texts, ("may",)) == ()


def test_of_a_bare_day_nobody_knows_when_on_it() -> None:
    assert are_apart(at(9), at(10)) and not are_apart(at(9), at(9))
    assert not are_apart(at(9), at(9).date()) and are_apart(at(9), date(2001, 1, 1))


def test_the_days_that_articles_date() -> None:
    words = "The ferry struck on 2 June. It was found on Wednesday."
    dated = replace(
        reading(at(9), words),
        times=(
            TimeExpression(Span(20, 26), "2026-06-02", "a1"),
            TimeExpression(Span(44, 53), "2026-06-03"),
            TimeExpression(Span(0, 3), None),
        ),
    )
    found = timeline([Text(dated), Text(dated)])
    assert [event.day for event in found] == ["2026-06-02", "2026-06-03"]
    assert len(found[0].places) == 2 and found[0].statements == ((0, "a1"), (1, "a1"))
    assert words[slice(*found[1].places[0].span)].strip() == "It was found on Wednesday."


def test_what_has_no_date_is_later_than_any_moment() -> None:
    assert (
        is_later(reading(None), at(9))
        and is_later(reading(at(10)), at(9))
        and not is_later(reading(at(9)), at(9))
    )


def test_weeks_and_months_stand_where_they_begin() -> None:
    from onrecord.stories.order import _begins

    days = ["2026-05-18", "2026-W19", "2025-10", "2026-05-16/2026-05-17", "2026", "2026-W99"]
    assert sorted(days, key=_begins) == [
        "2025-10", "2026", "2026-W99", "2026-W19", "2026-05-16/2026-05-17", "2026-05-18",
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("one", "other", "expected"),
    [
        ("Some 300 workers went on strike.", "Some 450 workers went on strike.", True),
        ("At least 1,200 people fled.", "At least 900 people fled.", True),
        ("Some 300 workers went on strike.", "Some 300 workers went on strike.", False),
        ("Some 300 workers went on strike.", "Some 450 drivers went on strike.", False),
        ("12 Magazines were found.", "12 magazines were found.", False),
        ("It began in 2009 under her.", "It began in 2010 under her.", False),
        ("It began at 9.30 am.", "It began at 9.45 am.", False),
        ("She left on 3 May 2026.", "She left on 4 May 2026.", False),
        ("", "", False),
    ],
)
def test_another_number_of_the_same_is_an_update(one: str, other: str, expected: bool) -> None:
    assert (
        is_update(one, other, ("may", "june")) is is_update(other, one, ("may", "june")) is expected
    )
