"""Readings → rows, many at a time: what is new, what was changed, and what is known already.

A batch is one transaction: it is kept whole, or not at all. Whatever an article's rows hang on is
looked up once for the whole batch.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field, replace
from datetime import datetime
from typing import Any, Literal, NamedTuple, TypeAlias

from sqlalchemy import Connection, Select, Table, delete, func, select, update

from onrecord.archive import indexes, schema
from onrecord.archive.addresses import same_address
from onrecord.archive.changes import Change, changes
from onrecord.archive.corrections import Correction, accepted, corrected
from onrecord.archive.database import insert, moment, numbers, remove, within
from onrecord.archive.grouped import renew, ungroup
from onrecord.archive.joining import Joining
from onrecord.archive.pages import packed, row_of, settings_text, text_digest, unpacked
from onrecord.archive.rows import article_row, credit_rows, source_rows, statement_rows
from onrecord.archive.thinning import FEW, thin
from onrecord.languages import actor_words
from onrecord.page import Page
from onrecord.records import Reading, to_values

__all__ = ["Filed", "Kept", "State", "take_out", "write", "write_standing"]

State: TypeAlias = Literal["new", "changed", "reread", "older", "same", "gone"]
Row: TypeAlias = dict[str, Any]


@dataclass(frozen=True, slots=True)
class Filed:
    """What is handed to the archive.

    Attributes:
        reading: of the article; one without attributions where it could not be attributed.
        page: as it came, if it is at hand.
        error: why its article was not attributed.
        addresses: further ones under which it was found.
        seen: when; None for when it was fetched, else now.
        instead_of: number of the article whose standing version was read anew: whatever its text is
            now, its page is the same.
        version: number of that version; None of whichever stands.
        uncorrected: the reading before editors' corrections; None where there are none.
    """

    reading: Reading
    page: Page | None = None
    error: str | None = None
    addresses: tuple[str, ...] = ()
    seen: datetime | None = None
    instead_of: int | None = None
    version: int | None = None
    uncorrected: Reading | None = None


@dataclass(frozen=True, slots=True)
class Kept:
    """What became of it.

    Attributes:
        id: number of the article, for good.
        state: ``new``; ``changed``: a further version; ``reread``: the same text, read anew;
            ``older``: a version from before the one that stands; ``same``: nothing was written but,
            perhaps, a further address; ``gone``: it was read anew and forgotten meanwhile.
        version: its number; 0 of one that is gone.
        changes: what was changed from the version before.
    """

    id: int
    state: State
    version: int
    changes: tuple[Change, ...] = ()


class _Standing(NamedTuple):
    """The version of an article that stands."""

    id: int
    number: int
    last: int  # the greatest number that was given
    text: str
    seen: str
    first_seen: str
    made_by: tuple[
        str | None, ...
    ]  # outlet and day of the article; software, model, settings of its reading


@dataclass(slots=True)
class _Batch:
    """Rows that are to be written, and what the batch has changed so far."""

    known: dict[str, int] = field(default_factory=dict)  # article by address or identity
    standing: dict[int, _Standing] = field(default_factory=dict)
    identities: dict[int, str] = field(default_factory=dict)
    rows: dict[str, list[Row]] = field(default_factory=dict)
    gone: set[int] = field(default_factory=set)  # versions whose kept readings make room
    many: set[int] = field(default_factory=set)  # articles of many versions
    stale: set[int] = field(default_factory=set)  # articles whose statements are written anew
    reworded: set[int] = field(default_factory=set)  # articles whose text is another now
    current: dict[int, tuple[Filed, str]] = field(default_factory=dict)  # and by what, on which day
    corrections: dict[int, list[Correction]] = field(
        default_factory=dict
    )  # of articles that are known

    def put(self, table: Table, *rows: Row) -> None:
        self.rows.setdefault(table.name, []).extend(rows)


def write(connection: Connection, filed: Sequence[Filed]) -> list[Kept]:
    """Keep readings, in order.

    Args:
        connection: within a writer's block.
        filed: what is handed over.
    """
    batch = _Batch()
    filed = [_sound(one) for one in filed]
    _look_up(connection, batch, filed)
    fresh = iter(numbers(connection, "article", sum(1 for _ in filed)))
    versions = iter(numbers(connection, "version", len(filed)))
    kept = [_keep(connection, batch, one, fresh, versions) for one in filed]
    _flush(connection, batch)
    return kept


def _sound(one: Filed) -> Filed:
    """A reading without halves of characters, as a broken page may have: no database could keep them."""
    article = one.reading.article
    told = "".join(
        filter(None, (article.text, article.title, article.url, article.outlet, article.id))
    )
    if told.isascii() or to_values(told) == told:
        return one
    return replace(one, reading=Reading.from_dict(to_values(one.reading.to_dict())))


def _keys(one: Filed) -> tuple[str, list[str]]:
    """What an article is known by, and all its addresses."""
    article = one.reading.article
    origin = article.provenance.origin if article.provenance else None
    asked = same_address(origin)
    own = same_address(article.url)
    if own is not None and asked is not None and own.count("/") == 3 and own.endswith("/"):
        own = asked if not asked.endswith("/") else own  # a site that calls each page its front
    found = [own, asked, *(same_address(url) for url in one.addresses)]
    addresses = list(dict.fromkeys(url for url in found if url))
    return (addresses[0] if addresses else article.identity), addresses


def _look_up(connection: Connection, batch: _Batch, filed: Sequence[Filed]) -> None:
    """Which articles are known already, and how they stand."""
    keys = [_keys(one) for one in filed]
    batch.known.update({f"#{one.instead_of}": one.instead_of for one in filed if one.instead_of})
    address, article = schema.address, schema.article
    for asked, column, wanted in (
        (
            select(address.c.url, address.c.article_id),
            address.c.url,
            {url for _, urls in keys for url in urls},
        ),
        (select(article.c.identity, article.c.id), article.c.identity, {key for key, _ in keys}),
    ):
        for row in within(connection, asked, column, wanted):
            batch.known[row[0]] = row[1]
    batch.corrections = accepted(connection, set(batch.known.values()))
    for row in within(connection, _standing(), article.c.id, set(batch.known.values())):
        version_id, current, most, told, seen, first_seen, *made_by = row[2:]
        batch.identities[row[0]] = row[1]
        batch.standing[row[0]] = _Standing(
            version_id, current, most, told, seen, first_seen, tuple(made_by)
        )


def _standing() -> Select[Any]:
    """How articles stand: number, identity, and the fields of `_Standing`, its last one apart."""
    article, version, reading = schema.article, schema.version, schema.reading
    each = version.alias()
    last = (
        select(func.max(each.c.number)).where(each.c.article_id == article.c.id).scalar_subquery()
    )
    return (
        select(
            article.c.id,
            article.c.identity,
            version.c.id,
            version.c.number,
            last,
            version.c.text_digest,
            version.c.seen,
            article.c.first_seen,
            article.c.outlet,
            article.c.published,
            reading.c.software,
            reading.c.model,
            reading.c.settings,
        )
        .join(version, schema.stands)
        .join(reading, reading.c.version_id == version.c.id, isouter=True)
    )


def _keep(connection: Connection, batch: _Batch, one: Filed, fresh: Any, versions: Any) -> Kept:
    identity, addresses = _keys(one)
    if one.instead_of is not None:
        standing = batch.standing.get(one.instead_of)
        if standing is None:
            return Kept(one.instead_of, "gone", 0)
        if one.version not in (None, standing.number):
            return Kept(one.instead_of, "same", standing.number)  # it was changed meanwhile
        return _again(connection, batch, one, one.instead_of, versions)
    found = next((batch.known[key] for key in (*addresses, identity) if key in batch.known), None)
    if found is None:
        kept = _new(batch, one, identity, next(fresh), next(versions))
    else:
        kept = _again(connection, batch, one, found, versions)
    for url in addresses:
        if url not in batch.known:
            batch.known[url] = kept.id
            batch.put(schema.address, {"url": url, "article_id": kept.id})
    batch.known.setdefault(identity, kept.id)
    return kept


def _new(batch: _Batch, one: Filed, identity: str, article_id: int, version: int) -> Kept:
    seen = _seen(one)
    row = article_row(one.reading, article_id, identity, seen)
    batch.put(schema.article, row)
    batch.identities[article_id] = identity
    _version(batch, one, article_id, version, 1, seen)
    batch.current[article_id] = (one, row["day"])
    return Kept(article_id, "new", 1)


def _seen(one: Filed) -> str:
    made = one.reading.provenance or one.reading.article.provenance
    return moment(one.seen or (made.fetched if made else None))


def _made_by(one: Filed) -> tuple[str | None, ...]:
    row, article = _reading_row(one, 0), one.reading.article
    published = article.published.isoformat() if article.published else None
    return article.outlet, published, row["software"], row["model"], row["settings"]


def _again(
    connection: Connection, batch: _Batch, one: Filed, article_id: int, versions: Any
) -> Kept:
    """A page of an article that is known."""
    if article_id in batch.corrections:
        made = corrected(one.reading, batch.corrections[article_id])
        one = replace(one, reading=made, uncorrected=one.reading)
    standing = batch.standing[article_id]
    text, seen = text_digest(one.reading), _seen(one)
    if text == standing.text and _made_by(one) == standing.made_by:
        return Kept(article_id, "same", standing.number)
    if text == standing.text or one.instead_of is not None:
        _read_anew(connection, batch, one, article_id, text)
        return Kept(article_id, "reread", standing.number)
    if seen < standing.seen and _is_kept(connection, batch, article_id, text, seen):
        return Kept(article_id, "same", standing.number)
    number, version = standing.last + 1, next(versions)
    if seen < standing.seen:
        _version(batch, one, article_id, version, number, seen)
        batch.standing[article_id] = standing._replace(last=number)
        return Kept(article_id, "older", number)
    before = _reading_of(connection, batch, standing.id)
    language = one.reading.article.language
    found = changes(before, one.reading, actor_words(language).corrections) if before else []
    _version(batch, one, article_id, version, number, seen)
    batch.reworded.add(article_id)
    for change in found:
        batch.put(schema.change, {
            "article_id": article_id, "version": number, "kind": change.kind,
            "before": change.before, "after": change.after, "seen": seen,
        })  # fmt: skip
    _stands(batch, one, article_id)
    if number > FEW:
        batch.many.add(article_id)
    return Kept(article_id, "changed", number, tuple(found))


def _is_kept(connection: Connection, batch: _Batch, article_id: int, text: str, seen: str) -> bool:
    """Whether an article has a version of a text and a moment already: the same capture comes once more."""
    table = schema.version
    held = {"article_id": article_id, "text_digest": text, "seen": seen}
    rows = batch.rows.get("version", ())
    if any(all(row[name] == value for name, value in held.items()) for row in rows):
        return True
    asked = select(table.c.id).filter_by(**held).limit(1)
    return connection.execute(asked).first() is not None


def _read_anew(
    connection: Connection, batch: _Batch, one: Filed, article_id: int, text: str
) -> None:
    """Put a newer reading of the same page in place of the one that stands."""
    standing = batch.standing[article_id]
    _forget_reading(batch, standing.id)
    _put_reading(batch, one, standing.id)
    if text != standing.text:
        batch.reworded.add(article_id)
        table = schema.version
        connection.execute(update(table).where(table.c.id == standing.id).values(text_digest=text))
    batch.standing[article_id] = standing._replace(made_by=_made_by(one), text=text)
    _stands(batch, one, article_id)


def _stands(batch: _Batch, one: Filed, article_id: int) -> None:
    """Let a reading's statements be those of an article."""
    new = next((row for row in batch.rows.get("article", ()) if row["id"] == article_id), None)
    first_seen = new["first_seen"] if new else batch.standing[article_id].first_seen
    row = article_row(one.reading, article_id, batch.identities[article_id], first_seen)
    row["version"] = batch.standing[article_id].number
    if new is not None:
        new.update(row)
    else:
        batch.stale.add(article_id)
        batch.put(schema.article, row)
    batch.current[article_id] = (one, row["day"])


