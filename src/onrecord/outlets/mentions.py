"""Where an article names news outlets: by the list, by the form of the name, by short names."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import cache

from onrecord.languages import Words
from onrecord.outlets._list import all_names, known_outlet
from onrecord.outlets.forms import is_bare_short, looks_like_outlet
from onrecord.records import Span
from onrecord.text import Document

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
    # To see at one glance where none begins is twice as fast as to try them all.
    initials = "".join(sorted({re.escape(name[0]) for name in names}))
    return re.compile(rf"(?<![\w’'.-])(?=[{initials}Tt])(?:[Tt]he\s+)?({alternatives})(?![\w-])")


_BEFORE = 100  # mentions that a short name may stand for one of


def outlet_mentions(document: Document, lang: Words) -> tuple[OutletMention, ...]:
    """All mentions of outlets in a text, in order, not overlapping; looked for once."""
    return document.once(outlet_mentions, lambda: tuple(_mentions(document.text, lang)))


def _mentions(text: str, lang: Words) -> list[OutletMention]:
    known = [
        OutletMention(" ".join(match[1].split()), Span(match.start(1), match.end(1)))
        for match in _known().finditer(text)
        if (outlet := known_outlet(match[1])) is not None
        and (not outlet.article or match.start(1) > match.start())
        and not _goes_on(text, match, lang)
    ]
    by_form = (
        OutletMention(match[1], Span(match.start(1), match.end(1)))
        for match in lang.outlets.capitals.finditer(text)
        if looks_like_outlet(match[1], lang)
    )
    found = list(_in_full(_added(known, by_form)))
    return _added(found, _short_names(text, lang, found))


_NEXT = re.compile(r"\s(?=[A-Z])([\w-]+)")


def _goes_on(text: str, match: re.Match[str], lang: Words) -> bool:
    """Whether a name of common words is the beginning of another: "Foreign Affairs" of the minister."""
    following = _NEXT.match(text, match.end(1))
    if following is None or following[1] in (*lang.times.weekdays, *lang.times.months):
        return False
    return all(word.lower() in lang.lexicon.common_words for word in match[1].split())


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


def _short_names(
    text: str, lang: Words, mentions: Sequence[OutletMention]
) -> Iterator[OutletMention]:
    """As in "the Times" where the New York Times was named before, "the newspaper" after any."""
    starts = [mention.span.start for mention in mentions]
    for match in lang.outlets.generic.finditer(text):
        before = bisect_left(starts, match.start()) - 1
        if before >= 0:
            yield OutletMention(mentions[before].name, Span(match.start(1), match.end(1)))
    for match in lang.outlets.short.finditer(text):
        span = Span(match.start(1), match.end(1))
        before = bisect_left(starts, span.start)
        near = reversed(mentions[max(before - _BEFORE, 0) : before])
        full = next((one.name for one in near if _stands_for(match[1], one.name)), None)
        if full is not None:
            yield OutletMention(full, span)
        elif is_bare_short(f"the {match[1]}", lang):
            yield OutletMention(match[1], span)


def _stands_for(short: str, name: str) -> bool:
    known = known_outlet(name)
    if known is not None:
        return short in known.shorts
    return " " in name and name.split()[-1] == short
