"""Comments: held until somebody lets them stand, in both databases."""

from __future__ import annotations

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from archiving import article_of, filed
from onrecord.archive import Archive
from onrecord.errors import SiteError
from onrecord.reader.discussion import Discussion, cleaned
from storied import WIRE


@pytest.fixture
def discussion(archive: Archive) -> Discussion:
    archive.add(article_of(WIRE, url="https://a.example/1", title="A ferry ran aground"))
    return Discussion(archive.database)


def write(discussion: Discussion, words: str = "I was there.", **more: object) -> int:
    options = {"author": "me", "by": "here", **more}
    return discussion.write(1, "Ada", words, **options)[0]  # type: ignore[arg-type]


def test_a_comment_is_held_until_it_is_approved(discussion: Discussion) -> None:
    number = write(discussion)
    assert discussion.of_article(1) == () and discussion.waiting() == 1
    (queued,) = discussion.queue()
    assert (queued.comment.words, queued.title, queued.by) == (
        "I was there.",
        "A ferry ran aground",
        "here",
    )
    assert discussion.decide([number], "approved", "Ed") == 1
    (shown,) = discussion.of_article(1)
    assert (shown.id, shown.name, shown.words) == (number, "Ada", "I was there.")
    assert discussion.waiting() == 0


def test_who_has_one_that_stands_is_not_held_where_the_owner_says_so(
    discussion: Discussion,
) -> None:
    first = discussion.write(1, "Ada", "One", author="me", by=None, known=True)
    assert first[1] == "held"
    discussion.decide([first[0]], "approved", "Ed")
    assert discussion.write(1, "Ada", "Two", author="me", by=None, known=True)[1] == "approved"
    assert discussion.write(1, "Ada", "Three", author="other", by=None, known=True)[1] == "held"
    assert discussion.write(1, "Ada", "Four", author="me", by=None)[1] == "held"


def test_answers_stand_below_what_they_answer(discussion: Discussion) -> None:
    first = write(discussion)
    with pytest.raises(SiteError, match="not there any more"):
        write(discussion, "Too early.", parent=first)
    discussion.decide([first], "approved", "Ed")
    second = write(discussion, "And then?", parent=first)
    discussion.decide([second], "approved", "Ed")
    (shown,) = discussion.of_article(1)
    assert [answer.id for answer in shown.answers] == [second]
    discussion.decide([first], "rejected", "Ed")
    assert [one.id for one in discussion.of_article(1)] == [second]


def test_answers_end_somewhere(discussion: Discussion) -> None:
    parent = None
    with pytest.raises(SiteError, match="begin anew"):
        for _ in range(12):
            parent = write(discussion, parent=parent)
            discussion.decide([parent], "approved", "Ed")


@pytest.mark.parametrize(
    ("article", "more", "told"),
    [
        (99, {}, "no such article"),
        (1, {"statement": "a99"}, "no such statement"),
        (1, {"parent": 99}, "not there any more"),
    ],
)
def test_what_is_commented_on_must_be_there(
    discussion: Discussion, article: int, more: dict[str, object], told: str
) -> None:
    with pytest.raises(SiteError, match=told):
        discussion.write(article, "Ada", "Words", author="me", by=None, **more)  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("name", "words", "told"),
    [
        ("", "x", "name"), ("\u200b \n", "x", "name"), ("x" * 61, "x", "name"), ("Ada", " \n ", "comment"),
        ("Ada", "x" * 5_001, "at most 5000"), ("Ada", "http://a http://b http://c www.d", "at most 3 links"),
    ],
)  # fmt: skip
def test_what_cannot_be_a_comment(discussion: Discussion, name: str, words: str, told: str) -> None:
    with pytest.raises(SiteError, match=told):
        discussion.write(1, name, words, author="me", by=None)
    assert discussion.waiting() == 0


