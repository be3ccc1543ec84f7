from __future__ import annotations

import pytest

from marked import ENGLISH, text_document
from onrecord.outlets import agencies, known_outlet, looks_like_outlet, outlet_mentions


@pytest.mark.parametrize(
    "name", ["Reuters", "the New York Times", "The Washington Post", "la Tercera"]
)
def test_known(name: str) -> None:
    assert known_outlet(name) is not None


@pytest.mark.parametrize("name", ["the hill", "people", "Westhaven", "time"])
def test_words_are_no_outlets(name: str) -> None:
    assert known_outlet(name) is None


def test_form() -> None:
    assert looks_like_outlet("the Westhaven Courier", ENGLISH)
    assert looks_like_outlet("Radio Westhaven", ENGLISH)
    assert not looks_like_outlet("Harbour University Press Office", ENGLISH)


def test_mentions_by_full_and_short_names() -> None:
    text = "The Westhaven Courier and the AP wrote it; the Courier and the Associated Press again."
    found = [
        (text[one.span.start : one.span.end], one.name)
        for one in outlet_mentions(text_document(text), ENGLISH)
    ]
    assert found == [
        ("Westhaven Courier", "Westhaven Courier"),
        ("AP", "Associated Press"),
        ("Courier", "Westhaven Courier"),
        ("Associated Press", "Associated Press"),
    ]


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("Foreign Affairs Minister Bo Li said so.", []),
        ("The Independent Budget Office said so.", []),
        ("He told Foreign Affairs that it leaks.", ["Foreign Affairs"]),
        ("He told the Independent Monday that it leaks.", ["Independent"]),
        ("He told Reuters Editor Bo Li so.", ["Reuters"]),
    ],
)
def test_a_name_of_common_words_that_begins_another_is_none(text: str, names: list[str]) -> None:
    assert [one.name for one in outlet_mentions(text_document(text), ENGLISH)] == names


def test_the_list_says_where_it_comes_from() -> None:
    from onrecord.outlets import _list

    for name in ("outlets.tsv", "agencies.tsv"):
        head = (_list._DATA / name).read_text(encoding="utf-8")[:400]
        assert "ompiled by" in head
        assert "20" in head
    assert "Reuters" in agencies()
