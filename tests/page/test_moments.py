"""Moments as machines write them."""

from __future__ import annotations

from datetime import UTC, date, datetime

import pytest

from onrecord.page.moments import parse_moment


@pytest.mark.parametrize(
    ("told", "moment"),
    [
        ("12/31/2024", date(2024, 12, 31)),
        ("31/12/2024", date(2024, 12, 31)),
        ("04/04/2024", date(2024, 4, 4)),
        ("07.04.2024", date(2024, 4, 7)),
        ("20240407", date(2024, 4, 7)),
        ("2024-04-07", date(2024, 4, 7)),
        ("1712101012345", datetime(2024, 4, 2, 23, 36, 52, tzinfo=UTC)),
        ("1712101012", datetime(2024, 4, 2, 23, 36, 52, tzinfo=UTC)),
        ("Wed, 03 Apr 2024 10:00:00 GMT", datetime(2024, 4, 3, 10, tzinfo=UTC)),
    ],
)
def test_moments(told: str, moment: datetime | date) -> None:
    assert parse_moment(told) == moment


@pytest.mark.parametrize(
    "told", ["7/4/2024", "07-04-2024", "12/11/2024 08:00", "20241", "201712", "99999999999999"]
)
def test_what_may_be_two_days_or_none_is_none(told: str) -> None:
    assert parse_moment(told) is None
