"""One interview elsewhere that a whole article rests on: it carries all that is said in it."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import replace

from onrecord.records import Attribution, Hop
from onrecord.routes._context import Context

__all__ = ["one_interview"]

_FEWEST = 3  # statements of whom an article is about
_OTHER_CHANNELS = frozenset({"speech", "post", "statement", "testimony", "document"})
_REACH = 80  # code points before an outlet's name, and behind it, that tell of an interview there


def one_interview(statements: Sequence[Attribution], context: Context) -> list[Attribution]:
    """The route of an article's one interview, for all that the person interviewed says in it.

    An article rests on one interview where one named person speaks at least half of the time, and what of
    it has a route has the same one; or where the text tells of an interview with just one other outlet.
    """
    spoken = [one for one in statements if one.parent is None and _is_of_a_person(one, context)]
    counts = Counter(one.source_id for one in spoken)
    speaker, count = next(iter(counts.most_common(1)), (None, 0))
    if count < _FEWEST or 2 * count < len(spoken):
        return list(statements)
    own = [one for one in spoken if one.source_id == speaker]
    hops = {hop.name: one.via for one in own for hop in one.via}
    via = next(iter(hops.values())) if len(hops) == 1 else () if hops else _told_of(context)
    if not via:
        return list(statements)
    resting = {one.id for one in own if not one.via and one.channel not in _OTHER_CHANNELS}
    return [
        replace(one, via=via, channel=one.channel or "interview") if one.id in resting else one
        for one in statements
    ]


def _is_of_a_person(one: Attribution, context: Context) -> bool:
    source = context.source_of(one)
    return source is not None and source.kind == "person" and source.named


def _told_of(context: Context) -> tuple[Hop, ...]:
    """The outlet with which an article tells of an interview; none where there are several."""
    text, routes = context.document.text, context.lang.routes
    found: dict[str, Hop] = {}
    for mention in context.outlets:
        before = text[max(mention.span.start - _REACH, 0) : mention.span.start]
        behind = text[mention.span.end : mention.span.end + _REACH]
        if routes.interview_with.search(before) or routes.interviews.match(behind):
            found.setdefault(mention.name, Hop(mention.name, "via", mention.span))
    return tuple(found.values()) if len(found) == 1 else ()
