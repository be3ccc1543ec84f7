from __future__ import annotations

from datetime import date, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from onrecord.article.byline import authors_in, date_in, is_byline, is_date_line, split_names


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
    assert all(name in " ".join(line.split()) for name in split_names(line))
