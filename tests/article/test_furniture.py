from __future__ import annotations

import time

import pytest

from onrecord.article.furniture import is_box_header, is_furniture_line


@pytest.mark.parametrize(
    "line",
    [
        "Related articles",
        "RELATED STORIES",
        "LEAVE A REPLY",
        "Comments (12)",
        "Newsletter",
        "Latest articles",
        "More from Politics",
        "Mehr zum Thema",
        "You may also like",
        "Share article",
    ],
)
def test_box_headers(line: str) -> None:
    assert is_box_header(line)


@pytest.mark.parametrize(
    "line",
    [
        "Please enter your comment!",
        "Subscribe to stay updated.",
        "Read more: The plan",
        "Advertisement",
        "Facebook | Twitter | Email",
        "© 2026 The Paper. All rights reserved.",
        "4 min read",
        "Anzeige",
    ],
)
def test_furniture_lines(line: str) -> None:
    assert is_furniture_line(line)


@pytest.mark.parametrize(
    "line",
    [
        "",
        "Comments like these hurt, she said.",
        "The advertisement ran for a week.",
        "Share prices fell.",
        "More than ten people died.",
        "Home sales rose.",
        "He said: no",
        "Search for survivors goes on",
    ],
)
def test_news_is_no_furniture(line: str) -> None:
    assert not is_box_header(line)
    assert not is_furniture_line(line)


def test_a_hostile_line_takes_no_time() -> None:
    began = time.process_time()
    for line in ("share " * 200, "more from " + "a" * 5_000, "read more: " * 500, "|" * 10_000):
        is_box_header(line)
        is_furniture_line(line)
    assert time.process_time() - began < 2
