"""Who is meant by kinship: "his ex-wife", "her husband", "their daughter"."""

from __future__ import annotations

from onrecord.languages.lexicon import gender_of_name
from onrecord.sources.coreference.memory import Entity, Memory
from onrecord.sources.mentions.people import FullName

__all__ = ["relative_of"]

_GENDERS = {
    **dict.fromkeys(
        "wife ex-wife mother daughter sister widow stepdaughter niece aunt".split(), "f"
    ),
    **dict.fromkeys(
        "husband ex-husband father son brother widower stepson nephew uncle".split(), "m"
    ),
    **dict.fromkeys("spouse ex-spouse child sibling".split()),
}


def relative_of(memory: Memory, owner: Entity, noun: str) -> FullName | None:
    """The one other person of the article who has the owner's family name and the noun's gender.

    Args:
        memory: the article's names.
        owner: whose relative is meant.
        noun: what the relative is to the owner: "wife".

    Returns:
        None where no such person is named, or more than one.
    """
    if noun not in _GENDERS or owner.name is None:
        return None
    family, wanted = owner.name.split()[-1].casefold(), _GENDERS[noun]
    found = {
        full.name: full
        for full in memory.names
        if full.last.casefold() == family
        and full.name.casefold() != owner.name.casefold()
        and full.first.casefold() != family
        and _gender(full) in ((wanted,) if wanted else (None, "m", "f"))
    }
    return next(iter(found.values())) if len(found) == 1 else None


def _gender(full: FullName) -> str | None:
    return full.gender or gender_of_name(full.name)
