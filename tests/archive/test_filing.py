"""Pages, read and kept."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest
from sqlalchemy import select, update

from archive_publishing import STORY
from onrecord import FormatError, Page
from onrecord.archive import Archive
from onrecord.archive.rereading import outdated
from onrecord.archive.schema import reading
from onrecord.page import Announced
from onrecord.pipeline import Settings


def page(number: int, words: str = STORY) -> tuple[str, Page]:
    url = f"https://courier.example/{number}"
    data = f"<html lang=en><body><article><h1>The dam, part {number}</h1>{words}</article></body></html>"
    return url, Page(data.encode(), url=url, id=url, origin=url, kind="html")


def test_pages_in_order_with_errors_in_their_place(archive: Archive) -> None:
    pages = [
        page(1),
        ("bad", FormatError("bad: no page")),
        page(2),
        ("png", Page(b"\x89PNG\r\n\x1a\n\0\0", id="png")),
    ]
    added = list(archive.add_pages(pages))
    assert [one.id for one in added] == [page(1)[0], "bad", page(2)[0], "png"]
    assert [getattr(one.outcome, "state", type(one.outcome).__name__) for one in added] == [
        "new", "FormatError", "new", "BinaryPageError",
    ]  # fmt: skip
    assert archive.check() == []


def test_what_is_known_is_not_read_again(archive: Archive, monkeypatch: pytest.MonkeyPatch) -> None:
    list(archive.add_pages([page(1), page(2)]))
    import onrecord.archive.filing as filing

    read: list[str] = []
    whole = filing.run

    def counting(pages, *rest, **options):  # type: ignore[no-untyped-def]
        return whole(((read.append(name) or (name, one)) for name, one in pages), *rest, **options)

    monkeypatch.setattr(filing, "run", counting)
    added = list(archive.add_pages([page(1), page(3), page(2)]))
    assert [one.outcome.state for one in added] == ["same", "new", "same"]  # type: ignore[union-attr]
    assert [one.id for one in added] == [page(1)[0], page(3)[0], page(2)[0]]
    assert read == [page(3)[0]]


def test_over_several_processes_in_order(archive: Archive) -> None:
    list(archive.add_pages([page(2)]))
    added = list(archive.add_pages([page(number) for number in range(5)], jobs=2))
    assert [one.id for one in added] == [page(number)[0] for number in range(5)]
    assert [one.outcome.state for one in added] == ["new", "new", "same", "new", "new"]  # type: ignore[union-attr]


def test_another_language_is_kept_with_why(archive: Archive) -> None:
    words = (
        "<p>Der Damm an der Orr ist nach Angaben der Bürgermeisterin sicher. Niemand habe einen Fehler gefunden.</p>"
        * 6
    )
    (added,) = archive.add_pages([page(1, words)])
    assert added.outcome.state == "new"  # type: ignore[union-attr]
    assert archive.info().not_attributed == 1
    assert [one.article for one in archive.search("damm").articles] == [1]


def test_what_an_older_model_read_is_read_again(archive: Archive) -> None:
    list(archive.add_pages([page(1), page(2)]))
    text = archive.reading(2).article.text
    with archive.database.write() as connection:
        connection.execute(update(reading).values(model="older", software="onrecord 0.0"))
    assert outdated(archive.database, Settings()) == [1, 2]
    assert [one.outcome.state for one in archive.reread()] == ["reread", "reread"]  # type: ignore[union-attr]
    assert outdated(archive.database, Settings()) == []
    assert archive.reading(2).article.text == text
    assert list(archive.reread()) == []
    assert archive.check() == []


def test_what_a_feed_told_is_told_again(archive: Archive) -> None:
    told = Announced(title="Dam", taken_from="The Orr Echo")
    list(archive.add_pages([(name, replace(one, announced=told)) for name, one in [page(1)]]))
    with archive.database.write() as connection:
        connection.execute(update(reading).values(model="older"))
    assert [one.outcome.state for one in archive.reread()] == ["reread"]  # type: ignore[union-attr]
    assert [one.name for one in archive.reading(1).article.credits] == ["The Orr Echo"]


def test_a_reading_without_its_page_is_read_by_its_text(archive: Archive) -> None:
    list(archive.add_pages([page(1)]))
    before = archive.reading(1)
    from onrecord.archive.schema import page as pages
    from onrecord.archive.schema import version

    with archive.database.write() as connection:
        connection.execute(update(version).values(page_digest=None))
        connection.execute(pages.delete())
        connection.execute(update(reading).values(model="older"))
    assert [one.outcome.state for one in archive.reread()] == ["reread"]  # type: ignore[union-attr]
    with archive.database.read() as connection:
        assert connection.execute(select(reading.c.model)).scalar_one() != "older"
    assert archive.reading(1).article.text == before.article.text
    assert archive.check() == []


def test_all_that_can_be_read_comes_in_by_one_door(
    archive: Archive, demo_page: Path, tmp_path: Path
) -> None:
    from onrecord.page.inputs import pages

    table = tmp_path / "a.jsonl"
    table.write_text(
        '{"id": "one", "text": "It leaks, Ana Ruiz said.", "url": "https://x.example/1"}\n{"id": 5}\n'
    )
    added = list(archive.add_pages(pages([demo_page, table])))
    assert [type(one.outcome).__name__ for one in added] == ["Kept", "Kept", "FormatError"]
    assert archive.reading("https://x.example/1").article.id == "one"