def _version(
    batch: _Batch, one: Filed, article_id: int, version: int, number: int, seen: str
) -> None:
    """A version's rows; it stands, unless another is put in its place."""
    article = one.reading.article
    page = row_of(one.page) if one.page is not None else None
    if page is not None:
        batch.put(schema.page, page)
    origin = article.provenance.origin if article.provenance else None
    text = text_digest(one.reading)
    batch.put(schema.version, {
        "id": version, "article_id": article_id, "number": number,
        "page_digest": page["digest"] if page else None, "text_digest": text, "seen": seen,
        "origin": origin, "state": "whole",
    })  # fmt: skip
    _put_reading(batch, one, version)
    before = batch.standing.get(article_id)
    first_seen = before.first_seen if before else seen
    batch.standing[article_id] = _Standing(
        version, number, number, text, seen, first_seen, _made_by(one)
    )


def _reading_row(one: Filed, version: int) -> Row:
    made = one.reading.provenance or one.reading.article.provenance
    return {
        "version_id": version,
        "software": made.software if made else "",
        "model": made.model if made else None,
        "settings": settings_text(made.settings if made else {}),
        "made": moment(),
        "error": one.error,
    }


def _put_reading(batch: _Batch, one: Filed, version: int) -> None:
    before = packed(one.uncorrected) if one.uncorrected is not None else None
    row = {**_reading_row(one, version), "data": packed(one.reading), "uncorrected": before}
    batch.put(schema.reading, row)


