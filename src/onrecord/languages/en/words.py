"""All that attribution asks of English."""

from __future__ import annotations

from onrecord.languages import Words
from onrecord.languages.en.acts import ACTS
from onrecord.languages.en.anonymity import ANONYMITY
from onrecord.languages.en.bodies import BODIES
from onrecord.languages.en.carriers import CARRIERS
from onrecord.languages.en.channels import CHANNELS
from onrecord.languages.en.cited import CITED
from onrecord.languages.en.continued import CONTINUED
from onrecord.languages.en.coreference import COREFERENCE
from onrecord.languages.en.edges import EDGES
from onrecord.languages.en.implied import IMPLIED
from onrecord.languages.en.inverted import INVERTED
from onrecord.languages.en.layout import LAYOUT
from onrecord.languages.en.lexicon import lexicon
from onrecord.languages.en.lookalikes import LOOKALIKES
from onrecord.languages.en.mentions import MENTIONS
from onrecord.languages.en.outlets import OUTLETS
from onrecord.languages.en.people import PEOPLE
from onrecord.languages.en.quotations import QUOTATIONS
from onrecord.languages.en.refusals import REFUSALS
from onrecord.languages.en.routes import ROUTES
from onrecord.languages.en.sentences import SENTENCES
from onrecord.languages.en.statements import STATEMENTS
from onrecord.languages.en.times import TIMES

__all__ = ["WORDS"]

WORDS = Words(
    lexicon=lexicon(),
    sentences=SENTENCES,
    quotations=QUOTATIONS,
    statements=STATEMENTS,
    edges=EDGES,
    layout=LAYOUT,
    lookalikes=LOOKALIKES,
    refusals=REFUSALS,
    inverted=INVERTED,
    cited=CITED,
    mentions=MENTIONS,
    people=PEOPLE,
    bodies=BODIES,
    coreference=COREFERENCE,
    acts=ACTS,
    anonymity=ANONYMITY,
    implied=IMPLIED,
    continued=CONTINUED,
    outlets=OUTLETS,
    carriers=CARRIERS,
    channels=CHANNELS,
    routes=ROUTES,
    times=TIMES,
)
