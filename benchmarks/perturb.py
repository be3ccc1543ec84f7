"""Other writings of a text, with the offsets to carry its spans along.

What happens to news on its way to a reader: marks lost or of another country's style, case lost,
stray spaces left by translators and scrapers, paragraphs run together, letters misread. Used to
measure robustness (`robustness.py`) and, with other draws, to train for it.
"""

from __future__ import annotations

import random
import re
from collections.abc import Callable, Iterable, Sequence
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from onrecord.records import Span

__all__ = [
    "QUOTE_STYLES",
    "Edit",
    "Rewritten",
    "ocr_noise",
    "quote_style",
    "recased",
    "rewrite",
    "run_together",
    "stray_spaces",
    "without_quotes",
]


class Edit(NamedTuple):
    """Replace ``text[start:end]`` by `new`; an insertion where start and end are the same."""

    start: int
    end: int
    new: str


class Rewritten(NamedTuple):
    """A text after edits.

    Attributes:
        text: the new text.
        starts, ends: for each offset of the old text the offset in the new one, as the start or
            the end of a span: an insertion at a border stays outside the span.
    """

    text: str
    starts: NDArray[np.int64]
    ends: NDArray[np.int64]

    def carry(self, spans: Iterable[Span]) -> tuple[Span, ...]:
        """Spans of the old text in the new one; those that vanished are left out."""
        carried = (Span(int(self.starts[s]), int(self.ends[e])) for s, e in spans)
        return tuple(span for span in carried if span.start < span.end)


def rewrite(text: str, edits: Sequence[Edit]) -> Rewritten:
    """Apply edits, which must be in order and must not overlap.

    Raises:
        ValueError: they are not, or do.
    """
    parts: list[str] = []
    starts = np.empty(len(text) + 1, dtype=np.int64)
    ends = np.empty(len(text) + 1, dtype=np.int64)
    old = new = 0
    for start, end, words in edits:
        if not old <= start <= end:
            raise ValueError(f"edit at {start} begins before the one before it ends, at {old}")
        kept = np.arange(start - old + 1) + new
        starts[old : start + 1] = kept
        ends[old + (old > 0) : start + 1] = kept[(old > 0) :]
        new += start - old
        parts += (text[old:start], words)
        if start == end:
            starts[start] = new + len(words)
        else:
            inside = new + np.minimum(np.arange(1, end - start + 1), len(words))
            inside[-1] = new + len(words)
            starts[start + 1 : end + 1] = ends[start + 1 : end + 1] = inside
        new += len(words)
        old = end
    kept = np.arange(len(text) - old + 1) + new
    ends[old + (old > 0) :] = kept[(old > 0) :]
    starts[old:] = kept
    parts.append(text[old:])
    return Rewritten("".join(parts), starts, ends)


_DOUBLE = re.compile(r'["“”„‟«»]|\'\'|``')
_SINGLE_OPEN = re.compile(r"(?<!\w)['‘](?=\w)")
_SINGLE_CLOSE = re.compile(r"(?<=[\w.,!?])['’](?!\w)")

#: What “ and ” become in other countries and keyboards, and ‘ and ’ inside them.
QUOTE_STYLES = {
    "straight": ('"', '"'),
    "german": ("„", "“"),
    "french": ("«", "»"),
    "french spaced": ("« ", " »"),
    "single": ("‘", "’"),
    "typewriter": ("``", "''"),
    "swedish": ("”", "”"),
}


def _double_marks(text: str) -> list[tuple[re.Match[str], bool]]:
    """Double quotation marks, each with whether it opens."""
    marks: list[tuple[re.Match[str], bool]] = []
    for match in _DOUBLE.finditer(text):
        mark = match[0]
        if mark in "“”„‟«»":
            opens = mark in "“„«"
        else:
            before = text[match.start() - 1 : match.start()]
            opens = mark == "``" or not before or before.isspace() or before in "([—–-"
        marks.append((match, opens))
    return marks


