"""Descriptions of the article that are no source's words: "a gardener", of whom "he" is said next."""

from __future__ import annotations

import re

from onrecord.records import Span
from onrecord.sources.coreference.memory import Memory
from onrecord.sources.mentions import Mention
from onrecord.text import match_around

__all__ = ["described_at"]

_WORD = re.compile(r"[\w’'-]+")
_REACH = 60  # code points before a noun in which its phrase begins


def described_at(memory: Memory, start: int, end: int) -> tuple[Span, Mention] | None:
    """The description whose head noun a stretch of the text stands in, taken apart.

    None where no noun for a person, a body, a group or a document stands there, or where its phrase is one
    that names.
    """
    words = memory.lang.coreference
    noun = match_around(_WORD, memory.text, Span(start, end))
    if noun is None or memory.lang.lexicon.kind_of_noun(noun[0]) is None:
        return None
    if noun[0][0].isupper() and not memory.opens_sentence(noun.start()):
        return None  # "Mr. Justice"
    before = words.phrase_before.search(memory.text, max(noun.start() - _REACH, 0), noun.start())
    behind = words.phrase_behind.match(memory.text, noun.end())
    span = Span(
        noun.start() if before is None else before.start("phrase"),
        noun.end() if behind is None else behind.end(),
    )
    said = memory.text[slice(*span)]
    mention = memory.parse(said, starts_sentence=memory.opens_sentence(span.start))
    head = memory.lang.lexicon.singular(noun[0].lower())
    if mention.name is not None or mention.kind is None or mention.head != head:
        return None
    return span, mention
