from __future__ import annotations

from datetime import date, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from onrecord.article.byline import (
    authors_in,
    date_in,
    dates_in,
    is_byline,
    is_date_line,
    is_stamp,
    is_time_line,
)


@pytest.mark.parametrize(
    ("line", "names"),
    [
        ("By Ana Pérez", ("Ana Pérez",)),
        ("BY ANA PÉREZ AND BO LI", ("ANA PÉREZ", "BO LI")),
        ("By Ana Pérez, Bo Li and Cy Young", ("Ana Pérez", "Bo Li", "Cy Young")),
        ("By Ana Pérez, Associated Press", ("Ana Pérez",)),
        ("By Ana Pérez | May 3, 2024", ("Ana Pérez",)),
        ("By Ana Pérez for The Paper", ("Ana Pérez",)),
        ("Von Jörg Müller und Eva Kern", ("Jörg Müller", "Eva Kern")),
        ("Ana Pérez - May 3, 2024", ("Ana Pérez",)),
        ("By Ludwig van der Berg", ("Ludwig van der Berg",)),
    ],
)
def test_bylines(line: str, names: tuple[str, ...]) -> None:
    assert is_byline(line)
    assert authors_in(line) == names


@pytest.mark.parametrize(
    "line",
    [
        "By the time he came, it was over.",
        "By 2030 the plan is to end coal.",
        "The mayor said no.",
        "",
        "May 3, 2024",
        "By and large, yes!",
    ],
)
def test_no_bylines(line: str) -> None:
    assert not is_byline(line)


@pytest.mark.parametrize(
    ("line", "moment"),
    [
        ("May 3, 2024", date(2024, 5, 3)),
        ("Published 3 May 2024", date(2024, 5, 3)),
        ("2024-05-03", date(2024, 5, 3)),
        ("Published 10:15 BST, 3 May 2024", date(2024, 5, 3)),
        ("Updated: May 3rd, 2024", date(2024, 5, 3)),
    ],
)
def test_days(line: str, moment: date) -> None:
    assert is_date_line(line)
    assert date_in(line) == moment


def test_time_with_zone() -> None:
    moment = date_in("May 3, 2024 6:30 PM EDT")
    assert isinstance(moment, datetime)
    assert moment.isoformat() == "2024-05-03T18:30:00-04:00"


@pytest.mark.parametrize("line", ["On May 3, 2024 the council voted.", "no date", "May 33, 2024 x"])
def test_no_date_lines(line: str) -> None:
    assert not is_date_line(line)


@given(st.text(max_size=200))
def test_any_line_is_judged(line: str) -> None:
    is_byline(line)
    is_date_line(line)
    date_in(line)
    is_stamp(line)
    is_time_line(line)
    authors_in(line)


@pytest.mark.parametrize(
    ("line", "moments"),
    [
        (
            "Published 3 May 2024 | Updated 5 May 2024",
            [(date(2024, 5, 3), False), (date(2024, 5, 5), True)],
        ),
        ("Last updated: May 5, 2024", [(date(2024, 5, 5), True)]),
        ("19.10.2025", [(date(2025, 10, 19), False)]),
        ("22/01/2026", [(date(2026, 1, 22), False)]),
        ("03/04/2026", []),  # of March or of April
        ("2025.05.15", [(date(2025, 5, 15), False)]),
        ("5th February 2026", [(date(2026, 2, 5), False)]),
    ],
)
def test_dates_of_a_line(line: str, moments: list[tuple[date, bool]]) -> None:
    assert list(dates_in(line)) == moments


def test_a_time_of_day_that_cannot_be_read_leaves_the_day() -> None:
    assert [moment.isoformat()[:10] for moment, _ in dates_in("September 7, 2025 — 6.00am")] == [
        "2025-09-07"
    ]


@pytest.mark.parametrize(
    "line",
    [
        "PTI | Pune | 3 May 2024",
        "Oona Grist • 28 April 2026 • 2 min read",
        "Date: 22/01/2026 Author: Bo Li",
    ],
)
def test_stamps(line: str) -> None:
    assert is_stamp(line)


@pytest.mark.parametrize(
    "line",
    [
        "On 3 May 2024 the council voted to close the bridge for a year.",
        "The council has met on 3 May 2024 and has voted to close it",
        "no date",
    ],
)
def test_no_stamps(line: str) -> None:
    assert not is_stamp(line)


@pytest.mark.parametrize("line", ["Posted 3 hours ago", "10:42 GMT", "Updated 5 minutes ago"])
def test_times_and_nothing_else(line: str) -> None:
    assert is_time_line(line)
    assert not is_time_line(f"{line} the bridge fell")
