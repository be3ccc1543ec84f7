"""The page of a story: its claims, with the origins behind each."""

from __future__ import annotations

from typing import Any

from onrecord.reader import addresses
from onrecord.reader.atom import Entry, Feed
from onrecord.reader.web import Asked, Shown
from onrecord.stories import Place
from onrecord.stories.kept import Told
from onrecord.stories.wording import outlet_of

__all__ = ["story"]


def story(asked: Asked) -> Shown:
    """A story as it was compared; of a number that was merged the story that it was put into."""
    told = asked.site.stories.told(asked.number())
    found = told.story

    places = _places(told)

    def link_to(place: Place) -> str:
        return places.get(place) or addresses.article(told.articles[place.article])

    context: dict[str, Any] = {
        "story": found,
        "number": told.number,
        "link_to": link_to,
        "article_link": lambda number: addresses.article(told.articles[number]),
        "outlet": lambda number: outlet_of(found, number),
        "derived": sum(one.kind != "independent" for one in found.derivations),
        "changes": asked.site.stories.changes(told.number),
        "feed": f"{addresses.story(told.number)}.atom",
    }
    values = {**told.values, "number": told.number, "article_numbers": list(told.articles)}
    return Shown("story.page.j2", context, lambda: values, lambda: _feed(asked, told))


def _places(told: Told) -> dict[Place, str]:
    """Where the words of statements are shown on this site."""
    return {
        row.place: addresses.statement(told.articles[row.place.article], row.attribution)
        for claim in (*told.story.claims, *told.story.single)
        for row in claim.rows
        if row.attribution is not None
    }


def _feed(asked: Asked, told: Told) -> Feed:
    path = addresses.story(told.number)
    entries = [
        Entry(
            addresses.article(number),
            reading.article.title or str(number),
            reading.article.published.isoformat() if reading.article.published else "1970-01-01",
            author=reading.article.outlet,
        )
        for number, reading in zip(told.articles, told.story.readings, strict=True)
    ]
    title = told.story.title or asked.gettext("A story")
    return Feed(path, f"{path}.atom", title, entries[::-1])
