"""Finding who said what: statements first, articles second, ranked, each with the words in their place.

Ranked by BM25 (Robertson and Zaragoza 2009) as FTS5 computes it, in PostgreSQL by cover density
(Clarke et al. 2000); where no words are asked for, the latest first.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy import (
    ColumnElement,
    Connection,
    Float,
    Integer,
    Select,
    Subquery,
    bindparam,
    column,
    select,
    text,
)

from onrecord._log import logger
from onrecord.archive import schema
from onrecord.archive.fulltext import stem
from onrecord.archive.fulltext import words as words_in
from onrecord.archive.indexes import COLUMNS, Indexed
from onrecord.archive.matching import article_filters, conditions, expression, languages
from onrecord.archive.pages import unpacked
from onrecord.archive.query import Query, parse
from onrecord.errors import FormatError
from onrecord.formats.fragments import text_fragment
from onrecord.records import Attribution, Reading, Source, Span

__all__ = [
    "ArticleHit",
    "Found",
    "StatementHit",
    "readings_of",
    "search",
    "statement_hits",
    "statements",
]

_log = logger(__name__)

LIMIT = 20
_TITLE_WEIGHT = 4.0  # of a word in an article's title, beside one in its text
_CHUNK = 200  # statements whose articles are in memory together
_AROUND = 160  # code points of an article's text that are shown round the words


@dataclass(frozen=True, slots=True)
class StatementHit:
    """A statement that was found.

    Attributes:
        article: number of its article in the archive.
        reading: of the version that stands.
        attribution: the statement itself.
        source: who stands behind it; None where the article does not say.
        actor: number of the person or body in the archive; None of one that is not named.
        context: the stretch of the article's text that shows it in its place.
        marks: the words that were asked for, within that text.
        link: to the very words on the article's page; None where it has no web address.
    """

    article: int
    reading: Reading
    attribution: Attribution
    source: Source | None
    actor: int | None
    context: Span
    marks: tuple[Span, ...]
    link: str | None


@dataclass(frozen=True, slots=True)
class ArticleHit:
    """An article that was found.

    Attributes:
        article: its number in the archive.
        title, url, outlet, day: as the archive keeps them.
        context: a stretch of its text round the first words that were asked for.
        marks: these words, within that stretch.
        cut: whether only its beginning could be read, and the rest is behind a wall.
    """

    article: int
    title: str | None
    url: str | None
    outlet: str | None
    day: str
    context: str
    marks: tuple[Span, ...]
    cut: bool = False


@dataclass(frozen=True, slots=True)
class Found:
    """What a question found.

    Attributes:
        query: the question as it was read.
        statements: in order.
        articles: in order; none where the question is of statements alone.
        more: whether there are more statements than were asked for.
    """

    query: Query
    statements: tuple[StatementHit, ...]
    articles: tuple[ArticleHit, ...]
    more: bool = False


def search(
    connection: Connection,
    question: str | Query,
    *,
    limit: int = LIMIT,
    offset: int = 0,
    kept_since: str | None = None,
) -> Found:
    """Ask the archive.

    Args:
        connection: to its database.
        question: in the language of `query`, or as it was read.
        limit: how many statements, and how many articles.
        offset: how many statements of the order to leave out.
        kept_since: a moment (ISO 8601, UTC): statements of articles that the archive has had since alone, and no
            articles.

    Raises:
        QueryError: the question cannot be read.
    """
    query = parse(question) if isinstance(question, str) else question
    limit, offset = max(limit, 0), max(offset, 0)
    codes = list(query.values("language")) or languages(connection)
    held = conditions(connection, query, codes)
    if kept_since is not None:
        article = schema.article
        fresh = select(article.c.id).where(article.c.first_seen > kept_since)
        held.append(schema.statement.c.article_id.in_(fresh))
    asked = _statements(connection, query, codes, held, limit + 1, offset)
    rows = connection.execute(asked).all()
    found = statement_hits(connection, [tuple(row[:3]) for row in rows[:limit]], query)
    whole = not offset and kept_since is None
    articles = _articles(connection, query, codes, limit) if whole else ()
    return Found(query, found, articles, len(rows) > limit)


def statements(
    connection: Connection, question: str | Query, *, limit: int
) -> Iterator[StatementHit]:
    """The statements that a question finds, in order, without their articles ever being all in memory.

    Raises:
        QueryError: the question cannot be read.
    """
    query = parse(question) if isinstance(question, str) else question
    codes = list(query.values("language")) or languages(connection)
    held = conditions(connection, query, codes)
    rows = connection.execute(_statements(connection, query, codes, held, limit, 0)).all()
    for start in range(0, len(rows), _CHUNK):
        some = [tuple(row[:3]) for row in rows[start : start + _CHUNK]]
        yield from statement_hits(connection, some, query)


def _matched(connection: Connection, what: Indexed, told: str, most: int | None) -> Subquery:
    """The rows of an index that hold words, with their scores: the less the better; of equals the one that came last.

    Whoever asks sorts them so again: what is left out here must be what would come behind there.
    """
    first, second = COLUMNS[what]
    if connection.dialect.name == "sqlite":
        rank = "rank" if what == "statement" else f"bm25(article_fts, {_TITLE_WEIGHT}, 1.0)"
        asked = f"SELECT rowid AS id, {rank} AS score FROM {what}_fts WHERE {what}_fts MATCH :told"
    elif what == "statement":
        asked = (
            "SELECT id, -ts_rank_cd(words, q) AS score FROM statement_fts, "
            "CAST(:told AS tsquery) AS q WHERE words @@ q"
        )
    else:
        both = f"setweight({first}, 'A') || {second}"
        asked = (
            f"SELECT id, -ts_rank_cd({both}, q) AS score FROM article_fts, "
            f"CAST(:told AS tsquery) AS q WHERE {first} @@ q OR {second} @@ q"
        )
    if most is not None:
        asked += f" ORDER BY score, id DESC LIMIT {most}"
    made = text(asked).bindparams(bindparam("told", told))
    return made.columns(column("id", Integer), column("score", Float)).subquery()


def _statements(
    connection: Connection,
    query: Query,
    codes: Sequence[str | None],
    held: Sequence[ColumnElement[bool]],
    limit: int,
    offset: int,
) -> Select[Any]:
    statement = schema.statement
    wanted = [statement.c.article_id, statement.c.local, statement.c.actor_id]
    told = expression(connection.dialect.name, query, codes, COLUMNS["statement"][0])
    if told is None:
        asked = select(*wanted).order_by(statement.c.day.desc(), statement.c.id.desc())
    else:
        # Without further conditions the index itself finds the best, and no other row is touched.
        matched = _matched(connection, "statement", told, None if held else limit + offset)
        asked = (
            select(*wanted)
            .join(matched, matched.c.id == statement.c.id)
            .order_by(matched.c.score, statement.c.id.desc())
        )
    return asked.where(*held).limit(limit).offset(offset)


def statement_hits(
    connection: Connection, found: Sequence[tuple[int, str, int | None]], query: Query | None = None
) -> tuple[StatementHit, ...]:
    """Statements with their readings, in order.

    Args:
        connection: to the database.
        found: article, the statement's own id in it, and actor.
        query: whose words are marked.
    """
    readings = readings_of(connection, {article for article, *_ in found})
    hits = []
    for article, local, actor in found:
        reading = readings.get(article)
        one = next((one for one in reading or () if one.id == local), None)
        if reading is None or one is None:
            continue
        place = (one.content or one.cue)[0]
        context = _sentences_round(reading, one)
        marks = _marks(reading.article.text, context, query, reading.article.language)
        hits.append(
            StatementHit(
                article=article,
                reading=reading,
                attribution=one,
                source=reading.source_of(one),
                actor=actor,
                context=context,
                marks=marks,
                link=text_fragment(reading.article, place),
            )
        )
    return tuple(hits)


def readings_of(connection: Connection, articles: Iterable[int]) -> dict[int, Reading]:
    """The readings of the versions that stand, by the numbers of their articles."""
    article, version, reading = schema.article, schema.version, schema.reading
    asked = (
        select(article.c.id, reading.c.data)
        .join(version, schema.stands)
        .join(reading, reading.c.version_id == version.c.id)
        .where(article.c.id.in_(sorted(articles)))
    )
    found: dict[int, Reading] = {}
    for number, data in connection.execute(asked):
        try:
            found[number] = unpacked(data)
        except FormatError as error:  # it hides no other
            _log.warning("article %d: %s; see `onrecord archive check`", number, error)
    return found


def _sentences_round(reading: Reading, one: Attribution) -> Span:
    """The blocks that a statement's words stand in."""
    spans = one.spans
    start, end = spans[0].start, max(span.end for span in spans)
    words = reading.article.text
    first = words.rfind("\n", 0, start) + 1
    last = words.find("\n", end)
    return Span(first, len(words) if last < 0 else last)


