"""Pieces → article text: the one place where blocks get their offsets."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from onrecord.records import Block, BlockKind, Span

__all__ = ["SEPARATOR", "Piece", "lay_out"]

#: Stands between two blocks of an article's text.
SEPARATOR = "\n\n"


@dataclass(frozen=True, slots=True)
class Piece:
    """A block before it has its place in the article's text.

    Attributes:
        kind: what it is.
        text: its words.
        page_start: where they stand in the page's own text, if that is plain.
        styled: whether the page sets all of it apart, in bold or in italics.
        author, platform: of an embedded post: whose, and where.
        speaker: of a turn: whose, as the page writes it.
    """

    kind: BlockKind
    text: str
    page_start: int | None = None
    styled: bool = False
    author: str | None = None
    platform: str | None = None
    speaker: str | None = None


def lay_out(pieces: Iterable[Piece]) -> tuple[str, tuple[Block, ...]]:
    """Join pieces to the article's text, with a block for each; empty pieces are left out."""
    words: list[str] = []
    blocks: list[Block] = []
    offset = 0
    for piece in pieces:
        if not piece.text:
            continue
        end = offset + len(piece.text)
        blocks.append(
            Block(
                piece.kind,
                Span(offset, end),
                piece.page_start,
                author=piece.author,
                platform=piece.platform,
                speaker=piece.speaker,
            )
        )
        words.append(piece.text)
        offset = end + len(SEPARATOR)
    return SEPARATOR.join(words), tuple(blocks)
