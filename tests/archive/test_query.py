"""The language in which an archive is asked."""

from __future__ import annotations

from contextlib import suppress

import pytest
from hypothesis import given
from hypothesis import strategies as st

from onrecord.archive import parse
from onrecord.archive.query import Filter, Phrase, Words
from onrecord.errors import QueryError


def test_words_phrases_and_fields() -> None:
    query = parse(
        'dam "public inquiry" -hoax resign* source:"ANA RUIZ" terms:anonymous,unnamed -act:denies'
    )
    assert query.words == (
        Words((Phrase(("dam",)),)),
        Words((Phrase(("public", "inquiry")),)),
        Words((Phrase(("hoax",)),), negated=True),
        Words((Phrase(("resign",), begins=True),)),
    )
    assert query.filters == (
        Filter("source", ("ANA RUIZ",)),
        Filter("terms", ("anonymous", "unnamed")),
        Filter("act", ("denies",), negated=True),
    )


def test_or_stands_between_words() -> None:
    assert parse("flood OR deluge dam").words == (
        Words((Phrase(("flood",)), Phrase(("deluge",)))),
        Words((Phrase(("dam",)),)),
    )


@pytest.mark.parametrize(
    ("told", "since", "until"),
    [("2026", "2026-01-01", "2026-12-31"), ("2026-02", "2026-02-01", "2026-02-28"), ("2024-2-29", "2024-02-29", "2024-02-29")],
)  # fmt: skip
def test_days_months_and_years(told: str, since: str, until: str) -> None:
    assert parse(f"since:{told}").values("since") == (since,)
    assert parse(f"until:{told}").values("until") == (until,)


@pytest.mark.parametrize(
    ("question", "told"),
    [
        ("colour:red", "the fields are source"),
        ("terms:secret", "on_record, unnamed, anonymous"),
        ("since:soon", "a day is expected"),
        ("since:2026-13", "no such day"),
        ("since:2026-02-30", "no such day"),
        ("source:", "needs a value"),
        ('"open', "not closed"),
        ("OR dam", "OR stands between"),
        ("dam OR", "OR stands between"),
        ("dam OR terms:unnamed", "OR stands between"),
        ("score:2", "from 0 to 1"),
        ("article:one", "a number"),
        (" ".join(["a"] * 65), "more than 64"),
    ],
)
def test_what_cannot_be_read_says_why(question: str, told: str) -> None:
    with pytest.raises(QueryError, match=told):
        parse(question)


def test_an_address_is_words() -> None:
    assert parse("https://example.org/a").words == (
        Words((Phrase(("https", "example", "org", "a")),)),
    )


@given(st.text(max_size=80))
def test_any_text_is_read_or_refused(text: str) -> None:
    with suppress(QueryError):
        parse(text)
