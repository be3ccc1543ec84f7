"""Where a source said it, as far as the sentence tells: interview, statement, speech, post …"""

from __future__ import annotations

import re

from onrecord.text.quotations import outside
from onrecord.records import Attribution, Channel, Source, Span

__all__ = ["channel_of"]

#: In order of precedence, what tells each channel in a sentence, outside the content.
_WORDS: tuple[tuple[Channel, str], ...] = (
    ("testimony", r"\btestif\w+|\btestimony\b|\bunder\s+oath\b|\bdeposition\b"),
    ("interview", r"\binterview(?:s|ed|ing)?\b"),
    (
        "post",
        r"\btweet\w*|\bposted\b|\b(?:facebook|twitter|instagram|blog|online)\s+post\w*"
        r"|\bon\s+(?:twitter|facebook|instagram|x|truth\s+social|telegram|social\s+(?:media|networks))\b"
        r"|\bsocial\s+networks\b",
    ),
    (
        "statement",
        r"\bin\s+(?:a|an|his|her|its|their)\s+(?:\w+\s+){0,3}?statement\b|\bstatement\s+\w*day,?\s+saying\b"
        r"|\b(?:issued\s+)?a\s+(?:\w+\s+)?statement\s+said\b|\bissued\s+a\s+(?:\w+\s+)?statement\b"
        r"|\b(?:news|press)\s+release\b",
    ),
    (
        "speech",
        r"\b(?:rall(?:y|ies)|speech(?:es)?|town\s+hall|(?:news|press)\s+conference|briefing"
        r"|convention|forum|fundraiser|luncheon|podium|campaign\s+(?:stop|event|trail)|radio\s+show|breakfast"
        r"|stump|keynote)\b|\b(?:in|during|at|from|after|since)\s+(?:\S+\s+){0,4}?(?:address|debates?)\b"
        r"|\btold\s+(?:the|a)\s+(?:\w+\s+){0,2}?(?:crowd|audience|supporters|rally|delegates|voters|reporters)\b",
    ),
)
#: Channels that the cue itself must speak of: "wrote in the e-mail". A mere report is no channel.
_IN_CUE: tuple[tuple[Channel, str], ...] = (
    (
        "document",
        r"\b(?:e-?mail|letter|memo|memoir|book|lawsuit|filing|(?:legal|court)\s+papers|op-ed|brief|report"
        r"|submission|documents?)\b",
    ),
    ("poll", r"\b(?:poll(?:s|ing|ed)?|surveys?)\b"),
)
_COMPILED = tuple((channel, re.compile(words, re.IGNORECASE)) for channel, words in _WORDS)
_COMPILED_IN_CUE = tuple((channel, re.compile(words, re.IGNORECASE)) for channel, words in _IN_CUE)
_POLL = re.compile(r"\bpoll(?:s|ing)?\b|\bsurveys?\b", re.IGNORECASE)
_BEHIND_CUE = 30  # code points in which the cue may go on: "wrote | in the e-mail"


def channel_of(
    text: str, one: Attribution, sentence: Span, source: Source | None
) -> Channel | None:
    """The channel of a statement; None where its sentence does not tell."""
    if source is not None and source.kind == "document":
        return "poll" if _POLL.search(source.name) else "document"
    # What the writer says, not what the source says.
    told = outside(text, sentence, one.content)
    for channel, pattern in _COMPILED:
        if pattern.search(told):
            return channel
    if one.cue:
        cue = text[one.cue[0].start : one.cue[-1].end + _BEHIND_CUE]
        for channel, pattern in _COMPILED_IN_CUE:
            if pattern.search(cue):
                return channel
    return None
