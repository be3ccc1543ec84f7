"""The front page and the list of stories."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import asdict
from datetime import UTC, datetime, timedelta
from typing import Any, get_args
from urllib.parse import urlencode

from onrecord.archive.browsing import ArticleHead, OutletCount, latest, outlets
from onrecord.archive.database import moment
from onrecord.reader import addresses
from onrecord.reader.atom import Entry, Feed
from onrecord.reader.web import Asked, Shown, minutely
from onrecord.records import Terms
from onrecord.stories.listing import Listed, listed, topics

__all__ = ["articles", "front", "story_entry", "story_values"]

_STORIES, _ARTICLES = 20, 12
_PAGE = 50  # articles of a page of them
_FILTERS = ("topic", "outlet", "terms", "only")
_TERMS = get_args(Terms)


@minutely
def front(asked: Asked) -> Shown:
    """Stories, the latest first, with filters; below them the latest articles."""
    wanted = {name: asked.query[name].strip() for name in _FILTERS if asked.query.get(name)}
    with asked.site.archive.database.read() as connection:
        found = listed(connection, limit=_STORIES + 1, **_conditions(wanted, asked))
        words = asked.site.lately("topics", lambda: topics(connection))
        of = asked.site.lately("outlets", lambda: outlets(connection, limit=200))
        unnamed = [] if wanted else listed(connection, limit=4, unnamed=True)
        lone = (
            latest(connection, limit=_ARTICLES)
            if not wanted and "before" not in asked.query
            else []
        )
    shown, more = found[:_STORIES], found[_STORIES:]
    following = None
    if more:
        last = shown[-1]
        following = "/?" + urlencode({**wanted, "before": f"{last.last}.{last.id}"})
    since = moment(datetime.now(UTC) - timedelta(days=1))
    context = {
        "stories": shown, "topics": words, "outlets": of, "unnamed": unnamed, "articles": lone,
        "wanted": dict.fromkeys(_FILTERS, "") | wanted, "filtered": bool(wanted),
        "following": following, "terms_choice": _TERMS, "new_since": since,
        "fresh": sum(one.changed >= since for one in shown),
        "feed": "/index.atom" + (f"?{urlencode(wanted)}" if wanted else ""),
    }  # fmt: skip
    return Shown("front.html.j2", context, lambda: _values(shown, lone, of, following),
                 lambda: _feed(asked, shown))  # fmt: skip


def _conditions(wanted: Mapping[str, str], asked: Asked) -> dict[str, Any]:
    held: dict[str, Any] = {}
    if "topic" in wanted:
        held["topic"] = wanted["topic"]
    if "outlet" in wanted:
        held["outlet"] = addresses.outlet_of(wanted["outlet"])
    if wanted.get("terms") in _TERMS:
        held["terms"] = wanted["terms"]
    held["unnamed"] = wanted.get("only") == "unnamed"
    held["disputed"] = wanted.get("only") == "disputed"
    held["before"] = _before(asked)
    return held


def _before(asked: Asked) -> tuple[str, int] | None:
    """Day and number of what the page goes on behind; None at the beginning."""
    day, _, told = asked.query.get("before", "").partition(".")
    number = addresses.number_in(told)
    return (day, number) if number is not None else None


def _values(
    stories: Sequence[Listed],
    articles: Sequence[ArticleHead],
    of: Sequence[OutletCount],
    following: str | None,
) -> dict[str, Any]:
    return {
        "stories": [story_values(one) for one in stories],
        "articles": [asdict(one) for one in articles],
        "outlets": [asdict(one) for one in of],
        "next": following.replace("/?", "/index.json?", 1) if following else None,
    }


def story_values(one: Listed) -> dict[str, Any]:
    """A story of a list as JSON values."""
    return {"url": addresses.story(one.id), **asdict(one)}


def _feed(asked: Asked, stories: Sequence[Listed]) -> Feed:
    entries = [story_entry(asked, one) for one in stories]
    return Feed("/", asked.address, asked.site.settings.name, entries)


def story_entry(asked: Asked, one: Listed) -> Entry:
    """A story of a list as an entry of a feed."""
    told = [f"{lead['wording']} ({asked.site.standing(lead, asked.language)})" for lead in one.lead]
    return Entry(
        addresses.story(one.id), one.title or asked.gettext("A story"), one.changed, "\n".join(told)
    )


def articles(asked: Asked) -> Shown:
    """All articles, the latest first."""
    with asked.site.archive.database.read() as connection:
        found = latest(connection, limit=_PAGE + 1, before=_before(asked))
    shown = found[:_PAGE]
    following = None
    if len(found) > _PAGE:
        following = f"/articles?before={shown[-1].day}.{shown[-1].id}"
    entries = [
        Entry(addresses.article(one.id), one.title or str(one.id), one.day, author=one.outlet)
        for one in shown
    ]
    return Shown(
        "articles.html.j2",
        {"articles": shown, "following": following, "feed": "/articles.atom"},
        lambda: {
            "articles": [asdict(one) for one in shown],
            "next": following.replace("/articles?", "/articles.json?") if following else None,
        },
        lambda: Feed("/articles", asked.address, asked.site.settings.name, entries),
    )