def quote_style(text: str, style: str) -> Rewritten:
    """Double quotation marks in another style; one of `QUOTE_STYLES`."""
    pair = QUOTE_STYLES[style]
    return rewrite(
        text,
        [Edit(*match.span(), pair[0 if opens else 1]) for match, opens in _double_marks(text)],
    )


def without_quotes(text: str) -> Rewritten:
    """All quotation marks gone; apostrophes stay."""
    double = [match.span() for match, _ in _double_marks(text)]
    within = {place for start, end in double for place in range(start, end)}
    single = [
        match.span()
        for pattern in (_SINGLE_OPEN, _SINGLE_CLOSE)
        for match in pattern.finditer(text)
        if match.start() not in within  # half of a typewriter's ''
    ]
    return rewrite(text, [Edit(start, end, "") for start, end in sorted({*double, *single})])


def recased(text: str, case: Callable[[str], str]) -> Rewritten:
    """All letters through ``str.lower`` or ``str.upper``; letters that change length stay."""
    same = np.arange(len(text) + 1)
    return Rewritten(
        "".join(new if len(new := case(char)) == 1 else char for char in text), same, same
    )


_BEFORE = re.compile(r"(?<=[\w”\"’])(?=[,.;:!?](?:\s|$|[”\"’]))|(?<=[\w.,!?])(?=[”»)])")
_AFTER = re.compile(r"(?<=[“«(])(?=\w)")
_LINK = re.compile(r"(?<=[a-z,] )[A-Z][\w’']+(?: [A-Z][\w’']+)+(?= )")


def stray_spaces(text: str, rng: random.Random, *, rate: float = 0.5) -> Rewritten:
    """Spaces before punctuation and inside marks, and spaces or breaks round links.

    Links are not marked in plain text; names of several words stand in for them.
    """
    edits: dict[int, Edit] = {}
    for pattern in (_BEFORE, _AFTER):
        for match in pattern.finditer(text):
            if rng.random() < rate:
                edits[match.start()] = Edit(match.start(), match.start(), " ")
    for match in _LINK.finditer(text):
        if rng.random() < 0.4 * rate:
            stray = rng.choice((" ", "  ", "\u00a0", "\n"))
            for place in match.span():
                edits.setdefault(place, Edit(place, place, stray))
    return rewrite(text, [edits[place] for place in sorted(edits)])


_PARAGRAPH = re.compile(r"[ \t]*\n\s*")


def run_together(text: str) -> Rewritten:
    """Paragraphs run together: each line break becomes a space."""
    inner = (match for match in _PARAGRAPH.finditer(text) if 0 < match.start() < match.end())
    return rewrite(text, [Edit(*match.span(), " ") for match in inner])


_CONFUSED = {
    "l": "1I", "1": "lI", "I": "l1", "O": "0", "0": "O", "o": "0c", "e": "c", "c": "e", "m": "n",
    "n": "r", "h": "b", "b": "h", "u": "v", "v": "u", "i": "l", "t": "f", "f": "t", "S": "5",
    "5": "S", "B": "8", "8": "B", "g": "q", "q": "g", "a": "o", ",": ".", ".": ",", "“": '"',
    "”": '"', "’": "'", "s": "5", "r": "n", "d": "cl", "w": "vv",
}  # fmt: skip
_LETTERS = "abcdefghijklmnopqrstuvwxyz"


def ocr_noise(text: str, rng: random.Random, *, rate: float = 0.02) -> Rewritten:
    """Misread characters: most taken for a similar one, some lost, some doubled or split."""
    edits: list[Edit] = []
    for place, char in enumerate(text):
        if char.isspace() or rng.random() >= rate:
            continue
        draw = rng.random()
        if draw < 0.7:
            new = rng.choice(_CONFUSED.get(char, _LETTERS))
        elif draw < 0.85:
            new = ""
        else:
            new = char + rng.choice((char, " ", rng.choice(_LETTERS)))
        edits.append(Edit(place, place + 1, new))
    return rewrite(text, edits)
