"""Feeds of lists."""

from __future__ import annotations

from xml.etree import ElementTree

import pytest

from onrecord.reader.atom import Entry, Feed

NAMES = {"a": "http://www.w3.org/2005/Atom"}


@pytest.mark.parametrize(
    ("told", "shown"),
    [
        ("2026-06-01", "2026-06-01T00:00:00.000Z"),
        ("2026-06-01T08:00:00", "2026-06-01T08:00:00.000Z"),
        ("2026-06-01T08:00:00+02:00", "2026-06-01T06:00:00.000Z"),
        ("2026-06-01T08:00:00.123+00:00", "2026-06-01T08:00:00.123Z"),
    ],
)
def test_moments_are_in_utc(told: str, shown: str) -> None:
    made = Feed("/", "/index.atom", "News", [Entry("/1", "One", told)]).to_xml("https://a.example")
    assert ElementTree.fromstring(made).findtext("a:entry/a:updated", None, NAMES) == shown


def test_the_last_moment_is_the_feed_s() -> None:
    entries = [
        Entry("/1", "One", "2026-06-01T09:00:00+05:00"),
        Entry("/2", "Two", "2026-06-01T08:00:00Z"),
    ]
    root = ElementTree.fromstring(Feed("/", "/index.atom", "News", entries).to_xml(""))
    assert root.findtext("a:updated", None, NAMES) == "2026-06-01T08:00:00.000Z"


def test_what_xml_cannot_hold_is_covered() -> None:
    made = Feed("/", "/index.atom", "A\x00B & <c>", []).to_xml("https://a.example")
    assert ElementTree.fromstring(made).findtext("a:title", None, NAMES) == "A\ufffdB & <c>"