def test_its_writer_may_change_it_for_a_while(discussion: Discussion) -> None:
    number = write(discussion)
    discussion.decide([number], "approved", "Ed")
    discussion.edit(number, "I was there, too.", author="me", minutes=10)
    assert discussion.of_article(1) == ()  # what was let stand were other words
    (queued,) = discussion.queue()
    assert queued.comment.words == "I was there, too." and queued.comment.edited
    for author, minutes in (("somebody else", 10), ("me", 0)):
        with pytest.raises(SiteError, match="cannot be changed"):
            discussion.edit(number, "No.", author=author, minutes=minutes)
    discussion.edit(number, "", author="me", minutes=10)
    assert discussion.queue() == [] and discussion.decide([number], "approved", "Ed") == 0


def test_three_reports_hold_a_comment_again(discussion: Discussion) -> None:
    number = write(discussion)
    discussion.decide([number], "approved", "Ed")
    for by in ("a", "a", "b"):
        discussion.report(number, "an insult", by)
    (reported,) = discussion.reported()
    assert reported.reports == ("an insult", "an insult") and len(discussion.of_article(1)) == 1
    discussion.report(number, "spam", "c")
    assert discussion.of_article(1) == () and discussion.queue()[0].comment.id == number
    discussion.decide([number], "approved", "Ed")
    assert discussion.reported() == []
    with pytest.raises(SiteError, match="no such comment"):
        discussion.report(99, "x", None)


def test_nothing_is_taken_from_where_somebody_was_blocked(discussion: Discussion) -> None:
    write(discussion)
    discussion.block("here", "Ed")
    assert discussion.queue() == []
    with pytest.raises(SiteError, match="nothing is taken"):
        write(discussion)
    assert write(discussion, by="elsewhere")


def test_a_reader_has_it_all_deleted(discussion: Discussion) -> None:
    first = write(discussion)
    discussion.decide([first], "approved", "Ed")
    answer = write(discussion, "Not so.", author="other", parent=first)
    discussion.decide([answer], "approved", "Ed")
    assert [one["words"] for one in discussion.of_author("me")] == ["I was there."]
    assert discussion.forget_author("me") == 1
    assert discussion.of_author("me") == []
    assert [one.id for one in discussion.of_article(1)] == [answer]


def test_comments_go_with_their_article(discussion: Discussion, archive: Archive) -> None:
    write(discussion)
    archive.forget(1)
    assert discussion.waiting() == 0 and archive.check() == []


@given(st.text(max_size=300))
@settings(suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_cleaned_words_hold_nothing_that_nobody_types(words: str) -> None:
    try:
        told = cleaned(words, 400, "x", lines=True)
    except SiteError:
        return
    assert told == cleaned(told, 400, "x", lines=True)
    assert all(char == "\n" or char.isprintable() for char in told)
    assert told.strip() == told and "\n\n\n" not in told
    told.encode("utf-8")


def test_a_comment_stays_with_the_words_that_it_is_on(archive: Archive) -> None:
    said = "[Ana Ruiz] <said> {the dam is safe}. [Bo Li] <said> {it is not}."
    url = "https://a.example/dam"
    archive.add(filed(article_of(said, url=url)))
    discussion = Discussion(archive.database)
    for statement in ("a1", "a2"):
        number = write(discussion, f"On {statement}.", statement=statement)
        discussion.decide([number], "approved", "Ed")
    assert [one.statement for one in discussion.of_article(1)] == ["a1", "a2"]
    assert {one.comment.statement for one in discussion.queue("approved")} == {"a1", "a2"}
    # Another statement comes before the first, and the second says something else.
    later = f"[Tom Brand] <said> {{the school opens}}. {said.replace('not', 'hard to tell')}"
    archive.add(filed(article_of(later, url=url), minute=9))
    first, second = discussion.of_article(1)
    assert (first.statement, first.on_gone) == ("a2", False)
    assert (second.statement, second.on_gone) == (None, True)
