"""The archive's upkeep, and what is to be forgotten."""

from __future__ import annotations

import sqlite3
from contextlib import closing
from pathlib import Path

import pytest
from sqlalchemy import inspect, text

from archiving import article_of, filed
from onrecord.archive import Archive
from onrecord.archive.database import HEAD, Database, migrations
from onrecord.archive.schema import metadata
from onrecord.errors import ArchiveError

FIRST = "[Ana Ruiz] <said> {the xylophone is safe}. [Zebulon Quist] <said> {it is not}. [Quist] <laughed and added> {never}."
SECOND = "[Bo Li] <said> {Zebulon Quist lied to Ana Ruiz, and Mr Quist knew it}."


@pytest.fixture
def filled(archive: Archive) -> Archive:
    archive.add(
        filed(article_of(FIRST, url="https://a.example/1", title="Quist and Ruiz at odds")),
        filed(article_of(SECOND, url="https://a.example/2")),
        filed(article_of("[Cy Moss] <said> {so}.", url="https://a.example/3")),
    )
    return archive


def test_what_is_in_it(filled: Archive) -> None:
    info = filled.info()
    assert (info.rows["article"], info.rows["statement"]) == (3, 5)
    assert (info.first, info.last, info.schema) == ("2026-03-04", "2026-03-04", HEAD)
    assert info.size > 10_000


@pytest.mark.parametrize(
    ("damage", "told"),
    [
        ("UPDATE page SET size = size + 1", "not those that came"),
        ("UPDATE page SET data = substr(data, 1, 9)", "cannot be unpacked"),
        ("UPDATE statement SET words = 'other' WHERE id = 1", "found by other words"),
        ("DELETE FROM statement WHERE id = 1", "statements that are found"),
        ("DELETE FROM reading WHERE version_id = 1", "its reading is not there"),
        ("UPDATE version SET text_digest = 'x' WHERE id = 2", "another text"),
        ("UPDATE counter SET next = 1 WHERE name = 'article'", "given out again"),
        ("UPDATE article SET version = 9 WHERE id = 1", "version that stands is not there"),
    ],
)
def test_what_is_wrong_is_found(filled: Archive, damage: str, told: str) -> None:
    assert filled.check() == []
    with filled.database.write() as connection:
        connection.execute(text(damage))
    assert any(told in fault for fault in filled.check())


def test_an_index_that_is_behind_is_found(filled: Archive) -> None:
    with filled.database.write() as connection:
        if filled.database.is_sqlite:
            connection.exec_driver_sql(
                "INSERT INTO statement_fts(statement_fts, rowid, words, who) "
                "SELECT 'delete', id, words, who FROM statement_stems WHERE id = 1"
            )
        else:
            connection.exec_driver_sql("DELETE FROM statement_fts WHERE id = 1")
    (fault,) = filled.check()
    assert "full-text index of statements" in fault or "missing in the full-text index" in fault


def test_a_backup_is_an_archive_and_fills_another(
    filled: Archive, tmp_path: Path, empty_postgresql: str
) -> None:
    copy = tmp_path / "copy.db"
    filled.backup(copy)
    with pytest.raises(ArchiveError, match="is there already"):
        filled.backup(copy)
    expected = filled.info().rows | {"backup": 0}
    with Archive(copy) as opened:
        assert opened.check() == []
        assert opened.info().rows == expected
    with Archive(tmp_path / "new.db") as new:
        new.restore(copy)
        assert new.check() == []
        assert new.info().rows == expected
        assert len(new.search("xylophone").statements) == 1
        assert new.add(filed(article_of("[X] <said> {y}.", url="https://a.example/9")))[0].id == 4
        with pytest.raises(ArchiveError, match="holds articles already"):
            new.restore(copy)
    with Archive(tmp_path / "followed.db") as followed:
        followed.follow([("https://a.example/feed", None)])
        with pytest.raises(ArchiveError, match="holds feeds already"):
            followed.restore(copy)


