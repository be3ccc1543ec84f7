"""Two that speak as one: "the two men", "both companies", "neither company"."""

from __future__ import annotations

from itertools import islice

from onrecord.records import SourceKind
from onrecord.sources.coreference.case import Case
from onrecord.sources.coreference.entity import Decision

__all__ = ["pair"]

_NEAR = 600  # code points in which a pair is looked for
_BESIDE = 200


def pair(case: Case) -> Decision | None:
    """The two that were last spoken of, as one source; None where the words mean no two, or no one
    was named that they could mean.

    Two persons are the last two that the text names; two bodies are the last two that it joins
    by "and", or that were sources.
    """
    mention, and_ = case.mention, case.lang.mentions.and_
    if not case.words.pair.match(mention.text) or f" {and_} " in mention.text:
        return None
    kind: SourceKind = "person" if mention.kind == "people" else mention.kind or "person"
    names = _persons(case) if kind == "person" else _bodies(case)
    if len(names) < 2 and mention.text.lower().startswith(case.words.pair_pointing):
        names = _sources(case, kind)
    if len(names) < 2:
        return None
    name = f"{names[0]} {and_} {names[1]}"
    if (known := case.memory.by_that_name(name)) is not None:
        return Decision(known)
    both = case.memory.proposed(mention.kind, name=name)
    both.count, both.plural, both.role = 2, True, mention.role
    return Decision(both)


def _persons(case: Case) -> list[str]:
    alone = (
        len(case.mention.text.split()) == 1
    )  # "both" may be of anything: only of what is beside it
    reach = _BESIDE if alone else _NEAR
    last = list(islice(case.memory.persons_before(case.span.start, reach=reach), 2))
    genders = {case.lang.lexicon.gender_of_name(name) for name in last}
    others = case.words.pair_genders.get(case.mention.head or "", frozenset())
    if None in genders or genders & others:
        return []
    return sorted(last, key=case.text.find)


def _bodies(case: Case) -> list[str]:
    if case.mention.head not in case.words.pair_bodies:
        return []
    last: list[str] = []
    persons = {full.start for full in case.memory.names}
    low = max(case.span.start - _NEAR, 0)
    for match in case.words.joined.finditer(case.text, low, case.span.start):
        if not persons.issuperset((match.start(1), match.start(2))):
            last = [case.words.pair_articles.sub("", match[1]), match[2].rstrip(".")]
    return last


def _sources(case: Case, kind: SourceKind) -> list[str]:
    recent = case.memory.recent(case.span.start)
    named = [one for one in recent if one.kind == kind and one.name][:2]
    return [one.name or "" for one in sorted(named, key=lambda entity: entity.number)]