def _forget_reading(batch: _Batch, version: int) -> None:
    """Let a version's reading make room; one that is kept goes after the index has let go of it."""
    rows = batch.rows.get("reading", [])
    batch.rows["reading"] = [row for row in rows if row["version_id"] != version]
    batch.gone.add(version)


def _reading_of(connection: Connection, batch: _Batch, version: int) -> Reading | None:
    rows = (row["data"] for row in batch.rows.get("reading", ()) if row["version_id"] == version)
    data = next(rows, None)
    if data is None:
        table = schema.reading
        asked = select(table.c.data).where(table.c.version_id == version)
        data = connection.execute(asked).scalar()
    return unpacked(data) if data is not None else None


_ORDER = (schema.article, schema.address, schema.version, schema.reading, schema.change)


def _flush(connection: Connection, batch: _Batch) -> None:
    """Write all rows."""
    if batch.stale:
        ungroup(connection, batch.stale & batch.reworded)
        take_out(connection, sorted(batch.stale))
        for version in batch.gone:
            connection.execute(delete(schema.reading).where(schema.reading.c.version_id == version))
        _update_articles(connection, batch)
    _put_pages(connection, batch.rows.get("page", ()))
    _number(connection, "change", batch.rows.get("change", ()))
    for table in _ORDER:
        insert(connection, table.name, batch.rows.get(table.name, ()))
    _put_statements(connection, batch)
    renew(connection, batch.stale - batch.reworded)
    for number in sorted(batch.many):
        thin(connection, number)


