"""Sharing: a link, words to copy, a piece to embed that is allowed nothing (oEmbed 1.0)."""

from __future__ import annotations

from dataclasses import dataclass
from html import escape
from typing import Any
from urllib.parse import urlsplit

from starlette.exceptions import HTTPException

from onrecord.archive.search import readings_of
from onrecord.formats.view import ArticleView
from onrecord.formats.wording import FOOTINGS
from onrecord.reader import addresses
from onrecord.reader.forms import Plain
from onrecord.reader.handles import handle_of
from onrecord.reader.views.article import statement_of
from onrecord.reader.web import Asked, Shown, missing
from onrecord.stories.listing import Listed, one_listed

__all__ = [
    "embed_statement",
    "embed_story",
    "oembed",
    "share_article",
    "share_statement",
    "share_story",
]

_WIDTH, _HEIGHT = 600, 220


@dataclass(frozen=True, slots=True)
class Card:
    """What is shared.

    Attributes:
        path: its address; `embed`: of the piece to embed, if there is one.
        title: what it is called.
        line: what it stands on, in words.
    """

    path: str
    embed: str | None
    title: str
    line: str


def share_article(asked: Asked) -> Shown:
    """An article."""
    return _shown(asked, _of_article(asked, asked.number()))


def share_statement(asked: Asked) -> Shown:
    """A statement of it."""
    return _shown(asked, _of_statement(asked, asked.number(), str(asked.path["statement"])))


def share_story(asked: Asked) -> Shown:
    """A story."""
    return _shown(asked, _of_story(asked, _story(asked, asked.number())))


def _shown(asked: Asked, card: Card) -> Shown:
    code = _iframe(asked, card) if card.embed else None
    return Shown("share.html.j2", {"card": card, "code": code})


def _of_article(asked: Asked, number: int) -> Card:
    with asked.site.archive.database.read() as connection:
        reading = readings_of(connection, [number]).get(number)
    if reading is None:
        raise missing()
    view = ArticleView(reading)
    told = [f"{many} {asked.gettext(FOOTINGS[name])}" for name, many in view.footings.items()]
    return Card(
        addresses.article(number), None, reading.article.title or str(number), ", ".join(told)
    )


def _of_statement(asked: Asked, number: int, statement: str) -> Card:
    told = statement_of(asked.site, number, statement)
    reading = told.reading
    assert told.one is not None  # a statement was asked for
    one = ArticleView(reading).statements[told.one.id]
    who = one.source.name if one.source else asked.gettext("no source named")
    line = f"{who} ({asked.gettext(one.word)}), {reading.article.outlet or ''}"
    return Card(
        addresses.statement(number, told.one.id),
        f"/embed/statement/{number}/{handle_of(reading, told.one)}",
        told.words or who,
        line,
    )


def _story(asked: Asked, number: int) -> Listed:
    with asked.site.archive.database.read() as connection:
        found = one_listed(connection, asked.site.stories.standing(number))
    if found is None:
        raise missing()
    return found


def _of_story(asked: Asked, found: Listed) -> Card:
    told = (
        f"{lead['wording']}: {asked.site.standing(lead, asked.language)}" for lead in found.lead
    )
    line = next(told, "")
    return Card(
        addresses.story(found.id),
        f"/embed/story/{found.id}",
        found.title or asked.gettext("A story"),
        line,
    )


def _iframe(asked: Asked, card: Card) -> str:
    source = escape(f"{asked.base}{card.embed}", quote=True)
    title = escape(card.title[:120], quote=True)
    return (
        f'<iframe src="{source}" title="{title}" width="{_WIDTH}" height="{_HEIGHT}" sandbox="allow-popups allow-popups-to-escape-sandbox" '
        'loading="lazy" referrerpolicy="no-referrer"></iframe>'
    )


def embed_statement(asked: Asked) -> Shown:
    """A statement, to stand in another page."""
    return Shown(
        "embed.html.j2",
        {"card": _of_statement(asked, asked.number(), str(asked.path["statement"]))},
    )


def embed_story(asked: Asked) -> Shown:
    """What stands behind a story's foremost claims, to stand in another page."""
    found = _story(asked, asked.number())
    return Shown("embed.html.j2", {"card": _of_story(asked, found), "leads": found.lead})


def oembed(asked: Asked) -> Plain:
    """How an address of this site is embedded."""
    if asked.query.get("format", "json") != "json":
        raise HTTPException(501, "only JSON")
    card = _card_of(asked, asked.query.get("url", ""))
    values: dict[str, Any] = {
        "version": "1.0", "title": card.title[:300], "provider_name": asked.site.settings.name,
        "provider_url": asked.base, "type": "link",
    }  # fmt: skip
    if card.embed:
        told = addresses.number_in(asked.query.get("maxwidth", ""), digits=5)
        size = _WIDTH if told is None else min(_WIDTH, told)
        values |= {"type": "rich", "html": _iframe(asked, card), "width": size, "height": _HEIGHT}
    return Plain(values, "application/json")


def _card_of(asked: Asked, url: str) -> Card:
    try:
        parts = urlsplit(url)
    except ValueError as error:
        raise missing() from error
    own = urlsplit(asked.base)
    path = parts.path.strip("/").split("/")
    number = addresses.number_in(path[1]) if len(path) == 2 else None
    if parts.netloc != own.netloc or number is None:
        raise missing()
    if path[0] == "story":
        return _of_story(asked, _story(asked, number))
    if path[0] == "article" and parts.fragment.startswith("r-"):
        return _of_statement(asked, number, parts.fragment[2:])
    if path[0] == "article":
        return _of_article(asked, number)
    raise missing()
