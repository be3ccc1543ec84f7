"""Ranks are what was measured: the better evidence goes first."""

from __future__ import annotations

from itertools import pairwise
from typing import Any

import pytest

from onrecord.article.authors import AUTHORS
from onrecord.article.dates import MODIFIED, PUBLISHED
from onrecord.article.evidence import Evidence, decide


@pytest.mark.parametrize("ranked", [PUBLISHED, MODIFIED, AUTHORS])
def test_evidence_stands_in_the_order_of_its_precision(
    ranked: tuple[Evidence[Any, Any], ...],
) -> None:
    assert all(first.precision >= second.precision for first, second in pairwise(ranked))
    assert all(0 < one.precision <= 1 and one.pages > 0 for one in ranked)
    assert len({one.name for one in ranked}) == len(ranked)


def test_the_first_that_is_not_silent_decides() -> None:
    ranked = [
        Evidence("silent", 0.9, 1, lambda page: None),
        Evidence("length", 0.8, 1, len),
        Evidence("zero", 0.7, 1, lambda page: 0),
    ]
    assert decide("four", ranked) == 4
    assert decide("", ranked[:1]) is None
