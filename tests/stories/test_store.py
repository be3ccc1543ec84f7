"""The stories of an archive, in both databases: grouped as they arrive, merged and split, forgotten."""

from __future__ import annotations

import json
import threading
import time
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from typing import Any

import pytest
from click.testing import CliRunner
from sqlalchemy import func, select

from archiving import article_of
from onrecord import Reading
from onrecord.archive import Archive, schema
from onrecord.cli import main
from onrecord.errors import ArchiveError
from onrecord.reader.corrections import Corrections
from onrecord.stories import store
from onrecord.stories.json_form import to_dict
from onrecord.stories.store import Stories
from storied import OTHER, WIRE


def arriving(*texts: tuple[str, str, str]) -> list[Reading]:
    """Articles, each with its words, outlet and day."""
    return [
        article_of(
            words,
            url=f"https://{number}.example/a",
            outlet=outlet,
            day=day,
            title=words.split(".")[0],
        )
        for number, (words, outlet, day) in enumerate(texts)
    ]


LATER = WIRE.replace("Lifeboats brought all", "By midnight lifeboats had brought all")


@pytest.fixture
def filled(archive: Archive) -> Archive:
    archive.add(*arriving(
        (WIRE, "Courier", "2026-03-04"), (OTHER, "Courier", "2026-03-04"), (LATER, "Post", "2026-03-05"),
    ))  # fmt: skip
    return archive


def test_articles_are_grouped_as_they_arrive(filled: Archive) -> None:
    stories = Stories(filled)
    assert stories.work_in() == 3
    assert stories.work_in() == 0
    assert stories.members(1) == [1, 3] and stories.members(2) == [2]
    (listed,) = stories.listed()
    assert (listed.id, listed.articles, listed.outlets, listed.first, listed.last) == (
        1,
        2,
        2,
        "2026-03-04",
        "2026-03-05",
    )
    assert len(stories.listed(least=1)) == 2
    assert stories.copies(1)[0][0] == 3 and stories.copies(2) == []
    assert filled.check() == []


def test_a_new_article_joins_the_story_it_belongs_to(filled: Archive) -> None:
    stories = Stories(filled)
    stories.work_in()
    filled.add(article_of(WIRE, url="https://new.example/a", outlet="Radio Sund", day="2026-03-06"))
    assert stories.work_in() == 1
    assert stories.members(1) == [1, 3, 4] and stories.story_of(4) == 1
    story = stories.compared(1)
    assert len(story.readings) == 3
    assert to_dict(stories.compared(1)) == to_dict(story)
    filled.forget(4)
    with filled.database.read() as connection:
        kept = select(func.count()).select_from(schema.comparison)
        assert connection.execute(kept).scalar() == 0  # of what is forgotten no answer is kept


def test_the_same_happening_half_a_year_later_is_another_story(filled: Archive) -> None:
    stories = Stories(filled)
    filled.add(article_of(WIRE, url="https://new.example/a", day="2026-09-06"))
    stories.work_in()
    assert stories.story_of(4) == 4


def test_a_story_whose_first_article_changes_its_subject_keeps_the_others(filled: Archive) -> None:
    stories = Stories(filled)
    stories.work_in()
    filled.add(article_of(OTHER, url="https://0.example/a", outlet="Courier", day="2026-03-05"))
    stories.work_in()
    assert stories.members(3) == [3]
    assert stories.members(1) == [1, 2]
    assert filled.check() == []


def test_a_story_whose_first_article_is_forgotten_is_called_by_the_next(filled: Archive) -> None:
    stories = Stories(filled)
    stories.work_in()
    filled.forget(1)
    assert stories.standing(1) == 3 and stories.members(3) == [3]
    assert stories.listed(least=1)[0].title
    assert filled.check() == []


