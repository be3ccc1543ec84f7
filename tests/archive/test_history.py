"""What one person said over articles."""

from __future__ import annotations

import io
from dataclasses import replace

import pytest
from rich.console import Console

from archiving import article_of, filed
from onrecord.archive import Archive
from onrecord.archive.listing import shown_history
from onrecord.errors import ArchiveError

SAID = (
    (
        "2026-01-05",
        "[Ana Ruiz, the mayor,] <said> {the council will close the swimming pool in May}.",
    ),
    (
        "2026-02-05",
        "[Ana Ruiz] <told> Reuters {the council will not close the swimming pool in May}.",
    ),
    ("2026-03-05", "[Ana Ruiz] <denied> {that the bus station was sold to a hotel company}."),
    ("2026-04-05", "[Ana Ruiz] <said> {the bus station was sold to a hotel company}."),
    (
        "2026-05-05",
        "[Ana Ruiz] <declined to comment on> {what the hotel company paid for the bus station}.",
    ),
)


@pytest.fixture
def filled(archive: Archive) -> Archive:
    archive.add(
        *(filed(article_of(words, url=f"https://a.example/{day}", day=day)) for day, words in SAID)
    )
    return archive


def test_in_order_and_counted(filled: Archive) -> None:
    history = filled.actor("ana ruiz")
    assert [one.day for one in history.statements] == [day for day, _ in SAID]
    assert (history.total, history.articles, history.kind) == (5, 5, "person")
    assert history.by_act == {"says": 3, "denies": 1, "no_answer": 1}
    assert history.by_outlet == {"Westhaven Courier": 5}
    assert history.via == {"Reuters": 1}
    assert "mayor" in history.about
    assert [one.day for one in history.denials] == ["2026-03-05"]
    assert [one.day for one in history.refusals] == ["2026-05-05"]


def test_by_topic(filled: Archive) -> None:
    topics = filled.actor("Ruiz").topics
    assert sorted(sorted(one.statements) for one in topics) == [[0, 1], [2, 3, 4]]


def test_positions_that_differ(filled: Archive) -> None:
    history = filled.actor("Ruiz")
    assert [(turn.earlier, turn.later, turn.why) for turn in history.turns] == [
        (0, 1, "negation"), (2, 3, "denial"),
    ]  # fmt: skip


def test_the_latest_of_many(filled: Archive) -> None:
    history = filled.actor("Ruiz", limit=2)
    assert history.total == 5
    assert [one.day for one in history.statements] == ["2026-04-05", "2026-05-05"]


def test_nobody(filled: Archive) -> None:
    with pytest.raises(ArchiveError, match="nobody of that name"):
        filled.actor("Bo Li")


def test_for_people(filled: Archive) -> None:
    out = io.StringIO()
    Console(file=out, width=120).print(shown_history(filled.actor("Ruiz")))
    for words in (
        "Ana Ruiz",
        "5 statements in 5 articles",
        "denials 1",
        "via Reuters",
        "differs by negation",
    ):
        assert words in out.getvalue()


def test_what_another_one_tells_is_told_so(archive: Archive) -> None:
    reading = article_of(
        "[Ben Lund] <said> {[Ana Ruiz, the mayor,] <knew> {that the gates leaked}}.",
        url="https://a.example/1",
        day="2026-01-01",
    )
    outer, inner = reading.attributions
    nested = replace(inner, parent=outer.id, score=0.25)
    archive.add(filed(replace(reading, attributions=(outer, nested))))
    (one,) = archive.actor("Ana Ruiz").statements
    assert (one.within, one.score) == ("Ben Lund", 0.25)
