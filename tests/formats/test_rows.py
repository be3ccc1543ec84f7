"""Readings as rows: joined tables, typed, with the caller's own columns."""

from __future__ import annotations

from pathlib import Path

import pytest

import onrecord
from onrecord import PageError
from onrecord.formats.rows import (
    ATTRIBUTION_FIELDS,
    ROUTE_FIELDS,
    SOURCE_FIELDS,
    attribution_rows,
    error_row,
    route_rows,
    source_rows,
)


@pytest.fixture(scope="module")
def reading(demo_page: Path) -> onrecord.Reading:
    return onrecord.attribute(onrecord.read(demo_page))


def test_every_row_has_every_column_with_its_type(reading: onrecord.Reading) -> None:
    for rows, fields in (
        (attribution_rows, ATTRIBUTION_FIELDS),
        (source_rows, SOURCE_FIELDS),
        (route_rows, ROUTE_FIELDS),
    ):
        found = list(rows(reading))
        assert found
        for row in found:
            assert set(row) == set(fields)
            for name, value in row.items():
                assert value is None or isinstance(value, fields[name]), name


def test_offsets_lead_to_the_words(reading: onrecord.Reading) -> None:
    text = reading.article.text
    for row in attribution_rows(reading):
        if row["cue"] and ";" not in row["cue_span"]:
            assert text[row["cue_start"] : row["cue_end"]] == row["cue"]
        if row["content"]:
            first, *_, last = [*row["content_span"].split(";"), row["content_span"].split(";")[-1]]
            assert row["content_start"] == int(first.split()[0])
            assert row["content_end"] == int(last.split()[1])


def test_tables_are_joined_by_page_and_source(reading: onrecord.Reading) -> None:
    sources = {(row["page"], row["source_id"]): row for row in source_rows(reading)}
    counted = dict.fromkeys(sources, 0)
    for row in attribution_rows(reading):
        if row["source_id"]:
            counted[row["page"], row["source_id"]] += 1
            assert sources[row["page"], row["source_id"]]["name"] == row["source_name"]
            assert sources[row["page"], row["source_id"]]["role"] == row["role"]
    assert {key: row["statements"] for key, row in sources.items()} == counted


def test_routes_have_their_stations_in_order(reading: onrecord.Reading) -> None:
    ways: dict[str, list[str]] = {}
    for row in route_rows(reading):
        ways.setdefault(row["attribution"], []).append(row["station"])
        if row["words"]:
            assert reading.article.text[row["start"] : row["end"]] == row["words"]
    order = ["source", "relay", "via", "credit", "outlet"]
    for stations in ways.values():
        assert stations == sorted(stations, key=order.index)
    assert any("via" in stations for stations in ways.values())


def test_an_error_is_a_row() -> None:
    row = error_row("y", PageError("gone"))
    assert set(row) == set(ATTRIBUTION_FIELDS)
    assert row["error"] == "PageError: gone"


def test_frame(reading: onrecord.Reading) -> None:
    pytest.importorskip("pandas")
    frame = onrecord.to_frame(reading)
    assert set(frame.columns) == set(ATTRIBUTION_FIELDS)
    assert len(frame) == len(reading)
    assert len(onrecord.to_frame([reading, reading])) == 2 * len(reading)
    assert onrecord.to_frame([]).empty
