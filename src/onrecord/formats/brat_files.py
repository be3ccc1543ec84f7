"""Annotations in brat's form, written: ``NAME.ann`` for each page, beside its text."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from pathlib import Path

from onrecord.batch import Result
from onrecord.formats.brat import write_brat
from onrecord.formats.files import replacing
from onrecord.formats.names import Names
from onrecord.formats.registry import Options
from onrecord.records import Article, Attribution, Reading, Span

__all__ = ["write_folder"]


def write_folder(results: Iterable[Result], folder: Path, options: Options) -> None:
    """``NAME.ann``, with offsets in the page where it is plain text; else in a ``NAME.txt``."""
    names = Names()
    for result in results:
        name = names.of(result.id)
        if isinstance(result.outcome, Reading):
            _write(folder, name, result.outcome)


def _write(folder: Path, name: str, reading: Reading) -> None:
    article = reading.article
    if all(block.page_start is not None for block in article.blocks):
        ann = write_brat(
            _page_text(article), (_on_page(article, one) for one in reading.attributions)
        )
    else:
        ann = write_brat(article.text, reading.attributions)
        with replacing(folder / f"{name}.txt") as file:
            file.write(article.text)
    with replacing(folder / f"{name}.ann") as file:
        file.write(ann)


def _page_text(article: Article) -> str:
    """The page's text as far as blocks tell it; what is between them is blank."""
    pieces: list[str] = []
    length = 0
    for block in article.blocks:
        start = block.page_start or 0
        words = article.words(block.span)
        pieces.extend((" " * (start - length), words))
        length = start + len(words)
    return "".join(pieces)


def _on_page(article: Article, one: Attribution) -> Attribution:
    def moved(spans: tuple[Span, ...]) -> tuple[Span, ...]:
        return tuple(piece for span in spans for piece in article.on_page(span))

    return replace(one, source=moved(one.source), cue=moved(one.cue), content=moved(one.content))
