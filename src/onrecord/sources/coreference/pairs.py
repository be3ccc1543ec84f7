"""Two that speak as one: "the two men", "both companies", "neither company"."""

from __future__ import annotations

import re
from itertools import islice

from onrecord.records import SourceKind, Span
from onrecord.languages.lexicon import gender_of_name
from onrecord.sources.coreference.memory import Entity, Memory
from onrecord.sources.mentions.parse import Mention

__all__ = ["last_pair"]

_NEAR = 600  # code points in which a pair is looked for
_BESIDE = 200
_OTHERS = {"woman": frozenset("m"), "man": frozenset("f")}
_PAIR_WORDS = re.compile(
    r"(?:the\s+two|these\s+two|both(?!\s+of\b)|neither(?!\s+of\b))\b", re.IGNORECASE
)
_NAME = r"[A-Z][\w&.-]*(?:\s[A-Z][\w&.-]*){0,4}"
_JOINED = re.compile(rf"(?<![\w’'-])({_NAME}) (?:and|nor|or) (?:the )?({_NAME})")
#: Bodies that are named side by side; "both sides" and "the two campaigns" are not named so.
_BODIES = frozenset(
    """company firm bank country nation state city government agency department university newspaper
    outlet network organisation organization group union team""".split()
)


def last_pair(memory: Memory, mention: Mention, span: Span) -> Entity | None:
    """The two that were last spoken of, as one source; None where the words mean no two, or no one
    was named that they could mean.

    Two persons are the last two that the text names; two bodies are the last two that it joins
    by "and", or that were sources.
    """
    if not _PAIR_WORDS.match(mention.text) or " and " in mention.text:
        return None
    kind: SourceKind = "person" if mention.kind == "people" else mention.kind or "person"
    names = _persons(memory, mention, span) if kind == "person" else _bodies(memory, mention, span)
    if len(names) < 2 and mention.text.lower().startswith(("the", "these")):
        names = _sources(memory, span, kind)
    if len(names) < 2:
        return None
    name = f"{names[0]} and {names[1]}"
    if (known := memory.by_that_name(name)) is not None:
        return known
    both = memory.new(mention.kind, name=name)
    both.count, both.plural, both.role = 2, True, mention.role
    return both


def _persons(memory: Memory, mention: Mention, span: Span) -> list[str]:
    alone = len(mention.text.split()) == 1  # "both" may be of anything: only of what is beside it
    last = list(islice(memory.persons_before(span.start, reach=_BESIDE if alone else _NEAR), 2))
    genders = {gender_of_name(name) for name in last}
    if None in genders or genders & _OTHERS.get(mention.head or "", frozenset()):
        return []
    return sorted(last, key=memory.text.find)


def _bodies(memory: Memory, mention: Mention, span: Span) -> list[str]:
    if mention.head not in _BODIES:
        return []
    last: list[str] = []
    persons = {full.start for full in memory.names}
    for match in _JOINED.finditer(memory.text, max(span.start - _NEAR, 0), span.start):
        if not persons.issuperset((match.start(1), match.start(2))):
            last = [re.sub(r"^(?:Both|The) ", "", match[1]), match[2].rstrip(".")]
    return last


def _sources(memory: Memory, span: Span, kind: SourceKind) -> list[str]:
    named = [one for one in memory.recent(span.start) if one.kind == kind and one.name][:2]
    return [one.name or "" for one in sorted(named, key=lambda entity: entity.number)]
