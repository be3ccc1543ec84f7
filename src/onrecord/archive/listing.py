"""What was found and what an actor said, as rows and for people at a terminal."""

from __future__ import annotations

import csv
import json
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path
from typing import IO, Any

from rich.console import Group, RenderableType
from rich.rule import Rule
from rich.style import Style
from rich.text import Text

from onrecord.archive.history import History, Said
from onrecord.archive.search import ArticleHit, Found, StatementHit
from onrecord.errors import FormatError
from onrecord.formats.files import placed, through
from onrecord.formats.rows import ATTRIBUTION_FIELDS, attribution_rows
from onrecord.formats.tables import defused
from onrecord.formats.wording import TERMS, about_source, about_statement, plain
from onrecord.records import Attribution, Span, to_values

__all__ = ["FIELDS", "hit_row", "shown_found", "shown_history", "write_parquet", "write_rows"]

_QUIET = Style(dim=True)
_NAME = Style(bold=True, color="color(208)")
_WORDS = Style(color="color(75)")
_MARK = Style(bold=True, reverse=True)
_TITLE = Style(bold=True)
_LONGEST = 400  # code points of a context that are shown
_MOST_TOPICS, _MOST_IN_TOPIC = 12, 40

#: Columns of the rows of what was found: those of attributions, with the archive's numbers before them.
FIELDS: Mapping[str, type] = {"article": int, "actor": int, **ATTRIBUTION_FIELDS}


def hit_row(hit: StatementHit) -> dict[str, Any]:
    """A statement that was found, with the keys of `FIELDS`."""
    row = next(
        row for row in attribution_rows(hit.reading) if row["attribution"] == hit.attribution.id
    )
    return {"article": hit.article, "actor": hit.actor, **row}


def write_rows(hits: Iterable[StatementHit], out: IO[str], form: str) -> None:
    """Statements as ``csv`` or ``jsonl``, a row each."""
    if form == "jsonl":
        for hit in hits:
            out.write(json.dumps(to_values(hit_row(hit)), ensure_ascii=False) + "\n")
        return
    writer = csv.writer(out, lineterminator="\n")
    writer.writerow(FIELDS)
    for hit in hits:
        row = hit_row(hit)
        writer.writerow([defused(to_values(row.get(name))) for name in FIELDS])


def write_parquet(hits: Iterable[StatementHit], path: Path) -> None:
    """The same as Parquet.

    Raises:
        FormatError: pyarrow is not installed.
    """
    try:
        import pyarrow
        from pyarrow import parquet
    except ModuleNotFoundError as error:
        raise FormatError("Parquet needs pyarrow: pip install onrecord[parquet]") from error
    from onrecord.formats.parquet import schema_of

    schema = schema_of(FIELDS)
    with placed(through(path)) as other, parquet.ParquetWriter(other, schema) as writer:
        rows: list[dict[str, Any]] = []
        for hit in hits:
            rows.append(to_values(hit_row(hit)))
            if len(rows) >= 4_096:
                writer.write_table(pyarrow.Table.from_pylist(rows, schema=schema))
                rows = []
        writer.write_table(pyarrow.Table.from_pylist(rows, schema=schema))


def shown_found(found: Found) -> RenderableType:
    """What a question found, for people."""
    parts: list[RenderableType] = []
    for hit in found.statements:
        parts += _statement(hit)
    if found.more:
        parts.append(Text("… and more: --limit shows them", style=_QUIET))
    if found.articles:
        parts.append(Rule("articles", style=_QUIET, align="left"))
        for article in found.articles:
            parts += _article(article)
    if not parts:
        parts.append(Text("nothing was found", style=_QUIET))
    return Group(*parts)


def _statement(hit: StatementHit) -> Iterator[RenderableType]:
    one, article = hit.attribution, hit.reading.article
    heading = Text(plain(hit.source.name if hit.source else "no source named"), style=_NAME)
    notes = [*about_source(hit.source), *about_statement(one)]
    heading.append("  " + plain(" · ".join(notes)), style=_QUIET)
    yield heading
    yield _in_place(article.text, hit.context, one, hit.marks)
    day = article.published.isoformat()[:10] if article.published else None
    told = [f"article {hit.article}", day, article.outlet, article.title]
    told += ["only its beginning: the rest is behind a wall"] if article.cut else []
    yield Text("  " + plain(" · ".join(filter(None, told))), style=_QUIET)
    if hit.link:
        yield Text("  " + plain(hit.link), style=_QUIET)
    yield Text("")