def test_from_one_kind_of_database_into_the_other(tmp_path: Path, empty_postgresql: str) -> None:
    with Archive(tmp_path / "a.db") as source:
        source.add(filed(article_of(FIRST, url="https://a.example/1")))
        source.backup(tmp_path / "copy.db")
    with Archive(empty_postgresql) as target:
        target.restore(tmp_path / "copy.db")
        assert target.check() == []
        assert len(target.search("xylophone").statements) == 1
        target.backup(tmp_path / "back.db")
    with Archive(tmp_path / "back.db") as back:
        assert back.check() == []
        assert back.reading(1).article.url == "https://a.example/1"


def everything(archive: Archive, place: str) -> bytes:
    """All bytes of an archive's file, or all rows of its tables."""
    if archive.database.is_sqlite:
        return b"".join(path.read_bytes() for path in sorted(Path(place).parent.glob("news.db*")))
    told = []
    with archive.database.read() as connection:
        for name in [*metadata.tables, "statement_fts", "article_fts"]:
            told += [repr(row) for row in connection.execute(text(f'SELECT * FROM "{name}"'))]
    return "\n".join(told).encode()


def test_a_page_that_is_forgotten(filled: Archive, place: str, tmp_path: Path) -> None:
    filled.backup(tmp_path / "before.db")
    assert b"xylophon" in everything(filled, place)
    forgotten = filled.forget("https://www.a.example/1#top")
    assert forgotten.articles == (1,)
    assert forgotten.backups == (str(tmp_path / "before.db"),)
    left = everything(filled, place)
    for words in (b"xylophon", b"Quist and", b"laughed", b"a.example/1"):
        assert words not in left
    assert filled.check() == []
    assert [hit.article for hit in filled.search("").statements] == [3, 2]
    with pytest.raises(ArchiveError, match="no such article"):
        filled.forget(1)
    # Its number is never given out again.
    assert filled.add(filed(article_of(FIRST, url="https://a.example/1")))[0].id == 4


def test_a_person_who_is_forgotten(filled: Archive, place: str) -> None:
    import zlib

    forgotten = filled.forget_actor("Zebulon Quist")
    assert forgotten.articles == (1, 2)
    left = everything(filled, place).lower()
    assert b"zebulon" not in left
    assert b"quist" not in left
    for article in (1, 2, 3):
        kept = filled.reading(article).to_json()
        assert "quist" not in kept.lower()
    assert filled.reading(1).article.title == "█████ and Ruiz at odds"
    assert [hit.reading.text_of(hit.attribution) for hit in filled.search('source:"Ana Ruiz"').statements] == [
        "the xylophone is safe"
    ]  # fmt: skip
    assert filled.search("quist").statements == ()
    assert filled.check() == []
    with pytest.raises(ArchiveError, match="nobody of that name"):
        filled.actor("Zebulon Quist")
    assert zlib  # what is kept is compressed: the readings were looked at unpacked


def test_others_of_that_surname_keep_theirs(archive: Archive) -> None:
    archive.add(
        filed(article_of("[Theresa May] <said> {it may rise}. [Jane May] <said> {it may not}. May left. MAY SPOKE.",
                         url="https://a.example/1")),
        filed(article_of("[John May] <said> {roads may close in May}. May rain came.", url="https://a.example/2")),
    )  # fmt: skip
    assert archive.forget_actor("Theresa May").articles == (1,)
    text = archive.reading(1).article.text
    assert text == "███████ ███ said it may rise. Jane May said it may not. ███ left. ███ SPOKE."
    speakers = {one.source.name for one in archive.search("source:May").statements if one.source}
    assert speakers == {"Jane May", "John May"}
    assert archive.reading(2).article.text == "John May said roads may close in May. May rain came."
    assert archive.check() == []


