"""Outlets that carried a statement, as its own sentence tells: "told the Times", "on MSNBC"."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterable, Sequence
from itertools import islice

from onrecord.languages import Words
from onrecord.outlets import OutletMention, known_outlet
from onrecord.records import Attribution, Hop, Source, Span
from onrecord.text import Document

__all__ = ["carriers", "key", "named_at", "once", "sentence_of"]

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


def sentence_of(document: Document, one: Attribution) -> Span:
    """The sentence that a statement's cue stands in, or without one its source or content."""
    return document.sentences.around((one.cue or one.source or one.content)[0])


def carriers(
    document: Document, lang: Words, one: Attribution, outlets: Sequence[OutletMention]
) -> tuple[Hop, ...]:
    """The outlets that the sentence says carried the statement.

    Args:
        document: the article.
        lang: its language.
        one: the statement.
        outlets: all mentions in the article, in order.
    """
    text, sentence = document.text, sentence_of(document, one)
    first = bisect_left(outlets, sentence.start, key=lambda mention: mention.span.start)
    hops: list[Hop] = []
    for mention in islice(outlets, first, None):
        if mention.span.start >= sentence.end:
            break
        if _is_own_words(text, lang, one, mention):
            continue
        before = text[max(sentence.start, mention.span.start - _REACH) : mention.span.start]
        behind = text[mention.span.end : min(sentence.end, mention.span.end + _REACH)]
        before = before.rstrip("“”\"‘’'")
        if (
            _leads(lang, before, behind)
            or (_is_before_source(one, mention) and lang.carriers.quotes.match(behind))
            or _cites_source(lang, one, mention, behind)
        ):
            mention = _running(text, lang, mention, outlets)
            hops.append(Hop(mention.name, "via", mention.span))
    return once(hops)


def _leads(lang: Words, before: str, behind: str) -> bool:
    """Whether the words before or behind an outlet say that it was told, or published it."""
    shapes = lang.carriers
    if shapes.to.search(before) or shapes.by.search(before):
        return True
    if shapes.by_reporter.search(before) and shapes.reporter.match(behind):
        return True
    return shapes.behind.match(behind) is not None and shapes.about.search(before) is None


def _running(
    text: str, lang: Words, mention: OutletMention, outlets: Sequence[OutletMention]
) -> OutletMention:
    """The outlet that a programme runs on, where that follows: "told Newsnight on BBC2"."""
    behind = bisect_left(outlets, mention.span.end, key=lambda one: one.span.start)
    if behind == len(outlets):
        return mention
    following = outlets[behind]
    between = mention.span.end, following.span.start
    return following if lang.carriers.shown_on.fullmatch(text, *between) else mention


def _is_before_source(one: Attribution, mention: OutletMention) -> bool:
    return bool(one.source) and mention.span.end <= one.source[0].start


def _cites_source(lang: Words, one: Attribution, mention: OutletMention, behind: str) -> bool:
    cited = lang.carriers.citing.match(behind)
    if cited is None or not one.source:
        return False
    return mention.span.end + cited.end() == one.source[0].start


def _is_own_words(text: str, lang: Words, one: Attribution, mention: OutletMention) -> bool:
    """Whether an outlet is named in what is said or in who says it, not on the way between."""
    place = mention.span.start
    for piece in one.source:
        # "an NBC report" is itself the source; in "sources who spoke to NBC" it is on the way.
        if piece.start <= place < piece.end and not lang.carriers.who.search(
            text[piece.start : place]
        ):
            return True
    for piece in one.content:
        if piece.start <= place < piece.end:
            # "told | the Times that …": a content may begin with whom it was told.
            cue = text[one.cue[0].start : one.cue[-1].end] if one.cue else ""
            told = lang.carriers.to.search(cue + " ") is not None
            return not (told and place - piece.start <= len("the "))
    return False
