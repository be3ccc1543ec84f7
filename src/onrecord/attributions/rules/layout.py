"""Statements that the layout attributes: turns of a dialogue, and words with a signature below them.

“WALLACE: Will she be there?” and “We are proud. — Sonya Herridge” have no word for their cue, but a
colon and a dash. The network finds most; the form is plain enough to tell the rest by rule.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterable, Iterator
from functools import cache
from itertools import zip_longest
from typing import NamedTuple

from onrecord.attributions.rules.edges import ByForm
from onrecord.languages import Words
from onrecord.records import Span
from onrecord.text import APART, SPEAKER, Document, trimmed

__all__ = ["signed", "turns"]

_FEWEST_WORDS = 3  # of a content
_MOST_PARAGRAPHS = 5  # that a turn runs on for, unlabelled
_LINE = re.compile(r"\S[^\n]*")
_LETTERS = re.compile(r"[^\W\d_]+")
_QUOTES = "“\"'‘«„"
_HANDLE = r"\(@\w+\)"
_DASH = r"[^\S\n]*(?:\n\s*(?=[—―–]))?(?P<cue>[—―–]|--?)[^\S\n]?"
_MARKUP = re.compile(r"(?:\s*<[^<>\n]*>)+")  # that a text kept of its page
_LABEL = re.compile(
    rf"^[“\"'‘]?(?P<who>{SPEAKER})(?P<cue>:)\s",
    re.MULTILINE,
)


@cache
def _signature(name: str) -> re.Pattern[str]:
    """Behind a quotation: a dash, a name, perhaps what the person is, and the line ends."""
    return re.compile(
        rf"{_DASH}(?P<who>{name})(?:,[^\S\n](?P<role>[^.!?:;“”\"\n]{{3,90}}))?[^\S\n]*\.?[^\S\n]*(?=\n|$|[“\"])"
    )


@cache
def _post(name: str) -> re.Pattern[str]:
    """An embedded post: its words, a dash, a name with a handle."""
    return re.compile(rf"(?P<cue>[—―–])[^\S\n]?(?P<who>{name}[^\n(]{{0,30}}{_HANDLE})")


class _Label(NamedTuple):
    """A paragraph that opens with a speaker and a colon."""

    line: Span
    who: Span
    cue: Span


def turns(document: Document, lang: Words) -> Iterator[ByForm]:
    """Turns of a dialogue, in order, each with the paragraphs behind it that go on with it.

    They are among the blocks that reading marked as turns; where it marked none, among all lines.
    """
    text = document.text
    labels = _dialogue(text, document.spans_of("turn") or document.lines)
    apart = [span.start for span in document.spans_of(*APART)]
    for (line, who, cue), behind in zip_longest(labels, labels[1:]):
        end = line.end
        # Between two turns of one speaker stands what another says, without a label.
        if behind is not None and text[slice(*who)] != text[slice(*behind.who)]:
            heading = bisect_left(apart, line.end)
            limit = min([behind.line.start, *apart[heading : heading + 1]])
            end = _end_of_turn(text, lang, line, limit)
        yield from _stated(text, who, cue, Span(cue.end, end))


def _dialogue(text: str, lines: Iterable[Span]) -> list[_Label]:
    """The turns of speakers of whom at least two come again, or of “Q” and “A”."""
    by_speaker: dict[str, list[_Label]] = {}
    for line in lines:
        match = _LABEL.match(text, *line)
        if match and len(_LETTERS.findall(text, match.end(), line.end)) >= _FEWEST_WORDS:
            label = _Label(line, Span(*match.span("who")), Span(*match.span("cue")))
            by_speaker.setdefault(match["who"].split()[-1], []).append(label)
    again = {who for who, own in by_speaker.items() if len(own) > 1}
    if len(again) < 2 and not {"Q", "A"} & again:
        return []
    # Whoever comes again is a speaker, and so is one who is labelled as they are, in capitals.
    capitals = all(who.isupper() for who in again)
    return sorted(
        label
        for who, own in by_speaker.items()
        if who in again or (capitals and who.isupper())
        for label in own
    )


def _end_of_turn(text: str, lang: Words, line: Span, limit: int) -> int:
    """Where a turn ends whose paragraphs run on, unlabelled, towards the next turn."""
    quoted = text[line.start] in _QUOTES
    end = line.end
    for count, match in enumerate(_LINE.finditer(text, line.end, limit)):
        first = match[0][0]
        own = first in _QUOTES if quoted else first.isalpha() or first in _QUOTES
        bracketed = match[0].lstrip(_QUOTES).startswith(("(", "["))
        if not own or bracketed or count == _MOST_PARAGRAPHS:
            break
        end = match.end()
    return end if quoted or lang.layout.spoken.search(text, line.end, end) else line.end


def signed(document: Document, lang: Words) -> Iterator[ByForm]:
    """Quotations and embedded posts with a signature."""
    text = document.text
    signature = _signature(lang.layout.name)
    for mark in document.spoken:
        before = text[text.rfind("\n", 0, mark.span.start) + 1 : mark.span.start]
        match = signature.match(text, mark.span.end) if mark.closed else None
        if match is None or before.strip() or lang.layout.tells.search(match["role"] or ""):
            continue
        yield from _stated(text, Span(*match.span("who")), Span(*match.span("cue")), mark.span)
    for match in _post(lang.layout.name).finditer(text):
        start = text.rfind("\n", 0, match.start()) + 1
        if not text[start : match.start()].strip():
            words = len(text[:start].rstrip())  # signed on a line of its own
            start = text.rfind("\n", 0, words) + 1
        if opened := _MARKUP.match(text, start, match.start()):
            start = opened.end()
        said = Span(start, match.start())
        yield from _stated(text, Span(*match.span("who")), Span(*match.span("cue")), said)


def _stated(text: str, who: Span, cue: Span, content: Span) -> Iterator[ByForm]:
    words = text[slice(*content)]
    start = content.start + len(words) - len(words.lstrip())
    said, names = Span(start, start + len(words.strip())), trimmed(text, [who])
    if names and len(words.split()) >= _FEWEST_WORDS:
        yield ByForm(names[0], cue, said)
