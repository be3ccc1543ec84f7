"""The page of an article: its text, with what it stands on visible in it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass
from typing import Any

from onrecord.archive.browsing import ArticleHead, actors_of, article_head, others_of_story
from onrecord.archive.search import readings_of
from onrecord.formats.view import ArticleView, StatementView
from onrecord.reader import addresses
from onrecord.reader.handles import known_by
from onrecord.reader.site import Site
from onrecord.reader.web import Asked, Shown, missing
from onrecord.records import Attribution, Reading, Source

__all__ = ["Here", "Told", "article", "beside", "statement_of"]


@dataclass(frozen=True, slots=True)
class Here:
    """The links of a site in the view of an article.

    Attributes:
        number: of the article.
        outlet: address of its outlet's page; None where it has none.
        actors: numbers of the actors that its sources are.
        words: texts of the interface for what can be done with a statement.
        comments: whether readers may comment.
    """

    number: int
    outlet: str | None
    actors: Mapping[str, int]
    words: Mapping[str, str]
    comments: bool

    @property
    def address(self) -> str:
        """Of the article."""
        return addresses.article(self.number)

    def only(self, source: Source) -> str:
        """Where the statements of one source alone stand out."""
        return f"{self.address}?source={source.id}#sources"

    def actor(self, source: Source) -> str | None:
        """Where all that a source said in the archive is told."""
        known = self.actors.get(source.id)
        return addresses.actor(known) if known is not None else None

    def actions(self, one: StatementView) -> Sequence[tuple[str, str]]:
        """What can be done with a statement."""
        done = [(self.words["wrong"], f"{self.address}/correct?statement={one.id}")]
        if self.comments:
            done.append((self.words["comment"], f"{self.address}/comment?statement={one.id}"))
        done.append((self.words["share"], f"/share/{self.number}/{one.id}"))
        return done


def article(asked: Asked) -> Shown:
    """An article of the archive."""
    number = asked.number()
    with asked.site.archive.database.read() as connection:
        head = article_head(connection, number)
        reading = readings_of(connection, [number]).get(number) if head else None
        if head is None or reading is None:
            raise missing()
        of = actors_of(connection, number)
        others = others_of_story(connection, head)
        linked = _linked(connection, head)
    settings = asked.site.settings
    view = ArticleView(reading, settings.extent_of(head.outlet_key), asked.query.get("source"))
    here = Here(
        number,
        addresses.outlet(head.outlet_key) if head.outlet_key else None,
        of,
        {
            "wrong": asked.gettext("this is wrong"),
            "comment": asked.gettext("comment"),
            "share": asked.gettext("share"),
        },
        settings.comments != "off",
    )
    context = {
        "view": view, "links": here, "head": head, "others": others, "linked": linked,
        "discussion": asked.site.discussion.of_article(number),
        "corrected": asked.site.corrections.accepted(number),
    }  # fmt: skip
    return Shown("article.page.j2", context, lambda: _values(asked, head, reading, view))


def beside(asked: Asked) -> Shown:
    """A translation beside its original, where the owner shows both whole."""
    number = asked.number()
    with asked.site.archive.database.read() as connection:
        head = article_head(connection, number)
        original = article_head(connection, head.original) if head and head.original else None
        if head is None or original is None:
            raise missing()
        readings = readings_of(connection, [head.id, original.id])
    settings = asked.site.settings
    both = [
        (one, ArticleView(readings[one.id], settings.extent_of(one.outlet_key)))
        for one in (original, head)
        if one.id in readings
    ]
    return Shown("beside.html.j2", {"both": both})


@dataclass(frozen=True, slots=True)
class Told:
    """An article, or a statement of it, that somebody writes of or shares.

    Attributes:
        title: of the article; `reading`: its.
        words: of the statement, as far as they may be shown; None where none is meant.
        one: the statement.
    """

    title: str
    reading: Reading
    words: str | None
    one: Attribution | None = None


def statement_of(site: Site, number: int, statement: str | None) -> Told:
    """An article, and a statement of it, by its id or its handle.

    Raises:
        HTTPException: there is none.
    """
    with site.archive.database.read() as connection:
        head = article_head(connection, number)
        reading = readings_of(connection, [number]).get(number) if head else None
    if head is None or reading is None:
        raise missing()
    title = head.title or reading.article.id
    if statement is None:
        return Told(title, reading, None)
    one = known_by(reading, statement)
    if one is None:
        raise missing()
    shown = site.settings.extent_of(head.outlet_key) != "links"
    words = reading.article.words(*(one.content or one.cue)) if shown else ""
    return Told(title, reading, words, one)


def _linked(connection: Any, head: ArticleHead) -> dict[str, list[ArticleHead]]:
    """The article that one is a translation of, and its translations."""
    numbers = [*([head.original] if head.original else []), *head.translations]
    found = {one: article_head(connection, one) for one in numbers}
    original = found.get(head.original or 0)
    return {
        "original": [original] if original else [],
        "translations": [one for number in head.translations if (one := found.get(number))],
    }


def _values(asked: Asked, head: ArticleHead, reading: Reading, view: ArticleView) -> dict[str, Any]:
    """The reading in its own form; of a text that is not shown whole, without the words that are not."""
    values = {"number": head.id, "story": head.story, "extent": view.extent}
    if view.extent == "whole":
        return {**values, "reading": reading.to_dict()}
    quoted = view.extent == "quotations"
    return {
        **values,
        "article": {
            "title": reading.article.title, "url": reading.article.url, "outlet": reading.article.outlet,
            "published": reading.article.published, "language": reading.article.language,
        },
        "sources": [asdict(source) for source in reading.sources],
        "statements": [
            {
                "id": one.id, "source": one.attribution.source_id, "terms": one.attribution.terms,
                "act": one.attribution.act, "form": one.attribution.form, "channel": one.attribution.channel,
                "score": one.attribution.score, "parent": one.attribution.parent, "link": one.link,
                "words": reading.article.words(*one.attribution.content) if quoted else None,
                "via": [hop.name for hop in one.attribution.via],
            }
            for one in view.statements.values()
        ],
    }  # fmt: skip
