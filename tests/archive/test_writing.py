"""What is kept, and what is not kept twice."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime, timedelta

from archiving import article_of, filed
from onrecord import Page
from onrecord.archive import Archive, Filed
from onrecord.archive.thinning import FEW, superfluous

WORDS = "[Ana Ruiz] <said> {the dam is safe}. [Two officials] <told> Reuters {it was never tested}."
URL = "https://courier.example/dam"


def counts(archive: Archive) -> dict[str, int]:
    return archive.info().rows


def test_the_same_page_twice_changes_nothing(archive: Archive) -> None:
    one = filed(article_of(WORDS, url=URL))
    (first,) = archive.add(one)
    before = archive.info().rows
    (second,) = archive.add(one)
    assert (first.state, second.state, second.id) == ("new", "same", first.id)
    assert archive.info().rows == before
    assert archive.check() == []


def test_the_same_page_twice_in_one_batch(archive: Archive) -> None:
    one = filed(article_of(WORDS, url=URL))
    assert [kept.state for kept in archive.add(one, one)] == ["new", "same"]


def test_one_article_under_several_addresses(archive: Archive) -> None:
    own = article_of(WORDS, url=URL, origin="https://courier.example/amp/dam?utm_source=x")
    archive.add(filed(own))
    other = article_of(WORDS, url=None, origin="http://www.courier.example/amp/dam/")
    (kept,) = archive.add(filed(other))
    assert (kept.id, kept.state) == (1, "same")
    assert archive.addresses(1) == ["https://courier.example/amp/dam", URL]
    assert archive.reading("https://courier.example/amp/dam#top").article.url == URL


def test_a_site_that_calls_every_page_its_front(archive: Archive) -> None:
    kept = archive.add(
        *(
            filed(article_of(f"[Ana Ruiz] <said> {{no. {number}}}.", url="https://x.example/",
                             origin=f"https://x.example/{number}"))
            for number in (1, 2)
        )
    )  # fmt: skip
    assert [one.state for one in kept] == ["new", "new"]


def test_a_version_with_what_was_changed(archive: Archive) -> None:
    archive.add(filed(article_of(WORDS, url=URL, title="Dam is safe")))
    new = article_of(WORDS.replace("is safe", "may be safe"), url=URL, title="Dam is safe")
    (kept,) = archive.add(filed(new, minute=9))
    assert (kept.state, kept.version) == ("changed", 2)
    assert [change.kind for change in kept.changes] == ["statement_reworded"]
    assert [(number, one.kind) for number, one in archive.changes(1)] == [(2, "statement_reworded")]
    assert "is safe" in archive.reading(1, 1).article.text
    assert archive.reading(1).article.text == new.article.text
    assert len(archive.search('"may be safe"').statements) == 1
    assert archive.search('"is safe"').statements == ()
    assert archive.check() == []


def test_what_was_seen_before_does_not_stand(archive: Archive) -> None:
    archive.add(filed(article_of(WORDS, url=URL), minute=30))
    (kept,) = archive.add(filed(article_of(WORDS.replace("safe", "sound"), url=URL), minute=1))
    assert (kept.state, kept.version) == ("older", 2)
    assert "safe" in archive.reading(1).article.text
    assert archive.check() == []


def test_a_capture_from_before_that_comes_once_more_is_known(archive: Archive) -> None:
    archive.add(filed(article_of(WORDS, url=URL), minute=30))
    earlier = filed(article_of(WORDS.replace("safe", "sound"), url=URL), minute=1)
    states = [kept.state for kept in (*archive.add(earlier, earlier), *archive.add(earlier))]
    assert states == ["older", "same", "same"]
    assert counts(archive)["version"] == 2


def test_what_was_changed_or_forgotten_while_it_was_read_anew_stays_so(archive: Archive) -> None:
    first = article_of(WORDS, url=URL)
    archive.add(filed(first), filed(article_of(WORDS, url=f"{URL}/2")))
    archive.add(filed(article_of(WORDS.replace("safe", "sound"), url=URL), minute=9))
    archive.forget(2)
    made = first.provenance
    assert made is not None
    newer = replace(first, provenance=replace(made, model="newer"))
    anew = [replace(filed(newer), instead_of=number, version=1, page=None) for number in (1, 2)]
    assert [kept.state for kept in archive.add(*anew)] == ["same", "gone"]
    assert "sound" in archive.reading(1).article.text
    assert archive.check() == []


def test_a_newer_model_takes_the_older_reading_s_place(archive: Archive) -> None:
    old = article_of(WORDS, url=URL)
    archive.add(filed(old))
    made = old.provenance
    assert made is not None
    newer = replace(old, attributions=old.attributions[:1], provenance=replace(made, model="newer"))
    (kept,) = archive.add(filed(newer))
    assert (kept.state, kept.version) == ("reread", 1)
    assert (counts(archive)["statement"], counts(archive)["version"]) == (1, 1)
    assert archive.info().models == {"newer": 1}
    assert archive.check() == []


def test_an_article_that_could_not_be_attributed_is_kept(archive: Archive) -> None:
    bare = replace(article_of("Nichts.", url=URL, language="de"), attributions=(), sources=())
    archive.add(Filed(bare, Page("Nichts.", kind="text"), "in German"))
    assert archive.info().not_attributed == 1
    assert archive.info().languages == {"de": 1}


def test_pages_are_kept_as_they_came(archive: Archive) -> None:
    data = "<p>Zürich</p>".encode("latin-1")
    archive.add(Filed(article_of(WORDS, url=URL), Page(data, charset="latin-1", url=URL)))
    from sqlalchemy import select

    from onrecord.archive.pages import page_of
    from onrecord.archive.schema import page

    with archive.database.read() as connection:
        row = connection.execute(select(page)).mappings().one()
    assert page_of(row, origin=None, url=None).data == data
    assert row["charset"] == "latin-1"


def test_a_batch_is_kept_whole_or_not_at_all(archive: Archive) -> None:
    class Broken(Exception):
        pass

    try:
        with archive.database.write() as connection:
            from onrecord.archive.writing import write

            write(connection, [filed(article_of(WORDS, url=URL))])
            raise Broken
    except Broken:
        pass
    assert sum(counts(archive).values()) == 0
    assert [one.id for one in archive.add(filed(article_of(WORDS, url=URL)))] == [1]


def test_a_page_that_never_rests_is_thinned(archive: Archive) -> None:
    for minute in range(FEW + 6):
        archive.add(
            filed(article_of(f"[Ana Ruiz] <said> {{number {minute}}}.", url=URL), minute=minute)
        )
    rows = counts(archive)
    assert rows["version"] == FEW + 6
    assert rows["reading"] == rows["page"] < FEW
    assert "number 0" in archive.reading(1, 1).article.text
    assert {number for number, _ in archive.changes(1)} == set(range(2, FEW + 7))
    assert archive.check() == []


def test_which_versions_may_go() -> None:
    start = datetime(2026, 3, 4, tzinfo=UTC)
    assert superfluous([start + timedelta(minutes=one) for one in range(FEW)]) == []
    hourly = [start + timedelta(hours=one) for one in range(20)]
    assert superfluous(hourly) == []
    gone = superfluous([start + timedelta(minutes=10 * one) for one in range(30)])
    assert 0 not in gone
    assert max(gone) < 26
    assert 6 not in gone  # an hour after the first
