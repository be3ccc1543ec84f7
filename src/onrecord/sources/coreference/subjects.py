"""Who "he" and "she" are: who was last a source, or since then the subject of a sentence."""

from __future__ import annotations

import re

from onrecord.records import Span
from onrecord.languages.lexicon import kind_of_noun
from onrecord.sources.coreference.memory import REACH, Entity, Memory, opens_sentence
from onrecord.sources.mentions.parse import Mention, parse
from onrecord.sources.coreference.naming import by_name
from onrecord.sources.mentions.people import is_no_name

__all__ = ["last_single_name", "person_meant"]

_SINGLE = re.compile(r"(?<![\w’'-])[A-Z][a-zß-öø-ÿ]+(?:[A-Z][a-z]+)?(?=[’']s\b|[ ,.;:)]|$)")
_SOURCE_BONUS = 40  # code points by which a source is nearer than a mere subject


def person_meant(
    memory: Memory, span: Span, gender: str, *, but: Entity | None = None
) -> Entity | None:
    """The person that a pronoun of a gender (``m`` or ``f``) means; None if no one was named.

    ``but`` is one who is not meant: in a quotation its speaker is "I".
    """
    persons = (
        one
        for one in memory.recent(span.start, reach=REACH)
        if one.kind == "person" and one is not but
    )
    best = next((one for one in persons if one.gender in (None, gender)), None)
    seen = best.last_seen + _SOURCE_BONUS if best is not None else -1
    # A name that opens a sentence is its subject; one elsewhere is seldom meant by a pronoun.
    for full in memory.names_between(max(span.start - REACH // 2, seen + 1), span.start):
        if full.end > span.start or not _is_subject(memory.text, full.start):
            continue
        if full.gender in (None, gender):
            entity = by_name(memory, parse(full.name))
            if entity.gender in (None, gender) and entity is not but:
                memory.see(entity, full.start)
                best = entity
    if best is None and (name := last_single_name(memory, span)) is not None:
        best = by_name(memory, Mention(name, name=name, kind="person"))
    if best is not None:
        best.gender = best.gender or gender
    return best


_LEAD = re.compile(r"(?:^|(?<=[a-z0-9])[.!?][”\"’']?\s|\n|[“\"])\s*((?:[\w’'-]+\s){1,7})$")
_NO_LEAD = frozenset(
    """of for at from with in on by to about after before when while as since that who which if and but
    or because until than like against over under into he she it they said says told""".split()
)


def _is_subject(text: str, place: int) -> bool:
    """Whether a name opens a sentence, or a description that ends in what he is: "NBC’s host Al Reed"."""
    if opens_sentence(text, place):
        return True
    lead = _LEAD.search(text[max(place - 80, 0) : place])
    if lead is None:
        return False
    words = lead[1].split()
    plain = {word.lower() for word in words}
    return kind_of_noun(words[-1]) == ("person", False) and not plain & _NO_LEAD


def last_single_name(memory: Memory, span: Span) -> str | None:
    """A family name alone that was last the subject of a sentence, or else the first one near."""
    best: str | None = None
    for match in _SINGLE.finditer(memory.text, max(span.start - REACH // 2, 0), span.start):
        word = match[0]
        if is_no_name(word) or kind_of_noun(word) is not None:
            continue
        if best is None or opens_sentence(memory.text, match.start()):
            best = word
    return best
