from __future__ import annotations

import io
import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from onrecord import FormatError, OnRecordError, Page, TooLargeError
from onrecord.page import jsonl as archives
from onrecord.page.jsonl import jsonl_pages


def lines(*records: object) -> io.BytesIO:
    return io.BytesIO("".join(json.dumps(record) + "\n" for record in records).encode())


def test_jsonl() -> None:
    found = list(
        jsonl_pages(
            lines(
                {"id": 7, "url": "https://x.example/1", "html": "<p>a</p>"},
                {"url": "https://x.example/2", "text": "b"},
                {"text": "c"},
            ),
            "f.jsonl",
        )
    )
    assert [name for name, _ in found] == ["7", "https://x.example/2", "f.jsonl:3"]
    assert [(page.kind, page.data) for _, page in found if isinstance(page, Page)] == [
        ("html", "<p>a</p>"),
        ("text", "b"),
        ("text", "c"),
    ]


def test_a_bad_line_does_not_stop_the_others() -> None:
    data = io.BytesIO(b'{"text": "a"}\n{broken\n[1]\n{"id": 1}\n\n{"text": "b"}')
    found = list(jsonl_pages(data, "f"))
    assert [type(page) for _, page in found] == [Page, FormatError, FormatError, FormatError, Page]
    assert [name for name, _ in found] == ["f:1", "f:2", "f:3", "f:4", "f:6"]


def test_an_endless_line_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(archives, "MAX_PAGE_BYTES", 100)
    data = io.BytesIO(b'{"text": "' + b"x" * 500 + b'"}\n{"text": "b"}\n')
    found = list(jsonl_pages(data, "f"))
    assert isinstance(found[0][1], TooLargeError)
    assert isinstance(found[1][1], Page)


def test_half_an_emoji() -> None:
    ((_, page),) = jsonl_pages(io.BytesIO(b'{"text": "a\\ud83d b"}'), "f")
    assert isinstance(page, Page)
    assert isinstance(page.data, str)
    page.data.encode("utf-8")


@given(st.binary(max_size=200))
def test_any_bytes_as_jsonl(data: bytes) -> None:
    for _, page in jsonl_pages(io.BytesIO(data), "f"):
        assert isinstance(page, Page | OnRecordError)


def test_what_is_given_beside_the_words_is_used_and_the_rest_passes_through() -> None:
    ((name, page),) = jsonl_pages(
        lines(
            {
                "id": "p1",
                "text": "a",
                "title": "T",
                "authors": ["Ada Reed"],
                "outlet": "O",
                "published": "2026-01-02T03:04:05+01:00",
                "language": "en-GB",
                "topic": "dams",
                "tags": [1, {"x": None}],
            }
        ),
        "f",
    )
    assert isinstance(page, Page)
    assert name == "p1"
    assert (page.title, page.authors, page.outlet, page.language) == ("T", ("Ada Reed",), "O", "en")
    assert page.published is not None
    assert page.published.isoformat() == "2026-01-02T03:04:05+01:00"
    assert page.columns == {"topic": "dams", "tags": [1, {"x": None}]}


@pytest.mark.parametrize("value", [{"a": 1}, ["x"], True, 1.5, None, "", "   "])
def test_an_id_or_address_that_is_none_is_passed_over(value: object) -> None:
    ((name, page),) = jsonl_pages(lines({"text": "a", "id": value, "url": value}), "f")
    assert isinstance(page, Page)
    assert (name, page.url) == ("f:1", None)


@pytest.mark.parametrize("offset", ["+24:00", "+99:00", "-25:30", "+1000:00"])
def test_an_offset_of_a_day_is_none(offset: str) -> None:
    moment = f"2026-01-02T03:04:05{offset}"
    ((_, page),) = jsonl_pages(lines({"text": "a", "published": moment}), "f")
    assert isinstance(page, Page)
    assert page.published is None or page.published.isoformat()


def test_what_cannot_be_used_passes_through() -> None:
    row = {"text": "a", "title": 7, "authors": [], "published": "yesterday", "outlet": {"n": "AP"}}
    ((_, page),) = jsonl_pages(lines(row), "x")
    assert isinstance(page, Page)
    assert (page.title, page.authors, page.published, page.outlet) == (None, (), None, None)
    assert page.columns == {key: row[key] for key in row if key != "text"}
    ((_, error),) = jsonl_pages(lines({"text": 5, "k": 1}), "x")
    assert isinstance(error, FormatError)
    assert error.columns == {"k": 1}


def test_fields_that_are_nested_too_deeply() -> None:
    deep = "[" * 600 + "]" * 600
    lines = io.BytesIO(f'{{"text": "a", "own": {deep}}}\n{{"text": "b"}}\n'.encode())
    (_, first), (_, second) = jsonl_pages(lines, "n")
    assert isinstance(first, FormatError)
    assert isinstance(second, Page)


@pytest.mark.parametrize(
    ("told", "code"),
    [("eng", "en"), ("en-GB", "en"), ("DEU", "de"), ("fil", "fil"), ("english", None), (7, None)],
)
def test_languages_by_codes_of_two_and_three_letters(told: object, code: str | None) -> None:
    ((_, page),) = jsonl_pages(lines({"text": "a", "language": told}), "f")
    assert isinstance(page, Page)
    assert page.language == code


@pytest.mark.parametrize("since", [1778567400, 1778567400.0, 1778567400000, "1778567400"])
def test_seconds_since_1970_as_numbers_too(since: object) -> None:
    ((_, page),) = jsonl_pages(lines({"text": "a", "published": since}), "f")
    assert isinstance(page, Page)
    assert page.published is not None
    assert page.published.isoformat() == "2026-05-12T06:30:00+00:00"


@pytest.mark.parametrize("number", [2024, True, -5, 1e30, 20240512])
def test_numbers_that_are_no_moments(number: object) -> None:
    ((_, page),) = jsonl_pages(lines({"text": "a", "published": number}), "f")
    assert isinstance(page, Page)
    assert page.published is None
    assert page.columns == {"published": number}
