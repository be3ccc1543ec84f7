"""The pages of people, bodies and outlets: what they said, and what they do."""

from __future__ import annotations

from dataclasses import asdict, replace
from typing import Any

from onrecord.archive.browsing import actors, habits, latest, outlets
from onrecord.archive.history import History, Said, history, standing_actor
from onrecord.archive.rows import outlet_key
from onrecord.reader import addresses
from onrecord.reader.atom import Entry, Feed
from onrecord.reader.web import Asked, Shown, missing

__all__ = ["actor", "actor_list", "outlet", "outlet_list"]

_SHOWN = 120  # statements of a person's page
_ENTRIES = 40


def actor(asked: Asked) -> Shown:
    """What a person or body said, in order and by topic."""
    with asked.site.archive.database.read() as connection:
        found = history(connection, standing_actor(connection, asked.number()), limit=_SHOWN)
    found = replace(found, statements=tuple(_shown(asked, one) for one in found.statements))
    path = addresses.actor(found.actor)
    context = {"actor": found, "feed": f"{path}.atom", "recent": found.statements[::-1]}
    return Shown("actor.html.j2", context, lambda: _values(found), lambda: _feed(found))


def _shown(asked: Asked, one: Said) -> Said:
    """A statement; without its words where those of its outlet are not shown."""
    hidden = asked.site.settings.extent_of(outlet_key(one.outlet)) == "links"
    return replace(one, words="") if hidden else one


def _values(found: History) -> dict[str, Any]:
    return {"url": addresses.actor(found.actor), **asdict(found)}


def _feed(found: History) -> Feed:
    path = addresses.actor(found.actor)
    entries = [_entry(found, one) for one in found.statements[::-1][:_ENTRIES]]
    return Feed(path, f"{path}.atom", found.name, entries)


def _entry(found: History, one: Said) -> Entry:
    return Entry(
        addresses.statement(one.article, one.local),
        one.title or found.name,
        one.day,
        one.words,
        one.outlet,
    )


def actor_list(asked: Asked) -> Shown:
    """Who speaks most."""
    with asked.site.archive.database.read() as connection:
        found = actors(connection, limit=200)
    return Shown(
        "actors.html.j2", {"actors": found}, lambda: {"actors": [asdict(one) for one in found]}
    )


def outlet(asked: Asked) -> Shown:
    """What an outlet does, and its latest articles."""
    key = addresses.outlet_of(str(asked.path["key"]))
    with asked.site.archive.database.read() as connection:
        found = habits(connection, key)
        recent = latest(connection, limit=_ENTRIES, outlet=key)
    if found is None:
        raise missing()
    path = addresses.outlet(key)
    entries = [
        Entry(addresses.article(one.id), one.title or str(one.id), one.day) for one in recent
    ]
    return Shown(
        "outlet.html.j2",
        {"outlet": found, "articles": recent, "feed": f"{path}.atom"},
        lambda: {**asdict(found), "latest": [asdict(one) for one in recent]},
        lambda: Feed(path, f"{path}.atom", found.name, entries),
    )


def outlet_list(asked: Asked) -> Shown:
    """The outlets of the archive."""
    with asked.site.archive.database.read() as connection:
        found = outlets(connection)
    return Shown(
        "outlets.html.j2", {"outlets": found}, lambda: {"outlets": [asdict(one) for one in found]}
    )
