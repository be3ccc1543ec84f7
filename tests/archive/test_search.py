"""Finding who said what."""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path

import pytest
from rich.console import Console

from archiving import article_of, emptied, filed
from onrecord.archive import Archive
from onrecord.archive.listing import FIELDS, hit_row, shown_found, write_parquet, write_rows
from onrecord.archive.search import statements
from onrecord.errors import QueryError

ARTICLES = (
    ("https://a.example/1", "Dam on the Orr", "2026-01-10", "Westhaven Courier",
     "[Ana Ruiz], the mayor, <said> {the dams are safe}. [Two officials] <told> Reuters {they were warned}."),
    ("https://b.example/2", "Board under fire", "2026-02-20", "The Orr Echo",
     "[Ana Ruiz] <denied> {that a dam had failed}. [A clerk], who asked not to be named, <said> {it leaked}."),
    ("https://c.example/3", "Talsperre", "2026-03-05", "Orrtaler Bote",
     "[Bo Li] <said> {die Talsperren sind sicher}."),
)  # fmt: skip


@pytest.fixture(scope="module", params=["sqlite", "postgresql"])
def filled(
    request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[Archive]:
    """An archive that is asked and never changed."""
    place = str(tmp_path_factory.mktemp("asked") / "news.db")
    if request.param == "postgresql":
        place = emptied(request.getfixturevalue("postgresql"), "asked")
    with Archive(place) as archive:
        archive.add(
            *(
                filed(article_of(words, url=url, title=title, day=day, outlet=outlet,
                                 language="de" if title == "Talsperre" else "en"))
                for url, title, day, outlet, words in ARTICLES
            )
        )  # fmt: skip
        yield archive


def found(archive: Archive, question: str) -> list[str]:
    hits = archive.search(question).statements
    return sorted(f"{hit.article}:{hit.reading.text_of(hit.attribution)}" for hit in hits)


SAFE, WARNED = "1:the dams are safe", "1:they were warned"
FAILED, LEAKED = "2:that a dam had failed", "2:it leaked"
SICHER = "3:die Talsperren sind sicher"


@pytest.mark.parametrize(
    ("question", "expected"),
    [
        ("dam", [SAFE, FAILED]),
        ("dams safe", [SAFE]),
        ('"dam had"', [FAILED]),
        ('"had dam"', []),
        ("talsperre", [SICHER]),
        ("talsper*", [SICHER]),
        ("dams*", [SAFE, FAILED]),
        ("safely*", [SAFE]),
        ("score:0.1,0.99 dam", [SAFE, FAILED]),
        ("safe OR warned", [SAFE, WARNED]),
        ("dam -safe", [FAILED]),
        ("-dam source:Ruiz", []),
        ("-dam", [WARNED, LEAKED, SICHER]),
        ('source:"Ana Ruiz"', [SAFE, FAILED]),
        ("source:ruiz act:denies", [FAILED]),
        ("source:officials", [WARNED]),
        ('source:"A clerk"', [LEAKED]),
        ("source:nobody", []),
        ("actor:1", [SAFE, FAILED]),
        ("via:Reuters", [WARNED]),
        ("-via:Reuters article:1", [SAFE]),
        ('outlet:"Orr Echo"', [FAILED, LEAKED]),
        ('-outlet:"Orr Echo" language:en', [SAFE, WARNED]),
        ("since:2026-02 until:2026-02", [FAILED, LEAKED]),
        ("terms:unnamed", [WARNED]),
        ("terms:anonymous,unnamed", [WARNED, LEAKED]),
        ("kind:person terms:on_record since:2026-03", [SICHER]),
        ("article:2 dam", [FAILED]),
        ("score:0.1 dam", [SAFE, FAILED]),
    ],
)
def test_questions(filled: Archive, question: str, expected: list[str]) -> None:
    assert found(filled, question) == sorted(expected)


def test_statements_come_first_with_their_words_in_place(filled: Archive) -> None:
    hit = filled.search("safe dams").statements[0]
    text = hit.reading.article.text
    assert text[slice(*hit.context)].startswith("Ana Ruiz, the mayor, said the dams are safe.")
    assert [text[slice(*mark)] for mark in hit.marks] == ["dams", "safe"]
    assert hit.link == "https://a.example/1#:~:text=the%20dams%20are%20safe"
    assert hit.source is not None
    assert hit.source.name == "Ana Ruiz"


def test_articles_come_second(filled: Archive) -> None:
    articles = filled.search("orr").articles
    assert [one.article for one in articles] == [1]
    assert articles[0].title == "Dam on the Orr"
    assert [articles[0].context[slice(*mark)] for mark in articles[0].marks] == ["Orr"]
    assert filled.search("dam terms:on_record").articles == ()
    assert [one.article for one in filled.search("dam since:2026-02").articles] == [2]


def test_the_latest_first_where_no_words_are_asked_for(filled: Archive) -> None:
    days = [hit.article for hit in filled.search("score:0").statements]
    assert days == sorted(days, reverse=True)


def test_pages_of_an_order(filled: Archive) -> None:
    whole = filled.search("score:0").statements
    assert len(whole) == 5
    first = filled.search("score:0", limit=2)
    assert first.more
    second = filled.search("score:0", limit=3, offset=2)
    assert not second.more
    names = [(one.article, one.attribution.id) for one in (*first.statements, *second.statements)]
    assert names == [(one.article, one.attribution.id) for one in whole]


def test_pages_of_what_is_found_as_well_are_apart(tmp_path: Path) -> None:
    """As a wire's words in thirty outlets: one score."""
    with Archive(tmp_path / "news.db") as archive:
        archive.add(
            *(
                filed(article_of("[Ana Ruiz] <said> {the dam is safe}.", url=f"https://{n}.example/", day=f"2026-03-{n:02}"))
                for n in range(1, 31)
            )
        )  # fmt: skip
        pages = [archive.search("dam", limit=10, offset=start) for start in (0, 10, 20)]
    articles = [hit.article for page in pages for hit in page.statements]
    assert articles == list(range(30, 0, -1))
    assert [page.more for page in pages] == [True, True, False]


@pytest.mark.parametrize("question", ["", "...", '""'])
def test_an_empty_question_finds_all_statements(filled: Archive, question: str) -> None:
    assert len(filled.search(question).statements) == 5


@pytest.mark.parametrize(
    "question", ["'; DROP TABLE article; --", "NEAR(a b)", "words:x", "a^2 (b", "\x00"]
)
def test_no_question_reaches_the_database(filled: Archive, question: str) -> None:
    with suppress(QueryError):
        filled.search(question)
    assert len(filled.search("").statements) == 5


def test_rows(filled: Archive, tmp_path: Path) -> None:
    with filled.database.read() as connection:
        hits = list(statements(connection, "source:Ruiz", limit=10))
    out = io.StringIO()
    write_rows(hits, out, "jsonl")
    rows = [json.loads(line) for line in out.getvalue().splitlines()]
    assert [(row["article"], row["source_name"], row["content"]) for row in rows] == [
        (2, "Ana Ruiz", "that a dam had failed"), (1, "Ana Ruiz", "the dams are safe"),
    ]  # fmt: skip
    assert list(rows[0]) == list(FIELDS) == list(hit_row(hits[0]))
    out = io.StringIO()
    write_rows(hits, out, "csv")
    assert [row["actor"] for row in csv.DictReader(io.StringIO(out.getvalue()))] == ["1", "1"]
    import pyarrow.parquet

    write_parquet(hits, tmp_path / "found.parquet")
    table = pyarrow.parquet.read_table(tmp_path / "found.parquet")
    assert table.column("content").to_pylist() == [row["content"] for row in rows]


def test_for_people(filled: Archive) -> None:
    out = io.StringIO()
    Console(file=out, width=100).print(shown_found(filled.search("dam", limit=1)))
    told = out.getvalue()
    for words in ("Ana Ruiz", "dam", "article ", "… and more", "articles", "https://"):
        assert words in told
    out = io.StringIO()
    Console(file=out, width=100).print(shown_found(filled.search("nowhere")))
    assert "nothing was found" in out.getvalue()
