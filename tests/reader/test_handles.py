"""By what a statement is known, however its article changes."""

from __future__ import annotations

import pytest

from archiving import article_of
from onrecord.reader.handles import handle_of, id_in, known_by

WORDS = "[Ana Ruiz] <said> {the dam is safe}. [Bo Li] <said> {it is not}. [Ed Orr] <said> {the dam is safe}."


def test_its_words_are_found_again() -> None:
    before = article_of(WORDS)
    after = article_of(f"[Tom Brand] <said> {{yes}}. {WORDS}")
    for number, one in enumerate(before, start=1):
        handle = handle_of(before, one)
        assert id_in(handle) == one.id
        assert known_by(before, handle) == one
        found = known_by(after, handle)
        assert found is not None and after.text_of(found) == before.text_of(one)
        assert found.id == ("a3" if number == 2 else "a2" if number == 1 else found.id)


def test_words_that_are_gone() -> None:
    before, after = article_of(WORDS), article_of("[Ana Ruiz] <said> {the dam leaks}.")
    assert known_by(after, handle_of(before, before.attributions[0])) is None


@pytest.mark.parametrize(
    ("handle", "id"), [("a2", "a2"), ("a9", None), ("", None), ("a1-00", None)]
)
def test_addresses_as_they_were_made_before(handle: str, id: str | None) -> None:
    found = known_by(article_of(WORDS), handle)
    assert (found.id if found else None) == id
