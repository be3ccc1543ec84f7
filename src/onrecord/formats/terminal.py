"""A reading for people at a terminal: the article with marked statements, then the sources."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import IO

from rich.console import Console, Group, RenderableType
from rich.padding import Padding
from rich.rule import Rule
from rich.style import Style
from rich.text import Text

from onrecord.batch import Result
from onrecord.formats.registry import Options
from onrecord.formats.segments import Mark, Segment, by_source, segmented
from onrecord.formats.wording import about_source, about_statement, number, plain
from onrecord.records import Article, Attribution, Block, BlockKind, Reading
from onrecord.times import made_on

__all__ = ["console_for", "render_terminal", "show", "write"]

# Told apart by weight and line as well as by colour (Okabe and Ito's set for all kinds of sight).
_SOURCE = Style(bold=True, color="color(208)")
_CUE = Style(italic=True, underline=True, color="color(175)")
_CONTENT = Style(color="color(75)")
_QUIET = Style(dim=True)
_BLOCK_STYLES: dict[BlockKind, Style] = {
    "title": Style(bold=True, underline=True),
    "standfirst": Style(italic=True),
    "heading": Style(bold=True),
    "byline": _QUIET,
    "caption": _QUIET,
    "credit": _QUIET,
}
_INDENT: dict[BlockKind, int] = {"block_quotation": 4, "list_item": 2, "caption": 2}
_LONGEST_STATEMENT = 240  # cells shown in the list of sources
_NEAR = 4  # code points between two pieces that are shown as they are


def write(results: Iterable[Result], out: IO[str], options: Options) -> None:
    """Readings one below the other; errors are not among them: the command reports them."""
    console = console_for(out)
    shown = 0
    for result in results:
        made = options.shown(result, lambda one: _as_text(console, one, options))
        if not isinstance(made, str):
            continue
        if shown:
            show(console, Rule(plain(result.id), characters="═"))
        shown += 1
        out.write(made)


def console_for(out: IO[str]) -> Console:
    """A console that writes to a stream, as it is."""
    return Console(file=out, highlight=False, emoji=False, markup=False)


def _as_text(console: Console, reading: Reading, options: Options) -> str:
    return _captured(console, render_terminal(reading, furniture=options.furniture))


def show(console: Console, shown: RenderableType) -> None:
    """Print to a terminal; into a pipe without the blanks that fill lines up."""
    console.file.write(_captured(console, shown))


def _captured(console: Console, shown: RenderableType) -> str:
    with console.capture() as captured:
        console.print(shown)
    text = captured.get()
    if console.is_terminal:
        return text
    return "".join(f"{line.rstrip()}\n" for line in text.splitlines())


def render_terminal(reading: Reading, *, furniture: bool = False) -> RenderableType:
    """A reading as something a rich console prints.

    Args:
        reading: what is to be shown.
        furniture: whether to list what the site put round the article.
    """
    parts: list[RenderableType] = [*_article(reading)]
    if furniture and reading.article.furniture:
        parts.append(Rule("left out", style=_QUIET, align="left"))
        parts.extend(
            Text(f"  {plain(piece.text)}", style=_QUIET) for piece in reading.article.furniture
        )
    parts.append(Rule("sources", style=_QUIET, align="left"))
    parts.extend(_sources(reading))
    return Group(*parts)


def _article(reading: Reading) -> Iterator[RenderableType]:
    article = reading.article
    if not article.blocks:
        yield Text(f"{plain(article.id)}: no article was found on this page", style=_QUIET)
    about = _about(article)
    for block, cut in segmented(reading, article.blocks):
        if about and block.kind not in ("title", "standfirst"):
            yield Text(about + "\n", style=_QUIET)
            about = ""
        yield Padding(_words(block, cut), (0, 0, 1, _INDENT.get(block.kind, 0)))
    if about:
        yield Text(about, style=_QUIET)


def _about(article: Article) -> str:
    notes = [
        article.outlet,
        ", ".join(article.authors),
        article.published.isoformat() if article.published else None,
        *(f"credit: {credit.name}" for credit in article.credits),
        article.url,
    ]
    return plain(" · ".join(note for note in notes if note))


def _words(block: Block, cut: tuple[Segment, ...]) -> Text:
    text = Text("• " if block.kind == "list_item" else "", style=_BLOCK_STYLES.get(block.kind, ""))
    for segment in cut:
        text.append(plain(segment.text), style=_style(segment.marks))
        for one in segment.last_of:
            text.append(f"[{number(one)}]", style=_QUIET)
    return text


def _style(marks: tuple[Mark, ...]) -> Style:
    roles = {mark.role for mark in marks}
    style = Style.null()
    for role, own in (("content", _CONTENT), ("cue", _CUE), ("source", _SOURCE)):
        if role in roles:
            style += own
    return style


def _sources(reading: Reading) -> Iterator[RenderableType]:
    if not len(reading):
        yield Text("no statement with a source was found", style=_QUIET)
    days = made_on(reading)
    for group in by_source(reading):
        count = len(group.attributions)
        name = group.source.name if group.source else "no source named"
        heading = Text(plain(name), style=_SOURCE if group.source else _QUIET)
        notes = [*about_source(group.source), f"{count} statement{'' if count == 1 else 's'}"]
        heading.append("  " + plain(" · ".join(notes)), style=_QUIET)
        yield heading
        for one in group.attributions:
            line = Text(f"  [{number(one.id)}] ", style=_QUIET)
            line.append_text(_sentence(reading, one))
            line.append(
                "  " + plain(" · ".join(about_statement(one, days.get(one.id)))), style=_QUIET
            )
            yield line


def _sentence(reading: Reading, one: Attribution) -> Text:
    """Source, cue and content in the order in which the article has them."""
    pieces = sorted(
        (
            *((span, _SOURCE) for span in one.source),
            *((span, _CUE) for span in one.cue),
            *((span, _CONTENT) for span in one.content),
        ),
        key=lambda piece: piece[0],
    )
    sentence = Text()
    end: int | None = None
    for span, style in pieces:
        if end is not None:
            between = reading.article.text[end : span.start]
            near = len(between) <= _NEAR and not any(char.isalnum() for char in between)
            gap = plain(" ".join(between.split())) + " " if near else " … "
            sentence.append(gap, style=_QUIET)
        sentence.append(plain(" ".join(reading.article.words(span).split())), style=style)
        end = span.end
    if len(sentence) > _LONGEST_STATEMENT:
        sentence.truncate(_LONGEST_STATEMENT, overflow="ellipsis")
    return sentence
