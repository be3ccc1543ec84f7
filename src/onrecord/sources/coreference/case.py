"""What a sieve is asked: a mention where it stands, and what the article told before it."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace
from typing import TypeAlias

from onrecord.attributions import Clues
from onrecord.languages import Words
from onrecord.languages.words import Coreference
from onrecord.records import Attribution, Span
from onrecord.sources.coreference.entity import Decision, Entity
from onrecord.sources.coreference.memory import Memory
from onrecord.sources.coreference.told import Told
from onrecord.sources.mentions import Mention

__all__ = ["Case", "Sieve", "first_decision"]


@dataclass(frozen=True, slots=True)
class Case:
    """A mention to be resolved.

    Attributes:
        mention: taken apart.
        span: where it stands.
        statement: whose source it is.
        memory: what the article has spoken of; a sieve reads it and changes nothing.
        told: the statements before.
        clues: what the network says of the statements; None of a model that says nothing.
    """

    mention: Mention
    span: Span
    statement: Attribution
    memory: Memory
    told: Told
    clues: Clues | None = None

    @property
    def text(self) -> str:
        """The article's text."""
        return self.memory.text

    @property
    def lang(self) -> Words:
        """The article's language."""
        return self.memory.lang

    @property
    def words(self) -> Coreference:
        """Its words for who is meant."""
        return self.memory.lang.coreference

    def of(self, mention: Mention) -> Case:
        """The same place with another mention."""
        return replace(self, mention=mention)

    def is_told_of(self, entity: Entity) -> bool:
        """Whether what is said begins with a person's name, who then is not the one who says it: "… said Reed had left"."""
        if entity.kind != "person" or entity.name is None or self.mention.name is not None:
            return False
        family, words = entity.name.split()[-1], self.words.told_first
        firsts = (words.match(self.text, *piece) for piece in self.statement.content)
        if not any(first and first[1] == family for first in firsts):
            return False
        relatives = {full for full, _, _ in self.memory.full_names_like(family)}
        return len(relatives) <= 1  # else it may be one of them

    def new_described(self) -> Decision:
        """The mention as one not met before, by its own words."""
        kind, text = self.mention.kind, self.mention.text
        return Decision(self.memory.proposed(kind, description=text))


#: A small function from a mention and the document to a decision or none.
Sieve: TypeAlias = Callable[[Case], Decision | None]


def first_decision(sieves: tuple[Sieve, ...], case: Case) -> Decision | None:
    """The decision of the first sieve that has one."""
    return next((found for sieve in sieves if (found := sieve(case)) is not None), None)
