"""Where source, cue and content of a statement begin and end, where the network's words do not tell.

Rules of wording for what is too rare in the corpus, or is the page's own damage: refusals to confirm,
datelines, and the subjects that machine translation says twice.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterable, Iterator, Sequence
from typing import Generic, NamedTuple, TypeVar

from onrecord.records import Span

__all__ = [
    "ByForm",
    "SpanIndex",
    "Taken",
    "behind_dateline",
    "in_one_line",
    "is_recipient",
    "neither",
    "repeated_subject",
    "trimmed",
]

T = TypeVar("T")

_EDGES = " \t\r\n\u00a0.,;:–—-"


class ByForm(NamedTuple):
    """Where the three roles of a statement stand that its form gives away."""

    source: Span
    cue: Span
    content: Span


class SpanIndex(Generic[T]):
    """Spans with what they belong to, asked about in any order.

    Args:
        items: spans, each with what it belongs to.

    Attributes:
        longest: the length of the longest span, in code points.
    """

    def __init__(self, items: Iterable[tuple[Span, T]]) -> None:
        self._items = sorted(items, key=lambda item: item[0])
        self._starts = [span.start for span, _ in self._items]
        self.longest = max((end - start for (start, end), _ in self._items), default=0)

    def overlapping(self, span: Span) -> Iterator[tuple[Span, T]]:
        """Those that have words in common with a span, in order."""
        low = bisect_left(self._starts, span.start - self.longest)
        high = bisect_left(self._starts, span.end)
        return (item for item in self._items[low:high] if item[0].end > span.start)


class Taken:
    """Spans that statements already have, asked about in the order of the text.

    Args:
        spans: in order of the text.
    """

    def __init__(self, spans: Sequence[Span]) -> None:
        self._spans = spans
        self._place = 0

    def overlaps(self, span: Span) -> bool:
        """Whether a span, which begins no earlier than the ones asked about before, is taken."""
        spans = self._spans
        while self._place < len(spans) and spans[self._place].end <= span.start:
            self._place += 1
        return self._place < len(spans) and spans[self._place].start < span.end


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


def trimmed(text: str, spans: Iterable[Span]) -> tuple[Span, ...]:
    """Spans without the punctuation and white space at their edges."""
    trimmed: list[Span] = []
    for start, end in spans:
        words = text[start:end]
        left = len(words) - len(words.lstrip(_EDGES))
        right = len(words.rstrip(_EDGES))
        if left < right:
            trimmed.append(Span(start + left, start + right))
    return tuple(trimmed)


_TO = re.compile(r"(?:responded|replied|said|spoke|told|answered|declared|stated)(?:\s+to)?$", re.I)


def is_recipient(text: str, source: Sequence[Span], cue: Sequence[Span]) -> bool:
    """As in "“No,” responded to the newspaper": who is spoken to is no source."""
    start = source[0].start
    if start < cue[-1].end:
        return False
    between = text[cue[-1].end : start].strip().lower()
    words = text[cue[0].start : cue[-1].end]
    if between == "to":
        return _TO.search(words) is not None
    return between == "" and words.lower().endswith(" to") and _TO.search(words) is not None


_SUBJECT = re.compile(r"\b(?:he|she|they|it|who)\b", re.IGNORECASE)
_NEITHER = re.compile(r"\s+neither$", re.IGNORECASE)


def neither(
    text: str, source: tuple[Span, ...], cue: tuple[Span, ...]
) -> tuple[tuple[Span, ...], tuple[Span, ...]]:
    """As in "The ministry neither confirmed nor denied": the word is the cue's, not the source's."""
    if not source or source[-1].end >= cue[0].start:
        return source, cue
    start, end = source[-1]
    if text[start:end].lower() == "neither" and not text[end : cue[0].start].strip():
        # "He was reserved and neither confirmed nor denied": who, the clause before tells.
        low = max(text.rfind(mark, 0, start) for mark in ".!?\n") + 1
        pronouns = list(_SUBJECT.finditer(text, low, start))
        before = (Span(*pronouns[-1].span()),) if pronouns else ()
        return (*source[:-1], *before), (Span(start, cue[0].end), *cue[1:])
    match = _NEITHER.search(text[start:end])
    if match is None or match.start() == 0 or text[end : cue[0].start].strip():
        return source, cue
    word = Span(start + match.start() + 1, end)
    return (*source[:-1], Span(start, start + match.start())), (
        Span(word.start, cue[0].end),
        *cue[1:],
    )


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


_PRONOUN = re.compile(r"(?:he|she|it|they)$", re.IGNORECASE)
_BOTH = re.compile(r"(\S+\s+(?:\S+\s+){0,8}?\S*[^\W\d_])\s+(?:He|She|It|They)")
_OPENING = re.compile(
    r"(?:(?:however|but|and|also|meanwhile|moreover|furthermore|finally|thus|therefore|still|yet"
    r"|on the other hand|in addition|for (?:his|her|its|their) part),?\s+)?",
    re.IGNORECASE,
)
_NOUN_PHRASE = re.compile(
    r"(?:(?:[Bb]oth\s+)?(?:[Tt]he|[Aa]n?|[Tt]hese|[Tt]hose|[Ss]ome|[Hh]is|[Hh]er|[Ii]ts|[Tt]heir)\s+[^.!?:;,\n]{3,80}"
    r"|[A-Z][a-z]+\s+(?:collected|gathered|obtained|published)\s+by\s+[^.!?:;,\n]{3,60})$"
)
_ADVERB = re.compile(r"\s+(?:\w+ly|also|then|now)$")
_FAR = 160  # code points from a pronoun to the beginning of its sentence, at most
_CLAUSE = re.compile(
    r"\b(?:when|while|if|that|who|which|where|because|as|since|after|before|until)\b"
)


def repeated_subject(text: str, source: tuple[Span, ...]) -> tuple[Span, ...]:
    """As in "the leaders They debate": where a translation repeats the subject by a pronoun, the
    words before it are the source.

    A pronoun in lower case may begin a clause ("the day she said"), so it is taken for such a one
    only behind a subject that says by whom it was collected or published.
    """
    if len(source) != 1:
        return source
    if (both := _BOTH.fullmatch(text, *source[0])) is not None:
        return (Span(*both.span(1)),)
    if not _PRONOUN.match(text[source[0].start : source[0].end]):
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
    opening = _OPENING.match(text, low, start)
    low = opening.end() if opening is not None else low
    words = _ADVERB.sub("", text[low:start].rstrip())
    if not capital and " by " not in words:
        return source
    if _NOUN_PHRASE.match(words) is None or _CLAUSE.search(words) is not None:
        return source
    return (Span(low, low + len(words)),)
