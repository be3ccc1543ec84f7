"""Interviews, debates and transcripts: which pieces are turns, and whose.

A page tells turns by one of three forms: a label with a colon ("NAME, ROLE:"), a speaker on a line of its
own, or questions that are set apart from their answers.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from functools import cache

from onrecord.article.assemble import Piece
from onrecord.article.names import is_name, names_in
from onrecord.languages import page_words
from onrecord.text import SPEAKER

__all__ = ["is_turn", "mark_turns"]

_LABEL = re.compile(
    rf"^[\"'“‘]?(?P<who>(?:{SPEAKER}))(?:,\s[^:\n]{{1,60}})?(?:\s*[(\[][^()\[\]\n]{{1,50}}[)\]])?\s*[:：](?P<said>\s+\S)?"
)
_QUESTION = re.compile(r"[?？][\"”’»)]*$")
_SPOKEN = frozenset({"paragraph", "list_item", "block_quotation"})
_FEWEST_QUESTIONS = 3
_LONGEST_SPEAKER = 6  # words of a speaker on a line of its own
_NAME_IN_PROSE = re.compile(
    r"[A-ZÀ-ÞŁŚŻ][\w'’-]+(?:\s+(?:(?:de|van|der|la|von|bin|di|da|del)\s+)*[A-ZÀ-ÞŁŚŻ][\w'’.-]+)+"
)
_QUESTIONER, _ANSWERER = "Q", "A"


def is_turn(line: str) -> bool:
    """Whether a line opens with a speaker and a colon."""
    found = _LABEL.match(line)
    return found is not None and found["said"] is not None


def mark_turns(pieces: Sequence[Piece]) -> list[Piece]:
    """The pieces, those that are turns marked so, each with its speaker where the page tells one."""
    speakers = _labelled(pieces) or _on_own_lines(pieces) or _questioned(pieces)
    if not speakers:
        return list(pieces)
    names = {_ANSWERER: _interviewed(pieces)}
    return [
        replace(piece, kind="turn", speaker=names.get(speakers[index] or "", speakers[index]))
        if index in speakers
        else piece
        for index, piece in enumerate(pieces)
    ]


def _labelled(pieces: Sequence[Piece]) -> dict[int, str | None]:
    """Turns by label, where a speaker comes again: once is a sentence with a colon."""
    labels = {
        index: found
        for index, piece in enumerate(pieces)
        if piece.kind in ("paragraph", "heading") and (found := _LABEL.match(piece.text))
    }
    counts = Counter(_last(found["who"]) for found in labels.values())
    again = {who for who, count in counts.items() if count > 1}
    if len(labels) < 3 or not again:
        return {}
    capitals = all(found["who"].isupper() for found in labels.values())
    full = _full_names(found["who"] for found in labels.values())
    turns: dict[int, str | None] = {}
    for index, found in labels.items():
        if _last(found["who"]) in again or capitals or len(labels) - len(again) <= 2:
            who = full.get(_last(found["who"]), found["who"])
            turns.update(dict.fromkeys(_spoken(pieces, index, labels, bare=not found["said"]), who))
    return turns


def _spoken(
    pieces: Sequence[Piece], index: int, labels: Mapping[int, object], *, bare: bool
) -> list[int]:
    """The piece that a label opens; those behind it, where the label stands alone."""
    if not bare:
        return [index]
    behind: list[int] = []
    for place in range(index + 1, len(pieces)):
        if place in labels or pieces[place].kind not in _SPOKEN:
            break
        behind.append(place)
    return behind


def _full_names(speakers: Iterable[str]) -> dict[str, str]:
    """The fullest form of each speaker by the last word: "AMADOU PREWITT" for "PREWITT"."""
    full: dict[str, str] = {}
    for who in speakers:
        if len(who) > len(full.get(_last(who), "")):
            full[_last(who)] = who
    return full


def _last(who: str) -> str:
    return who.split()[-1].casefold()


def _on_own_lines(pieces: Sequence[Piece]) -> dict[int, str | None]:
    """Turns behind lines that are a speaker and nothing else, of whom two come again."""
    lines = {
        index: piece.text.rstrip(":：")
        for index, piece in enumerate(pieces)
        if piece.kind in ("paragraph", "heading") and _is_speaker(piece.text.rstrip(":："))
    }
    counts = Counter(who.casefold() for who in lines.values())
    lines = {index: who for index, who in lines.items() if counts[who.casefold()] > 1}
    if len({who.casefold() for who in lines.values()}) < 2:
        return {}
    return {
        spoken: who
        for index, who in lines.items()
        for spoken in _spoken(pieces, index, lines, bare=True)
    }


def _is_speaker(line: str) -> bool:
    if len(line.split()) > _LONGEST_SPEAKER or not line:
        return False
    return is_name(line) and (line[0].isupper() or not line.isascii())


def _questioned(pieces: Sequence[Piece]) -> dict[int, str | None]:
    """Questions that are set apart, and what is said behind each by one who says "I"."""
    asked = [index for index, piece in enumerate(pieces) if _is_question(piece)]
    answers = {index: _spoken(pieces, index, dict.fromkeys(asked), bare=True) for index in asked}
    asked = [index for index in asked if answers[index]]
    if len(asked) < _FEWEST_QUESTIONS:
        return {}
    own = sum(
        any(_first_person().search(pieces[place].text) for place in answers[index])
        for index in asked
    )
    if 2 * own < len(asked):
        return {}
    turns: dict[int, str | None] = {}
    for index in asked:
        turns[index] = None
        turns.update(dict.fromkeys(_plain(pieces, answers[index]), _ANSWERER))
    return turns


def _plain(pieces: Sequence[Piece], places: Iterable[int]) -> list[int]:
    return [place for place in places if pieces[place].kind in _SPOKEN and not pieces[place].styled]


def _is_question(piece: Piece) -> bool:
    apart = piece.kind == "heading" or (piece.kind == "paragraph" and piece.styled)
    return apart and _QUESTION.search(piece.text) is not None


@cache
def _first_person() -> re.Pattern[str]:
    return re.compile(rf"\b(?:{'|'.join(page_words().first_person)})\b")


def _interviewed(pieces: Sequence[Piece]) -> str | None:
    """Who answers: the first that the title, the standfirst or the introduction names, but who asks."""
    asking = {name for piece in pieces if piece.kind == "byline" for name in names_in(piece.text)}
    intro = [piece.text for piece in pieces if piece.kind in ("standfirst", "paragraph")][:2]
    titles = [piece.text for piece in pieces if piece.kind == "title"]
    for text in (*intro, *titles):
        for found in _NAME_IN_PROSE.finditer(text):
            if is_name(found[0]) and found[0] not in asking:
                return found[0]
    return None
