"""A question → SQL: what must hold of a statement, in either database."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import Any, TypeAlias

from sqlalchemy import (
    ColumnElement,
    Connection,
    and_,
    bindparam,
    exists,
    func,
    not_,
    or_,
    select,
    text,
)
from sqlalchemy.sql.elements import TextClause

from onrecord.archive import schema
from onrecord.archive.actors import folded_name
from onrecord.archive.fulltext import stem
from onrecord.archive.indexes import LONGEST_WORD, Indexed
from onrecord.archive.query import Filter, Phrase, Query, Words
from onrecord.archive.rows import outlet_key

__all__ = ["actors_named", "article_filters", "conditions", "expression", "languages"]

Condition: TypeAlias = ColumnElement[bool]
_EQUAL = {"terms", "kind", "act", "channel", "form", "language"}
#: Fields that are the article's as well as the statement's.
_OF_ARTICLES = frozenset({"outlet", "language", "since", "until", "article"})


def languages(connection: Connection) -> list[str | None]:
    """The languages of the archive's articles, found in the index one after the other."""
    of = schema.article.c.language
    found: list[str | None] = []
    last: str | None = ""
    while last is not None:
        last = connection.execute(select(func.min(of)).where(of > last)).scalar()
        found += [last] if last is not None else []
    return found or [None]


def expression(
    dialect: str, query: Query, codes: Sequence[str | None], columns: str = ""
) -> str | None:
    """The words of a question in the language of the full-text index; None where it has none to be found.

    Args:
        dialect: of the database.
        query: the question; what it denies is not in here where nothing else is asked.
        codes: languages by which its words are cut to stems.
        columns: of FTS5: in which they are looked for.
    """
    wanted = [_group(dialect, one, codes) for one in query.words if not one.negated]
    if not wanted:
        return None
    denied = [_group(dialect, one, codes) for one in query.words if one.negated]
    if dialect == "sqlite":
        told = " AND ".join(f"({one})" for one in wanted)
        told += "".join(f" NOT ({one})" for one in denied)
        return f"{{{columns}}} : ({told})"
    return " & ".join([*(f"({one})" for one in wanted), *(f"!({one})" for one in denied)])


def _group(dialect: str, words: Words, codes: Sequence[str | None]) -> str:
    """Phrases, of which one must be there, in every language's stems."""
    told: dict[str, None] = {}
    for phrase in words.phrases:
        for code in codes:
            told.update(dict.fromkeys(_forms(dialect, phrase, code)))
    return (" OR " if dialect == "sqlite" else " | ").join(told)


def _forms(dialect: str, phrase: Phrase, code: str | None) -> Iterator[str]:
    """A phrase in one language's stems; of a beginning of a word also the words that begin so, which the index
    knows by their stems alone.
    """
    cut = [stem(word, code)[:LONGEST_WORD] for word in phrase.words]
    yield _phrase(dialect, cut, begins=False)
    if phrase.begins:
        yield _phrase(
            dialect, [*cut[:-1], stem(phrase.words[-1], None)[:LONGEST_WORD]], begins=True
        )


def _phrase(dialect: str, cut: Sequence[str], *, begins: bool) -> str:
    if dialect == "sqlite":
        return f'"{" ".join(cut)}"' + (" *" if begins else "")
    quoted = [f"'{word}'" for word in cut]
    quoted[-1] += ":*" if begins else ""
    return "(" + " <-> ".join(quoted) + ")"


def actors_named(connection: Connection, name: str) -> list[int]:
    """Actors of a name: the full one, or the last word of it; those joined by hand by the one that stands."""
    folded = folded_name(name)
    names, actor = schema.actor_name, schema.actor
    same = names.c.folded == folded
    if " " not in folded:
        same = or_(same, names.c.last == folded)
    else:
        bare = folded.partition(" ")[2]  # "President Ana Ruiz", "the Bank of X"
        same = or_(same, names.c.folded == bare) if " " in bare else same
    found = [row[0] for row in connection.execute(select(names.c.actor_id).where(same).distinct())]
    asked = select(actor.c.into).where(actor.c.id.in_(found), actor.c.into.is_not(None))
    found += [row[0] for row in connection.execute(asked)]
    return sorted(set(found))


