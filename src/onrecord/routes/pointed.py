"""Outlets that carried a statement, as the network points at them from wherever in the article it stands."""

from __future__ import annotations

import sys
from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import replace

import numpy as np

from onrecord.attributions import Clues, Pointed
from onrecord.outlets import known_outlet
from onrecord.records import Attribution, Hop, Span
from onrecord.routes._context import Context
from onrecord.routes.carriers import key
from onrecord.text import match_around

__all__ = ["pointed_at"]

_SURE = 0.6  # the share of an outlet that is added
_LEAST = 0.02  # a piece's share that is looked at
_AROUND = 4  # sources whose words may hold a place
_MOST = 16  # pieces looked at


def pointed_at(statements: Sequence[Attribution], context: Context) -> list[Attribution]:
    """The outlets of statements of which their own words and neighbours tell none."""
    if context.clues is None:
        return list(statements)
    return [_weighed(one, context, context.clues) for one in statements]


def _weighed(one: Attribution, context: Context, clues: Clues) -> Attribution:
    source = context.source_of(one)
    if one.via or (source is not None and source.kind == "outlet"):
        return one
    pointed = clues.carried(one)
    if pointed.nowhere > 1 - _SURE:
        return one
    hop = _best(pointed, context)
    return replace(one, via=(hop,)) if hop is not None else one


def _best(pointed: Pointed, context: Context) -> Hop | None:
    """The outlet with the largest share, of those that are sure enough."""
    shares: dict[str, float] = {}
    hops: dict[str, Hop] = {}
    for place in np.argsort(-pointed.shares)[:_MOST].tolist():
        share = float(pointed.shares[place])
        if share < _LEAST:
            break
        hop = _outlet_at(context, int(pointed.starts[place]), int(pointed.ends[place]))
        if hop is not None and key(hop.name) not in context.own:
            shares[key(hop.name)] = shares.get(key(hop.name), 0.0) + share
            hops.setdefault(key(hop.name), hop)
    best = max(shares, key=shares.__getitem__, default=None)
    return hops[best] if best is not None and shares[best] >= _SURE else None


def _is_no_outlet(name: str, context: Context) -> bool:
    """Whether a name is that of a place, or of a body to which one speaks and which carries no news: "Leeds Crown | Court"."""
    lang = context.lang
    last = name.split()[-1].lower()
    return (
        name.lower() in lang.lexicon.places
        or last in lang.outlets.heard_at
        or name in lang.outlets.media
    )


def _is_of_a_source(context: Context, place: int) -> bool:
    """Whether a name stands in the words of a source that is a person or a body: that carries no news."""
    behind = bisect_right(context.spoken, (place, sys.maxsize))
    return any(place < span.end for span in context.spoken[max(behind - _AROUND, 0) : behind])


def _outlet_at(context: Context, start: int, end: int) -> Hop | None:
    """The outlet named at a place: one that is known or told by its form, else the capitals there."""
    for mention in context.outlets:
        if mention.span.start <= start and end <= mention.span.end:
            return Hop(mention.name, "via", mention.span)
    capitals = context.lang.coreference.capitals
    match = match_around(capitals, context.document.text, Span(start, end))
    if match is None:
        return None
    name = match[0].removesuffix("’s").removesuffix("'s")
    known = known_outlet(name)
    if known is None and (first := known_outlet(name.partition(" the ")[0])) is not None:
        name, known = name.partition(" the ")[0], first  # "told the | BBC the Conservative | …"
    if known is None and (_is_no_outlet(name, context) or _is_of_a_source(context, match.start())):
        return None
    shown = known.name if known is not None else name
    return Hop(shown, "via", Span(match.start(), match.start() + len(name)))
