"""The words of a language that attribution, sources and routes ask for, a section a rule's module.

A section holds patterns and word lists, nothing that decides. The section ``refusals`` is what
``attributions/rules/refusals.py`` asks; to add a language is to fill these in.
"""

from __future__ import annotations

from onrecord.languages.lexicon import Lexicon
from onrecord.languages.section import Section
from onrecord.languages.times import Times
from onrecord.languages.words.attributions import (
    Cited,
    Edges,
    Inverted,
    Layout,
    Lookalikes,
    Refusals,
    Statements,
)
from onrecord.languages.words.coreference import Coreference
from onrecord.languages.words.mentions import Bodies, Mentions, People
from onrecord.languages.words.routes import Carriers, Channels, Outlets, Routes
from onrecord.languages.words.sources import Acts, Anonymity, Continued, Implied
from onrecord.languages.words.text import Quotations, Sentences

__all__ = [
    "Acts",
    "Anonymity",
    "Bodies",
    "Carriers",
    "Channels",
    "Cited",
    "Continued",
    "Coreference",
    "Edges",
    "Implied",
    "Inverted",
    "Layout",
    "Lookalikes",
    "Mentions",
    "Outlets",
    "People",
    "Quotations",
    "Refusals",
    "Routes",
    "Sentences",
    "Statements",
    "Words",
]


class Words(Section):
    """All sections of a language that is read."""

    lexicon: Lexicon
    sentences: Sentences
    quotations: Quotations
    statements: Statements
    edges: Edges
    layout: Layout
    lookalikes: Lookalikes
    refusals: Refusals
    inverted: Inverted
    cited: Cited
    mentions: Mentions
    people: People
    bodies: Bodies
    coreference: Coreference
    acts: Acts
    anonymity: Anonymity
    implied: Implied
    continued: Continued
    outlets: Outlets
    carriers: Carriers
    channels: Channels
    routes: Routes
    times: Times
