"""Statements without a cue of their own, laid to the source that they go on with.

News goes on telling what a source said without saying so each time. Four ways of it are plain
enough to be told by rule, and the network tells of others:

- **quotations**: a quotation that stands as a sentence of its own, behind a quoted statement;
- **figures**: a sentence of survey figures behind a statement of the survey;
- **data**: a sentence with numbers right behind numbers of a document or a body;
- **plans**: what a plan, a bill or a rule "would" do, behind the statement that tells of it;
- **network**: what the network says goes on, and none of these tells.

Each is laid to the nearest statement before it that it can go on with, and to none where something
stands between the two that ends it: another speaker, a heading, the writer's own paragraph.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace

from onrecord.attributions import Clues
from onrecord.languages import Words
from onrecord.records import Attribution, Reading
from onrecord.sources.continued._context import Context
from onrecord.sources.continued._data import data
from onrecord.sources.continued._figures import figures
from onrecord.sources.continued._network import told_by_network
from onrecord.sources.continued._plans import plans
from onrecord.sources.continued._quotations import quoted
from onrecord.text import Document

__all__ = ["with_continued"]

_WAYS = (quoted, figures, data, plans, told_by_network)


def with_continued(
    reading: Reading,
    document: Document,
    lang: Words,
    scores: Mapping[str, float],
    clues: Clues | None = None,
) -> Reading:
    """Add the statements that go on with others.

    They are numbered ``c1``, ``c2`` … and have neither cue nor source span; `Attribution.continued`
    names the attribution whose cue holds for them.

    Args:
        reading: with its sources resolved.
        document: of its article.
        lang: its language.
        clues: what the network says of the article.
        scores: of each way (``data``, ``figures``, ``plan``, ``quotation``): its share of right ones.
    """
    if not reading.attributions:
        return reading
    context = Context(reading, document, lang, scores, clues)
    found = sorted((one for way in _WAYS for one in way(context)), key=lambda one: one.content)
    added: list[Attribution] = []
    end = 0
    for one in found:
        if one.content[0].start >= end:
            added.append(replace(one, id=f"c{len(added) + 1}"))
            end = one.content[-1].end
    statements = sorted((*reading.attributions, *added), key=lambda one: one.spans[0])
    return replace(reading, attributions=tuple(statements))
