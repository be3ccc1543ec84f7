"""Mentions by name: persons by their family name, bodies and outlets by theirs."""

from __future__ import annotations

from collections import Counter

from onrecord.languages.lexicon import TITLES, gender_of_title
from onrecord.sources.coreference.memory import Entity, Memory
from onrecord.sources.mentions.parse import Mention
from onrecord.outlets.names import known_outlet, short_name_of, without_the
from onrecord.sources.mentions.people import alike

__all__ = ["by_name", "by_outlet", "with_title"]

_KEPT_TITLES = TITLES - {"former", "attorney", "father", "sister", "brother"}


def by_outlet(memory: Memory, mention: Mention) -> Entity:
    """The outlet of a mention, by any of its names."""
    name = without_the(mention.name or mention.text)
    if " " not in name and (full := _in_full(memory, name)) is not None:
        return full
    known = known_outlet(name)
    for entity in memory.called(known.name if known else name):
        if entity.kind == "outlet" and entity.name is not None:
            same = known is not None and known_outlet(entity.name) == known
            if same or entity.name.casefold() == name.casefold():
                return entity
    if known is not None and len(known.name) > len(name) and known.name in memory.text:
        name = known.name
    entity = memory.new("outlet", name=name)
    entity.role = mention.role
    return entity


def _in_full(memory: Memory, short: str) -> Entity | None:
    """As in "the Times" in an article that names the New York Times."""
    for entity in memory.called(short):
        if entity.kind == "outlet" and entity.name and short_name_of(short, entity.name):
            return entity
    full = memory.outlet_in_full(short)
    return memory.new("outlet", name=full) if full else None


def by_name(memory: Memory, mention: Mention) -> Entity:
    """The entity of a name, under the fullest name that the article gives it."""
    # What stands where a name was found, and is none when taken apart, goes by its words.
    name, kind = mention.name or mention.text, mention.kind
    bare = without_the(name)
    if " " not in bare and (mention.text[:4].lower() == "the " or kind is None):
        if (outlet := _in_full(memory, bare)) is not None:
            return outlet
    person = None
    if kind in ("person", None) or (
        kind == "organisation" and not mention.text.lower().startswith("the ")
    ):
        person = _fullest(memory, name, mention)
    for entity in memory.called(person or name):
        if _is_same(entity, person or name, name, mention):
            entity.learn(mention, person)
            memory.remember(entity)
            return entity
    entity = memory.new(
        "person" if person and kind != "organisation" else kind or "person", name=person or name
    )
    entity.learn(mention, person)
    return entity


def _fullest(memory: Memory, name: str, mention: Mention) -> str | None:
    """The full name that the article gives a person of this name most often."""
    words = name.split()
    gender = gender_of_title(mention.title)
    counts: Counter[str] = Counter()
    for full, theirs, count in memory.full_names_like(name):
        if gender and theirs and theirs != gender:
            continue
        if len(words) == 1 or _compatible(words, full.split()):
            counts[full] += count
    if any(" " in full for full in counts):
        counts = Counter({full: count for full, count in counts.items() if " " in full})
    for short in sorted(counts, key=len):
        longer = [full for full in counts if full != short and full.endswith(" " + short)]
        if len(longer) == 1:
            counts[longer[0]] += counts.pop(short)
    # Of equals the longest; of those the one that stands first.
    return max(counts, key=lambda full: (counts[full], len(full.split())), default=None)


def _compatible(one: list[str], other: list[str]) -> bool:
    """Whether two names may be one person's: "Amir Iravani" and "Amir Saeid Iravani"."""
    short, long = sorted((one, other), key=len)
    if short == long[-len(short) :]:
        return True
    initial = short[0].rstrip(".")
    return alike(short[-1], long[-1]) and (
        alike(short[0], long[0]) or (len(initial) == 1 and initial == long[0][:1])
    )


def _is_same(entity: Entity, full: str, name: str, mention: Mention) -> bool:
    if entity.name is None:
        return False
    if entity.name.casefold() in (full.casefold(), name.casefold()):
        return True
    if mention.kind == "person" or (mention.kind is None and entity.kind == "person"):
        if entity.kind != "person":
            return False
        one, other = full.split(), entity.name.split()
        if len(one) > 1 and len(other) > 1:
            return _compatible(one, other)
        return alike(one[-1], other[-1])
    return entity.kind == mention.kind and alike(entity.name, full)


def with_title(memory: Memory, entity: Entity) -> str | None:
    """The name of a person of whom the article gives one name only, with the title it gives."""
    if entity.kind != "person" or entity.name is None or " " in entity.name:
        return entity.name
    full = memory.titled(entity.name)
    if full is None:
        return entity.name
    before = memory.text[max(full.start - 30, 0) : full.start].split()
    title = before[-1] if before else ""
    return f"{title} {entity.name}" if title.rstrip(".").lower() in _KEPT_TITLES else entity.name
