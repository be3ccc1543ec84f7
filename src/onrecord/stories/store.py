"""The stories of an archive: articles grouped as they arrive, copies found by fingerprints, comparisons kept.

What is new in the archive, or says something else than before, is worked in; nothing else is touched. A story's
number is that of its first article; stories that were merged or split are told, and old numbers lead to what
became of them.
"""

from __future__ import annotations

import threading
from collections import OrderedDict, defaultdict
from collections.abc import Sequence
from datetime import date, datetime, timedelta
from typing import Any

from sqlalchemy import Connection, delete, func, or_, select

from onrecord.archive import Archive, schema
from onrecord.archive.database import insert, moment, numbers, remove, within
from onrecord.archive.grouped import (
    COUNTED,
    Bags,
    counted,
    packed_bags,
    summarise,
    unpacked_bags,
)
from onrecord.archive.pages import unpacked
from onrecord.errors import ArchiveError, FormatError
from onrecord.languages import story_words
from onrecord.records import Reading
from onrecord.stories._model import Story
from onrecord.stories.grouping import CANDIDATES, KEPT, PARTED, WINDOW, placed
from onrecord.stories.kept import Told, compared, kept, members_of, tell, waiting
from onrecord.stories.listing import Listed, listed
from onrecord.stories.shingles import fingerprints
from onrecord.stories.texts import Text
from onrecord.stories.vectors import Frequencies, Vectors, alike, bags

__all__ = ["Listed", "Stories"]

_BATCH = 32  # articles of a transaction
SALIENT = 30  # words by which an article is found
SHARED = 2  # of them that two articles share which are laid beside each other
_COMMON_PRINT = 200  # articles that have a fingerprint, from which it tells nothing
_COMMON_WORD = 2_000  # the same of a word
_COPIED = 4  # fingerprints that two articles share, from which they are laid beside each other
_CACHED = 4_000  # articles whose bags are in memory
#: What a change of a story is called, seen from the story that is now and from the other.
_CHANGES = {"merged": ("took in", "went into"), "split": ("came from", "gave off")}


