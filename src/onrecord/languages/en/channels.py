"""English words for where a source said it."""

from __future__ import annotations

import re

from onrecord.languages.words import Channels
from onrecord.records import Channel

__all__ = ["CHANNELS"]

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

_IN_CUE: tuple[tuple[Channel, str], ...] = (
    (
        "document",
        r"\b(?:e-?mail|letter|memo|memoir|book|lawsuit|filing|(?:legal|court)\s+papers|op-ed|brief|report"
        r"|submission|documents?)\b",
    ),
    ("poll", r"\b(?:poll(?:s|ing|ed)?|surveys?)\b"),
)

CHANNELS = Channels(
    told=tuple((channel, re.compile(words, re.IGNORECASE)) for channel, words in _WORDS),
    in_cue=tuple((channel, re.compile(words, re.IGNORECASE)) for channel, words in _IN_CUE),
    poll=re.compile(r"\bpoll(?:s|ing)?\b|\bsurveys?\b", re.IGNORECASE),
)
