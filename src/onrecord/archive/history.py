"""What one person or body said over the whole archive: in order, by topic, with what changed.

Topics are groups of statements with words in common: TF-IDF vectors of stems, each statement put to the
nearest group so far or into a new one (single pass; the leader algorithm, Hartigan 1975, ch. 3).
"""

from __future__ import annotations

import math
import re
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from rapidfuzz import fuzz
from sqlalchemy import Connection, and_, func, or_, select

from onrecord.archive import schema
from onrecord.archive.database import MOST, within
from onrecord.archive.fulltext import fold, says_no
from onrecord.archive.fulltext import words as words_in
from onrecord.archive.matching import actors_named
from onrecord.errors import ArchiveError
from onrecord.languages import actor_words

__all__ = ["History", "Said", "Topic", "Turn", "history", "standing_actor"]

LIMIT = 500
_NEAR = 0.2  # cosine of a statement and the group that it belongs to, at least
_ALIKE = 72.0  # per cent of words that two statements of one position share
_MOST_TURNS = 50
_MOST_OUTLETS = 20
_MOST_ROLES = 6
_SURE = 0.5  # score of a statement, from which it need not be told
_SHORT = 3  # words of a statement that say too little to tell a position
_NUMBER = re.compile(r"\d[\d.,]*")
_LABEL = 3  # words of a topic's name


@dataclass(frozen=True, slots=True)
class Said:
    """A statement of an actor's.

    Attributes:
        article: number of the article; `local`: id of the statement in it.
        day, title, outlet: of the article.
        words: what is said.
        act, terms, channel: as those of an attribution.
        via: outlets that carried it before.
        score: the probability that it is rightly told.
        within: who tells it, of a statement inside another's.
    """

    article: int
    local: str
    day: str
    title: str | None
    outlet: str | None
    words: str
    act: str | None
    terms: str | None
    channel: str | None
    language: str | None
    via: tuple[str, ...] = ()
    score: float = 1.0
    within: str | None = None

    @property
    def is_unsure(self) -> bool:
        """Whether it is more probably told wrongly than rightly."""
        return self.score < _SURE


@dataclass(frozen=True, slots=True)
class Topic:
    """Statements with words in common.

    Attributes:
        name: the words that most of them have, and others have not.
        statements: places in the history's statements, in order.
    """

    name: str
    statements: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class Turn:
    """Two statements on one thing that do not say the same: a position that may have changed.

    Attributes:
        earlier, later: places in the history's statements.
        why: what differs: ``denial``, ``negation`` or ``number``.
    """

    earlier: int
    later: int
    why: str


@dataclass(frozen=True, slots=True)
class History:
    """All that an actor said.

    Attributes:
        actor: its number; `name`, `kind`: what it is.
        names: under which it speaks.
        about: its roles and affiliations, as articles give them, the most frequent first.
        total: statements in all; `articles`: in how many articles.
        by_terms, by_act, by_outlet: numbers of statements.
        via: outlets that carried its statements before.
        statements: the latest ones, in order.
        topics: largest first; `turns`: in order of the later statement.
    """

    actor: int
    name: str
    kind: str
    names: tuple[str, ...]
    about: tuple[str, ...]
    total: int
    articles: int
    by_terms: Mapping[str, int]
    by_act: Mapping[str, int]
    by_outlet: Mapping[str, int]
    via: Mapping[str, int]
    statements: tuple[Said, ...]
    topics: tuple[Topic, ...]
    turns: tuple[Turn, ...]

    @property
    def denials(self) -> tuple[Said, ...]:
        """What it denied."""
        return tuple(one for one in self.statements if one.act == "denies")

    @property
    def refusals(self) -> tuple[Said, ...]:
        """What it did not answer."""
        return tuple(one for one in self.statements if one.act == "no_answer")


def standing_actor(connection: Connection, asked: str | int) -> int:
    """The number of an actor, by number or name; the one that speaks most where several have the name.

    Raises:
        ArchiveError: there is none.
    """
    actor, statement = schema.actor, schema.statement
    if isinstance(asked, int) or (asked.isascii() and asked.isdigit()):
        number = asked if isinstance(asked, int) else int(asked[:20])
        ids = [number] if number <= MOST else []
    else:
        ids = actors_named(connection, asked)
    rows = connection.execute(select(actor.c.id, actor.c.into).where(actor.c.id.in_(ids))).all()
    standing = {row.into if row.into is not None else row.id for row in rows}
    if not standing:
        raise ArchiveError(f"{asked}: nobody of that name speaks in the archive")
    asked_for = select(statement.c.actor_id, func.count()).group_by(statement.c.actor_id)
    rows = connection.execute(asked_for.where(statement.c.actor_id.in_(standing))).all()
    counted: dict[int, int] = dict(map(tuple, rows))
    best: int = max(standing, key=lambda number: (counted.get(number, 0), -number))
    return best


