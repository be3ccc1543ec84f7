"""What is to be forgotten: a page, or a person; gone from tables, indexes and freed pages.

A page goes whole. A person goes from every article that names them: their statements and sources are
taken out, the page as it came goes (its bytes cannot be mended), and in the texts that are kept each of
their names is covered, a mark for each letter, so that all other statements stay where they are.
SQLite overwrites what is freed (``secure_delete``), and the indexes are merged, in which words would
otherwise outlive their rows.
"""

from __future__ import annotations

import hashlib
import json
import re
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from sqlalchemy import Connection, Table, delete, select, update

from onrecord.archive import indexes, schema
from onrecord.archive.actors import folded_name
from onrecord.archive.addresses import same_address
from onrecord.archive.database import MOST, Database, remove, some_of
from onrecord.archive.grouped import ungroup
from onrecord.archive.joining import forget_apart
from onrecord.archive.pages import drop_unneeded, packed, text_digest, unpacked, unpacked_json
from onrecord.archive.site import correction
from onrecord.archive.writing import Filed, take_out, write_standing
from onrecord.errors import ArchiveError, FormatError
from onrecord.languages import actor_words
from onrecord.records import Reading, to_values

__all__ = ["Forgotten", "forget_page", "forget_person", "tombstone"]

_COVER = "█"
_PATIENCE = 5.0  # seconds that emptying the file's log waits for those who read or write


@dataclass(frozen=True, slots=True)
class Forgotten:
    """What was forgotten.

    Attributes:
        articles: numbers of those that went, or in which names were covered.
        backups: files that still hold them.
        overwritten: whether the file holds nothing of it any more; not while another program that reads the
            archive keeps the file's log.
    """

    articles: tuple[int, ...]
    backups: tuple[str, ...]
    overwritten: bool = True


def tombstone(key: str) -> str:
    """What is kept of an entry that was forgotten, so that its feed does not bring it back."""
    return f"forgotten:{hashlib.sha256(key.encode('utf-8', 'surrogatepass')).hexdigest()}"


def forget_page(database: Database, asked: str) -> Forgotten:
    """Forget an article, with all its versions, addresses and whatever was said in it.

    Args:
        database: of the archive.
        asked: its number, or an address of it.

    Raises:
        ArchiveError: there is no such article.
    """
    with database.write() as connection:
        number = article_number(connection, asked)
        addresses = set(
            _column(connection, schema.address.c.url, schema.address.c.article_id == number)
        )
        pages = set(
            _column(connection, schema.version.c.page_digest, schema.version.c.article_id == number)
        )
        pages |= _forget_entries(connection, number, addresses)
        told = _told_of_actors(connection, schema.source.c.article_id == number)
        ungroup(connection, [number])
        take_out(connection, [number])
        _forget_fetches(connection, addresses)
        identity = connection.execute(
            select(schema.article.c.identity).where(schema.article.c.id == number)
        ).scalar_one()
        forget_apart(connection, identity)
        connection.execute(delete(schema.article).where(schema.article.c.id == number))
        drop_unneeded(connection, pages)
        _drop_actors(connection)
        _unlearn(connection, told)
    overwritten = _clean(database)
    return Forgotten((number,), _backups(database), overwritten)


def article_number(connection: Connection, asked: str | int) -> int:
    """The number of an article, by number or address.

    Raises:
        ArchiveError: there is none.
    """
    article, address = schema.article, schema.address
    told = str(to_values(str(asked))).strip()
    if told.isascii() and told.isdigit():
        number = int(told[:20])
        asked_for = select(article.c.id).where(article.c.id == number)
        found = connection.execute(asked_for).scalar() if number <= MOST else None
    else:
        url = same_address(told) or told
        found = connection.execute(
            select(address.c.article_id).where(address.c.url == url)
        ).scalar()
        if found is None:
            found = connection.execute(
                select(article.c.id).where(article.c.identity == told)
            ).scalar()
    if found is None:
        raise ArchiveError(f"{told}: no such article in the archive")
    return int(found)


def _column(connection: Connection, column: Any, held: Any) -> list[Any]:
    return list(connection.execute(select(column).where(held)).scalars())


