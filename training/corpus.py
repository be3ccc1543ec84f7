"""Annotated articles for training: PolNeAR, read leniently, as texts with gold spans."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from onrecord.formats.brat import AnnotatedSpans, annotations_for, read_brat


@dataclass(frozen=True, slots=True)
class Annotated:
    """One article as one annotator marked it."""

    name: str
    annotator: str
    text: str
    attributions: tuple[AnnotatedSpans, ...]


def read_polnear(part: Path) -> Iterator[Annotated]:
    """Read a part of PolNeAR (a folder with ``text`` and ``attributions``), in order of name.

    An article with several annotators comes once for each of them.
    """
    for path in sorted((part / "text").glob("*.txt")):
        text = _read(path, newline="")
        for ann in annotations_for(part / "attributions", path.stem):
            attributions = tuple(read_brat(_read(ann, newline="\n")))
            yield Annotated(path.stem, ann.stem.rpartition("_")[2], text, attributions)


def _read(path: Path, *, newline: str) -> str:
    with path.open(encoding="utf-8", newline=newline) as file:
        return file.read()
