"""Sources of a batch → actors of the archive: looked up together, decided one by one."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Any, TypeAlias

from sqlalchemy import Connection, delete, select, update

from onrecord.archive import schema
from onrecord.archive.actors import Candidate, Named, choose, folded_name, last_name, named
from onrecord.archive.database import insert, numbers, remove, within
from onrecord.archive.rows import outlet_key
from onrecord.languages import ActorWords, actor_words
from onrecord.records import Reading

__all__ = ["Joining", "apart_key", "apart_rows", "forget_apart"]

Row: TypeAlias = dict[str, Any]


class Joining:
    """Decides which actors the sources of a batch are, and makes those that are new.

    Args:
        connection: within a writer's block.
    """

    def __init__(self, connection: Connection) -> None:
        self._connection = connection
        self._asked: list[tuple[Named, str, Row, ActorWords]] = []
        self._actors: dict[int, Candidate] = {}
        self._by_key: dict[str, list[int]] = {}
        self._by_surname: dict[str, list[int]] = {}  # people with a full name
        self._surname_only: dict[str, list[int]] = {}  # people without
        self._apart: set[tuple[str, str, int]] = set()
        self._names: set[tuple[int, str]] = set()

    def ask(self, reading: Reading, identity: str, rows: Sequence[Row]) -> None:
        """Put the sources of an article to the question."""
        article = reading.article
        words, outlet = actor_words(article.language), outlet_key(article.outlet) or ""
        for source, row in zip(reading.sources, rows, strict=True):
            one = named(source, article, words, outlet)
            if one is not None:
                self._asked.append((one, identity, row, words))

    def resolve(self) -> None:
        """Give each source's row its actor."""
        self._load()
        ids = iter(numbers(self._connection, "actor", len(self._asked)))
        actors: list[Row] = []
        names: list[Row] = []
        about: list[Row] = []
        named: list[tuple[int, str]] = []
        for one, identity, row, words in self._asked:
            own = self._by_key.get(_own_key(identity, apart_key(one)))
            if own is not None:  # whom people said that it is
                row["actor_id"] = own[0]
                about += self._about_rows(one, self._actors[own[0]])
                continue
            candidates = [
                self._actors[number]
                for number in self._candidates(one)
                if (identity, apart_key(one), number) not in self._apart
            ]
            found = choose(one, candidates, words)
            if found is None:
                found = Candidate(next(ids), one.kind)
                self._actors[found.id] = found
                actors.append({"id": found.id, "name": one.name, "kind": one.kind, "into": None})
            row["actor_id"] = found.id
            if one.key and not found.keys and found.kind == "person":
                named.append((found.id, one.name))  # until now by surname only
            names += self._name_rows(one, found)
            about += self._about_rows(one, found)
        for table, rows in (
            (schema.actor, actors),
            (schema.actor_name, names),
            (schema.actor_about, about),
        ):
            insert(self._connection, table.name, rows)
        for number, name in named:
            actor = schema.actor
            self._connection.execute(update(actor).where(actor.c.id == number).values(name=name))

    def _candidates(self, one: Named) -> list[int]:
        keys = [key for key in (one.key, *one.others) if key]
        found = [number for key in keys for number in self._by_key.get(key, ())]
        if one.surname:
            found += self._by_surname.get(one.surname, ())
            found += self._surname_only.get(one.surname, ())
        if one.last:
            found += self._surname_only.get(one.last, ())
        return list(dict.fromkeys(found))

    def _name_rows(self, one: Named, actor: Candidate) -> Iterable[Row]:
        """Names and keys that the actor did not have."""
        words = actor_words(None)
        told = [(one.name, one.key)]
        if one.kind == "person":
            told += [(f"~{one.name}", key) for key in one.others]  # no name that is shown
        else:
            told += [(key.partition(":")[2].upper(), key) for key in one.others]
        for name, key in told:
            if (actor.id, name) in self._names:
                continue
            self._names.add((actor.id, name))
            folded = folded_name(name)
            last = last_name(folded, words)
            self._learn(actor, key, last)
            yield {
                "actor_id": actor.id,
                "name": name,
                "key": key,
                "folded": folded,
                "last": last,
            }

    def _about_rows(self, one: Named, actor: Candidate) -> Iterable[Row]:
        fresh = one.about - actor.about
        actor.about |= fresh
        actor.fields |= one.fields
        return ({"actor_id": actor.id, "word": word} for word in sorted(fresh))

    def _learn(self, actor: Candidate, key: str, last: str) -> None:
        if key and key not in actor.keys:
            actor.keys.add(key)
            self._by_key.setdefault(key, []).append(actor.id)
        if actor.kind == "person" and last:
            side = self._by_surname if key.startswith("person:") else self._surname_only
            own = side.setdefault(last, [])
            if actor.id not in own:
                own.append(actor.id)

    def _load(self) -> None:
        """All actors that a source of the batch may be."""
        keys = {key for one, *_ in self._asked for key in (one.key, *one.others) if key}
        keys |= self._load_apart()
        surnames = {one.surname for one, *_ in self._asked if one.surname}
        table = schema.actor_name
        found = {
            row[0] for row in within(self._connection, select(table.c.actor_id), table.c.key, keys)
        }
        persons = select(table.c.actor_id).where(table.c.key.startswith("person:"))
        found |= {row[0] for row in within(self._connection, persons, table.c.last, surnames)}
        bare = select(table.c.actor_id).where(table.c.key == "")
        last = {name for one, *_ in self._asked for name in (one.last, one.surname) if name}
        found |= {row[0] for row in within(self._connection, bare, table.c.last, last)}
        actor, about = schema.actor, schema.actor_about
        for number, kind in within(
            self._connection, select(actor.c.id, actor.c.kind), actor.c.id, found
        ):
            self._actors[number] = Candidate(number, kind)
        asked = select(table.c.actor_id, table.c.name, table.c.key, table.c.last)
        for number, name, key, last in within(self._connection, asked, table.c.actor_id, found):
            self._names.add((number, name))
            self._learn(self._actors[number], key, last)
        asked = select(about.c.actor_id, about.c.word)
        for number, word in within(self._connection, asked, about.c.actor_id, found):
            self._actors[number].about.add(word)
        words = actor_words(None)
        for one in self._actors.values():
            one.fields |= {name for name, heads in words.occupations.items() if one.about & heads}

    def _load_apart(self) -> set[str]:
        """Which joins were undone in the articles of the batch; the keys of the actors that their sources are instead."""
        apart, asked = schema.apart, {identity for _, identity, *_ in self._asked}
        rows = select(apart.c.identity, apart.c.key, apart.c.actor_id)
        self._apart = {
            tuple(row) for row in within(self._connection, rows, apart.c.identity, asked)
        }
        return {_own_key(identity, key) for identity, key, _ in self._apart}


def apart_key(one: Named) -> str:
    """By what a source whose join was undone is known again in its article."""
    return one.key or f"{one.kind}:{folded_name(one.name)}"


def _own_key(identity: str, key: str) -> str:
    """The key of the actor that such a source is: no other article's source has it."""
    return f"apart:{key}@{identity}"


def forget_apart(connection: Connection, identity: str) -> None:
    """Forget which joins were undone in an article, and whose names say so."""
    apart, name = schema.apart, schema.actor_name
    keys = select(apart.c.key).where(apart.c.identity == identity)
    own = [_own_key(identity, key) for key in connection.execute(keys).scalars()]
    remove(connection, name, name.c.key, own)
    connection.execute(delete(apart).where(apart.c.identity == identity))


def apart_rows(actor: int, name: str, one: Named, identity: str) -> list[Row]:
    """The names of such an actor: that which is shown, by which nothing is joined, and one that is not, with its key."""
    key = _own_key(identity, apart_key(one))
    return [
        {"actor_id": actor, "name": name, "key": "", "folded": folded_name(name), "last": ""},
        {"actor_id": actor, "name": f"~{key}", "key": key, "folded": "", "last": ""},
    ]
