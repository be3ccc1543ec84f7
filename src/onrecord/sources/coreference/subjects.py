"""Who "he" and "she" are: who was last a source, or since then the subject of a sentence."""

from __future__ import annotations

from dataclasses import replace

from onrecord.records import Span
from onrecord.sources.coreference.entity import Decision, Entity
from onrecord.sources.coreference.memory import REACH, Memory
from onrecord.sources.coreference.names import by_name
from onrecord.sources.mentions import FullName, Mention, is_no_name

__all__ = ["last_single_name", "person_meant"]

_SOURCE_BONUS = 40  # code points by which a source is nearer than a mere subject


def person_meant(
    memory: Memory, span: Span, gender: str, *, but: Entity | None = None
) -> Decision | None:
    """The person that a pronoun of a gender (``m`` or ``f``) means; None if no one was named.

    ``but`` is one who is not meant: in a quotation its speaker is "I".
    """
    persons = (
        one
        for one in memory.recent(span.start, reach=REACH)
        if one.kind == "person" and one is not but
    )
    source = next((one for one in persons if one.gender in (None, gender)), None)
    seen = source.last_seen + _SOURCE_BONUS if source is not None else -1
    best = Decision(source) if source is not None else None
    # A name that opens a sentence is its subject; one elsewhere is seldom meant by a pronoun.
    subjects: dict[str, Decision] = {}
    met: list[tuple[Decision, int | None]] = []
    for full in memory.names_between(max(span.start - REACH // 2, seen + 1), span.start):
        if full.end > span.start or not _is_subject(memory, full):
            continue
        if full.gender not in (None, gender):
            continue
        decision = by_name(memory, memory.parse(full.name))
        # Two names of one who is new are one.
        decision = subjects.setdefault(decision.entity.name or "", decision)
        if decision.entity.gender in (None, gender) and decision.entity is not but:
            met.append((decision, full.start))
            best = decision
        else:
            met.append((decision, None))
    if best is None and (name := last_single_name(memory, span)) is not None:
        best = by_name(memory, Mention(name, name=name, kind="person"))
        best = subjects.get(best.entity.name or "", best)
    return replace(best, gender=gender, on_the_way=(*best.on_the_way, *met)) if best else None


def _is_subject(memory: Memory, full: FullName) -> bool:
    """Whether a name opens a sentence, or a description that ends in what he is: "NBC’s host Al Reed"."""
    if memory.opens_sentence(full.start):
        return True
    words = memory.lang.coreference
    lead = words.lead.search(memory.text[max(full.start - 80, 0) : full.start])
    if lead is None:
        return False
    before = lead[1].split()
    plain = {word.lower() for word in before}
    role = memory.lang.lexicon.kind_of_noun(before[-1]) == ("person", False)
    return role and not plain & words.no_lead


def last_single_name(memory: Memory, span: Span) -> str | None:
    """A family name alone that was last the subject of a sentence, or else the first one near."""
    best: str | None = None
    single = memory.lang.coreference.single
    for match in single.finditer(memory.text, max(span.start - REACH // 2, 0), span.start):
        word = match[0]
        lexicon = memory.lang.lexicon
        if is_no_name(word, memory.lang) or lexicon.kind_of_noun(word) is not None:
            continue
        if word.lower() in lexicon.common_words:
            continue
        if best is None or memory.opens_sentence(match.start()):
            best = word
    return best