def _in_place(text: str, context: Span, one: Attribution, marks: Iterable[Span]) -> Text:
    """A stretch of a text with the statement's content, and the words that were asked for."""
    start, end = context
    if end - start > _LONGEST:
        place = (one.content or one.cue)[0].start
        start = max(start, min(place - _LONGEST // 4, end - _LONGEST))
        end = min(end, start + _LONGEST)
    shown = Text("  " + ("… " if start > context.start else ""))
    shift = len(shown) - start
    shown.append(plain(text[start:end]).replace("\n", " "))
    for spans, style in ((one.content, _WORDS), (tuple(marks), _MARK)):
        for span in spans:
            first, last = max(span.start, start), min(span.end, end)
            if first < last:
                shown.stylize(style, first + shift, last + shift)
    if end < context.end:
        shown.append(" …")
    return shown


def _article(hit: ArticleHit) -> Iterator[RenderableType]:
    yield Text(plain(hit.title or "without a title"), style=_TITLE)
    shown = Text("  " + plain(hit.context).replace("\n", " "))
    for mark in hit.marks:
        shown.stylize(_MARK, mark.start + 2, mark.end + 2)
    yield shown
    told = [f"article {hit.article}", hit.day, hit.outlet, hit.url]
    told += ["only its beginning: the rest is behind a wall"] if hit.cut else []
    yield Text("  " + plain(" · ".join(filter(None, told))), style=_QUIET)


def shown_history(history: History) -> RenderableType:
    """What an actor said, for people."""
    parts: list[RenderableType] = [Text(plain(history.name), style=_NAME)]
    notes = [f"actor {history.actor}", history.kind, *history.about]
    parts.append(Text(plain(" · ".join(notes)), style=_QUIET))
    others = [name for name in history.names if name != history.name]
    if others:
        parts.append(Text(plain(f"also: {', '.join(others)}"), style=_QUIET))
    parts.append(Text(plain(_counts(history)), style=_QUIET))
    for number, topic in enumerate(history.topics[:_MOST_TOPICS], start=1):
        parts.append(Rule(plain(topic.name), style=_QUIET, align="left"))
        for place in topic.statements[-_MOST_IN_TOPIC:]:
            parts.append(_said(history.statements[place]))
        if number == _MOST_TOPICS and len(history.topics) > number:
            parts.append(Text(f"… and {len(history.topics) - number} topics more", style=_QUIET))
    if history.turns:
        parts.append(Rule("positions that differ", style=_QUIET, align="left"))
        for turn in history.turns:
            parts.append(_said(history.statements[turn.earlier]))
            parts.append(_said(history.statements[turn.later]))
            parts.append(Text(f"    differs by {turn.why}", style=_QUIET))
    return Group(*parts)


def _counts(history: History) -> str:
    told = [f"{history.total} statements in {history.articles} articles"]
    told += [f"{TERMS.get(name, name)} {count}" for name, count in history.by_terms.items()]
    told += [
        f"{what} {history.by_act[act]}"
        for act, what in (("denies", "denials"), ("no_answer", "not answered"))
        if act in history.by_act
    ]
    told += [f"via {name} {count}" for name, count in list(history.via.items())[:5]]
    return " · ".join(told)


def _said(one: Said) -> Text:
    line = Text(f"  {one.day}  ", style=_QUIET)
    act = {"denies": "denies: ", "no_answer": "no answer: ", None: ""}.get(one.act, "")
    line.append(act, style=_TITLE)
    words = plain(one.words)
    line.append(words if len(words) <= _LONGEST else words[:_LONGEST] + " …", style=_WORDS)
    via = f"via {', '.join(one.via)}" if one.via else None
    told = f"as {one.within} tells it" if one.within else None
    sure = f"not sure: {one.score:.2f}" if one.is_unsure else None
    notes = filter(None, (one.outlet, via, told, sure, f"article {one.article}"))
    line.append("  " + plain(" · ".join(notes)), style=_QUIET)
    return line