class Stories:
    """The stories of an archive.

    Args:
        archive: opened.
    """

    def __init__(self, archive: Archive) -> None:
        self._database = archive.database
        self._held: OrderedDict[int, Bags] = OrderedDict()
        self._told_by_one: defaultdict[int, threading.Lock] = defaultdict(threading.Lock)

    def work_in(self) -> int:
        """Group what came since the last time; how many articles that were.

        What a run that died has done holds; the next one goes on.
        """
        done = last = 0
        self._held.clear()  # another process may have worked in other words of them
        while True:
            with self._database.write() as connection:
                waiting, last = _waiting(connection, last)
                if not waiting:
                    return done
                known = _frequencies(connection)
                held = [
                    (
                        number,
                        day,
                        reading,
                        bags(Text(reading), story_words(reading.article.language)),
                    )
                    for number, day, reading in waiting
                ]
                counted(connection, ((one[3], 1) for one in held))
                touched: set[int] = set()
                for number, day, reading, own in held:
                    known.learn(own)
                    touched |= self._put(connection, number, day, reading, own, known)
                summarise(connection, touched)
            done += len(waiting)

    def _put(
        self,
        connection: Connection,
        number: int,
        day: str,
        reading: Reading,
        own: Bags,
        known: _Known,
    ) -> set[int]:
        """Put an article into the story that it belongs to; the stories that this has changed."""
        known.load(connection, own)
        vectors = Vectors.made(own, known)
        salient = vectors.salient(SALIENT)
        near = self._near(connection, number, day, vectors, salient, known)
        insert(connection, "vector", [{"article_id": number, "day": day, "data": packed_bags(own)}])
        insert(
            connection,
            "salient",
            [{"word": word, "article_id": number} for word in sorted(salient)],
        )
        prints = sorted(fingerprints(Text(reading)))
        insert(connection, "fingerprint", [{"hash": one, "article_id": number} for one in prints])
        kept = sorted((other, told) for other, told in near.items() if told >= KEPT)
        insert(connection, "likeness", [
            {"one": min(other, number), "other": max(other, number), "value": round(told, 4)} for other, told in kept
        ])  # fmt: skip
        self._remember(number, own)
        return self._regroup(connection, number, near)

    def _near(
        self,
        connection: Connection,
        number: int,
        day: str,
        vectors: Vectors,
        salient: Sequence[str],
        known: _Known,
    ) -> dict[int, float]:
        """How alike the articles are that share telling words, in the window of time."""
        table, vector = schema.salient, schema.vector
        telling = [word for word in salient if known.counts["words"][word] <= _COMMON_WORD]
        low, high = _shifted(day, -WINDOW), _shifted(day, WINDOW)
        shared = func.count()
        asked = (
            select(table.c.article_id, shared)
            .join(vector, vector.c.article_id == table.c.article_id)
            .where(table.c.word.in_(telling), vector.c.day >= low, vector.c.day <= high)
            .where(table.c.article_id != number)
            .group_by(table.c.article_id)
            .having(shared >= SHARED)
            .order_by(shared.desc(), table.c.article_id.desc())
            .limit(CANDIDATES)
        )
        others = [row[0] for row in connection.execute(asked)]
        held = self._bags(connection, others)
        known.load(connection, *held.values())
        return {other: alike(vectors, Vectors.made(own, known)) for other, own in held.items()}

    def _bags(self, connection: Connection, articles: Sequence[int]) -> dict[int, Bags]:
        table = schema.vector
        asked = select(table.c.article_id, table.c.data)
        missing = [one for one in articles if one not in self._held]
        for row in within(connection, asked, table.c.article_id, missing):
            self._remember(row[0], unpacked_bags(row[1]))
        return {one: self._held[one] for one in articles if one in self._held}

    def _remember(self, number: int, own: Bags) -> None:
        self._held[number] = own
        while len(self._held) > _CACHED:
            self._held.popitem(last=False)

    def _regroup(self, connection: Connection, number: int, near: dict[int, float]) -> set[int]:
        table, edge = schema.story, schema.likeness
        of = select(table.c.article_id, table.c.story_id)
        story_of = {row[0]: row[1] for row in within(connection, of, table.c.article_id, near)}
        members: dict[int, list[int]] = {}
        for row in within(connection, of, table.c.story_id, set(story_of.values())):
            members.setdefault(row[1], []).append(row[0])
        every = {article for own in members.values() for article in own}
        pairs = select(edge.c.one, edge.c.other, edge.c.value)
        between = {
            (row[0], row[1]): row[2]
            for row in within(connection, pairs, edge.c.one, every)
            if row[1] in every
        }
        groups = placed(number, near, story_of, members, between)
        home = {article: story for story, own in members.items() for article in own}
        changed = (self._place(connection, group, home, members) for group in groups)
        return set().union(*changed)

    def _place(
        self,
        connection: Connection,
        group: list[int],
        home: dict[int, int],
        members: dict[int, list[int]],
    ) -> set[int]:
        """Write where articles belong, and what became of the stories that they were in; the stories that changed.

        Args:
            connection: within a writer's block.
            group: articles of one story.
            home: of each article the story that it was in, if it was in one.
            members: of these stories all articles.
        """
        story = min(group)
        moved = [article for article in group if home.get(article) != story]
        if not moved:
            return set()
        before = {home[article] for article in group if article in home}
        remove(connection, schema.story, schema.story.c.article_id, moved)
        insert(
            connection, "story", [{"article_id": article, "story_id": story} for article in moved]
        )
        remove(connection, schema.derivation, schema.derivation.c.article_id, moved)
        comparison = schema.comparison
        remove(connection, comparison, comparison.c.story_id, before - {story})
        gone = [
            other for other in sorted(before - {story}) if not _came_back(connection, story, other)
        ]
        at = moment()
        insert(connection, "story_change", [
            {"id": one, "at": at, "kind": "merged" if set(members[other]) <= set(group) else "split",
             "story_id": story, "other_id": other}
            for one, other in zip(numbers(connection, "story_change", len(gone)), gone, strict=True)
        ])  # fmt: skip
        return {story, *before}

    def listed(self, *, least: int = 2, limit: int = 50, **asked: Any) -> list[Listed]:
        """The stories, the latest first; see `onrecord.stories.listing.listed`."""
        with self._database.read() as connection:
            return listed(connection, least=least, limit=limit, **asked)

    def story_of(self, article: int) -> int:
        """The story that an article belongs to.

        Raises:
            ArchiveError: it is in none.
        """
        table = schema.story
        with self._database.read() as connection:
            found = connection.execute(
                select(table.c.story_id).where(table.c.article_id == article)
            ).scalar()
        if found is None:
            raise ArchiveError(
                f"article {article}: in no story; `onrecord stories` groups what is new"
            )
        return int(found)

    def standing(self, story: int) -> int:
        """The number of a story as it is now, of one that was merged that of what it was put into.

        Raises:
            ArchiveError: there is no such story.
        """
        table, change = schema.story, schema.story_change
        with self._database.read() as connection:
            for _ in range(100):  # as often as it was merged on
                if connection.execute(
                    select(table.c.story_id).where(table.c.story_id == story)
                ).first():
                    return story
                own = select(table.c.story_id).where(table.c.article_id == story)
                found = connection.execute(own).scalar()
                if found is None:
                    last = (
                        select(change.c.story_id)
                        .where(change.c.other_id == story, change.c.kind == "merged")
                        .order_by(change.c.id.desc())
                        .limit(1)
                    )
                    found = connection.execute(last).scalar()
                if found is None or found == story:
                    break
                story = int(found)
        raise ArchiveError(f"{story}: no such story in the archive")

    def members(self, story: int) -> list[int]:
        """The articles of a story, in order."""
        with self._database.read() as connection:
            return members_of(connection, story)

    def changes(self, story: int) -> list[tuple[str, str, int]]:
        """When a story was put together with others, or taken apart: moment, what, other story.

        What is ``took in`` or ``went into`` of merged ones, ``came from`` or ``gave off`` of split ones.
        """
        table = schema.story_change
        asked = (
            select(table)
            .where(or_(table.c.story_id == story, table.c.other_id == story))
            .order_by(table.c.id)
        )
        with self._database.read() as connection:
            return [
                (row.at, _CHANGES[row.kind][0], row.other_id)
                if row.story_id == story
                else (row.at, _CHANGES[row.kind][1], row.story_id)
                for row in connection.execute(asked)
            ]

    def join(self, story: int, into: int) -> None:
        """Put two stories together by hand; they stay so until their articles are revised.

        Raises:
            ArchiveError: there is no such story, or both are one.
        """
        with self._database.write() as connection:
            one, other = self.standing(story), self.standing(into)
            if one == other:
                raise ArchiveError(f"{story} and {into} are one story already")
            mine, theirs = self.members(one), self.members(other)
            self._fix(connection, mine, theirs, 1.0)
            self._place(connection, sorted([*mine, *theirs]), {**dict.fromkeys(mine, one), **dict.fromkeys(theirs, other)},
                        {one: mine, other: theirs})  # fmt: skip
            summarise(connection, {one, other})

    def part(self, article: int) -> None:
        """Take an article out of its story by hand; it stays out until it is revised.

        Raises:
            ArchiveError: it is in no story, or alone in it.
        """
        with self._database.write() as connection:
            story = self.story_of(article)
            own = self.members(story)
            left = [one for one in own if one != article]
            if not left:
                raise ArchiveError(f"article {article} is alone in its story")
            self._fix(connection, [article], left, PARTED)
            home = dict.fromkeys(own, story)
            for group in ([article], left):
                self._place(connection, group, home, {story: own})
            if len(left) == 1:  # alone in its story, it comes out of nothing
                remove(connection, schema.derivation, schema.derivation.c.article_id, left)
            summarise(connection, {story, article, min(left)})

    def _fix(
        self, connection: Connection, mine: Sequence[int], theirs: Sequence[int], value: float
    ) -> None:
        """Let articles be alike, or not, whatever their words are."""
        table = schema.likeness
        for one in mine:
            for other in theirs:
                low, high = min(one, other), max(one, other)
                own = (table.c.one == low) & (table.c.other == high)
                connection.execute(delete(table).where(own))
                connection.execute(table.insert().values(one=low, other=high, value=value))

    def compared(self, story: int, *, as_of: datetime | date | None = None) -> Story:
        """A story's articles, compared; what the network said of their pairs before is not asked again.

        Raises:
            ArchiveError: there is no such story.
        """
        number = self.standing(story)
        return compared(self._database, number, self.members(number), as_of=as_of)

    def told(self, story: int) -> Told:
        """A story as it was compared before, if nothing of it has changed since; else compared now, and kept. Of several who
        ask at a time one has it compared, and the others wait for that.

        Raises:
            ArchiveError: there is no such story.
        """
        number = self.standing(story)
        found = kept(self._database, number)
        if found is not None:
            return found
        with self._told_by_one[number]:
            return kept(self._database, number) or tell(self._database, number)

    def untold(self, limit: int = 100) -> list[int]:
        """Stories of several articles that wait to be compared, the latest first."""
        return waiting(self._database, limit)

    def copies(self, article: int) -> list[tuple[int, int]]:
        """Articles that share runs of words with one, and how many; the most first, found by fingerprints alone."""
        table = schema.fingerprint
        own = select(table.c.hash).where(table.c.article_id == article)
        other = table.alias()
        shared = func.count()
        with self._database.read() as connection:
            hashes = list(connection.execute(own).scalars())
            common = {
                row[0]
                for row in within(
                    connection,
                    select(other.c.hash)
                    .group_by(other.c.hash)
                    .having(func.count() > _COMMON_PRINT),
                    other.c.hash,
                    hashes,
                )
            }
            found: dict[int, int] = {}
            asked = select(other.c.article_id, shared).group_by(other.c.article_id)
            for row in within(connection, asked, other.c.hash, set(hashes) - common):
                found[row[0]] = found.get(row[0], 0) + row[1]
        found.pop(article, None)
        return sorted(
            ((one, many) for one, many in found.items() if many >= _COPIED),
            key=lambda pair: (-pair[1], pair[0]),
        )


