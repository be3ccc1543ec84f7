"""Stories as they were compared: kept in the archive until an article comes or goes, or another network would read them."""

from __future__ import annotations

import json
import zlib
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from sqlalchemy import Connection, select, update

from onrecord.about import __version__
from onrecord.archive import schema
from onrecord.archive.corrections import accepted, place
from onrecord.archive.database import Database, insert, remove
from onrecord.archive.search import readings_of
from onrecord.records import Reading, Span
from onrecord.stories._model import Claim, Story
from onrecord.stories.compare import compare
from onrecord.stories.entailment import Remembering, load
from onrecord.stories.json_form import from_dict, to_dict
from onrecord.stories.wording import asserting

__all__ = ["Told", "compared", "kept", "members_of", "tell", "waiting"]

_LEADING = 3  # claims that a list of stories shows, at most
_WORDY = 5  # words of a claim that says something by itself
_UNNAMED = frozenset({"unnamed", "anonymous"})


@dataclass(frozen=True, slots=True)
class Told:
    """A story of the archive, compared.

    Attributes:
        number: of the story.
        story: as it was compared; out of its JSON form, without the articles' texts.
        values: that form.
        articles: numbers of its articles in the archive, in the story's order.
    """

    number: int
    story: Story
    values: Mapping[str, Any]
    articles: tuple[int, ...]


def compared(
    database: Database,
    number: int,
    members: Sequence[int],
    *,
    as_of: datetime | date | None = None,
) -> Story:
    """A story's articles, compared; what the network said of their pairs before is not asked again.

    Args:
        database: of the archive.
        number: of the story.
        members: numbers of its articles.
        as_of: as that of `onrecord.stories.compare`.
    """
    with database.read() as connection:
        readings = readings_of(connection, members)
    return _compared(database, number, readings, as_of)


def _compared(
    database: Database,
    number: int,
    readings: Mapping[int, Reading],
    as_of: datetime | date | None = None,
) -> Story:
    with database.read() as connection:
        known = _answers(connection, number)
        apart = _apart(connection, readings)
    read = Remembering(load(), known)
    found = compare(readings.values(), as_of=as_of, read=read, apart=apart)
    if read.fresh:
        with database.write() as connection:
            _keep_answers(connection, number, {**known, **read.used} if as_of else read.used)
    return found


def _apart(connection: Connection, readings: Mapping[int, Reading]) -> list[tuple[str, Span]]:
    """What editors said is not of the claim that it was shown with."""
    found = []
    for article, told in accepted(connection, readings).items():
        identity = readings[article].article.identity
        spans = (place(one, readings[article].article.text) for one in told if one.field == "claim")
        found += [(identity, span) for span in spans if span is not None]
    return found


def kept(database: Database, number: int) -> Told | None:
    """A story as it was compared by the network and the software of now; None where it is stale."""
    table = schema.story_summary
    asked = select(table.c.data).where(table.c.story_id == number, table.c.made_of == _made_of())
    with database.read() as connection:
        data = connection.execute(asked).scalar()
    if data is None:
        return None
    values = json.loads(zlib.decompress(data))
    return Told(number, from_dict(values["story"]), values["story"], tuple(values["articles"]))


def members_of(connection: Connection, number: int) -> list[int]:
    """The articles of a story, in order."""
    table = schema.story
    asked = select(table.c.article_id).where(table.c.story_id == number)
    return list(connection.execute(asked.order_by(table.c.article_id)).scalars())


def tell(database: Database, number: int) -> Told:
    """Compare a story's articles and keep what comes out, unless the story has changed meanwhile."""
    table = schema.story_summary
    own = table.c.story_id == number
    with database.read() as connection:
        before = _state(connection, number)
        readings = readings_of(connection, members_of(connection, number))
    found = _compared(database, number, readings)
    numbers = {id(reading): one for one, reading in readings.items()}
    order = tuple(numbers[id(reading)] for reading in found.readings)
    values = to_dict(found)
    data = json.dumps({"story": values, "articles": order}, ensure_ascii=False)
    with database.write() as connection:
        if _state(connection, number) != before:
            return Told(number, from_dict(values), values, order)
        written = connection.execute(
            update(table)
            .where(own)
            .values(
                title=found.title or None,
                claims=len(found.claims),
                disputed=sum(bool(one.disputed_by) for one in found.claims),
                unnamed=sum(_rests_on_unnamed(one) for one in found.claims),
                lead=json.dumps([_lead(one) for one in _leading(found)], ensure_ascii=False),
                made_of=_made_of(),
                data=zlib.compress(data.encode("utf-8", "surrogatepass"), 6),
            )
        )
        if written.rowcount:
            _keep_derivations(connection, found, order)
    return Told(number, from_dict(values), values, order)


