"""Channel and outlets of each statement: "told the New York Times", "in an interview with Fox News".

Routes are read off the words of a statement's own sentence (`carriers`, `channels`), off the
statement it stands in, and off a neighbour that this one plainly goes on with (`continuing`).
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace

from onrecord.records import Attribution, Hop, Reading, Source, Span
from onrecord.routes.carriers import carriers, key, named_at, once
from onrecord.routes.channels import channel_of
from onrecord.routes.continuing import (
    continued,
    interviewers,
    quoted_reports,
    turns,
    unnamed_neighbours,
)
from onrecord.outlets.mentions import outlet_mentions
from onrecord.text.sentences import Sentences, sentences_of

__all__ = ["trace"]

_CITING = re.compile(r"^(?:citing|cited|cites|quoting|quoted|attribut\w+)$", re.IGNORECASE)
_DEEPEST = 10  # statements inside statements


def trace(reading: Reading) -> Reading:
    """Tell the channel and the outlets of each attribution.

    The page's own outlet and the credited agency are on no route: they are its end.

    Args:
        reading: with its sources resolved.
    """
    article, text = reading.article, reading.article.text
    own = {key(credit.name) for credit in article.credits}
    if article.outlet:
        own.add(key(article.outlet))
    outlets = [one for one in outlet_mentions(text) if key(one.name) not in own]
    sources = {source.id: source for source in reading.sources}
    sentences = sentences_of(text)
    statements: list[Attribution] = []
    for one in reading.attributions:
        if one.continued is not None:
            continue
        source = sources.get(one.source_id or "")
        if source is not None and source.kind == "outlet":
            statements.append(one)
            continue
        sentence = sentences.around((one.cue or one.source or one.content)[0])
        via = carriers(text, one, sentence, outlets)
        channel = channel_of(text, one, sentence, source)
        statements.append(replace(one, channel=channel, via=via))
    statements = _cited(statements, text, sentences, sources, own)
    statements = continued(statements, sentences, sources)
    statements = unnamed_neighbours(statements, text, sentences, sources)
    statements = interviewers(statements, text, sources)
    statements = turns(statements, text)
    statements = quoted_reports(statements, text, outlets, sources)
    statements = _nested(statements, sources, own)
    return replace(reading, attributions=tuple(_gone_on(reading.attributions, statements)))


def _gone_on(before: Sequence[Attribution], traced: Sequence[Attribution]) -> Iterator[Attribution]:
    """All statements in their order; continued ones came by the route of what they go on with."""
    by_id = {one.id: one for one in traced}
    for one in before:
        if one.continued is None:
            yield by_id[one.id]
        else:
            model = by_id[one.continued]
            yield replace(one, channel=model.channel, via=model.via)


def _cited(
    statements: Sequence[Attribution],
    text: str,
    sentences: Sentences,
    sources: Mapping[str, Source],
    own: set[str],
) -> list[Attribution]:
    """As in "the Post reported, citing two officials": the officials came through the Post."""
    reporters = sorted(
        (one.source[0], source.name)
        for one in statements
        if one.source
        and (source := sources.get(one.source_id or "")) is not None
        and source.kind == "outlet"
        and key(source.name) not in own
    )
    result: list[Attribution] = []
    for one in statements:
        source = sources.get(one.source_id or "")
        cue = " ".join(text[start:end] for start, end in one.cue)
        is_outlet = source is not None and source.kind == "outlet"
        if _CITING.match(cue) and not one.via and not is_outlet:
            place = bisect_left(reporters, (Span(one.cue[0].start, 0), "")) - 1
            if place >= 0:
                span, name = reporters[place]
                if span.start >= sentences.around(one.cue[0]).start:
                    one = replace(one, via=(Hop(name, "via", span),))
        result.append(one)
    return result


def _nested(
    statements: Sequence[Attribution], sources: Mapping[str, Source], own: set[str]
) -> list[Attribution]:
    """A statement inside another came through whatever that one came through, and its outlet."""
    by_id = {one.id: one for one in statements}
    done: dict[str, Attribution] = {}

    def settled(one: Attribution, depth: int = 0) -> Attribution:
        if one.id not in done:
            parent = by_id.get(one.parent or "")
            if parent is not None and depth < _DEEPEST:
                outer = settled(parent, depth + 1)
                hops = [*one.via]
                source = sources.get(outer.source_id or "")
                if source is not None and source.kind == "outlet" and key(source.name) not in own:
                    hops.append(Hop(source.name, "via", named_at(outer, source)))
                one = replace(one, via=once([*hops, *outer.via]))
            done[one.id] = one
        return done[one.id]

    return [settled(one) for one in statements]
