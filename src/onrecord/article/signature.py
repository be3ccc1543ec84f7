"""The signature below a letter or an opinion: its writer is the author."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import cache

from onrecord.article.assemble import Piece
from onrecord.article.names import is_name
from onrecord.languages import page_words

__all__ = ["signed_by"]

_LAST = 5  # pieces at the end among which a signature is
_DASHES = "—―–- "
_LONGEST = 6  # words


def signed_by(pieces: Sequence[Piece]) -> tuple[str, ...]:
    """The writer that an article's last lines name, where it is a letter, or a dash stands before them.

    Letters of several writers on one page have none: each is its own.
    """
    story = [
        piece for piece in pieces if piece.kind not in ("title", "standfirst", "byline", "credit")
    ]
    letters = [index for index, piece in enumerate(story) if _opening().match(piece.text)]
    titled = any(
        _title().search(piece.text) for piece in pieces if piece.kind in ("title", "standfirst")
    )
    if len(letters) > 1:
        return ()
    for piece in story[-_LAST:]:
        name = _name(piece.text)
        if name is None:
            continue
        if letters or titled or piece.text[:1] in _DASHES.strip():
            return (name,)
    about = _about().match(story[-1].text) if story and story[-1].styled else None
    return (about["name"],) if about and is_name(about["name"]) else ()


def _name(line: str) -> str | None:
    """The name on a line of its own: "— Thaddeus Coyle", "Dr P. Hargreave, Upper Sloe"."""
    words = line.strip(_DASHES).partition(",")[0]
    if not 2 <= len(words.split()) <= _LONGEST or not is_name(words) or line.rstrip().endswith(":"):
        return None
    return words


@cache
def _opening() -> re.Pattern[str]:
    return re.compile(rf"\W{{0,3}}(?:{'|'.join(page_words().letter_openings)})\b", re.I)


@cache
def _title() -> re.Pattern[str]:
    return re.compile(rf"\b(?:{'|'.join(page_words().letters)})\b", re.I)


@cache
def _about() -> re.Pattern[str]:
    return re.compile(rf"(?P<name>[^,.\n]{{4,40}}?)\s+(?:{'|'.join(page_words().about_writer)})\b")