def _update_articles(connection: Connection, batch: _Batch) -> None:
    rows = batch.rows.pop("article", [])
    batch.rows["article"] = [row for row in rows if row["id"] not in batch.stale]
    newest = {row["id"]: row for row in rows if row["id"] in batch.stale}
    for number, row in newest.items():
        values = {name: row[name] for name in row if name not in ("id", "identity", "first_seen")}
        table = schema.article
        connection.execute(update(table).where(table.c.id == number).values(values))


def _put_pages(connection: Connection, rows: Sequence[Row]) -> None:
    """Pages that are not kept yet."""
    pages = {row["digest"]: row for row in rows}
    table = schema.page
    for row in within(connection, select(table.c.digest), table.c.digest, list(pages)):
        pages.pop(row[0], None)
    insert(connection, table.name, list(pages.values()))


def take_out(connection: Connection, articles: Sequence[int]) -> None:
    """Take out what is said of articles by the versions that stand: statements, sources, credits, words.

    Those whose texts go, or become others, are to be taken out of their stories as well (`ungroup`).
    """
    for what in ("statement", "article"):
        indexes.remove(connection, what, articles)
    if connection.dialect.name != "sqlite":
        connection.exec_driver_sql("DELETE FROM article_fts WHERE id = ANY(%s)", (list(articles),))
    for table in (schema.statement, schema.source, schema.credit):
        remove(connection, table, table.c.article_id, articles)


