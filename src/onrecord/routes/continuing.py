"""Routes told once that hold for what plainly goes on: more of the same, transcripts, interviews."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Mapping, Sequence
from dataclasses import replace
from itertools import pairwise

from onrecord.records import Attribution, Channel, Hop, Source
from onrecord.routes._context import Context, place

__all__ = ["continued", "interviewers", "same_occasion", "turns", "unnamed_neighbours"]

_LEDE = 1_200  # code points in which a route told further down may already be told of
_OTHER_CHANNELS = frozenset({"speech", "post", "statement", "testimony"})


def continued(statements: Sequence[Attribution], context: Context) -> list[Attribution]:
    """A route once told holds for the same source's statements in its paragraph.

    It goes on behind the paragraph while no one else speaks, and for unnamed sources ("the sources
    said") to the end; and it holds for the lede that sums the statement up.
    """
    order = [one for one in statements if one.parent is None and one.source_id is not None]
    turns_of = _turns_of(order)
    by_source: dict[str, list[Attribution]] = {}
    for one in order:
        by_source.setdefault(one.source_id or "", []).append(one)
    changed: dict[str, Attribution] = {}
    for source_id, own in by_source.items():
        source = context.sources.get(source_id)
        routed = [one for one in own if one.via]
        if not routed or source is None or source.kind == "outlet":
            continue
        for one in own:
            if one.via or one.channel in _OTHER_CHANNELS:
                continue
            model = _model(one, routed, source, context, turns_of)
            if model is not None:
                channel: Channel | None = "interview" if model.channel == "interview" else None
                changed[one.id] = replace(one, via=model.via, channel=one.channel or channel)
    return [changed.get(one.id, one) for one in statements]


def _turns_of(order: Sequence[Attribution]) -> dict[str, int]:
    """Which uninterrupted turn of one speaker each statement is in."""
    turns_of = {one.id: 1 for one in order[:1]}
    for before, one in pairwise(order):
        turns_of[one.id] = turns_of[before.id] + (before.source_id != one.source_id)
    return turns_of


def _model(
    one: Attribution,
    routed: Sequence[Attribution],
    source: Source,
    context: Context,
    turns_of: Mapping[str, int],
) -> Attribution | None:
    """The statement whose route this one goes on with; None where it plainly goes on with none."""
    sentences, here = context.document.sentences, place(one)
    behind = bisect_left(routed, here, key=place)
    near = [routed[n] for n in (behind - 1, behind) if 0 <= n < len(routed)]
    nearest = min(near, key=lambda other: abs(place(other) - here))
    if sentences.paragraph(place(nearest)) == sentences.paragraph(here):
        return nearest
    if behind == 0:
        return routed[0] if here < _LEDE and place(routed[0]) < _LEDE else None
    before = routed[behind - 1]
    if not source.named:
        return before
    # Someone else's statement between the two ends a named source's occasion.
    return before if turns_of[before.id] == turns_of[one.id] else None


def unnamed_neighbours(statements: Sequence[Attribution], context: Context) -> list[Attribution]:
    """As in "Sources told the Post …", and then "People with knowledge of it said": the Post's too.

    Only of people without any description of their own, right behind an unnamed source's statement.
    """
    result: list[Attribution] = []
    last: Attribution | None = None
    routes: dict[str, tuple[Hop, ...]] = {}
    for one in statements:
        source = context.source_of(one)
        if source is not None and not one.via and source.terms in ("unnamed", "anonymous"):
            known = routes.get(source.id)
            if known is None and last is not None and _is_neighbour(one, last, context):
                known = routes[source.id] = last.via
            if known is not None:
                one = replace(one, via=known)
        if one.parent is None:
            last = one
        result.append(one)
    return result


def _is_neighbour(one: Attribution, last: Attribution, context: Context) -> bool:
    if not last.via or last.terms == "on_record":
        return False
    sentences = context.document.sentences
    words = " ".join(context.document.text[start:end] for start, end in one.source)
    far = sentences.paragraph(place(one)) - sentences.paragraph(place(last))
    return far <= 2 and context.lang.routes.without_names.match(words) is not None


def turns(statements: Sequence[Attribution], context: Context) -> list[Attribution]:
    """A transcript came by the route that was told last before it, whoever speaks."""
    result: list[Attribution] = []
    last: Attribution | None = None
    for one in statements:
        cue = context.document.words(*one.cue)
        if cue == ":" and not one.via and last is not None:
            one = replace(one, via=last.via, channel=one.channel or "interview")
        elif one.via and one.parent is None:
            last = one
        result.append(one)
    return result


def interviewers(statements: Sequence[Attribution], context: Context) -> list[Attribution]:
    """As in "in an interview with Fox News’ Sean Hannity": what Hannity says there went by Fox News."""
    hosts: dict[str, Hop] = {}
    for one in statements:
        for hop in one.via if one.channel == "interview" else ():
            behind = context.document.text[hop.span.end : hop.span.end + 60] if hop.span else ""
            if match := context.lang.routes.host.match(behind):
                hosts[match[1].strip()] = hop
    result: list[Attribution] = []
    for one in statements:
        source = context.source_of(one)
        if source is not None and not one.via and one.parent is None and source.name in hosts:
            one = replace(one, via=(hosts[source.name],), channel=one.channel or "interview")
        result.append(one)
    return result


_WHOLE: frozenset[Channel] = frozenset({"interview", "testimony", "speech"})
_SOON = 3  # statements for which a written statement is still the occasion


def same_occasion(statements: Sequence[Attribution], context: Context) -> list[Attribution]:
    """A person who is heard on one occasion only speaks there all the time: in the interview, in the speech,
    at the hearing; for a few statements also in the written statement that was told last.
    """
    order = sorted(range(len(statements)), key=lambda number: place(statements[number]))
    told = list(statements)
    channels: dict[str | None, set[Channel]] = {}
    for one in statements:
        if one.channel is not None and one.parent is None:
            channels.setdefault(one.source_id, set()).add(one.channel)
    last: dict[str, tuple[Channel, int]] = {}
    for rank, number in enumerate(order):
        one = told[number]
        source = context.source_of(one)
        if source is None or source.kind not in ("person", "people") or one.parent is not None:
            continue
        if one.channel is not None:
            last[source.id] = (one.channel, rank)
        elif source.id in last and len(channels[source.id]) == 1:
            channel, at = last[source.id]
            if channel in _WHOLE or (channel == "statement" and rank - at <= _SOON):
                told[number] = replace(one, channel=channel)
    return told