def _standing(connection: Connection, numbers: Sequence[int]) -> list[int]:
    """Actors by number; of those that were joined by hand the ones they are now."""
    actor = schema.actor
    asked = select(actor.c.id, actor.c.into).where(actor.c.id.in_(numbers))
    joined = {row.id: row.into for row in connection.execute(asked) if row.into is not None}
    return [joined.get(number, number) for number in numbers]


def conditions(
    connection: Connection, query: Query, codes: Sequence[str | None]
) -> list[Condition]:
    """What must hold of a statement's row, words aside but those that are only denied."""
    held = [
        _denied(connection, one, codes)
        for one in query.words
        if one.negated and not any(not other.negated for other in query.words)
    ]
    return held + [_condition(connection, one, codes) for one in query.filters]


def article_filters(query: Query) -> list[Condition] | None:
    """What must hold of an article's row; None where the question is of statements alone."""
    if any(one.field not in _OF_ARTICLES for one in query.filters):
        return None
    article = schema.article
    columns = {"outlet_key": article.c.outlet_key, "day": article.c.day, "article": article.c.id,
               "language": article.c.language}  # fmt: skip
    return [_of_both(one, columns) for one in query.filters]


def _condition(connection: Connection, one: Filter, codes: Sequence[str | None]) -> Condition:
    statement = schema.statement
    if one.field in _EQUAL and one.field != "language":
        held: Condition = statement.c[one.field].in_(one.values)
    elif one.field == "source":
        held = or_(*(_said_by(connection, value, codes) for value in one.values))
    elif one.field == "actor":
        held = statement.c.actor_id.in_(_standing(connection, [int(value) for value in one.values]))
    elif one.field == "score":
        held = statement.c.score >= min(map(float, one.values))
    elif one.field == "via":
        route = schema.route
        keys = [outlet_key(value) or folded_name(value) for value in one.values]
        held = exists().where(route.c.statement_id == statement.c.id, route.c.key.in_(keys))
    else:
        columns = {"outlet_key": statement.c.outlet_key, "day": statement.c.day,
                   "article": statement.c.article_id, "language": statement.c.language}  # fmt: skip
        return _of_both(one, columns)
    return _negated(held) if one.negated else held


def _of_both(one: Filter, columns: Mapping[str, ColumnElement[Any]]) -> Condition:
    if one.field == "since":
        held: Condition = columns["day"] >= min(one.values)
    elif one.field == "until":
        held = columns["day"] <= max(one.values)
    elif one.field == "article":
        held = columns["article"].in_([int(value) for value in one.values])
    elif one.field == "language":
        held = columns["language"].in_(one.values)
    else:
        held = columns["outlet_key"].in_([outlet_key(value) for value in one.values])
    return _negated(held) if one.negated else held


def _negated(held: Condition) -> Condition:
    """Not so, also of what nothing is known of."""
    return not_(func.coalesce(held, False))


def _said_by(connection: Connection, name: str, codes: Sequence[str | None]) -> Condition:
    """Said by an actor of that name; or by a source without a name whose description has the words."""
    statement = schema.statement
    actors = actors_named(connection, name)
    described = (
        Query((Words((Phrase(tuple(folded_name(name).split())),)),)) if folded_name(name) else None
    )
    held: list[Condition] = [statement.c.actor_id.in_(actors)] if actors else []
    if described is not None:
        within = _matching(connection.dialect.name, "statement", described, codes, "who")
        held.append(and_(statement.c.actor_id.is_(None), statement.c.id.in_(within)))
    return or_(*held) if held else statement.c.id.is_(None)


def _denied(connection: Connection, one: Words, codes: Sequence[str | None]) -> Condition:
    dialect = connection.dialect.name
    within = _matching(dialect, "statement", Query((Words(one.phrases),)), codes, "words")
    return not_(schema.statement.c.id.in_(within))


def _matching(
    dialect: str, what: Indexed, query: Query, codes: Sequence[str | None], columns: str
) -> TextClause:
    """The rows of an index that hold a question's words, as a subquery."""
    told = expression(dialect, query, codes, columns) or ""
    name = f"match_{abs(hash((told, columns)))}"
    if dialect == "sqlite":
        clause = text(f"SELECT rowid FROM {what}_fts WHERE {what}_fts MATCH :{name}")
    else:
        clause = text(f"SELECT id FROM {what}_fts WHERE {columns} @@ CAST(:{name} AS tsquery)")
    return clause.bindparams(bindparam(name, told))
