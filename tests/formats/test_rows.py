from __future__ import annotations

import csv
import io
from pathlib import Path

import pytest

import onrecord
from onrecord import PageError
from onrecord.formats.rows import FIELDS, error_row, rows, write_csv


def test_csv_is_read_back(demo_page: Path) -> None:
    reading = onrecord.attribute(onrecord.read(demo_page))
    out = io.StringIO()
    write_csv(out, [*rows(reading), error_row("y", PageError("gone"))])
    out.seek(0)
    found = list(csv.DictReader(out))
    assert len(found) == len(reading) + 1
    assert tuple(found[0]) == FIELDS
    assert found[-1]["error"] == "PageError: gone"
    start, end = map(int, found[0]["cue_span"].split())
    assert reading.article.text[start:end] == found[0]["cue"]


def test_frame(demo_page: Path) -> None:
    pytest.importorskip("pandas")
    reading = onrecord.attribute(onrecord.read(demo_page))
    frame = onrecord.to_frame(reading)
    assert list(frame.columns) == list(FIELDS)
    assert len(frame) == len(reading)
    assert len(onrecord.to_frame([reading, reading])) == 2 * len(reading)
    assert onrecord.to_frame([]).empty
