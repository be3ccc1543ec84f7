"""A source span taken apart."""

from __future__ import annotations

from dataclasses import dataclass

from onrecord.records import SourceKind

__all__ = ["Mention"]


@dataclass(frozen=True, slots=True)
class Mention:
    """A source span taken apart.

    Attributes:
        text: the words, on one line.
        description: the words without relative clauses.
        name: the proper name in it, without titles; None where there is none.
        title: titles right before the name, as written.
        head: the head noun where there is one, in lower case; of "the spokesman" "spokesman".
        kind: what the head noun, the name or the pronoun tells; None where they tell nothing.
        plural: whether it stands for several.
        pronoun: the pronoun it is, in lower case; None where it is none.
        definite: whether it points back ("the ambassador", "his aides").
        role, affiliation, count: as in `Source`.
        possessor: whose it is ("Trump" in "Trump’s lawyer"), as written.
    """

    text: str
    description: str = ""
    name: str | None = None
    title: str | None = None
    head: str | None = None
    kind: SourceKind | None = None
    plural: bool = False
    pronoun: str | None = None
    definite: bool = False
    role: str | None = None
    affiliation: str | None = None
    count: int | None = None
    possessor: str | None = None