def test_forgetting_takes_all_traces_out(filled: Archive) -> None:
    stories = Stories(filled)
    stories.work_in()
    filled.forget(3)
    with filled.database.read() as connection:
        for table in (schema.vector, schema.salient, schema.fingerprint, schema.story):
            gone = select(func.count()).where(table.c.article_id == 3)
            assert connection.execute(gone).scalar() == 0, table.name
        edge = schema.likeness
        gone = select(func.count()).where((edge.c.one == 3) | (edge.c.other == 3))
        assert connection.execute(gone).scalar() == 0
        articles = select(schema.frequency.c.count).where(schema.frequency.c.kind == "")
        assert connection.execute(articles).scalar() == 2
        least = connection.execute(select(func.min(schema.frequency.c.count))).scalar()
        assert least is not None and least > 0
    assert stories.members(1) == [1]


def test_counting_and_forgetting_leave_no_word_behind(filled: Archive) -> None:
    stories = Stories(filled)
    stories.work_in()
    for number in (1, 2, 3):
        filled.forget(number)
    with filled.database.read() as connection:
        assert connection.execute(select(func.count()).select_from(schema.frequency)).scalar() == 0


def test_an_article_that_changed_is_grouped_anew(filled: Archive) -> None:
    stories = Stories(filled)
    stories.work_in()
    other = article_of(
        OTHER, url="https://2.example/a", outlet="Post", day="2026-03-05", title="Teachers"
    )
    filled.add(replace(other))
    assert stories.work_in() == 1
    assert stories.members(1) == [1] and stories.members(2) == [2, 3]


def test_what_an_editor_corrects_changes_no_story(filled: Archive) -> None:
    spoken = f"{WIRE}\n\n[Ana Ruiz] <said> {{the ferry had left the fairway}}."
    filled.add(*arriving((spoken, "Courier", "2026-03-04")))
    stories, corrections = Stories(filled), Corrections(filled.database)
    stories.work_in()
    stories.part(3)
    stories.told(1)
    before = [(one.id, one.articles, one.changed) for one in stories.listed(least=1)]
    told = corrections.propose(1, "a1", "terms", "anonymous")
    assert corrections.decide(told, accept=True, by="Ed")
    assert [(one.id, one.articles, one.changed) for one in stories.listed(least=1)] == before
    assert stories.work_in() == 0
    assert stories.compared(1).readings[0].attributions[0].terms == "anonymous"
    assert [one.id for one in stories.listed(least=1, terms="anonymous")] == [1]
    assert filled.check() == []


def test_a_story_whose_first_article_comes_anew_went_nowhere(filled: Archive) -> None:
    stories = Stories(filled)
    stories.work_in()
    filled.add(*arriving((f"{WIRE}\n\nIt was towed off at noon.", "Courier", "2026-03-04")))
    assert stories.standing(1) == 3
    stories.work_in()
    assert stories.members(1) == [1, 3]
    assert stories.changes(1) == []
    assert stories.standing(3) == 1
    assert filled.check() == []


def test_another_process_works_in_too(filled: Archive) -> None:
    """What this one remembers of an article is not what it says any more."""
    stories, other = Stories(filled), Stories(filled)
    stories.work_in()
    turned = arriving((OTHER, "Courier", "2026-03-04"))
    filled.add(*turned)
    other.work_in()
    (new,) = filled.add(
        article_of(WIRE, url="https://9.example/a", outlet="Echo", day="2026-03-05")
    )
    stories.work_in()
    assert stories.members(stories.story_of(new.id)) == [3, new.id]
    assert stories.members(stories.story_of(1)) == [1, 2]


def test_stories_that_come_together_are_told_and_their_numbers_lead_on(archive: Archive) -> None:
    half = WIRE.split("\n\n")
    apart = ("\n\n".join(half[:2]), "\n\n".join(half[2:]))
    archive.add(*arriving((apart[0], "Courier", "2026-03-04"), (apart[1], "Post", "2026-03-04")))
    stories = Stories(archive)
    stories.work_in()
    assert stories.story_of(2) == 2
    archive.add(article_of(WIRE, url="https://whole.example/a", day="2026-03-05"))
    stories.work_in()
    assert stories.members(1) == [1, 2, 3]
    assert stories.standing(2) == 1
    assert [(kind, other) for _, kind, other in stories.changes(1)] == [("took in", 2)]
    assert [(kind, other) for _, kind, other in stories.changes(2)] == [("went into", 1)]