def _marks(words: str, within: Span, query: Query | None, language: str | None) -> tuple[Span, ...]:
    """The words of a stretch that a question asked for."""
    if query is None or not query.words:
        return ()
    asked = [phrase for one in query.words if not one.negated for phrase in one.phrases]
    stems = {stem(word, language) for phrase in asked for word in phrase.words}
    begins = tuple(stem(phrase.words[-1], None) for phrase in asked if phrase.begins)
    return tuple(
        Span(within.start + one.start, within.start + one.end)
        for one in words_in(words[within.start : within.end], language)
        if one.stem in stems or (begins and one.stem.startswith(begins))
    )


def _articles(
    connection: Connection, query: Query, codes: Sequence[str | None], limit: int
) -> tuple[ArticleHit, ...]:
    held = article_filters(query)
    told = expression(connection.dialect.name, query, codes, " ".join(COLUMNS["article"]))
    if held is None or told is None:
        return ()
    article = schema.article
    matched = _matched(connection, "article", told, None if held else limit)
    asked = (
        select(article.c.id, article.c.title, article.c.url, article.c.outlet, article.c.day)
        .join(matched, matched.c.id == article.c.id)
        .where(*held)
        .order_by(matched.c.score, article.c.id.desc())
        .limit(limit)
    )
    rows = connection.execute(asked).all()
    readings = readings_of(connection, [row[0] for row in rows])
    return tuple(_article_hit(row, readings[row[0]], query) for row in rows if row[0] in readings)


def _article_hit(row: Any, reading: Reading, query: Query) -> ArticleHit:
    article = reading.article
    words = article.text
    first = _first_mark(words, query, article.language, behind=len(article.title or ""))
    start = max(words.rfind("\n", 0, first) + 1, first - _AROUND)
    end = words.find("\n", first)
    end = min(len(words) if end < 0 else end, start + 2 * _AROUND)
    shown = tuple(
        Span(mark.start - start, mark.end - start)
        for mark in _marks(words, Span(start, end), query, article.language)
    )
    return ArticleHit(row[0], row[1], row[2], row[3], row[4], words[start:end], shown, article.cut)


def _first_mark(words: str, query: Query, language: str | None, *, behind: int) -> int:
    """Where the first word stands that was asked for: in the text, else in the title, else the beginning."""
    found = start = 0
    for line in words.splitlines(keepends=True):
        marks = _marks(words, Span(start, start + len(line)), query, language)
        start += len(line)
        if marks and marks[0].start >= behind:
            return marks[0].start
        found = found or (marks[0].start if marks else 0)
    return found
