"""Where an article names news outlets: by the list, by the form of the name, by short names."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import cache, lru_cache

from onrecord.records import Span
from onrecord.outlets.names import all_names, is_bare_short, known_outlet, looks_like_outlet

__all__ = ["OutletMention", "outlet_mentions"]


@dataclass(frozen=True, slots=True)
class OutletMention:
    """An outlet in the text.

    Attributes:
        name: the fullest name that the article gives it, without "the".
        span: the words here.
    """

    name: str
    span: Span


@cache
def _known() -> re.Pattern[str]:
    names = sorted(all_names(), key=len, reverse=True)
    alternatives = "|".join(re.escape(name).replace(r"\ ", r"\s+") for name in names)
    return re.compile(rf"(?<![\w’'.-])(?:[Tt]he\s+)?({alternatives})(?![\w-])")


_BEFORE = 100  # mentions that a short name may stand for one of
_CAPITALS = re.compile(
    r"(?<![\w’'.-])(?:[Tt]he )?((?:(?:[A-Z][\w’-]+|(?:[A-Z]\.)+|St\.) ){1,4}[A-Z][\w-]+)"
)
_GENERIC = re.compile(
    r"(?<![\w’'.-])[Tt]he\s+(newspaper|paper|magazine|network|outlet|broadcaster|news\s+site|website|news\s+agency)\b"
)
_SHORT = re.compile(r"(?<![\w’'.-])[Tt]he\s+([A-Z][\w-]+)(?!\s+[A-Z])(?![\w-])")


@lru_cache(maxsize=4)  # an article is asked about more than once
def outlet_mentions(text: str) -> tuple[OutletMention, ...]:
    """All mentions of outlets in a text, in order, not overlapping."""
    known = [
        OutletMention(" ".join(match[1].split()), Span(match.start(1), match.end(1)))
        for match in _known().finditer(text)
        if known_outlet(match[1]) is not None
    ]
    by_form = (
        OutletMention(match[1], Span(match.start(1), match.end(1)))
        for match in _CAPITALS.finditer(text)
        if looks_like_outlet(match[1])
    )
    found = list(_in_full(_added(known, by_form)))
    return tuple(_added(found, _short_names(text, found)))


def _added(
    mentions: Sequence[OutletMention], others: Iterable[OutletMention]
) -> list[OutletMention]:
    """Mentions with those others that touch none of them, in order."""
    starts = [mention.span.start for mention in mentions]
    free: list[OutletMention] = []
    for other in others:
        place = bisect_left(starts, other.span.end) - 1
        if place < 0 or mentions[place].span.end <= other.span.start:
            free.append(other)
    return sorted([*mentions, *free], key=lambda mention: mention.span)


def _in_full(mentions: Sequence[OutletMention]) -> Iterator[OutletMention]:
    """Other names of an outlet by the one that the article gives in full: "AP" and "the AP"."""
    fullest: dict[object, str] = {}
    for mention in mentions:
        key = known_outlet(mention.name) or mention.name.casefold()
        if len(mention.name) > len(fullest.get(key, "")):
            fullest[key] = mention.name
    for mention in mentions:
        key = known_outlet(mention.name) or mention.name.casefold()
        yield OutletMention(fullest[key], mention.span)


def _short_names(text: str, mentions: Sequence[OutletMention]) -> Iterator[OutletMention]:
    """As in "the Times" where the New York Times was named before, "the newspaper" after any."""
    starts = [mention.span.start for mention in mentions]
    for match in _GENERIC.finditer(text):
        before = bisect_left(starts, match.start()) - 1
        if before >= 0:
            yield OutletMention(mentions[before].name, Span(match.start(1), match.end(1)))
    for match in _SHORT.finditer(text):
        span = Span(match.start(1), match.end(1))
        before = bisect_left(starts, span.start)
        near = reversed(mentions[max(before - _BEFORE, 0) : before])
        full = next((one.name for one in near if _stands_for(match[1], one.name)), None)
        if full is not None:
            yield OutletMention(full, span)
        elif is_bare_short(f"the {match[1]}"):
            yield OutletMention(match[1], span)


def _stands_for(short: str, name: str) -> bool:
    known = known_outlet(name)
    if known is not None:
        return short in known.shorts
    return " " in name and name.split()[-1] == short
