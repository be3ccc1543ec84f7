"""Who is meant by kinship: "his ex-wife", "her husband", "their daughter"."""

from __future__ import annotations

from onrecord.sources.coreference.entity import Entity
from onrecord.sources.coreference.memory import Memory
from onrecord.sources.mentions import FullName

__all__ = ["relative_of"]


def relative_of(memory: Memory, owner: Entity, noun: str) -> FullName | None:
    """The one other person of the article who has the owner's family name and the noun's gender.

    Args:
        memory: the article's names.
        owner: whose relative is meant.
        noun: what the relative is to the owner: "wife".

    Returns:
        None where no such person is named, or more than one.
    """
    kin = memory.lang.coreference.kin
    if noun not in kin or owner.name is None:
        return None
    family, wanted = owner.name.split()[-1].casefold(), kin[noun]
    found = {
        full.name: full
        for full in memory.names
        if full.last.casefold() == family
        and full.name.casefold() != owner.name.casefold()
        and full.first.casefold() != family
        and (not wanted or _gender(memory, full) == wanted)
    }
    return next(iter(found.values())) if len(found) == 1 else None


def _gender(memory: Memory, full: FullName) -> str | None:
    return full.gender or memory.lang.lexicon.gender_of_name(full.name)