def history(connection: Connection, actor: int, *, limit: int = LIMIT) -> History:
    """What an actor said.

    Args:
        connection: to the archive's database.
        actor: its number, as `standing_actor` gives it.
        limit: statements that are given, the latest.
    """
    table, names = schema.actor, schema.actor_name
    row = connection.execute(select(table).where(table.c.id == actor)).one()
    statement = schema.statement
    own = statement.c.actor_id == actor
    total, articles = connection.execute(
        select(func.count(), func.count(statement.c.article_id.distinct())).where(own)
    ).one()
    said = _statements(connection, actor, limit)
    topics = _topics(said)
    return History(
        actor=actor,
        name=row.name,
        kind=row.kind,
        names=tuple(_column(connection, select(names.c.name).where(names.c.actor_id == actor, names.c.name.not_like("~%")).order_by(names.c.name))),
        about=_roles(connection, actor),
        total=total,
        articles=articles,
        by_terms=_counted(connection, statement.c.terms, own),
        by_act=_counted(connection, statement.c.act, own),
        by_outlet=_outlets(connection, actor),
        via=_carriers(connection, actor),
        statements=said,
        topics=topics,
        turns=_turns(said, topics),
    )  # fmt: skip


def _column(connection: Connection, asked: Any) -> Iterable[Any]:
    return connection.execute(asked).scalars()


def _roles(connection: Connection, actor: int) -> tuple[str, ...]:
    """What articles say that an actor is, the most frequent first."""
    source = schema.source
    asked = (
        select(source.c.role, source.c.affiliation)
        .where(
            source.c.actor_id == actor,
            or_(source.c.role.is_not(None), source.c.affiliation.is_not(None)),
        )
        .group_by(source.c.role, source.c.affiliation)
        .order_by(func.count().desc(), source.c.role, source.c.affiliation)
        .limit(_MOST_ROLES)
    )
    told = (", ".join(filter(None, row)) for row in connection.execute(asked))
    return tuple(dict.fromkeys(told))


def _counted(connection: Connection, column: Any, own: Any) -> dict[str, int]:
    asked = (
        select(column, func.count())
        .where(own)
        .group_by(column)
        .order_by(func.count().desc(), column)
    )
    return {value or "none": count for value, count in connection.execute(asked)}


def _outlets(connection: Connection, actor: int) -> dict[str, int]:
    statement, article = schema.statement, schema.article
    key = statement.c.outlet_key
    asked = (
        select(key, func.count(), func.min(statement.c.article_id))
        .where(statement.c.actor_id == actor, key.is_not(None))
        .group_by(key)
        .order_by(func.count().desc(), key)
        .limit(_MOST_OUTLETS)
    )
    rows = connection.execute(asked).all()
    named = select(article.c.id, article.c.outlet).where(article.c.id.in_([row[2] for row in rows]))
    names = dict(map(tuple, connection.execute(named)))
    return {names[row[2]]: row[1] for row in rows}


def _carriers(connection: Connection, actor: int) -> dict[str, int]:
    route = schema.route
    asked = (
        select(func.min(route.c.name), func.count())
        .where(route.c.actor_id == actor)
        .group_by(route.c.key)
        .order_by(func.count().desc(), route.c.key)
        .limit(_MOST_OUTLETS)
    )
    return dict(map(tuple, connection.execute(asked)))


def _statements(connection: Connection, actor: int, limit: int) -> tuple[Said, ...]:
    statement, article, route = schema.statement, schema.article, schema.route
    outer, teller = statement.alias(), schema.source.alias()
    asked = (
        select(statement, article.c.title, article.c.outlet, teller.c.name.label("within"))
        .join(article, article.c.id == statement.c.article_id)
        .outerjoin(
            outer,
            and_(outer.c.article_id == statement.c.article_id, outer.c.local == statement.c.parent),
        )
        .outerjoin(teller, teller.c.id == outer.c.source_id)
        .where(statement.c.actor_id == actor)
        .order_by(statement.c.day.desc(), statement.c.id.desc())
        .limit(limit)
    )
    rows = connection.execute(asked).all()[::-1]
    carried: dict[int, list[str]] = {}
    routes = select(route.c.statement_id, route.c.name)
    ids = {row.id for row in rows}
    for number, name in within(connection, routes, route.c.statement_id, ids):
        carried.setdefault(number, []).append(name)
    return tuple(
        Said(
            row.article_id, row.local, row.day, row.title, row.outlet, row.words, row.act, row.terms,
            row.channel, row.language, tuple(carried.get(row.id, ())), row.score, row.within,
        )
        for row in rows
    )  # fmt: skip