def _forget_entries(connection: Connection, number: int, addresses: set[str]) -> set[str | None]:
    """Let no feed know of an article any more, and none bring it back; the digests of the entries' pages."""
    entry, gone = schema.entry, schema.forgotten
    pages: set[str | None] = set()
    asked = select(entry.c.id, entry.c.key, entry.c.url, entry.c.article_id, entry.c.page_digest)
    for row in connection.execute(asked).all():
        if row.article_id == number or (row.url and same_address(row.url) in addresses):
            pages.add(row.page_digest)
            addresses |= {url for url in [same_address(row.url)] if url}
            values = {
                "key": tombstone(row.key), "url": None, "digest": "", "given": "{}", "page_digest": None,
                "state": "forgotten", "error": None, "article_id": None,
            }  # fmt: skip
            connection.execute(update(entry).where(entry.c.id == row.id).values(values))
    told = {tombstone(url) for url in addresses}
    known = set(connection.execute(select(gone.c.digest).where(gone.c.digest.in_(told))).scalars())
    for digest in sorted(told - known):
        connection.execute(gone.insert().values(digest=digest))
    return pages


def _forget_fetches(connection: Connection, addresses: set[str]) -> None:
    fetch = schema.fetch
    gone = [
        row.id
        for row in connection.execute(select(fetch.c.id, fetch.c.url))
        if same_address(row.url) in addresses
    ]
    remove(connection, fetch, fetch.c.id, gone)


def _told_of_actors(connection: Connection, held: Any) -> dict[int, tuple[set[str], set[str]]]:
    """The names of actors in some sources, and the words of these and of what is told of them."""
    source = schema.source
    asked = select(source.c.actor_id, source.c.name, source.c.role, source.c.affiliation)
    told: dict[int, tuple[set[str], set[str]]] = {}
    for row in connection.execute(asked.where(held, source.c.actor_id.is_not(None)).distinct()):
        names, words = told.setdefault(row.actor_id, (set(), set()))
        names.add(row.name)
        words |= set(folded_name(f"{row.name} {row.role or ''} {row.affiliation or ''}").split())
    return told


def _unlearn(connection: Connection, told: Mapping[int, tuple[set[str], set[str]]]) -> None:
    """Let actors keep no name, and no word on who they are, that only a page had that is gone."""
    actor, name, about = schema.actor, schema.actor_name, schema.actor_about
    for number, (names, words) in told.items():
        left = _told_of_actors(connection, schema.source.c.actor_id == number).get(number)
        if left is None:
            continue  # it went with the page
        gone = names - left[0]
        for table, column, values in (
            (name, name.c.name, gone | {f"~{one}" for one in gone}),
            (about, about.c.word, words - left[1]),
        ):
            for some in some_of(values):
                connection.execute(
                    delete(table).where(table.c.actor_id == number, column.in_(some))
                )
        best = max(left[0], key=lambda one: (len(one), one))
        shown = (actor.c.id == number) & actor.c.name.in_(gone)
        connection.execute(update(actor).where(shown).values(name=best))


def _drop_actors(connection: Connection) -> None:
    """Drop actors that no source is any more, and the numbers of those that were joined with them."""
    actor, source = schema.actor, schema.source
    speaking = select(source.c.actor_id).where(source.c.actor_id.is_not(None))
    silent = actor.c.into.is_(None) & actor.c.id.not_in(speaking)
    gone = list(connection.execute(select(actor.c.id).where(silent)).scalars())
    for number in (actor.c.into, actor.c.id):
        remove(connection, actor, number, gone)


def forget_person(database: Database, actor: int) -> Forgotten:
    """Forget a person or body in every article that names them.

    What comes in later and names them is kept again.

    Args:
        database: of the archive.
        actor: its number.
    """
    with database.write() as connection:
        person = _Person.of(connection, actor)
        articles = _naming(connection, actor, person)
        for number in articles:
            _cover_article(connection, number, actor, person)
        connection.execute(delete(schema.apart).where(schema.apart.c.actor_id == actor))
        connection.execute(delete(schema.actor).where(schema.actor.c.id == actor))
        _drop_actors(connection)
    overwritten = _clean(database)
    return Forgotten(tuple(articles), _backups(database), overwritten)