def _came_back(connection: Connection, story: int, other: int) -> bool:
    """Whether a story had another's number only while its first article was read anew; the log forgets it then."""
    table = schema.story_change
    both = [story, other]
    last = connection.execute(
        select(table)
        .where(table.c.story_id.in_(both) | table.c.other_id.in_(both))
        .order_by(table.c.id.desc())
        .limit(1)
    ).first()
    if last is None or (last.kind, last.story_id, last.other_id) != ("merged", other, story):
        return False
    connection.execute(delete(table).where(table.c.id == last.id))
    return True


class _Known(Frequencies):
    """Frequencies of an archive, of the words that were asked for."""

    def __init__(self, articles: int) -> None:
        super().__init__(articles)
        self._asked: dict[str, set[str]] = {name: set() for name in COUNTED}

    def load(self, connection: Connection, *several: Bags) -> None:
        """Learn how often the words of some articles occur."""
        table = schema.frequency
        for kind in COUNTED:
            missing = {word for held in several for word in held[kind]} - self._asked[kind]
            if not missing:
                continue
            self._asked[kind] |= missing
            asked = select(table.c.word, table.c.count).where(table.c.kind == kind)
            for row in within(connection, asked, table.c.word, missing):
                self.counts[kind][row[0]] = row[1]

    def learn(self, held: Bags) -> None:
        """Count a further article; its words are counted in the archive already."""
        self.articles += 1


