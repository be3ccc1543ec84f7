"""Annotations in brat's form, written: ``NAME.ann`` for each page, beside its text."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from pathlib import Path

from onrecord.batch import Result
from onrecord.errors import FormatError
from onrecord.formats.brat import write_brat
from onrecord.formats.files import replacing
from onrecord.formats.names import Names
from onrecord.formats.registry import Options
from onrecord.page.load import is_url
from onrecord.records import Article, Attribution, Reading, Span

__all__ = ["write_folder"]


def write_folder(results: Iterable[Result], folder: Path, options: Options) -> None:
    """``NAME.ann``, with offsets in the page where it is plain text; else in a ``NAME.txt``."""
    names = Names()
    for result in results:
        name = names.of(result.id)
        files = options.shown(result, _files)
        if not isinstance(files, dict):
            continue
        if options.beside_inputs and ".txt" in files:
            options.report(
                FormatError(
                    f"{result.id}: no plain text, so that its text would be written beside its "
                    "annotations, among what is read; name another folder"
                )
            )
            continue
        for suffix, text in files.items():
            with replacing(folder / f"{name}{suffix}") as file:
                file.write(text)


def _files(reading: Reading) -> dict[str, str]:
    """What is written for a page, by the files' endings; its text first, where it is not at hand."""
    article = reading.article
    if _is_at_hand(article) and all(block.page_start is not None for block in article.blocks):
        on_page = (_on_page(article, one) for one in reading.attributions)
        return {".ann": write_brat(_page_text(article), on_page)}
    return {".txt": article.text, ".ann": write_brat(article.text, reading.attributions)}


def _is_at_hand(article: Article) -> bool:
    """Whether the page is a file of plain text, whose characters stand where its own program has them."""
    made = article.provenance
    if made is None or made.repaired is not None or made.origin is None:
        return False
    return made.origin.lower().endswith(".txt") and not is_url(made.origin)


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
