"""Time expressions and what they mean. The article's date is Thursday, 14 November 2024."""

from __future__ import annotations

from datetime import UTC, date, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from marked import reading_of, time_expressions
from onrecord import Article, Reading

THURSDAY = date(2024, 11, 14)


def times(text: str, published: date | None = THURSDAY) -> list[tuple[str, str | None]]:
    """The words of each expression and its value."""
    article = Article("x", text, published=published)
    return [(article.words(one.span), one.value) for one in time_expressions(Reading(article, ()))]


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("It was signed on 2024-03-05.", "2024-03-05"),
        ("It was signed on November 5, 2020.", "2020-11-05"),
        ("It was signed on 5 November 2020.", "2020-11-05"),
        ("It was signed on Nov. 5.", "2024-11-05"),
        ("They met this Monday, November 11.", "2024-11-11"),
        ("They met on Dec. 20.", "2024-12-20"),
        ("He said Monday that it leaks.", "2024-11-11"),
        ("He said on Thursday that it leaks.", "2024-11-14"),
        ("He arrived last Thursday.", "2024-11-07"),
        ("They will vote on Monday.", "2024-11-18"),
        ("They vote next Monday.", "2024-11-18"),
        ("It stays closed until Monday.", "2024-11-18"),
        ("The hearing was adjourned until Friday.", "2024-11-15"),
        ("He spoke yesterday.", "2024-11-13"),
        ("He spoke two weeks ago.", "2024-W44"),
        ("He was born twenty-five years ago.", "1999"),
        ("Seventy-four years ago the dam was built.", "1950"),
        ("He left last week.", "2024-W45"),
        ("It closes next month.", "2024-12"),
        ("It opened earlier this month.", "2024-11"),
        ("It was built last year.", "2023"),
        ("Over the weekend they marched.", "2024-11-09/2024-11-10"),
        ("It began at the beginning of November 2024.", "2024-11"),
        ("It began in early March 2016.", "2016-03"),
        ("In July, she resigned.", "2024-07"),
        ("In December, she resigned.", "2023-12"),
        ("She will resign in December.", "2024-12"),
        ("It was founded in 1949.", "1949"),
        ("In last May’s vote she won.", "2024-05"),
    ],
)
def test_values(text: str, value: str) -> None:
    assert [found for _, found in times(text)] == [value]


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("They met a week after the election.", "a week after"),
        ("It came two days later.", "two days later"),
        ("They met the same week.", "the same week"),
        ("It was signed on June 31.", "June 31"),
    ],
)
def test_what_cannot_be_resolved_stays_open(text: str, words: str) -> None:
    assert times(text) == [(words, None)]


def test_what_hangs_on_the_expression_before() -> None:
    text = "They met on November 6. The same week he flew home. The following day it rained."
    assert [value for _, value in times(text)] == ["2024-11-06", "2024-W45", None]


def test_a_day_is_not_told_by_a_month() -> None:
    assert [value for _, value in times("It began in May 2020. The next day it ended.")] == [
        "2020-05",
        None,
    ]


@pytest.mark.parametrize(
    "text",
    [
        "May said it was over.",
        "Mayor Reed opened a clinic in Augusta and one in Mayfair.",
        "Theresa May and April Jones marched; the march went on.",
        "About 2000 people voted, 11 percent of them early.",
        "Mondays are for rest.",
        "It may be second to none.",
    ],
)
def test_no_time_expressions(text: str) -> None:
    assert times(text) == []


def test_without_a_date_only_the_calendar_is_known() -> None:
    text = "On Monday, after May 5, 2020, and before last week, it fell."
    assert [value for _, value in times(text, None)] == [None, "2020-05-05", None]


def test_the_day_is_the_pages_own() -> None:
    moment = datetime(2024, 11, 14, 23, 30, tzinfo=UTC)
    article = Article("x", "It fell today.", published=moment)
    (one,) = time_expressions(Reading(article, ()))
    assert one.value == "2024-11-14"


def test_what_an_expression_belongs_to() -> None:
    plain = reading_of("[Reed] <said> Monday {that it broke in May 2020}. It rained on Sunday.")
    article = Article("x", plain.article.text, published=THURSDAY)
    found = time_expressions(Reading(article, plain.attributions))
    assert [(one.value, one.attribution, one.dates) for one in found] == [
        ("2024-11-11", "a1", "statement"),
        ("2020-05", "a1", "content"),
        ("2024-11-10", None, None),
    ]


@given(st.text(max_size=300), st.dates())
def test_any_text_on_any_day(text: str, day: date) -> None:
    for words, _ in times(text, day):
        assert words == words.strip()
        assert words


@given(
    st.lists(
        st.sampled_from(
            "the next last this same Monday May 3 31 2024 a week day ago before year in of , weekend"
            " twenty-one 999 years".split()
        ),
        max_size=30,
    ),
    st.sampled_from([date(1, 1, 1), date(9999, 12, 31), date(2024, 2, 29), THURSDAY]),
)
def test_any_expressions_on_the_edges_of_the_calendar(words: list[str], day: date) -> None:
    for _, value in times(" ".join(words), day):
        assert value is None or value[0].isdigit()
