"""A story as rows, and for people at a terminal."""

from __future__ import annotations

import csv
from collections.abc import Iterator, Mapping
from typing import IO, TYPE_CHECKING, Any

from rich.console import Group, RenderableType
from rich.rule import Rule
from rich.style import Style
from rich.table import Table
from rich.text import Text

from onrecord.formats.tables import defused
from onrecord.formats.wording import plain
from onrecord.records import to_values
from onrecord.stories._model import Claim, Story
from onrecord.stories.wording import (
    STANCES,
    about_origin,
    derived_from,
    folded,
    origin_rows,
    outlet_of,
    standing,
)

if TYPE_CHECKING:
    pass

__all__ = ["FIELDS", "render_terminal", "rows", "write_rows"]

#: Columns of the rows of a story: one for each statement that bears on a claim.
FIELDS: Mapping[str, type] = {
    "claim": str, "wording": str, "articles": int, "origins_least": int, "origins_most": int, "disputed": bool,
    "article": str, "outlet": str, "published": str, "url": str, "derivation": str, "stance": str, "origin": str,
    "origin_name": str, "origin_sure": bool, "source": str, "kind": str, "terms": str, "chain": str, "first": bool,
    "hours_after_first": float, "words": str, "start": int, "end": int, "score": float,
}  # fmt: skip
_QUIET, _NAME, _BOLD = Style(dim=True), Style(bold=True, color="color(208)"), Style(bold=True)
_WORDS = Style(color="color(75)")
_LONGEST = 220


def rows(story: Story) -> Iterator[dict[str, Any]]:
    """A row for each statement that bears on a claim, with the keys of `FIELDS`."""
    for claim in (*story.claims, *story.single):
        names = {origin.id: origin for origin in claim.origins}
        for number, (row, hours) in enumerate(zip(claim.rows, claim.delays, strict=True)):
            article = story.readings[row.place.article].article
            yield {
                "claim": claim.id, "wording": claim.wording, "articles": claim.articles,
                "origins_least": claim.least, "origins_most": claim.most, "disputed": bool(claim.disputed_by),
                "article": article.id, "outlet": article.outlet, "published": article.published.isoformat() if article.published else None,
                "url": article.url, "derivation": story.derivations[row.place.article].kind, "stance": row.stance,
                "origin": row.origin, "origin_name": names[row.origin].what, "origin_sure": names[row.origin].sure,
                "source": row.source, "kind": row.kind, "terms": row.terms, "chain": " → ".join(row.chain),
                "first": number == claim.first, "hours_after_first": hours, "words": story.words(row.place),
                "start": row.place.span.start, "end": row.place.span.end, "score": row.score,
            }  # fmt: skip


def write_rows(story: Story, out: IO[str]) -> None:
    """A story as CSV."""
    writer = csv.writer(out, lineterminator="\n")
    writer.writerow(FIELDS)
    for row in rows(story):
        writer.writerow([defused(to_values(row[name])) for name in FIELDS])


def render_terminal(story: Story, *, single: bool = False) -> RenderableType:
    """A story for people at a terminal: articles, then claims, each with the origins behind it.

    Args:
        story: to be shown.
        single: whether what only one outlet has is listed.
    """
    parts: list[RenderableType] = [
        Text(plain(story.title or "a story"), style=_BOLD),
        _articles(story),
    ]
    for claim in story.claims:
        parts += [Text(""), *_claim(story, claim)]
    if not story.claims:
        parts += [Text(""), Text("no claim stands in several articles", style=_QUIET)]
    if story.unanswered:
        parts.append(Rule("asked, and not answered", style=_QUIET, align="left"))
        for one in story.unanswered:
            line = Text(f"  {plain(one.source or 'somebody')}", style=_NAME)
            line.append(f"  {_cut(story.words(one.place))}", style=_WORDS)
            line.append(f"  {plain(outlet_of(story, one.place.article))}", style=_QUIET)
            parts.append(line)
    if story.single:
        told = f"what only one outlet has: {len(story.single)}"
        parts.append(Rule(told, style=_QUIET, align="left"))
        for claim in story.single if single else ():
            parts += [Text(""), *_claim(story, claim)]
    return Group(*parts)


def _articles(story: Story) -> Table:
    table = Table(box=None, pad_edge=False, show_header=False, expand=False)
    for _ in range(4):
        table.add_column(overflow="fold")
    for number, copies in folded(story):
        for one in (number, *copies):
            article, derived = story.readings[one].article, story.derivations[one]
            kind = derived_from(derived)
            table.add_row(
                Text(("  └ " if one != number else "") + str(one + 1), style=_QUIET),
                plain(outlet_of(story, one)),
                Text(plain(kind), style=_QUIET if derived.kind == "independent" else _WORDS),
                Text(str(article.published or "")[:16], style=_QUIET),
            )
    return table


def _claim(story: Story, claim: Claim) -> Iterator[RenderableType]:
    head = Text(f"{claim.id}  ", style=_QUIET)
    head.append(_cut(claim.wording), style=_BOLD)
    yield head
    told = standing(claim)
    if claim.first is not None:
        told += f" · first: {outlet_of(story, claim.rows[claim.first].place.article)}"
    if claim.figures:
        told += f" · figure: {' → '.join(figure.value for figure in claim.figures)}"
    yield Text(f"    {plain(told)}", style=_WORDS)
    for origin in claim.origins:
        of_it = origin_rows(claim, origin)
        if not of_it:
            continue
        mark = "✗" if origin.id in claim.disputed_by else "?" if not origin.sure else "●"
        line = Text(f"    {mark} ")
        line.append(plain(origin.what), style=_NAME)
        notes = about_origin(origin, claim)
        if notes:
            line.append("  " + plain(" · ".join(notes)), style=_QUIET)
        yield line
        for row in of_it:
            words = Text("        ")
            if row.stance != "asserts":
                words.append(STANCES[row.stance] + ": ", style=_BOLD)
            words.append(_cut(story.words(row.place)))
            words.append(
                "  " + plain(" → ".join(row.chain) or outlet_of(story, row.place.article)),
                style=_QUIET,
            )
            yield words


def _cut(words: str) -> str:
    words = plain(words)
    return words if len(words) <= _LONGEST else words[:_LONGEST] + " …"
