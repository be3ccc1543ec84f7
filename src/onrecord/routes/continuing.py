"""Routes told once that hold for what plainly goes on: more of the same, transcripts, quoted reports."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Mapping, Sequence
from dataclasses import replace
from itertools import pairwise

from onrecord.records import Attribution, Channel, Hop, Source, Span
from onrecord.outlets.mentions import OutletMention
from onrecord.text.sentences import Sentences

__all__ = ["continued", "interviewers", "quoted_reports", "turns", "unnamed_neighbours"]

_LEDE = 1_200  # code points in which a route told further down may already be told of
_OTHER_CHANNELS = frozenset({"speech", "post", "statement", "testimony"})


def continued(
    statements: Sequence[Attribution], sentences: Sentences, sources: Mapping[str, Source]
) -> list[Attribution]:
    """A route once told holds for the same source's statements in its paragraph.

    It goes on behind the paragraph while no one else speaks, and for unnamed sources ("the sources
    said") to the end; and it holds for the lede that sums the statement up.
    """
    order = [one for one in statements if one.parent is None and one.source_id is not None]
    turns_of: dict[str, int] = {}  # which uninterrupted turn of one speaker a statement is in
    for before, one in pairwise([None, *order]):
        last = turns_of[before.id] if before is not None else 0
        same = before is not None and one is not None and before.source_id == one.source_id
        if one is not None:
            turns_of[one.id] = last if same else last + 1
    by_source: dict[str, list[Attribution]] = {}
    for one in order:
        by_source.setdefault(one.source_id or "", []).append(one)
    changed: dict[str, Attribution] = {}
    for source_id, own in by_source.items():
        routed = [one for one in own if one.via]
        source = sources.get(source_id)
        if not routed or source is None or source.kind == "outlet":
            continue
        places = [_place(one) for one in routed]
        for one in own:
            if one.via or one.channel in _OTHER_CHANNELS:
                continue
            model = _model(one, routed, places, source, sentences, turns_of)
            if model is not None:
                channel: Channel | None = "interview" if model.channel == "interview" else None
                changed[one.id] = replace(one, via=model.via, channel=one.channel or channel)
    return [changed.get(one.id, one) for one in statements]


_WITHOUT_NAMES = re.compile(
    r"^(?:the\s+|other\s+|several\s+|two\s+|three\s+|some\s+|these\s+|those\s+)?"
    r"(?:people|persons|sources?|those|officials)\b(?=$|\s+(?:with|who|familiar|briefed|close|said|consulted))",
    re.IGNORECASE,
)


def unnamed_neighbours(
    statements: Sequence[Attribution],
    text: str,
    sentences: Sentences,
    sources: Mapping[str, Source],
) -> list[Attribution]:
    """As in "Sources told the Post …", and then "People with knowledge of it said": the Post's too.

    Only of people without any description of their own, right behind an unnamed source's statement.
    """
    result: list[Attribution] = []
    last: Attribution | None = None
    routes: dict[str, tuple[Hop, ...]] = {}
    for one in statements:
        source = sources.get(one.source_id or "")
        if source is not None and not one.via and source.terms in ("unnamed", "anonymous"):
            known = routes.get(source.id)
            if known is None and last is not None and last.via and last.terms != "on_record":
                words = " ".join(text[start:end] for start, end in one.source)
                far = sentences.paragraph(_place(one)) - sentences.paragraph(_place(last))
                if far <= 2 and _WITHOUT_NAMES.match(words):
                    known = routes[source.id] = last.via
            if known is not None:
                one = replace(one, via=known)
        if one.parent is None:
            last = one
        result.append(one)
    return result


def _place(one: Attribution) -> int:
    return one.spans[0].start


def _model(
    one: Attribution,
    routed: Sequence[Attribution],
    places: Sequence[int],
    source: Source,
    sentences: Sentences,
    turns_of: Mapping[str, int],
) -> Attribution | None:
    """The statement whose route this one goes on with; None where it plainly goes on with none."""
    here = _place(one)
    behind = bisect_left(places, here)
    near = [routed[n] for n in (behind - 1, behind) if 0 <= n < len(routed)]
    nearest = min(near, key=lambda other: abs(_place(other) - here))
    if sentences.paragraph(_place(nearest)) == sentences.paragraph(here):
        return nearest
    if behind == 0:
        return routed[0] if here < _LEDE and places[0] < _LEDE else None
    before = routed[behind - 1]
    if not source.named:
        return before
    # Someone else's statement between the two ends a named source's occasion.
    return before if turns_of[before.id] == turns_of[one.id] else None


def turns(statements: Sequence[Attribution], text: str) -> list[Attribution]:
    """A transcript came by the route that was told last before it, whoever speaks."""
    result: list[Attribution] = []
    last: Attribution | None = None
    for one in statements:
        cue = "".join(text[start:end] for start, end in one.cue).strip()
        if cue == ":" and not one.via and last is not None:
            one = replace(one, via=last.via, channel=one.channel or "interview")
        elif one.via and one.parent is None:
            last = one
        result.append(one)
    return result


def interviewers(
    statements: Sequence[Attribution], text: str, sources: Mapping[str, Source]
) -> list[Attribution]:
    """As in "in an interview with Fox News’ Sean Hannity": what Hannity says there went by Fox News."""
    hosts: dict[str, Hop] = {}
    for one in statements:
        for hop in one.via if one.channel == "interview" else ():
            behind = text[hop.span.end : hop.span.end + 60] if hop.span else ""
            if match := re.match(r"[’']s?\s+((?:[A-Z][\w.’-]+\s?){1,3})", behind):
                hosts[match[1].strip()] = hop
    result: list[Attribution] = []
    for one in statements:
        source = sources.get(one.source_id or "")
        if source is not None and not one.via and one.parent is None and source.name in hosts:
            one = replace(one, via=(hosts[source.name],), channel=one.channel or "interview")
        result.append(one)
    return result


_OPENING = re.compile(r"^\s*[“\"«„]")
_ANNOUNCES = re.compile(
    r"\b(?:reports?|reported|writes?|wrote|reads?|notes?|noted|recorded|article|piece|story|feature|"
    r"continues?|continued|adds?|added|from)\b[^.!?]*:\s*$",
    re.IGNORECASE,
)
_THE_REPORT = re.compile(r"\b[Tt]he\s+(?:article|piece|story|report|feature|column|editorial)\b")
_JOURNALIST = re.compile(r"\b(?:report|correspond|journal|editor|writer)")
#: The family name of one who is called a journalist: "its “national reporter” Ada Reed".
_BYLINED = re.compile(
    r"\b(?:reporter|correspondent|columnist|journalist|writer|editor)[”\"’]?,?"
    r"(?:\s[A-Z][\w’'-]+){1,3}\s([A-Z][\w’'-]+)"
)


def quoted_reports(
    statements: Sequence[Attribution],
    text: str,
    outlets: Sequence[OutletMention],
    sources: Mapping[str, Source],
) -> list[Attribution]:
    """Passages quoted from another outlet: a paragraph that announces them, then quoted ones.

    "The Post reports:", and the quoted paragraphs behind it: what people say in them came through
    the Post. An announcement that names no outlet goes on with the one before.
    """
    frames = _frames(statements, text, outlets, sources)
    if not frames:
        return list(statements)
    starts = [span.start for span, _ in frames]
    result: list[Attribution] = []
    for one in statements:
        number = bisect_right(starts, _place(one)) - 1
        if number >= 0 and not one.via and _place(one) < frames[number][0].end:
            one = replace(one, via=(frames[number][1],))
        result.append(one)
    return result


def _frames(
    statements: Sequence[Attribution],
    text: str,
    outlets: Sequence[OutletMention],
    sources: Mapping[str, Source],
) -> list[tuple[Span, Hop]]:
    """Quoted paragraphs with the outlet that they are quoted from, in order."""
    journalists = sorted(
        one.source[0].start
        for one in statements
        if one.source
        and (source := sources.get(one.source_id or "")) is not None
        and _JOURNALIST.search(source.role or "")
    )
    families = tuple({match[1] for match in _BYLINED.finditer(text)})
    places = [mention.span.start for mention in outlets]
    frames: list[tuple[Span, Hop]] = []
    outlet: OutletMention | None = None
    announced = False
    start = 0
    for line in text.splitlines(keepends=True):
        span = Span(start, start + len(line))
        start = span.end
        if not line.strip():
            continue
        quoted = _OPENING.match(line) is not None
        if announced and outlet is not None and quoted:
            frames.append((span, Hop(outlet.name, "via", outlet.span)))
            continue
        last = bisect_left(places, span.end) - 1
        names_one = last >= 0 and places[last] >= span.start
        if names_one and not quoted:
            outlet = outlets[last]
        by_journalist = bisect_left(journalists, span.start) < bisect_left(journalists, span.end)
        goes_on = bool(frames) and _THE_REPORT.search(line) is not None
        end = line[-300:].rstrip()
        announcing = _ANNOUNCES.search(end) if end.endswith(":") else None
        announced = (names_one or bool(frames) or by_journalist) and (
            goes_on or announcing is not None
        )
        if announcing is not None and end[: announcing.start()].rstrip().endswith(families):
            announced = True
    return frames
