"""English words for where a source said it."""

from __future__ import annotations

import re

from onrecord.languages.words import Channels
from onrecord.records import Channel

__all__ = ["CHANNELS"]

_NETWORKS = r"(?:twitter|facebook|instagram|x|truth\s+social|telegram|weibo|tiktok|reddit|snapchat|linkedin|threads|bluesky|social\s+(?:media|networks))"
_SOME = r"(?:the|a|an|his|her|its|their|this|that|another|one)"
_WORDS: tuple[tuple[Channel, str], ...] = (
    (
        "testimony",
        r"\btestif\w+|\btestimony\b|\bunder\s+oath\b|\bdeposition\b|\bgave\s+evidence\b|\bon\s+the\s+(?:witness\s+)?stand\b"
        r"|\btold\s+(?:the|a|an)\s+(?:\w+\s+){0,3}?(?:court|jury|judge|inquiry|inquest|tribunal|hearing|committee|subcommittee)\b"
        rf"|\b(?:at|in|during)\s+{_SOME}\s+(?:\w+\s+){{0,3}}?(?:hearing|trial|inquest|arraignment)\b|\btold\s+jurors\b"
        r"|\bthe\s+(?:court|jury|inquest|inquiry|tribunal)\s+(?:heard|was\s+told)\b",
    ),
    ("interview", r"\binterview(?:s|ed|er|ing)?\b"),
    (
        "post",
        r"\b(?:re-?)?tweet\w*|\bposted\b|\b(?:facebook|twitter|instagram|blog|online)\s+post\w*|\bblog\s+posts?\b"
        rf"|\b(?:on|to|via)\s+(?:{_SOME}\s+)?(?:\w+\s+){{0,2}}?{_NETWORKS}\b|\bcaptioned\b|\bsocial\s+networks\b"
        r"|\bin\s+(?:an?|his|her|their)\s+(?:\w+\s+){0,2}?(?:caption|thread|instagram\s+story)\b|\(@\w+\)",
    ),
    (
        "statement",
        r"\bin\s+(?:an?|his|her|its|their|the)\s+(?:[\w-]+\s+){0,3}?statements?\b|\bstatement\s+\w*day,?\s+saying\b"
        r"|\b(?:issued\s+|released\s+)?a\s+(?:[\w-]+\s+)?statement\s+(?:said|from|by|read)\b"
        r"|\b(?:issued|released)\s+an?\s+(?:[\w-]+\s+){0,2}?statement\b|\b(?:news|press|media)\s+release\b",
    ),
    (
        "speech",
        r"\b(?:rall(?:y|ies)|speech(?:es)?|town\s+hall|(?:news|press)\s+conference|briefing"
        r"|convention|forum|fundraiser|luncheon|podium|campaign\s+(?:stop|event|trail)|radio\s+show|breakfast"
        r"|stump|keynote|fireside\s+chat|tele-?con(?:ference)?|webinar|question\s+time|moderator|applause|cheers)\b"
        r"|\bchant(?:s|ed|ing)\b|\b(?:at|during|in)\s+(?:\S+\s+){0,6}?(?:conference|summit)\b"
        rf"|\bin\s+(?:{_SOME}\s+)?(?:\w+\s+)?remarks\b"
        r"|\b(?:in|during|at|from|after|since)\s+(?:\S+\s+){0,4}?(?:address|debates?)\b"
        r"|\btold\s+(?:(?:the|a|an|his|her|their)\s+)?(?:\w+\s+){0,3}?(?:crowd|audience|supporters|rally|delegates|voters|reporters"
        r"|journalists|conference|gathering|summit|parliament|mps|peers|attendees|students|assembly|commons|councillors"
        r"|investors|analysts|shareholders|mourners|protesters|troops|worshippers|newsmen)\b"
        r"|\b(?:on|during|in)\s+(?:a|an|the)\s+(?:\w+\s+){0,2}?(?:conference|earnings)\s+call\b|\bon\s+stage\b"
        r"|\bon\s+the\s+(?:senate|house)\s+floor\b|\bspeaking\s+(?:at|in|during|before|on\s+stage)\b|\baddressing\s+(?:the|a|an)\b",
    ),
    (
        "document",
        rf"\bin\s+(?:{_SOME}\s+)?(?:[\w-]+\s+){{0,3}}?(?:e-?mails?|letters?|messages?|memo(?:randum)?|filings?|complaint|lawsuit|indictment|affidavit"
        r"|ruling|order|resolution|notification|memoir|book|essay|column|op-ed|editorial|newsletter|research\s+note"
        r"|note\s+to\s+\w+|text\s+message|court\s+(?:documents|records|papers|filings)|petition|motion|report|study|paper|article)\b",
    ),
)

_IN_CUE: tuple[tuple[Channel, str], ...] = (
    (
        "document",
        r"\b(?:e-?mail|letter|memo|memoir|book|lawsuit|filing|(?:legal|court)\s+papers|op-ed|brief|report"
        r"|submission|documents?|wr(?:ote|ites|iting|itten))\b",
    ),
    ("poll", r"\b(?:poll(?:s|ing|ed)?|surveys?)\b"),
)

CHANNELS = Channels(
    told=tuple((channel, re.compile(words, re.IGNORECASE)) for channel, words in _WORDS),
    in_cue=tuple((channel, re.compile(words, re.IGNORECASE)) for channel, words in _IN_CUE),
    poll=re.compile(r"\bpoll(?:s|ing)?\b|\bsurveys?\b", re.IGNORECASE),
    share=re.compile(
        r"(?:(?:about|nearly|almost|only|just|some|roughly|around|over|more\s+than|another)\s+)*"
        r"(?:(?:\d[\d.]*|[a-z-]+)\s?(?:percent\b|per\s+cent\b|%)|(?:\w+|\d+)\s+(?:in|out\s+of)\s+(?:10|ten|four|five|three|six|eight)\b)",
        re.IGNORECASE,
    ),
    to_outlet=re.compile(
        r"\b(?:t(?:old|ells|elling)|sp(?:oke|eaks)\s+(?:to|with)|talk(?:ed|s)\s+(?:to|with)"
        r"|(?P<apart>(?:speaking|talking)\s+(?:to|with)|in\s+comments\s+to"
        r"|(?:sa(?:id|ys|ying)|add(?:ed|ing)|appear\w*)\s+(?:\S+\s+){0,3}?on(?!\s+(?:\w+day\b|\d))))\s+"
        r"(?:(?:the|a|an|U\.?[KS]\.?['’]s)\s+)?(?:[\w’'-]+\s+){0,3}$",
        re.IGNORECASE,
    ),
    to_press=re.compile(
        r"\b(?:t(?:old|ells|elling)|spoke\s+(?:to|with)|speaking\s+(?:to|with))\s+(?:(?:us|me)\b|the\s+(?:paper|newspaper|magazine|network|station"
        r"|website|outlet|broadcaster|agency|publication)\b)",
        re.IGNORECASE,
    ),
)