def _topics(said: Sequence[Said]) -> tuple[Topic, ...]:
    shown: dict[str, Counter[str]] = {}
    bags: list[Counter[str]] = []
    for one in said:
        bag: Counter[str] = Counter()
        empty = actor_words(one.language).empty
        for text in (one.words, one.title or ""):
            for word in words_in(text, one.language):
                told = text[word.start : word.end].lower()
                if len(word.stem) > 2 and told not in empty:
                    bag[word.stem] += 1
                    shown.setdefault(word.stem, Counter())[told] += 1
        bags.append(bag)
    seen: Counter[str] = Counter(word for bag in bags for word in bag)
    vectors = [_weighted(bag, seen, len(bags)) for bag in bags]
    groups = _Groups()
    for place, vector in enumerate(vectors):
        groups.put(place, vector)
    return tuple(
        Topic(
            ", ".join(
                shown[word].most_common(1)[0][0]
                for word in sorted(centre, key=lambda word: (-centre[word], word))[:_LABEL]
            ),
            tuple(places),
        )
        for centre, places in groups.largest_first()
    )


class _Groups:
    """Groups of vectors, each with their sum; nearness is asked through the words that are shared."""

    def __init__(self) -> None:
        self._centres: list[dict[str, float]] = []
        self._places: list[list[int]] = []
        self._squares: list[float] = []
        self._holding: dict[str, set[int]] = {}

    def put(self, place: int, vector: Mapping[str, float]) -> None:
        """Put a vector to the nearest group, or into a new one."""
        products: dict[int, float] = {}
        for word, weight in vector.items():
            for group in self._holding.get(word, ()):
                products[group] = products.get(group, 0.0) + weight * self._centres[group][word]
        near = {group: told / math.sqrt(self._squares[group]) for group, told in products.items()}
        best = max(near, key=lambda group: (near[group], -group), default=None)
        if best is None or near[best] < _NEAR:
            best = len(self._centres)
            self._centres.append({})
            self._places.append([])
            self._squares.append(0.0)
        self._add(best, place, vector)

    def _add(self, group: int, place: int, vector: Mapping[str, float]) -> None:
        centre = self._centres[group]
        for word, weight in vector.items():
            before = centre.get(word, 0.0)
            centre[word] = before + weight
            self._squares[group] += weight * (2 * before + weight)
            self._holding.setdefault(word, set()).add(group)
        self._places[group].append(place)

    def largest_first(self) -> list[tuple[dict[str, float], list[int]]]:
        """The groups."""
        both = zip(self._centres, self._places, strict=True)
        return sorted(both, key=lambda group: (-len(group[1]), group[1][0]))


def _weighted(bag: Counter[str], seen: Counter[str], many: int) -> dict[str, float]:
    vector = {
        word: (1 + math.log(count)) * math.log(1 + many / seen[word]) for word, count in bag.items()
    }
    length = math.sqrt(sum(weight * weight for weight in vector.values())) or 1.0
    return {word: weight / length for word, weight in vector.items()}


def _turns(said: Sequence[Said], topics: Sequence[Topic]) -> tuple[Turn, ...]:
    found: list[Turn] = []
    for topic in topics:
        for number, later in enumerate(topic.statements):
            for earlier in topic.statements[max(0, number - 40) : number]:
                why = _differs(said[earlier], said[later])
                if why is not None:
                    found.append(Turn(earlier, later, why))
                    break
    return tuple(sorted(found, key=lambda turn: (turn.later, turn.earlier))[:_MOST_TURNS])


def _differs(one: Said, other: Said) -> str | None:
    """What makes two statements on one thing differ; None where they are not on one, or do not."""
    words, others = fold(one.words), fold(other.words)
    if one.article == other.article or min(len(words.split()), len(others.split())) < _SHORT:
        return None
    if fuzz.token_set_ratio(words, others) < _ALIKE:
        return None
    if "no_answer" in (one.act, other.act):
        return None
    if ("denies" in (one.act, other.act)) and one.act != other.act:
        return "denial"
    negations = actor_words(one.language).negations
    if says_no(words, negations) != says_no(others, negations):
        return "negation"
    numbers, further = set(_NUMBER.findall(words)), set(_NUMBER.findall(others))
    return "number" if numbers and further and not numbers & further else None
