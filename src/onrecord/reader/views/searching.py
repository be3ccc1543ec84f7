"""The page of a search: statements with their words, by what they can be narrowed, articles."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import Any
from urllib.parse import urlencode

from onrecord.archive import Found, StatementHit
from onrecord.archive.browsing import suggestions
from onrecord.archive.listing import hit_row
from onrecord.archive.rows import outlet_key
from onrecord.archive.search import search as searched
from onrecord.formats.view import Extent
from onrecord.reader import addresses
from onrecord.reader.atom import Entry, Feed
from onrecord.reader.web import Asked, Shown
from onrecord.records import Span

__all__ = ["Part", "parts", "search", "suggest"]

_LIMIT = 20
#: Columns of a row that hold words of the article.
_WORDS = ("content", "cue", "source", "asked", "condition", "reason", "named_by")
_LAST = 2_000  # statements from which nobody turns pages any more
_LONGEST = 600  # code points of a context that are shown


@dataclass(frozen=True, slots=True)
class Part:
    """Words of a context: whether they are what is said, whether they are what was asked for."""

    text: str
    said: bool
    marked: bool


def search(asked: Asked) -> Shown:
    """What a question finds, in the archive's language."""
    question = asked.query.get("q", "").strip()[:1_000]
    offset = _offset(asked.query.get("from", ""))
    found: Found | None = None
    if question:
        with asked.site.archive.database.read() as connection:
            found = searched(connection, question, limit=_LIMIT, offset=offset)
    following = None
    if found is not None and found.more and offset + _LIMIT < _LAST:
        following = "/search?" + urlencode({"q": question, "from": offset + _LIMIT})
    hits = found.statements if found else ()
    context = {
        "question": question, "found": found, "following": following,
        "parts": lambda hit: parts(hit, _extent(asked, hit)),
        "facets": _facets(question, hits),
        "feed": "/search.atom?" + urlencode({"q": question}) if question else None,
    }  # fmt: skip
    return Shown(
        "search.html.j2",
        context,
        lambda: {
            "question": question,
            "statements": [_row(asked, one) for one in hits],
            "articles": [_article(asked, one) for one in (found.articles if found else ())],
            "next": following.replace("/search?", "/search.json?") if following else None,
        },
        lambda: _feed(asked, question, hits),
    )


def _offset(told: str) -> int:
    return min(addresses.number_in(told, digits=7) or 0, _LAST)


def _extent(asked: Asked, hit: StatementHit) -> Extent:
    """How much of the text that a statement stands in is shown."""
    return asked.site.settings.extent_of(outlet_key(hit.reading.article.outlet))


def _row(asked: Asked, hit: StatementHit) -> dict[str, Any]:
    """A statement as a row; without words where none are shown."""
    row = hit_row(hit)
    if _extent(asked, hit) == "links":
        row |= dict.fromkeys(_WORDS)
    return row


def _article(asked: Asked, one: Any) -> dict[str, Any]:
    whole = asked.site.settings.extent_of(outlet_key(one.outlet)) == "whole"
    return {
        "article": one.article, "title": one.title, "url": one.url, "outlet": one.outlet, "day": one.day,
        "context": one.context if whole else None,
    }  # fmt: skip


def _facets(
    question: str, hits: Sequence[StatementHit]
) -> list[tuple[str, list[tuple[str, str, int]]]]:
    """By what the statements that are shown can be narrowed: field, then value, question and how many."""
    found = []
    for field, values in (
        ("terms", (one.attribution.terms for one in hits)),
        ("kind", (one.source.kind for one in hits if one.source)),
        ("act", (one.attribution.act for one in hits)),
        ("outlet", (one.reading.article.outlet for one in hits)),
        ("source", (one.source.name for one in hits if one.source and one.source.named)),
    ):
        if f"{field}:" in question:
            continue
        counted = _counted(values)
        if len(counted) > 1:
            found.append((field, [
                (value, f'{question} {field}:"{value}"', many) for value, many in counted[:8]
            ]))  # fmt: skip
    return found


def _counted(values: Iterable[str | None]) -> list[tuple[str, int]]:
    counts: dict[str, int] = {}
    for value in values:
        if value and '"' not in value:
            counts[value] = counts.get(value, 0) + 1
    return sorted(counts.items(), key=lambda one: (-one[1], one[0]))


def parts(hit: StatementHit, extent: Extent = "whole") -> list[Part]:
    """The context of a statement, cut where what is said and what was asked for begin and end; as much of it as
    is shown of its text.
    """
    found = _all_parts(hit)
    if extent == "whole":
        return found
    return [one for one in found if one.said] if extent == "quotations" else []


def _all_parts(hit: StatementHit) -> list[Part]:
    start, end = hit.context
    text = hit.reading.article.text
    if end - start > _LONGEST:
        place = (hit.attribution.content or hit.attribution.cue)[0].start
        start = max(start, min(place - _LONGEST // 4, end - _LONGEST))
        end = min(end, start + _LONGEST)
    borders = {start, end}
    for span in (*hit.attribution.content, *hit.marks):
        borders |= {min(max(span.start, start), end), min(max(span.end, start), end)}
    ordered = sorted(borders)
    return [
        Part(text[low:high], _within(low, hit.attribution.content), _within(low, hit.marks))
        for low, high in pairwise(ordered)
    ]


def _within(place: int, spans: Iterable[Span]) -> bool:
    return any(span.start <= place < span.end for span in spans)


def _feed(asked: Asked, question: str, hits: Sequence[StatementHit]) -> Feed:
    entries = []
    for one in hits:
        article = one.reading.article
        entries.append(
            Entry(
                addresses.statement(one.article, one.attribution.id),
                f"{one.source.name if one.source else asked.gettext('no source named')}: {article.title or ''}",
                article.published.isoformat() if article.published else "1970-01-01",
                "".join(part.text for part in parts(one, _extent(asked, one)) if part.said),
                article.outlet,
            )
        )
    return Feed(addresses.search(question), asked.address, question, entries)


def suggest(asked: Asked) -> Shown:
    """Names that begin as a reader began to type."""
    begun = asked.query.get("q", "")[:100]
    with asked.site.archive.database.read() as connection:
        found = suggestions(connection, begun)
    return Shown("error.html.j2", {}, lambda: {"names": found})