@dataclass(frozen=True, slots=True)
class _Person:
    """The names of an actor, as they are looked for in texts.

    Attributes:
        full: the full ones, in any letters.
        bare: of a person the surname by itself, with its capital; it is theirs only where the article has them
            by full name, and no other given name or initial stands before it. None of a body.
        folded: all of them, folded.
        titles: words that may stand before the bare surname.
        openings: words that open a sentence with a capital and are nobody's given name.
    """

    full: re.Pattern[str]
    bare: re.Pattern[str] | None
    folded: frozenset[str]
    titles: frozenset[str]
    openings: frozenset[str]

    @classmethod
    def of(cls, connection: Connection, actor: int) -> _Person:
        table, who = schema.actor_name, schema.actor
        kind = connection.execute(select(who.c.kind).where(who.c.id == actor)).scalar()
        if kind is None:
            raise ArchiveError(f"{actor}: no such actor in the archive")
        rows = connection.execute(
            select(table.c.name, table.c.last).where(
                table.c.actor_id == actor, table.c.name.not_like("~%")
            )
        ).all()
        names = {row.name for row in rows}
        lasts = {part for row in rows for part in row.name.split() if folded_name(part) == row.last}
        if kind != "person":
            lasts = set()
        full = sorted(names - lasts or names, key=lambda name: (-len(name), name))
        words = actor_words(None)
        return cls(
            full=_pattern(full, re.IGNORECASE),
            bare=_pattern(sorted({*lasts, *(last.upper() for last in lasts)})) if lasts else None,
            folded=frozenset(folded_name(name) for name in names | lasts),
            titles=words.titles,
            openings=words.openings,
        )

    def is_named_in(self, text: str) -> bool:
        """Whether a text has a full name of theirs."""
        return self.full.search(text) is not None

    def cover(self, text: str) -> str:
        """A text of an article of theirs, with their names covered, a mark for each letter."""
        text = self.full.sub(_cover, text)
        if self.bare is None:
            return text
        return self.bare.sub(
            lambda found: found[0] if self._is_anothers(text, found.start()) else _cover(found),
            text,
        )

    def _is_anothers(self, text: str, start: int) -> bool:
        """Whether a surname is that of another, whose given name or initial stands before it."""
        before = re.search(r"([^\W\d_][\w’'.-]*)\s+$", text[max(0, start - 40) : start])
        if before is None or not before[1][0].isupper():
            return False
        opens = text[: start - len(before[0])].rstrip()[-1:] in ("", ".", "!", "?", "\n", "“", '"')
        return folded_name(before[1]) not in self.titles and not (
            opens and before[1].lower() in self.openings
        )


def _pattern(names: list[str], flags: int = 0) -> re.Pattern[str]:
    told = "|".join(r"\s+".join(map(re.escape, name.split())) for name in names)
    return re.compile(rf"(?<!\w)(?:{told})(?!\w)", flags)


def _naming(connection: Connection, actor: int, person: _Person) -> list[int]:
    """Articles in which an actor speaks, or is named in full."""
    source, version, reading = schema.source, schema.version, schema.reading
    own = set(_column(connection, source.c.article_id, source.c.actor_id == actor))
    last = 0
    while True:
        asked = (
            select(version.c.id, version.c.article_id, reading.c.data, reading.c.uncorrected)
            .join(reading, reading.c.version_id == version.c.id)
            .where(version.c.id > last)
            .order_by(version.c.id)
            .limit(500)
        )
        rows = connection.execute(asked).all()
        for row in rows:
            kept = filter(None, (row.data, row.uncorrected))
            if row.article_id not in own and any(person.is_named_in(_texts(one)) for one in kept):
                own.add(row.article_id)
        if not rows:
            return sorted(own)
        last = rows[-1].id


def _texts(data: bytes) -> str:
    """All that a reading says; nothing of one that cannot be read."""
    try:
        return json.dumps(json.loads(unpacked_json(data)), ensure_ascii=False)
    except (FormatError, ValueError):
        return ""


def _cover_article(connection: Connection, number: int, actor: int, person: _Person) -> None:
    """Take a person out of all versions of an article."""
    article, version, reading, entry = (
        schema.article, schema.version, schema.reading, schema.entry
    )  # fmt: skip
    source = schema.source
    identity, standing = connection.execute(
        select(article.c.identity, article.c.version).where(article.c.id == number)
    ).one()
    rows = connection.execute(
        select(version, reading.c.data, reading.c.uncorrected, reading.c.error)
        .join(reading, reading.c.version_id == version.c.id)
        .where(version.c.article_id == number)
    ).all()
    pages = {row.page_digest for row in rows}
    pages |= set(_column(connection, entry.c.page_digest, entry.c.article_id == number))
    own = (source.c.article_id == number) & (source.c.actor_id == actor)
    theirs = set(_column(connection, source.c.local, own))
    ungroup(connection, [number])
    take_out(connection, [number])  # while the index's words are still those of the readings
    for row in rows:
        stands = row.number == standing
        covered = _cover_version(connection, row, person, theirs if stands else frozenset())
        if covered is not None and stands:
            filed = Filed(covered, error=row.error)
            write_standing(connection, number, identity, filed, number=standing)
    values = {"page_digest": None, "given": "{}"}
    connection.execute(update(entry).where(entry.c.article_id == number).values(values))
    for table, names in (
        (schema.change, ("before", "after")),
        (correction, ("words", "value", "note")),  # what readers and editors said of it
    ):
        _cover_rows(connection, table, names, number, person)
    drop_unneeded(connection, pages)