def _state(connection: Connection, number: int) -> list[tuple[Any, ...]]:
    """What a story is compared by: when articles last came or went, and their readings."""
    table, story, article = schema.story_summary, schema.story, schema.article
    version, reading = schema.version, schema.reading
    changed = connection.execute(select(table.c.changed).where(table.c.story_id == number)).scalar()
    read = connection.execute(
        select(article.c.id, reading.c.data)
        .join(story, story.c.article_id == article.c.id)
        .join(version, schema.stands)
        .join(reading, reading.c.version_id == version.c.id)
        .where(story.c.story_id == number)
        .order_by(article.c.id)
    )
    return [(changed,), *((row.id, zlib.crc32(row.data), len(row.data)) for row in read)]


def _keep_derivations(connection: Connection, story: Story, articles: Sequence[int]) -> None:
    table = schema.derivation
    remove(connection, table, table.c.article_id, articles)
    carried: Counter[int] = Counter()
    had_first: Counter[int] = Counter()
    for one in story.claims:
        carried.update({row.place.article for row in one.rows if row.stance == "asserts"})
        if one.first is not None:
            had_first[one.rows[one.first].place.article] += 1
    insert(connection, table.name, [
        {"article_id": article, "kind": derived.kind, "claims": carried[place], "first": had_first[place]}
        for place, (article, derived) in enumerate(zip(articles, story.derivations, strict=True))
    ])  # fmt: skip


def waiting(database: Database, limit: int) -> list[int]:
    """Stories of several articles that are stale, the latest first."""
    table = schema.story_summary
    stale = table.c.made_of.is_(None) | (table.c.made_of != _made_of())
    asked = (
        select(table.c.story_id)
        .where(stale, table.c.articles > 1)
        .order_by(table.c.last_day.desc(), table.c.story_id.desc())
        .limit(limit)
    )
    with database.read() as connection:
        return list(connection.execute(asked).scalars())


def _made_of() -> str:
    return f"onrecord {__version__}, {load().name}"


def _leading(story: Story) -> list[Claim]:
    """The claims by which a story is told in a list: those that are told in some words; of them disputed ones, then
    those that most articles carry.
    """
    listed = sorted(
        story.claims,
        key=lambda one: (
            len(one.wording.split()) < _WORDY, -bool(one.disputed_by), -one.articles, -len(one.rows),
        ),
    )  # fmt: skip
    return listed[:_LEADING]


def _lead(claim: Claim) -> dict[str, Any]:
    return {
        "id": claim.id,
        "wording": claim.wording,
        "articles": claim.articles,
        "origins_least": claim.least,
        "origins_most": claim.most,
        "named": claim.named,
        "disputed_by": len(claim.disputed_by),
    }


def _rests_on_unnamed(claim: Claim) -> bool:
    """Whether all origins that assert a claim are unnamed people."""
    held = asserting(claim)
    terms = {origin.terms for origin in claim.origins if origin.id in held}
    return bool(terms) and terms <= _UNNAMED


def _answers(connection: Connection, story: int) -> dict[str, Sequence[float]]:
    """What the network of now said of pairs of a story's statements."""
    table = schema.comparison
    asked = select(table.c.data).where(table.c.story_id == story, table.c.made_of == load().name)
    data = connection.execute(asked).scalar()
    found: dict[str, Sequence[float]] = json.loads(zlib.decompress(data)) if data else {}
    return found


def _keep_answers(
    connection: Connection, story: int, answers: Mapping[str, Sequence[float]]
) -> None:
    table = schema.comparison
    remove(connection, table, table.c.story_id, [story])
    data = zlib.compress(json.dumps(answers).encode(), 1)
    insert(connection, table.name, [{"story_id": story, "made_of": load().name, "data": data}])
