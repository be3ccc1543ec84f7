"""What a word is in the index."""

from __future__ import annotations

import sqlite3

import pytest
from hypothesis import given
from hypothesis import strategies as st

from onrecord.archive.fulltext import fold, stem, stems, words


@pytest.mark.parametrize(
    ("text", "language", "expected"),
    [
        ("The dams were failing", "en", "the dam were fail"),
        ("the mayor’s office", "en", "the mayor offic"),
        ("Die Häuser", "de", "die haus"),
        ("las decisiones", "es", "las decision"),
        ("Zürich", None, "zurich"),
        ("63 % of U.S. voters", "en", "63 of u s voter"),
        ("", "en", ""),
    ],
)
def test_words_are_cut_to_stems_by_language(text: str, language: str | None, expected: str) -> None:
    assert stems(text, language) == expected


def test_places_are_those_of_the_text() -> None:
    text = "It’s “Müller” who spoke."
    assert [(text[one.start : one.end], one.stem) for one in words(text, "en")] == [
        ("It’s", "it"), ("Müller", "muller"), ("who", "who"), ("spoke", "spoke"),
    ]  # fmt: skip


@given(st.text(max_size=200))
def test_the_index_sees_the_words_that_we_see(text: str) -> None:
    """FTS5 takes what we give it apart into the very stems."""
    cut = stems(text, None).split()
    connection = sqlite3.connect(":memory:")
    connection.execute(
        'CREATE VIRTUAL TABLE t USING fts5(w, tokenize="unicode61 remove_diacritics 0")'
    )
    connection.execute("CREATE VIRTUAL TABLE v USING fts5vocab(t, 'instance')")
    connection.execute("INSERT INTO t VALUES (?)", (" ".join(cut),))
    found = [row[0] for row in connection.execute("SELECT term FROM v ORDER BY offset")]
    connection.close()
    assert len(found) == len(cut)


@given(st.text(max_size=30))
def test_folding_twice_changes_nothing(text: str) -> None:
    assert fold(fold(text)) == fold(text)


def test_a_word_of_no_letters_is_kept() -> None:
    assert stem("3", "en") == "3"
