"""A fast subset of the reading benchmark, on real pages."""

from __future__ import annotations

from pathlib import Path
from statistics import mean

import pytest


def test_at_least_as_good_as_the_bare_extractor(shared: Path) -> None:
    import reading

    pages = list(reading.expected_pages(shared / "corpora" / "pages-fundus"))[::4]
    assert len(pages) > 50
    ours, theirs = reading.Tally(), reading.Tally()
    for page in pages:
        reading.judge(ours, page, reading.by_onrecord(page))
        reading.judge(theirs, page, reading.by_extractor(page))
    for measure in ("body", "title", "authors", "date"):
        assert mean(getattr(ours, measure)) >= mean(getattr(theirs, measure)), measure
    assert mean(ours.lost_quoted) <= mean(ours.lost_other)


def test_scores_know_a_bad_reading() -> None:
    reading = pytest.importorskip("reading")
    page = reading.Expected("x", "", b"", "T", ("A",), None, ("one two three four five six",))
    tally = reading.Tally()
    reading.judge(tally, page, reading.Found("Other", ("B",), None, "one two"))
    assert tally.title == [0.0]
    assert tally.authors == [0.0]
    assert tally.body == [0.5]
    assert tally.lost_other == [True]
