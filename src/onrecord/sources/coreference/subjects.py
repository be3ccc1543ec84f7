"""Who "he" and "she" are: who was last a source, or since then the subject of a sentence."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import replace

from onrecord.records import Span
from onrecord.sources.coreference.entity import Decision, Entity
from onrecord.sources.coreference.memory import REACH, Memory
from onrecord.sources.coreference.names import by_name
from onrecord.sources.mentions import FullName, Mention, is_no_name

__all__ = ["last_single_name", "person_meant"]

_SOURCE_BONUS = 40  # code points by which a source is nearer than a mere subject


def person_meant(
    memory: Memory, span: Span, gender: str, *, but: Callable[[Entity], bool] = lambda _: False
) -> Decision | None:
    """The person that a pronoun of a gender (``m`` or ``f``) means; None if no one was named.

    ``but`` tells of one who is not meant: in a quotation its speaker is "I".
    """

    def fits(one: Entity) -> bool:
        return one.gender in (None, gender) and not but(one)

    recent = memory.recent(span.start, reach=REACH)
    source = next((one for one in recent if one.kind == "person" and fits(one)), None)
    seen = source.last_seen + _SOURCE_BONUS if source is not None else -1
    met = _subjects(memory, Span(seen + 1, span.start), gender, fits)
    best = Decision(source) if source is not None else None
    for decision, place in met:
        if place is not None:
            best, seen = decision, place
    kin = _kin_named(memory, Span(seen + 1, span.start), gender)
    if kin is not None and fits(kin.entity):
        best = kin
    if best is None:
        best = _by_family_name(memory, span, gender, met, but)
    return replace(best, gender=gender, on_the_way=(*best.on_the_way, *met)) if best else None


def _subjects(
    memory: Memory, within: Span, gender: str, fits: Callable[[Entity], bool]
) -> list[tuple[Decision, int | None]]:
    """Whom the sentences of a stretch are about, in order, with their places; of those who do not fit without."""
    known: dict[str, Decision] = {}
    met: list[tuple[Decision, int | None]] = []
    for full in memory.names_between(max(within.end - REACH // 2, within.start), within.end):
        # A name that opens a sentence is its subject; one elsewhere is seldom meant by a pronoun.
        if full.end > within.end or not _is_subject(memory, full):
            continue
        if full.gender not in (None, gender):
            continue
        decision = by_name(memory, memory.parse(full.name))
        # Two names of one who is new are one.
        decision = known.setdefault(decision.entity.name or "", decision)
        met.append((decision, full.start if fits(decision.entity) else None))
    return met


def _by_family_name(
    memory: Memory,
    span: Span,
    gender: str,
    met: Sequence[tuple[Decision, int | None]],
    but: Callable[[Entity], bool],
) -> Decision | None:
    """Who goes by a family name alone that was last a subject, or else the first one near."""
    name = last_single_name(memory, span)
    if name is None:
        return None
    best = by_name(memory, Mention(name, name=name, kind="person"))
    same = (one for one, _ in met if one.entity.name == best.entity.name)
    best = next(same, best)
    if but(best.entity):
        return None
    in_full = " " in (best.entity.name or "")  # a family name alone tells no gender
    if in_full and best.entity.gender not in (None, gender):  # "Reed", of Ada Reed, is not "he"
        return _of_the_family(memory, span, name, gender)
    return best


def _of_the_family(memory: Memory, span: Span, name: str, gender: str) -> Decision | None:
    """As in "Mr. Reed", where of the family only Ada Reed is named in full."""
    titled = re.compile(rf"(?<![\w’'-])(\w+\.?)\s{re.escape(name)}(?![\w-])")
    lexicon, low = memory.lang.lexicon, max(span.start - REACH // 2, 0)
    for match in titled.finditer(memory.text, low, span.start):
        if lexicon.gender_of_title(match[1]) == gender:
            return Decision(memory.proposed("person", name=name))
    return None


def _kin_named(memory: Memory, within: Span, gender: str) -> Decision | None:
    """As in "Her husband, Ron, is less calm": the last one of a gender who is named for what he is to another."""
    low = max(within.start, within.end - REACH // 2)
    words, found = memory.lang.coreference, None
    for match in words.kin_named.finditer(memory.text, low, within.end):
        if words.kin[match["kin"]] == gender:
            found = by_name(memory, Mention(match["name"], name=match["name"], kind="person"))
    return found if found is not None and found.entity.gender in (None, gender) else None


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
