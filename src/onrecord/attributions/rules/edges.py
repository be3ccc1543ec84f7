"""Where source, cue and content of a statement begin and end, where the network's words do not tell.

Rules of wording for what is too rare in the corpus, or is the page's own damage: refusals to confirm,
datelines, and the subjects that machine translation says twice.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import NamedTuple

from onrecord.languages import Words
from onrecord.records import Span
from onrecord.text import trimmed

__all__ = [
    "ByForm",
    "behind_clock",
    "behind_dateline",
    "in_one_line",
    "is_recipient",
    "neither",
    "repeated_subject",
]


class ByForm(NamedTuple):
    """Where the three roles of a statement stand that its form gives away."""

    source: Span
    cue: Span
    content: Span


def in_one_line(text: str, source: Sequence[Span], cue: Span) -> tuple[Span, ...]:
    """A source without what stands in another paragraph than its words next to the cue."""
    if not any(text.find("\n", *span) >= 0 for span in source):
        return tuple(source)
    kept: list[Span] = []
    for start, end in source:
        if end <= cue.start:
            start = max(start, text.rfind("\n", start, end) + 1)
        elif (line := text.find("\n", start, end)) >= 0:
            end = line
        kept.append(Span(start, end))
    return trimmed(text, kept)


def is_recipient(text: str, source: Sequence[Span], cue: Sequence[Span], lang: Words) -> bool:
    """As in "“No,” responded to the newspaper": who is spoken to is no source."""
    start = source[0].start
    if start < cue[-1].end:
        return False
    between = text[cue[-1].end : start].strip().lower()
    words = text[cue[0].start : cue[-1].end]
    if between == "to":
        return lang.edges.to_whom.search(words) is not None
    return (
        between == ""
        and words.lower().endswith(" to")
        and lang.edges.to_whom.search(words) is not None
    )


def neither(
    text: str, source: tuple[Span, ...], cue: tuple[Span, ...], lang: Words
) -> tuple[tuple[Span, ...], tuple[Span, ...]]:
    """As in "The ministry neither confirmed nor denied": the word is the cue's, not the source's."""
    if not source and text[slice(*cue[0])].lower().startswith("neither "):
        return _subject_before(text, cue[0].start, lang), cue
    if not source or source[-1].end >= cue[0].start:
        return source, cue
    start, end = source[-1]
    if text[start:end].lower() == "neither" and not text[end : cue[0].start].strip():
        before = _subject_before(text, start, lang)
        return (*source[:-1], *before), (Span(start, cue[0].end), *cue[1:])
    match = lang.edges.neither.search(text[start:end])
    if match is None or match.start() == 0 or text[end : cue[0].start].strip():
        return source, cue
    word = Span(start + match.start() + 1, end)
    return (*source[:-1], Span(start, start + match.start())), (
        Span(word.start, cue[0].end),
        *cue[1:],
    )


def _subject_before(text: str, place: int, lang: Words) -> tuple[Span, ...]:
    """As in "He was reserved and neither confirmed nor denied": who, the clause before tells."""
    low = max(text.rfind(mark, 0, place) for mark in ".!?\n") + 1
    pronouns = list(lang.edges.subject.finditer(text, low, place))
    return (Span(*pronouns[-1].span()),) if pronouns else ()


#: "GENEVA, March 3 (Reuters) — " at the head of a paragraph: where it was written, not what is said.
_DATELINE = re.compile(
    r"[A-Z][A-Z.’'-]+(?:[ ,]+[A-Z][\w.’'-]*){0,5}(?:,? \d{1,2})?\s*(?:\([^()\n]{2,40}\)\s*)?[—–-]{1,2}\s+(?=\S)"
)


def behind_dateline(text: str, span: Span) -> Span:
    """A content without the dateline that its paragraph begins with."""
    if span.start and text[span.start - 1] != "\n":
        return span
    match = _DATELINE.match(text, span.start, span.end)
    if match is None or not (match[0].split("(")[0].rstrip(" —–-").isupper() or "(" in match[0]):
        return span
    return Span(match.end(), span.end) if match.end() < span.end else span


_HALF = r"[ap]\.?m\.?|AM|PM"
_ZONE = rf"(?:{_HALF})?[ \t]*(?:GMT|UTC|BST|IST|CES?T|[ECMP][SD]?T)?"
#: The time of day that an entry of a live blog opens with.
_CLOCK = re.compile(
    rf"[ \t]*\d{{1,2}}(?:[:h]\d{{2}}[ \t]*{_ZONE}|\.\d{{2}}[ \t]*(?:{_HALF}|GMT|BST))(?!\w)[ \t.,:–—-]*"
)


def behind_clock(text: str, span: Span) -> Span:
    """A source without the time of day that its line begins with: "14:31 | Reed says"."""
    line = text.rfind("\n", 0, span.start) + 1
    match = _CLOCK.match(text, line)
    return Span(match.end(), span.end) if match and span.start < match.end() < span.end else span


_FAR = 160  # code points from a pronoun to the beginning of its sentence, at most


def repeated_subject(text: str, source: tuple[Span, ...], lang: Words) -> tuple[Span, ...]:
    """As in "the leaders They debate": where a translation repeats the subject by a pronoun, the
    words before it are the source.

    A pronoun in lower case may begin a clause ("the day she said"), so it is taken for such a one
    only behind a subject that says by whom it was collected or published.
    """
    if len(source) != 1:
        return source
    if (both := lang.edges.subject_and_pronoun.fullmatch(text, *source[0])) is not None:
        return (Span(*both.span(1)),)
    if not lang.edges.pronoun.match(text[source[0].start : source[0].end]):
        return source
    start = source[0].start
    capital = text[start].isupper()  # in the middle of a sentence, but for a comma
    borders = '.!?\n“”",' if capital else '.!?\n“”"'
    low = max(text.rfind(mark, max(start - _FAR, 0), start) for mark in borders) + 1
    if low == 0 and start > _FAR:
        return source
    before = text[low:start]
    words = before.rstrip()
    if not words or len(words) == len(before):
        return source
    low += len(before) - len(before.lstrip())
    opening = lang.edges.opening.match(text, low, start)
    low = opening.end() if opening is not None else low
    words = lang.edges.adverb.sub("", text[low:start].rstrip())
    if not capital and " by " not in words:
        return source
    if lang.edges.noun_phrase.match(words) is None or lang.edges.clause.search(words) is not None:
        return source
    return (Span(low, low + len(words)),)
