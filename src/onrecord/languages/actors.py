"""A language's words for people and bodies across articles, and for what editors change."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

__all__ = ["ActorWords"]


@dataclass(frozen=True, slots=True)
class ActorWords:
    """Words by which an archive joins sources of different articles, all in small letters.

    Attributes:
        given_names: short forms of given names, by the form that stands for all of them.
        titles: that stand before a name and are no part of it; what they tell is a role.
        single_offices: that one person holds at a time, wherever one speaks of it.
        first_name_titles: those that are used with a given name alone: "Prince Andrew".
        suffixes: that stand behind one.
        generations: those that tell father from son.
        articles: "the".
        spellings: words that are spelt in two ways, by the one that stands for both.
        bodies: names of bodies that everybody knows, folded, by the one that stands for all of them.
        links: words between the parts of a body's name that say nothing: "of", "for", "and".
        of_a_person: what somebody has who gives it their name: "administration", "campaign".
        legal_forms: "inc", "ltd".
        common: words that many bodies of many places have in their names: one whose name has no
            other is known within its outlet only.
        nations: words at the beginning of a body's name that tell its country.
        occupations: for each field of work, heads of roles in it.
        mixing: fields that one person may well work in together or one after the other.
        empty: words that tell nothing of what a statement is about.
        negations: words that say no.
        openings: that open a sentence with a capital, before a surname, and are nobody's given name.
        corrections: words with which a note of correction begins.
    """

    given_names: Mapping[str, str] = field(default_factory=dict)
    titles: frozenset[str] = frozenset()
    single_offices: frozenset[str] = frozenset()
    first_name_titles: frozenset[str] = frozenset()
    suffixes: frozenset[str] = frozenset()
    generations: frozenset[str] = frozenset()
    articles: frozenset[str] = frozenset()
    spellings: Mapping[str, str] = field(default_factory=dict)
    bodies: Mapping[str, str] = field(default_factory=dict)
    links: frozenset[str] = frozenset()
    of_a_person: frozenset[str] = frozenset()
    legal_forms: frozenset[str] = frozenset()
    common: frozenset[str] = frozenset()
    nations: frozenset[str] = frozenset()
    occupations: Mapping[str, frozenset[str]] = field(default_factory=dict)
    mixing: frozenset[str] = frozenset()
    empty: frozenset[str] = frozenset()
    negations: frozenset[str] = frozenset()
    openings: frozenset[str] = frozenset()
    corrections: tuple[str, ...] = ()