def test_what_parts_from_a_story_tells_where_it_came_from(filled: Archive) -> None:
    stories = Stories(filled)
    stories.work_in()
    stories.part(3)
    assert stories.members(1) == [1] and stories.members(3) == [3]
    assert [(kind, other) for _, kind, other in stories.changes(3)] == [("came from", 1)]
    assert [(kind, other) for _, kind, other in stories.changes(1)] == [("gave off", 3)]
    with filled.database.read() as connection:
        told = select(func.count()).select_from(schema.derivation)
        assert connection.execute(told).scalar() == 0  # alone, an article comes out of nothing


def test_what_was_parted_by_hand_stays_out_whatever_comes(filled: Archive) -> None:
    stories = Stories(filled)
    stories.work_in()
    stories.part(3)
    for day in (5, 6):
        both = article_of(WIRE, url=f"https://{day}.example/b", outlet="Radio Sund", day=f"2026-03-0{day}")  # fmt: skip
        filled.add(both)
        stories.work_in()
    assert stories.story_of(1) != stories.story_of(3)


def test_a_story_that_nothing_was_put_into_keeps_its_comparison(filled: Archive) -> None:
    stories = Stories(filled)
    stories.work_in()
    stories.told(1)
    assert stories.untold() == []
    near = OTHER.replace(
        "the size of their classes", "the passengers and lifeboats of the ferry Halcyon"
    )
    filled.add(article_of(near, url="https://new.example/a", outlet="Post", day="2026-03-05"))
    stories.work_in()
    assert stories.members(1) == [1, 3]
    assert 1 not in stories.untold()


def test_a_story_that_many_ask_for_is_compared_once(
    filled: Archive, monkeypatch: pytest.MonkeyPatch
) -> None:
    stories = Stories(filled)
    stories.work_in()
    plain, asked = store.tell, []

    def slowly(*arguments: Any) -> Any:
        asked.append(threading.get_ident())
        time.sleep(0.2)
        return plain(*arguments)

    monkeypatch.setattr(store, "tell", slowly)
    with ThreadPoolExecutor(6) as readers:
        told = list(readers.map(stories.told, [1] * 6))
    assert len(asked) == 1
    assert len({one.articles for one in told}) == 1


def test_there_is_no_such_story(archive: Archive) -> None:
    stories = Stories(archive)
    assert stories.work_in() == 0 and stories.listed() == []
    with pytest.raises(ArchiveError, match="no such story"):
        stories.standing(1)
    with pytest.raises(ArchiveError, match="in no story"):
        stories.story_of(1)


def test_from_the_terminal(filled: Archive, place: str) -> None:
    run = CliRunner()
    listed = run.invoke(main, ["stories", "--archive", place])
    assert listed.exit_code == 0 and listed.output.startswith(
        "1\t2026-03-04 to 2026-03-05\t2 articles, 2 outlets"
    )
    lines = run.invoke(main, ["stories", "--archive", place, "--least", "1", "--format", "jsonl"])
    assert [json.loads(line)["id"] for line in lines.output.splitlines()] == [1, 2]
    shown = run.invoke(main, ["story", "3", "--archive", place, "--format", "json"])
    assert shown.exit_code == 0, shown.output
    assert len(json.loads(shown.output)["articles"]) == 2
    assert run.invoke(main, ["story", "1", "--archive", place, "--log"]).exit_code == 0
    missing = run.invoke(main, ["story", "99", "--archive", place])
    assert missing.exit_code == 2 and "no such" in missing.output
