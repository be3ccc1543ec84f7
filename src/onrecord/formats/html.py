"""A reading as one self-contained HTML file: no script, no font, no image from anywhere.

Templates stand in ``templates/``; this module only lays out what they show.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date, datetime
from functools import cache
from itertools import groupby
from pathlib import Path
from typing import IO, TYPE_CHECKING

from onrecord.about import __version__
from onrecord.audit import audit
from onrecord.batch import Result
from onrecord.errors import FormatError
from onrecord.formats.files import replacing
from onrecord.formats.fragments import text_fragment
from onrecord.formats.names import Names
from onrecord.formats.registry import Options
from onrecord.formats.segments import Segment, by_source, segmented
from onrecord.formats.wording import TERMS, about_source, about_statement, number
from onrecord.records import Block, BlockKind, Reading, Span
from onrecord.routes import chain
from onrecord.times import made_on

if TYPE_CHECKING:
    from jinja2 import Environment, Template

__all__ = ["environment", "render_html", "write", "write_folder"]

_HEAD: frozenset[BlockKind] = frozenset({"title", "standfirst"})
_TEMPLATES = Path(__file__).with_name("templates")


@dataclass(frozen=True, slots=True)
class _Shown:
    """A block with its segments."""

    kind: BlockKind
    segments: tuple[Segment, ...]


@dataclass(frozen=True, slots=True)
class _Run:
    """Neighbouring blocks of one kind: the items of a list stand in one list."""

    kind: BlockKind
    blocks: tuple[_Shown, ...]


def render_html(reading: Reading) -> str:
    """A reading as an HTML page."""
    article = reading.article
    runs = list(_runs(reading))
    return _template().render(
        article=article,
        reading=reading,
        head=[run for run in runs if run.kind in _HEAD],
        body=[run for run in runs if run.kind not in _HEAD],
        sources=by_source(reading),
        about_source=about_source,
        audit=audit(reading),
        terms=TERMS,
        chain=chain,
        about_statement=about_statement,
        days=made_on(reading),
        number=number,
        text_fragment=text_fragment,
        version=__version__,
    )


def write(results: Iterable[Result], out: IO[str], options: Options) -> None:
    """The report of one page.

    Raises:
        FormatError: there are several pages.
    """
    for place, result in enumerate(results):
        if place:
            raise FormatError("several pages as HTML need a folder to write to: -o FOLDER")
        if isinstance(page := options.shown(result, render_html), str):
            out.write(page)


def write_folder(results: Iterable[Result], folder: Path, options: Options) -> None:
    """A report for each page."""
    names = Names()
    for result in results:
        name = names.of(result.id)
        if isinstance(page := options.shown(result, render_html), str):
            with replacing(folder / f"{name}.html") as file:
                file.write(page)


def _runs(reading: Reading) -> Iterator[_Run]:
    for kind, blocks in groupby(_shown(reading), key=lambda block: block.kind):
        yield _Run(kind, tuple(blocks))


def _shown(reading: Reading) -> Iterator[_Shown]:
    paragraphs = (part for block in reading.article.blocks for part in _paragraphs(reading, block))
    for block, cut in segmented(reading, paragraphs):
        yield _Shown(block.kind, cut)


def _paragraphs(reading: Reading, block: Block) -> Iterator[Block]:
    """A raw page is one block: show it by its paragraphs."""
    start, end = block.span
    for line in reading.article.text[start:end].splitlines(keepends=True):
        kept = len(line.rstrip())
        if kept:
            yield Block(block.kind, Span(start, start + kept))
        start += len(line)


@cache
def _template() -> Template:
    return environment().get_template("reading.html.j2")


@cache
def environment() -> Environment:
    """The templates of all reports."""
    from jinja2 import Environment, FileSystemLoader, StrictUndefined

    made = Environment(
        loader=FileSystemLoader(_TEMPLATES),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    made.filters["moment"] = _moment
    return made


def _moment(moment: date) -> str:
    return moment.isoformat(" ", "minutes") if isinstance(moment, datetime) else moment.isoformat()