def test_a_page_is_forgotten_while_another_reads(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("onrecord.archive.forgetting._PATIENCE", 0.1)
    with Archive(tmp_path / "a.db") as archive, Archive(tmp_path / "a.db") as other:
        archive.add(*(filed(article_of(FIRST, url=f"https://a.example/{n}")) for n in range(2)))
        with other.database.read() as connection:
            connection.execute(text("SELECT count(*) FROM article")).scalar()
            assert not archive.forget(1).overwritten
        assert archive.forget(2).overwritten


def test_pages_that_nothing_needs_are_a_fault(filled: Archive) -> None:
    with filled.database.write() as connection:
        connection.execute(text("UPDATE version SET page_digest = NULL WHERE id = 1"))
    assert any("no article and no entry needs" in fault for fault in filled.check())


def test_a_reading_that_cannot_be_read_hides_no_other(filled: Archive) -> None:
    with filled.database.write() as connection:
        connection.execute(
            text("UPDATE reading SET data = substr(data, 1, 5) WHERE version_id = 1")
        )
    assert [hit.article for hit in filled.search("").statements] == [3, 2]
    assert [type(reading).__name__ for _, reading in filled.readings()] == [
        "FormatError",
        "Reading",
        "Reading",
    ]
    with pytest.raises(ArchiveError, match="cannot be read"):
        filled.reading(1)
    assert filled.forget_actor("Zebulon Quist").articles == (1, 2)


def test_a_damaged_file_has_faults(tmp_path: Path) -> None:
    place = tmp_path / "a.db"
    with Archive(place) as archive:
        archive.add(*(filed(article_of(FIRST, url=f"https://a.example/{n}")) for n in range(60)))
        with archive.database.engine.connect() as connection:
            connection.exec_driver_sql("ROLLBACK")
            connection.exec_driver_sql("PRAGMA wal_checkpoint(TRUNCATE)")
    data = bytearray(place.read_bytes())
    data[40_960:65_536] = bytes(24_576)
    place.write_bytes(data)
    with Archive(place) as archive:
        assert archive.check()


def test_the_schema_of_the_migrations_is_that_of_the_tables(place: str) -> None:
    from alembic.autogenerate import compare_metadata
    from alembic.migration import MigrationContext

    database = Database(place)
    with database.read() as connection:
        context = MigrationContext.configure(
            connection,
            opts={"include_name": lambda name, kind, _: kind != "table" or name in metadata.tables},
        )
        found = [
            one for one in compare_metadata(context, metadata) if "remove_index" not in str(one[0])
        ]
        assert found == []
        assert {"statement_fts", "article_fts"} <= set(inspect(connection).get_table_names())
    database.close()


def test_every_released_schema_is_brought_to_the_newest(place: str) -> None:
    from alembic import command
    from alembic.script import ScriptDirectory

    database = Database(place)
    with database.write() as connection:
        script = ScriptDirectory.from_config(migrations(connection))
        revisions = [one.revision for one in script.walk_revisions()][::-1]
    database.close()
    assert revisions[-1] == HEAD
    for revision in revisions[1:]:  # the first is what a new archive begins with
        database = Database(place)
        with database.write() as connection:
            command.downgrade(migrations(connection), revisions[0])
            command.upgrade(migrations(connection), revision)
        database.close()
        Database(place).close()


def test_what_is_no_archive(tmp_path: Path) -> None:
    other = tmp_path / "other.db"
    with closing(sqlite3.connect(other)) as connection:
        connection.execute("CREATE TABLE mine (x)")
        connection.commit()
    for place, told in (
        (other, "something else than an archive"),
        (tmp_path, "is a folder"),
        (tmp_path / "none.db", "there is no archive here"),
        ("mysql://x/y", "an archive is a file, or postgresql"),
        ("postgresql://localhost:1/none", "cannot be opened"),
    ):
        with pytest.raises(ArchiveError, match=told):
            Archive(place, create=False)
    (tmp_path / "text.db").write_text("no database" * 100)
    with pytest.raises(ArchiveError, match="cannot be opened"):
        Archive(tmp_path / "text.db")


def test_an_archive_of_a_newer_version(tmp_path: Path) -> None:
    Archive(tmp_path / "a.db").close()
    with closing(sqlite3.connect(tmp_path / "a.db")) as connection:
        connection.execute("UPDATE alembic_version SET version_num = '9999'")
        connection.commit()
    with pytest.raises(ArchiveError, match="newer version"):
        Archive(tmp_path / "a.db")


def test_no_password_is_told() -> None:
    with pytest.raises(ArchiveError) as caught:
        Archive("postgresql://ana:secret@localhost:1/none")
    assert "secret" not in str(caught.value)
