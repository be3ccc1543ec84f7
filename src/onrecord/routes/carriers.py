"""Outlets that carried a statement, as its own sentence tells: "told the Times", "on MSNBC"."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterable, Sequence
from itertools import islice

from onrecord.records import Attribution, Hop, Source, Span
from onrecord.outlets.mentions import OutletMention
from onrecord.outlets.names import known_outlet

__all__ = ["carriers", "key", "named_at", "once"]

_TO = re.compile(
    r"(?:\b(?:told|tells|telling|tell|informed|assured|e-?mailed|texted)"
    r"|\b(?:spoke|speaking|speak|talked|talking|talk|admitted|confirmed|said|say|saying|confided|declared|stated|statements?"
    r"|remarks|comments?|e-?mail)\s+(?:\w+\s+)?(?:to|with))\s+(?:the\s+)?$",
    re.IGNORECASE,
)
_BY = re.compile(
    r"(?:\binterview\w*\s+(?:\w+\s+){0,3}?(?:with|on|to|by|for|in|from)"
    r"|\b(?:broadcast|edition|episode|instal?lment|taping|airing)\s+of"
    r"|\b(?:obtained|published|saved|seen|reviewed|quoted|cited|carried|aired|broadcast|released|posted"
    r"|reported|recorded|collected|gathered|consulted|interviewed)\s+(?:\w+\s+)?(?:by|in|on|to)"
    r"|\b(?:saying|said)\s+(?:\w+\s+)?(?:by|in)"
    r"|\bin\s+(?:a|an)\s+(?:\w+\s+){0,3}?(?:op-ed|column|essay|article|piece)\s+(?:for|in)"
    r"|\b(?:appear(?:ed|ing|ance)?|spoke|speaking|said|asked|conceded|explained|morning|afternoon|evening"
    r"|night|monday|tuesday|wednesday|thursday|friday|saturday|sunday)\s+on)\s+(?:(?:the|a)\s+)?$",
    re.IGNORECASE,
)
_BEHIND = re.compile(
    r"^(?:[’']s?)?\s+(?:\w+\s+){0,2}?(?:interview|article|story|report|town\s+hall|broadcast)\b",
    re.IGNORECASE,
)
_WHO = re.compile(
    r"\b(?:who|consulted|interviewed|quoted|cited|collected|gathered|obtained|seen|reviewed)\b"
)
_REACH = 120  # code points before and behind an outlet's name that are looked at


def key(name: str) -> str:
    """What is the same for all names of an outlet."""
    known = known_outlet(name)
    return (known.name if known else name).casefold().removeprefix("the ")


def once(hops: Iterable[Hop]) -> tuple[Hop, ...]:
    """Hops without later ones through the same outlet."""
    kept: dict[str, Hop] = {}
    for hop in hops:
        kept.setdefault(key(hop.name), hop)
    return tuple(kept.values())


def named_at(attribution: Attribution, source: Source) -> Span | None:
    """Words that name a statement's source: its own, else the last before it."""
    if attribution.source:
        return attribution.source[0]
    start = attribution.spans[0].start
    return max((span for span in source.mentions if span.start < start), default=None)


def carriers(
    text: str, one: Attribution, sentence: Span, outlets: Sequence[OutletMention]
) -> tuple[Hop, ...]:
    """The outlets that the sentence says carried the statement.

    Args:
        text: of the article.
        one: the statement.
        sentence: that its cue stands in.
        outlets: all mentions in the article, in order.
    """
    first = bisect_left(outlets, sentence.start, key=lambda mention: mention.span.start)
    hops: list[Hop] = []
    for mention in islice(outlets, first, None):
        if mention.span.start >= sentence.end:
            break
        if _is_own_words(text, one, mention):
            continue
        before = text[max(sentence.start, mention.span.start - _REACH) : mention.span.start]
        behind = text[mention.span.end : min(sentence.end, mention.span.end + _REACH)]
        before = before.rstrip("“”\"‘’'")
        if _TO.search(before) or _BY.search(before) or _BEHIND.match(behind):
            hops.append(Hop(mention.name, "via", mention.span))
    return once(hops)


def _is_own_words(text: str, one: Attribution, mention: OutletMention) -> bool:
    """Whether an outlet is named in what is said or in who says it, not on the way between."""
    place = mention.span.start
    for piece in one.source:
        # "an NBC report" is itself the source; in "sources who spoke to NBC" it is on the way.
        if piece.start <= place < piece.end and not _WHO.search(text[piece.start : place]):
            return True
    for piece in one.content:
        if piece.start <= place < piece.end:
            # "told | the Times that …": a content may begin with whom it was told.
            cue = text[one.cue[0].start : one.cue[-1].end] if one.cue else ""
            told = _TO.search(cue + " ") is not None
            return not (told and place - piece.start <= len("the "))
    return False