def _cover_version(
    connection: Connection, row: Any, person: _Person, theirs: Collection[str]
) -> Reading | None:
    """Keep a version's reading without a person; None where it cannot be read, and goes."""
    version, reading = schema.version, schema.reading
    try:
        covered = _covered(unpacked(row.data), person, theirs)
        before = _covered(unpacked(row.uncorrected), person, ()) if row.uncorrected else None
    except FormatError:
        connection.execute(delete(reading).where(reading.c.version_id == row.id))
        return None
    values = {"page_digest": None, "text_digest": text_digest(covered), "state": "redacted"}
    connection.execute(update(version).where(version.c.id == row.id).values(values))
    kept = {"data": packed(covered), "uncorrected": packed(before) if before is not None else None}
    connection.execute(update(reading).where(reading.c.version_id == row.id).values(kept))
    return covered


def _cover_rows(
    connection: Connection, table: Table, names: Sequence[str], number: int, person: _Person
) -> None:
    """Keep what some columns of a table say of an article without a person."""
    for row in connection.execute(select(table).where(table.c.article_id == number)).all():
        told = {name: getattr(row, name) for name in names}
        values = {name: person.cover(words) if words else words for name, words in told.items()}
        connection.execute(update(table).where(table.c.id == row.id).values(values))


def _cover(found: re.Match[str]) -> str:
    return re.sub(r"\S", _COVER, found[0])


def _covered(reading: Reading, person: _Person, theirs: Collection[str]) -> Reading:
    """A reading without a person: names covered, their sources and statements gone.

    Args:
        reading: of a version.
        person: who is forgotten.
        theirs: ids of the sources that they are; where it is not known, a source of their name is.
    """
    values = reading.to_dict()
    gone = {
        one["id"]
        for one in values["sources"]
        if one["id"] in theirs or (not theirs and folded_name(one["name"]) in person.folded)
    }
    lost = {one["id"] for one in values["attributions"] if one["source_id"] in gone}
    values["sources"] = [one for one in values["sources"] if one["id"] not in gone]
    values["attributions"] = [
        {**one, "parent": None if one["parent"] in lost else one["parent"]}
        for one in values["attributions"]
        if one["id"] not in lost and one["continued"] not in lost
    ]
    left = {one["id"] for one in values["attributions"]}
    for one in values["times"]:
        if one["attribution"] not in left:
            one["attribution"] = one["dates"] = None
    return Reading.from_dict(_each(values, person))


def _each(value: Any, person: _Person) -> Any:
    """JSON values with names covered in all their strings but identities."""
    if isinstance(value, str):
        return person.cover(value)
    if isinstance(value, list):
        return [_each(one, person) for one in value]
    if isinstance(value, dict):
        return {
            key: one if key in ("digest", "id") else _each(one, person)
            for key, one in value.items()
        }
    return value


def _clean(database: Database) -> bool:
    """Let no freed page and no index hold what is gone; whether that is done."""
    if database.is_sqlite:
        with database.write() as connection:
            for what in indexes.COLUMNS:
                connection.exec_driver_sql(
                    f"INSERT INTO {what}_fts({what}_fts) VALUES ('optimize')"
                )
        with database.engine.connect() as connection:
            raw = connection.connection.driver_connection
            assert raw is not None  # a connection that is open has its driver's
            (usual,) = raw.execute("PRAGMA busy_timeout").fetchone()
            raw.execute(f"PRAGMA busy_timeout = {round(1000 * _PATIENCE)}")
            try:
                busy, *_ = raw.execute("PRAGMA wal_checkpoint(TRUNCATE)").fetchone()
            finally:
                raw.execute(f"PRAGMA busy_timeout = {usual}")
        return not busy
    with database.engine.connect() as connection:
        plain = connection.execution_options(isolation_level="AUTOCOMMIT")
        for table in (*schema.metadata.tables, "statement_fts", "article_fts"):
            plain.exec_driver_sql(f'VACUUM FULL "{table}"')
    return True


def _backups(database: Database) -> tuple[str, ...]:
    """Backups that are still there: all were made before."""
    with database.read() as connection:
        listed = _column(connection, schema.backup.c.path, schema.backup.c.path.is_not(None))
    return tuple(path for path in sorted(listed) if Path(path).exists())
