"""One address for all that lead to one article."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from onrecord.archive.addresses import same_address

HOME = "https://example.org/news/1"


@pytest.mark.parametrize(
    "url",
    [
        "http://www.example.org/news/1/",
        "HTTPS://Example.org:443/news/1?utm_source=rss&fbclid=3#comments",
        "https://ana:secret@example.org/news/1",
    ],
)
def test_what_leads_to_one_article_is_one(url: str) -> None:
    assert same_address(url) == HOME


@pytest.mark.parametrize(
    "url", ["https://example.org/news/2", "https://example.org/news/1?id=7", "https://m.example.org/news/1",
            "https://example.org:8080/news/1", "https://example.org/News/1"],
)  # fmt: skip
def test_what_may_be_another_article_is_another(url: str) -> None:
    assert same_address(url) not in (HOME, None)


@pytest.mark.parametrize(
    "url", [None, "", "page.html", "mailto:a@b", "http://[::1/", "ftp://x.org/a"]
)
def test_what_is_no_address_is_none(url: str | None) -> None:
    assert same_address(url) is None


def test_parameters_stand_in_one_order() -> None:
    assert same_address("https://x.org/?b=2&a=1") == same_address("https://x.org/?a=1&b=2")


@given(st.text(max_size=60))
def test_nothing_breaks_it_and_it_is_its_own(text: str) -> None:
    made = same_address(f"https://example.org/{text}")
    assert made is None or same_address(made) == made
