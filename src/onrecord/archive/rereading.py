"""What an older model read, read again; each old reading is kept until the new one stands."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from typing import NamedTuple

from sqlalchemy import func, or_, select

from onrecord.about import SOFTWARE
from onrecord.archive import schema
from onrecord.archive.database import Database
from onrecord.archive.filing import Added, filed, written
from onrecord.archive.pages import page_of, settings_text, unpacked
from onrecord.archive.writing import Filed
from onrecord.attributions import MODEL, read_manifest
from onrecord.batch import PAGE_TIMEOUT, Result, run
from onrecord.errors import LanguageError, OnRecordError
from onrecord.page import Announced, Page
from onrecord.pipeline import Settings, attribute
from onrecord.records import Article, Reading

__all__ = ["outdated", "reread"]

_BATCH = 32


def outdated(database: Database, settings: Settings) -> list[int]:
    """Articles whose standing version another model, or another onrecord, has read, or otherwise."""
    article, version, reading = schema.article, schema.version, schema.reading
    manifest = read_manifest((settings.model or MODEL) / "manifest.json")
    asked = (
        select(article.c.id)
        .join(version, schema.stands)
        .join(reading, reading.c.version_id == version.c.id)
        .where(
            or_(
                func.coalesce(reading.c.model, "") != manifest.name,
                reading.c.software != SOFTWARE,
                reading.c.settings != settings_text(settings.recorded()),
            )
        )
        .where(or_(reading.c.error.is_(None), reading.c.software != SOFTWARE))
        .order_by(article.c.id)
    )  # fmt: skip
    with database.read() as connection:
        return list(connection.execute(asked).scalars())


def reread(
    database: Database,
    settings: Settings | None = None,
    *,
    jobs: int = 1,
    page_timeout: float | None = PAGE_TIMEOUT,
) -> Iterator[Added]:
    """Read again what is outdated: its page where that is kept, else the text of its reading.

    A run that was broken off is gone on with by another.

    Args:
        database: of the archive.
        settings: of the pipeline.
        jobs, page_timeout: as those of `onrecord.batch.run`.
    """
    settings = settings or Settings()
    waiting: list[tuple[_Place, Page]] = []
    texts: list[tuple[_Place, Article]] = []

    def pages() -> Iterator[tuple[str, Page]]:
        for number in outdated(database, settings):
            version, page = _page(database, number)
            if isinstance(page, Page):
                waiting.append((_Place(number, version), page))
                yield page.name, page
            elif page is not None:
                texts.append((_Place(number, version), page))

    batch: list[tuple[str, Filed | OnRecordError]] = []
    for result in run(pages(), settings, jobs=jobs, page_timeout=page_timeout):
        place, page = waiting.pop(0)
        batch.append((result.id, _instead(filed(result, page), place)))
        if len(batch) >= _BATCH or not waiting:
            yield from written(database, batch, handed_over=False)
            batch = []
    yield from written(database, batch, handed_over=False)
    for place, article in texts:
        made = filed(_attributed(article, settings), Page(article.text, kind="raw"))
        yield from written(database, [(article.id, _instead(made, place))], handed_over=False)


class _Place(NamedTuple):
    """Whose page was taken up: what becomes of the article meanwhile counts for more."""

    article: int
    version: int


def _instead(made: Filed | OnRecordError, place: _Place) -> Filed | OnRecordError:
    if not isinstance(made, Filed):
        return made
    return replace(made, instead_of=place.article, version=place.version, page=None)


def _attributed(article: Article, settings: Settings) -> Result:
    try:
        return Result(article.id, attribute(article, settings))
    except LanguageError as error:
        told = Reading(article, (), provenance=article.provenance)
        return Result(article.id, told if article.text else error)
    except OnRecordError as error:
        return Result(article.id, error)


def _page(database: Database, number: int) -> tuple[int, Page | Article | None]:
    """The number of an article's standing version and its page as it was read; its text where the page is gone, nothing
    where the article is.
    """
    article, version, reading = schema.article, schema.version, schema.reading
    table = schema.page
    asked = (
        select(
            table, version.c.origin, version.c.number.label("version"), reading.c.data.label("reading")
        )
        .select_from(article)
        .join(version, schema.stands)
        .join(reading, reading.c.version_id == version.c.id)
        .join(table, table.c.digest == version.c.page_digest, isouter=True)
        .where(article.c.id == number)
    )  # fmt: skip
    with database.read() as connection:
        row = connection.execute(asked).mappings().first()
    if row is None:
        return 0, None
    old = unpacked(row["reading"]).article
    if row["digest"] is None:
        return row["version"], old
    page = replace(
        page_of(row, origin=row["origin"], url=old.url),
        id=old.id,
        fetched=old.provenance.fetched if old.provenance else None,
        columns=old.columns,
    )
    if page.kind in ("text", "raw"):  # whoever gave a text gave what is known of it
        given = replace(
            page, title=old.title, authors=old.authors, outlet=old.outlet, published=old.published
        )
        return row["version"], given
    told = Announced(
        title=old.title,
        authors=old.authors,
        published=old.published,
        outlet=old.outlet,
        language=old.language,
        taken_from=_credited(old),
    )
    return row["version"], replace(page, announced=told)


def _credited(article: Article) -> str | None:
    """Whom the feed named as the one that an entry was taken from."""
    given = (one for one in article.credits if one.form == "source_line" and one.span is None)
    return next((one.name for one in given), None)