def _frequencies(connection: Connection) -> _Known:
    table = schema.frequency
    asked = select(table.c.count).where(table.c.kind == "", table.c.word == "")
    return _Known(connection.execute(asked).scalar() or 0)


def _waiting(connection: Connection, last: int) -> tuple[list[tuple[int, str, Reading]], int]:
    """Some articles that are in no story yet, in order, and the number to go on behind."""
    article, version, reading, story = schema.article, schema.version, schema.reading, schema.story
    asked = (
        select(article.c.id, article.c.day, reading.c.data)
        .join(version, schema.stands)
        .join(reading, reading.c.version_id == version.c.id)
        .join(story, story.c.article_id == article.c.id, isouter=True)
        .where(story.c.article_id.is_(None), article.c.id > last)
        .order_by(article.c.id)
        .limit(_BATCH)
    )
    while rows := connection.execute(asked).all():
        found = []
        for number, day, data in rows:
            try:
                found.append((number, day, unpacked(data)))
            except FormatError:  # `check` tells of it; it keeps no other from its story
                continue
        if found:
            return found, rows[-1][0]
        asked = asked.where(article.c.id > rows[-1][0])
    return [], last


def _shifted(day: str, days: int) -> str:
    """A day before or after another."""
    try:
        return (date.fromisoformat(day[:10]) + timedelta(days=days)).isoformat()
    except (ValueError, OverflowError):
        return day