def write_standing(
    connection: Connection, article_id: int, identity: str, one: Filed, *, number: int
) -> None:
    """Write what an article says anew, after `take_out`, by a reading that is kept already."""
    batch = _Batch()
    batch.identities[article_id] = identity
    table = schema.article
    asked = select(table.c.first_seen).where(table.c.id == article_id)
    first_seen = connection.execute(asked).scalar_one()
    row = {**article_row(one.reading, article_id, identity, first_seen), "version": number}
    connection.execute(update(table).where(table.c.id == article_id).values(row))
    batch.current[article_id] = (one, row["day"])
    _put_statements(connection, batch)
    renew(connection, [article_id])


def _put_statements(connection: Connection, batch: _Batch) -> None:
    """Sources, statements, routes and credits of the versions that stand now, and their words."""
    sources = _joined_sources(connection, batch)
    by_local = {(row["article_id"], row["local"]): row for row in sources}
    statements: list[Row] = []
    routes: list[Row] = []
    credited: list[Row] = []
    for article_id, (one, day) in batch.current.items():
        made, carried = statement_rows(one.reading, article_id, day, by_local)
        statements += made
        routes += carried
        credited += credit_rows(one.reading, article_id)
    _number(connection, "statement", statements)
    ids = {(row["article_id"], row["local"]): row["id"] for row in statements}
    for row in routes:
        row["statement_id"] = ids[row.pop("article_id"), row.pop("local")]
    for table, rows in (
        (schema.source, sources),
        (schema.statement, statements),
        (schema.route, routes),
        (schema.credit, credited),
    ):
        insert(connection, table.name, rows)
    _index(connection, batch, statements)


def _joined_sources(connection: Connection, batch: _Batch) -> list[Row]:
    """The rows of all sources, each with its actor."""
    joining = Joining(connection)
    sources: list[Row] = []
    for article_id, (one, _) in batch.current.items():
        rows = source_rows(one.reading, article_id)
        joining.ask(one.reading, batch.identities[article_id], rows)
        sources += rows
    joining.resolve()
    _number(connection, "source", sources)
    return sources


def _number(connection: Connection, name: str, rows: Sequence[Row]) -> None:
    for row, number in zip(rows, numbers(connection, name, len(rows)), strict=True):
        row["id"] = number


def _index(connection: Connection, batch: _Batch, statements: Iterable[Row]) -> None:
    """Put the words of statements and articles into the full-text indexes."""
    entry = indexes.Entry
    told = (entry(row["id"], row["words"], row["who"], row["language"]) for row in statements)
    indexes.add(connection, "statement", told)
    articles = ((number, one.reading.article) for number, (one, _) in batch.current.items())
    whole = (entry(number, one.title or "", one.text, one.language) for number, one in articles)
    indexes.add(connection, "article", whole)
