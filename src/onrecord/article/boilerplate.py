"""The standing words at the end of a press release: who the company is, what it does not promise."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from functools import cache

from onrecord.article.assemble import Piece
from onrecord.article.credit import is_wire_dateline
from onrecord.languages import page_words

__all__ = ["mark_boilerplate"]

_LONGEST = 90  # code points of a line that opens it
_STORY = frozenset({"paragraph", "list_item"})


def mark_boilerplate(pieces: Sequence[Piece]) -> list[Piece]:
    """The pieces, those of a press release's standing words marked so.

    They begin at a heading of theirs ("About Acme", "Forward-looking statements") and go on to the end.
    A heading that other articles have too needs a second sign: another of them, or a wire's dateline.
    """
    opens = [
        index for index, piece in enumerate(pieces) if _opening().match(piece.text[: _LONGEST + 1])
    ]
    opens = [index for index in opens if len(pieces[index].text) <= _LONGEST]
    wire = any(is_wire_dateline(piece.text) for piece in pieces)
    strong = any(_strong().match(pieces[index].text) for index in opens)
    if not opens or not (strong or wire):
        return list(pieces)
    return [
        replace(piece, kind="boilerplate") if index > opens[0] and piece.kind in _STORY else piece
        for index, piece in enumerate(pieces)
    ]


@cache
def _opening() -> re.Pattern[str]:
    words = page_words()
    return re.compile(rf"\W*(?:{'|'.join((*words.boilerplate, *words.about_body))})\W*$", re.I)


@cache
def _strong() -> re.Pattern[str]:
    return re.compile(rf"\W*(?:{'|'.join(page_words().boilerplate)})\W*$", re.I)
